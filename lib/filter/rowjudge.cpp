#include "lib/filter/rowjudge.h"

#include <algorithm>

namespace console {

namespace {

using enum FilterVerdict;

/// Rows between two looks at whether to give up.
constexpr size_t restingRows = 256;

} // namespace

RowJudge::RowJudge(const CompiledFilter &filter, MessageId first, const std::vector<MessageRecord> &rows)
    : m_filter(filter), m_first(first), m_rows(rows)
{
}

std::vector<MessageId> RowJudge::passing(
    const std::function<QByteArray()> &text, const std::function<bool()> &givesUp)
{
    if (judgeRows()) {
        const QByteArray bytes = text();
        if (!bytes.isEmpty()) // nothing, or it cannot be read: whoever looks at such a row is told
            judgeTexts(bytes, givesUp);
    }
    std::vector<MessageId> ids;
    for (size_t row = 0; row < m_rows.size(); ++row) {
        if (m_verdicts[row] == Yes)
            ids.push_back(m_first + row);
    }
    return ids;
}

/// Whether any row needs its text.
bool RowJudge::judgeRows()
{
    bool needsText = false;
    m_verdicts.reserve(m_rows.size());
    quint32 start = 0;
    for (size_t row = 0; row < m_rows.size(); ++row) {
        const FilterVerdict verdict = m_filter.decide({m_rows[row], m_first + row, m_rows[row].end - start});
        start = m_rows[row].end;
        needsText |= verdict == NeedsText;
        m_verdicts.push_back(verdict);
    }
    return needsText;
}

void RowJudge::judgeTexts(QByteArrayView text, const std::function<bool()> &givesUp)
{
    if (!m_filter.requiredText().isEmpty())
        return judgeTextsWith(TextNeedle(m_filter.requiredText()), text, givesUp);
    for (size_t row = 0; row < m_rows.size(); ++row) {
        if (row % restingRows == 0 && givesUp())
            return;
        judgeText(row, text);
    }
}

/// Only rows that hold the needle, as they stand or unescaped, are worth a look of their own.
void RowJudge::judgeTextsWith(
    const TextNeedle &needle, QByteArrayView text, const std::function<bool()> &givesUp)
{
    size_t next = 0; // the first row that is not judged
    for (qsizetype at = needle.indexIn(text); at >= 0 && !givesUp(); at = needle.indexIn(text, at)) {
        const size_t row = rowAt(at, next);
        const qsizetype end = m_rows[row].end;
        passOver(next, row, text);
        next = row;
        if (at + needle.size() <= end) { // else it reaches into the next row, and so would every later one
            judgeText(row, text);
            next = row + 1;
        }
        at = end;
    }
    if (!givesUp())
        passOver(next, m_rows.size(), text);
}

/// Rows without the needle as they stand: those with \u may hold it all the same.
void RowJudge::passOver(size_t from, size_t to, QByteArrayView text)
{
    for (size_t row = from; row < to; ++row) {
        if (m_rows[row].has(MessageFlag::UnicodeEscapes))
            judgeText(row, text);
    }
}

void RowJudge::judgeText(size_t row, QByteArrayView text)
{
    if (m_verdicts[row] != NeedsText)
        return;
    const FilterRow facts = factsOf(row);
    m_verdicts[row] = m_filter.decide(facts, text.sliced(startOf(row), facts.size)) ? Yes : No;
}

size_t RowJudge::rowAt(qsizetype offset, size_t from) const
{
    const auto row = std::upper_bound(m_rows.begin() + qptrdiff(from), m_rows.end(), offset,
        [](qsizetype place, const MessageRecord &record) { return place < qsizetype(record.end); });
    return size_t(row - m_rows.begin());
}

} // namespace console
