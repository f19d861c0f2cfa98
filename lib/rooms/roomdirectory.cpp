#include "lib/rooms/roomdirectory.h"

#include "lib/protocol/messagefields.h"

#include <algorithm>

namespace console {

namespace {

constexpr qsizetype maximumIdLength = 1024;
constexpr quint64 refusalsBetweenSweeps = 10'000;

bool isInteger(QByteArrayView id)
{
    const qsizetype start = id.startsWith('-') ? 1 : 0;
    if (id.size() == start)
        return false;
    return std::all_of(id.begin() + start, id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The order of numeric event types is not documented: they say nothing for certain.
EventType certainType(QByteArrayView name)
{
    if (name == "set_participant_name" || name == "get_participant_name")
        return EventType::SetName;
    if (name == "get_room_layout")
        return EventType::SetRoomLayout;
    return isInteger(name) ? EventType::Unknown : eventType(name);
}

/// A number that may say that somebody is gone: no proof of it, but no sign of life either.
bool mayBeAnEnd(QByteArrayView name)
{
    const EventType type = eventType(name);
    return isInteger(name) && (type == EventType::DestroyRoom || type == EventType::RemoveParticipant);
}

bool tellsMore(EventType type)
{
    return type == EventType::AddParticipant || type == EventType::SetName
        || type == EventType::SetRoomLayout;
}

/// Rows that change nothing but the time somebody was last heard of, once both are known.
bool isMention(EventType type)
{
    return !tellsMore(type) && type != EventType::RemoveParticipant && type != EventType::CreateRoom
        && type != EventType::DestroyRoom;
}

QString nameIn(const MessageFields &fields, bool isAnswer, bool isQuestion)
{
    std::optional<QByteArray> name;
    if (isQuestion)
        name = fields.text({"value", "Value", "participant_name", "name"});
    else if (isAnswer)
        name = fields.text({"Request.name", "Request.participant_name"});
    else
        name = fields.text({"participant_name", "name", "participant.name"});
    return QString::fromUtf8(name.value_or(QByteArray()).left(4 * RoomDirectory::maximumNameLength))
        .left(RoomDirectory::maximumNameLength);
}

int layoutIn(const MessageFields &fields, bool isAnswer, bool isQuestion)
{
    std::optional<QByteArray> layout;
    if (isQuestion)
        layout = fields.text({"value", "Value", "layout_id", "layout"});
    else if (isAnswer)
        layout = fields.text({"Request.layout_id", "Request.layout"});
    else
        layout = fields.text({"layout_id", "layout", "layout.id"});
    return layout.value_or(QByteArray()).toInt();
}

} // namespace

RoomDirectory::RoomDirectory(MessageLog *log, QObject *parent) : QObject(parent), m_log(log)
{
    connect(log, &MessageLog::appended, this, &RoomDirectory::take);
}

/// Whatever is changed from now on is a copy, so no place in it is known any more.
PersonNames RoomDirectory::names()
{
    forgetPlaces();
    PersonNames names;
    names.m_rooms = m_rooms;
    names.m_names = m_names;
    return names;
}

QString PersonNames::nameOf(const QByteArray &room, const QByteArray &participant) const
{
    if (room.isEmpty())
        return m_names.value(participant);
    const auto seen = m_rooms.constFind(room);
    return seen == m_rooms.constEnd() ? QString() : seen->participants.value(participant).name;
}

QString RoomDirectory::nameOf(const QByteArray &room, const QByteArray &participant) const
{
    if (room.isEmpty())
        return m_names.value(participant);
    const SeenParticipant *seen = this->participant(room, participant);
    return seen ? seen->name : QString();
}

const SeenParticipant *RoomDirectory::participant(const QByteArray &room, const QByteArray &id) const
{
    const auto seenRoom = m_rooms.constFind(room);
    if (seenRoom == m_rooms.constEnd())
        return nullptr;
    const auto seen = seenRoom->participants.constFind(id);
    return seen == seenRoom->participants.constEnd() ? nullptr : &*seen;
}

void RoomDirectory::take(MessageId first, quint64 count, const BatchPointer &batch)
{
    for (quint64 row = 0; row < count; ++row) {
        const MessageRecord &record = batch->rows[row];
        const bool isStatement = record.kind == MessageKind::Event || record.kind == MessageKind::Other
            || (record.kind == MessageKind::Response && record.has(MessageFlag::StatusOk));
        const bool hasIds = record.room || record.participant || record.has(MessageFlag::Unpooled);
        if (isStatement && hasIds && !renew(record, first + row))
            fold(record, first + row, batch->textOf(row));
    }
    if (m_dirty)
        emit changed();
    m_dirty = false;
}

namespace {

size_t placeOf(const MessageRecord &record)
{
    return (record.room.value * 31u + record.participant.value) % 1024;
}

} // namespace

/// The quick way for the thousands of rows a second that only mention somebody known. False: look closely.
bool RoomDirectory::renew(const MessageRecord &record, MessageId id)
{
    const Recent &recent = m_recent[placeOf(record)];
    if (!recent.person.room || recent.room != record.room || recent.participant != record.participant
        || record.has(MessageFlag::Unpooled) || !isMention(factOf(record, id).type))
        return false;
    const Person person = recent.person;
    if (!person.room->exists || (person.participant && !person.participant->present))
        return false;
    person.room->lastSeen = id;
    if (person.participant)
        person.participant->lastSeen = id;
    return true;
}

RoomDirectory::Fact RoomDirectory::factOf(const MessageRecord &record, MessageId id)
{
    if (record.name.value >= m_facts.size())
        m_facts.resize(record.name.value + 1);
    std::optional<Fact> &known = m_facts[record.name.value];
    if (!known || !record.name) {
        const QByteArray name = m_log->name(id);
        known = Fact{certainType(name), name.startsWith("get_"), mayBeAnEnd(name)};
    }
    return *known;
}

void RoomDirectory::fold(const MessageRecord &record, MessageId id, QByteArrayView text)
{
    const QByteArray roomId = m_log->room(id);
    const QByteArray participantId = m_log->participant(id);
    const Fact fact = factOf(record, id);
    const bool isAnswer = record.kind == MessageKind::Response;
    noteId(roomId);
    noteId(participantId);
    const Person person = find(roomId, participantId);
    if (person.room) {
        person.room->lastSeen = id;
        if (person.participant)
            person.participant->lastSeen = id;
        apply(fact, person, id, isAnswer, text);
        m_recent[placeOf(record)] = {record.room, record.participant, person};
    } else if (roomId.isEmpty() && tellsMore(fact.type)) {
        remember(participantId, nameIn(MessageFields(text), isAnswer, fact.isQuestion));
    }
}

void RoomDirectory::apply(Fact fact, Person person, MessageId id, bool isAnswer, QByteArrayView text)
{
    if (fact.mayBeAnEnd)
        return;
    setExisting(*person.room, fact.type != EventType::DestroyRoom);
    if (person.participant)
        setPresent(person, fact.type != EventType::RemoveParticipant && fact.type != EventType::DestroyRoom);
    if (!tellsMore(fact.type))
        return;
    const MessageFields fields(text);
    if (fact.type != EventType::SetRoomLayout) {
        if (person.participant)
            rename(person, person.participant->id, id, nameIn(fields, isAnswer, fact.isQuestion));
    } else if (const int layout = layoutIn(fields, isAnswer, fact.isQuestion);
               layout != 0 && layout != person.room->layout) {
        person.room->layout = layout;
        touch(*person.room);
    }
}

void RoomDirectory::rename(Person person, const QByteArray &participant, MessageId id, const QString &name)
{
    if (name.isEmpty())
        return;
    person.participant->namedBy = id;
    remember(participant, name);
    if (person.participant->name != name) {
        person.participant->name = name;
        touch(*person.room);
    }
}

void RoomDirectory::remember(const QByteArray &participant, const QString &name)
{
    const bool fits = m_names.size() < maximumParticipants || m_names.contains(participant);
    if (fits && !name.isEmpty() && !participant.isEmpty() && participant.size() <= maximumIdLength)
        m_names.insert(participant, name);
}

void RoomDirectory::setPresent(Person person, bool present)
{
    if (person.participant->present == present)
        return;
    person.participant->present = present;
    person.room->presentCount += present ? 1 : -1;
    touch(*person.room);
}

void RoomDirectory::setExisting(SeenRoom &room, bool exists)
{
    if (room.exists == exists)
        return;
    room.exists = exists;
    if (!exists) {
        for (SeenParticipant &participant : room.participants)
            participant.present = false;
        room.presentCount = 0;
    }
    touch(room);
    forgetPlaces();
}

void RoomDirectory::touch(SeenRoom &room)
{
    room.revision = ++m_revision;
    m_dirty = true;
}

RoomDirectory::Person RoomDirectory::find(const QByteArray &room, const QByteArray &participant)
{
    if (m_participantCount >= maximumParticipants)
        makeRoom(); // before a room is held: this may remove it
    Person person;
    if (!room.isEmpty())
        person.room = findRoom(room);
    if (person.room && !participant.isEmpty())
        person.participant = findParticipant(*person.room, participant);
    return person;
}

SeenRoom *RoomDirectory::findRoom(const QByteArray &id)
{
    auto room = m_rooms.find(id);
    if (room == m_rooms.end()) {
        if (m_rooms.size() >= maximumRooms)
            makeRoom();
        if (id.size() > maximumIdLength || m_rooms.size() >= maximumRooms) {
            m_truncated = true;
            return nullptr;
        }
        room = m_rooms.insert(id, {});
        room->id = id;
        touch(*room);
        forgetPlaces();
    }
    return &*room;
}

SeenParticipant *RoomDirectory::findParticipant(SeenRoom &room, const QByteArray &id)
{
    auto participant = room.participants.find(id);
    if (participant == room.participants.end()) {
        if (id.size() > maximumIdLength || m_participantCount >= maximumParticipants) {
            m_truncated = true;
            return nullptr;
        }
        participant = room.participants.insert(id, {});
        participant->id = id;
        ++room.presentCount;
        ++m_participantCount;
        touch(room);
        forgetPlaces();
    }
    return &*participant;
}

void RoomDirectory::noteId(const QByteArray &id)
{
    m_textIds = m_textIds || (!id.isEmpty() && !isInteger(id));
}

/// Forgets who has left. Not at every newcomer: one pass costs as much as the directory is big.
void RoomDirectory::makeRoom()
{
    if (m_refused++ % refusalsBetweenSweeps != 0)
        return;
    m_rooms.removeIf([](const QHash<QByteArray, SeenRoom>::iterator &room) { return !room->exists; });
    m_participantCount = 0;
    for (SeenRoom &room : m_rooms) {
        room.participants.removeIf(
            [](const QHash<QByteArray, SeenParticipant>::iterator &person) { return !person->present; });
        m_participantCount += int(room.participants.size());
        touch(room);
    }
    forgetPlaces();
}

} // namespace console
