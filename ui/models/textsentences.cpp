#include "lib/log/exchangelog.h"
#include "lib/protocol/catalogue.h"
#include "lib/protocol/classify.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/messagefacts.h"
#include "ui/models/sessiongaps.h"
#include "ui/models/text.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Above this no fact is read: the sentence then says what kind of message it is.
constexpr qsizetype largeBody = 1'000'000;

QString capitalised(QString text)
{
    // The first letter may stand behind an isolate.
    for (QChar &c : text) {
        if (c == QChar(0x2068))
            continue;
        c = c.toUpper();
        break;
    }
    return text;
}

/// Everything that the sentence of one event may speak of.
struct Told
{
    EventType type = EventType::Unknown;
    QByteArray sentName;
    QString person; ///< "Daniel Kim", "person 104"; empty: not sent
    bool named = false;
    QString room; ///< "room 1"; empty: not sent
    MessageFacts facts;

    QString whoOr(const QString &nobody) const { return person.isEmpty() ? nobody : capitalised(person); }
    QString who() const { return whoOr(u"A participant"_s); }
    QString where() const { return room.isEmpty() ? u"A room"_s : capitalised(room); }
};

Told toldBy(const EventWords &event)
{
    Told told{eventType(event.name), event.name, personText(event.person, event.participant),
        !event.person.isEmpty(), roomText(event.room),
        MessageFacts(event.text.size() > largeBody ? QByteArrayView("null") : event.text)};
    const QByteArray name = told.facts.name();
    if (told.type == EventType::AddParticipant && !name.isEmpty()) {
        told.person = safeText(name);
        told.named = true;
    }
    return told;
}

EventWords wordsOf(const MessageLog &log, MessageId id, const RoomDirectory *directory)
{
    EventWords event{log.record(id).kind, log.name(id), log.room(id), log.participant(id), {}, log.text(id)};
    if (directory)
        event.person = directory->nameOf(event.room, event.participant, id);
    return event;
}

bool isMute(const MessageFacts &facts)
{
    const QString value = controlValueText(facts.control(), facts.controlValue());
    return controlLabel(facts.control()) == u"Mute" && (value == u"on" || value == u"off");
}

QString stateTitle(const Told &told, const QString &who)
{
    const QByteArray control = told.facts.control();
    const QString value = controlValueText(control, told.facts.controlValue());
    if (control.isEmpty())
        return u"The state of %1 changed"_s.arg(who.isEmpty() ? u"a participant"_s : who);
    if (isMute(told.facts))
        return capitalised(who.isEmpty() ? u"a participant"_s : who)
            + (value == u"on" ? u" was muted"_s : u" was unmuted"_s);
    const QString label = controlLabel(control);
    const QString shown = label.isEmpty() ? u"Control "_s + safeText(control) : label;
    const QString owned = told.named && !who.isEmpty() ? u"%1 of %2"_s.arg(shown, who) : shown;
    return value.isEmpty() ? u"%1 changed"_s.arg(owned) : u"%1 was set to %2"_s.arg(owned, value);
}

QString everyoneTitle(const Told &told)
{
    const QString everyone = told.room.isEmpty() ? u"everyone"_s : u"everyone in "_s + told.room;
    if (isMute(told.facts))
        return stateTitle(told, everyone);
    return u"%1 for %2"_s.arg(stateTitle(told, {}), everyone);
}

QString seatTitle(const Told &told)
{
    const QByteArray seat = told.facts.seat();
    if (seat == "-1")
        return told.who() + u" has no seat"_s;
    return seat.isEmpty() ? told.who() + u" was seated"_s
                          : u"%1 was seated on seat %2"_s.arg(told.who(), shownNumber(seat));
}

QString moveTitle(const Told &told)
{
    const QString position = told.facts.position();
    return position.isEmpty() ? told.who() + u" moved"_s : u"%1 moved to %2"_s.arg(told.who(), position);
}

