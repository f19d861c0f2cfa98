#pragma once

#include "lib/filter/compiledfilter.h"

#include <functional>

namespace console {

/// Judges a stretch of rows at once: first by what the rows hold, then, where that is not enough, by their
/// text, which is scanned as a whole where one text must be in each. Used once; any one thread.
class RowJudge
{
public:
    /// @param rows  the one before `rows[0]` does not exist: its text starts at 0. Must outlive the judge
    RowJudge(const CompiledFilter &filter, MessageId first, const std::vector<MessageRecord> &rows);

    /// @param text  asked for at most once, and only if it decides; empty where it cannot be read
    /// @param givesUp  looked at now and then
    std::vector<MessageId> passing(
        const std::function<QByteArray()> &text, const std::function<bool()> &givesUp);

private:
    bool judgeRows();
    void judgeTexts(QByteArrayView text, const std::function<bool()> &givesUp);
    void judgeTextsWith(const TextNeedle &needle, QByteArrayView text, const std::function<bool()> &givesUp);
    void passOver(size_t from, size_t to, QByteArrayView text);
    void judgeText(size_t row, QByteArrayView text);
    size_t rowAt(qsizetype offset, size_t from) const;
    quint32 startOf(size_t row) const { return row == 0 ? 0 : m_rows[row - 1].end; }
    FilterRow factsOf(size_t row) const
    {
        return {m_rows[row], m_first + row, m_rows[row].end - startOf(row)};
    }

    const CompiledFilter &m_filter;
    MessageId m_first;
    const std::vector<MessageRecord> &m_rows;
    std::vector<FilterVerdict> m_verdicts;
};

} // namespace console
