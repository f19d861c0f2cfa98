#pragma once

#include "lib/log/recordingreader.h"

#include <array>

namespace console::cli {

/// What a recording holds, counted while it is read; a value.
struct RecordingContent
{
    std::array<quint64, size_t(MessageKind::Malformed) + 1> rows{}; ///< by kind
    qint64 firstTime = 0; ///< microseconds UTC; 0: there is no row
    qint64 lastTime = 0;

    void add(const MessageBatch &batch);
    quint64 of(MessageKind kind) const { return rows[size_t(kind)]; }
    quint64 received() const;
};

/// What info prints, line by line; pure.
QString infoText(const RecordingOutline &outline, const RecordingContent &content,
    const RecordingReader::Findings &findings);

} // namespace console::cli
