#include "lib/simulator/conference.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr double furthest = 1e6; ///< centimetres; ten kilometres are no room any more

bool isHeading(double azimuth, double elevation)
{
    return azimuth >= -180 && azimuth <= 180 && elevation >= -90 && elevation <= 90;
}

bool isPosition(const Point &point)
{
    return std::abs(point.x) <= furthest && std::abs(point.y) <= furthest && std::abs(point.z) <= furthest;
}

Problem invalidHeading()
{
    return {Refusal::InvalidHeading, u"azimuth goes from -180 to 180 and elevation from -90 to 90 degrees"_s};
}

Problem checkedState(qint64 control, qint64 value)
{
    const ControlRule *rule = controlRule(control);
    if (!rule)
        return {Refusal::InvalidControl, u"there is no audio control %1"_s.arg(control)};
    if (value < rule->minimum || value > rule->maximum)
        return {Refusal::InvalidValue,
            u"%1 takes %2 to %3, not %4"_s.arg(QLatin1StringView(rule->name))
                .arg(rule->minimum)
                .arg(rule->maximum)
                .arg(value)};
    return {};
}

Problem checkedConfiguration(const Configuration &configuration)
{
    constexpr int rates[] = {48000, 32000, 24000, 16000, 8000};
    if (std::find(std::begin(rates), std::end(rates), configuration.samplingRate) == std::end(rates))
        return {
            Refusal::SampleRate, u"a sampling rate of %1 is not supported"_s.arg(configuration.samplingRate)};
    if (configuration.channels != 1 && configuration.channels != 2)
        return {Refusal::NumberOfChannels, u"a participant has 1 or 2 channels"_s};
    if (configuration.type < 1 || configuration.type > 3)
        return {Refusal::InvalidValue, u"there is no participant type %1"_s.arg(configuration.type)};
    return {};
}

} // namespace

Conference::Conference(QList<Layout> layouts) : m_layouts(std::move(layouts)) { }

int Room::emptiestSeat() const
{
    return int(std::min_element(taken.begin(), taken.end()) - taken.begin()) + 1;
}

void Room::leaveSeat(Participant &participant)
{
    if (participant.seat != notSeated)
        --taken[size_t(participant.seat - 1)];
    participant.seat = notSeated;
}

Problem unknownRoom(const QString &room)
{
    return {Refusal::InvalidRoomId, u"there is no room %1"_s.arg(room)};
}

Problem unknownParticipant(const QString &participant)
{
    return {Refusal::InvalidParticipantId, u"there is no participant %1 in this room"_s.arg(participant)};
}

const Layout *Conference::layout(qint64 id) const
{
    for (const Layout &layout : m_layouts) {
        if (layout.id == id)
            return &layout;
    }
    return nullptr;
}

const Room *Conference::room(int id) const
{
    const auto found = m_rooms.find(id);
    return found == m_rooms.end() ? nullptr : &found->second;
}

Room *Conference::findRoom(int id)
{
    const auto found = m_rooms.find(id);
    return found == m_rooms.end() ? nullptr : &found->second;
}

const Participant *Conference::participant(int room, int id) const
{
    const Room *where = this->room(room);
    if (!where)
        return nullptr;
    const auto found = where->participants.find(id);
    return found == where->participants.end() ? nullptr : &found->second;
}

Participant *Conference::findParticipant(int room, int id)
{
    return const_cast<Participant *>(participant(room, id));
}

Problem Conference::problemWith(int room, int id) const
{
    if (!m_rooms.contains(room))
        return unknownRoom(QString::number(room));
    return participant(room, id) ? Problem() : unknownParticipant(QString::number(id));
}

Problem Conference::createRoom(int room, RoomEvents &events)
{
    if (room < 0)
        return {Refusal::InvalidRoomId, u"the id of a room is not negative"_s};
    if (m_rooms.contains(room))
        return {Refusal::InvalidRoomId, u"room %1 exists already"_s.arg(room)};
    furnish(m_rooms[room], m_layouts.first());
    events.push_back({.type = EventType::CreateRoom, .room = room});
    return {};
}

Problem Conference::destroyRoom(int room, RoomEvents &events)
{
    const Room *where = findRoom(room);
    if (!where)
        return unknownRoom(QString::number(room));
    for (const auto &[id, participant] : where->participants)
        events.push_back({.type = EventType::RemoveParticipant, .room = room, .participant = id});
    m_rooms.erase(room);
    events.push_back({.type = EventType::DestroyRoom, .room = room});
    return {};
}

Problem Conference::setLayout(int room, qint64 layout, RoomEvents &events)
{
    Room *where = findRoom(room);
    if (!where)
        return unknownRoom(QString::number(room));
    const Layout *chosen = this->layout(layout);
    if (!chosen)
        return {Refusal::InvalidValue, u"there is no room layout %1"_s.arg(layout)};
    furnish(*where, *chosen);
    events.push_back({.type = EventType::SetRoomLayout, .room = room, .layout = chosen->id});
    applyDefaults(room, events);
    reseat(room, events);
    return {};
}

void Conference::applyDefaults(int room, RoomEvents &events)
{
    const Room &where = m_rooms.at(room);
    for (const auto &[control, value] : layoutOf(where).defaultStates) {
        const auto differs = [control = size_t(control), value = value](
                                 const auto &entry) { return entry.second.controls[control] != value; };
        if (std::any_of(where.participants.begin(), where.participants.end(), differs))
            setAllStates(room, control, value, events);
    }
}

void Conference::furnish(Room &room, const Layout &layout)
{
    room.layout = layout.id;
    room.taken.assign(size_t(layout.seats.size()), 0);
    for (auto &[id, participant] : room.participants)
        participant.seat = notSeated;
}

