#pragma once

#include "lib/log/recordingreader.h"

namespace console {

/// Writes all that can be read of a recording as one that has its end, its indexes and its summary; rows keep
/// their numbers, holes included. False where the device took less; its errorString() says why.
/// @param to  open for writing, unbuffered, and empty
bool copyRecording(RecordingReader &from, QIODevice &to);

/// Copies what can be read of a recording that may be growing, with an end of its own. Answers a sentence
/// where that did not work; then `to` is what it was before. Waits for the disk.
QString saveRecordingAs(const QString &from, const QString &to);
/// The same, byte for byte.
QString saveFileAs(const QString &from, const QString &to);

} // namespace console
