#include "lib/log/batchslices.h"

namespace console {

BatchSlices::BatchSlices(BatchPointer batch, size_t rows)
    : m_batch(std::move(batch)), m_rows(rows), m_matches(m_batch->matches)
{
    std::ranges::stable_sort(m_matches, {}, &Match::response);
}

BatchPointer BatchSlices::next()
{
    if (isAtEnd())
        return nullptr;
    const size_t row = m_row;
    m_row = std::min(row + m_rows, m_batch->rows.size());
    if (row == 0 && isAtEnd())
        return m_batch;
    return std::make_shared<const MessageBatch>(slice(row, m_row));
}

MessageBatch BatchSlices::slice(size_t row, size_t end)
{
    const quint32 start = row == 0 ? 0 : m_batch->rows[row - 1].end;
    MessageBatch slice;
    slice.first = m_batch->first + row;
    slice.rows.assign(m_batch->rows.begin() + qptrdiff(row), m_batch->rows.begin() + qptrdiff(end));
    slice.text = m_batch->text.sliced(start, slice.rows.back().end - start);
    for (MessageRecord &each : slice.rows)
        each.end -= start;
    takeMatches(slice);
    if (row == 0) {
        slice.firstString = m_batch->firstString;
        slice.strings = m_batch->strings;
    }
    if (isAtEnd()) {
        slice.lost = m_batch->lost;
        slice.dropped = m_batch->dropped;
        slice.arrived = m_batch->arrived;
    }
    return slice;
}

void BatchSlices::takeMatches(MessageBatch &slice)
{
    const MessageId end = slice.first + slice.rows.size();
    for (; m_match < m_matches.size() && m_matches[m_match].response < end; ++m_match)
        slice.matches.push_back(m_matches[m_match]);
}

} // namespace console
