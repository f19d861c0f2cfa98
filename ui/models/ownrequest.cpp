#include "ui/models/ownrequest.h"

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
    return log.contains(message) && log.hasText(message) && log.textSize(message) <= Statement::maximumSize;
}

bool saidSame(const MessageLog &log, MessageId request, MessageId event)
{
    const QByteArray command = log.name(request);
    const EventType type = subjectOf(log.name(event));
    if (command.startsWith("get_") || subjectOf(command) != type || log.room(request) != log.room(event)
        || log.participant(request) != log.participant(event))
        return false;
    return saySame(Statement(log.text(request), StatementForm::Event),
        Statement(log.text(event), StatementForm::Event), type);
}

} // namespace

const Exchange *ownRequestBefore(const MessageLog &log, const ExchangeLog &exchanges, MessageId event)
{
    if (!isReadable(log, event) || log.record(event).kind != MessageKind::Event || log.room(event).isEmpty())
        return nullptr;
    const qint64 time = log.record(event).time;
    const std::vector<Exchange> &all = exchanges.exchanges();
    const auto later = std::ranges::upper_bound(all, time, {}, &Exchange::startedAt);
    int left = maximumLookedAt;
    for (auto exchange = later; exchange != all.begin() && left > 0; --left) {
        --exchange;
        if (exchange->startedAt < time - ownRequestSpan)
            break;
        const bool isEarlier = exchange->request && exchange->request < event;
        if (isEarlier && exchange->state != ExchangeState::Refused && isReadable(log, exchange->request)
            && saidSame(log, exchange->request, event))
            return &*exchange;
    }
    return nullptr;
}

} // namespace console
