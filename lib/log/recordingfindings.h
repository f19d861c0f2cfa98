#pragma once

#include "lib/log/recordingreader.h"

namespace console {

/// What is not as it should be in a recording, a sentence each; nothing of a sound one.
QStringList findingSentences(const RecordingReader::Findings &findings);

} // namespace console
