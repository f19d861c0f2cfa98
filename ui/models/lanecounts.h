#pragma once

#include "ui/models/rowcolumns.h"

#include <deque>
#include <functional>

namespace console {

/// Columns that are counted as one, in ascending order.
using LaneColumns = std::vector<quint32>;

/// Alone knows how many rows of each column lie between any two rows, at a cost that does not grow with the
/// distance: counts so far at the start of every block, and a look at the rows in between. GUI thread.
class LaneCounts
{
public:
    using Visitor = std::function<bool(MessageId, const MessageRecord &)>; ///< false ends the visit

    /// Begins at the log's first row, having counted nothing.
    /// @param blockRows  rows of a block: 4 bytes a column are kept for each
    LaneCounts(const MessageLog *log, RowColumns *columns, quint64 blockRows);

    /// The rows from end() on.
    void append(const MessageRecord *rows, size_t count);
    void removeFront(MessageId newFirst);
    MessageId end() const { return m_end; }

    quint64 total(quint32 column) const { return column < m_totals.size() ? m_totals[column] : 0; }
    quint64 total(const LaneColumns &columns) const; ///< of the whole session

    /// Rows of the columns before `id`, modulo 2³²: only differences mean something. @pre log->first() <= id
    /// <= end()
    quint32 before(MessageId id, const LaneColumns &columns) const;
    /// Rows of each lane from each id to the next: counts[lane][step].
    /// @param ids  ascending, at least one  @param lanes  no column in two of them
    std::vector<std::vector<quint32>> between(
        const std::vector<MessageId> &ids, const std::vector<LaneColumns> &lanes) const;
    /// Runs over the rows of these columns in [from, to), in order, passing over blocks that hold none.
    void visit(const LaneColumns &columns, MessageId from, MessageId to, const Visitor &visitor) const;
    /// The nearest row of these columns after (or before) `id`; none if there is none.
    MessageId next(const LaneColumns &columns, MessageId id) const;
    MessageId previous(const LaneColumns &columns, MessageId id) const;

private:
    /// One column's counts at block starts; blocks before `first` count nothing.
    struct Levels
    {
        quint64 firstBlock = 0;
        std::deque<quint32> counts;
        quint32 at(quint64 block) const;
    };
    /// The block start from which one counts to a row, and in which direction.
    struct Anchor
    {
        std::optional<quint64> block; ///< none: the end of all rows
        MessageId row;
    };

    quint64 blockOf(MessageId id) const { return id.value / m_blockRows; }
    MessageId startOf(quint64 block) const { return MessageId(block * m_blockRows); }
    void closeBlock(quint64 block);
    bool blockStartIsHere(quint64 block) const;
    Anchor anchorOf(MessageId id) const;
    quint32 at(const Anchor &anchor, quint32 column) const;
    quint32 atBlock(quint64 block, const LaneColumns &columns) const;
    std::vector<bool> mask(const LaneColumns &columns) const;
    std::vector<int> laneOfColumn(const std::vector<LaneColumns> &lanes) const;
    template <typename IsNear>
    void addLevels(std::vector<quint32> &counts, const std::vector<Anchor> &anchors, quint32 column,
        IsNear isNear) const;
    template <typename Take>
    void forEachColumn(MessageId from, MessageId to, Take take) const;
    /// What a lookup at an anchor misses of the row it stands for: take(column, sign).
    template <typename Take>
    void forEachMissed(const Anchor &anchor, MessageId id, Take take) const;
    quint64 lastBlockWithout(quint64 block, quint64 last, const LaneColumns &columns) const;
    MessageId last(const LaneColumns &columns, MessageId from, MessageId to) const; ///< in [from, to)
    MessageId lastStartWithRows(const LaneColumns &columns, MessageId to) const;
    bool visitBlock(
        const std::vector<bool> &wanted, MessageId from, MessageId to, const Visitor &visitor) const;

    const MessageLog *m_log;
    RowColumns *m_columns;
    const quint64 m_blockRows;
    MessageId m_end;
    std::vector<quint64> m_totals; ///< by column
    std::vector<Levels> m_levels; ///< by column
};

} // namespace console
