#pragma once

#include "lib/log/mcap.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace console {

/// Where a chunk of a recording stands, or some messages outside of chunks; a value.
struct RecordingPart
{
    /// Bytes of a part's records, uncompressed: what exceeds it is not read.
    static constexpr quint64 largest = (1024 + 16) * quint64(1024 * 1024);
    /// The same of files that are not ours. Programs write chunks of some MiB; a larger one, of empty
    /// messages, would become many times its size.
    static constexpr quint64 largestOfOthers = 256 * quint64(1024 * 1024);
    /// A chunk's own fields are a few bytes; its records may not compress at all.
    static constexpr quint64 largestRecordFor(quint64 largest) { return largest + largest / 128; }
    static constexpr quint64 largestRecord = largest + largest / 128;

    quint64 offset = 0;
    quint64 length = 0; ///< bytes of its records, with opcodes and lengths
    bool isChunk = false;
    quint64 rowIndex = 0; ///< where its row index should be; 0: none
};

/// The records of a part, or a sentence that says why they cannot be read.
struct PartRecords
{
    QByteArray records;
    QString problem;
};

/// Unpacks a chunk and checks it. @param bytes  the part as it stands in the file; not trusted
/// @param largest  bytes of its records, uncompressed: of more, nothing is unpacked
PartRecords unpacked(
    const RecordingPart &part, const QByteArray &bytes, quint64 largest = RecordingPart::largest);

} // namespace console
