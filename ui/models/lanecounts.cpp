#include "ui/models/lanecounts.h"

#include <algorithm>

namespace console {

quint32 LaneCounts::Levels::at(quint64 block) const
{
    return counts.empty() || block < firstBlock ? 0 : counts[block - firstBlock];
}

LaneCounts::LaneCounts(const MessageLog *log, RowColumns *columns, quint64 blockRows)
    : m_log(log), m_columns(columns), m_blockRows(blockRows), m_end(log->first())
{
}

// Counting

void LaneCounts::append(const MessageRecord *rows, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (m_end.value % m_blockRows == 0)
            closeBlock(blockOf(m_end));
        const quint32 column = m_columns->learn(rows[i]);
        if (column >= m_totals.size())
            m_totals.resize(m_columns->size(), 0);
        ++m_totals[column];
        m_end = m_end + 1;
    }
}

void LaneCounts::closeBlock(quint64 block)
{
    m_levels.resize(m_totals.size());
    for (size_t column = 0; column < m_totals.size(); ++column) {
        Levels &levels = m_levels[column];
        if (levels.counts.empty() && m_totals[column] == 0)
            continue;
        if (levels.counts.empty())
            levels.firstBlock = block;
        levels.counts.push_back(quint32(m_totals[column]));
    }
}

void LaneCounts::removeFront(MessageId newFirst)
{
    const quint64 kept = blockOf(newFirst);
    for (Levels &levels : m_levels) {
        // The last level stays, so that a column once begun has no hole.
        while (levels.counts.size() > 1 && levels.firstBlock < kept) {
            levels.counts.pop_front();
            ++levels.firstBlock;
        }
    }
}

quint64 LaneCounts::total(const LaneColumns &columns) const
{
    quint64 sum = 0;
    for (const quint32 column : columns)
        sum += total(column);
    return sum;
}

// Counts between rows

bool LaneCounts::blockStartIsHere(quint64 block) const
{
    return startOf(block) >= m_log->first() && startOf(block) < m_end;
}

/// The nearer block start that is still there: the one before, or the one behind.
LaneCounts::Anchor LaneCounts::anchorOf(MessageId id) const
{
    const quint64 block = blockOf(id);
    const bool nearerAbove = id.value % m_blockRows > m_blockRows / 2;
    const bool above = blockStartIsHere(block + 1);
    if (blockStartIsHere(block) && !(above && nearerAbove))
        return {block, startOf(block)};
    if (above)
        return {block + 1, startOf(block + 1)};
    return {std::nullopt, m_end};
}

quint32 LaneCounts::at(const Anchor &anchor, quint32 column) const
{
    if (!anchor.block)
        return quint32(total(column));
    return column < m_levels.size() ? m_levels[column].at(*anchor.block) : 0;
}

template <typename Take>
void LaneCounts::forEachColumn(MessageId from, MessageId to, Take take) const
{
    m_log->forEachRun(from, to, [&](MessageId, const MessageRecord *rows, size_t count) {
        for (size_t i = 0; i < count; ++i)
            take(m_columns->column(rows[i]));
    });
}

template <typename Take>
void LaneCounts::forEachMissed(const Anchor &anchor, MessageId id, Take take) const
{
    const bool isBefore = anchor.row < id;
    forEachColumn(std::min(anchor.row, id), std::max(anchor.row, id),
        [&](quint32 column) { take(column, isBefore ? quint32(1) : quint32(-1)); });
}

quint32 LaneCounts::before(MessageId id, const LaneColumns &columns) const
{
    const Anchor anchor = anchorOf(id);
    quint32 sum = 0;
    for (const quint32 column : columns)
        sum += at(anchor, column);
    const std::vector<bool> wanted = mask(columns);
    forEachMissed(anchor, id, [&](quint32 column, quint32 sign) { sum += wanted[column] ? sign : 0; });
    return sum;
}

std::vector<int> LaneCounts::laneOfColumn(const std::vector<LaneColumns> &lanes) const
{
    std::vector<int> lane(m_totals.size(), -1);
    for (size_t i = 0; i < lanes.size(); ++i)
        for (const quint32 column : lanes[i])
            if (column < lane.size())
                lane[column] = int(i);
    return lane;
}

