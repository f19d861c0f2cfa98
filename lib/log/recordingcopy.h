#pragma once

#include "lib/log/recordingreader.h"

namespace console {

/// Writes all that can be read of a recording as one that has its end, its indexes and its summary; rows keep
/// their numbers, holes included. False where the device took less; its errorString() says why.
/// @param to  open for writing, unbuffered, and empty
bool copyRecording(RecordingReader &from, QIODevice &to);

/// What came of a copy.
struct RecordingCopy
{
    QString problem; ///< a sentence: there is none, and the file is what it was before
    QStringList remarks; ///< sentences: what could not be read, or is missing in the midst
};

/// Copies what can be read of a recording that may be growing, with an end of its own. Waits for the disk.
RecordingCopy saveRecordingAs(const QString &from, const QString &to);
/// The same, byte for byte. Answers a sentence where that did not work.
QString saveFileAs(const QString &from, const QString &to);

} // namespace console
