#include "lib/log/chunkindexes.h"

#include "lib/log/mcap.h"

#include <utility>

namespace console::mcap {

namespace {

constexpr qsizetype blockSize = 64 * 1024; // larger ones are hardly any smaller when compressed

} // namespace

void ChunkIndexes::push_back(const ChunkIndex &index)
{
    append(m_open, index);
    ++m_size;
    if (m_open.size() >= blockSize)
        close();
}

void ChunkIndexes::close()
{
    Block block{compressed(m_open), quint64(m_open.size())};
    block.compressed.squeeze();
    m_blocks.push_back(std::move(block));
    m_open.truncate(0);
}

void ChunkIndexes::forEachBlock(const std::function<void(QByteArrayView records)> &visitor) const
{
    for (const Block &block : m_blocks)
        visitor(decompressed(block.compressed, block.size).value_or(QByteArray()));
    visitor(m_open);
}

void ChunkIndexes::appendRecords(QByteArray &to) const
{
    qsizetype size = to.size() + m_open.size();
    for (const Block &block : m_blocks)
        size += qsizetype(block.size);
    to.reserve(size);
    forEachBlock([&to](QByteArrayView records) { to.append(records); });
}

void ChunkIndexes::forEach(const std::function<void(const ChunkIndex &)> &visitor) const
{
    forEachBlock([&visitor](QByteArrayView records) {
        while (const std::optional<RawRecord> record = takeRecord(records)) {
            if (const std::optional<ChunkIndex> index = decodeChunkIndex(record->content))
                visitor(*index);
        }
    });
}

} // namespace console::mcap
