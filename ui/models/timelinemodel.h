#pragma once

#include "lib/connection/connectionstatus.h"
#include "lib/log/exchangelog.h"
#include "ui/models/lanes.h"
#include "ui/models/logfeed.h"
#include "ui/models/sessiongaps.h"
#include "ui/models/sessionhistogram.h"
#include "ui/models/timescale.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace console {

/// One event of a lane, or several that stand too close to tell apart.
struct EventMark
{
    MessageId first;
    qint64 time = 0; ///< of the first
    quint64 count = 1;
    int emphasis = 0; ///< the strongest of them, as the caller judges
    EventType type = EventType::Unknown; ///< of several the one that says most
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

/// What is counted apart within a lane.
enum class LaneLayer { Facts, Moves };

/// Which events of a lane are to be marked.
struct MarkQuery
{
    int lane = 0;
    LaneLayer layer = LaneLayer::Facts;
    qint64 from = 0; ///< microseconds UTC
    friend bool operator==(const MarkQuery &, const MarkQuery &) = default;
};

/// Events in each bin of a lane.
struct LaneBins
{
    const std::vector<quint32> &of(LaneLayer layer) const
    {
        return layer == LaneLayer::Facts ? facts : moves;
    }
    std::vector<quint32> facts;
    std::vector<quint32> moves; ///< empty where the lane counts none apart
};

/// Alone knows what the timeline shows: which lanes there are, and what lies in each between two times.
/// Counts as messages arrive, so that one minute and three days cost the same. Announces with its feed. GUI
/// thread.
class TimelineModel : public QObject
{
    Q_OBJECT
public:
    using Judge = std::function<int(MessageId, const MessageRecord &)>;
    using Clock = std::function<qint64()>;

    /// @param feed, exchanges, directory  of the same log; they must outlive the model. The directory may be
    /// null: then nobody has a name.
    TimelineModel(LogFeed *feed, const ExchangeLog *exchanges, const RoomDirectory *directory = nullptr,
        QObject *parent = nullptr);

    const ExchangeLog *exchanges() const { return m_exchanges; }

    const MessageLog *log() const { return m_feed->log(); }
    const std::vector<Lane> &lanes() const { return m_lanes; }
    LaneGrouping grouping() const { return m_grouping; }
    const SessionHistogram &session() const { return m_session; }
    const SessionGaps &gaps() const { return m_gaps; }

    /// The right end of time: the clock while it goes on, else the last message; 0 before the first. Stands
    /// still during a pause.
    qint64 now() const;
    qint64 sessionStart() const { return m_session.start(); } ///< 0 before the first message
    /// When the session was first connected, microseconds UTC; 0: no row says so.
    qint64 openedAt() const { return m_openedAt; }
    bool isLive() const { return m_live; }
    bool isPaused() const { return m_pausedAt.has_value(); }
    quint64 heldBack() const { return m_feed->heldBack(); } ///< rows that came during the pause
    bool timeGoesOn() const { return m_live || m_comesBack; }
    void setClock(Clock clock) { m_clock = std::move(clock); } ///< microseconds UTC

