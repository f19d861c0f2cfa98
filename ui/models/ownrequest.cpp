#include "ui/models/ownrequest.h"

#include "lib/log/stringpool.h"
#include "lib/rooms/statement.h"

#include <algorithm>

namespace console {

namespace {

constexpr int maximumLookedAt = 200; ///< requests

template <typename Value>
bool isSame(const std::optional<Value> &left, const std::optional<Value> &right)
{
    return left && left == right;
}

bool isSamePosition(const Statement &left, const Statement &right)
{
    const auto from = left.place();
    const auto to = right.place();
    return from && to && from->place.position == to->place.position;
}

/// Of what has no facts of its own the ids tell all.
bool saySame(const Statement &left, const Statement &right, EventType type)
{
    switch (type) {
    case EventType::SetParticipantState:
    case EventType::SetAllParticipantsState:
        return left.control() != 0 && left.control() == right.control()
            && isSame(left.value(), right.value());
    case EventType::SetParticipantSeat:
        return isSame(left.seat(), right.seat());
    case EventType::SetParticipantPosition:
        return isSamePosition(left, right);
    case EventType::SetRoomLayout:
        return isSame(left.layout(), right.layout());
    case EventType::SetName:
        return !left.name().isEmpty() && left.name() == right.name();
    case EventType::Custom:
    case EventType::Unknown:
        return false;
    default:
        return true;
    }
}

bool isReadable(const MessageLog &log, MessageId message)
{
    return log.hasText(message) && log.textSize(message) <= Statement::maximumSize;
}

/// A full pool has one word for all ids that are new: whose it is nobody can tell.
bool hasSharedId(const MessageRecord &record)
{
    constexpr StringId shared{quint32(StringPool::maximumCount)};
    return record.room == shared || record.participant == shared;
}

bool isComparable(const MessageLog &log, MessageId event)
{
    const EventType type = subjectOf(log.name(event));
    return log.record(event).kind == MessageKind::Event && type != EventType::Custom
        && type != EventType::Unknown && !log.room(event).isEmpty() && !hasSharedId(log.record(event))
        && isReadable(log, event);
}

/// Whether a request is about whom an event names, as far as that can be seen without its text.
bool isAboutSame(const MessageLog &log, MessageId request, MessageId event)
{
    const QByteArray command = log.name(request);
    const EventType told = subjectOf(log.name(event));
    if (command.startsWith("get_") || log.room(request) != log.room(event))
        return false;
    if (subjectOf(command) == EventType::SetAllParticipantsState && told == EventType::SetParticipantState)
        return true;
    return subjectOf(command) == told && log.participant(request) == log.participant(event);
}

bool saidSame(const MessageLog &log, MessageId request, MessageId event)
{
    return saySame(Statement(log.text(request), StatementForm::Event),
        Statement(log.text(event), StatementForm::Event), subjectOf(log.name(event)));
}

/// Goes through our requests before a message, the latest first; rows that have left are passed over.
class Backwards
{
public:
    Backwards(const MessageLog &log, const ExchangeLog &exchanges, MessageId message)
        : m_log(log), m_all(exchanges.exchanges()), m_message(message),
          m_next(std::ranges::upper_bound(m_all, log.record(message).time, {}, &Exchange::startedAt))
    {
    }

    const Exchange *next() ///< null: there is none left
    {
        while (m_next != m_all.begin()) {
            const Exchange &exchange = *--m_next;
            if (exchange.request && exchange.request < m_message && m_log.contains(exchange.request))
                return &exchange;
        }
        return nullptr;
    }

private:
    const MessageLog &m_log;
    const std::vector<Exchange> &m_all;
    MessageId m_message;
    std::vector<Exchange>::const_iterator m_next;
};

/// Is the log's first row the first of its session? Recordings may begin in the midst of one.
bool beginsWithConnecting(const MessageLog &log)
{
    MessageId row = log.first();
    while (row < log.end() && log.record(row).kind == MessageKind::Note && !log.record(row).isOpening())
        row = row + 1;
    return log.leftRows() == 0 && row < log.end() && log.record(row).isOpening();
}

/// One that is still open keeps its place when its row has left.
bool hasLost(const MessageLog &log, const ExchangeLog &exchanges)
{
    const std::vector<Exchange> &all = exchanges.exchanges();
    const bool isFirstHere = all.empty() || !all.front().request || log.contains(all.front().request);
    return exchanges.requestsLeft() > 0 || !isFirstHere;
}

/// Is every request here that was sent at `time` or later?
bool isAllKnownSince(const MessageLog &log, const ExchangeLog &exchanges, qint64 time)
{
    if (!exchanges.isWhole())
        return false;
    if (log.firstTime() < time)
        return exchanges.leftUntil() < time; // they are fewer than the rows
    return !hasLost(log, exchanges) && (exchanges.isLive() || beginsWithConnecting(log));
}

/// Takes note of a request that cannot be compared now.
void pass(OwnRequests &found, const MessageLog &log, MessageId request)
{
    found.isSpanKnown = false;
    if (!log.hasText(request) && log.text(request).isNull()) // which asks for it
        found.awaited = request;
}

/// True: this is the one, and no other needs to be looked at.
bool take(OwnRequests &found, const MessageLog &log, const Exchange &exchange, MessageId event)
{
    const bool isUnread = !isReadable(log, exchange.request);
    const bool hasUnreadIds = isUnread && log.record(exchange.request).has(MessageFlag::Unpooled);
    if (!hasUnreadIds && !isAboutSame(log, exchange.request, event))
        return false;
    if (isUnread) {
        pass(found, log, exchange.request);
        return false;
    }
    const bool isRefused = exchange.state == ExchangeState::Refused;
    if ((isRefused && found.same) || !saidSame(log, exchange.request, event))
        return false;
    found.same = &exchange;
    return !isRefused;
}

void findSame(OwnRequests &found, const MessageLog &log, const ExchangeLog &exchanges, MessageId event)
{
    const qint64 from = log.record(event).time - ownRequestSpan;
    found.isSpanKnown = isAllKnownSince(log, exchanges, from);
    Backwards requests(log, exchanges, event);
    int left = maximumLookedAt;
    while (const Exchange *exchange = requests.next()) {
        if (exchange->startedAt < from)
            return;
        if (left-- == 0)
            return void(found.isSpanKnown = false);
        if (take(found, log, *exchange, event))
            return;
    }
}

} // namespace

OwnRequests ownRequestsBefore(const MessageLog &log, const ExchangeLog &exchanges, MessageId event)
{
    OwnRequests found;
    found.isComparable = isComparable(log, event);
    if (found.isComparable)
        findSame(found, log, exchanges, event);
    found.before = Backwards(log, exchanges, found.same ? found.same->request : event).next();
    found.isStartKnown = isAllKnownSince(log, exchanges, 0);
    return found;
}

} // namespace console
