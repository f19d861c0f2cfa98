#include "lib/findings/roomrules.h"

#include "lib/findings/messagerules.h"
#include "lib/rooms/statement.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Servers round positions, and some shift a person a little while others stand up.
constexpr double stillInPlace = 5; ///< centimetres
constexpr quint64 refusalsBetweenSweeps = 10'000;

/// For asking a hash without copying.
QByteArray borrowed(QByteArrayView view)
{
    return QByteArray::fromRawData(view.data(), view.size());
}

bool isCertainEvent(const MessageView &message)
{
    return message.is(MessageKind::Event) && !message.isNumeric && !message.room.isEmpty();
}

std::optional<Point> pointIn(const Statement &statement)
{
    const std::optional<StatedPlace> place = statement.place();
    return place ? std::optional(place->place.position) : std::nullopt;
}

/// 0: it does not say; less: the person stands.
int seatIn(const Statement &statement)
{
    return int(std::clamp(statement.seat().value_or(0), -1.0, 1e6));
}

double distance(const Point &from, const Point &to)
{
    return std::hypot(to.x - from.x, to.y - from.y, to.z - from.z);
}

QString roomText(QByteArrayView room)
{
    return u"room "_s + QString::fromUtf8(room);
}

} // namespace

void RoomRules::Room::seat(Person &person, int seat)
{
    stand(person);
    person.seat = seat;
    if (seat > 0)
        ++sitters[seat];
}

void RoomRules::Room::stand(const Person &person)
{
    const auto there = sitters.find(person.seat);
    if (there != sitters.end() && --*there == 0)
        sitters.erase(there);
}

bool RoomRules::Room::remove(QByteArrayView id)
{
    const auto person = people.constFind(borrowed(id));
    if (person == people.constEnd())
        return false;
    stand(*person);
    people.erase(person);
    return true;
}

void RoomRules::Room::clear()
{
    people.clear();
    sitters.clear();
}

std::vector<Finding> RoomRules::judge(const MessageView &message)
{
    std::vector<Finding> findings;
    const auto add = [&findings](std::optional<Finding> finding) {
        if (finding)
            findings.push_back(*std::move(finding));
    };
    if (isCertainEvent(message)) {
        add(unseenRoom(message));
        add(destroyedRoom(message));
        add(closedRoom(message));
        add(sharedSeat(message));
    }
    learn(message);
    return findings;
}

/// One finding for all rooms, and each room counts once: who connects late meets every room this way, and a
/// line for each would bury what matters. For the same reason it is no warning.
std::optional<Finding> RoomRules::unseenRoom(const MessageView &message) const
{
    if (message.type == EventType::CreateRoom || find(message.room) || m_rooms.size() >= maximumRooms)
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::UnseenRoom, Severity::Information);
    finding.sentence = u"Events came for rooms that nothing had told of: created earlier, or not told"_s;
    return finding;
}

/// Who leaves a room may be told after the room is gone.
std::optional<Finding> RoomRules::destroyedRoom(const MessageView &message) const
{
    const bool isExpected = message.type == EventType::CreateRoom || message.type == EventType::DestroyRoom
        || message.type == EventType::RemoveParticipant || message.type == EventType::Custom;
    const Room *room = isExpected ? nullptr : find(message.room);
    if (!room || room->exists)
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::DestroyedRoom, Severity::Warning);
    finding.subject = message.room.toByteArray();
    finding.sentence = u"Events came for %1 after it was destroyed"_s.arg(roomText(message.room));
    finding.filter = u"kind: event and room: "_s + filterQuoted(message.room);
    return finding;
}

/// To turn the head is told as a position too, so only another place counts.
std::optional<Finding> RoomRules::closedRoom(const MessageView &message) const
{
    if (message.type != EventType::SetParticipantPosition)
        return std::nullopt;
    const Room *room = find(message.room);
    if (!room || !isClosed(*room))
        return std::nullopt;
    const auto person = room->people.constFind(borrowed(message.participant));
    if (person == room->people.constEnd() || !person->place)
        return std::nullopt;
    const std::optional<Point> place = pointIn(Statement(message.text, StatementForm::Event));
    if (!place || distance(*person->place, *place) <= stillInPlace)
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::ClosedRoom, Severity::Warning);
    finding.subject = message.room.toByteArray();
    finding.sentence =
        u"People moved about in %1, whose layout is no open room"_s.arg(roomText(message.room));
    finding.filter = u"event: Moved and room: "_s + filterQuoted(message.room);
    return finding;
}

bool RoomRules::isTaken(const Room &room, int seat, QByteArrayView but) const
{
    const auto person = room.people.constFind(borrowed(but));
    const bool isOwn = person != room.people.constEnd() && person->seat == seat;
    return room.sitters.value(seat) > int(isOwn);
}

/// Where layouts are not known this is one finding for all rooms: it is a guess in each.
std::optional<Finding> RoomRules::sharedSeat(const MessageView &message) const
{
    const Room *room = message.type == EventType::SetParticipantSeat ? find(message.room) : nullptr;
    if (!room || message.participant.isEmpty())
        return std::nullopt;
    const int seat = seatIn(Statement(message.text, StatementForm::Event));
    if (seat <= 0 || !isTaken(*room, seat, message.participant))
        return std::nullopt;
    const ToldLayout *layout = layoutOf(*room);
    const bool isCertain = layout && layout->stacks;
    if (isCertain && *layout->stacks)
        return std::nullopt;
    Finding finding =
        findingIn(message, FindingRule::SharedSeat, isCertain ? Severity::Warning : Severity::Information);
    finding.sentence =
        u"Two people are in one seat, in rooms whose layout is not known: probably a problem"_s;
    finding.filter = u"event: Seated"_s;
    if (isCertain) {
        finding.subject = message.room.toByteArray();
        finding.sentence =
            u"Two people are in one seat of %1, whose layout allows one"_s.arg(roomText(message.room));
        finding.filter += u" and room: "_s + filterQuoted(message.room);
    }
    return finding;
}