void Conference::reseat(int room, RoomEvents &events)
{
    const Room &where = m_rooms.at(room);
    int next = 0;
    for (const auto &[id, participant] : where.participants)
        sit(room, id, next++ % int(where.taken.size()) + 1, events);
}

Problem Conference::addParticipant(
    int room, int id, const QString &name, const Configuration &configuration, RoomEvents &events)
{
    Room *where = findRoom(room);
    if (!where)
        return unknownRoom(QString::number(room));
    if (id < 0)
        return {Refusal::InvalidParticipantId, u"the id of a participant is not negative"_s};
    if (where->participants.contains(id))
        return {Refusal::InvalidParticipantId, u"participant %1 is in room %2 already"_s.arg(id).arg(room)};
    if (Problem problem = checkedConfiguration(configuration))
        return problem;
    Participant &newcomer = where->participants[id];
    newcomer.name = name;
    newcomer.configuration = configuration;
    for (const auto &[control, value] : layoutOf(*where).defaultStates)
        newcomer.controls[size_t(control)] = value;
    events.push_back({.type = EventType::AddParticipant,
        .room = room,
        .participant = id,
        .name = name,
        .configuration = configuration});
    sit(room, id, where->emptiestSeat(), events);
    return {};
}

Problem Conference::removeParticipant(int room, int id, RoomEvents &events)
{
    Participant *someone = findParticipant(room, id);
    if (!someone)
        return problemWith(room, id);
    Room &where = m_rooms.at(room);
    where.leaveSeat(*someone);
    where.participants.erase(id);
    events.push_back({.type = EventType::RemoveParticipant, .room = room, .participant = id});
    return {};
}

Problem Conference::rename(int room, int id, const QString &name, RoomEvents &events)
{
    Participant *someone = findParticipant(room, id);
    if (!someone)
        return problemWith(room, id);
    someone->name = name;
    events.push_back({.type = EventType::SetName, .room = room, .participant = id, .name = name});
    return {};
}

Problem Conference::seat(int room, int id, qint64 seat, RoomEvents &events)
{
    if (Problem problem = problemWith(room, id))
        return problem;
    const qsizetype seats = layoutOf(m_rooms.at(room)).seats.size();
    if (seat < 1 || seat > seats)
        return {Refusal::InvalidValue, u"the room has seats 1 to %1, not %2"_s.arg(seats).arg(seat)};
    sit(room, id, int(seat), events);
    return {};
}

void Conference::sit(int room, int id, int seat, RoomEvents &events)
{
    Room &where = m_rooms.at(room);
    Participant &someone = where.participants.at(id);
    where.leaveSeat(someone);
    someone.place = layoutOf(where).seated(seat, where.taken[size_t(seat - 1)]++);
    someone.seat = seat;
    announcePlace(EventType::SetParticipantSeat, room, id, events);
}

void Conference::announcePlace(EventType type, int room, int id, RoomEvents &events) const
{
    const Participant &someone = *participant(room, id);
    events.push_back(
        {.type = type, .room = room, .participant = id, .seat = someone.seat, .place = someone.place});
}

Problem Conference::move(int room, int id, const Place &place, RoomEvents &events)
{
    Participant *someone = findParticipant(room, id);
    if (!someone)
        return problemWith(room, id);
    if (!layoutOf(m_rooms.at(room)).isOpen)
        return {Refusal::InvalidValue, u"room %1 is no open room: people keep their seats"_s.arg(room)};
    if (!isPosition(place.position))
        return {Refusal::InvalidValue, u"the position is out of bounds"_s};
    if (!isHeading(place.azimuth, place.elevation))
        return invalidHeading();
    someone->place = place;
    m_rooms.at(room).leaveSeat(*someone);
    announcePlace(EventType::SetParticipantPosition, room, id, events);
    return {};
}

Problem Conference::turn(int room, int id, double azimuth, double elevation, RoomEvents &events)
{
    Participant *someone = findParticipant(room, id);
    if (!someone)
        return problemWith(room, id);
    if (!isHeading(azimuth, elevation))
        return invalidHeading();
    someone->place.azimuth = azimuth;
    someone->place.elevation = elevation;
    announcePlace(EventType::SetParticipantPosition, room, id, events);
    return {};
}

Problem Conference::setState(int room, int id, qint64 control, qint64 value, RoomEvents &events)
{
    Participant *someone = findParticipant(room, id);
    if (!someone)
        return problemWith(room, id);
    if (Problem problem = checkedState(control, value))
        return problem;
    if (!allows(*controlRule(control), someone->type()))
        return {Refusal::ParticipantType,
            u"%1 is not for participants of type %2"_s.arg(QLatin1StringView(controlRule(control)->name))
                .arg(someone->configuration.type)};
    someone->controls[size_t(control)] = int(value);
    events.push_back({.type = EventType::SetParticipantState,
        .room = room,
        .participant = id,
        .control = int(control),
        .value = int(value)});
    return {};
}

Problem Conference::setAllStates(int room, qint64 control, qint64 value, RoomEvents &events)
{
    Room *where = findRoom(room);
    if (!where)
        return unknownRoom(QString::number(room));
    if (Problem problem = checkedState(control, value))
        return problem;
    for (auto &[id, participant] : where->participants) {
        if (allows(*controlRule(control), participant.type()))
            participant.controls[size_t(control)] = int(value);
    }
    events.push_back({.type = EventType::SetAllParticipantsState,
        .room = room,
        .control = int(control),
        .value = int(value)});
    return {};
}

} // namespace console
