#include "lib/log/recordingretention.h"

#include <algorithm>

namespace console {

QStringList recordingsBeyond(
    const RecordingLimits &limits, QList<StoredRecording> recordings, const QStringList &inUse)
{
    recordings.removeIf([](const StoredRecording &recording) { return !recording.isAutomatic; });
    std::sort(recordings.begin(), recordings.end(), [](const StoredRecording &a, const StoredRecording &b) {
        return std::tie(a.start, a.path) < std::tie(b.start, b.path);
    });
    qsizetype count = recordings.size();
    qint64 bytes = 0;
    for (const StoredRecording &recording : recordings)
        bytes += recording.size;

    QStringList beyond;
    for (const StoredRecording &recording : recordings) {
        if (count <= limits.recordings && bytes <= limits.bytes)
            break;
        if (recording.isHeld || inUse.contains(recording.path))
            continue;
        beyond.append(recording.path);
        --count;
        bytes -= recording.size;
    }
    return beyond;
}

} // namespace console
