#include "ui/widgets/hatching.h"

#include <QPainter>
#include <QPixmapCache>

#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qreal period = 8; // pixels between two lines
constexpr qreal lineWidth = 1.5;
constexpr qreal widestDark = 32; // gaps up to this are hatched in the colour of their ends

/// One square of the pattern, on whole device pixels, so that squares join without a seam.
QPixmap makeTile(int pixels, const QColor &colour, qreal ratio)
{
    QPixmap tile(pixels, pixels);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, lineWidth * ratio));
    for (int line = -1; line <= 1; ++line)
        painter.drawLine(QPointF((line - 1) * pixels, 2 * pixels), QPointF((line + 2) * pixels, -pixels));
    painter.end();
    tile.setDevicePixelRatio(ratio);
    return tile;
}

QPixmap tileOf(const QColor &colour, qreal ratio)
{
    const int pixels = qRound(period * ratio);
    const QString key =
        u"console/hatching/%1/%2/%3"_s.arg(colour.name(QColor::HexArgb)).arg(pixels).arg(ratio);
    QPixmap tile;
    if (!QPixmapCache::find(key, &tile)) {
        tile = makeTile(pixels, colour, ratio);
        QPixmapCache::insert(key, tile);
    }
    return tile;
}

} // namespace

void paintHatching(QPainter *painter, const QRectF &area, const QColor &colour, QPointF anchor)
{
    const QPixmap tile = tileOf(colour, painter->device()->devicePixelRatioF());
    const qreal size = tile.deviceIndependentSize().width();
    const auto inside = [size](qreal distance) { return distance - std::floor(distance / size) * size; };
    painter->drawTiledPixmap(area, tile, {inside(area.x() - anchor.x()), inside(area.y() - anchor.y())});
}

void paintGap(QPainter *painter, const QRectF &gap, const QRectF &area, const Colours &colours)
{
    const bool isWide = gap.width() > widestDark;
    const QRectF seen = gap & area;
    if (!seen.isEmpty())
        paintHatching(painter, seen, isWide ? colours.line2 : colours.text3, gap.topLeft());
    if (!isWide)
        return;
    for (const qreal end : {gap.left(), gap.right() - 1})
        if (end >= area.left() && end < area.right())
            painter->fillRect(QRectF(end, gap.top(), 1, gap.height()), colours.text3);
}

} // namespace console
