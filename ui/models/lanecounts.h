#pragma once

#include "lib/log/messagelog.h"
#include "lib/protocol/eventtype.h"

#include <array>
#include <deque>
#include <functional>
#include <unordered_map>

namespace console {

/// Which rows are counted together. The first ones always exist; names outside the catalogue get one each, as
/// long as there are columns left.
enum class LaneColumn : quint8 {
    None = 0, ///< notes and responses
    Requests,
    Malformed,
    OtherNames, ///< names that came after all columns were taken
    FirstType, ///< EventType::Unknown is never used; CreateRoom follows
    FirstName = FirstType + eventTypeCount,
    Limit = FirstName + 64,
};

/// A set of columns, counted as one lane.
using LaneColumns = std::array<bool, size_t(LaneColumn::Limit)>;

/// Alone knows how many rows of each column lie between any two rows, at a cost that does not grow with the
/// distance: counts so far at every 256th row, and a look at the rows in between. GUI thread.
class LaneCounts
{
public:
    static constexpr quint64 blockRows = 256;
    static constexpr size_t columnCount = size_t(LaneColumn::Limit);
    using Totals = std::array<quint32, columnCount>;
    using Visitor = std::function<bool(MessageId, const MessageRecord &)>; ///< false ends the visit

    /// Begins at the log's first row, having counted nothing.
    explicit LaneCounts(const MessageLog *log);

    /// The rows from end() on.
    void append(const MessageRecord *rows, size_t count);
    void removeFront(MessageId newFirst);
    MessageId end() const { return m_end; }

    quint64 total(size_t column) const { return m_totals[column]; } ///< of the whole session
    size_t columnsInUse() const { return size_t(LaneColumn::FirstName) + m_names.size(); }
    /// An event group outside the catalogue.
    struct Name
    {
        QByteArray group;
        EventType type = EventType::Custom; ///< Custom or Unknown
    };
    /// @pre FirstName <= column < columnsInUse()
    const Name &name(size_t column) const { return m_names[column - size_t(LaneColumn::FirstName)]; }
    quint64 otherNames() const { return m_otherNames; } ///< how many names share OtherNames, by spelling
    /// The column in which a row of the log is counted. @pre the row was appended
    size_t column(const MessageRecord &record) const;

    /// Rows of each column before `id`, modulo 2³²: only differences mean something. @pre log->first() <= id
    /// <= end()
    Totals before(MessageId id) const;
    quint32 before(MessageId id, const LaneColumns &columns) const;
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

    size_t learnColumn(const MessageRecord &record);
    void closeBlock(quint64 block);
    size_t eventColumn(StringId name);
    size_t newColumn(const QByteArray &group, EventType type);
    bool blockStartIsHere(quint64 block) const;
    Totals atBlock(quint64 block) const;
    quint32 atBlock(quint64 block, const LaneColumns &columns) const;
    void tally(Totals &totals, MessageId from, MessageId to, quint32 sign) const;
    quint64 lastBlockWithout(quint64 block, quint64 last, const LaneColumns &columns) const;
    MessageId lastStartWithRows(const LaneColumns &columns, MessageId to) const;
    bool visitBlock(const LaneColumns &columns, MessageId from, MessageId to, const Visitor &visitor) const;

    const MessageLog *m_log;
    MessageId m_end;
    std::array<quint64, columnCount> m_totals{};
    std::array<Levels, columnCount> m_levels;
    std::vector<quint8> m_columnOfName; ///< by StringId; 0: not asked yet
    std::unordered_map<std::string, quint8> m_columnOfGroup;
    std::vector<Name> m_names;
    quint64 m_otherNames = 0;
};

} // namespace console
