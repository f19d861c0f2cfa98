#include "ui/models/provenance.h"

#include "lib/rooms/controls.h"
#include "ui/models/connectiontext.h"
#include "ui/models/numbers.h"
#include "ui/models/roomquestions.h"

#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// What a message says, as far as it changes something of a room or participant.
struct Spoken
{
    EventType type = EventType::Unknown;
    std::optional<Aspect> aspect; ///< none: nothing that has a history of its own
    std::optional<double> value;
    QByteArray room;
    QByteArray participant; ///< empty: the room
    bool bringsName = false;
};

constexpr qsizetype largestRead = 1'000'000; ///< bytes
constexpr qint64 second = 1'000'000; ///< microseconds

std::optional<Aspect> aspectIn(const Statement &statement, EventType type, QByteArrayView name)
{
    switch (type) {
    case EventType::SetParticipantState:
        if (const int control = statement.control())
            return aspectOf(control);
        return std::nullopt;
    case EventType::SetParticipantSeat:
        return Aspect::Seat;
    case EventType::SetRoomLayout:
        return Aspect::Layout;
    case EventType::Custom:
        if (talkingOf(name) || talkingOf(statement.action()))
            return Aspect::Talking;
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

std::optional<double> valueIn(const Statement &statement, Aspect aspect, QByteArrayView name)
{
    switch (aspect) {
    case Aspect::Seat:
        return statement.seat();
    case Aspect::Layout:
        return statement.layout();
    case Aspect::Talking:
        return talkingOf(name) ? *talkingOf(name) : talkingOf(statement.action()).value_or(false);
    default:
        return statement.value();
    }
}

bool mayBringName(EventType type)
{
    return type == EventType::AddParticipant || type == EventType::SetName;
}

Spoken spokenBy(const MessageLog &log, MessageId message)
{
    const MessageRecord &record = log.record(message);
    const bool isStatement =
        record.isEvent() || (record.kind == MessageKind::Response && record.has(MessageFlag::StatusOk));
    const QByteArrayView text = log.text(message);
    if (!isStatement || text.isNull() || text.size() > largestRead)
        return {};
    const QByteArray name = log.name(message);
    const Statement statement(text, formOf(record, name));
    Spoken spoken{subjectOf(name), {}, {}, log.room(message), log.participant(message)};
    spoken.aspect = aspectIn(statement, spoken.type, name);
    spoken.bringsName = mayBringName(spoken.type) && !statement.name().isEmpty();
    if (spoken.aspect)
        spoken.value = valueIn(statement, *spoken.aspect, name);
    return spoken;
}

QString sinceText(const MessageLog &log, const ToldValue &told)
{
    const QString since = u"since "_s + clockText(told.since).left(8);
    const QString doubt = told.isConfirmed ? QString() : u", not confirmed"_s;
    return since + u", "_s + tellerText(log, told.by) + (told.isProbable ? u", probably"_s : QString())
        + doubt;
}

/// Who told something, and when.
struct Teller
{
    MessageId by;
    qint64 at = 0; ///< microseconds UTC; 0: not known
};

/// A message, and the answer that told the same before it; see earlierFacts().
struct Moment
{
    MessageId message;
    MessageId claim;
};

/// As it was before a moment, by the question that is asked about a message.
template <typename Question>
auto before(const Moment &moment, Question question)
{
    auto told = question(moment.message);
    return moment.claim && told.by == moment.claim ? question(moment.claim) : told;
}

ToldValue toldBefore(const RoomState &state, const Spoken &spoken, const Moment &moment)
{
    const QByteArray whose = spoken.aspect == Aspect::Layout ? QByteArray() : spoken.participant;
    return before(moment,
        [&](MessageId message) { return state.valueBefore(spoken.room, whose, *spoken.aspect, message); });
}

Fact valueBefore(const MessageLog &log, const RoomState &state, const Spoken &spoken, const Moment &moment)
{
    const ToldValue told = toldBefore(state, spoken, moment);
    if (!told)
        return {u"Before"_s, {}, u"previous value not seen"_s};
    return {u"Before"_s, stateText(*spoken.aspect, told.value), sinceText(log, told), false, told.by};
}

template <typename Told>
QString asOf(const MessageLog &log, MessageId by, const QString &age, const Told &told)
{
    QString text = u"as of "_s + tellerText(log, by);
    if (!age.isEmpty())
        text += u", "_s + age;
    if (told.isProbable)
        text += u", probably"_s;
    return told.isConfirmed ? text : text + u", not confirmed since"_s;
}

/// How it was when a message came. "3 min ago" is counted from there, which only the words in full can say.
template <typename Told>
Fact factAt(const MessageLog &log, MessageId message, const QString &label, const QString &value,
    const Told &told, const Teller &teller)
{
    const qint64 age = log.record(message).time - teller.at;
    const bool isNear = age < second;
    const QString length = coarseDurationText(age);
    const bool isTimed = teller.at > 0;
    const QString brief = isNear ? u"just before"_s : length + u" ago"_s;
    const QString full = isNear ? u"just before this message"_s : length + u" before this message"_s;
    return {label, value, asOf(log, teller.by, isTimed ? brief : QString(), told), false, teller.by, {},
        asOf(log, teller.by, isTimed ? full : QString(), told)};
}

Fact placeBefore(const MessageLog &log, const RoomState &state, const Moment &moment)
{
    const ToldPlace told = before(moment, [&](MessageId message) { return state.placeBefore(message); });
    if (!told)
        return {u"Before"_s, {}, u"previous place not seen"_s};
    return factAt(log, moment.message, u"Before"_s, placeText(told.place), told, {told.by, told.at});
}

QString sinceText(const MessageLog &log, const ToldName &told)
{
    return u"since "_s + clockText(told.since).left(8) + u", "_s + tellerText(log, told.by);
}

Fact nameBefore(const MessageLog &log, const RoomState &state, const Spoken &spoken, const Moment &moment)
{
    const ToldName told = before(moment,
        [&](MessageId message) { return state.nameBefore(spoken.room, spoken.participant, message); });
    if (!told.by)
        return {u"Before"_s, {}, u"no name seen"_s};
    return {u"Before"_s, safeText(told.name.toUtf8()), sinceText(log, told), false, told.by};
}

bool bringsPlace(EventType type)
{
    return type == EventType::SetParticipantSeat || type == EventType::SetParticipantPosition;
}

/// Where somebody was: a seat says more than coordinates.
std::optional<Fact> placeFact(
    const MessageLog &log, const RoomState &state, const Spoken &spoken, MessageId message)
{
    const ToldValue seat = state.valueBefore(spoken.room, spoken.participant, Aspect::Seat, message);
    if (seat && seat.value != notSeated)
        return factAt(
            log, message, u"Place"_s, stateText(Aspect::Seat, seat.value), seat, {seat.saidBy, seat.saidAt});
    const ToldPlace place = state.placeBefore(message);
    if (!place)
        return std::nullopt;
    return factAt(log, message, u"Place"_s, placeText(place.place), place, {place.by, place.at});
}

QString shownName(const QString &name)
{
    return isolated(visibleText(name, 40));
}

Fact unknownName(const RoomDirectory &directory, const Spoken &spoken, MessageId message)
{
    const bool canAsk = bool(unnamedPerson(directory, spoken.room, spoken.participant, message));
    return {u"Name"_s, {}, u"not known"_s, false, {}, canAsk ? askNameText() : QString()};
}

/// Who gave the name; one that was told only after the message, or is another by now, says so.
QString givenText(const MessageLog &log, const SeenParticipant &person, const NameHistory &names,
    const GivenName &name, MessageId message)
{
    if (name.by > message)
        return namedText(log, name.by, name.at) + u", after this message"_s;
    if (person.name == name.name)
        return namedText(log, name.by, name.at);
    const QString since = sinceText(log, {name.name, name.by, name.at});
    return names.isStillTheirs(message) ? since + u", now called "_s + shownName(person.name) : since;
}

/// What somebody was called when the message came; a name that was told only later says so.
Fact nameFact(const MessageLog &log, const RoomDirectory &directory, const Spoken &spoken, MessageId message)
{
    const QByteArray room = spoken.room.isEmpty() ? directory.onlyRoomOf(spoken.participant) : spoken.room;
    const SeenParticipant *person = directory.participant(room, spoken.participant);
    const NameHistory *names = directory.names().history(room, spoken.participant);
    const GivenName *name = person && names ? names->at(message) : nullptr;
    if (!name)
        return unknownName(directory, spoken, message);
    return {
        u"Name"_s, shownName(name->name), givenText(log, *person, *names, *name, message), false, name->by};
}

QString numberText(double number)
{
    return shownNumber(QByteArray::number(number, 'g', 15));
}

QString endedWord(Aspect aspect, double value)
{
    const QString number = numberText(value);
    switch (aspect) {
    case Aspect::Mute:
        return u"Muted"_s;
    case Aspect::Talking:
        return u"Talked"_s;
    case Aspect::Whisper:
        return u"In whisper room "_s + number;
    case Aspect::Sidebar:
        return u"In sidebar room "_s + number;
    default:
        return {};
    }
}

QString ageText(qint64 at, qint64 now)
{
    return at > 0 ? agoText(now - at) : QString();
}

} // namespace

QString tellerText(const MessageLog &log, MessageId by)
{
    const QString number = groupedNumber(qint64(by.value));
    if (!log.contains(by))
        return u"message "_s + number;
    switch (log.record(by).kind) {
    case MessageKind::Event:
        return u"event "_s + number;
    case MessageKind::Response:
        if (log.record(by).has(MessageFlag::StatusError))
            return u"answer %1: there is none"_s.arg(number);
        return (log.name(by).startsWith("get_") ? u"answer "_s : u"own request, answer "_s) + number;
    default:
        return u"message "_s + number;
    }
}

QString asOfText(const MessageLog &log, const ToldValue &told, qint64 now)
{
    return asOf(log, told.saidBy, ageText(told.saidAt, now), told);
}

QString asOfText(const MessageLog &log, const ToldPlace &told, qint64 now)
{
    return asOf(log, told.by, ageText(told.at, now), told);
}

QString stateText(Aspect aspect, double value)
{
    const QByteArray number = QByteArray::number(value, 'g', 15);
    switch (aspect) {
    case Aspect::Seat:
        return value == notSeated ? u"No seat"_s : u"Seat "_s + shownNumber(number);
    case Aspect::Layout:
        return u"Layout "_s + shownNumber(number);
    case Aspect::Talking:
        return value != 0 ? u"Talking"_s : u"Not talking"_s;
    case Aspect::Type:
        return participantTypeText(number).isEmpty() ? u"Type "_s + shownNumber(number)
                                                     : participantTypeText(number);
    case Aspect::SamplingRate:
        return shownNumber(number) + u" Hz"_s;
    case Aspect::Channels:
        return shownNumber(number) + (value == 1 ? u" channel"_s : u" channels"_s);
    default:
        break;
    }
    const QByteArray control = QByteArray::number(int(aspect));
    return controlLabel(control) + u' ' + controlValueText(control, number);
}

QString positionText(const StatedPlace &place)
{
    const Point &point = place.place.position;
    return u"x %1 y %2 z %3 cm"_s.arg(numberText(point.x), numberText(point.y), numberText(point.z));
}

QString headingText(const StatedPlace &place)
{
    const QString around = numberText(place.place.azimuth) + u'°';
    const double up = place.place.elevation;
    if (up == 0)
        return around;
    return around + u", "_s + numberText(std::abs(up)) + (up > 0 ? u"° up"_s : u"° down"_s);
}

QString placeText(const StatedPlace &place)
{
    return place.hasHeading ? positionText(place) + u", heading "_s + headingText(place)
                            : positionText(place);
}

QString namedText(const MessageLog &log, MessageId by, qint64 at)
{
    return by ? u"named %1, %2"_s.arg(clockText(at).left(8), tellerText(log, by)) : QString();
}

QList<Fact> earlierFacts(
    const MessageLog &log, const RoomDirectory &directory, MessageId message, MessageId claim)
{
    const Moment moment{message, claim};
    const Spoken spoken = spokenBy(log, message);
    const RoomState state(&log, &directory);
    QList<Fact> facts;
    if (spoken.aspect && (!spoken.participant.isEmpty() || spoken.aspect == Aspect::Layout))
        facts += valueBefore(log, state, spoken, moment);
    if (spoken.participant.isEmpty())
        return facts;
    if (spoken.type == EventType::SetParticipantPosition)
        facts += placeBefore(log, state, moment);
    if (spoken.type == EventType::SetName)
        facts += nameBefore(log, state, spoken, moment);
    if (!spoken.bringsName)
        facts += nameFact(log, directory, spoken, message);
    const bool saysPlace = bringsPlace(spoken.type) || spoken.type == EventType::AddParticipant;
    const auto place = saysPlace ? std::nullopt : placeFact(log, state, spoken, message);
    if (place)
        facts += *place;
    return facts;
}

QString endedText(const MessageLog &log, const RoomDirectory &directory, MessageId message, MessageId claim)
{
    const Spoken spoken = spokenBy(log, message);
    if (!spoken.aspect || spoken.value.value_or(1) != 0)
        return {};
    const RoomState state(&log, &directory);
    const ToldValue before = toldBefore(state, spoken, {message, claim});
    const QString word = before && before.value > 0 ? endedWord(*spoken.aspect, before.value) : QString();
    if (word.isEmpty() || !before.isConfirmed)
        return {};
    return u"%1 for %2, since %3"_s.arg(
        word, durationText(log.record(message).time - before.since), clockText(before.since));
}

} // namespace console
