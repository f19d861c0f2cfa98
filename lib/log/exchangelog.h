#pragma once

#include "lib/log/messagelog.h"

#include <QElapsedTimer>
#include <QHash>

namespace console {

enum class ExchangeState : quint8 {
    Waiting,
    Overdue, ///< no answer for 10 s; still open
    Answered,
    Refused, ///< answered with Status "ERROR"
    Late, ///< answered after it was overdue
    Lost, ///< the connection ended first
    Unmatched, ///< a response without a request
    Duplicate, ///< a response to a request answered before
};

/// A request and its response, or a response that stands alone.
struct Exchange
{
    MessageId request; ///< none for Unmatched and Duplicate
    MessageId response; ///< none while there is none
    qint64 startedAt = 0; ///< time of the first of the two, microseconds UTC
    qint64 latency = -1; ///< microseconds; -1: not known
    ExchangeState state = ExchangeState::Waiting;
};

/// The exchanges of a session in the order in which they began. GUI thread. Follows its log.
class ExchangeLog : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 overdueAfter = 10'000'000; ///< microseconds

    explicit ExchangeLog(MessageLog *log, QObject *parent = nullptr);

    const std::vector<Exchange> &exchanges() const { return m_exchanges; }
    /// Index of the exchange that this request or response belongs to; -1 if none.
    int indexOf(MessageId message) const;
    int waiting() const { return m_open; } ///< waiting and overdue
    int unmatched() const { return m_unmatched; } ///< unmatched and duplicate responses
    int requests() const { return m_requests; }

signals:
    void appended(int first, int count);
    void changed(int index);

private:
    void take(MessageId first, quint64 count, const BatchPointer &batch);
    void markOverdue();

    MessageLog *m_log;
    std::vector<Exchange> m_exchanges;
    QHash<MessageId, int> m_indexOf;
    int m_open = 0;
    int m_unmatched = 0;
    int m_requests = 0;
};

} // namespace console
