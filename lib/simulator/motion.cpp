#include "lib/simulator/motion.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr double walkingSpeed = 90; ///< centimetres per second
constexpr double turningSpeed = 120; ///< degrees per second
constexpr double reach = 220; ///< how far from the centre people walk, centimetres
constexpr qint64 longestStep = 250'000; ///< microseconds: who was not looked at has stood still

double approach(double from, double to, double most)
{
    return from + std::clamp(to - from, -most, most);
}

double approachAzimuth(double from, double to, double most)
{
    return normalisedAzimuth(from + std::clamp(normalisedAzimuth(to - from), -most, most));
}

double distance(const Point &from, const Point &to)
{
    return std::hypot(to.x - from.x, to.z - from.z);
}

Point anywhere(const Point &centre, Random &random)
{
    return {centre.x + random.within(-reach, reach), centre.y, centre.z + random.within(-reach, reach)};
}

void lookAround(Person &person, const Place &place, const Point &centre, Random &random)
{
    const double ahead = azimuthTowards(place.position, centre);
    person.azimuthGoal = normalisedAzimuth(ahead + random.within(-50, 50));
    person.elevationGoal = random.within(-12, 12);
}

Place turned(const Person &person, Place place, double seconds)
{
    place.azimuth = approachAzimuth(place.azimuth, person.azimuthGoal, turningSpeed * seconds);
    place.elevation = approach(place.elevation, person.elevationGoal, turningSpeed * seconds / 4);
    return place;
}

bool looksWhereItWants(const Person &person, const Place &place)
{
    return std::abs(normalisedAzimuth(place.azimuth - person.azimuthGoal)) < 1;
}

Place walked(Person &person, Place place, double seconds)
{
    const Point &goal = *person.destination;
    const double left = distance(place.position, goal);
    const double share = left <= walkingSpeed * seconds ? 1 : walkingSpeed * seconds / left;
    if (left > 1)
        person.azimuthGoal = azimuthTowards(place.position, goal);
    person.elevationGoal = 0;
    place.position.x += (goal.x - place.position.x) * share;
    place.position.z += (goal.z - place.position.z) * share;
    return turned(person, place, seconds);
}

} // namespace

void moveOn(Conference &conference, Person &person, qint64 now, Random &random, RoomEvents &events)
{
    const Participant *participant = conference.participant(person.room, person.id);
    const Layout &layout = conference.layoutOf(*conference.room(person.room));
    const double seconds = double(std::min(now - person.movedAt, longestStep)) / 1e6;
    person.movedAt = now;
    const Place place = participant->place;
    if (layout.isOpen && (person.rises || participant->seat == notSeated)) {
        person.rises = false;
        if (!person.destination || distance(place.position, *person.destination) < 5)
            person.destination = anywhere(layout.centre, random);
        conference.move(person.room, person.id, walked(person, place, seconds), events);
        return;
    }
    if (looksWhereItWants(person, place))
        lookAround(person, place, layout.centre, random);
    const Place next = turned(person, place, seconds);
    conference.turn(person.room, person.id, next.azimuth, next.elevation, events);
}

} // namespace console
