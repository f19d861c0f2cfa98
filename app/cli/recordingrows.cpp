#include "app/cli/recordingrows.h"

namespace console::cli {

BatchPointer RecordingRows::next()
{
    const BatchPointer batch = m_reader->next();
    if (!batch)
        return batch;
    const BatchPointer renumbered = m_numbers.renumbered(batch);
    m_recorded = batch->first;
    m_given = renumbered->first;
    m_log.append(renumbered);
    return batch;
}

QString RecordingRows::personName(const QByteArray &room, const QByteArray &participant, MessageId row) const
{
    return m_directory.nameOf(room, participant, m_given + (row.value - m_recorded.value));
}

} // namespace console::cli
