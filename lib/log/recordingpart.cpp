#include "lib/log/recordingpart.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr quint64 bytesPerMebibyte = 1024 * 1024;

QString unsupported(quint64 offset, QByteArrayView compression)
{
    const QByteArrayView start = compression.first(std::min<qsizetype>(compression.size(), 32));
    return u"The chunk at byte %1 is compressed with “%2”, which is not supported; zstd is."_s.arg(
        QString::number(offset), QString::fromUtf8(start));
}

QString tooBig(quint64 offset, quint64 largest)
{
    return u"The chunk at byte %1 is too big: of one, at most %2 MiB are read."_s.arg(
        QString::number(offset), QString::number(largest / bytesPerMebibyte));
}

std::optional<mcap::Chunk> chunkIn(QByteArrayView bytes)
{
    const std::optional<mcap::RawRecord> record = mcap::takeRecord(bytes);
    return record && record->is(mcap::Opcode::Chunk) ? mcap::decodeChunk(record->content) : std::nullopt;
}

std::optional<QByteArray> recordsIn(const mcap::Chunk &chunk)
{
    std::optional<QByteArray> records = chunk.compression.isEmpty()
        ? std::optional(chunk.records.toByteArray())
        : mcap::decompressed(chunk.records, chunk.uncompressedSize);
    const bool isSound = records && quint64(records->size()) == chunk.uncompressedSize
        && (chunk.crc == 0 || chunk.crc == mcap::crc32(*records));
    return isSound ? std::move(records) : std::nullopt;
}

} // namespace

PartRecords unpacked(const RecordingPart &part, const QByteArray &bytes, quint64 largest)
{
    if (!part.isChunk)
        return {bytes, {}};
    const std::optional<mcap::Chunk> chunk = chunkIn(bytes);
    if (chunk && chunk->uncompressedSize > largest)
        return {{}, tooBig(part.offset, largest)};
    if (chunk && !chunk->compression.isEmpty() && chunk->compression != "zstd")
        return {{}, unsupported(part.offset, chunk->compression)};
    std::optional<QByteArray> records = chunk ? recordsIn(*chunk) : std::nullopt;
    if (!records)
        return {{}, u"The chunk at byte %1 is damaged."_s.arg(part.offset)};
    return {std::move(*records), {}};
}

} // namespace console
