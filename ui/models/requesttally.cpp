#include "ui/models/requesttally.h"

#include <algorithm>
#include <limits>

namespace console {

namespace {

/// Stands among commands and codes for those that are gone.
constexpr qint64 goneKey = std::numeric_limits<qint64>::max();

bool isWaiting(ExchangeState state)
{
    return state == ExchangeState::Waiting || state == ExchangeState::Overdue;
}

RequestFact factOf(const Exchange &exchange, const MessageLog &log)
{
    RequestFact fact{.state = exchange.state};
    fact.requestIsGone = !log.contains(exchange.request);
    if (!fact.requestIsGone)
        fact.command = log.record(exchange.request).name;
    if (!exchange.response)
        return fact;
    fact.latency = exchange.latency;
    fact.answeredAt = exchange.startedAt + exchange.latency;
    fact.responseIsGone = !log.contains(exchange.response);
    if (fact.responseIsGone)
        return fact;
    const MessageRecord &response = log.record(exchange.response);
    fact.answeredAt = response.time;
    // A late answer may be a refusal too: the response itself tells.
    if (response.has(MessageFlag::StatusError)) {
        fact.state = ExchangeState::Refused;
        fact.code = response.code;
    }
    return fact;
}

} // namespace

void Latencies::sort()
{
    std::sort(m_sorted.begin(), m_sorted.end());
}

qint64 Latencies::percentile(int percent) const
{
    if (m_sorted.empty())
        return -1;
    const size_t rank = (m_sorted.size() * size_t(percent) + 99) / 100;
    return m_sorted[std::max<size_t>(rank, 1) - 1];
}

void CommandCount::add(const RequestFact &fact)
{
    ++sent;
    waiting += isWaiting(fact.state);
    refused += fact.state == ExchangeState::Refused;
    lost += fact.state == ExchangeState::Lost;
    if (fact.latency >= 0)
        latencies.add(fact.latency);
}

RequestTally::RequestTally(const std::vector<RequestFact> &facts)
{
    for (const RequestFact &fact : facts)
        count(fact);
    arrange();
}

void RequestTally::count(const RequestFact &fact)
{
    m_all.add(fact);
    const quint64 key = fact.requestIsGone ? quint64(goneKey) : fact.command.value;
    const auto [place, isNew] = m_placeOfCommand.try_emplace(key, m_commands.size());
    if (isNew)
        m_commands.push_back({.command = fact.command, .isGone = fact.requestIsGone});
    m_commands[place->second].add(fact);
    if (fact.state == ExchangeState::Refused)
        countError(fact);
}

void RequestTally::countError(const RequestFact &fact)
{
    const qint64 key = fact.responseIsGone ? goneKey : fact.code;
    const auto [place, isNew] = m_placeOfCode.try_emplace(key, m_errors.size());
    if (isNew)
        m_errors.push_back({.code = fact.code, .isGone = fact.responseIsGone});
    ErrorCount &error = m_errors[place->second];
    ++error.count;
    error.last = std::max(error.last, fact.answeredAt);
}

void RequestTally::arrange()
{
    m_placeOfCommand.clear();
    m_placeOfCode.clear();
    m_all.latencies.sort();
    for (CommandCount &command : m_commands)
        command.latencies.sort();
    std::stable_sort(m_commands.begin(), m_commands.end(),
        [](const CommandCount &left, const CommandCount &right) { return left.sent > right.sent; });
    std::stable_sort(m_errors.begin(), m_errors.end(),
        [](const ErrorCount &left, const ErrorCount &right) { return left.count > right.count; });
}

std::vector<RequestFact> requestFacts(
    const ExchangeLog &exchanges, const MessageLog &log, const TimeRange &range)
{
    const std::vector<Exchange> &all = exchanges.exchanges();
    const auto at = [&all](qint64 time) {
        return std::partition_point(
            all.begin(), all.end(), [time](const Exchange &exchange) { return exchange.startedAt < time; });
    };
    std::vector<RequestFact> facts;
    const auto end = at(range.until);
    for (auto exchange = at(range.from); exchange < end; ++exchange)
        if (exchange->request)
            facts.push_back(factOf(*exchange, log));
    return facts;
}

} // namespace console
