#include "ui/widgets/glyphcache.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

namespace {

constexpr int extent = 16; // room around a glyph of 9

} // namespace

GlyphCache::GlyphCache(const Theme *theme, QObject *parent) : QObject(parent), m_theme(theme)
{
    connect(theme, &Theme::changed, this, [this] { m_pixmaps.clear(); });
}

void GlyphCache::draw(QPainter *painter, Glyph glyph, QPointF centre, qreal opacity)
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QPixmap &pixels = pixmap(glyph, ratio);
    const QPointF corner = centre - QPointF(extent, extent) * m_scale / 2;
    const qreal before = painter->opacity();
    painter->setOpacity(before * opacity);
    painter->drawPixmap(
        QPointF(qRound(corner.x() * ratio) / ratio, qRound(corner.y() * ratio) / ratio), pixels);
    painter->setOpacity(before);
}

const QPixmap &GlyphCache::pixmap(Glyph glyph, qreal ratio)
{
    if (ratio != m_ratio || Theme::scale() != m_scale)
        m_pixmaps.clear();
    m_ratio = ratio;
    m_scale = Theme::scale();
    QPixmap &pixmap = m_pixmaps[int(glyph)];
    if (pixmap.isNull()) {
        const qreal size = extent * m_scale;
        pixmap = QPixmap(QSizeF(size * ratio, size * ratio).toSize());
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        m_theme->drawGlyph(&painter, glyph, QPointF(size, size) / 2, m_scale);
    }
    return pixmap;
}

} // namespace console
