#pragma once

#include "lib/log/exchangelog.h"
#include "ui/models/navigator.h"

#include <unordered_map>
#include <vector>

namespace console {

/// What the statistics need of one request.
struct RequestFact
{
    StringId command; ///< none: its name was too long to keep, or it is gone
    bool requestIsGone = false; ///< from memory
    bool responseIsGone = false;
    ExchangeState state = ExchangeState::Waiting;
    qint32 code = 0; ///< the error code of a refusal; 0: none was sent, or it is gone
    qint64 answeredAt = 0; ///< microseconds UTC; 0: not answered
    qint64 latency = -1; ///< microseconds; -1: not answered
};

/// Durations in order. Percentiles are by nearest rank: of n values the one at place ceil(p / 100 × n), so
/// always one that was measured.
class Latencies
{
public:
    void add(qint64 latency) { m_sorted.push_back(latency); }
    void sort();

    size_t size() const { return m_sorted.size(); }
    /// Microseconds; -1: there are none. @param percent  1 to 100
    qint64 percentile(int percent) const;
    qint64 median() const { return percentile(50); }
    qint64 longest() const { return percentile(100); }
    const std::vector<qint64> &sorted() const { return m_sorted; } ///< microseconds, ascending

private:
    std::vector<qint64> m_sorted;
};

/// The requests with one command, or all of them.
struct CommandCount
{
    StringId command;
    bool isGone = false; ///< its requests have left the memory, and with them the command
    quint64 sent = 0;
    quint64 waiting = 0; ///< no answer yet, overdue ones too
    quint64 refused = 0; ///< answered with ERROR
    quint64 lost = 0; ///< the connection ended first
    Latencies latencies; ///< of all that were answered

    void add(const RequestFact &fact);
};

struct ErrorCount
{
    qint32 code = 0; ///< 0: none was sent
    bool isGone = false; ///< the responses have left the memory, and with them the code
    quint64 count = 0;
    qint64 last = 0; ///< time of the last answer with it, microseconds UTC
};

/// Counts requests by command and refusals by code. A value without a thread.
class RequestTally
{
public:
    RequestTally() = default;
    explicit RequestTally(const std::vector<RequestFact> &facts);

    const CommandCount &all() const { return m_all; }
    const std::vector<CommandCount> &commands() const { return m_commands; } ///< most sent first
    const std::vector<ErrorCount> &errors() const { return m_errors; } ///< most frequent first

private:
    void count(const RequestFact &fact);
    void countError(const RequestFact &fact);
    void arrange();

    CommandCount m_all;
    std::vector<CommandCount> m_commands;
    std::vector<ErrorCount> m_errors;
    std::unordered_map<quint64, size_t> m_placeOfCommand; ///< while counting
    std::unordered_map<qint64, size_t> m_placeOfCode; ///< while counting
};

/// The requests that were sent in a range; responses that answer nothing are none.
std::vector<RequestFact> requestFacts(
    const ExchangeLog &exchanges, const MessageLog &log, const TimeRange &range);

} // namespace console
