#include "ui/models/inspection.h"

#include "lib/rooms/roomdirectory.h"
#include "ui/models/numbers.h"
#include "ui/models/ownrequest.h"
#include "ui/models/provenance.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString spanText(qint64 microseconds)
{
    const qint64 seconds = std::max<qint64>(0, microseconds) / 1'000'000;
    const QLatin1Char zero('0');
    const QString minutes = u"%1:%2"_s.arg(seconds / 60 % 60, 2, 10, zero).arg(seconds % 60, 2, 10, zero);
    return seconds < 3600 ? minutes : u"%1:%2"_s.arg(seconds / 3600).arg(minutes);
}

Fact timeFact(const QString &label, qint64 time, qint64 sessionStart)
{
    const QString since = sessionStart > 0 ? spanText(time - sessionStart) + u" into session"_s : QString();
    return {label, clockText(time), since, true};
}

Fact messageFact(const MessageLog &log, MessageId id)
{
    return {u"Message"_s, groupedNumber(qint64(id.value)), sizeText(log.textSize(id))};
}

void addMarks(QList<Fact> &facts, const MessageRecord &record)
{
    if (record.has(MessageFlag::Binary))
        facts += {u"Form"_s, u"binary message"_s, u"the protocol knows text only"_s};
    if (record.has(MessageFlag::DuplicateKeys))
        facts += {u"Keys"_s, u"some repeat"_s, u"the last one counts"_s};
}

void addRequest(QList<Fact> &facts, const MessageLog &log, MessageId id, qint64 sessionStart)
{
    const QByteArray name = log.name(id);
    facts += {u"Request"_s, name.isEmpty() ? u"without a command"_s : safeText(name),
        sizeText(log.textSize(id)), true};
    facts += timeFact(u"Sent"_s, log.record(id).time, sessionStart);
}

QString matchedBy(const Exchange &exchange)
{
    switch (exchange.state) {
    case ExchangeState::Unmatched:
        return u"nothing: it echoes no open request"_s;
    case ExchangeState::Duplicate:
        return u"nothing: its request was answered before"_s;
    case ExchangeState::Answered:
    case ExchangeState::Refused:
    case ExchangeState::Late:
        return u"its echoed request"_s;
    default:
        return {};
    }
}

QList<Fact> exchangeFacts(const MessageLog &log, const Exchange &exchange, qint64 sessionStart)
{
    QList<Fact> facts;
    if (exchange.request && log.contains(exchange.request))
        addRequest(facts, log, exchange.request, sessionStart);
    if (exchange.response && log.contains(exchange.response)) {
        if (exchange.latency >= 0)
            facts += {u"Answered"_s, u"after "_s + durationText(exchange.latency), {}};
        else
            facts += timeFact(u"Received"_s, log.record(exchange.response).time, sessionStart);
    }
    if (!matchedBy(exchange).isEmpty())
        facts += {u"Matched by"_s, matchedBy(exchange), {}};
    const MessageId told =
        exchange.response && log.contains(exchange.response) ? exchange.response : exchange.request;
    if (told && log.contains(told)) {
        facts += messageFact(log, told);
        addMarks(facts, log.record(told));
    }
    return facts;
}

QString answerText(const MessageLog &log, const Exchange &exchange)
{
    if (exchange.state == ExchangeState::Lost)
        return u"not answered"_s;
    if (exchange.state == ExchangeState::Refused)
        return u"refused"_s;
    if (!log.contains(exchange.response))
        return u"no answer yet"_s;
    return log.record(exchange.response).has(MessageFlag::StatusOk) ? u"answered OK"_s : u"answered"_s;
}

QString timeBefore(const MessageLog &log, MessageId earlier, MessageId later)
{
    return durationText(log.record(later).time - log.record(earlier).time);
}

Fact noSameRequestFact(const OwnRequests &own)
{
    const QString label = u"Own request"_s;
    const QString seconds = QString::number(ownRequestSpan / 1'000'000);
    if (!own.before && own.isStartKnown)
        return {label, u"none"_s, u"nothing was asked before"_s};
    if (!own.isComparable)
        return {label, {}, u"not known, this event cannot be compared"_s};
    if (!own.isSpanKnown)
        return {label, u"none found"_s, u"not all within %1 s can be looked at"_s.arg(seconds), false, {}, {},
            u"not all of the %1 s before this event can be looked at"_s.arg(seconds)};
    return {label, u"none said the same"_s, u"within %1 s"_s.arg(seconds), false, {}, {},
        u"in the %1 s before this event"_s.arg(seconds)};
}

