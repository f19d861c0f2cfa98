#include "lib/log/rowindex.h"

#include "lib/log/mcap.h"
#include "lib/log/mcapbytes.h"
#include "lib/log/stringpool.h"

namespace console {

namespace {

using mcap::BoundedDecoder;
using mcap::RecordEncoder;

constexpr quint16 version = 1;
constexpr qsizetype matchSize = 24;
constexpr qsizetype lostSize = 8;
/// A session would count up to here for a hundred thousand years.
constexpr quint64 largestNumber = quint64(1) << 62;

/// How much of each there is.
struct Counts
{
    quint32 rows = 0;
    quint32 strings = 0;
    quint32 matches = 0;
    quint32 lost = 0;
};

auto packedRow(const MessageRecord &row)
{
    return mcap::packed(row.time, row.end, row.name.value, row.room.value, row.participant.value, row.code,
        quint8(row.kind), row.flagBits, quint16(row.note));
}

MessageRecord takeRow(BoundedDecoder &from)
{
    MessageRecord row;
    row.time = from.number<qint64>();
    row.end = from.number<quint32>();
    row.name = StringId(from.number<quint32>());
    row.room = StringId(from.number<quint32>());
    row.participant = StringId(from.number<quint32>());
    row.code = from.number<qint32>();
    row.kind = MessageKind(from.number<quint8>());
    row.flagBits = from.number<quint8>();
    row.note = NoteKind(from.number<quint16>());
    return row;
}

/// Looked at before room is made for them: a count that the bytes cannot hold must not take memory.
bool fits(const Counts &counts, qsizetype bytes)
{
    const quint64 least = quint64(counts.rows) * sizeof(MessageRecord)
        + quint64(counts.strings) * sizeof(quint32) + quint64(counts.matches) * matchSize
        + quint64(counts.lost) * lostSize;
    return least <= quint64(bytes);
}

bool makeSense(const std::vector<MessageRecord> &rows)
{
    quint32 end = 0;
    for (const MessageRecord &row : rows) {
        if (row.kind > MessageKind::Malformed || row.end < end)
            return false;
        end = row.end;
    }
    return true;
}

bool makeSense(const MessageBatch &batch)
{
    const quint64 lastString = quint64(batch.firstString.value) + batch.strings.size();
    return batch.first.value > 0 && batch.first.value < largestNumber && makeSense(batch.rows)
        && (batch.strings.empty() || batch.firstString) && lastString <= StringPool::maximumCount + 1;
}

Counts takeHead(BoundedDecoder &from, MessageBatch &batch)
{
    Counts counts;
    batch.first = MessageId(from.number<quint64>());
    counts.rows = from.number<quint32>();
    batch.firstString = StringId(from.number<quint32>());
    counts.strings = from.number<quint32>();
    counts.matches = from.number<quint32>();
    counts.lost = from.number<quint32>();
    batch.dropped = from.number<quint64>();
    return counts;
}

void takeLists(BoundedDecoder &from, const Counts &counts, MessageBatch &batch)
{
    batch.rows.reserve(counts.rows);
    for (quint32 i = 0; i < counts.rows; ++i)
        batch.rows.push_back(takeRow(from));
    batch.strings.reserve(counts.strings);
    for (quint32 i = 0; i < counts.strings && from.isGood(); ++i)
        batch.strings.push_back(from.string().toByteArray());
    batch.matches.reserve(counts.matches);
    for (quint32 i = 0; i < counts.matches; ++i) {
        const MessageId response(from.number<quint64>());
        const MessageId request(from.number<quint64>());
        batch.matches.push_back({response, request, from.number<qint64>()});
    }
    batch.lost.reserve(counts.lost);
    for (quint32 i = 0; i < counts.lost; ++i)
        batch.lost.push_back(MessageId(from.number<quint64>()));
}

} // namespace

void appendRowIndex(QByteArray &to, const MessageBatch &batch)
{
    RecordEncoder record(to, quint8(mcap::Opcode::RowIndex));
    record.number(version);
    record.number(batch.first.value);
    record.number(quint32(batch.rows.size()));
    record.number(batch.firstString.value);
    record.number(quint32(batch.strings.size()));
    record.number(quint32(batch.matches.size()));
    record.number(quint32(batch.lost.size()));
    record.number(batch.dropped);
    record.list(batch.rows, &packedRow);
    for (const QByteArray &string : batch.strings)
        record.string(string);
    for (const Match &match : batch.matches) {
        record.number(match.response.value);
        record.number(match.request.value);
        record.number(match.latency);
    }
    for (const MessageId request : batch.lost)
        record.number(request.value);
    record.number(mcap::crc32(record.content()));
}

std::optional<MessageBatch> decodeRowIndex(QByteArrayView content)
{
    constexpr qsizetype crcSize = sizeof(quint32);
    if (content.size() < crcSize)
        return std::nullopt;
    BoundedDecoder crc(content.last(crcSize));
    BoundedDecoder from(content.chopped(crcSize));
    if (crc.number<quint32>() != mcap::crc32(content.chopped(crcSize)) || from.number<quint16>() != version)
        return std::nullopt;
    MessageBatch batch;
    const Counts counts = takeHead(from, batch);
    if (!fits(counts, from.remaining()))
        return std::nullopt;
    takeLists(from, counts, batch);
    const bool isWhole = from.isGood() && from.isAtEnd() && makeSense(batch);
    return isWhole ? std::optional(std::move(batch)) : std::nullopt;
}

} // namespace console
