#include "lib/log/exchangelog.h"

#include <algorithm>
#include <chrono>

namespace console {

namespace {

bool isOpen(const Exchange &exchange)
{
    return exchange.state == ExchangeState::Waiting || exchange.state == ExchangeState::Overdue;
}

} // namespace

ExchangeLog::ExchangeLog(MessageLog *log, QObject *parent) : QObject(parent), m_log(log)
{
    m_overdueTimer.setSingleShot(true);
    connect(&m_overdueTimer, &QTimer::timeout, this, &ExchangeLog::markOverdue);
    connect(log, &MessageLog::appended, this, &ExchangeLog::take);
    connect(log, &MessageLog::removedFromFront, this, &ExchangeLog::rowsRemoved);
}

int ExchangeLog::indexOf(MessageId message) const
{
    const auto place = m_placeOf.constFind(message);
    return place == m_placeOf.constEnd() ? -1 : int(*place - m_removed);
}

void ExchangeLog::take(MessageId first, quint64 count, const BatchPointer &batch)
{
    const int known = int(m_exchanges.size());
    for (quint64 row = 0; row < count; ++row)
        add(batch->rows[row], first + row);
    std::vector<int> changes;
    for (const Match &match : batch->matches)
        changes.push_back(answer(match, *batch));
    for (const MessageId request : batch->lost)
        changes.push_back(lose(request));
    if (int(m_exchanges.size()) > known)
        emit appended(known, int(m_exchanges.size()) - known);
    for (const int index : changes) {
        if (index >= 0 && index < known)
            emit changed(index);
    }
    if (m_exchanges.size() > maximumCount)
        removeFront(m_exchanges.size() - maximumCount + maximumCount / 5);
    if (m_live)
        scheduleOverdue();
    else
        markOverdue();
}

qint64 ExchangeLog::now() const
{
    using namespace std::chrono;
    return m_live ? duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()
                  : m_log->lastTime();
}

void ExchangeLog::add(const MessageRecord &record, MessageId id)
{
    if (record.kind == MessageKind::Request)
        addRequest(record, id);
    else if (record.kind == MessageKind::Response)
        addLoneResponse(record, id);
}

void ExchangeLog::addRequest(const MessageRecord &record, MessageId id)
{
    Exchange exchange;
    exchange.request = id;
    exchange.startedAt = record.time;
    exchange.number = ++m_requests;
    ++m_open;
    push(exchange, id);
    m_notYetOverdue.push_back(m_placeOf.value(id));
}

/// Responses that answer a request come with a match; the others stand alone.
void ExchangeLog::addLoneResponse(const MessageRecord &record, MessageId id)
{
    const bool duplicate = record.has(MessageFlag::DuplicateResponse);
    if (!duplicate && !record.has(MessageFlag::Unmatched))
        return;
    Exchange exchange;
    exchange.response = id;
    exchange.startedAt = record.time;
    exchange.state = duplicate ? ExchangeState::Duplicate : ExchangeState::Unmatched;
    ++m_unmatched;
    push(exchange, id);
}

void ExchangeLog::push(const Exchange &exchange, MessageId message)
{
    m_placeOf.insert(message, m_removed + m_exchanges.size());
    m_exchanges.push_back(exchange);
}

/// Index of the exchange that this ends; -1: it has left already.
int ExchangeLog::answer(const Match &match, const MessageBatch &batch)
{
    const int index = indexOf(match.request);
    if (index < 0)
        return index;
    Exchange &exchange = m_exchanges[size_t(index)];
    exchange.response = match.response;
    exchange.latency = match.latency;
    m_placeOf.insert(match.response, m_removed + quint64(index));
    end(exchange, stateAfter(exchange, batch.rows[match.response.value - batch.first.value].flags()));
    return index;
}

int ExchangeLog::lose(MessageId request)
{
    const int index = indexOf(request);
    if (index >= 0 && isOpen(m_exchanges[size_t(index)]))
        end(m_exchanges[size_t(index)], ExchangeState::Lost);
    return index;
}

void ExchangeLog::end(Exchange &exchange, ExchangeState state)
{
    if (isOpen(exchange))
        --m_open;
    exchange.state = state;
}

ExchangeState ExchangeLog::stateAfter(const Exchange &exchange, MessageFlags flags) const
{
    if (flags.testFlag(MessageFlag::StatusError))
        return ExchangeState::Refused;
    const bool late = exchange.state == ExchangeState::Overdue || exchange.latency >= overdueAfter;
    return late ? ExchangeState::Late : ExchangeState::Answered;
}

/// The oldest requests stand first, so one look at the front is enough.
void ExchangeLog::markOverdue()
{
    const qint64 before = now() - overdueAfter;
    while (!m_notYetOverdue.empty()) {
        const quint64 place = m_notYetOverdue.front();
        Exchange *exchange = place < m_removed ? nullptr : &m_exchanges[place - m_removed];
        const bool waiting = exchange && exchange->state == ExchangeState::Waiting;
        if (waiting && exchange->startedAt > before)
            break;
        m_notYetOverdue.pop_front();
        if (waiting) {
            exchange->state = ExchangeState::Overdue;
            emit changed(int(place - m_removed));
        }
    }
    if (m_live)
        scheduleOverdue();
}

void ExchangeLog::scheduleOverdue()
{
    const auto isOver = [this](quint64 place) {
        return place < m_removed || m_exchanges[place - m_removed].state != ExchangeState::Waiting;
    };
    while (!m_notYetOverdue.empty() && isOver(m_notYetOverdue.front()))
        m_notYetOverdue.pop_front();
    if (m_notYetOverdue.empty())
        return m_overdueTimer.stop();
    const qint64 due = m_exchanges[m_notYetOverdue.front() - m_removed].startedAt + overdueAfter;
    const qint64 wait = (due - now()) / 1000 + 1;
    m_overdueTimer.start(int(std::clamp<qint64>(wait, 0, overdueAfter / 1000)));
}

void ExchangeLog::rowsRemoved(MessageId newFirst)
{
    const auto stays = std::ranges::find_if(m_exchanges, [newFirst](const Exchange &exchange) {
        return isOpen(exchange) || std::max(exchange.request, exchange.response) >= newFirst;
    });
    removeFront(size_t(stays - m_exchanges.begin()));
}

void ExchangeLog::countLeaving(const Exchange &exchange)
{
    if (!exchange.request)
        return;
    ++m_requestsLeft;
    m_leftUntil = exchange.startedAt;
}

void ExchangeLog::removeFront(size_t count)
{
    if (count == 0)
        return;
    for (size_t index = 0; index < count; ++index) {
        m_open -= isOpen(m_exchanges[index]) ? 1 : 0;
        countLeaving(m_exchanges[index]);
        m_placeOf.remove(m_exchanges[index].request);
        m_placeOf.remove(m_exchanges[index].response);
    }
    m_exchanges.erase(m_exchanges.begin(), m_exchanges.begin() + qptrdiff(count));
    m_removed += count;
    emit removedFromFront(int(count));
}

} // namespace console