QString layoutTitle(const Told &told)
{
    const MessageField *layout = told.facts.find({"layout_id", "layout.id", "layout"});
    if (!layout)
        return u"The layout of %1 changed"_s.arg(told.room.isEmpty() ? u"a room"_s : told.room);
    return u"%1 has layout %2"_s.arg(told.where(), MessageFacts::shown(*layout));
}

QString nameTitle(const Told &told, const QByteArray &participant)
{
    const QByteArray name = told.facts.name();
    const QString who =
        participant.isEmpty() ? u"A participant"_s : u"Person "_s + isolated(shortenedId(participant));
    return name.isEmpty() ? who + u" was renamed"_s : u"%1 is now called %2"_s.arg(who, safeText(name));
}

QString customTitle(const Told &told)
{
    const QByteArray action = told.facts.text({"action"});
    if (action == "start-talking")
        return told.who() + u" started talking"_s;
    if (action == "stop-talking")
        return told.who() + u" stopped talking"_s;
    const QByteArray what = action.isEmpty() ? told.sentName : action;
    return what.isEmpty() ? u"Custom event"_s : u"Custom event “%1”"_s.arg(safeText(what));
}

QString eventTitle(const Told &told, const QByteArray &participant)
{
    switch (told.type) {
    case EventType::CreateRoom:
        return told.where() + u" was created"_s;
    case EventType::DestroyRoom:
        return told.where() + u" was destroyed"_s;
    case EventType::AddParticipant:
        return told.who() + u" joined"_s;
    case EventType::RemoveParticipant:
        return told.who() + u" left"_s;
    case EventType::SetParticipantSeat:
        return seatTitle(told);
    case EventType::SetParticipantPosition:
        return moveTitle(told);
    case EventType::SetParticipantState:
        return stateTitle(told, told.person);
    case EventType::SetAllParticipantsState:
        return everyoneTitle(told);
    case EventType::SetRoomLayout:
        return layoutTitle(told);
    case EventType::SetName:
        return nameTitle(told, participant);
    case EventType::Custom:
        return customTitle(told);
    case EventType::Unknown:
        break;
    }
    return u"Unknown event %1"_s.arg(safeText(told.sentName));
}

/// "State changed in room 1"; of a person without a name the title may not speak, so it is said here.
QString eventSubtitle(const Told &told)
{
    const QString label = eventLabel(told.sentName);
    if (!told.named && !told.person.isEmpty() && told.type == EventType::SetParticipantState
        && !isMute(told.facts))
        return told.room.isEmpty() ? told.person : u"%1 in %2"_s.arg(told.person, told.room);
    if (told.room.isEmpty())
        return u"%1; the message names no room"_s.arg(label);
    const bool moves = told.type == EventType::AddParticipant || told.type == EventType::RemoveParticipant;
    return moves ? u"%1 %2"_s.arg(label, told.room) : u"%1 in %2"_s.arg(label, told.room);
}

Sentence eventSentence(const EventWords &event)
{
    const Told told = toldBy(event);
    return {eventTitle(told, event.participant), eventSubtitle(told)};
}

Sentence otherSentence(const EventWords &event)
{
    const Told told = toldBy(event);
    const QString where = told.room.isEmpty() ? QString() : u" in "_s + told.room;
    if (told.sentName.isEmpty())
        return {u"A message of another kind"_s, u"Neither event nor response"_s + where};
    return {customTitle(told), u"Custom message without an event name"_s + where};
}

QString commandOf(const MessageLog &log, MessageId id)
{
    const QByteArray name = log.contains(id) ? log.name(id) : QByteArray();
    return name.isEmpty() ? u"The request"_s : safeText(name);
}

QString refusalReason(const MessageLog &log, MessageId response)
{
    const MessageRecord &record = log.record(response);
    const MessageFacts facts(log.text(response));
    if (const ErrorCode *known = Catalogue::builtIn().errorCode(record.code))
        return known->meaning;
    const QByteArray said = facts.text({"Error Description"});
    return said.isEmpty() ? u"no reason was given"_s : safeText(said);
}

