#pragma once

#include "lib/connection/connectionstatus.h"
#include "lib/log/exchangelog.h"
#include "ui/models/lanecounts.h"
#include "ui/models/logfeed.h"
#include "ui/models/sessiongaps.h"
#include "ui/models/sessionhistogram.h"
#include "ui/models/timescale.h"

#include <functional>
#include <optional>

namespace console {

/// One row of the timeline.
struct Lane
{
    enum class Kind : quint8 {
        Requests,
        Events,
        Malformed,
        More, ///< the types that found no lane of their own; opens and closes
    };
    Kind kind = Kind::Events;
    EventType type = EventType::Unknown; ///< with Events
    QString label;
    QByteArray group = {}; ///< event group, for filters; empty: not one group
    quint64 count = 0; ///< in the whole session
    LaneColumns columns{};
};

/// One event of a lane, or several that stand too close to tell apart.
struct EventMark
{
    MessageId first;
    qint64 time = 0; ///< of the first
    quint64 count = 1;
    int emphasis = 0; ///< the strongest of them, as the caller judges
};

/// One request with its answer, or several that stand too close to tell apart.
struct RequestMark
{
    MessageId message; ///< the request; of a response that stands alone the response
    qint64 from = 0;
    qint64 until = 0; ///< time of the answer; 0: there is none
    ExchangeState state = ExchangeState::Waiting;
    quint64 count = 1;
    int emphasis = 0;

    bool isOpen() const { return state == ExchangeState::Waiting || state == ExchangeState::Overdue; }
};

/// Alone knows what the timeline shows: which lanes there are, and what lies in each between two times.
/// Counts as messages arrive, so that one minute and three days cost the same. Announces with its feed. GUI
/// thread.
class TimelineModel : public QObject
{
    Q_OBJECT
public:
    static constexpr size_t maximumLanes = 11; ///< besides the one for more types
    using Judge = std::function<int(MessageId, const MessageRecord &)>;
    using Clock = std::function<qint64()>;

    /// @param feed, exchanges  of the same log; they must outlive the model.
    TimelineModel(LogFeed *feed, const ExchangeLog *exchanges, QObject *parent = nullptr);

    const ExchangeLog *exchanges() const { return m_exchanges; }

    const MessageLog *log() const { return m_feed->log(); }
    const std::vector<Lane> &lanes() const { return m_lanes; }
    bool isExpanded() const { return m_expanded; }
    const SessionHistogram &session() const { return m_session; }
    const SessionGaps &gaps() const { return m_gaps; }

    /// The right end of time: the clock while it goes on, else the last message; 0 before the first.
    qint64 now() const;
    qint64 sessionStart() const { return m_session.start(); } ///< 0 before the first message
    bool isLive() const { return m_live; }
    bool timeGoesOn() const { return m_live || m_comesBack; }
    void setClock(Clock clock) { m_clock = std::move(clock); } ///< microseconds UTC

    /// The lane in which a message stands; -1 if in none.
    int laneOf(MessageId message) const;
    /// How the exchange of a request or response stands; null for other messages.
    std::optional<ExchangeState> exchangeState(MessageId message) const;
    /// Events in a range; of Requests also responses that stand alone. Exact up to 2³².
    quint64 count(int lane, const TimeRange &range) const;
    /// Events in each bin (edges[i] to edges[i + 1]) of each lane: counts[lane][bin].
    std::vector<std::vector<quint32>> bins(const std::vector<qint64> &edges) const;
    /// Events closer to the first of a mark than `mergeWithin` microseconds are one mark; a mark of several
    /// reaches four times as far, so that its number has room beside it.
    /// @param judge  emphasis of an event; null: 0.
    std::vector<EventMark> marks(
        int lane, const TimeRange &range, qint64 mergeWithin, const Judge &judge = {}) const;
    std::vector<RequestMark> requests(
        const TimeRange &range, qint64 mergeWithin, const Judge &judge = {}) const;
    /// The neighbour in the lane: direction 1 or -1. None at its ends.
    MessageId neighbour(int lane, MessageId message, int direction) const;
    /// The event of the lane that is nearest in time; none if it is empty.
    MessageId nearest(int lane, qint64 time) const;

public slots:
    /// Time goes on without messages while connected, and while a lost connection is to come back by itself.
    /// Else it stands still, so that what is looked at stays where it is.
    void setConnection(const console::ConnectionStatus &status);
    /// setConnection() of a session that is connected, or never was.
    void setLive(bool live) { setTime(live, false, 0); }
    void setExpanded(bool expanded);

signals:
    void lanesChanged(); ///< other lanes than before
    void advanced(); ///< more messages, or time began or ceased to go on

private:
    void setTime(bool live, bool comesBack, qint64 lostAt);
    void take(MessageId first, quint64 count, const BatchPointer &batch);
    void countRows(const MessageRecord *rows, size_t count);
    void catchUp(MessageId to);
    void announce(MessageId from, MessageId to);
    void arrange();
    bool arrangementIsDue() const;
    std::vector<Lane> candidates() const;
    Lane typeLane(EventType type) const;
    Lane nameLane(size_t column) const;
    std::vector<size_t> namesByCount() const;
    Lane moreLane(const std::vector<Lane> &hidden) const;
    void updateCounts();
    quint64 total(const LaneColumns &columns) const;
    quint64 exchangesIn(const TimeRange &range) const;
    MessageId rowAt(qint64 time) const;

    LogFeed *m_feed;
    const ExchangeLog *m_exchanges;
    LaneCounts m_counts;
    SessionHistogram m_session;
    SessionGaps m_gaps;
    std::vector<Lane> m_lanes;
    std::array<qint8, LaneCounts::columnCount> m_laneOfColumn{};
    Clock m_clock;
    bool m_live = false;
    bool m_comesBack = false;
    bool m_expanded = false;
    quint64 m_arrangedSeen = 0; ///< columns that held something at the last arrangement
    quint64 m_arrangedNamed = 0; ///< messages with names of their own at the last arrangement
};

} // namespace console
