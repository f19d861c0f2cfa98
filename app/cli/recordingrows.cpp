#include "app/cli/recordingrows.h"

namespace console::cli {

BatchPointer RecordingRows::next()
{
    const BatchPointer batch = m_reader->next();
    if (batch)
        m_log.append(m_numbers.renumbered(batch));
    return batch;
}

QString RecordingRows::personName(const QByteArray &room, const QByteArray &participant) const
{
    return m_directory.nameOf(room, participant);
}

} // namespace console::cli
