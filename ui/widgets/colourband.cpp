#include "ui/widgets/colourband.h"

#include "ui/models/profiletext.h"
#include "ui/models/text.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QIconEngine>
#include <QPainter>
#include <QPointer>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int bandHeight = 3;

class BandIconEngine : public QIconEngine
{
public:
    BandIconEngine(const Theme *theme, ColourBand band) : m_theme(theme), m_band(band) { }

    QIconEngine *clone() const override { return new BandIconEngine(*this); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        if (m_theme)
            paintBandMark(painter, *m_theme, m_band, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

private:
    QPointer<const Theme> m_theme;
    ColourBand m_band;
};

} // namespace

void paintBandMark(QPainter *painter, const Theme &theme, ColourBand band, const QRectF &rect)
{
    const qreal height = qMin(rect.height(), rect.width() * 0.375);
    const QRectF mark(rect.left(), rect.center().y() - height / 2, rect.width(), height);
    if (band == ColourBand::None)
        paintBox(painter, mark, {}, theme.colours().line2, 2);
    else
        paintBox(painter, mark, theme.bandColour(band), {}, 2);
}

QIcon bandIcon(const Theme *theme, ColourBand band)
{
    return QIcon(new BandIconEngine(theme, band));
}

ColourBandWidget::ColourBandWidget(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void ColourBandWidget::setBand(ColourBand band, const QString &name)
{
    m_band = band;
    const QString text = u"%1 band: %2"_s.arg(colourName(band), isolated(visibleText(name)));
    setAccessibleName(text);
    setToolTip(plainToolTip(text));
    setVisible(band != ColourBand::None);
    update();
}

QSize ColourBandWidget::sizeHint() const
{
    return {100, bandHeight};
}

void ColourBandWidget::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme->bandColour(m_band));
}

} // namespace console
