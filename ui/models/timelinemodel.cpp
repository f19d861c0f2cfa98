#include "ui/models/timelinemodel.h"

#include "lib/rooms/roomdirectory.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr quint64 typeBlockRows = 128;
constexpr quint64 pieceRows = 1'000'000; // counted at once: some milliseconds
constexpr int renamingInterval = 1000; // milliseconds
constexpr int mostOpenRooms = 50;

} // namespace

TimelineModel::TimelineModel(
    LogFeed *feed, const ExchangeLog *exchanges, const RoomDirectory *directory, QObject *parent)
    : QObject(parent), m_feed(feed), m_exchanges(exchanges), m_directory(directory), m_types(feed->log()),
      m_counts(feed->log(), &m_types, typeBlockRows),
      m_clock([] { return QDateTime::currentMSecsSinceEpoch() * 1000; }), m_renaming(renamingInterval)
{
    catchUp(log()->end());
    connect(log(), &MessageLog::appended, this, &TimelineModel::take);
    connect(feed, &LogFeed::advanced, this, &TimelineModel::announce);
    connect(feed, &LogFeed::removedFromFront, this, &TimelineModel::removeFront);
    connect(feed, &LogFeed::pausedChanged, this, &TimelineModel::setPaused);
    connect(feed, &LogFeed::pausedChanged, &m_renaming, &Pacer::setHeld);
    connect(&m_counter, &QTimer::timeout, this, &TimelineModel::countPiece);
    connect(&m_renaming, &Pacer::due, this, &TimelineModel::rename);
    if (directory)
        connect(directory, &RoomDirectory::changed, &m_renaming, &Pacer::request);
    arrange();
}

void TimelineModel::take(MessageId first, quint64 count, const BatchPointer &batch)
{
    const quint64 counted = m_counts.end().value - first.value; // the feed may have announced some already
    countRows(batch->rows.data() + counted, size_t(count - counted));
}

void TimelineModel::countRows(const MessageRecord *rows, size_t count)
{
    const MessageId first = m_counts.end();
    m_counts.append(rows, count);
    if (m_people && m_people->counts.end() == first)
        m_people->counts.append(rows, count);
    for (size_t row = 0; row < count; ++row) {
        m_session.add(rows[row]);
        if (!m_wasOpened)
            noteOpening(rows[row], first + row);
        m_gaps.add(rows[row], first + row);
    }
}

/// Where something comes before a note says so, the session began with an open connection: it was recorded
/// later on.
void TimelineModel::noteOpening(const MessageRecord &row, MessageId id)
{
    if (row.isOpening()) {
        m_openedAt = row.time;
        m_gaps.addOpening(m_session.start(), row.time, id);
    }
    m_wasOpened = row.isOpening() || row.kind != MessageKind::Note || row.isGap();
}

void TimelineModel::catchUp(MessageId to)
{
    log()->forEachRun(m_counts.end(), to,
        [this](MessageId, const MessageRecord *rows, size_t count) { countRows(rows, count); });
}

void TimelineModel::removeFront(MessageId newFirst)
{
    m_counts.removeFront(newFirst);
    if (!m_people)
        return;
    if (m_people->counts.end() < newFirst) { // what was to be counted is gone
        countPeople();
        arrange();
    }
    m_people->counts.removeFront(newFirst);
}

void TimelineModel::announce(MessageId, MessageId to)
{
    catchUp(to);
    if (arrangementIsDue())
        arrange();
    else
        updateCounts();
    emit advanced();
}

void TimelineModel::setPaused(bool paused)
{
    m_pausedAt = paused ? std::optional(now()) : std::nullopt;
    emit advanced();
}

void TimelineModel::setConnection(const ConnectionStatus &status)
{
    setTime(status.isConnected(), status.isRecovering(), status.lostAt);
}

void TimelineModel::setTime(bool live, bool comesBack, qint64 lostAt)
{
    if (m_live == live && m_comesBack == comesBack && m_gaps.openSince() == lostAt)
        return;
    m_live = live;
    m_comesBack = comesBack;
    m_gaps.setOpenSince(lostAt);
    emit advanced();
}

qint64 TimelineModel::now() const
{
    if (m_pausedAt)
        return *m_pausedAt;
    if (log()->isEmpty())
        return m_live ? m_clock() : 0;
    return timeGoesOn() ? std::max(m_clock(), log()->lastTime()) : log()->lastTime();
}

// Lanes

void TimelineModel::setGrouping(LaneGrouping grouping)
{
    if (m_grouping == grouping)
        return;
    m_grouping = grouping;
    m_rooms.canOpen = grouping == LaneGrouping::People;
    if (grouping == LaneGrouping::Types)
        m_people.reset();
    else if (!m_people)
        countPeople();
    arrange();
    emit groupingChanged(grouping);
}

