#include "ui/widgets/windowminiature.h"

#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

// The drawing is made on this canvas and scaled as a whole.
constexpr qreal canvasWidth = 520;
constexpr qreal canvasHeight = 299;
constexpr qreal stripTop = 36;
constexpr qreal lanesTop = 56;
constexpr qreal laneHeight = 20;
constexpr qreal panesTop = 136;
constexpr qreal tableLeft = 96;
constexpr qreal inspectorLeft = 380;
constexpr qreal selectedX = 330;
constexpr int iconPixels = 11;

void pill(QPainter *painter, qreal x, qreal y, qreal width, const QColor &colour, qreal height = 6)
{
    paintBox(painter, QRectF(x, y - height / 2, width, height), colour, {}, height / 2);
}

/// All of it but what only the window's own thread can draw: text and icons. Holds what it needs, so that any
/// thread can paint it.
class Drawing
{
public:
    explicit Drawing(const Theme &theme);
    void paint(QPainter *painter) const;

private:
    QColor hue(Glyph glyph) const { return m_hues[size_t(glyph)]; }
    void draw(QPainter *painter, Glyph glyph, QPointF centre) const
    {
        drawGlyph(painter, glyph, centre, hue(glyph), 0.8);
    }
    void paintBar(QPainter *painter) const;
    void paintStrip(QPainter *painter) const;
    void paintLanes(QPainter *painter) const;
    void paintPanes(QPainter *painter) const;

    Colours m_colours;
    std::array<QColor, glyphCount> m_hues;
};

Drawing::Drawing(const Theme &theme) : m_colours(theme.colours())
{
    for (int glyph = 0; glyph < glyphCount; ++glyph)
        m_hues[size_t(glyph)] = theme.hue(Glyph(glyph));
}

void Drawing::paint(QPainter *painter) const
{
    painter->setRenderHint(QPainter::Antialiasing);
    const Colours &c = m_colours;
    paintBox(painter, QRectF(0, 0, canvasWidth, canvasHeight), c.base, {}, controlRadius + 1);
    paintPanes(painter);
    paintBar(painter);
    paintStrip(painter);
    paintLanes(painter);
    paintBox(painter, QRectF(0, 0, canvasWidth, canvasHeight), {}, c.line2, controlRadius + 1);
}

void Drawing::paintBar(QPainter *painter) const
{
    const Colours &c = m_colours;
    paintBox(painter, QRectF(9, 9, 151, 18), c.base, c.control, controlRadius);
    pill(painter, 31, 18, 52, c.line2);
    pill(painter, 91, 18, 59, c.line);
    painter->fillRect(QRectF(0, stripTop - 0.5, canvasWidth, 1), c.line2);
}

void Drawing::paintStrip(QPainter *painter) const
{
    QColor bars = hue(Glyph::Moved);
    bars.setAlphaF(0.55f);
    for (int i = 0; i < 126; ++i) {
        const double wave = std::sin(i / 7.0) * 4 + std::sin(i / 2.7) * 2 + std::sin(i / 17.0) * 3;
        const qreal height = qBound(2.0, 8 + wave, 14.0);
        painter->fillRect(QRectF(8 + i * 4.02, lanesTop - 2 - height, 2, height), bars);
    }
    painter->fillRect(QRectF(0, lanesTop - 0.5, canvasWidth, 1), m_colours.line2);
}

void Drawing::paintLanes(QPainter *painter) const
{
    const Colours &c = m_colours;
    struct Lane
    {
        Glyph glyph;
        qreal label;
        QList<qreal> times;
    };
    const QList<Lane> lanes = {
        {Glyph::RoomCreated, 44, {210, 420}},
        {Glyph::Joined, 39, {150, 262, 300, 455}},
        {Glyph::StateChanged, 33, {130, 176, 240, selectedX, 372, 480}},
        {Glyph::Custom, 28, {118, 146, 214, 290, 318, 350, 404, 440}},
    };
    for (int i = 0; i < lanes.size(); ++i) {
        const qreal y = lanesTop + (i + 0.5) * laneHeight;
        const Lane &lane = lanes.at(i);
        draw(painter, lane.glyph, {12, y});
        pill(painter, 22, y, lane.label, c.line2, 5);
        for (const qreal x : lane.times)
            draw(painter, lane.glyph, {x, y});
        painter->fillRect(QRectF(0, lanesTop + (i + 1) * laneHeight - 0.5, canvasWidth, 1), c.line);
    }
    painter->fillRect(QRectF(selectedX - 0.5, lanesTop, 1, panesTop - lanesTop), c.accent);
    const QPointF selected(selectedX, lanesTop + 2.5 * laneHeight);
    paintBox(painter, QRectF(selected - QPointF(9, 9), QSizeF(18, 18)), c.base, c.accent, 9, 1.75);
    draw(painter, Glyph::StateChanged, selected);
}

