#include "lib/simulator/layouts.h"

#include "lib/protocol/jsonlexer.h"
#include "lib/rooms/controls.h"

#include <QtMath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The first seat stands in front of the centre, the others follow clockwise as seen from above.
QList<Point> ring(int count, double radius, const Point &centre)
{
    QList<Point> seats;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * M_PI * i / count;
        seats += {centre.x + std::round(radius * std::sin(angle)), centre.y,
            centre.z + std::round(radius * std::cos(angle))};
    }
    return seats;
}

QList<Point> rows(int count, int perRow, double apart, double firstZ)
{
    QList<Point> seats;
    for (int i = 0; i < count; ++i) {
        const int right = i % perRow - (perRow - 1) / 2;
        const int back = i / perRow;
        seats += {right * apart, 0, firstZ - back * 120.0};
    }
    return seats;
}

const QList<std::pair<int, int>> spatial = {{int(Control::Mixing3d), 1}};

Layout roundTable()
{
    return {1, u"round table"_s, u"Eight seats around a table"_s, false, -60, false, {}, spatial,
        ring(8, 150, {})};
}

Layout classroom()
{
    return {2, u"classroom"_s, u"Fifteen seats in five rows, facing the front"_s, true, 0, false, {0, 0, 240},
        spatial, rows(15, 3, 90, 60)};
}

Layout openFloor()
{
    return {3, u"open floor"_s, u"People stand anywhere; six seats along the walls"_s, true, 0, true, {},
        spatial, ring(6, 250, {})};
}

Layout openTerrace()
{
    const Point centre = {180, 0, -120};
    return {4, u"terrace"_s, u"An open room whose centre is off the origin"_s, false, 40, true, centre,
        spatial, ring(4, 120, centre)};
}

QByteArray pointJson(const Point &point)
{
    return "{\"x\":" + QByteArray::number(point.x) + ",\"y\":" + QByteArray::number(point.y)
        + ",\"z\":" + QByteArray::number(point.z) + '}';
}

QByteArray seatsJson(const QList<Point> &seats)
{
    QByteArrayList parts;
    for (const Point &seat : seats)
        parts += pointJson(seat);
    return '[' + parts.join(',') + ']';
}

QByteArray statesJson(const QList<std::pair<int, int>> &states)
{
    QByteArrayList parts;
    for (const auto &[control, value] : states)
        parts += encodedString(controlRule(control)->name) + ':' + QByteArray::number(value);
    return '{' + parts.join(',') + '}';
}

QByteArray boolean(bool value)
{
    return value ? "true"_ba : "false"_ba;
}

QByteArray layoutJson(const Layout &layout)
{
    return "{\"id\":" + QByteArray::number(layout.id)
        + ",\"desc\":" + encodedString(layout.description.toUtf8()) + ",\"allowParticipantStacking\":"
        + boolean(layout.allowsStacking) + ",\"stackDelta\":" + QByteArray::number(layout.stackDelta)
        + ",\"openRoom\":" + boolean(layout.isOpen) + ",\"centerPoint\":" + pointJson(layout.centre)
        + ",\"defaultStates\":" + statesJson(layout.defaultStates) + ",\"seats\":" + seatsJson(layout.seats)
        + '}';
}

} // namespace

Place Layout::seated(int seat, int occupant) const
{
    Point position = seats.at(seat - 1);
    if (!allowsStacking)
        position.z += occupant * stackDelta;
    return {position, azimuthTowards(position, centre), 0};
}

const QList<Layout> &builtInLayouts()
{
    static const QList<Layout> layouts = {roundTable(), classroom(), openFloor(), openTerrace()};
    return layouts;
}

QByteArray layoutFileMembers(const QList<Layout> &layouts)
{
    QByteArrayList parts;
    for (const Layout &layout : layouts)
        parts += encodedString(layout.name.toUtf8()) + ':' + layoutJson(layout);
    return "\"default\":" + encodedString(layouts.first().name.toUtf8()) + ",\"room_list\":{"
        + parts.join(',') + '}';
}

} // namespace console
