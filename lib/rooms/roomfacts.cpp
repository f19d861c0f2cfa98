#include "lib/rooms/roomfacts.h"

#include "lib/rooms/controls.h"

#include <algorithm>
#include <utility>

namespace console {

namespace {

/// What holds for as long as somebody stays.
constexpr Aspect aspectsOfAStay[] = {
    Aspect::Talking, Aspect::Seat, Aspect::Type, Aspect::SamplingRate, Aspect::Channels};

/// Of a type that nobody knows all controls may be set.
bool hasControl(const SeenParticipant &person, int control)
{
    const Change *type = person.facts.current(Aspect::Type);
    const bool isListed = type && type->value >= 1 && type->value <= 3;
    return !isListed || allows(*controlRule(control), ParticipantType(int(type->value)));
}

void forgetPlace(SeenParticipant &person)
{
    person.placedBy = {};
    person.movedBy = {};
}

} // namespace

std::optional<bool> talkingOf(QByteArrayView action)
{
    if (action == "start-talking")
        return true;
    return action == "stop-talking" ? std::optional(false) : std::nullopt;
}

std::optional<StatedPlace> placeIn(const MessageLog &log, MessageId message)
{
    const QByteArrayView text = log.text(message);
    return text.isNull() ? std::nullopt
                         : Statement(text, formOf(log.record(message), log.name(message))).place();
}

void RoomFacts::addGap(const ConnectionGap &gap)
{
    if (m_gaps.size() == maximumGaps)
        m_gaps.pop_back();
    m_gaps.push_back(gap);
}

const ConnectionGap *RoomFacts::gapAfter(MessageId message) const
{
    const auto found = std::upper_bound(m_gaps.begin(), m_gaps.end(), message,
        [](MessageId id, const ConnectionGap &gap) { return id < gap.note; });
    return found == m_gaps.end() ? nullptr : &*found;
}

void RoomFacts::addDoubt(MessageId message)
{
    if (!m_firstDoubt)
        m_firstDoubt = message;
    m_lastDoubt = message;
}

void RoomFacts::setChanges(qsizetype count)
{
    m_truncated = m_truncated || isFull();
    m_changes = count;
    m_limit = std::max(maximumChanges, 2 * count);
}

/// Who joins brings nothing along from an earlier stay whose end was not seen. The answer to our own request
/// may follow the events that tell of this stay.
bool RoomFacts::apply(const Message &message, SeenRoom &room, SeenParticipant *person)
{
    if (message.subject.type == EventType::DestroyRoom)
        return close(message, room);
    if (message.subject.type == EventType::RemoveParticipant)
        return person && leave(message, *person);
    const bool isUnseenEnd = message.subject.isJoin() && person && person->isHere;
    bool changed = isUnseenEnd && leave(message, *person);
    changed |= appear(message, room, person);
    switch (message.subject.type) {
    case EventType::SetAllParticipantsState:
        return setAllStates(message, room) || changed;
    case EventType::SetRoomLayout:
        return furnish(message, room) || changed;
    case EventType::AddParticipant:
        return (person && join(message, *person)) || changed;
    case EventType::SetParticipantSeat:
        return (person && sit(message, *person)) || changed;
    case EventType::SetParticipantPosition:
        return (person && move(message, *person)) || changed;
    case EventType::SetParticipantState:
        return (person && setState(message, *person)) || changed;
    case EventType::Custom:
        return (person && talk(message, *person)) || changed;
    default:
        return changed;
    }
}

bool RoomFacts::tell(FactHistory &facts, Aspect aspect, const Message &message, std::optional<double> value)
{
    Change change{message.id, message.time, value.value_or(0), Change::Certainty::Unknown};
    if (value)
        change.certainty =
            message.subject.isProbable ? Change::Certainty::Probable : Change::Certainty::Certain;
    const bool changed = facts.tell(aspect, change, lastGap());
    m_changes += changed;
    return changed;
}

/// Whoever is mentioned is there.
bool RoomFacts::appear(const Message &message, SeenRoom &room, SeenParticipant *person)
{
    bool changed = false;
    if (!room.isHere)
        changed |= tell(room.facts, Aspect::Present, message, 1);
    if (person && !person->isHere)
        changed |= tell(person->facts, Aspect::Present, message, 1);
    room.isHere = true;
    if (person)
        person->isHere = true;
    return changed;
}

bool RoomFacts::endStay(const Message &message, SeenParticipant &person)
{
    bool changed = false;
    for (int control = 1; control <= controlCount; ++control)
        changed |= tell(person.facts, aspectOf(control), message, std::nullopt);
    for (const Aspect aspect : aspectsOfAStay)
        changed |= tell(person.facts, aspect, message, std::nullopt);
    forgetPlace(person);
    return changed;
}

bool RoomFacts::leave(const Message &message, SeenParticipant &person)
{
    person.isHere = false;
    const bool ended = endStay(message, person);
    return tell(person.facts, Aspect::Present, message, 0) || ended;
}

bool RoomFacts::close(const Message &message, SeenRoom &room)
{
    bool changed = tell(room.facts, Aspect::Present, message, 0);
    changed |= tell(room.facts, Aspect::Layout, message, std::nullopt);
    for (SeenParticipant &person : room.participants) {
        if (person.isHere)
            changed |= leave(message, person);
    }
    room.isHere = false;
    return changed;
}

bool RoomFacts::join(const Message &message, SeenParticipant &person)
{
    const Statement statement(message.text, message.subject.form);
    bool changed = false;
    if (const auto type = statement.participantType())
        changed |= tell(person.facts, Aspect::Type, message, type);
    if (const auto rate = statement.samplingRate())
        changed |= tell(person.facts, Aspect::SamplingRate, message, rate);
    if (const auto channels = statement.channels())
        changed |= tell(person.facts, Aspect::Channels, message, channels);
    return changed;
}

bool RoomFacts::sit(const Message &message, SeenParticipant &person)
{
    const Statement statement(message.text, message.subject.form);
    const auto seat = statement.seat();
    if (!seat && message.subject.form == StatementForm::Answer)
        return false;
    const bool changed = tell(person.facts, Aspect::Seat, message, seat);
    if (const auto place = statement.place()) {
        person.place = *place;
        person.placedBy = message.id;
        person.movedBy = {};
    } else if (changed || (message.subject.form == StatementForm::Claim && person.movedBy)) {
        forgetPlace(person);
    }
    return changed;
}

/// Moved by hand, a participant leaves its seat (protocol §6). Of an event only its text could tell whether
/// somebody walked or turned the head: RoomState looks when it is asked.
bool RoomFacts::move(const Message &message, SeenParticipant &person)
{
    person.movedBy = message.id;
    if (message.subject.form != StatementForm::Claim)
        return false;
    return tell(person.facts, Aspect::Seat, message, notSeated);
}

/// Whoever sat when the move came: what was said of the seat since is newer.
bool RoomFacts::unseat(SeenParticipant &person, qint64 time, std::optional<double> seat)
{
    const Change *known = person.facts.current(Aspect::Seat);
    if (!known || known->value == notSeated
        || person.facts.track(Aspect::Seat)->confirmedBy >= person.movedBy)
        return false;
    const Subject moved{EventType::SetParticipantPosition, StatementForm::Event, true, {}};
    return tell(person.facts, Aspect::Seat, {moved, person.movedBy, time, {}, false}, seat);
}

bool RoomFacts::keepPlace(SeenParticipant &person, const StatedPlace &place, qint64 time)
{
    const bool hasWalked = person.placedBy && place.place.position != person.place.place.position;
    const bool changed = hasWalked && unseat(person, time, notSeated);
    person.place = place;
    person.placedBy = std::exchange(person.movedBy, {});
    return changed;
}

bool RoomFacts::losePlace(SeenParticipant &person, qint64 time)
{
    const bool changed = unseat(person, time, std::nullopt);
    forgetPlace(person);
    return changed;
}

bool RoomFacts::setState(const Message &message, SeenParticipant &person)
{
    const Statement statement(message.text, message.subject.form);
    const int control = statement.control();
    const auto value = statement.value();
    if (control == 0 || (!value && message.subject.form == StatementForm::Answer))
        return false;
    return tell(person.facts, aspectOf(control), message, value);
}

bool RoomFacts::setAllStates(const Message &message, SeenRoom &room)
{
    const Statement statement(message.text, message.subject.form);
    const int control = statement.control();
    const auto value = statement.value();
    bool changed = false;
    if (control == 0)
        return false;
    if (room.participants.size() > maximumAtOnce) {
        addDoubt(message.id);
        return true;
    }
    for (SeenParticipant &person : room.participants) {
        if (person.isHere && hasControl(person, control))
            changed |= tell(person.facts, aspectOf(control), message, value);
    }
    return changed;
}

/// A new layout reseats everybody, even where it is the same again; an answer only tells of one.
bool RoomFacts::furnish(const Message &message, SeenRoom &room)
{
    const auto layout = Statement(message.text, message.subject.form).layout();
    const bool isAnswer = message.subject.form == StatementForm::Answer;
    const Change *before = room.facts.current(Aspect::Layout);
    if (isAnswer && !layout)
        return false;
    const bool reseats = !isAnswer || (before && before->value != *layout);
    bool changed = tell(room.facts, Aspect::Layout, message, layout);
    if (!reseats)
        return changed;
    for (SeenParticipant &person : room.participants) {
        changed |= tell(person.facts, Aspect::Seat, message, std::nullopt);
        forgetPlace(person);
    }
    return changed;
}

bool RoomFacts::talk(const Message &message, SeenParticipant &person)
{
    std::optional<bool> talking = message.subject.talking;
    const bool maySay = message.subject.form != StatementForm::Answer
        && message.text.size() <= Statement::maximumSize
        && (message.hasEscapes || message.text.contains("-talking"));
    if (!talking && maySay)
        talking = talkingOf(Statement(message.text, message.subject.form).action());
    return talking && tell(person.facts, Aspect::Talking, message, *talking);
}

} // namespace console
