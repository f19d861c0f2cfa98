#include "lib/log/recordingwriter.h"

#include "lib/log/rowindex.h"

#include <algorithm>
#include <utility>

namespace console {

namespace {

constexpr quint64 nanosecondsPerMicrosecond = 1'000;
constexpr qsizetype messageOverhead = mcap::recordHeadSize + 22;
constexpr size_t mostEntriesKept = 1024; ///< of a channel's index, from one chunk to the next

quint64 nanoseconds(qint64 microseconds)
{
    return quint64(std::max<qint64>(microseconds, 0)) * nanosecondsPerMicrosecond;
}

} // namespace

bool RecordingWriter::begin(const RecordingFacts &facts)
{
    QByteArray bytes = mcap::magic.toByteArray();
    mcap::append(bytes, mcap::Header{recordingProfile, "event-manager-console " CONSOLE_VERSION});
    m_summary.schemas = {messageSchema()};
    m_summary.statistics.schemas = 1;
    mcap::append(bytes, m_summary.schemas.front());
    return write(bytes) && describe(facts);
}

bool RecordingWriter::describe(const RecordingFacts &facts)
{
    return flush() && writeMetadata(facts.toMetadata());
}

bool RecordingWriter::append(const MessageBatch &batch, Time now)
{
    if (!makeWay(batch))
        return false;
    takeStrings(batch);
    auto match = batch.matches.begin();
    for (size_t row = 0; row < batch.rows.size(); ++row) {
        const MessageId id = batch.first + row;
        if (!appendRow(id, batch.rows[row], batch.textOf(row), now))
            return false;
        for (; match != batch.matches.end() && match->response <= id; ++match)
            m_open.index.matches.push_back(*match);
    }
    m_open.index.lost.insert(m_open.index.lost.end(), batch.lost.begin(), batch.lost.end());
    m_open.index.dropped += batch.dropped;
    return m_open.records.size() < chunkSize || flush();
}

/// A chunk's rows have consecutive numbers, and its strings too.
bool RecordingWriter::makeWay(const MessageBatch &batch)
{
    const MessageBatch &open = m_open.index;
    const bool stringsFollow = batch.strings.empty() || open.strings.empty()
        || open.firstString.value + open.strings.size() == batch.firstString.value;
    if (!stringsFollow && !flush())
        return false;
    m_behind = std::max(m_behind, batch.first);
    if (batch.rows.empty() || !m_next || batch.first == m_next)
        return true;
    return flush() && writeGap(m_next, batch.first.value - m_next.value);
}

void RecordingWriter::takeStrings(const MessageBatch &batch)
{
    if (batch.strings.empty())
        return;
    MessageBatch &open = m_open.index;
    if (open.strings.empty())
        open.firstString = batch.firstString;
    open.strings.insert(open.strings.end(), batch.strings.begin(), batch.strings.end());
    m_strings.resize(std::max<size_t>(m_strings.size(), batch.firstString.value - 1));
    m_strings.insert(m_strings.end(), batch.strings.begin(), batch.strings.end());
}

bool RecordingWriter::appendRow(MessageId id, MessageRecord row, QByteArrayView text, Time now)
{
    const bool isFull = m_open.records.size() + messageOverhead + text.size() > chunkSize;
    if (isFull && !m_open.index.rows.empty() && !flush())
        return false;
    if (m_open.index.rows.empty()) {
        m_open.index.first = id;
        m_open.since = now;
    }
    const quint16 channel = channelOf(row);
    const quint64 time = nanoseconds(row.time);
    entriesOf(channel).push_back({time, quint64(m_open.records.size())});
    mcap::append(m_open.records, mcap::Message{channel, quint32(id.value), time, time, text});
    m_open.textSize += quint32(text.size());
    m_open.received += row.isReceived();
    row.end = m_open.textSize;
    m_open.index.rows.push_back(row);
    m_next = id + 1;
    return true;
}

/// Names and their channels stay, so each name is looked up once.
quint16 RecordingWriter::channelOf(const MessageRecord &row)
{
    if (!row.name || row.name.value > m_strings.size())
        return m_topics.channelFor(row, {});
    if (row.kind != MessageKind::Event)
        return m_topics.channelFor(row, m_strings[row.name.value - 1]);
    if (row.name.value >= m_eventChannels.size())
        m_eventChannels.resize(row.name.value + 1);
    quint16 &channel = m_eventChannels[row.name.value];
    if (channel == 0)
        channel = m_topics.channelFor(row, m_strings[row.name.value - 1]);
    return channel;
}

std::vector<mcap::MessageIndex::Entry> &RecordingWriter::entriesOf(quint16 channel)
{
    for (size_t known = m_open.messageIndexes.size(); known < channel; ++known)
        m_open.messageIndexes.push_back({quint16(known + 1), {}});
    return m_open.messageIndexes[channel - 1].entries;
}

std::optional<RecordingWriter::Time> RecordingWriter::due() const
{
    return m_open.index.rows.empty() ? std::nullopt : std::optional(m_open.since + chunkAge);
}

bool RecordingWriter::flushIfDue(Time now)
{
    const std::optional<Time> time = due();
    return !time || now < *time ? !m_hasFailed : flush();
}

bool RecordingWriter::flush()
{
    // What came without rows waits for the next ones.
    if (m_open.index.rows.empty())
        return !m_hasFailed;
    m_bytes.truncate(0);
    appendNewChannels(m_bytes);
    mcap::ChunkIndex index = appendChunk(m_bytes);
    appendMessageIndexes(m_bytes, index);
    appendRowIndex(m_bytes, m_open.index);
    if (!write(m_bytes))
        return false;
    addToSummary(index);
    m_lastTime = m_open.index.rows.back().time;
    const RecordingPart part{index.offset, index.length, true, 0};
    m_places.push_back({nullptr, part, m_open.index.first, m_open.index.rows.size()});
    forgetChunk();
    return true;
}

/// Its memory stays for the next one, unless a huge message needed it.
void RecordingWriter::forgetChunk()
{
    OpenChunk last = std::exchange(m_open, {});
    if (last.records.capacity() > 2 * chunkSize) {
        m_bytes = {};
        return;
    }
    last.records.truncate(0);
    last.index.rows.clear();
    for (mcap::MessageIndex &index : last.messageIndexes) {
        index.entries.clear();
        if (index.entries.capacity() > mostEntriesKept)
            index.entries = {};
    }
    m_open.records = std::move(last.records);
    m_open.index.rows = std::move(last.index.rows);
    m_open.messageIndexes = std::move(last.messageIndexes);
}

void RecordingWriter::appendNewChannels(QByteArray &to)
{
    for (const mcap::Channel &channel : m_topics.takeNew()) {
        mcap::append(to, channel);
        m_summary.channels.push_back(channel);
        ++m_summary.statistics.channels;
    }
}

mcap::ChunkIndex RecordingWriter::appendChunk(QByteArray &to)
{
    const QByteArrayView records = m_compressor.compress(m_open.records);
    mcap::Chunk chunk;
    chunk.start = nanoseconds(m_open.index.rows.front().time);
    chunk.end = nanoseconds(m_open.index.rows.back().time);
    chunk.uncompressedSize = quint64(m_open.records.size());
    chunk.crc = mcap::crc32(m_open.records);
    chunk.compression = "zstd";
    chunk.records = records;
    mcap::ChunkIndex index;
    index.start = chunk.start;
    index.end = chunk.end;
    index.offset = m_size + quint64(to.size());
    index.compression = chunk.compression;
    index.compressedSize = quint64(records.size());
    index.uncompressedSize = chunk.uncompressedSize;
    mcap::append(to, chunk);
    index.length = m_size + quint64(to.size()) - index.offset;
    return index;
}

void RecordingWriter::appendMessageIndexes(QByteArray &to, mcap::ChunkIndex &index) const
{
    const qsizetype before = to.size();
    for (const mcap::MessageIndex &each : m_open.messageIndexes) {
        if (each.entries.empty())
            continue;
        index.messageIndexes[each.channel] = m_size + quint64(to.size());
        mcap::append(to, each);
    }
    index.messageIndexLength = quint64(to.size() - before);
}

void RecordingWriter::addToSummary(const mcap::ChunkIndex &index)
{
    mcap::Statistics &statistics = m_summary.statistics;
    statistics.start = statistics.chunks == 0 ? index.start : std::min(statistics.start, index.start);
    statistics.end = std::max(statistics.end, index.end);
    statistics.messages += m_open.index.rows.size();
    ++statistics.chunks;
    for (const mcap::MessageIndex &each : m_open.messageIndexes) {
        if (!each.entries.empty())
            statistics.messagesByChannel[each.channel] += each.entries.size();
    }
    for (const MessageRecord &row : m_open.index.rows)
        m_messages += row.isReceived();
    m_summary.chunks.push_back(index);
}

bool RecordingWriter::writeMetadata(const mcap::Metadata &metadata)
{
    const quint64 offset = m_size;
    QByteArray bytes;
    mcap::append(bytes, metadata);
    m_summary.metadata.push_back({offset, quint64(bytes.size()), metadata.name});
    ++m_summary.statistics.metadata;
    return write(bytes);
}

bool RecordingWriter::writeGap(MessageId first, quint64 count)
{
    mcap::Metadata gap;
    gap.name = "gap";
    gap.values.insert("first", QByteArray::number(first.value));
    gap.values.insert("count", QByteArray::number(count));
    return writeMetadata(gap);
}

bool RecordingWriter::end()
{
    if (!flush() || (m_next && m_behind > m_next && !writeGap(m_next, m_behind.value - m_next.value)))
        return false;
    QByteArray bytes;
    mcap::appendDataEnd(bytes);
    bytes += mcap::encodeSummary(m_summary, m_size + quint64(bytes.size()));
    return write(bytes);
}

/// A disk that fills up takes a part, and says only then why it takes no more.
bool RecordingWriter::write(const QByteArray &bytes)
{
    for (QByteArrayView rest(bytes); !rest.isEmpty() && !m_hasFailed;) {
        const qint64 taken = m_device->write(rest.data(), rest.size());
        m_hasFailed = taken <= 0;
        rest = rest.sliced(std::max<qint64>(taken, 0));
    }
    if (!m_hasFailed)
        m_size += quint64(bytes.size());
    return !m_hasFailed;
}

} // namespace console
