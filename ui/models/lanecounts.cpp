#include "ui/models/lanecounts.h"

#include <algorithm>

namespace console {

namespace {

constexpr size_t index(LaneColumn column)
{
    return size_t(column);
}

quint64 blockOf(MessageId id)
{
    return id.value / LaneCounts::blockRows;
}

MessageId startOf(quint64 block)
{
    return MessageId(block * LaneCounts::blockRows);
}

} // namespace

quint32 LaneCounts::Levels::at(quint64 block) const
{
    return block < firstBlock ? 0 : counts[block - firstBlock];
}

LaneCounts::LaneCounts(const MessageLog *log) : m_log(log), m_end(log->first()) { }

void LaneCounts::append(const MessageRecord *rows, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        if (m_end.value % blockRows == 0)
            closeBlock(blockOf(m_end));
        ++m_totals[learnColumn(rows[i])];
        m_end = m_end + 1;
    }
}

void LaneCounts::closeBlock(quint64 block)
{
    for (size_t column = 0; column < columnsInUse(); ++column) {
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

size_t LaneCounts::learnColumn(const MessageRecord &record)
{
    if (record.kind == MessageKind::Event && record.name) {
        if (m_columnOfName.size() <= record.name.value)
            m_columnOfName.resize(record.name.value + 1, 0);
        if (m_columnOfName[record.name.value] == 0)
            m_columnOfName[record.name.value] = quint8(eventColumn(record.name));
    }
    return column(record);
}

size_t LaneCounts::column(const MessageRecord &record) const
{
    switch (record.kind) {
    case MessageKind::Note:
    case MessageKind::Response:
        return index(LaneColumn::None);
    case MessageKind::Request:
        return index(LaneColumn::Requests);
    case MessageKind::Malformed:
        return index(LaneColumn::Malformed);
    case MessageKind::Other:
        return index(LaneColumn::FirstType) + size_t(EventType::Custom);
    case MessageKind::Event:
        break;
    }
    // Names too long for the pool are not worth reading the text again.
    return record.name && record.name.value < m_columnOfName.size() ? m_columnOfName[record.name.value]
                                                                    : index(LaneColumn::OtherNames);
}

size_t LaneCounts::eventColumn(StringId name)
{
    const QByteArray text = m_log->string(name);
    const QByteArray group = eventGroup(text);
    const EventType type = eventType(text);
    if (type != EventType::Unknown && group == groupOf(type))
        return index(LaneColumn::FirstType) + size_t(type);
    return newColumn(group, type);
}

size_t LaneCounts::newColumn(const QByteArray &group, EventType type)
{
    const auto known = m_columnOfGroup.find(group.toStdString());
    if (known != m_columnOfGroup.end())
        return known->second;
    if (columnsInUse() == columnCount) {
        ++m_otherNames;
        return index(LaneColumn::OtherNames);
    }
    const size_t column = columnsInUse();
    m_columnOfGroup.emplace(group.toStdString(), quint8(column));
    m_names.push_back({group, type});
    return column;
}

bool LaneCounts::blockStartIsHere(quint64 block) const
{
    return startOf(block) >= m_log->first() && startOf(block) < m_end;
}

/// Counts from the nearer block start that is still there: upwards from the one before, or down from the one
/// behind.
LaneCounts::Totals LaneCounts::before(MessageId id) const
{
    const quint64 block = blockOf(id);
    const bool nearerAbove = id.value % blockRows > blockRows / 2;
    const bool above = blockStartIsHere(block + 1);
    if (blockStartIsHere(block) && !(above && nearerAbove)) {
        Totals totals = atBlock(block);
        tally(totals, startOf(block), id, 1);
        return totals;
    }
    Totals totals;
    if (above)
        totals = atBlock(block + 1);
    else
        std::ranges::transform(m_totals, totals.begin(), [](quint64 total) { return quint32(total); });
    tally(totals, id, above ? startOf(block + 1) : m_end, quint32(-1));
    return totals;
}

void LaneCounts::tally(Totals &totals, MessageId from, MessageId to, quint32 sign) const
{
    m_log->forEachRun(from, to, [&](MessageId, const MessageRecord *rows, size_t count) {
        for (size_t i = 0; i < count; ++i)
            totals[column(rows[i])] += sign;
    });
}

LaneCounts::Totals LaneCounts::atBlock(quint64 block) const
{
    Totals totals{};
    for (size_t i = 0; i < columnsInUse(); ++i)
        if (!m_levels[i].counts.empty())
            totals[i] = m_levels[i].at(block);
    return totals;
}

quint32 LaneCounts::before(MessageId id, const LaneColumns &columns) const
{
    const Totals totals = before(id);
    quint32 sum = 0;
    for (size_t i = 0; i < columnCount; ++i)
        sum += columns[i] ? totals[i] : 0;
    return sum;
}

quint32 LaneCounts::atBlock(quint64 block, const LaneColumns &columns) const
{
    quint32 sum = 0;
    for (size_t i = 0; i < columnsInUse(); ++i)
        if (columns[i] && !m_levels[i].counts.empty())
            sum += m_levels[i].at(block);
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
    const LaneColumns &columns, MessageId from, MessageId to, const Visitor &visitor) const
{
    bool goesOn = true;
    m_log->forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t i = 0; i < count && goesOn; ++i)
            if (columns[column(rows[i])])
                goesOn = visitor(first + i, rows[i]);
    });
    return goesOn;
}

void LaneCounts::visit(const LaneColumns &columns, MessageId from, MessageId to, const Visitor &visitor) const
{
    const quint64 lastBlock = blockOf(MessageId(m_end.value - 1));
    while (from < to) {
        const quint64 block = blockOf(from);
        if (blockStartIsHere(block) && from == startOf(block))
            from = std::max(from, startOf(lastBlockWithout(block, lastBlock, columns)));
        const MessageId blockEnd = std::min(to, startOf(blockOf(from) + 1));
        if (from < blockEnd && !visitBlock(columns, from, blockEnd, visitor))
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
    MessageId found;
    visit(columns, lastStartWithRows(columns, to), to, [&](MessageId here, const MessageRecord &) {
        found = here;
        return true;
    });
    return found;
}

/// The last block start (or the log's first row) from which rows of the columns still follow before `to`.
MessageId LaneCounts::lastStartWithRows(const LaneColumns &columns, MessageId to) const
{
    const quint32 count = before(to, columns);
    quint64 low = blockOf(MessageId(m_log->first().value + blockRows - 1));
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
