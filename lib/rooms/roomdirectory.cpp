#include "lib/rooms/roomdirectory.h"

#include "lib/protocol/jsontext.h"

#include <algorithm>

namespace console {

namespace {

constexpr qsizetype maximumIdLength = PersonNames::maximumIdLength;
constexpr quint64 refusalsBetweenSweeps = 10'000;

bool isInteger(QByteArrayView id)
{
    const qsizetype start = id.startsWith('-') ? 1 : 0;
    if (id.size() == start)
        return false;
    return std::all_of(id.begin() + start, id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool tellsName(const Subject &subject)
{
    const bool isConfiguration =
        subject.type == EventType::AddParticipant && subject.form == StatementForm::Answer;
    return (subject.type == EventType::AddParticipant || subject.type == EventType::SetName)
        && !isConfiguration;
}

/// Who joins, or is there again after having left, need not be who had the id before. The answer to our own
/// request may follow the event that tells of the same person.
bool isNewcomer(const Subject &subject, const SeenParticipant *person, bool wasAbsent)
{
    return person && (subject.isJoin() || (wasAbsent && person->present));
}

/// Messages that change nothing of who is known where and by which name, once both are known.
bool isMention(EventType type)
{
    switch (type) {
    case EventType::CreateRoom:
    case EventType::DestroyRoom:
    case EventType::AddParticipant:
    case EventType::RemoveParticipant:
    case EventType::SetRoomLayout:
    case EventType::SetName:
        return false;
    default:
        return true;
    }
}

} // namespace

RoomDirectory::RoomDirectory(MessageLog *log, QObject *parent) : QObject(parent), m_log(log)
{
    connect(log, &MessageLog::appended, this, &RoomDirectory::take);
    connect(log, &MessageLog::removedFromFront, this, &RoomDirectory::keepPlaces);
}

void RoomDirectory::take(MessageId first, quint64 count, const BatchPointer &batch)
{
    for (quint64 row = 0; row < count; ++row) {
        const MessageRecord &record = batch->rows[row];
        const bool isStatement =
            record.isEvent() || (record.kind == MessageKind::Response && record.has(MessageFlag::StatusOk));
        const bool hasIds = record.room || record.participant || record.has(MessageFlag::Unpooled);
        if (isStatement && hasIds)
            fold(record, first + row, batch->textOf(row));
        else if (record.isGap())
            takeGap(record, first + row);
        else if (refusesRoom(record) && m_log->name(first + row) != "create_room")
            takeDenial(record, first + row);
        else if (record.kind == MessageKind::Event)
            takeNameless(record, first + row, batch->textOf(row));
        else if (record.has(MessageFlag::StatusOk))
            takeAnswer(record, first + row, batch->textOf(row));
        if (m_facts.isFull()) // one message may change thousands of values
            thinHistories();
    }
    if (batch->dropped > 0 && count > 0) // among these rows: nobody knows where
        m_facts.addDoubt(first + (count - 1));
    if (std::exchange(m_dirty, false))
        emit changed();
    if (std::exchange(m_stateDirty, false))
        emit stateChanged();
}

void RoomDirectory::takeGap(const MessageRecord &record, MessageId id)
{
    m_facts.addGap({id, record.time - record.gapLength()});
    for (SeenRoom &room : m_rooms)
        touchState(room);
    m_toldRoomCount = {}; // it may have been another server since
    m_stateDirty = true;
    m_dirty = true;
}

/// The server knows no such room: it is gone, though nobody saw it being destroyed.
void RoomDirectory::takeDenial(const MessageRecord &record, MessageId id)
{
    const auto room = m_rooms.find(m_log->room(id));
    if (room == m_rooms.end() || !room->exists)
        return;
    room->lastSeen = id;
    setExisting(*room, false);
    const Subject end{EventType::DestroyRoom, StatementForm::Answer, false, {}};
    m_facts.apply({end, id, record.time, {}, false}, *room, nullptr);
    touchState(*room);
}

/// In the promised form an event says what happened, but not to whom (protocol §2).
void RoomDirectory::takeNameless(const MessageRecord &record, MessageId id, QByteArrayView text)
{
    const Subject subject = subjectOf(record, id, text);
    const bool isListed = subject.type != EventType::Custom && subject.type != EventType::Unknown;
    if (isListed || subject.isProbable)
        m_facts.addDoubt(id);
}

/// Of those that are about no room in particular.
void RoomDirectory::takeAnswer(const MessageRecord &record, MessageId id, QByteArrayView text)
{
    const QByteArray name = m_log->name(id);
    if (name == "get_json_all_room_layouts")
        takeLayouts(text);
    else if (name == "get_room_count")
        takeRoomCount(record, id, text);
}

void RoomDirectory::takeRoomCount(const MessageRecord &record, MessageId id, QByteArrayView text)
{
    const auto count = Statement(text, StatementForm::Answer).roomCount();
    if (!count || *count < 0)
        return;
    m_toldRoomCount = {int(std::min(*count, 1e9)), id, record.time};
    m_dirty = true;
}

void RoomDirectory::takeLayouts(QByteArrayView answer)
{
    m_layouts = layoutsIn(answer).value_or(m_layouts);
    for (SeenRoom &room : m_rooms)
        touch(room);
}

namespace {

size_t placeOf(const MessageRecord &record)
{
    return (record.room.value * 31u + record.participant.value) % 1024;
}

} // namespace

/// The quick way for the thousands of rows a second that only mention somebody known. No room: look closely.
RoomDirectory::Person RoomDirectory::known(const MessageRecord &record, const Subject &subject) const
{
    const Recent &recent = m_recent[placeOf(record)];
    if (!recent.person.room || recent.room != record.room || recent.participant != record.participant
        || record.has(MessageFlag::Unpooled) || !isMention(subject.type))
        return {};
    const SeenParticipant *participant = recent.person.participant;
    return recent.person.room->isHere && (!participant || participant->isHere) ? recent.person : Person();
}

/// The order of numeric event types is not documented: what they say is probable, and only where the facts
/// of the first one fit.
Subject RoomDirectory::subjectOf(const MessageRecord &record, MessageId id, QByteArrayView text)
{
    if (record.name.value >= m_subjects.size())
        m_subjects.resize(record.name.value + 1);
    std::optional<NameFact> &known = m_subjects[record.name.value];
    if (!known || !record.name) {
        const QByteArray name = m_log->name(id);
        Subject subject{console::subjectOf(name), {}, isJsonNumber(name), talkingOf(name)};
        if (subject.isProbable && !Statement(text, formOf(record, name)).fits(subject.type))
            subject.type = EventType::Unknown;
        known = NameFact{subject, name.startsWith("get_")};
    }
    Subject subject = known->subject;
    if (record.kind == MessageKind::Response)
        subject.form = known->isQuestion ? StatementForm::Answer : StatementForm::Claim;
    return subject;
}

void RoomDirectory::fold(const MessageRecord &record, MessageId id, QByteArrayView text)
{
    RoomFacts::Message message{
        subjectOf(record, id, text), id, record.time, text, record.has(MessageFlag::UnicodeEscapes)};
    Person person = known(record, message.subject);
    if (!person.room)
        person = look(record, message);
    else if (!record.room)
        message.subject.isProbable = true;
    if (!person.room)
        return;
    const bool confirms = mention(person, id);
    if (m_facts.apply(message, *person.room, person.participant) || confirms)
        touchState(*person.room);
    if (message.subject.type == EventType::SetRoomLayout)
        adoptLayout(*person.room);
}

/// True: the first time since a gap.
bool RoomDirectory::mention(Person person, MessageId id)
{
    const auto renew = [&](MessageId &lastSeen) { return std::exchange(lastSeen, id) < m_facts.lastGap(); };
    if (!person.room->firstSeen)
        person.room->firstSeen = id;
    const bool ofRoom = renew(person.room->lastSeen);
    return (person.participant && renew(person.participant->lastSeen)) || ofRoom;
}

/// Finds or takes up whoever is named. Where the room is not told it may still be clear.
RoomDirectory::Person RoomDirectory::look(const MessageRecord &record, RoomFacts::Message &message)
{
    QByteArray roomId = m_log->room(message.id);
    const QByteArray participantId = m_log->participant(message.id);
    noteId(roomId);
    noteId(participantId);
    if (roomId.isEmpty()) {
        roomId = likelyRoom(record, participantId);
        message.subject.isProbable = true;
    }
    const Person person = find(roomId, participantId);
    if (person.room) {
        const bool wasAbsent = person.participant && !person.participant->present;
        setThere(person, message.subject);
        if (isNewcomer(message.subject, person.participant, wasAbsent))
            welcome(message, person);
        if (!record.has(MessageFlag::Unpooled)) // else all such ids look the same
            m_recent[placeOf(record)] = {record.room, record.participant, person, false};
    }
    if (tellsName(message.subject))
        readName(message, person, participantId);
    return person;
}

/// That there is none is remembered too: to look in all rooms takes its time.
QByteArray RoomDirectory::likelyRoom(const MessageRecord &record, const QByteArray &participant)
{
    Recent &recent = m_recent[placeOf(record)];
    const bool isPooled = !record.has(MessageFlag::Unpooled);
    if (isPooled && recent.isNobody && recent.participant == record.participant)
        return {};
    const QByteArray room = onlyRoomOf(participant);
    if (isPooled && room.isEmpty())
        recent = {{}, record.participant, {}, true};
    return room;
}

/// A probable end is no proof of it, but no sign of life either.
void RoomDirectory::setThere(Person person, const Subject &subject)
{
    if (subject.isEnd())
        forgetPlaces(); // one less of this id: a row without a room may mean the other now
    if (subject.isEnd() && subject.isProbable)
        return;
    setExisting(*person.room, subject.type != EventType::DestroyRoom);
    if (!person.participant)
        return;
    setPresent(person, !subject.isEnd());
    if (!person.participant->isHere)
        forgetPlaces(); // one more of this id: a row without a room may not mean the other any longer
}

/// Somebody has the id whose name nobody has told yet.
void RoomDirectory::welcome(const RoomFacts::Message &message, Person person)
{
    SeenParticipant &newcomer = *person.participant;
    m_names.begin(person.room->id, newcomer.id, message.id, message.time);
    newcomer.namedBy = {};
    newcomer.namedAt = 0;
    if (!std::exchange(newcomer.name, {}).isEmpty())
        touch(*person.room);
}

void RoomDirectory::readName(const RoomFacts::Message &message, Person person, const QByteArray &participant)
{
    const QString name = Statement(message.text, message.subject.form).name();
    if (name.isEmpty())
        return;
    if (person.participant)
        rename(message, person, name);
    else
        m_names.give({}, participant, message.id, message.time, name);
}

void RoomDirectory::rename(const RoomFacts::Message &message, Person person, const QString &name)
{
    SeenParticipant &named = *person.participant;
    named.namedBy = message.id;
    named.namedAt = message.time;
    m_names.give(person.room->id, named.id, message.id, message.time, name);
    if (std::exchange(named.name, name) != name)
        touch(*person.room);
}

void RoomDirectory::adoptLayout(SeenRoom &room)
{
    const Change *layout = room.facts.current(Aspect::Layout);
    const int id = layout ? int(std::clamp(layout->value, -1e9, 1e9)) : 0;
    if (id == 0 || id == room.layout)
        return;
    room.layout = id;
    touch(room);
}

/// True: some fact is another by that.
bool RoomDirectory::keepPlace(SeenParticipant &person)
{
    const qint64 time = m_log->record(person.movedBy).time;
    const auto place = m_log->hasText(person.movedBy) ? placeIn(*m_log, person.movedBy) : std::nullopt;
    return place ? m_facts.keepPlace(person, *place, time) : m_facts.losePlace(person, time);
}

/// Positions are read when somebody asks; before their text leaves that has to be done here.
void RoomDirectory::keepPlaces(MessageId newFirst)
{
    for (SeenRoom &room : m_rooms) {
        for (SeenParticipant &person : room.participants) {
            if (person.movedBy && person.movedBy < newFirst && keepPlace(person))
                touchState(room); // told with the rows that these make room for
        }
    }
}

void RoomDirectory::thinHistories()
{
    qsizetype left = 0;
    for (SeenRoom &room : m_rooms) {
        left += room.facts.thin();
        for (SeenParticipant &person : room.participants)
            left += person.facts.thin();
    }
    m_facts.setChanges(left);
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

void RoomDirectory::touchState(SeenRoom &room)
{
    room.stateRevision = ++m_revision;
    m_stateDirty = true;
}

void RoomDirectory::touch(SeenRoom &room)
{
    room.revision = ++m_revision;
    m_dirty = true;
}

RoomDirectory::Person RoomDirectory::find(const QByteArray &room, const QByteArray &participant)
{
    if (m_participantCount >= maximumParticipants && !this->participant(room, participant))
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
    qsizetype removed =
        m_rooms.removeIf([](const QHash<QByteArray, SeenRoom>::iterator &room) { return !room->exists; });
    m_participantCount = 0;
    for (SeenRoom &room : m_rooms) {
        removed += room.participants.removeIf(
            [](const QHash<QByteArray, SeenParticipant>::iterator &person) { return !person->present; });
        m_participantCount += int(room.participants.size());
        touch(room);
    }
    m_names.keep([this](const QByteArray &room, const QByteArray &id) { return participant(room, id); });
    m_truncated = m_truncated || removed > 0;
    forgetPlaces();
}

} // namespace console
