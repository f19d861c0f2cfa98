#pragma once

#include "lib/log/messagelog.h"
#include "lib/log/recordingretention.h"

class QSettings;

namespace console {

/// What the user wants of recordings: a value, kept among the settings of the program. Counts for sessions
/// that begin later.
struct RecordingSettings
{
    static constexpr int mostRecordings = 10'000;
    static constexpr qint64 leastBytes = 100'000'000;
    static constexpr qint64 mostBytes = 10'000'000'000'000;
    static constexpr quint64 leastMemory = 64 * 1024 * 1024;
    static constexpr quint64 mostMemory = 64ull * 1024 * 1024 * 1024;

    bool recordsEverySession = true;
    RecordingLimits limits; ///< 1 to mostRecordings, leastBytes to mostBytes
    /// Of a session that is not recorded, in bytes; leastMemory to mostMemory.
    quint64 memoryLimit = MessageLog::defaultMemoryLimit();
    QString problem; ///< sentences: what was stored and cannot be used; empty: all well

    /// A value that cannot be used is replaced by the one that counts where nobody chose.
    static RecordingSettings read(const QSettings &from);
    /// What nobody changed is not stored, so that it goes on to depend on the machine and the version.
    /// Answers a sentence where the settings could not be written, or nothing.
    QString write(QSettings &to) const;

    friend bool operator==(const RecordingSettings &, const RecordingSettings &) = default;
};

} // namespace console
