#include "lib/log/mcap.h"

#include "lib/log/compressor.h"
#include "lib/log/mcapbytes.h"

#include <zstd.h>

namespace console::mcap {

namespace {

constexpr qsizetype indexEntrySize = 16;
constexpr qsizetype messageHeadSize = 22; ///< bytes of the content before the data

RecordEncoder encoder(QByteArray &to, Opcode opcode)
{
    return {to, quint8(opcode)};
}

void appendMap(RecordEncoder &record, const StringMap &map)
{
    qsizetype bytes = 0;
    for (auto each = map.begin(); each != map.end(); ++each)
        bytes += 8 + each.key().size() + each.value().size();
    record.number(quint32(bytes));
    for (auto each = map.begin(); each != map.end(); ++each) {
        record.string(each.key());
        record.string(each.value());
    }
}

void appendMap(RecordEncoder &record, const std::map<quint16, quint64> &map)
{
    record.number(quint32(map.size() * (sizeof(quint16) + sizeof(quint64))));
    for (const auto &[channel, value] : map) {
        record.number(channel);
        record.number(value);
    }
}

StringMap takeStringMap(BoundedDecoder &from)
{
    BoundedDecoder entries(from.string());
    StringMap map;
    while (!entries.isAtEnd()) {
        const QByteArray key = entries.string().toByteArray();
        map.insert(key, entries.string().toByteArray());
    }
    return map;
}

std::map<quint16, quint64> takeChannelMap(BoundedDecoder &from)
{
    BoundedDecoder entries(from.string());
    std::map<quint16, quint64> map;
    while (!entries.isAtEnd()) {
        const quint16 channel = entries.number<quint16>();
        map[channel] = entries.number<quint64>();
    }
    return map;
}

template <typename Record>
std::optional<Record> ifGood(const BoundedDecoder &decoder, Record record)
{
    return decoder.isGood() ? std::optional<Record>(std::move(record)) : std::nullopt;
}

void append(QByteArray &to, const MetadataIndex &index)
{
    RecordEncoder record = encoder(to, Opcode::MetadataIndex);
    record.number(index.offset);
    record.number(index.length);
    record.string(index.name);
}

void append(QByteArray &to, const Statistics &statistics)
{
    RecordEncoder record = encoder(to, Opcode::Statistics);
    record.number(statistics.messages);
    record.number(statistics.schemas);
    record.number(statistics.channels);
    record.number(statistics.attachments);
    record.number(statistics.metadata);
    record.number(statistics.chunks);
    record.number(statistics.start);
    record.number(statistics.end);
    appendMap(record, statistics.messagesByChannel);
}

/// Writes the records of one opcode and remembers where they stand.
class Groups
{
public:
    Groups(QByteArray &bytes, quint64 start) : m_bytes(bytes), m_start(start) { }

    template <typename Records>
    void add(Opcode opcode, const Records &records)
    {
        const qsizetype before = m_bytes.size();
        appendAll(records);
        if (m_bytes.size() > before)
            m_groups.push_back({opcode, m_start + quint64(before), quint64(m_bytes.size() - before)});
    }

    void addOffsets()
    {
        for (const Group &group : m_groups) {
            RecordEncoder record = encoder(m_bytes, Opcode::SummaryOffset);
            record.number(quint8(group.opcode));
            record.number(group.start);
            record.number(group.length);
        }
    }

private:
    struct Group
    {
        Opcode opcode;
        quint64 start;
        quint64 length;
    };

    template <typename Record>
    void appendAll(const std::vector<Record> &records)
    {
        for (const Record &record : records)
            append(m_bytes, record);
    }
    void appendAll(const ChunkIndexes &indexes) { indexes.appendRecords(m_bytes); }

