#include "lib/export/mcapexporter.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace console {

bool McapExporter::add(const ExportRow &row)
{
    auto batch = std::make_shared<MessageBatch>();
    batch->first = row.id;
    MessageRecord record = row.record;
    record.end = quint32(row.text.size());
    record.name = m_strings.intern(row.name);
    record.room = m_strings.intern(row.room);
    record.participant = m_strings.intern(row.participant);
    batch->rows = {record};
    batch->text = row.text.toByteArray();
    batch->strings = m_strings.takeIntroduced(&batch->firstString);
    if (row.request)
        batch->matches = {{row.id, row.request, std::max<qint64>(row.latency, 0)}};
    m_behind = row.id + 1;
    return append(std::move(batch));
}

bool McapExporter::end()
{
    auto batch = std::make_shared<MessageBatch>();
    batch->first = m_behind;
    return append(std::move(batch)) && m_writer.end();
}

bool McapExporter::append(std::shared_ptr<MessageBatch> batch)
{
    batch->lost = std::exchange(m_lost, {});
    // No time passes: what is not live gains nothing from chunks that end early.
    return m_writer.append(*m_rows.renumbered(batch), RecordingWriter::Time{});
}

} // namespace console
