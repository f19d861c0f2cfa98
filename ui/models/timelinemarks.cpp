#include "ui/models/timelinemodel.h"

#include <algorithm>

// Events and requests one by one, as marks.

namespace console {

namespace {

/// How much an event tells: of several in one place the first of these is shown.
int weightOf(EventType type)
{
    switch (type) {
    case EventType::SetParticipantState:
    case EventType::SetAllParticipantsState:
        return 5;
    case EventType::CreateRoom:
    case EventType::DestroyRoom:
    case EventType::SetRoomLayout:
        return 4;
    case EventType::AddParticipant:
    case EventType::RemoveParticipant:
        return 3;
    case EventType::SetName:
    case EventType::Custom:
        return 2;
    case EventType::SetParticipantSeat:
    case EventType::Unknown:
        return 1;
    case EventType::SetParticipantPosition:
        break;
    }
    return 0;
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

void merge(EventMark &mark, int emphasis, EventType type)
{
    ++mark.count;
    mark.emphasis = std::max(mark.emphasis, emphasis);
    if (weightOf(type) > weightOf(mark.type))
        mark.type = type;
}

} // namespace

/// take(query, id, record), in order within each query. Many lanes over few rows are read in one pass, else
/// each passes over the blocks that hold nothing of it.
template <typename Take>
void TimelineModel::forEachEvent(
    const std::vector<MarkQuery> &queries, MessageId first, MessageId end, Take take) const
{
    constexpr quint64 passRows = 20'000; // for each query
    if (end.value - first.value > passRows * queries.size()) {
        for (size_t i = 0; i < queries.size(); ++i)
            counts().visit(columnsOf(queries[i].lane, queries[i].layer),
                std::max(first, rowAt(queries[i].from)), end,
                [&](MessageId id, const MessageRecord &record) { return take(i, id, record), true; });
        return;
    }
    std::vector<int> queryOf(columns().size(), -1);
    for (size_t i = 0; i < queries.size(); ++i)
        for (const quint32 column : columnsOf(queries[i].lane, queries[i].layer))
            queryOf[column] = int(i);
    log()->forEachRun(first, end, [&](MessageId from, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count; ++row)
            if (const int query = queryOf[columns().column(rows[row])];
                query >= 0 && rows[row].time >= queries[size_t(query)].from)
                take(size_t(query), from + row, rows[row]);
    });
}

MessageId TimelineModel::addMarks(std::vector<std::vector<EventMark>> &marks,
    const std::vector<MarkQuery> &queries, MessageId first, qint64 until, qint64 mergeWithin,
    const Judge &judge) const
{
    const MessageId end = rowAt(until);
    if (queries.empty() || first >= end)
        return end;
    const qint64 from = std::ranges::min(queries, {}, &MarkQuery::from).from;
    forEachEvent(queries, std::min(end, std::max(first, rowAt(from))), end,
        [&](size_t query, MessageId id, const MessageRecord &record) {
            std::vector<EventMark> &found = marks[query];
            const int emphasis = judge ? judge(id, record) : 0;
            const EventType type = m_types.type(record);
            if (found.empty() || record.time - found.back().time >= reach(found.back().count, mergeWithin))
                found.push_back({id, record.time, 1, emphasis, type});
            else
                merge(found.back(), emphasis, type);
        });
    return end;
}

std::vector<EventMark> TimelineModel::marks(
    int lane, LaneLayer layer, const TimeRange &range, qint64 mergeWithin, const Judge &judge) const
{
    std::vector<std::vector<EventMark>> marks(1);
    addMarks(marks, {{lane, layer, range.from}}, log()->first(), range.until, mergeWithin, judge);
    return std::move(marks.front());
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

} // namespace console
