#pragma once

#include "lib/log/recordingreader.h"

namespace console {

/// Writes all that can be read of a recording as one that has its end, its indexes and its summary; rows keep
/// their numbers, holes included. False where the device took less; its errorString() says why.
/// @param to  open for writing, unbuffered, and empty
bool copyRecording(RecordingReader &from, QIODevice &to);

} // namespace console
