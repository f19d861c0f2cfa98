#pragma once

#include <QByteArray>

#include <functional>
#include <vector>

namespace console::mcap {

struct ChunkIndex;

/// The chunk indexes of a file in little memory: as records, and all but the newest compressed. A session
/// that receives little has two chunks a second, half a million in three days. No thread of its own.
class ChunkIndexes
{
public:
    void push_back(const ChunkIndex &index);
    quint64 size() const { return m_size; }

    /// The records, one after the other, in their order.
    void appendRecords(QByteArray &to) const;
    void forEach(const std::function<void(const ChunkIndex &)> &visitor) const;

private:
    struct Block
    {
        QByteArray compressed;
        quint64 size = 0; ///< bytes of the records
    };
    void close();
    void forEachBlock(const std::function<void(QByteArrayView records)> &visitor) const;

    std::vector<Block> m_blocks;
    QByteArray m_open; ///< records behind those of the blocks
    quint64 m_size = 0;
};

} // namespace console::mcap
