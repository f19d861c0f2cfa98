#include "ui/models/timelinemodel.h"

#include "ui/models/text.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The order of the design guide's table of event types.
constexpr std::array typeOrder{
    EventType::CreateRoom,
    EventType::DestroyRoom,
    EventType::SetRoomLayout,
    EventType::AddParticipant,
    EventType::RemoveParticipant,
    EventType::SetName,
    EventType::SetParticipantSeat,
    EventType::SetParticipantPosition,
    EventType::SetParticipantState,
    EventType::SetAllParticipantsState,
    EventType::Custom,
};

constexpr size_t columnOf(EventType type)
{
    return size_t(LaneColumn::FirstType) + size_t(type);
}

qint64 reach(quint64 count, qint64 mergeWithin)
{
    return count > 1 ? 4 * mergeWithin : mergeWithin;
}

RequestMark markOf(const Exchange &exchange)
{
    RequestMark mark;
    mark.message = exchange.request ? exchange.request : exchange.response;
    mark.from = exchange.startedAt;
    mark.until = exchange.latency >= 0 ? exchange.startedAt + exchange.latency : 0;
    mark.state = exchange.state;
    return mark;
}

/// Is some of it at or after `time`?
bool reaches(const RequestMark &mark, qint64 time)
{
    return mark.isOpen() || std::max(mark.from, mark.until) >= time;
}

Lane singleColumnLane(Lane::Kind kind, LaneColumn column, const QString &label)
{
    Lane lane{.kind = kind, .label = label};
    lane.columns[size_t(column)] = true;
    return lane;
}

} // namespace

TimelineModel::TimelineModel(LogFeed *feed, const ExchangeLog *exchanges, QObject *parent)
    : QObject(parent), m_feed(feed), m_exchanges(exchanges), m_counts(feed->log()),
      m_clock([] { return QDateTime::currentMSecsSinceEpoch() * 1000; })
{
    catchUp(log()->end());
    connect(log(), &MessageLog::appended, this, &TimelineModel::take);
    connect(feed, &LogFeed::advanced, this, &TimelineModel::announce);
    connect(feed, &LogFeed::removedFromFront, this, [this](MessageId first) { m_counts.removeFront(first); });
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
    for (size_t row = 0; row < count; ++row) {
        m_session.add(rows[row]);
        m_gaps.add(rows[row], first + row);
    }
}