    /// The lane in which a message stands; -1 if in none.
    int laneOf(MessageId message) const;
    EventType typeOf(MessageId message) const; ///< Unknown of what is no event, or of no known type
    /// How the exchange of a request or response stands; null for other messages.
    std::optional<ExchangeState> exchangeState(MessageId message) const;
    /// Events in a range; of Requests also responses that stand alone. Exact up to 2³².
    quint64 count(int lane, const TimeRange &range) const;
    quint64 count(int lane, LaneLayer layer, const TimeRange &range) const;
    quint64 countEvents(const TimeRange &range) const; ///< of all lanes: rows that MessageRecord::isEvent()
    MessageId newestEvent() const; ///< of all lanes, as far as announced; none if there is none
    MessageId eventBefore(qint64 time) const; ///< likewise, the newest one earlier than `time`
    MessageId eventAfter(MessageId message) const; ///< likewise, the next one
    /// Without events up to its end: from the newest one, or from the end of a later gap, until now, or until
    /// an open gap begins. Of length 0 before the first event.
    TimeRange quiet() const;
    /// No row that is yet to be counted is earlier. Microseconds UTC; 0: none was counted.
    qint64 settledUntil() const;
    /// Events in each bin (edges[i] to edges[i + 1]) of the lanes [first, last).
    std::vector<LaneBins> bins(const std::vector<qint64> &edges, int first, int last) const;
    /// Events closer to the first of a mark than `mergeWithin` microseconds are one mark; a mark of several
    /// reaches four times as far, so that its number has room beside it. Adds the events from row `first` on
    /// to the marks of each query, which are of the rows before. Answers the row behind the last one read.
    /// @param until  exclusive  @param judge  emphasis of an event; null: 0.
    MessageId addMarks(std::vector<std::vector<EventMark>> &marks, const std::vector<MarkQuery> &queries,
        MessageId first, qint64 until, qint64 mergeWithin, const Judge &judge = {}) const;
    std::vector<EventMark> marks(
        int lane, LaneLayer layer, const TimeRange &range, qint64 mergeWithin, const Judge &judge = {}) const;
    std::vector<RequestMark> requests(
        const TimeRange &range, qint64 mergeWithin, const Judge &judge = {}) const;
    /// The neighbour in the lane: direction 1 or -1. None at its ends.
    MessageId neighbour(int lane, MessageId message, int direction) const;
    /// Requests, and each type of events that came, as lanes of types, whatever lanes stand for now.
    std::vector<Lane> types() const;
    /// The newest row of such a lane that has been announced; none if there is none.
    MessageId newest(const Lane &type) const;
    /// The event of the lane that is nearest in time; none if it is empty.
    MessageId nearest(int lane, qint64 time) const;

public slots:
    /// Time goes on without messages while connected, and while a lost connection is to come back by itself.
    /// Else it stands still, so that what is looked at stays where it is.
    void setConnection(const console::ConnectionStatus &status);
    /// setConnection() of a session that is connected, or never was.
    void setLive(bool live) { setTime(live, false, 0); }
    /// By people and rooms, all rows are counted anew, in pieces.
    void setGrouping(console::LaneGrouping grouping);
    /// Opens or closes a lane that can.
    void toggle(int lane);
    /// Opens or closes all rooms.
    void setRoomsOpen(bool open);

signals:
    void groupingChanged(console::LaneGrouping grouping);
    void lanesChanged(); ///< other lanes than before
    void advanced(); ///< more messages, or time began or ceased to go on

private:
    void setTime(bool live, bool comesBack, qint64 lostAt);
    void take(MessageId first, quint64 count, const BatchPointer &batch);
    void countRows(const MessageRecord *rows, size_t count);
    void noteOpening(const MessageRecord &row, MessageId id);
    void countPeople();
    void countPiece();
    void catchUp(MessageId to);
    void removeFront(MessageId newFirst);
    void announce(MessageId from, MessageId to);
    void setPaused(bool paused);
    void rename();
    void updateCounts();
    void arrange();
    bool arrangementIsDue() const;
    std::vector<Lane> arranged() const;
    const LaneCounts &counts() const { return m_people ? m_people->counts : m_counts; }
    const RowColumns &columns() const
    {
        return m_people ? static_cast<const RowColumns &>(m_people->columns) : m_types;
    }
    const LaneColumns &columnsOf(int lane, LaneLayer layer) const;
    template <typename Take>
    void forEachEvent(const std::vector<MarkQuery> &queries, MessageId first, MessageId end, Take take) const;
    LaneColumns eventColumns() const;
    quint64 countOf(const LaneColumns &columns, const TimeRange &range) const;
    quint64 exchangesIn(const TimeRange &range) const;
    MessageId rowAt(qint64 time) const;
    MessageId shown(MessageId row) const;

    /// What is counted only while lanes stand for people or rooms.
    struct People
    {
        People(const MessageLog *log, const TypeColumns *types) : columns(types), counts(log, &columns, 2048)
        {
        }
        PersonColumns columns;
        LaneCounts counts;
    };
    /// What the arrangement of lanes was made from.
    struct Arranged
    {
        quint64 seen = 0; ///< columns that held something
        quint64 named = 0; ///< messages with names of their own
        quint64 people = 0;
    };
    Arranged arrangement() const;

    LogFeed *m_feed;
    const ExchangeLog *m_exchanges;
    const RoomDirectory *m_directory;
    TypeColumns m_types;
    LaneCounts m_counts;
    std::unique_ptr<People> m_people;
    SessionHistogram m_session;
    SessionGaps m_gaps;
    std::vector<Lane> m_lanes;
    std::vector<int> m_laneOfColumn;
    LaneGrouping m_grouping = LaneGrouping::Types;
    RoomLanes m_rooms;
    Arranged m_arranged;
    Clock m_clock;
    QTimer m_counter; ///< counts people of rows that came before anybody asked
    Pacer m_renaming; ///< people may become known by another name at any time
    qint64 m_openedAt = 0; ///< microseconds UTC
    std::optional<qint64> m_pausedAt; ///< microseconds UTC
    bool m_roomsChosen = false; ///< the user opened or closed all
    bool m_live = false;
    bool m_comesBack = false;
    bool m_expanded = false;
    bool m_wasOpened = false; ///< no first connection is to come any more
};

} // namespace console
