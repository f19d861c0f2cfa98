#include "lib/log/mcap.h"
#include "lib/log/rowindex.h"
#include "tests/support/batchbuilder.h"

#include <QCryptographicHash>
#include <QTest>
#include <QtEndian>

#include <algorithm>

#include <malloc.h>

using namespace console;
using namespace console::mcap;

namespace {

template <typename Record>
QByteArray encoded(const Record &record)
{
    QByteArray bytes;
    append(bytes, record);
    return bytes;
}

QByteArrayView contentOf(const QByteArray &record)
{
    return QByteArrayView(record).sliced(recordHeadSize);
}

MessageBatch someBatch()
{
    BatchBuilder builder;
    builder.sent(R"({"Command":"get_room_count"})");
    builder.after(3).received(R"({"Status":"OK","Request":{"Command":"get_room_count"},"room_id":"7"})");
    builder.after(5).sent(R"({"Command":"get_rooms"})").note("closed 1006").connectionLost();
    return *builder.take();
}

/// As a session has it that receives little: a chunk each half second, of a few messages.
ChunkIndex quietChunk(quint64 number)
{
    const quint64 noise = number * 0x9E3779B97F4A7C15u >> 40;
    const quint64 start = 1'763'904'727'000'042'000u + number * 500'000'000u + noise * 1'000;
    const quint64 offset = 1'000 + number * 700 + noise % 300;
    return {start, start + noise % 1'000 * 1'000, offset, 290 + noise % 40,
        {{quint16(1 + noise % 3), offset + 350}, {7, offset + 390}}, 86, "zstd", 210 + noise % 40,
        380 + noise % 100};
}

/// Bytes on the heap of this process.
size_t heap()
{
    const struct mallinfo2 info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace

class TestMcap : public QObject
{
    Q_OBJECT
private slots:
    void numbersAreLittleEndianBehindOpcodeAndLength();
    void recordsComeBackAsTheyWere();
    void aRecordIsTakenOnlyWhole();
    void contentCutAnywhereIsNoRecordAndNoCrash();
    void aLengthBeyondTheBytesIsRefused();
    void theChecksumIsTheOneOfZlib();
    void theChecksumIsTheSameHoweverLongThePieces();
    void whatWasCompressedComesBackInItsExactSizeOnly();
    void aSummaryComesBackAndItsChecksumCoversTheFooter();
    void aSummaryOfThreeQuietDaysHasTheBytesOfItsRecords();
    void threeQuietDaysOfChunkIndexesTakeLittleMemory();
    void aRowIndexComesBack();
    void aRowIndexWithAnyWrongByteIsRefused();
    void aRowIndexThatCountsMoreThanItHoldsIsRefused();
};

void TestMcap::numbersAreLittleEndianBehindOpcodeAndLength()
{
    QCOMPARE(encoded(Header{"p", "li"}),
        QByteArray("\x01\x0b\0\0\0\0\0\0\0"
                   "\1\0\0\0p\2\0\0\0li",
            20));
    QCOMPARE(encoded(Message{0x0102, 3, 4, 5, "{}"}),
        QByteArray("\x05\x18\0\0\0\0\0\0\0"
                   "\2\1\3\0\0\0\4\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0{}",
            33));
}

void TestMcap::recordsComeBackAsTheyWere()
{
    const auto channel =
        decodeChannel(contentOf(encoded(Channel{7, 1, "/event/x", "json", {{"a", "b"}, {"", ""}}})));
    QVERIFY(channel);
    QCOMPARE(channel->id, 7);
    QCOMPARE(channel->topic, QByteArray("/event/x"));
    QCOMPARE(channel->metadata, StringMap({{"a", "b"}, {"", ""}}));
    const QByteArray chunkBytes = encoded(Chunk{1, 2, 3, 4, "zstd", "abc"});
    const auto chunk = decodeChunk(contentOf(chunkBytes));
    QVERIFY(chunk);
    QCOMPARE(chunk->end, 2u);
    QCOMPARE(chunk->crc, 4u);
    QCOMPARE(chunk->records.toByteArray(), QByteArray("abc"));
    const auto index = decodeMessageIndex(contentOf(encoded(MessageIndex{9, {{1, 2}, {3, 4}}})));
    QVERIFY(index);
    QCOMPARE(index->entries.size(), 2u);
    QCOMPARE(index->entries[1].offset, 4u);
    const auto metadata = decodeMetadata(contentOf(encoded(Metadata{"session", {{"server", "wss://h"}}})));
    QVERIFY(metadata);
    QCOMPARE(metadata->values.value("server"), QByteArray("wss://h"));
}

void TestMcap::aRecordIsTakenOnlyWhole()
{
    const QByteArray bytes = encoded(Header{"profile", "library"});
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        QByteArrayView cut = QByteArrayView(bytes).first(size);
        QVERIFY(!takeRecord(cut));
        QCOMPARE(cut.size(), size);
    }
    QByteArrayView whole(bytes);
    const auto record = takeRecord(whole);
    QVERIFY(record && record->is(Opcode::Header));
    QVERIFY(whole.isEmpty());
}

void TestMcap::contentCutAnywhereIsNoRecordAndNoCrash()
{
    const QByteArray bytes = encoded(Channel{7, 1, "/event", "json", {{"key", "value"}}});
    const QByteArrayView content = contentOf(bytes);
    for (qsizetype size = 0; size < content.size(); ++size)
        QVERIFY(!decodeChannel(content.first(size)));
}

void TestMcap::aLengthBeyondTheBytesIsRefused()
{
    for (const char *length : {"\xff\xff\xff\xff\xff\xff\xff\xff", "\xff\xff\xff\xff\xff\xff\xff\x7f"}) {
        const QByteArray bytes = QByteArray("\x05") + QByteArray(length, 8) + "content";
        QByteArrayView records(bytes);
        QVERIFY(!takeRecord(records));
    }
    QVERIFY(!decodeHeader(QByteArray("\xff\xff\xff\xffprofile")));
}

void TestMcap::theChecksumIsTheOneOfZlib()
{
    QCOMPARE(mcap::crc32("123456789"), 0xCBF43926u);
    QCOMPARE(mcap::crc32("456789", mcap::crc32("123")), 0xCBF43926u);
}

/// Long texts are summed up another way than short ones, and the way is the processor's.
void TestMcap::theChecksumIsTheSameHoweverLongThePieces()
{
    QByteArray text;
    quint32 random = 1;
    for (int i = 0; i < 400; ++i)
        text.append(char((random = random * 1664525 + 1013904223) >> 24));
    quint32 byteByByte = 0;
    for (qsizetype size = 0; size < text.size(); ++size) {
        const QByteArrayView start = QByteArrayView(text).first(size);
        QCOMPARE(mcap::crc32(start), byteByByte);
        for (const qsizetype cut : {qsizetype(1), size / 2})
            QCOMPARE(
                mcap::crc32(start.sliced(std::min(cut, size)), mcap::crc32(start.first(std::min(cut, size)))),
                byteByByte);
        byteByByte = mcap::crc32(QByteArrayView(text).sliced(size, 1), byteByByte);
    }
}

void TestMcap::whatWasCompressedComesBackInItsExactSizeOnly()
{
    const QByteArray text(100'000, 'x');
    const QByteArray small = compressed(text);
    QVERIFY(small.size() < 1000);
    QCOMPARE(decompressed(small, 100'000), std::optional(text));
    QVERIFY(!decompressed(small, 99'999));
    QVERIFY(!decompressed(small, 100'001));
    QVERIFY(!decompressed(small.chopped(1), 100'000));
    QVERIFY(!decompressed("nothing of the kind", 10));
}

void TestMcap::aSummaryComesBackAndItsChecksumCoversTheFooter()
{
    Summary summary;
    summary.schemas = {{1, "s", "jsonschema", "{}"}};
    summary.channels = {{1, 1, "/other", "json", {}}};
    summary.chunks.push_back({10, 20, 30, 40, {{1, 70}}, 25, "zstd", 31, 50});
    summary.metadata = {{8, 9, "session"}};
    summary.statistics.messages = 12;
    summary.statistics.chunks = 1;
    summary.statistics.messagesByChannel = {{1, 12}};
    const QByteArray bytes = encodeSummary(summary, 1000);
    QVERIFY(bytes.endsWith(magic));
    const QByteArrayView body = QByteArrayView(bytes).chopped(footerSize + magic.size());
    const auto found = decodeSummary(body);
    QVERIFY(found);
    QCOMPARE(found->statistics.messages, 12u);
    QCOMPARE(found->chunks.size(), quint64(1));
    found->chunks.forEach([](const ChunkIndex &chunk) { QCOMPARE(chunk.messageIndexes.at(1), 70u); });
    QCOMPARE(found->metadata[0].name, QByteArray("session"));
    const QByteArrayView footerBytes = QByteArrayView(bytes).chopped(magic.size()).last(footerSize);
    const auto footer = decodeFooter(footerBytes.sliced(recordHeadSize));
    QVERIFY(footer);
    QCOMPARE(footer->summaryStart, 1000u);
    QCOMPARE(footer->summaryCrc, mcap::crc32(QByteArrayView(bytes).chopped(magic.size() + 4)));
    QVERIFY(!decodeSummary(body.chopped(1)));
}

void TestMcap::aSummaryOfThreeQuietDaysHasTheBytesOfItsRecords()
{
    Summary summary;
    for (quint64 number = 0; number < 500'000; ++number)
        summary.chunks.push_back(quietChunk(number));
    const QByteArray bytes = encodeSummary(summary, 1000);
    QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(),
        QByteArray("da23ecd0735d13c761ff8cd88182477cc74b6a8a2069989e52a482decccde465"));
}

void TestMcap::threeQuietDaysOfChunkIndexesTakeLittleMemory()
{
    const size_t before = heap();
    Summary summary;
    for (quint64 number = 0; number < 500'000; ++number)
        summary.chunks.push_back(quietChunk(number));
    const size_t taken = heap() - before;
    qInfo("500 000 chunk indexes take %zu MB", taken / 1'000'000);
    QVERIFY(taken < 40'000'000);
}

void TestMcap::aRowIndexComesBack()
{
    const MessageBatch batch = someBatch();
    QVERIFY(!batch.matches.empty() && !batch.lost.empty() && !batch.strings.empty());
    QByteArray bytes;
    appendRowIndex(bytes, batch);
    const auto found = decodeRowIndex(contentOf(bytes));
    QVERIFY(found);
    QCOMPARE(found->first, batch.first);
    QCOMPARE(found->firstString, batch.firstString);
    QCOMPARE(found->strings, batch.strings);
    QCOMPARE(found->matches, batch.matches);
    QCOMPARE(found->lost, batch.lost);
    QCOMPARE(found->rows.size(), batch.rows.size());
    QVERIFY(
        std::memcmp(found->rows.data(), batch.rows.data(), batch.rows.size() * sizeof(MessageRecord)) == 0);
}

void TestMcap::aRowIndexWithAnyWrongByteIsRefused()
{
    QByteArray bytes;
    appendRowIndex(bytes, someBatch());
    const QByteArrayView content = contentOf(bytes);
    for (qsizetype i = 0; i < content.size(); ++i) {
        QByteArray wrong = content.toByteArray();
        wrong[i] = char(wrong[i] ^ 0x40);
        QVERIFY(!decodeRowIndex(wrong));
        QVERIFY(!decodeRowIndex(content.first(i)));
    }
}

void TestMcap::aRowIndexThatCountsMoreThanItHoldsIsRefused()
{
    QByteArray bytes;
    appendRowIndex(bytes, someBatch());
    for (const qsizetype countAt : {10, 18, 22, 26}) {
        QByteArray content = contentOf(bytes).toByteArray();
        qToLittleEndian(quint32(0xffff'ffff), content.data() + countAt);
        const qsizetype crcAt = content.size() - 4;
        qToLittleEndian(mcap::crc32(QByteArrayView(content).first(crcAt)), content.data() + crcAt);
        QVERIFY(!decodeRowIndex(content));
    }
}

QTEST_GUILESS_MAIN(TestMcap)
#include "tst_mcap.moc"
