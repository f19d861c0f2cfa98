#pragma once

#include "lib/protocol/ids.h"

#include <QByteArray>
#include <QHash>

#include <deque>
#include <optional>
#include <vector>

namespace console {

/// Knows which requests of one connection are unanswered, and finds the one a response echoes: the oldest
/// that is equal as JSON (protocol §2). Answers may come in any order. No clock, no thread: times are given.
class RequestMatcher
{
public:
    enum class Outcome { Matched, Unmatched, Duplicate };
    struct Answer
    {
        Outcome outcome = Outcome::Unmatched;
        MessageId request; ///< with Matched
        qint64 latency = 0; ///< microseconds, with Matched
    };

    /// Text that is no JSON is counted as outstanding, but no echo ever equals it.
    void sent(MessageId request, QByteArrayView json, qint64 steadyTime);
    /// @param echo  the value of the response's "Request"; empty: none was sent back.
    Answer answered(QByteArrayView echo, qint64 steadyTime);
    /// The connection ended: forgets all and answers the requests that got no response, oldest first.
    std::vector<MessageId> takeLost();
    qsizetype outstanding() const { return m_outstandingCount; }

private:
    struct Outstanding
    {
        MessageId request;
        qint64 sentAt = 0;
    };

    void remember(const QByteArray &digest);

    QHash<QByteArray, std::deque<Outstanding>> m_outstanding; ///< by canonical digest
    qsizetype m_outstandingCount = 0;
    std::deque<QByteArray> m_answered; ///< digests of the last 1 024 answered requests
    QHash<QByteArray, int> m_answeredCounts;
};

} // namespace console