/// That the event came of it is not said: others may have asked for the same.
Fact sameRequestFact(const MessageLog &log, const OwnRequests &own, MessageId message)
{
    if (!own.same)
        return noSameRequestFact(own);
    const QString before = timeBefore(log, own.same->request, message);
    return {u"Own request"_s, groupedNumber(own.same->number) + u" said the same"_s,
        u"%1 before, %2"_s.arg(before, answerText(log, *own.same)), false, own.same->request};
}

QString requestText(const MessageLog &log, const Exchange &exchange)
{
    const QByteArray name = log.name(exchange.request);
    return groupedNumber(exchange.number) + u' ' + (name.isEmpty() ? u"without a command"_s : safeText(name));
}

/// What we asked for just before, whatever it was.
Fact requestBeforeFact(const MessageLog &log, const OwnRequests &own, MessageId message)
{
    const QString label = u"Asked before"_s;
    if (!own.before)
        return {label, {}, own.isStartKnown ? u"nothing"_s : u"not known, the start is not here"_s};
    const QString since = timeBefore(log, own.before->request, own.same ? own.same->request : message);
    return {label, requestText(log, *own.before),
        own.same ? u"%1 before %2"_s.arg(since, groupedNumber(own.same->number)) : since + u" before"_s,
        false, own.before->request};
}

QList<Fact> ownRequestFacts(const MessageLog &log, const OwnRequests &own, MessageId message)
{
    const Fact same = sameRequestFact(log, own, message);
    const bool saysAll = !own.same && !own.before && own.isStartKnown;
    return saysAll ? QList{same} : QList{same, requestBeforeFact(log, own, message)};
}

/// What holds already by the answer to an own request is not what was before an event that says the same.
MessageId claimOf(const OwnRequests &own)
{
    const bool isDone = own.same && own.same->state != ExchangeState::Refused;
    return isDone ? own.same->response : MessageId();
}

void addEarlier(Inspection &result, const MessageLog &log, const ExchangeLog &exchanges,
    const RoomDirectory &directory, MessageId message)
{
    OwnRequests own;
    if (log.record(message).isEvent()) {
        own = ownRequestsBefore(log, exchanges, message);
        result.awaited = own.awaited;
        result.facts += ownRequestFacts(log, own, message);
    }
    result.facts += earlierFacts(log, directory, message, claimOf(own));
    const QString ended = endedText(log, directory, message, claimOf(own));
    if (!ended.isEmpty())
        result.sentence.subtitle = ended;
}

void addPerson(Inspection &result, const MessageLog &log, const RoomDirectory *directory)
{
    result.room = log.room(result.message);
    result.participant = log.participant(result.message);
    const QString name =
        directory ? directory->nameOf(result.room, result.participant, result.message) : QString();
    if (!result.participant.isEmpty())
        result.person = name.isEmpty() ? u"this person"_s : isolated(visibleText(name, 40));
}

} // namespace

QList<Fact> withoutOffers(QList<Fact> facts)
{
    for (Fact &fact : facts)
        fact.offer.clear();
    return facts;
}

Inspection inspect(const MessageLog &log, const ExchangeLog &exchanges, const RoomDirectory *directory,
    MessageId message, qint64 sessionStart)
{
    Inspection result;
    result.message = message;
    result.sentence = sentenceOf(log, message, directory);
    if (!message || !log.contains(message))
        return result;
    const MessageRecord &record = log.record(message);
    result.kind = record.kind;
    result.type = eventType(log.name(message));
    addPerson(result, log, directory);
    const int index = exchanges.indexOf(message);
    if (index >= 0) {
        const Exchange &exchange = exchanges.exchanges()[size_t(index)];
        result.isExchange = true;
        result.state = exchange.state;
        result.request = log.contains(exchange.request) ? exchange.request : MessageId();
        result.response = log.contains(exchange.response) ? exchange.response : MessageId();
        result.sentence = sentenceOf(log, exchange);
        result.facts = exchangeFacts(log, exchange, sessionStart);
        if (directory && result.response)
            result.facts += earlierFacts(log, *directory, result.response);
        return result;
    }
    result.isGap = record.isGap();
    const bool isNote = record.kind == MessageKind::Note;
    if (result.isGap)
        result.facts += timeFact(u"From"_s, record.time - record.gapLength(), sessionStart);
    const QString label = result.isGap ? u"Until"_s : isNote ? u"Noted"_s : u"Received"_s;
    result.facts += timeFact(label, record.time, sessionStart);
    if (directory)
        addEarlier(result, log, exchanges, *directory, message);
    result.facts += messageFact(log, message);
    addMarks(result.facts, record);
    return result;
}

} // namespace console