QString refusalSubtitle(const MessageLog &log, const Exchange &exchange)
{
    const QByteArray said = MessageFacts(log.text(exchange.response)).text({"Error Description"});
    const QString command = commandOf(log, exchange.request);
    return said.isEmpty() ? command : u"%1: the server says “%2”"_s.arg(command, safeText(said));
}

Sentence answeredSentence(const MessageLog &log, const Exchange &exchange)
{
    const QByteArray status = log.contains(exchange.response)
        ? MessageFacts(log.text(exchange.response)).text({"Status"})
        : QByteArray();
    const bool late = exchange.state == ExchangeState::Late;
    QString title = u"%1 was answered %2"_s.arg(commandOf(log, exchange.request), safeText(status));
    if (exchange.latency >= 0)
        title += u" after "_s + durationText(exchange.latency);
    return {title, late ? u"Later than 10 s"_s : u"Matched by its echoed request"_s};
}

/// Whether the text is here; else it has been asked for.
bool isHere(const MessageLog &log, MessageId id)
{
    return !log.text(id).isNull() || log.hasText(id);
}

Sentence absentSentence(const MessageLog &log, MessageId id)
{
    const QString problem = log.textProblem(id);
    return problem.isEmpty() ? Sentence{u"Reading from the recording…"_s, {}}
                             : Sentence{u"This message cannot be read"_s, problem};
}

Sentence gapSentenceOf(const MessageLog &log, MessageId id)
{
    const QString length = gapLengthText(log.record(id).gapLength());
    const QString reason = gapReason(log.text(id));
    const QString unknown = u"What changed in between is not known"_s;
    return {u"Not connected for "_s + length,
        reason.isEmpty() ? unknown : visibleText(reason) + u". "_s + unknown};
}

} // namespace

Sentence sentenceOf(const MessageLog &log, MessageId id, const RoomDirectory *directory)
{
    if (!log.contains(id))
        return {u"This message is no longer in memory"_s, {}};
    if (!isHere(log, id))
        return absentSentence(log, id);
    const MessageRecord &record = log.record(id);
    switch (record.kind) {
    case MessageKind::Event:
    case MessageKind::Other:
        break;
    case MessageKind::Note:
        if (record.isGap())
            return gapSentenceOf(log, id);
        return {visibleText(QString::fromUtf8(log.text(id))), u"Said by the console"_s};
    case MessageKind::Malformed:
        return {capitalised(malformedReason(log.text(id), record.has(MessageFlag::Binary))),
            u"Malformed message of "_s + sizeText(log.textSize(id))};
    case MessageKind::Request:
        return {commandOf(log, id) + u" was sent"_s, u"Request"_s};
    case MessageKind::Response:
        return {u"A response"_s, u"Response"_s};
    }
    return sentenceOf(wordsOf(log, id, directory));
}

Sentence sentenceOf(const EventWords &event)
{
    return event.kind == MessageKind::Event ? eventSentence(event) : otherSentence(event);
}

Sentence sentenceOf(const MessageLog &log, const Exchange &exchange)
{
    const QString command = commandOf(log, exchange.request);
    if (log.contains(exchange.response) && !isHere(log, exchange.response))
        return absentSentence(log, exchange.response);
    switch (exchange.state) {
    case ExchangeState::Waiting:
        return {u"Waiting for an answer…"_s, command};
    case ExchangeState::Overdue:
        return {u"No answer yet"_s, command + u" is still open"_s};
    case ExchangeState::Lost:
        return {u"Lost when the connection ended"_s, command + u" was not answered"_s};
    case ExchangeState::Unmatched:
        return {u"A response that matches no request"_s, u"It echoes no request that is open"_s};
    case ExchangeState::Duplicate:
        return {u"A second response to an answered request"_s, u"Duplicate: nothing equal is open"_s};
    case ExchangeState::Refused:
        if (!log.contains(exchange.response))
            break;
        return {u"Refused: "_s + refusalReason(log, exchange.response), refusalSubtitle(log, exchange)};
    case ExchangeState::Answered:
    case ExchangeState::Late:
        break;
    }
    return answeredSentence(log, exchange);
}

} // namespace console
