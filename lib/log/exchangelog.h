#pragma once

#include "lib/log/messagelog.h"

#include <QHash>
#include <QTimer>

#include <QHash>
#include <deque>

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
    int number = 0; ///< the request's place among the requests of the session, from 1; 0: no request
    ExchangeState state = ExchangeState::Waiting;
};

/// The exchanges of a session in the order in which they began. GUI thread. Follows its log: exchanges whose
/// rows have left it leave too, from the front, except that one which is still open keeps its place. At most
/// maximumCount.
class ExchangeLog : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 overdueAfter = 10'000'000; ///< microseconds
    static constexpr size_t maximumCount = 250'000;

    explicit ExchangeLog(MessageLog *log, QObject *parent = nullptr);

    /// False: what comes was recorded, and is overdue or late by the log's own time. @pre nothing came yet
    void setLive(bool live) { m_live = live; }
    bool isLive() const { return m_live; }
    /// False: rows of the session are missing in the midst of those that came, as a recording tells.
    void setWhole(bool whole) { m_whole = whole; }
    bool isWhole() const { return m_whole; }

    const std::vector<Exchange> &exchanges() const { return m_exchanges; }
    quint64 removed() const { return m_removed; } ///< exchanges that have left at the front
    /// Index of the exchange that this request or response belongs to; -1 if none.
    int indexOf(MessageId message) const;
    int waiting() const { return m_open; } ///< waiting and overdue
    int unmatched() const { return m_unmatched; } ///< unmatched and duplicate responses of the session
    int requests() const { return m_requests; } ///< of the session
    int requestsLeft() const { return m_requestsLeft; } ///< of these, removed at the front
    /// When the last of those that left was sent, microseconds UTC; 0: none has left.
    qint64 leftUntil() const { return m_leftUntil; }

signals:
    void appended(int first, int count);
    void changed(int index);
    void removedFromFront(int count); ///< the first `count` are gone; all indexes are smaller by it

private:
    void take(MessageId first, quint64 count, const BatchPointer &batch);
    void add(const MessageRecord &record, MessageId id);
    void addRequest(const MessageRecord &record, MessageId id);
    void addLoneResponse(const MessageRecord &record, MessageId id);
    void push(const Exchange &exchange, MessageId message);
    int answer(const Match &match, const MessageBatch &batch);
    int lose(MessageId request);
    void end(Exchange &exchange, ExchangeState state);
    ExchangeState stateAfter(const Exchange &exchange, MessageFlags flags) const;
    void markOverdue();
    qint64 now() const; ///< microseconds UTC
    void scheduleOverdue();
    void rowsRemoved(MessageId newFirst);
    void removeFront(size_t count);
    void countLeaving(const Exchange &exchange);

    MessageLog *m_log;
    std::vector<Exchange> m_exchanges;
    QHash<MessageId, quint64> m_placeOf; ///< message → index, counted from the first exchange ever
    std::deque<quint64> m_notYetOverdue; ///< places of requests in the order sent; answered ones are skipped
    QTimer m_overdueTimer;
    quint64 m_removed = 0;
    int m_open = 0;
    int m_unmatched = 0;
    int m_requests = 0;
    int m_requestsLeft = 0;
    qint64 m_leftUntil = 0;
    bool m_live = true;
    bool m_whole = true;
};

} // namespace console
