#pragma once

#include "lib/log/storedrecording.h"

#include <QList>
#include <QStringList>

namespace console {

/// How much of what nobody named is kept.
struct RecordingLimits
{
    int recordings = 50; ///< at least 1
    qint64 bytes = 10'000'000'000; ///< of all of them together

    friend bool operator==(const RecordingLimits &, const RecordingLimits &) = default;
};

/// The recordings that have to go so that the rest keeps to the limits: the oldest first, and only those that
/// nobody named, that are not being written and not in use. What somebody named is kept and not counted, else
/// it would drive out every new one; what cannot go is counted.
/// @param inUse  paths: shown in a window
QStringList recordingsBeyond(
    const RecordingLimits &limits, QList<StoredRecording> recordings, const QStringList &inUse);

} // namespace console