/// From the first row on, piece by piece, so that nothing else waits.
void TimelineModel::countPeople()
{
    m_people = std::make_unique<People>(log(), &m_types);
    m_counter.start(0);
}

void TimelineModel::countPiece()
{
    LaneCounts *counts = m_people ? &m_people->counts : nullptr;
    if (!counts || counts->end() == m_counts.end())
        return m_counter.stop();
    const MessageId to = std::min(counts->end() + pieceRows, m_counts.end());
    log()->forEachRun(counts->end(), to,
        [counts](MessageId, const MessageRecord *rows, size_t count) { counts->append(rows, count); });
    if (counts->end() != m_counts.end())
        return;
    arrange();
    emit advanced();
}

void TimelineModel::toggle(int lane)
{
    const Lane &toggled = m_lanes[size_t(lane)];
    if (!toggled.canOpen)
        return;
    if (toggled.kind == Lane::Kind::More)
        m_expanded = !m_expanded;
    else
        m_rooms.chosen.insert(toggled.room, !toggled.isOpen);
    arrange();
}

void TimelineModel::setRoomsOpen(bool open)
{
    m_rooms.isOpenAtFirst = open;
    m_rooms.chosen.clear();
    m_roomsChosen = true;
    arrange();
}

TimelineModel::Arranged TimelineModel::arrangement() const
{
    Arranged now;
    for (quint32 column = 1; column < m_types.size(); ++column) {
        now.seen += m_counts.total(column) > 0 ? 1 : 0;
        now.named += column >= TypeColumns::FirstName ? m_counts.total(column) : 0;
    }
    now.people = m_people ? m_people->columns.size() : 0;
    return now;
}

/// What is new comes at once; the order by count is renewed only when counts have doubled, so that lanes
/// rarely move.
bool TimelineModel::arrangementIsDue() const
{
    const Arranged now = arrangement();
    if (m_people)
        return now.people != m_arranged.people;
    return now.seen != m_arranged.seen || now.named > 2 * m_arranged.named;
}

std::vector<Lane> TimelineModel::arranged() const
{
    if (!m_people)
        return typeLanes(m_counts, m_types, m_expanded);
    return peopleLanes(m_people->counts, m_people->columns, *log(), m_directory, m_rooms);
}

void TimelineModel::arrange()
{
    if (!m_roomsChosen && m_directory && m_directory->roomCount() > mostOpenRooms)
        m_rooms.isOpenAtFirst = false; // for good: they must not open and close as rooms come and go
    m_lanes = arranged();
    m_laneOfColumn.clear();
    for (size_t lane = 0; lane < m_lanes.size(); ++lane) {
        for (const quint32 column : m_lanes[lane].columns()) {
            m_laneOfColumn.resize(std::max<size_t>(m_laneOfColumn.size(), column + 1), -1);
            m_laneOfColumn[column] = int(lane);
        }
    }
    m_arranged = arrangement();
    emit lanesChanged();
}

void TimelineModel::rename()
{
    if (!m_people)
        return;
    std::vector<Lane> lanes = arranged();
    if (!std::ranges::equal(lanes, m_lanes, &Lane::isLike))
        return arrange();
    m_lanes = std::move(lanes);
    emit advanced();
}

void TimelineModel::updateCounts()
{
    for (Lane &lane : m_lanes)
        lane.count = counts().total(lane.facts) + counts().total(lane.moves);
}

// What lies in them

MessageId TimelineModel::rowAt(qint64 time) const
{
    return shown(log()->atOrAfter(time));
}

/// The row itself, or the nearest that is here, counted and shown.
MessageId TimelineModel::shown(MessageId row) const
{
    const MessageId end = std::min(m_feed->end(), counts().end());
    return std::clamp(row, log()->first(), std::max(log()->first(), end));
}

int TimelineModel::laneOf(MessageId message) const
{
    if (!log()->contains(message) || message >= counts().end())
        return -1;
    if (exchangeState(message))
        return 0;
    const MessageRecord &record = log()->record(message);
    const quint32 column = m_people ? m_people->columns.column(record) : m_types.column(record);
    return column < m_laneOfColumn.size() ? m_laneOfColumn[column] : -1;
}

EventType TimelineModel::typeOf(MessageId message) const
{
    return message >= log()->first() && message < m_counts.end() ? m_types.type(log()->record(message))
                                                                 : EventType::Unknown;
}

std::optional<ExchangeState> TimelineModel::exchangeState(MessageId message) const
{
    const int index = m_exchanges->indexOf(message);
    if (index < 0)
        return std::nullopt;
    return m_exchanges->exchanges()[size_t(index)].state;
}

const LaneColumns &TimelineModel::columnsOf(int lane, LaneLayer layer) const
{
    return layer == LaneLayer::Facts ? m_lanes[size_t(lane)].facts : m_lanes[size_t(lane)].moves;
}

