#include "ui/widgets/theme.h"

#include "lib/profile/profile.h"

#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPointer>
#include <QSvgRenderer>

#include <array>

namespace console {

using namespace Qt::StringLiterals;

namespace {

Colours lightColours()
{
    Colours c;
    c.window = 0xF3F4F7, c.panel = 0xF8F9FB, c.base = 0xFFFFFF, c.alt = 0xF8F9FB, c.button = 0xFFFFFF;
    c.line = 0xE4E7EC, c.line2 = 0xCDD2DB, c.control = 0x858D9B;
    c.text = 0x1A1E26, c.text2 = 0x555D6B, c.text3 = 0x666E7D, c.disabled = 0xA4A9B3;
    c.selection = 0xDCE7FD, c.selectionInactive = c.checked = 0xE6E9EF, c.hover = 0xECEFF4;
    c.accent = 0x2B5FD9, c.primary = 0x2B5FD9, c.onPrimary = 0xFFFFFF;
    c.ok = 0x1A7347, c.okBack = 0xE6F4EC, c.warn = 0x8A5200, c.warnBack = 0xFDF2DF;
    c.error = 0xB3261E, c.errorBack = 0xFCEBE9, c.info = 0x2450B8, c.infoBack = 0xEAF0FD;
    c.jsonNumber = 0x2450B8, c.jsonLiteral = 0x8A3FA0;
    return c;
}

Colours darkColours()
{
    Colours c;
    c.window = 0x1E2025, c.panel = 0x1B1D21, c.base = 0x17191D, c.alt = 0x1A1C21, c.button = 0x282B31;
    c.line = 0x2B2E35, c.line2 = 0x3C414A, c.control = 0x727A88;
    c.text = 0xE4E7EC, c.text2 = 0xA3AAB7, c.text3 = 0x8C94A2, c.disabled = 0x5C626D;
    c.selection = 0x263A63, c.selectionInactive = 0x2B2F37, c.checked = 0x383D46, c.hover = 0x24272D;
    c.accent = 0x7AA2FF, c.primary = 0x3D6FE3, c.onPrimary = 0xFFFFFF;
    c.ok = 0x5CC48D, c.okBack = 0x16301F, c.warn = 0xEDB458, c.warnBack = 0x33270F;
    c.error = 0xFF8F7F, c.errorBack = 0x3A1D1B, c.info = 0x9DBAFF, c.infoBack = 0x1D2A47;
    c.jsonNumber = 0x8FB2FF, c.jsonLiteral = 0xC99BE0;
    return c;
}

/// The roles of the design guide, read back from a palette that must not be touched.
Colours systemColours(const QPalette &palette, Colours c)
{
    c.window = palette.color(QPalette::Window);
    c.panel = c.window;
    c.base = palette.color(QPalette::Base);
    c.alt = palette.color(QPalette::AlternateBase);
    c.button = palette.color(QPalette::Button);
    c.text = palette.color(QPalette::WindowText);
    c.line = c.line2 = c.control = c.text2 = c.text3 = c.text;
    c.ok = c.warn = c.error = c.info = c.jsonNumber = c.jsonLiteral = c.text;
    c.okBack = c.warnBack = c.errorBack = c.infoBack = c.hover = c.base;
    c.disabled = palette.color(QPalette::Disabled, QPalette::WindowText);
    c.selection = c.selectionInactive = c.checked = c.primary = palette.color(QPalette::Highlight);
    c.onPrimary = palette.color(QPalette::HighlightedText);
    c.accent = palette.color(QPalette::Link);
    return c;
}

/// The families of the design guide: hue by family, shape by type.
enum class Family { Room, Presence, Placement, State, Custom, Unknown, Request, Error };

Family familyOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::RoomCreated:
    case Glyph::RoomDestroyed:
    case Glyph::LayoutChanged:
        return Family::Room;
    case Glyph::Joined:
    case Glyph::Left:
    case Glyph::Renamed:
        return Family::Presence;
    case Glyph::Seated:
    case Glyph::Moved:
        return Family::Placement;
    case Glyph::StateChanged:
    case Glyph::StateForAll:
        return Family::State;
    case Glyph::Custom:
        return Family::Custom;
    case Glyph::Request:
    case Glyph::Waiting:
        return Family::Request;
    case Glyph::Failed:
        return Family::Error;
    case Glyph::Unknown:
        break;
    }
    return Family::Unknown;
}

constexpr std::array<QRgb, 8> lightHues = {
    0x6B48CC, 0x3A7B5B, 0x1F8DB0, 0xCB6900, 0xA0207E, 0x7C7F86, 0x4A4A50, 0xBD242A};
constexpr std::array<QRgb, 8> darkHues = {
    0x8A78FA, 0x35A56E, 0x5FCBF7, 0xF5BC4C, 0xC06C9D, 0xA4A09D, 0xB9C6CC, 0xF04A2C};

