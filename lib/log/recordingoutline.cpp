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
constexpr int mostFrontRecords = 16; ///< header, schema and what is said of the session need fewer
/// Messages outside of chunks are read in pieces of about this size.
constexpr quint64 looseMessagesSize = 1024 * 1024;
/// From here on opcodes are private; below, only these have a meaning, though later versions may add some.
constexpr quint8 noOpcode = 0;

bool isWithin(quint64 offset, quint64 length, quint64 end)
{
    return offset <= end && length <= end - offset;
}

/// What the file ends with: the footer and the magic.
struct Tail
{
    static constexpr quint64 size = quint64(mcap::footerSize + mcap::magic.size());

    quint64 offset = 0;
    mcap::Footer footer;
    QByteArray checkedBytes; ///< the footer up to its checksum, which covers them
};

std::optional<Tail> readTail(RecordFile &file)
{
    if (file.size() < Tail::size)
        return std::nullopt;
    Tail tail;
    tail.offset = file.size() - Tail::size;
    const std::optional<QByteArray> bytes = file.read(tail.offset, Tail::size, Tail::size);
    if (!bytes || !bytes->endsWith(mcap::magic))
        return std::nullopt;
    QByteArrayView records = QByteArrayView(*bytes).first(mcap::footerSize);
    const std::optional<mcap::RawRecord> record = mcap::takeRecord(records);
    const auto footer =
        record && record->is(Opcode::Footer) ? mcap::decodeFooter(record->content) : std::nullopt;
    if (!footer || footer->summaryStart > tail.offset)
        return std::nullopt;
    tail.footer = *footer;
    tail.checkedBytes = bytes->first(mcap::footerSize - qsizetype(sizeof footer->summaryCrc));
    return tail;
}

/// The summary, where there is one and its checksum is right.
std::optional<mcap::Summary> readSummary(RecordFile &file, const Tail &tail)
{
    const quint64 start = tail.footer.summaryStart;
    const auto bytes = start > 0 ? file.read(start, tail.offset - start, largestSummary) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    const quint32 expected = tail.footer.summaryCrc;
    const bool isSound = expected == 0 || expected == mcap::crc32(tail.checkedBytes, mcap::crc32(*bytes));
    return isSound ? mcap::decodeSummary(*bytes) : std::nullopt;
}

/// The chunks' places, where they follow each other below `end`; nothing where one cannot be right.
std::optional<std::vector<RecordingOutline::Part>> partsOf(const mcap::ChunkIndexes &chunks, quint64 end)
{
    std::vector<RecordingOutline::Part> parts;
    bool isRight = true;
    quint64 free = quint64(mcap::magic.size());
    chunks.forEach([&](const mcap::ChunkIndex &chunk) {
        isRight = isRight && chunk.offset >= free && isWithin(chunk.offset, chunk.length, end)
            && chunk.messageIndexLength <= end - chunk.offset - chunk.length;
        free = chunk.offset + chunk.length;
        parts.push_back({chunk.offset, chunk.length, true, free + chunk.messageIndexLength});
    });
    return isRight ? std::optional(std::move(parts)) : std::nullopt;
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
    const std::optional<Tail> tail = outline.isOurs ? readTail(file) : std::nullopt;
    const std::optional<mcap::Summary> summary = tail ? readSummary(file, *tail) : std::nullopt;
    if (!summary || summary->chunks.size() != summary->statistics.chunks)
        return false;
    std::optional<std::vector<RecordingOutline::Part>> parts =
        partsOf(summary->chunks, tail->footer.summaryStart);
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
        leaveOut(offset,
            u"The program that wrote it was stopped before it wrote the end; what it had written until then is here."_s);
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

    /// All messages are there; what follows only helps to find them. Of ours, a sound one would have been
    /// used.
    void endData(const RecordFile::Place &place)
    {
        m_outline.hasEnd = !m_outline.isOurs && readTail(m_file);
        if (!m_outline.hasEnd)
            leaveOut(place.offset,
                u"The summary at the end is not whole, or damaged; no message is missing for that."_s);
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
        outline.problem = file.size() == 0 ? u"“%1” is empty."_s.arg(file.name())
                                           : u"“%1” is no MCAP file."_s.arg(file.name());
        return false;
    }
    const std::optional<RecordFile::Place> place = file.placeAt(start);
    const std::optional<QByteArray> content =
        place && place->is(Opcode::Header) ? file.content(*place, largestSmallRecord) : std::nullopt;
    const auto header = content ? mcap::decodeHeader(*content) : std::nullopt;
    if (!header) {
        outline.problem = u"“%1” ends before its first message, or its header is damaged."_s.arg(file.name());
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

RecordingOutline readEnds(RecordFile &file)
{
    RecordingOutline outline;
    if (!readHeader(file, outline))
        return outline;
    outline.hasEnd = readTail(file).has_value();
    auto place = file.placeAt(quint64(mcap::magic.size()));
    for (int i = 0; i < mostFrontRecords && place && !place->is(Opcode::Chunk); ++i) {
        if (place->is(Opcode::Metadata))
            addMetadata(file, *place, outline);
        place = file.placeAt(place->end());
    }
    return outline;
}

} // namespace console
