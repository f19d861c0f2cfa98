#include "ui/widgets/glyph.h"

#include <QPainter>
#include <QPainterPath>

#include <array>

namespace console {

namespace {

/// What is filled, and what is drawn as a line. The numbers are those of resources/icons/event-*.svg.
struct Shape
{
    QPainterPath fill;
    QPainterPath line;
    qreal width = 0;
};

QPainterPath disc(qreal radius)
{
    QPainterPath path;
    path.addEllipse(QPointF(), radius, radius);
    return path;
}

QPainterPath box(qreal halfWidth, qreal halfHeight, qreal corner)
{
    QPainterPath path;
    path.addRoundedRect(QRectF(-halfWidth, -halfHeight, 2 * halfWidth, 2 * halfHeight), corner, corner);
    return path;
}

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

QPainterPath diamond(qreal radius)
{
    return polygon({{0, -radius}, {radius, 0}, {0, radius}, {-radius, 0}});
}

QPainterPath tag()
{
    return polygon({{-4.5, -3.6}, {0.7, -3.6}, {4.8, 0}, {0.7, 3.6}, {-4.5, 3.6}});
}

QPainterPath lines(std::initializer_list<QLineF> strokes, QPainterPath path = {})
{
    for (const QLineF &stroke : strokes) {
        path.moveTo(stroke.p1());
        path.lineTo(stroke.p2());
    }
    return path;
}

Shape outlined(const QPainterPath &path, qreal width)
{
    return {path, path, width};
}

std::array<Shape, glyphCount> makeShapes()
{
    const QPainterPath star =
        polygon({{0, -6}, {1.7, -1.7}, {6, 0}, {1.7, 1.7}, {0, 6}, {-1.7, 1.7}, {-6, 0}, {-1.7, -1.7}});
    const QPainterPath hexagon = polygon({{0, -4.6}, {4, -2.3}, {4, 2.3}, {0, 4.6}, {-4, 2.3}, {-4, -2.3}});
    std::array<Shape, glyphCount> shapes;
    const auto set = [&shapes](Glyph glyph, Shape shape) { shapes[size_t(glyph)] = std::move(shape); };
    set(Glyph::Unknown, {{}, hexagon, 1.5});
    set(Glyph::RoomCreated, {box(4.25, 4.25, 1.25), {}, 0});
    set(Glyph::RoomDestroyed, {{}, box(3.6, 3.6, 1), 1.6});
    set(Glyph::Joined, {disc(4.5), {}, 0});
    set(Glyph::Left, {{}, disc(3.8), 1.6});
    set(Glyph::Seated, outlined(polygon({{0, -4.9}, {5, 3.9}, {-5, 3.9}}), 0.8));
    set(Glyph::Moved, {box(1.4, 4.5, 1.4), {}, 0});
    set(Glyph::StateChanged, {diamond(5.3), {}, 0});
    set(Glyph::StateForAll, {diamond(2), diamond(4.9), 1.4});
    set(Glyph::LayoutChanged, {{}, lines({{0, -3.8, 0, 3.8}, {-3.8, 0, 3.8, 0}}, box(3.8, 3.8, 1)), 1.4});
    set(Glyph::Renamed, {disc(1.6), disc(3.9), 1.4});
    set(Glyph::Custom, outlined(star, 0.6));
    set(Glyph::Request, {tag(), {}, 0});
    set(Glyph::Waiting, {{}, tag(), 1.3});
    set(Glyph::Failed, {{}, lines({{-3.6, -3.6, 3.6, 3.6}, {3.6, -3.6, -3.6, 3.6}}), 2.2});
    return shapes;
}

} // namespace

void drawGlyph(QPainter *painter, Glyph glyph, QPointF centre, const QColor &colour, qreal scale)
{
    static const std::array<Shape, glyphCount> shapes = makeShapes();
    const Shape &shape = shapes[size_t(glyph)];
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(centre);
    painter->scale(scale, scale);
    if (!shape.fill.isEmpty())
        painter->fillPath(shape.fill, colour);
    if (!shape.line.isEmpty())
        painter->strokePath(
            shape.line, QPen(colour, shape.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->restore();
}

} // namespace console