/// Red to violet. On every background a connection's name may stand on they meet 3:1.
constexpr std::array<QRgb, 5> lightBands = {0xE0495C, 0xB4702A, 0x46902F, 0x357BDC, 0x9A63D6};
constexpr std::array<QRgb, 5> darkBands = {0xF0788C, 0xE8A06A, 0x8CC66E, 0x5E9BF5, 0xC58CF0};

/// An icon in black. Any thread.
QImage renderSvg(const QString &name, int pixels)
{
    QFile file(u":/console/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(file.readAll().replace("currentColor", "#000000"));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter, QRectF(image.rect()));
    return image;
}

/// The same shape in another colour.
QImage tinted(QImage shape, const QColor &colour)
{
    if (shape.isNull())
        return shape;
    QPainter painter(&shape);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(shape.rect(), colour);
    return shape;
}

/// Asks the theme for the colour each time it paints, so that icons follow a change of scheme without being
/// set anew.
class ThemedIconEngine : public QIconEngine
{
public:
    explicit ThemedIconEngine(const Theme *theme) : m_theme(theme) { }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal ratio) override
    {
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        const QSize pixels = size * ratio;
#else
        const QSize pixels = size; // already device pixels
#endif
        QPixmap pixmap(pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), pixels), mode, state);
        painter.end();
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }

protected:
    QPointer<const Theme> m_theme;
};

class SvgIconEngine : public ThemedIconEngine
{
public:
    SvgIconEngine(const Theme *theme, QString name, ColourRole role)
        : ThemedIconEngine(theme), m_name(std::move(name)), m_role(role)
    {
    }

    QIconEngine *clone() const override { return new SvgIconEngine(*this); }
    QString iconName() override { return m_name; }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        if (!m_theme)
            return;
        const Colours &colours = m_theme->colours();
        const QColor colour = mode == QIcon::Disabled ? colours.disabled : colours.*m_role;
        m_theme->drawIcon(painter, m_name, colour, QRectF(rect).center(), qMin(rect.width(), rect.height()));
    }

private:
    QString m_name;
    ColourRole m_role;
};

class GlyphIconEngine : public ThemedIconEngine
{
public:
    GlyphIconEngine(const Theme *theme, Glyph glyph) : ThemedIconEngine(theme), m_glyph(glyph) { }
    QIconEngine *clone() const override { return new GlyphIconEngine(*this); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        if (m_theme)
            m_theme->drawGlyph(painter, m_glyph, QRectF(rect).center(), rect.width() / 16.0);
    }

private:
    Glyph m_glyph;
};

} // namespace

QColor mixed(const QColor &back, const QColor &front, qreal amount)
{
    const auto mix = [amount](float b, float f) { return float(b + (f - b) * amount); };
    return QColor::fromRgbF(mix(back.redF(), front.redF()), mix(back.greenF(), front.greenF()),
        mix(back.blueF(), front.blueF()), mix(back.alphaF(), front.alphaF()));
}

Theme::Theme(Scheme scheme, QObject *parent)
    : QObject(parent), m_scheme(scheme), m_colours(scheme == Scheme::Dark ? darkColours() : lightColours())
{
}

void Theme::adopt(const Colours &colours)
{
    m_colours = colours;
    m_pixmaps.clear();
    emit changed();
}

void Theme::setScheme(Scheme scheme)
{
    if (scheme == m_scheme && !m_highContrast)
        return;
    m_scheme = scheme;
    m_highContrast = false;
    adopt(isDark() ? darkColours() : lightColours());
}

void Theme::setHighContrast(const QPalette &system)
{
    m_highContrast = true;
    m_system = system;
    m_scheme = system.color(QPalette::Window).lightnessF() < 0.5f ? Scheme::Dark : Scheme::Light;
    adopt(systemColours(system, isDark() ? darkColours() : lightColours()));
}

QColor Theme::hue(Glyph glyph) const
{
    if (m_highContrast)
        return m_colours.text;
    return QColor((isDark() ? darkHues : lightHues)[size_t(familyOf(glyph))]);
}

QColor Theme::bandColour(ColourBand band) const
{
    if (band == ColourBand::None)
        return Qt::transparent;
    return QColor((isDark() ? darkBands : lightBands)[size_t(band) - 1]);
}

/// The colours that tell servers apart, and grey, so thin that text stays readable on them.
QColor Theme::rowTint(int tint) const
{
    const bool isGrey = tint < 0 || tint >= tintCount - 1;
    const QColor colour = isGrey ? m_colours.text2 : bandColour(ColourBand(tint + 1));
    return mixed(m_colours.base, colour, isDark() ? 0.28 : 0.16);
}

