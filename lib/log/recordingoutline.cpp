#include "lib/log/recordingoutline.h"

#include "lib/log/mcapbytes.h"
#include "lib/log/recordingtopics.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using mcap::Opcode;

constexpr quint64 largestSmallRecord =
    1024 * 1024; ///< a channel, a header; what exceeds it is no such record
constexpr quint64 largestSummary = 256 * 1024 * 1024;
constexpr size_t mostMetadata = 1'000;
/// Messages outside of chunks are read in pieces of about this size.
constexpr quint64 looseMessagesSize = 1024 * 1024;
/// From here on opcodes are private; below, only these have a meaning, though later versions may add some.
constexpr quint8 noOpcode = 0;

bool isWithin(quint64 offset, quint64 length, quint64 end)
{
    return offset <= end && length <= end - offset;
}

/// The summary's bytes up to the footer, where its checksum and its place are right.
std::optional<QByteArray> readSummaryBytes(RecordFile &file, quint64 *start)
{
    constexpr quint64 tail = quint64(mcap::footerSize + mcap::magic.size());
    if (file.size() < tail)
        return std::nullopt;
    const quint64 footerAt = file.size() - tail;
    const std::optional<QByteArray> end = file.read(footerAt, tail, tail);
    const std::optional<RecordFile::Place> place = file.placeAt(footerAt);
    if (!end || !end->endsWith(mcap::magic) || !place || !place->is(Opcode::Footer)
        || place->length != quint64(mcap::footerSize))
        return std::nullopt;
    const auto footer = mcap::decodeFooter(
        QByteArrayView(*end).sliced(mcap::recordHeadSize, mcap::footerSize - mcap::recordHeadSize));
    if (!footer || footer->summaryStart == 0 || footer->summaryStart > footerAt)
        return std::nullopt;
    std::optional<QByteArray> bytes =
        file.read(footer->summaryStart, footerAt - footer->summaryStart, largestSummary);
    if (!bytes)
        return std::nullopt;
    const QByteArrayView checkedFooter =
        QByteArrayView(*end).first(mcap::footerSize - qsizetype(sizeof(quint32)));
    if (footer->summaryCrc != 0 && footer->summaryCrc != mcap::crc32(checkedFooter, mcap::crc32(*bytes)))
        return std::nullopt;
    *start = footer->summaryStart;
    return bytes;
}

/// The chunks' places, where they follow each other below `end`; nothing where one cannot be right.
std::optional<std::vector<RecordingOutline::Part>> partsOf(
    const std::vector<mcap::ChunkIndex> &chunks, quint64 end)
{
    std::vector<RecordingOutline::Part> parts;
    quint64 free = quint64(mcap::magic.size());
    for (const mcap::ChunkIndex &chunk : chunks) {
        if (chunk.offset < free || !isWithin(chunk.offset, chunk.length, end)
            || chunk.messageIndexLength > end - chunk.offset - chunk.length)
            return std::nullopt;
        free = chunk.offset + chunk.length;
        parts.push_back({chunk.offset, chunk.length, true, free + chunk.messageIndexLength});
    }
    return parts;
}

void addMetadata(RecordFile &file, const RecordFile::Place &place, RecordingOutline &outline)
{
    const std::optional<QByteArray> content = file.content(place, largestSmallRecord);
    const auto metadata = content ? mcap::decodeMetadata(*content) : std::nullopt;
    if (metadata)
        outline.facts.add(*metadata);
}

/// False where the file has to be gone through. Other programs' files always have: their messages need not be
/// in chunks, and then no summary says where they are.
bool readThroughSummary(RecordFile &file, RecordingOutline &outline)
{
    quint64 start = 0;
    const std::optional<QByteArray> bytes = readSummaryBytes(file, &start);
    const auto summary = bytes ? mcap::decodeSummary(*bytes) : std::nullopt;
    if (!summary || !outline.isOurs || summary->chunks.size() != summary->statistics.chunks)
        return false;
    std::optional<std::vector<RecordingOutline::Part>> parts = partsOf(summary->chunks, start);
    if (!parts)
        return false;
    outline.parts = std::move(*parts);
    for (const mcap::Channel &channel : summary->channels)
        outline.channels.emplace(channel.id, channel);
    for (size_t i = 0; i < std::min(summary->metadata.size(), mostMetadata); ++i) {
        const auto place = file.placeAt(summary->metadata[i].offset);
        if (place && place->is(Opcode::Metadata))
            addMetadata(file, *place, outline);
    }
    outline.hasEnd = true;
    return true;
}

/// Goes through the records from the front.
class Scan
{
public:
    Scan(RecordFile &file, RecordingOutline &outline) : m_file(file), m_outline(outline) { }