void TimelineModel::catchUp(MessageId to)
{
    log()->forEachRun(m_counts.end(), to,
        [this](MessageId, const MessageRecord *rows, size_t count) { countRows(rows, count); });
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

void TimelineModel::setExpanded(bool expanded)
{
    if (m_expanded == expanded)
        return;
    m_expanded = expanded;
    arrange();
}

qint64 TimelineModel::now() const
{
    if (log()->isEmpty())
        return m_live ? m_clock() : 0;
    return timeGoesOn() ? std::max(m_clock(), log()->lastTime()) : log()->lastTime();
}

// Lanes

/// New types come at once; the order by count is renewed only when counts have doubled, so that lanes rarely
/// move.
bool TimelineModel::arrangementIsDue() const
{
    quint64 seen = 0;
    quint64 named = 0;
    for (size_t column = 1; column < m_counts.columnsInUse(); ++column) {
        seen += m_counts.total(column) > 0 ? 1 : 0;
        named += column >= size_t(LaneColumn::FirstName) ? m_counts.total(column) : 0;
    }
    return seen != m_arrangedSeen || named > 2 * m_arrangedNamed;
}

void TimelineModel::arrange()
{
    std::vector<Lane> all = candidates();
    // A lane for one more type would take as much room as the type itself.
    const bool hasOthers = m_counts.total(size_t(LaneColumn::OtherNames)) > 0;
    const bool fits = all.size() <= maximumLanes || (all.size() == maximumLanes + 1 && !hasOthers);
    m_lanes.assign(all.begin(), all.begin() + qsizetype(fits ? all.size() : maximumLanes));
    if (!fits) {
        const std::vector<Lane> hidden(all.begin() + qsizetype(maximumLanes), all.end());
        m_lanes.push_back(moreLane(hidden));
        if (m_expanded)
            m_lanes.insert(m_lanes.end(), hidden.begin(), hidden.end());
    }
    m_laneOfColumn.fill(-1);
    for (size_t lane = 0; lane < m_lanes.size(); ++lane)
        for (size_t column = 0; column < LaneCounts::columnCount; ++column)
            if (m_lanes[lane].columns[column])
                m_laneOfColumn[column] = qint8(lane);
    m_arrangedSeen = 0;
    m_arrangedNamed = 0;
    for (size_t column = 1; column < m_counts.columnsInUse(); ++column) {
        m_arrangedSeen += m_counts.total(column) > 0 ? 1 : 0;
        m_arrangedNamed += column >= size_t(LaneColumn::FirstName) ? m_counts.total(column) : 0;
    }
    updateCounts();
    emit lanesChanged();
}

std::vector<Lane> TimelineModel::candidates() const
{
    std::vector<Lane> lanes{singleColumnLane(Lane::Kind::Requests, LaneColumn::Requests, tr("Requests"))};
    if (m_counts.total(size_t(LaneColumn::Malformed)) > 0)
        lanes.push_back(singleColumnLane(Lane::Kind::Malformed, LaneColumn::Malformed, tr("Malformed")));
    for (const EventType type : typeOrder)
        if (m_counts.total(columnOf(type)) > 0)
            lanes.push_back(typeLane(type));
    for (const size_t column : namesByCount())
        lanes.push_back(nameLane(column));
    if (m_counts.total(size_t(LaneColumn::OtherNames)) > 0)
        lanes.push_back(singleColumnLane(Lane::Kind::Events, LaneColumn::OtherNames, tr("Other types")));
    return lanes;
}

Lane TimelineModel::typeLane(EventType type) const
{
    Lane lane{.type = type, .label = eventLabel(type), .group = groupOf(type).toByteArray()};
    lane.columns[columnOf(type)] = true;
    return lane;
}

Lane TimelineModel::nameLane(size_t column) const
{
    const LaneCounts::Name &name = m_counts.name(column);
    Lane lane{.type = name.type, .label = safeText(name.group), .group = name.group};
    lane.columns[column] = true;
    return lane;
}

std::vector<size_t> TimelineModel::namesByCount() const
{
    std::vector<size_t> columns;
    for (size_t column = size_t(LaneColumn::FirstName); column < m_counts.columnsInUse(); ++column)
        columns.push_back(column);
    std::ranges::stable_sort(
        columns, std::greater(), [this](size_t column) { return m_counts.total(column); });
    return columns;
}

Lane TimelineModel::moreLane(const std::vector<Lane> &hidden) const
{
    const quint64 others = m_counts.total(size_t(LaneColumn::OtherNames));
    const quint64 types = hidden.size() - (others > 0 ? 1 : 0) + m_counts.otherNames();
    Lane lane{.kind = Lane::Kind::More, .label = tr("%1 more types…").arg(types)};
    if (m_expanded)
        return lane;
    for (const Lane &one : hidden)
        for (size_t column = 0; column < LaneCounts::columnCount; ++column)
            lane.columns[column] |= one.columns[column];
    return lane;
}

void TimelineModel::updateCounts()
{
    for (Lane &lane : m_lanes)
        lane.count = total(lane.columns);
}

quint64 TimelineModel::total(const LaneColumns &columns) const
{
    quint64 sum = 0;
    for (size_t column = 0; column < LaneCounts::columnCount; ++column)
        sum += columns[column] ? m_counts.total(column) : 0;
    return sum;
}

// What lies in them

MessageId TimelineModel::rowAt(qint64 time) const
{
    return std::clamp(log()->atOrAfter(time), log()->first(), std::max(log()->first(), m_feed->end()));
}

int TimelineModel::laneOf(MessageId message) const
{
    if (!log()->contains(message))
        return -1;
    return exchangeState(message) ? 0 : m_laneOfColumn[m_counts.column(log()->record(message))];
}

std::optional<ExchangeState> TimelineModel::exchangeState(MessageId message) const
{
    const int index = m_exchanges->indexOf(message);
    if (index < 0)
        return std::nullopt;
    return m_exchanges->exchanges()[size_t(index)].state;
}

quint64 TimelineModel::count(int lane, const TimeRange &range) const
{
    const LaneColumns &columns = m_lanes[size_t(lane)].columns;
    const quint64 rows =
        m_counts.before(rowAt(range.until), columns) - m_counts.before(rowAt(range.from), columns);
    return m_lanes[size_t(lane)].kind == Lane::Kind::Requests ? std::max(rows, exchangesIn(range)) : rows;
}

quint64 TimelineModel::exchangesIn(const TimeRange &range) const
{
    const auto from =
        std::ranges::lower_bound(m_exchanges->exchanges(), range.from, {}, &Exchange::startedAt);
    const auto until =
        std::ranges::lower_bound(m_exchanges->exchanges(), range.until, {}, &Exchange::startedAt);
    return quint64(std::max<qsizetype>(0, until - from));
}

std::vector<std::vector<quint32>> TimelineModel::bins(const std::vector<qint64> &edges) const
{
    std::vector<std::vector<quint32>> counts(m_lanes.size(), std::vector<quint32>(edges.size() - 1, 0));
    MessageId row = rowAt(edges.front());
    LaneCounts::Totals before = m_counts.before(row);
    for (size_t bin = 0; bin + 1 < edges.size(); ++bin) {
        const MessageId next = rowAt(edges[bin + 1]);
        if (next == row)
            continue;
        const LaneCounts::Totals after = m_counts.before(next);
        for (size_t column = 1; column < m_counts.columnsInUse(); ++column)
            if (const auto lane = m_laneOfColumn[column]; lane >= 0)
                counts[size_t(lane)][bin] += after[column] - before[column];
        before = after;
        row = next;
    }
    return counts;
}

std::vector<EventMark> TimelineModel::marks(
    int lane, const TimeRange &range, qint64 mergeWithin, const Judge &judge) const
{
    std::vector<EventMark> marks;
    m_counts.visit(m_lanes[size_t(lane)].columns, rowAt(range.from), rowAt(range.until),
        [&](MessageId id, const MessageRecord &record) {
            const int emphasis = judge ? judge(id, record) : 0;
            if (marks.empty() || record.time - marks.back().time >= reach(marks.back().count, mergeWithin)) {
                marks.push_back({id, record.time, 1, emphasis});
            } else {
                ++marks.back().count;
                marks.back().emphasis = std::max(marks.back().emphasis, emphasis);
            }
            return true;
        });
    return marks;
}

std::vector<RequestMark> TimelineModel::requests(
    const TimeRange &range, qint64 mergeWithin, const Judge &judge) const
{
    // Spans that began long before are looked for only this far back; nothing of a server can make it more.
    constexpr qsizetype lookBack = 1000;
    const std::vector<Exchange> &all = m_exchanges->exchanges();
    auto next = std::ranges::lower_bound(all, range.from, {}, &Exchange::startedAt);
    next -= std::min<qsizetype>(lookBack, next - all.begin());
    std::vector<RequestMark> marks;
    for (; next != all.end() && next->startedAt < range.until; ++next) {
        RequestMark mark = markOf(*next);
        if (!reaches(mark, range.from))
            continue;
        if (judge && log()->contains(mark.message))
            mark.emphasis = judge(mark.message, log()->record(mark.message));
        if (marks.empty() || marks.back().state != mark.state
            || mark.from - marks.back().from >= reach(marks.back().count, mergeWithin)) {
            marks.push_back(mark);
        } else {
            ++marks.back().count;
            marks.back().emphasis = std::max(marks.back().emphasis, mark.emphasis);
        }
    }
    return marks;
}

MessageId TimelineModel::neighbour(int lane, MessageId message, int direction) const
{
    const LaneColumns &columns = m_lanes[size_t(lane)].columns;
    return direction > 0 ? m_counts.next(columns, message) : m_counts.previous(columns, message);
}

MessageId TimelineModel::nearest(int lane, qint64 time) const
{
    const LaneColumns &columns = m_lanes[size_t(lane)].columns;
    const MessageId at = rowAt(time);
    const MessageId before = m_counts.previous(columns, at);
    const MessageId after = m_counts.next(columns, MessageId(at.value - 1));
    if (!before || !after)
        return before ? before : after;
    const bool earlier = time - log()->record(before).time < log()->record(after).time - time;
    return earlier ? before : after;
}

} // namespace console