    QByteArray &m_bytes;
    quint64 m_start;
    std::vector<Group> m_groups;
};

/// @param to  what stands since the summary's start
void appendFooter(QByteArray &to, quint64 summaryStart, quint64 summaryOffsetStart)
{
    {
        RecordEncoder record = encoder(to, Opcode::Footer);
        record.number(summaryStart);
        record.number(summaryOffsetStart);
        record.number(quint32(0));
    }
    const qsizetype checked = to.size() - qsizetype(sizeof(quint32));
    qToLittleEndian(crc32(QByteArrayView(to).first(checked)), to.data() + checked);
}

} // namespace

void append(QByteArray &to, const Header &header)
{
    RecordEncoder record = encoder(to, Opcode::Header);
    record.string(header.profile);
    record.string(header.library);
}

void append(QByteArray &to, const Schema &schema)
{
    RecordEncoder record = encoder(to, Opcode::Schema);
    record.number(schema.id);
    record.string(schema.name);
    record.string(schema.encoding);
    record.string(schema.data);
}

void append(QByteArray &to, const Channel &channel)
{
    RecordEncoder record = encoder(to, Opcode::Channel);
    record.number(channel.id);
    record.number(channel.schema);
    record.string(channel.topic);
    record.string(channel.encoding);
    appendMap(record, channel.metadata);
}

/// Thousands of times a second, so made room for once: appending costs more than copying.
void append(QByteArray &to, const Message &message)
{
    const auto head = packed(quint8(Opcode::Message), quint64(messageHeadSize + message.data.size()),
        message.channel, message.sequence, message.logTime, message.publishTime);
    const qsizetype before = to.size();
    to.resize(before + qsizetype(head.size()) + message.data.size());
    char *const data = std::copy(head.begin(), head.end(), to.data() + before);
    std::copy(message.data.begin(), message.data.end(), data);
}

void append(QByteArray &to, const Chunk &chunk)
{
    RecordEncoder record = encoder(to, Opcode::Chunk);
    record.number(chunk.start);
    record.number(chunk.end);
    record.number(chunk.uncompressedSize);
    record.number(chunk.crc);
    record.string(chunk.compression);
    record.number(quint64(chunk.records.size()));
    record.bytes(chunk.records);
}

void append(QByteArray &to, const MessageIndex &index)
{
    RecordEncoder record = encoder(to, Opcode::MessageIndex);
    record.number(index.channel);
    record.number(quint32(index.entries.size() * indexEntrySize));
    record.list(
        index.entries, [](const MessageIndex::Entry &entry) { return packed(entry.time, entry.offset); });
}

void append(QByteArray &to, const ChunkIndex &index)
{
    RecordEncoder record = encoder(to, Opcode::ChunkIndex);
    record.number(index.start);
    record.number(index.end);
    record.number(index.offset);
    record.number(index.length);
    appendMap(record, index.messageIndexes);
    record.number(index.messageIndexLength);
    record.string(index.compression);
    record.number(index.compressedSize);
    record.number(index.uncompressedSize);
}

void append(QByteArray &to, const Metadata &metadata)
{
    RecordEncoder record = encoder(to, Opcode::Metadata);
    record.string(metadata.name);
    appendMap(record, metadata.values);
}

void appendDataEnd(QByteArray &to)
{
    encoder(to, Opcode::DataEnd).number(quint32(0));
}

std::optional<Header> decodeHeader(QByteArrayView content)
{
    BoundedDecoder from(content);
    Header header;
    header.profile = from.string().toByteArray();
    header.library = from.string().toByteArray();
    return ifGood(from, header);
}

std::optional<Channel> decodeChannel(QByteArrayView content)
{
    BoundedDecoder from(content);
    Channel channel;
    channel.id = from.number<quint16>();
    channel.schema = from.number<quint16>();
    channel.topic = from.string().toByteArray();
    channel.encoding = from.string().toByteArray();
    channel.metadata = takeStringMap(from);
    return ifGood(from, channel);
}

std::optional<Message> decodeMessage(QByteArrayView content)
{
    BoundedDecoder from(content);
    Message message;
    message.channel = from.number<quint16>();
    message.sequence = from.number<quint32>();
    message.logTime = from.number<quint64>();
    message.publishTime = from.number<quint64>();
    message.data = from.rest();
    return ifGood(from, message);
}

std::optional<Chunk> decodeChunk(QByteArrayView content)
{
    BoundedDecoder from(content);
    Chunk chunk;
    chunk.start = from.number<quint64>();
    chunk.end = from.number<quint64>();
    chunk.uncompressedSize = from.number<quint64>();
    chunk.crc = from.number<quint32>();
    chunk.compression = from.string().toByteArray();
    chunk.records = from.bytes(from.number<quint64>());
    return ifGood(from, chunk);
}

std::optional<MessageIndex> decodeMessageIndex(QByteArrayView content)
{
    BoundedDecoder from(content);
    MessageIndex index;
    index.channel = from.number<quint16>();
    BoundedDecoder entries(from.string());
    index.entries.reserve(size_t(entries.remaining() / indexEntrySize));
    while (entries.remaining() >= indexEntrySize) {
        const quint64 time = entries.number<quint64>();
        index.entries.push_back({time, entries.number<quint64>()});
    }
    return ifGood(from, index);
}

std::optional<ChunkIndex> decodeChunkIndex(QByteArrayView content)
{
    BoundedDecoder from(content);
    ChunkIndex index;
    index.start = from.number<quint64>();
    index.end = from.number<quint64>();
    index.offset = from.number<quint64>();
    index.length = from.number<quint64>();
    index.messageIndexes = takeChannelMap(from);
    index.messageIndexLength = from.number<quint64>();
    index.compression = from.string().toByteArray();
    index.compressedSize = from.number<quint64>();
    index.uncompressedSize = from.number<quint64>();
    return ifGood(from, index);
}

std::optional<Metadata> decodeMetadata(QByteArrayView content)
{
    BoundedDecoder from(content);
    Metadata metadata;
    metadata.name = from.string().toByteArray();
    metadata.values = takeStringMap(from);
    return ifGood(from, metadata);
}

std::optional<MetadataIndex> decodeMetadataIndex(QByteArrayView content)
{
    BoundedDecoder from(content);
    MetadataIndex index;
    index.offset = from.number<quint64>();
    index.length = from.number<quint64>();
    index.name = from.string().toByteArray();
    return ifGood(from, index);
}

std::optional<Statistics> decodeStatistics(QByteArrayView content)
{
    BoundedDecoder from(content);
    Statistics statistics;
    statistics.messages = from.number<quint64>();
    statistics.schemas = from.number<quint16>();
    statistics.channels = from.number<quint32>();
    statistics.attachments = from.number<quint32>();
    statistics.metadata = from.number<quint32>();
    statistics.chunks = from.number<quint32>();
    statistics.start = from.number<quint64>();
    statistics.end = from.number<quint64>();
    statistics.messagesByChannel = takeChannelMap(from);
    return ifGood(from, statistics);
}

std::optional<Footer> decodeFooter(QByteArrayView content)
{
    BoundedDecoder from(content);
    Footer footer;
    footer.summaryStart = from.number<quint64>();
    footer.summaryOffsetStart = from.number<quint64>();
    footer.summaryCrc = from.number<quint32>();
    return ifGood(from, footer);
}

std::optional<RawRecord> takeRecord(QByteArrayView &records)
{
    BoundedDecoder from(records);
    RawRecord record;
    record.opcode = from.number<quint8>();
    record.content = from.bytes(from.number<quint64>());
    if (!from.isGood())
        return std::nullopt;
    records = from.rest();
    return record;
}

QByteArray encodeSummary(const Summary &summary, quint64 start)
{
    QByteArray bytes;
    Groups groups(bytes, start);
    groups.add(Opcode::Schema, summary.schemas);
    groups.add(Opcode::Channel, summary.channels);
    groups.add(Opcode::Statistics, std::vector{summary.statistics});
    groups.add(Opcode::ChunkIndex, summary.chunks);
    groups.add(Opcode::MetadataIndex, summary.metadata);
    const quint64 offsets = start + quint64(bytes.size());
    groups.addOffsets();
    appendFooter(bytes, start, offsets);
    return bytes + magic.toByteArray();
}

std::optional<Summary> decodeSummary(QByteArrayView bytes)
{
    Summary summary;
    bool isGood = true;
    const auto keep = [&isGood](auto &list, auto record) {
        if (record)
            list.push_back(std::move(*record));
        else
            isGood = false;
    };
    std::vector<Statistics> statistics;
    while (const std::optional<RawRecord> record = takeRecord(bytes)) {
        if (record->is(Opcode::Channel))
            keep(summary.channels, decodeChannel(record->content));
        else if (record->is(Opcode::ChunkIndex))
            keep(summary.chunks, decodeChunkIndex(record->content));
        else if (record->is(Opcode::MetadataIndex))
            keep(summary.metadata, decodeMetadataIndex(record->content));
        else if (record->is(Opcode::Statistics))
            keep(statistics, decodeStatistics(record->content));
    }
    if (!isGood || !bytes.isEmpty() || statistics.size() != 1)
        return std::nullopt;
    summary.statistics = statistics.front();
    return summary;
}

QByteArray compressed(QByteArrayView bytes)
{
    return Compressor().compress(bytes).toByteArray();
}

std::optional<QByteArray> decompressed(QByteArrayView bytes, quint64 size)
{
    QByteArray result(qsizetype(size), Qt::Uninitialized);
    const size_t found = ZSTD_decompress(result.data(), size_t(size), bytes.data(), size_t(bytes.size()));
    return found == size ? std::optional(result) : std::nullopt;
}

} // namespace console::mcap