void Drawing::paintPanes(QPainter *painter) const
{
    const Colours &c = m_colours;
    painter->fillRect(QRectF(0, panesTop - 0.5, canvasWidth, 1), c.line2);
    painter->fillRect(QRectF(tableLeft - 0.5, panesTop, 1, canvasHeight - panesTop), c.line2);
    painter->fillRect(QRectF(inspectorLeft - 0.5, panesTop, 1, canvasHeight - panesTop), c.line2);
    const QList<Glyph> rows = {Glyph::Custom, Glyph::Joined, Glyph::Custom, Glyph::StateChanged,
        Glyph::Custom, Glyph::Left, Glyph::StateChanged};
    for (int i = 0; i < rows.size(); ++i) {
        const qreal y = panesTop + 14 + i * 21;
        const bool room = i == 0 || i == 4;
        pill(painter, room ? 14 : 27, y, room ? (i == 0 ? 56 : 45) : 36 + i % 3 * 2, room ? c.line2 : c.line);
        if (i == 3) {
            painter->fillRect(QRectF(tableLeft, y - 10.5, inspectorLeft - tableLeft, 21), c.selection);
            painter->fillRect(QRectF(tableLeft, y - 10.5, 3, 21), c.accent);
        }
        draw(painter, rows.at(i), {112, y});
        pill(painter, 124, y, 46 + (i * 37) % 23, c.line2);
        pill(painter, 208, y, 56 + (i * 29) % 17, c.line);
        pill(painter, 296, y, 40 + (i * 31) % 31, c.line);
    }
    QColor value = hue(Glyph::Seated);
    value.setAlphaF(0.5f);
    pill(painter, 394, panesTop + 15, 84, c.line2, 8);
    pill(painter, 394, panesTop + 31, 108, c.line, 5);
    for (int i = 0; i < 5; ++i) {
        const qreal y = panesTop + 58 + i * 18;
        const qreal indent = i < 2 ? 0 : 12;
        pill(painter, 394 + indent, y, 36, c.line2);
        pill(painter, 438 + indent, y, i == 0 ? 60 : 26, value);
    }
}

/// As many pixels as the size has at that resolution.
QImage imageOf(const Drawing &drawing, QSize size, qreal ratio)
{
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return image; // squeezed to nothing
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.scale(size.width() / canvasWidth, size.height() / canvasHeight);
    drawing.paint(&painter);
    return image;
}

} // namespace

WindowMiniature::WindowMiniature(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setAccessibleName(u"How the window is arranged"_s);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    theme->prepareIcon(u"check-circle"_s, iconPixels);
    connect(theme, &Theme::changed, this, [this] {
        prepare();
        update();
    });
}

QSize WindowMiniature::sizeHint() const
{
    return QSizeF(canvasWidth * Theme::scale(), canvasHeight * Theme::scale()).toSize();
}

int WindowMiniature::heightForWidth(int width) const
{
    return qRound(width * canvasHeight / canvasWidth);
}

void WindowMiniature::paintNumber(QPainter *painter, const Theme &theme, QPointF centre, int number)
{
    const Colours &c = theme.colours();
    paintBox(painter, QRectF(centre - QPointF(10, 10), QSizeF(20, 20)), c.primary, {}, 10);
    painter->setPen(c.onPrimary);
    QFont font = Theme::font(TextSize::Caption, QFont::DemiBold);
    font.setPixelSize(11);
    painter->setFont(font);
    painter->drawText(
        QRectF(centre - QPointF(10, 10), QSizeF(20, 20)), Qt::AlignCenter, QString::number(number));
}

void WindowMiniature::resizeEvent(QResizeEvent *)
{
    prepare();
}

void WindowMiniature::prepare()
{
    m_ratio = devicePixelRatioF();
    m_drawing = PreparedImage([drawing = Drawing(*m_theme), size = size(), ratio = m_ratio] {
        return imageOf(drawing, size, ratio);
    });
}

void WindowMiniature::paintEvent(QPaintEvent *)
{
    if (m_ratio != devicePixelRatioF())
        prepare();
    QPainter painter(this);
    painter.drawImage(0, 0, m_drawing.image());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(width() / canvasWidth, height() / canvasHeight);
    m_theme->drawIcon(&painter, u"check-circle"_s, m_theme->colours().ok, {20, 18}, iconPixels);
    paintNumber(&painter, *m_theme, {175, 18}, 1);
    paintNumber(&painter, *m_theme, {500, 72}, 2);
    paintNumber(&painter, *m_theme, {362, 281}, 3);
    paintNumber(&painter, *m_theme, {500, 281}, 4);
}

} // namespace console