    void run()
    {
        quint64 offset = quint64(mcap::magic.size());
        while (offset < m_file.size()) {
            const std::optional<RecordFile::Place> place = m_file.placeAt(offset);
            if (!place)
                return leaveOut(offset, u"The last record is not whole."_s);
            if (place->opcode == noOpcode)
                return leaveOut(offset, u"There is no record at byte %1."_s.arg(offset));
            if (place->is(Opcode::DataEnd))
                return endData(*place);
            take(*place);
            offset = place->end();
        }
        leaveOut(offset, u"The file has no end."_s);
    }

private:
    void take(const RecordFile::Place &place)
    {
        if (place.is(Opcode::Chunk))
            m_outline.parts.push_back({place.offset, place.length, true, 0});
        else if (place.is(Opcode::Message))
            takeLooseMessage(place);
        else if (place.is(Opcode::Channel))
            takeChannel(place);
        else if (place.is(Opcode::Metadata))
            addMetadata(m_file, place, m_outline);
        else if (place.is(Opcode::RowIndex) && m_isBehindChunk)
            m_outline.parts.back().rowIndex = place.offset;
        m_isBehindChunk = place.is(Opcode::Chunk) || (m_isBehindChunk && place.is(Opcode::MessageIndex));
    }

    void takeLooseMessage(const RecordFile::Place &place)
    {
        if (!m_outline.parts.empty()) {
            RecordingOutline::Part &last = m_outline.parts.back();
            const bool follows = !last.isChunk && last.offset + last.length == place.offset;
            if (follows && last.length < looseMessagesSize && place.length < looseMessagesSize) {
                last.length += place.length;
                return;
            }
        }
        m_outline.parts.push_back({place.offset, place.length, false, 0});
    }

    void takeChannel(const RecordFile::Place &place)
    {
        const std::optional<QByteArray> content = m_file.content(place, largestSmallRecord);
        const auto channel = content ? mcap::decodeChannel(*content) : std::nullopt;
        if (channel)
            m_outline.channels.emplace(channel->id, *channel);
    }

    /// All messages are there; what follows only helps to find them.
    void endData(const RecordFile::Place &place)
    {
        const std::optional<QByteArray> tail =
            m_file.read(m_file.size() - quint64(mcap::magic.size()), quint64(mcap::magic.size()), 8);
        m_outline.hasEnd = tail && tail->endsWith(mcap::magic);
        if (!m_outline.hasEnd)
            leaveOut(place.offset, u"The summary at the end is not whole; no message is missing for that."_s);
    }

    void leaveOut(quint64 from, const QString &reason)
    {
        m_outline.leftOut = m_file.size() - from;
        m_outline.leftOutReason = reason;
    }

    RecordFile &m_file;
    RecordingOutline &m_outline;
    bool m_isBehindChunk = false; ///< only message indexes stand between here and the chunk before
};

/// False where it is no MCAP file; then the outline says why.
bool readHeader(RecordFile &file, RecordingOutline &outline)
{
    const quint64 start = quint64(mcap::magic.size());
    const std::optional<QByteArray> magic = file.read(0, start, start);
    if (!magic || *magic != mcap::magic) {
        outline.problem = file.size() == 0 ? u"The file is empty."_s : u"This is no MCAP file."_s;
        return false;
    }
    const std::optional<RecordFile::Place> place = file.placeAt(start);
    const std::optional<QByteArray> content =
        place && place->is(Opcode::Header) ? file.content(*place, largestSmallRecord) : std::nullopt;
    const auto header = content ? mcap::decodeHeader(*content) : std::nullopt;
    if (!header) {
        outline.problem = u"The file ends before its first message, or its header is damaged."_s;
        return false;
    }
    outline.header = *header;
    outline.isOurs = header->profile == recordingProfile;
    return true;
}

} // namespace

std::optional<RecordFile::Place> RecordFile::placeAt(quint64 offset)
{
    const std::optional<QByteArray> head = read(offset, mcap::recordHeadSize, mcap::recordHeadSize);
    if (!head)
        return std::nullopt;
    const quint64 length = qFromLittleEndian<quint64>(head->constData() + 1);
    if (length > m_size - offset - quint64(mcap::recordHeadSize))
        return std::nullopt;
    return Place{quint8(head->front()), offset, quint64(mcap::recordHeadSize) + length};
}

std::optional<QByteArray> RecordFile::read(quint64 offset, quint64 length, quint64 limit)
{
    if (length > limit || !isWithin(offset, length, m_size) || !m_file->seek(qint64(offset)))
        return std::nullopt;
    QByteArray bytes = m_file->read(qint64(length));
    return quint64(bytes.size()) == length ? std::optional(std::move(bytes)) : std::nullopt;
}

std::optional<QByteArray> RecordFile::content(const Place &place, quint64 limit)
{
    return read(
        place.offset + quint64(mcap::recordHeadSize), place.length - quint64(mcap::recordHeadSize), limit);
}

RecordingOutline readOutline(RecordFile &file)
{
    RecordingOutline outline;
    if (readHeader(file, outline) && !readThroughSummary(file, outline))
        Scan(file, outline).run();
    return outline;
}

} // namespace console