QPalette Theme::palette() const
{
    if (m_highContrast)
        return m_system;
    const Colours &c = m_colours;
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, const QColor &colour) {
        p.setColor(QPalette::All, role, colour);
    };
    set(QPalette::Window, c.window), set(QPalette::ToolTipBase, c.window), set(QPalette::Light, c.panel);
    set(QPalette::Base, c.base), set(QPalette::AlternateBase, c.alt), set(QPalette::Button, c.button);
    set(QPalette::Midlight, c.line), set(QPalette::Mid, c.line2), set(QPalette::Dark, c.control);
    set(QPalette::Shadow, c.line2);
    set(QPalette::WindowText, c.text), set(QPalette::Text, c.text), set(QPalette::ButtonText, c.text);
    set(QPalette::ToolTipText, c.text), set(QPalette::PlaceholderText, c.text3);
    set(QPalette::Highlight, c.selection), set(QPalette::HighlightedText, c.text);
    set(QPalette::Link, c.accent), set(QPalette::LinkVisited, c.accent), set(QPalette::BrightText, c.accent);
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    set(QPalette::Accent, c.accent);
#endif
    p.setColor(QPalette::Inactive, QPalette::Highlight, c.selectionInactive);
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.selectionInactive);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
             QPalette::HighlightedText, QPalette::PlaceholderText, QPalette::Link})
        p.setColor(QPalette::Disabled, role, c.disabled);
    p.setColor(QPalette::Disabled, QPalette::Button, c.window);
    p.setColor(QPalette::Disabled, QPalette::Base, c.window);
    p.setColor(QPalette::Disabled, QPalette::Dark, c.line2);
    return p;
}

QIcon Theme::icon(const QString &name, ColourRole role) const
{
    return QIcon(new SvgIconEngine(this, name, role));
}

QIcon Theme::glyphIcon(Glyph glyph) const
{
    return QIcon(new GlyphIconEngine(this, glyph));
}

QPixmap Theme::pixmap(const QString &name, const QColor &colour, qreal size, qreal ratio) const
{
    const QString key = u"%1/%2/%3/%4"_s.arg(name, colour.name(QColor::HexArgb)).arg(size).arg(ratio);
    const auto found = m_pixmaps.constFind(key);
    if (found != m_pixmaps.constEnd())
        return *found;
    QPixmap pixmap = QPixmap::fromImage(tinted(shape(name, qRound(size * ratio)).image(), colour));
    pixmap.setDevicePixelRatio(ratio);
    return *m_pixmaps.insert(key, pixmap);
}

PreparedImage Theme::shape(const QString &name, int pixels) const
{
    PreparedImage &shape = m_shapes[{name, pixels}];
    if (!shape.isValid())
        shape = PreparedImage([name, pixels] { return renderSvg(name, pixels); });
    return shape;
}

void Theme::prepareIcon(const QString &name, qreal size) const
{
    if (!name.isEmpty())
        shape(name, qRound(size * qGuiApp->devicePixelRatio()));
}

void Theme::drawGlyph(QPainter *painter, Glyph glyph, QPointF centre, qreal scale) const
{
    console::drawGlyph(painter, glyph, centre, hue(glyph), scale);
}

void Theme::drawIcon(
    QPainter *painter, const QString &name, const QColor &colour, QPointF centre, qreal size) const
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QPointF corner = centre - QPointF(size, size) / 2;
    // On whole device pixels, or the strokes blur.
    const QPointF snapped(qRound(corner.x() * ratio) / ratio, qRound(corner.y() * ratio) / ratio);
    painter->drawPixmap(snapped, pixmap(name, colour, size, ratio));
}

qreal Theme::scale()
{
    return QFontInfo(QGuiApplication::font()).pixelSize() / 13.0;
}

/// Whether the family has a face between normal and bold. Where it has none Qt shows the normal one, but
/// loads it once more for it, which takes longer than a window with a few words.
static bool hasMediumFace(const QString &family)
{
    static QString asked;
    static bool answer = false;
    if (asked == family)
        return answer;
    asked = family;
    const QStringList styles = QFontDatabase::styles(family);
    answer = std::any_of(styles.begin(), styles.end(),
        [&](const QString &style) { return QFontDatabase::weight(family, style) == QFont::Medium; });
    return answer;
}

QFont Theme::font(TextSize size, QFont::Weight weight)
{
    QFont font = QGuiApplication::font();
    if (weight == QFont::Medium && !hasMediumFace(QFontInfo(font).family()))
        weight = QFont::Normal;
    font.setPixelSize(qMax(1, qRound(int(size) * scale())));
    font.setWeight(size >= TextSize::Heading ? qMax(weight, QFont::DemiBold) : weight);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font;
}

QFont Theme::fixedFont(TextSize size)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(qMax(1, qRound(int(size) * scale())));
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("liga", 0);
    font.setFeature("calt", 0);
#endif
    return font;
}

} // namespace console
