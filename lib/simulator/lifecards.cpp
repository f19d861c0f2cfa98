// What the simulated people do, one card each. A card that does not fit whom it meets is passed over.

#include "lib/simulator/life.h"

#include "lib/simulator/population.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int visitors = 2;

RoomEvent action(int room, int id, const QByteArray &name)
{
    return {.type = EventType::Custom,
        .room = room,
        .participant = id,
        .members = {{"\"action\"", '"' + name + '"'}}};
}

} // namespace

void Life::talk(RoomEvents &events)
{
    Person &person = anyone();
    const Participant &participant = *m_conference.participant(person.room, person.id);
    const bool canTalk = participant.type() != ParticipantType::ListenerOnly
        && participant.controls[size_t(Control::Mute)] == 0;
    if (person.talks || !canTalk)
        return;
    person.talks = true;
    events.push_back(action(person.room, person.id, "start-talking"));
    later(m_random.within(2, 9), {.then = Then::StopTalking, .room = person.room, .id = person.id});
}

void Life::stopTalking(int room, int id, RoomEvents &events)
{
    Person *person = m_crowd.find(room, id);
    if (person && std::exchange(person->talks, false))
        events.push_back(action(room, id, "stop-talking"));
}

void Life::mute(RoomEvents &events)
{
    const Person &person = anyone();
    const int room = person.room;
    const int id = person.id;
    const int control = int(Control::Mute);
    if (m_conference.participant(room, id)->controls[size_t(control)] != 0)
        return;
    stopTalking(room, id, events);
    if (!m_conference.setState(room, id, control, 1, events))
        later(m_random.within(4, 20),
            {.then = Then::SetState, .room = room, .id = id, .control = control, .value = 0});
}

void Life::changeSeat(RoomEvents &events)
{
    Person &person = anyone();
    const Room &room = *m_conference.room(person.room);
    person.rises = false;
    person.destination.reset();
    m_conference.seat(person.room, person.id, room.emptiestSeat(), events);
}

void Life::rise(RoomEvents &events)
{
    Person &person = anyone();
    person.rises = m_conference.layoutOf(*m_conference.room(person.room)).isOpen;
    move(events);
}

/// Two or three of one room put their heads together for a while.
void Life::gather(Control control, RoomEvents &events)
{
    const int room = anyRoom();
    const auto &participants = m_conference.room(room)->participants;
    const int place = m_random.between(1, 3);
    const double seconds = m_random.within(5, 20);
    auto next = participants.lower_bound(anyone().id);
    for (int i = 0; i < std::min(2, int(participants.size())); ++i, ++next) {
        if (next == participants.end())
            next = participants.begin();
        m_conference.setState(room, next->first, int(control), place, events);
        later(seconds,
            {.then = Then::SetState, .room = room, .id = next->first, .control = int(control), .value = 0});
    }
}

void Life::turnDial(RoomEvents &events)
{
    const Person &person = anyone();
    const int control = int(m_random.chance(0.8) ? Control::MasterGain : Control::Attenuation);
    const ControlRule &rule = *controlRule(control);
    const int value = m_conference.participant(person.room, person.id)->controls[size_t(control)];
    const int change = m_random.between(1, 6) * (m_random.chance(0.5) ? 1 : -1);
    const bool fits = value + change >= rule.minimum && value + change <= rule.maximum;
    m_conference.setState(person.room, person.id, control, fits ? value + change : value - change, events);
}

void Life::switchFilter(RoomEvents &events)
{
    const Person &person = anyone();
    const int control = int(Control::NoiseCancelling);
    const int value = m_conference.participant(person.room, person.id)->controls[size_t(control)];
    m_conference.setState(person.room, person.id, control, 1 - value, events);
}

void Life::rename(RoomEvents &events)
{
    const Person &person = anyone();
    const QString name = m_conference.participant(person.room, person.id)->name;
    const QString away = u" (away)"_s;
    if (name.endsWith(away))
        return;
    m_conference.rename(person.room, person.id, name + away, events);
    later(
        m_random.within(10, 30), {.then = Then::Rename, .room = person.room, .id = person.id, .name = name});
}

void Life::leave(RoomEvents &events)
{
    const Person person = anyone();
    const Participant participant = *m_conference.participant(person.room, person.id);
    stopTalking(person.room, person.id, events);
    m_conference.removeParticipant(person.room, person.id, events);
    later(m_random.within(5, 15),
        {.then = Then::Join,
            .room = person.room,
            .id = person.id,
            .name = participant.name,
            .configuration = participant.configuration});
}

void Life::muteAll(RoomEvents &events)
{
    const int room = anyRoom();
    const int control = int(Control::Mute);
    m_conference.setAllStates(room, control, 1, events);
    later(m_random.within(3, 6), {.then = Then::SetAllStates, .room = room, .control = control, .value = 0});
}

void Life::refurnish(RoomEvents &events)
{
    const int room = anyRoom();
    const QList<Layout> &layouts = m_conference.layouts();
    const int before = m_conference.room(room)->layout;
    const int after = layouts.at(m_random.below(int(layouts.size()))).id;
    m_conference.setLayout(room, after, events);
    later(m_random.within(10, 25), {.then = Then::SetLayout, .room = room, .value = before});
}

/// A room for a short meeting of people who were not here before.
void Life::openRoom(RoomEvents &events)
{
    int room = m_firstVisitorRoom;
    while (m_conference.room(room))
        ++room;
    m_conference.createRoom(room, events);
    for (int i = 1; i <= visitors; ++i) {
        const int name = m_nextName++;
        later(m_random.within(0.1, 2),
            {.then = Then::Join,
                .room = room,
                .id = room * m_idsPerRoom + i,
                .name = personName(name),
                .configuration = personConfiguration(name)});
    }
    later(m_random.within(8, 14), {.then = Then::CloseRoom, .room = room});
}

} // namespace console
