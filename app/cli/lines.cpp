#include "app/cli/lines.h"

#include "lib/export/ndjsonexporter.h"

namespace console::cli {

LineWriter::LineWriter(bool raw, std::optional<quint64> count, const FilterExpression &filter)
    : m_filter(filter), m_raw(raw), m_remaining(count)
{
}

QByteArray LineWriter::lines(const BatchList &batches)
{
    QByteArray lines;
    for (const BatchPointer &batch : batches) {
        m_filter.begin(*batch);
        for (size_t row = 0; row < batch->rows.size() && !isComplete(); ++row)
            append(*batch, row, lines);
    }
    return lines;
}

void LineWriter::append(const MessageBatch &batch, size_t row, QByteArray &lines)
{
    const MessageRecord &record = batch.rows[row];
    if (m_filter.passes(batch, row)) {
        if (!m_raw)
            lines += jsonLine(batch.first + row, record, batch.textOf(row)) + '\n';
        else if (record.isReceived())
            lines += batch.textOf(row).toByteArray() + '\n';
    }
    if (record.isReceived() && m_remaining)
        --*m_remaining;
}

} // namespace console::cli
