#pragma once

#include "lib/log/chunkindexes.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QMap>

#include <map>
#include <optional>
#include <utility>
#include <vector>

/// The records of an MCAP file (mcap.dev/spec), as values. Pure functions: bytes to values and back. What is
/// decoded may be anything: nothing comes back where a record is no such record. Fields that later versions
/// append to a record are passed over.
namespace console::mcap {

inline constexpr QByteArrayView magic("\x89MCAP0\r\n", 8); ///< first and last in a file
inline constexpr qsizetype recordHeadSize = 9; ///< opcode and length
inline constexpr qsizetype footerSize = recordHeadSize + 8 + 8 + 4;

enum class Opcode : quint8 {
    Header = 0x01,
    Footer = 0x02,
    Schema = 0x03,
    Channel = 0x04,
    Message = 0x05,
    Chunk = 0x06,
    MessageIndex = 0x07,
    ChunkIndex = 0x08,
    Statistics = 0x0B,
    Metadata = 0x0C,
    MetadataIndex = 0x0D,
    SummaryOffset = 0x0E,
    DataEnd = 0x0F,
    RowIndex = 0x80, ///< ours; from here on other readers pass records over
};

using StringMap = QMap<QByteArray, QByteArray>;

/// Times of all records are nanoseconds since the Unix epoch, UTC; offsets count from the file's start.
struct Header
{
    QByteArray profile;
    QByteArray library;
};

struct Schema
{
    quint16 id = 0; ///< not 0
    QByteArray name;
    QByteArray encoding;
    QByteArray data;
};

struct Channel
{
    quint16 id = 0;
    quint16 schema = 0; ///< 0: none
    QByteArray topic;
    QByteArray encoding; ///< of its messages
    StringMap metadata;
};

struct Message
{
    quint16 channel = 0;
    quint32 sequence = 0;
    quint64 logTime = 0;
    quint64 publishTime = 0;
    QByteArrayView data;
};

struct Chunk
{
    quint64 start = 0; ///< earliest and latest time of its messages
    quint64 end = 0;
    quint64 uncompressedSize = 0;
    quint32 crc = 0; ///< of the uncompressed records; 0: none
    QByteArray compression; ///< "", "zstd" or "lz4"
    QByteArrayView records; ///< as they are in the file, compressed
};

struct MessageIndex
{
    struct Entry
    {
        quint64 time = 0;
        quint64 offset = 0; ///< within the uncompressed chunk
    };
    quint16 channel = 0;
    std::vector<Entry> entries;
};

struct ChunkIndex
{
    quint64 start = 0;
    quint64 end = 0;
    quint64 offset = 0; ///< of the chunk's opcode
    quint64 length = 0; ///< with opcode and length
    std::map<quint16, quint64> messageIndexes; ///< channel → offset of its message index
    quint64 messageIndexLength = 0; ///< bytes of all of them together
    QByteArray compression;
    quint64 compressedSize = 0;
    quint64 uncompressedSize = 0;
};

struct Metadata
{
    QByteArray name;
    StringMap values;
};

struct MetadataIndex
{
    quint64 offset = 0;
    quint64 length = 0; ///< with opcode and length
    QByteArray name;
};

struct Statistics
{
    quint64 messages = 0;
    quint16 schemas = 0;
    quint32 channels = 0;
    quint32 attachments = 0;
    quint32 metadata = 0;
    quint32 chunks = 0;
    quint64 start = 0; ///< 0 without messages, as is the end
    quint64 end = 0;
    std::map<quint16, quint64> messagesByChannel;
};

struct Footer
{
    quint64 summaryStart = 0; ///< 0: there is none
    quint64 summaryOffsetStart = 0; ///< 0: there are none
    quint32 summaryCrc = 0; ///< from the summary's start through the two fields above; 0: none
};

/// Append the whole record. @pre texts are shorter than 4 GiB
void append(QByteArray &to, const Header &record);
void append(QByteArray &to, const Schema &record);
void append(QByteArray &to, const Channel &record);
void append(QByteArray &to, const Message &record);
void append(QByteArray &to, const Chunk &record);
void append(QByteArray &to, const MessageIndex &record);
void append(QByteArray &to, const ChunkIndex &record);
void append(QByteArray &to, const Metadata &record);
/// The Data End record, without a checksum: each chunk has its own.
void appendDataEnd(QByteArray &to);

/// From the content of a record, without opcode and length. Views point into it.
std::optional<Header> decodeHeader(QByteArrayView content);
std::optional<Channel> decodeChannel(QByteArrayView content);
std::optional<Message> decodeMessage(QByteArrayView content);
std::optional<Chunk> decodeChunk(QByteArrayView content);
std::optional<MessageIndex> decodeMessageIndex(QByteArrayView content);
std::optional<ChunkIndex> decodeChunkIndex(QByteArrayView content);
std::optional<Metadata> decodeMetadata(QByteArrayView content);
std::optional<MetadataIndex> decodeMetadataIndex(QByteArrayView content);
std::optional<Statistics> decodeStatistics(QByteArrayView content);
std::optional<Footer> decodeFooter(QByteArrayView content);

/// A record as it stands in a sequence of records.
struct RawRecord
{
    quint8 opcode = 0;
    QByteArrayView content;

    bool is(Opcode wanted) const { return opcode == quint8(wanted); }
};

/// Takes the first record off; nothing, and `records` stays as it is, where no whole one is there.
std::optional<RawRecord> takeRecord(QByteArrayView &records);

/// What stands between the data and the end of a file: copies and positions, so that a reader need not go
/// through all of it.
struct Summary
{
    std::vector<Schema> schemas;
    std::vector<Channel> channels;
    Statistics statistics;
    ChunkIndexes chunks;
    std::vector<MetadataIndex> metadata;
};

/// Summary, summary offsets, footer and magic. @param start  where in the file they will stand
QByteArray encodeSummary(const Summary &summary, quint64 start);
/// @param bytes  from the summary's start to the footer; schemas are passed over
std::optional<Summary> decodeSummary(QByteArrayView bytes);

/// CRC-32 as in zlib and Ethernet. @param before  of the bytes before, to go on with
quint32 crc32(QByteArrayView bytes, quint32 before = 0);

/// zstd, level 1.
QByteArray compressed(QByteArrayView bytes);
/// Nothing unless the result is exactly `size` bytes. Memory: `size`, so the caller bounds it.
std::optional<QByteArray> decompressed(QByteArrayView bytes, quint64 size);

} // namespace console::mcap
