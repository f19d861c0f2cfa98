#pragma once

#include <QString>

namespace console {

// How programs see that a file is being recorded: a lock stands beside it as long as its recorder lives. Any
// thread.

/// Where the lock of the recording is.
QString lockOfRecording(const QString &file);
/// Whether somebody records into the file at this moment.
bool isBeingRecorded(const QString &file);

} // namespace console
