#pragma once

#include "lib/protocol/messagebatch.h"

#include <vector>

namespace console {

/// How long each of some responses took. A value, never changed once shared; usable on any thread.
class AnswerTimes
{
public:
    AnswerTimes() = default;
    explicit AnswerTimes(const std::vector<Match> &matches);

    /// Microseconds; -1: not known.
    qint64 latencyOf(MessageId response) const;

private:
    struct Entry
    {
        MessageId response;
        qint64 latency;
    };
    std::vector<Entry> m_entries; ///< ascending
};

} // namespace console