void RoomRules::learn(const MessageView &message)
{
    if (message.is(MessageKind::Response) && message.has(MessageFlag::StatusOk))
        return learnAnswer(message);
    Room *room = isCertainEvent(message) ? roomFor(message.room) : nullptr;
    if (!room)
        return;
    if (message.type != EventType::RemoveParticipant && message.type != EventType::Custom)
        room->exists = message.type != EventType::DestroyRoom;
    switch (message.type) {
    case EventType::CreateRoom:
    case EventType::DestroyRoom:
        return setLayout(*room, {});
    case EventType::SetRoomLayout:
        return setLayout(*room, Statement(message.text, StatementForm::Event).layoutId());
    case EventType::SetParticipantSeat:
        return seat(message, *room);
    case EventType::SetParticipantPosition:
        return move(message, *room);
    case EventType::RemoveParticipant:
        m_people -= room->remove(message.participant);
        return;
    default:
        return;
    }
}

void RoomRules::learnAnswer(const MessageView &message)
{
    if (message.name == "get_json_all_room_layouts") {
        m_layouts = layoutsIn(message.text).value_or(m_layouts);
        return;
    }
    Room *room = message.room.isEmpty() ? nullptr : roomFor(message.room);
    if (!room)
        return;
    if (message.name == "get_room_layout" || message.name == "set_room_layout")
        learnLayout(message, *room);
    else
        learnDone(message, *room);
}

void RoomRules::learnLayout(const MessageView &message, Room &room)
{
    const QByteArray layout = Statement(message.text, formOf(message.record, message.name)).layoutId();
    if (layout != room.layout)
        setLayout(room, layout);
}

/// What our own requests have changed. Events may tell it as well, before or after, so nothing else is
/// concluded: a place told with the seat stays, and a room counts as gone once an event says so.
void RoomRules::learnDone(const MessageView &message, Room &room)
{
    if (message.name == "create_room")
        room.exists = true;
    else if (message.name == "destroy_room")
        setLayout(room, {});
    else if (message.name == "remove_participant")
        m_people -= room.remove(message.participant);
    else if (message.name == "set_participant_seat") {
        Person *person = personFor(room, message.participant);
        const int seat = seatIn(Statement(message.text, StatementForm::Claim));
        if (!person || person->seat == seat)
            return;
        room.seat(*person, seat);
        person->place.reset();
    }
}

/// Everybody is seated anew: nothing is known of them until it is told.
void RoomRules::setLayout(Room &room, const QByteArray &layout)
{
    m_people -= int(room.people.size());
    room.clear();
    room.layout = layout;
}

void RoomRules::forgetMoments()
{
    m_people = 0;
    for (Room &room : m_rooms) {
        room.clear();
        room.layout.clear();
        room.exists = true;
    }
}

void RoomRules::seat(const MessageView &message, Room &room)
{
    if (Person *person = personFor(room, message.participant)) {
        const Statement statement(message.text, StatementForm::Event);
        room.seat(*person, seatIn(statement));
        person->place = pointIn(statement);
    }
}

void RoomRules::move(const MessageView &message, Room &room)
{
    if (isClosed(room)) {
        if (Person *person = personFor(room, message.participant))
            person->place = pointIn(Statement(message.text, StatementForm::Event));
        return;
    }
    // Who moves in an open room has left the seat; of a room that is not known nothing is concluded.
    if (layoutOf(room))
        m_people -= room.remove(message.participant);
}

RoomRules::Room *RoomRules::roomFor(QByteArrayView id)
{
    const auto found = m_rooms.find(borrowed(id));
    if (found != m_rooms.end())
        return &*found;
    if (m_rooms.size() >= maximumRooms)
        makeRoom();
    return m_rooms.size() < maximumRooms ? &m_rooms[id.toByteArray()] : nullptr;
}

/// Forgets rooms that are gone. Not at every newcomer: one pass costs as much as there are rooms.
void RoomRules::makeRoom()
{
    if (m_refused++ % refusalsBetweenSweeps == 0)
        m_rooms.removeIf([](const QHash<QByteArray, Room>::iterator &room) { return !room->exists; });
}

RoomRules::Person *RoomRules::personFor(Room &room, QByteArrayView id)
{
    if (id.isEmpty())
        return nullptr;
    const auto found = room.people.find(borrowed(id));
    if (found != room.people.end())
        return &*found;
    if (m_people >= maximumPeople)
        return nullptr;
    ++m_people;
    return &room.people[id.toByteArray()];
}

const RoomRules::Room *RoomRules::find(QByteArrayView id) const
{
    const auto found = m_rooms.constFind(borrowed(id));
    return found == m_rooms.constEnd() ? nullptr : &*found;
}

const ToldLayout *RoomRules::layoutOf(const Room &room) const
{
    const auto found = room.layout.isEmpty() ? m_layouts.constEnd() : m_layouts.constFind(room.layout);
    return found == m_layouts.constEnd() ? nullptr : &*found;
}

bool RoomRules::isClosed(const Room &room) const
{
    const ToldLayout *layout = layoutOf(room);
    return layout && !layout->isOpen;
}

} // namespace console
