#include "lib/log/consecutiverows.h"
#include "lib/log/exchangelog.h"
#include "lib/log/recordingcopy.h"
#include "lib/log/recordingreader.h"
#include "lib/log/recordingwriter.h"
#include "tests/fuzz/target.h"
#include "tests/support/batchbuilder.h"

#include <QBuffer>
#include <QFile>
#include <QtEndian>

#include <vector>

namespace console::fuzz {

namespace {

QByteArray moved(int number)
{
    return "{\"Event\":\"SET_PARTICIPANT_POSITION\",\"room_id\":1,\"participant_id\":"
        + QByteArray::number(number) + ",\"values\":{\"x\":0.5}}";
}

BatchPointer request(BatchBuilder &builder)
{
    return builder.note("Connected").sent(R"({"Command":"get_room_count"})").received(moved(1)).take();
}

BatchPointer response(BatchBuilder &builder)
{
    builder.after(4'200).received(R"({"Status":"OK","Request":{"Command":"get_room_count"}})");
    builder.received("broken {").receivedBinary("\x01\x02").received(moved(2));
    return builder.sent(R"({"Command":"get_rooms"})").connectionLost().take();
}

/// Two chunks with all that a session can hold, a row missing between them.
QByteArray session(bool hasEnd)
{
    QBuffer device;
    device.open(QIODevice::WriteOnly);
    BatchBuilder builder;
    RecordingWriter writer(&device);
    RecordingFacts facts;
    facts.server = "wss://hall:9002/";
    writer.begin(facts);
    writer.append(*request(builder), {});
    writer.flushIfDue(RecordingWriter::Time() + RecordingWriter::chunkAge);
    builder.received(moved(1)).take();
    writer.append(*response(builder), {});
    if (hasEnd)
        writer.end();
    else
        writer.flushIfDue(RecordingWriter::Time() + RecordingWriter::chunkAge);
    return device.data();
}

QByteArray recordOf(const mcap::RawRecord &record)
{
    QByteArray bytes(mcap::recordHeadSize, char(record.opcode));
    qToLittleEndian(quint64(record.content.size()), bytes.data() + 1);
    return bytes + record.content.toByteArray();
}

/// Without compression, so that what is in the chunks can be changed in its place.
QByteArray legible(const QByteArray &recording)
{
    QByteArray bytes = mcap::magic.toByteArray();
    QByteArrayView rest = QByteArrayView(recording).sliced(mcap::magic.size());
    while (const std::optional<mcap::RawRecord> record = mcap::takeRecord(rest)) {
        auto chunk = record->is(mcap::Opcode::Chunk) ? mcap::decodeChunk(record->content) : std::nullopt;
        if (!chunk) {
            bytes += recordOf(*record);
            continue;
        }
        const QByteArray records = mcap::decompressed(chunk->records, chunk->uncompressedSize).value_or("");
        chunk->compression = "";
        chunk->records = records;
        mcap::append(bytes, *chunk);
    }
    return bytes;
}

QByteArray foreign(bool inChunk)
{
    QByteArray messages;
    mcap::append(messages, mcap::Message{5, 0, 1'000'000, 1'000'000, "{\"Status\":\"OK\"}"});
    mcap::append(messages, mcap::Message{5, 0, 2'000'000, 2'000'000, "{\"Event\":7}"});
    QByteArray bytes = mcap::magic.toByteArray();
    mcap::append(bytes, mcap::Header{"", "another program"});
    mcap::append(bytes, mcap::Channel{5, 0, "/anything", "json", {}});
    if (inChunk)
        mcap::append(bytes, mcap::Chunk{0, 0, quint64(messages.size()), 0, "", messages});
    else
        bytes += messages;
    mcap::appendDataEnd(bytes);
    return bytes + mcap::encodeSummary({}, quint64(bytes.size()));
}

QList<QByteArray> examples()
{
    return {session(true), session(false), legible(session(false)), foreign(true), foreign(false)};
}

void setCrc(QByteArray &bytes, qsizetype at, quint32 crc)
{
    qToLittleEndian(crc, bytes.data() + at);
}

/// Row indexes get the right checksum; chunks and the footer none, which is allowed.
QByteArray sealed(QByteArray bytes)
{
    constexpr qsizetype crcSize = sizeof(quint32);
    constexpr qsizetype chunkCrcAt = 3 * sizeof(quint64);
    const QByteArray before = bytes;
    QByteArrayView rest = QByteArrayView(before).sliced(std::min(before.size(), mcap::magic.size()));
    while (const std::optional<mcap::RawRecord> record = mcap::takeRecord(rest)) {
        const qsizetype end = bytes.size() - rest.size();
        const QByteArrayView content = record->content;
        if (record->is(mcap::Opcode::RowIndex) && content.size() >= crcSize)
            setCrc(bytes, end - crcSize, mcap::crc32(content.chopped(crcSize)));
        else if (record->is(mcap::Opcode::Footer) && content.size() >= crcSize)
            setCrc(bytes, end - crcSize, 0);
        else if (record->is(mcap::Opcode::Chunk) && content.size() >= chunkCrcAt + crcSize)
            setCrc(bytes, end - content.size() + chunkCrcAt, 0);
    }
    return bytes;
}

/// What later parts of the program rely on without looking.
void check(const MessageBatch &batch, const MessageBatch *before, quint64 &strings)
{
    demand(!batch.rows.empty() && batch.first, "a batch has rows, which have numbers");
    demand(quint64(batch.text.size()) == batch.rows.back().end, "the text is that of the rows");
    demand(batch.strings.empty() || batch.firstString.value == strings + 1, "strings follow each other");
    strings += batch.strings.size();
    demand(!before || batch.first >= before->first + before->rows.size(), "numbers rise");
    qint64 time = before ? before->rows.back().time : 0;
    quint32 end = 0;
    for (const MessageRecord &row : batch.rows) {
        demand(row.time >= time && row.end >= end, "neither time nor text goes back");
        demand(row.kind <= MessageKind::Malformed, "the kind is one");
        for (const StringId id : {row.name, row.room, row.participant})
            demand(id.value <= strings, "strings are introduced before they are used");
        time = row.time;
        end = row.end;
    }
    for (const Match &match : batch.matches)
        demand(match.request < match.response && match.latency >= 0, "a request precedes its response");
}

/// Opens it as the window does, and looks at each row.
QList<QByteArray> rowsOf(const QString &file)
{
    RecordingReader reader(file);
    MessageLog log(256 * 1024 * 1024);
    const ExchangeLog exchanges(&log);
    ConsecutiveRows rows;
    quint64 strings = 0;
    BatchPointer before;
    while (const BatchPointer batch = reader.next()) {
        check(*batch, before.get(), strings);
        log.append(rows.renumbered(batch));
        before = batch;
    }
    QList<QByteArray> texts;
    for (MessageId id = log.first(); id != log.end(); id = id + 1)
        texts.append(
            log.name(id) + ' ' + log.room(id) + ' ' + log.participant(id) + ' ' + log.text(id).toByteArray());
    return texts;
}

void feed(const QByteArray &, const QString &file)
{
    const QList<QByteArray> rows = rowsOf(file);
    if (rows.isEmpty())
        return;
    RecordingReader reader(file);
    QFile copy(file + QLatin1StringView(".copy"));
    demand(copy.open(QIODevice::WriteOnly | QIODevice::Unbuffered), "the copy can be written");
    demand(copyRecording(reader, copy), "what can be read can be copied");
    copy.close();
    demand(RecordingReader(copy.fileName()).outline().hasEnd, "a copy has its end");
    demand(rowsOf(copy.fileName()) == rows, "a copy holds the same rows");
    copy.remove();
}

} // namespace

Target recordingTarget()
{
    return {"recording", examples, feed, sealed};
}

} // namespace console::fuzz