std::vector<std::vector<quint32>> LaneCounts::between(
    const std::vector<MessageId> &ids, const std::vector<LaneColumns> &lanes) const
{
    std::vector<std::vector<quint32>> counts(lanes.size(), std::vector<quint32>(ids.size() - 1, 0));
    std::vector<Anchor> anchors;
    anchors.reserve(ids.size());
    for (const MessageId id : ids)
        anchors.push_back(anchorOf(id));
    const auto isNear = [&](size_t step) { return ids[step + 1].value - ids[step].value <= m_blockRows; };
    for (size_t lane = 0; lane < lanes.size(); ++lane)
        for (const quint32 column : lanes[lane])
            addLevels(counts[lane], anchors, column, isNear);
    const std::vector<int> laneOf = laneOfColumn(lanes);
    for (size_t step = 0; step + 1 < ids.size(); ++step) {
        const auto take = [&](quint32 column, quint32 sign) {
            if (const int lane = laneOf[column]; lane >= 0)
                counts[size_t(lane)][step] += sign;
        };
        if (isNear(step)) {
            forEachColumn(ids[step], ids[step + 1], [&](quint32 column) { take(column, 1); });
            continue;
        }
        forEachMissed(anchors[step + 1], ids[step + 1], take);
        forEachMissed(
            anchors[step], ids[step], [&](quint32 column, quint32 sign) { take(column, 0 - sign); });
    }
    return counts;
}

/// What lies between anchors, each looked up once.
template <typename IsNear>
void LaneCounts::addLevels(
    std::vector<quint32> &counts, const std::vector<Anchor> &anchors, quint32 column, IsNear isNear) const
{
    quint32 before = at(anchors.front(), column);
    for (size_t step = 0; step + 1 < anchors.size(); ++step) {
        const quint32 here = at(anchors[step + 1], column);
        counts[step] += isNear(step) ? 0 : here - before;
        before = here;
    }
}

// Looking for rows

std::vector<bool> LaneCounts::mask(const LaneColumns &columns) const
{
    std::vector<bool> wanted(m_totals.size(), false);
    for (const quint32 column : columns)
        if (column < wanted.size())
            wanted[column] = true;
    return wanted;
}

quint32 LaneCounts::atBlock(quint64 block, const LaneColumns &columns) const
{
    quint32 sum = 0;
    for (const quint32 column : columns)
        sum += column < m_levels.size() ? m_levels[column].at(block) : 0;
    return sum;
}

/// The last block of [block, last] before whose start, from that of `block`, stands no row of the columns.
quint64 LaneCounts::lastBlockWithout(quint64 block, quint64 last, const LaneColumns &columns) const
{
    const quint32 base = atBlock(block, columns);
    while (block < last) {
        const quint64 middle = block + (last - block + 1) / 2;
        if (atBlock(middle, columns) == base)
            block = middle;
        else
            last = middle - 1;
    }
    return block;
}

bool LaneCounts::visitBlock(
    const std::vector<bool> &wanted, MessageId from, MessageId to, const Visitor &visitor) const
{
    bool goesOn = true;
    m_log->forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t i = 0; i < count && goesOn; ++i)
            if (wanted[m_columns->column(rows[i])])
                goesOn = visitor(first + i, rows[i]);
    });
    return goesOn;
}

void LaneCounts::visit(const LaneColumns &columns, MessageId from, MessageId to, const Visitor &visitor) const
{
    const std::vector<bool> wanted = mask(columns);
    const quint64 lastBlock = blockOf(MessageId(m_end.value - 1));
    while (from < to) {
        const quint64 block = blockOf(from);
        if (blockStartIsHere(block) && from == startOf(block))
            from = std::max(from, startOf(lastBlockWithout(block, lastBlock, columns)));
        const MessageId blockEnd = std::min(to, startOf(blockOf(from) + 1));
        if (from < blockEnd && !visitBlock(wanted, from, blockEnd, visitor))
            return;
        from = blockEnd;
    }
}

MessageId LaneCounts::next(const LaneColumns &columns, MessageId id) const
{
    MessageId found;
    visit(columns, std::max(id + 1, m_log->first()), m_end, [&](MessageId here, const MessageRecord &) {
        found = here;
        return false;
    });
    return found;
}

MessageId LaneCounts::previous(const LaneColumns &columns, MessageId id) const
{
    const MessageId to = std::min(id, m_end);
    if (to <= m_log->first())
        return {};
    const MessageId near = std::max(startOf(blockOf(MessageId(to.value - 1))), m_log->first());
    const MessageId found = last(columns, near, to); // mostly it is not far
    return found ? found : last(columns, lastStartWithRows(columns, near), near);
}

MessageId LaneCounts::last(const LaneColumns &columns, MessageId from, MessageId to) const
{
    MessageId found;
    visit(columns, from, to, [&](MessageId here, const MessageRecord &) {
        found = here;
        return true;
    });
    return found;
}

/// The last block start (or the log's first row) from which rows of the columns still follow before `to`.
MessageId LaneCounts::lastStartWithRows(const LaneColumns &columns, MessageId to) const
{
    const quint32 count = before(to, columns);
    quint64 low = blockOf(MessageId(m_log->first().value + m_blockRows - 1));
    quint64 high = blockOf(to) + 1;
    while (low < high) {
        const quint64 middle = low + (high - low) / 2;
        if (blockStartIsHere(middle) && atBlock(middle, columns) != count)
            low = middle + 1;
        else
            high = middle;
    }
    return std::max(startOf(low - 1), m_log->first());
}

} // namespace console