quint64 TimelineModel::countOf(const LaneColumns &columns, const TimeRange &range) const
{
    if (columns.empty())
        return 0;
    return counts().before(rowAt(range.until), columns) - counts().before(rowAt(range.from), columns);
}

quint64 TimelineModel::count(int lane, const TimeRange &range) const
{
    return count(lane, LaneLayer::Facts, range) + count(lane, LaneLayer::Moves, range);
}

quint64 TimelineModel::count(int lane, LaneLayer layer, const TimeRange &range) const
{
    const quint64 rows = countOf(columnsOf(lane, layer), range);
    const bool isOfRequests = m_lanes[size_t(lane)].kind == Lane::Kind::Requests && layer == LaneLayer::Facts;
    return isOfRequests ? std::max(rows, exchangesIn(range)) : rows;
}

qint64 TimelineModel::settledUntil() const
{
    const MessageId end = std::min(m_feed->end(), counts().end());
    return end > log()->first() ? log()->record(MessageId(end.value - 1)).time : 0;
}

LaneColumns TimelineModel::eventColumns() const
{
    LaneColumns events;
    for (quint32 column = TypeColumns::OtherNames; column < m_types.size(); ++column)
        events.push_back(column);
    return events;
}

MessageId TimelineModel::newestEvent() const
{
    return m_counts.previous(eventColumns(), std::min(m_feed->end(), m_counts.end()));
}

MessageId TimelineModel::eventBefore(qint64 time) const
{
    return m_counts.previous(eventColumns(), std::min(m_feed->end(), log()->atOrAfter(time)));
}

MessageId TimelineModel::eventAfter(MessageId message) const
{
    const MessageId next = m_counts.next(eventColumns(), message);
    return next < m_feed->end() ? next : MessageId();
}

TimeRange TimelineModel::quiet() const
{
    const MessageId newest = newestEvent();
    if (!newest)
        return {};
    qint64 from = log()->record(newest).time;
    if (!m_gaps.closed().empty())
        from = std::max(from, m_gaps.closed().back().until);
    return {from, std::max(from, m_gaps.isOpen() ? m_gaps.openSince() : now())};
}

quint64 TimelineModel::countEvents(const TimeRange &range) const
{
    const LaneColumns events = eventColumns();
    return m_counts.before(rowAt(range.until), events) - m_counts.before(rowAt(range.from), events);
}

quint64 TimelineModel::exchangesIn(const TimeRange &range) const
{
    const auto from =
        std::ranges::lower_bound(m_exchanges->exchanges(), range.from, {}, &Exchange::startedAt);
    const auto until =
        std::ranges::lower_bound(m_exchanges->exchanges(), range.until, {}, &Exchange::startedAt);
    return quint64(std::max<qsizetype>(0, until - from));
}

std::vector<LaneBins> TimelineModel::bins(const std::vector<qint64> &edges, int first, int last) const
{
    std::vector<MessageId> ids = log()->atOrAfter(edges);
    std::ranges::transform(ids, ids.begin(), [this](MessageId id) { return shown(id); });
    std::vector<LaneColumns> columns;
    for (int lane = first; lane < last; ++lane) {
        columns.push_back(m_lanes[size_t(lane)].facts);
        columns.push_back(m_lanes[size_t(lane)].moves);
    }
    std::vector<std::vector<quint32>> counted = counts().between(ids, columns);
    std::vector<LaneBins> bins;
    for (size_t i = 0; i < counted.size(); i += 2) {
        const bool hasMoves = !columns[i + 1].empty();
        bins.push_back(
            {std::move(counted[i]), hasMoves ? std::move(counted[i + 1]) : std::vector<quint32>()});
    }
    return bins;
}

MessageId TimelineModel::neighbour(int lane, MessageId message, int direction) const
{
    const LaneColumns columns = m_lanes[size_t(lane)].columns();
    return direction > 0 ? counts().next(columns, message) : counts().previous(columns, message);
}

std::vector<Lane> TimelineModel::types() const
{
    std::vector<Lane> types = typeLanes(m_counts, m_types, true);
    std::erase_if(types, [](const Lane &lane) {
        return lane.kind != Lane::Kind::Requests && (lane.kind != Lane::Kind::Events || lane.group.isEmpty());
    });
    return types;
}

MessageId TimelineModel::newest(const Lane &type) const
{
    return m_counts.previous(type.columns(), std::min(m_feed->end(), m_counts.end()));
}

MessageId TimelineModel::nearest(int lane, qint64 time) const
{
    const LaneColumns columns = m_lanes[size_t(lane)].columns();
    const MessageId at = rowAt(time);
    const MessageId before = counts().previous(columns, at);
    const MessageId after = counts().next(columns, MessageId(at.value - 1));
    if (!before || !after)
        return before ? before : after;
    const bool earlier = time - log()->record(before).time < log()->record(after).time - time;
    return earlier ? before : after;
}

} // namespace console
