#include "lib/log/consecutiverows.h"
#include "lib/log/exchangelog.h"
#include "lib/log/messagelog.h"
#include "lib/log/recordingreader.h"
#include "lib/log/recordingtopics.h"
#include "lib/log/recordingwriter.h"
#include "tests/support/batchbuilder.h"
#include "tests/support/randomjson.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace console;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

using Time = RecordingWriter::Time;

/// A recording in memory whose clock stands still unless it is told.
class Recording
{
public:
    Recording() : m_writer(&m_device)
    {
        m_device.open(QIODevice::WriteOnly);
        RecordingFacts facts;
        facts.server = "wss://hall:9002/";
        m_writer.begin(facts);
    }
    Recording &append(const BatchPointer &batch)
    {
        m_writer.append(*batch, now);
        return *this;
    }
    /// What waits goes into the file as a chunk.
    Recording &endChunk()
    {
        now += RecordingWriter::chunkAge;
        m_writer.flushIfDue(now);
        return *this;
    }
    QByteArray ended()
    {
        m_writer.end();
        return m_device.data();
    }
    QByteArray bytes() const { return m_device.data(); }
    RecordingWriter &writer() { return m_writer; }

    Time now{milliseconds(1'000)};

private:
    QBuffer m_device;
    RecordingWriter m_writer;
};

QByteArray moved(int number, int size = 0)
{
    return "{\"Event\":\"SET_PARTICIPANT_POSITION\",\"room_id\":" + QByteArray::number(number % 3)
        + ",\"participant_id\":" + QByteArray::number(number) + ",\"x\":\"" + QByteArray(size, 'x') + "\"}";
}

/// All that a user sees of a row.
QByteArray rowText(const MessageLog &log, MessageId id)
{
    const MessageRecord &row = log.record(id);
    return QByteArray::number(id.value) + ' ' + QByteArray::number(row.time) + ' '
        + QByteArray::number(int(row.kind)) + ' ' + QByteArray::number(row.flagBits) + ' '
        + QByteArray::number(row.code) + ' ' + QByteArray::number(int(row.note)) + ' ' + log.name(id) + ' '
        + log.room(id) + ' ' + log.participant(id) + ' ' + log.text(id).toByteArray();
}

QList<QByteArray> rowTexts(const MessageLog &log)
{
    QList<QByteArray> texts;
    for (MessageId id = log.first(); id != log.end(); id = id + 1)
        texts.append(rowText(log, id));
    return texts;
}

/// Message, schema and channel as another program would write them.
class ForeignFile
{
public:
    ForeignFile()
    {
        bytes = mcap::magic.toByteArray();
        mcap::append(bytes, mcap::Header{"", "another program"});
        mcap::append(bytes, mcap::Channel{5, 0, "/anything", "json", {}});
        mcap::append(bytes, mcap::Channel{6, 0, "/pose", "protobuf", {}});
    }
    static void message(QByteArray &to, const QByteArray &text, quint64 time, quint16 channel = 5)
    {
        mcap::append(to, mcap::Message{channel, 0, time, time, text});
    }
    void chunk(const QByteArray &records, const QByteArray &compression)
    {
        const QByteArray stored = compression == "zstd" ? mcap::compressed(records) : records;
        mcap::append(
            bytes, mcap::Chunk{0, 0, quint64(records.size()), mcap::crc32(records), compression, stored});
    }
    QByteArray ended()
    {
        mcap::appendDataEnd(bytes);
        return bytes + mcap::encodeSummary({}, quint64(bytes.size()));
    }

    QByteArray bytes;
};

} // namespace

class TestRecording : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void everythingThatARowHoldsComesBack();
    void whenItWasConnectedComesBackFromOlderRecordingsToo_data();
    void whenItWasConnectedComesBackFromOlderRecordingsToo();
    void exchangesComeBackWithTheirStatesAndLatencies();
    void randomSessionsComeBack_data();
    void randomSessionsComeBack();
    void aChunkEndsHalfASecondAfterItsFirstMessage();
    void aChunkEndsAtOneMebibyte();
    void aMessageLargerThanAChunkComesBack();
    void topicsSayWhatAMessageIs();
    void beyondAThousandEventNamesTheRestShareATopic();
    void theFactsComeBackAndLaterOnesAreAdded();
    void anAddressLosesItsSecrets();
    void aFileCutAtAnyByteOfItsLastChunkOpensUpToTheChunkBefore();
    void aFileCutWithinItsSummaryLosesNoMessage();
    void aDamagedSummaryIsToldAndLosesNoMessage();
    void aDamagedRowIndexIsMadeAnewFromTheMessages();
    void aDamagedChunkIsLeftOutAndToldAndTheRestIsRead();
    void anyWrongByteIsSurvived();
    void missingRowsLeaveAHoleThatIsCounted();
    void aRecordingFromTheMidstOfASessionFillsALog();
    void messagesOfAnotherProgramAreClassifiedAnew_data();
    void messagesOfAnotherProgramAreClassifiedAnew();
    void lz4IsSaidToBeUnsupported();
    void timesThatGoBackAreHeldAndCounted();
    void whatIsNoRecordingIsSaid_data();
    void whatIsNoRecordingIsSaid();
    void aChunkThatClaimsToBeHugeTakesNoMemory();
    void aHugeChunkOfAnotherProgramIsLeftOutAndTold();
    void aWriteThatFailsIsTheLast();

private:
    QString save(const QByteArray &bytes);
    /// Opens the bytes as a file and fills m_log and m_exchanges from it.
    RecordingReader::Findings open(const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<ExchangeLog> m_exchanges;
    RecordingOutline m_outline;
};

void TestRecording::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestRecording::save(const QByteArray &bytes)
{
    QFile file(m_folder->filePath(u"recording.mcap"_s));
    file.remove(); // emptied instead, file systems would write it to the disk at once, thousands of times
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the disk is full");
    return file.fileName();
}

RecordingReader::Findings TestRecording::open(const QByteArray &bytes)
{
    m_exchanges.reset();
    m_log = std::make_unique<MessageLog>(1'000'000'000);
    m_exchanges = std::make_unique<ExchangeLog>(m_log.get());
    RecordingReader reader(save(bytes));
    ConsecutiveRows rows;
    while (const BatchPointer batch = reader.next())
        m_log->append(rows.renumbered(batch));
    m_outline = reader.outline();
    return reader.findings();
}

void TestRecording::everythingThatARowHoldsComesBack()
{
    BatchBuilder builder;
    builder.note("connected").received(moved(1)).after(7).received("no JSON").received("[1]");
    builder.receivedBinary(QByteArray("{\"Event\":\"binary\"}")).sent(R"({"Command":"get_room_count"})");
    builder.received(R"({"Status":"ERROR","Error Code":7,"Request":{"Command":"get_room_count"}})");
    builder.received(R"({"Status":"OK"})").received(R"({"a":"\u00e9","a":1})").gap(2'100'000, "closed 1006");
    builder.received("{\"Event\":\"" + QByteArray(1000, 'e') + "\"}").received("");
    const BatchPointer batch = builder.take();
    MessageLog log(1'000'000'000);
    log.append(batch);
    const RecordingReader::Findings findings = open(Recording().append(batch).ended());
    QCOMPARE(rowTexts(*m_log), rowTexts(log));
    QVERIFY(findings.reasons.isEmpty());
    QCOMPARE(findings.classifiedParts, 0u);
    QVERIFY(m_outline.hasEnd);
}

void TestRecording::whenItWasConnectedComesBackFromOlderRecordingsToo_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<NoteKind>("recorded");
    QTest::addColumn<NoteKind>("read");
    QTest::newRow("told by its row") << QByteArray("Offen") << NoteKind::Opened << NoteKind::Opened;
    QTest::newRow("older") << QByteArray("Connected, TLS 1.3") << NoteKind::Other << NoteKind::Opened;
    QTest::newRow("other") << QByteArray("Connecting to h") << NoteKind::Other << NoteKind::Other;
    QTest::newRow("later") << QByteArray("Connected, or so") << NoteKind(7) << NoteKind(7);
}

void TestRecording::whenItWasConnectedComesBackFromOlderRecordingsToo()
{
    QFETCH(QByteArray, words);
    QFETCH(NoteKind, recorded);
    BatchBuilder builder;
    builder.note(words, recorded).received(R"({"Event":"Connected, "})");
    open(Recording().append(builder.take()).ended());
    QTEST(m_log->record(MessageId(1)).note, "read");
    QVERIFY(!m_log->record(MessageId(2)).isOpening());
}

void TestRecording::exchangesComeBackWithTheirStatesAndLatencies()
{
    BatchBuilder builder;
    Recording recording;
    builder.sent(R"({"Command":"get_room_count"})").sent(R"({"Command":"get_rooms"})");
    recording.append(builder.take()).endChunk();
    builder.after(4'200).received(R"({"Status":"OK","Request":{"Command":"get_room_count"}})");
    builder.note("closed 1006").connectionLost();
    recording.append(builder.take());
    open(recording.ended());
    QCOMPARE(m_exchanges->exchanges().size(), 2u);
    QCOMPARE(m_exchanges->exchanges()[0].state, ExchangeState::Answered);
    QCOMPARE(m_exchanges->exchanges()[0].latency, 4'200);
    QCOMPARE(m_exchanges->exchanges()[1].state, ExchangeState::Lost);
}

void TestRecording::randomSessionsComeBack_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestRecording::randomSessionsComeBack()
{
    QFETCH(int, seed);
    test::RandomJson random{quint32(seed)};
    BatchBuilder builder;
    Recording recording;
    MessageLog log(1'000'000'000);
    const auto addMessage = [&] {
        const QByteArray json = random.spelled(random.value());
        const QByteArray id = QByteArray::number(random.below(1000));
        switch (random.below(8)) {
        case 0:
            return builder.sent("{\"Command\":\"get_" + id + "\"}");
        case 1:
            return builder.received("{\"Status\":\"OK\",\"Request\":{\"Command\":\"get_" + id + "\"}}");
        case 2:
            return builder.received("{\"Event\":\"e" + id + "\",\"values\":" + json + "}");
        case 3:
            return builder.receivedBinary(json);
        case 4:
            return builder.note("note " + id);
        default:
            return builder.received(random.mutated(json));
        }
    };
    for (int batches = random.below(30); batches > 0; --batches) {
        for (int rows = 1 + random.below(40); rows > 0; --rows) {
            builder.after(random.below(100));
            addMessage();
        }
        const BatchPointer batch = builder.take();
        log.append(batch);
        recording.append(batch);
        if (random.below(4) == 0)
            recording.endChunk();
    }
    const RecordingReader::Findings findings = open(recording.ended());
    QCOMPARE(rowTexts(*m_log), rowTexts(log));
    QVERIFY(findings.reasons.isEmpty());
    QCOMPARE(findings.classifiedParts, 0u);
}

void TestRecording::aChunkEndsHalfASecondAfterItsFirstMessage()
{
    BatchBuilder builder;
    Recording recording;
    QVERIFY(!recording.writer().due());
    recording.append(builder.received(moved(1)).take());
    const Time first = recording.now;
    QCOMPARE(recording.writer().due(), std::optional<Time>(first + milliseconds(500)));
    recording.now += milliseconds(400);
    recording.append(builder.received(moved(2)).take());
    QCOMPARE(recording.writer().due(), std::optional<Time>(first + milliseconds(500)));
    const qsizetype before = recording.bytes().size();
    QVERIFY(recording.writer().flushIfDue(first + milliseconds(499)));
    QCOMPARE(recording.bytes().size(), before);
    QVERIFY(recording.writer().flushIfDue(first + milliseconds(500)));
    QVERIFY(recording.bytes().size() > before);
    QVERIFY(!recording.writer().due());
    QCOMPARE(recording.writer().messages(), 2u);
    open(recording.bytes());
    QCOMPARE(m_log->size(), 2u);
}

void TestRecording::aChunkEndsAtOneMebibyte()
{
    BatchBuilder builder;
    for (int i = 0; i < 5000; ++i)
        builder.received(moved(i, 1000));
    const QByteArray bytes = Recording().append(builder.take()).ended();
    open(bytes);
    QCOMPARE(m_log->size(), 5000u);
    QCOMPARE(m_outline.parts.size(), 6u);
    QCOMPARE(m_log->text(MessageId(5000)).toByteArray(), moved(4999, 1000));
    QCOMPARE(m_log->participant(MessageId(3000)), QByteArray("2999"));
}

void TestRecording::aMessageLargerThanAChunkComesBack()
{
    BatchBuilder builder;
    builder.received(moved(1)).received(moved(2, 5'000'000)).received(moved(3));
    open(Recording().append(builder.take()).ended());
    QCOMPARE(m_log->size(), 3u);
    QVERIFY(m_log->text(MessageId(2)) == moved(2, 5'000'000));
}

void TestRecording::topicsSayWhatAMessageIs()
{
    BatchBuilder builder;
    builder.note("n")
        .sent("{\"Command\":\"c\"}")
        .received("{\"Status\":\"OK\"}")
        .received("{\"Event\":\"a b/c\"}");
    builder.received("{\"Event\":\"" + QByteArray(200, 'e') + "\"}").received("{}").received("x");
    builder.receivedBinary("x");
    open(Recording().append(builder.take()).ended());
    QList<QByteArray> topics;
    for (const auto &[id, channel] : m_outline.channels)
        topics.append(channel.topic + ' ' + channel.encoding);
    QCOMPARE(topics,
        QList<QByteArray>({"/note text/plain", "/request json", "/response json", "/event/a%20b%2Fc json",
            "/event json", "/other json", "/malformed application/octet-stream",
            "/malformed application/octet-stream"}));
}

void TestRecording::beyondAThousandEventNamesTheRestShareATopic()
{
    RecordingTopics topics;
    MessageRecord row;
    row.kind = MessageKind::Event;
    QSet<quint16> ids;
    for (int i = 0; i < 2000; ++i)
        ids.insert(topics.channelFor(row, QByteArray::number(i)));
    QCOMPARE(ids.size(), 1001);
    QCOMPARE(topics.takeNew().back().topic, QByteArray("/event"));
}

void TestRecording::theFactsComeBackAndLaterOnesAreAdded()
{
    BatchBuilder builder;
    Recording recording;
    recording.append(builder.note("Connecting").take());
    RecordingFacts facts;
    facts.tlsVersion = "TLS 1.3";
    recording.writer().describe(facts);
    for (const QByteArray &bytes : {recording.bytes(), recording.ended()}) {
        open(bytes);
        QCOMPARE(m_outline.facts.server, QByteArray("wss://hall:9002/"));
        QCOMPARE(m_outline.facts.tlsVersion, QByteArray("TLS 1.3"));
        QCOMPARE(m_log->size(), 1u);
    }
}

void TestRecording::anAddressLosesItsSecrets()
{
    QCOMPARE(addressWithoutSecrets(QUrl(u"wss://user:s3cret@host:9002/path?key=s3cret#s3cret"_s)),
        QByteArray("wss://host:9002/path"));
}

void TestRecording::aFileCutAtAnyByteOfItsLastChunkOpensUpToTheChunkBefore()
{
    test::RandomJson random(1); // what does not compress keeps the chunk at 4 KiB
    BatchBuilder builder;
    Recording recording;
    for (int i = 0; i < 20; ++i)
        builder.received(moved(i));
    recording.append(builder.take()).endChunk();
    const qsizetype before = recording.bytes().size();
    open(recording.bytes());
    const QList<QByteArray> first = rowTexts(*m_log);
    QCOMPARE(first.size(), 20);
    int count = 0;
    for (qsizetype size = 0; size < 3'500; ++count) {
        const QByteArray text = "{\"Event\":\"e\",\"values\":" + random.spelled(random.value(2)) + "}";
        builder.received(text);
        size += text.size();
    }
    recording.append(builder.take()).endChunk();
    const QByteArray bytes = recording.bytes();
    open(bytes);
    const QList<QByteArray> all = rowTexts(*m_log);
    QCOMPARE(all.size(), 20 + count);
    QVERIFY(bytes.size() - before > 2'000);
    for (qsizetype size = before; size < bytes.size(); ++size) {
        const RecordingReader::Findings findings = open(bytes.first(size));
        const QList<QByteArray> found = rowTexts(*m_log);
        // The chunk is whole before its indexes are: then it is read without them.
        if (found != first && found != all)
            QCOMPARE(found, first);
        QVERIFY(!m_outline.hasEnd);
        QCOMPARE(findings.reasons.size(), 1);
        if (found == first)
            QVERIFY(findings.leftOut <= quint64(size - before));
    }
}

void TestRecording::aFileCutWithinItsSummaryLosesNoMessage()
{
    BatchBuilder builder;
    Recording recording;
    recording.append(builder.received(moved(1)).received(moved(2)).take()).endChunk();
    const qsizetype data = recording.bytes().size();
    const QByteArray bytes = recording.ended();
    for (qsizetype size = data; size < bytes.size(); ++size) {
        const RecordingReader::Findings findings = open(bytes.first(size));
        QCOMPARE(m_log->size(), 2u);
        QVERIFY(!m_outline.hasEnd);
        QCOMPARE(findings.leftOut, quint64(size - data));
    }
}

void TestRecording::aDamagedSummaryIsToldAndLosesNoMessage()
{
    BatchBuilder builder;
    Recording recording;
    recording.append(builder.received(moved(1)).received(moved(2)).take()).endChunk();
    const qsizetype data = recording.bytes().size();
    const QByteArray bytes = recording.ended();
    const qsizetype dataEnd = data + mcap::recordHeadSize + 4;
    for (qsizetype i = dataEnd; i < bytes.size(); ++i) {
        QByteArray wrong = bytes;
        wrong[i] = char(wrong[i] ^ 0x10);
        const RecordingReader::Findings findings = open(wrong);
        QCOMPARE(m_log->size(), 2u);
        QVERIFY(!m_outline.hasEnd);
        QCOMPARE(findings.reasons.size(), 1);
        QCOMPARE(m_outline.facts.server, QByteArray("wss://hall:9002/"));
    }
}

void TestRecording::aDamagedRowIndexIsMadeAnewFromTheMessages()
{
    BatchBuilder builder;
    Recording recording;
    builder.note("Connected, TLS 1.3", NoteKind::Opened).sent(R"({"Command":"get_room_count"})");
    builder.received(moved(1)).receivedBinary("{}");
    recording.append(builder.take()).endChunk();
    const qsizetype end = recording.bytes().size();
    builder.received(R"({"Status":"OK","Request":{"Command":"get_room_count"}})")
        .received(moved(1))
        .received(moved(2));
    recording.append(builder.take());
    QByteArray bytes = recording.ended();
    open(bytes);
    const QList<QByteArray> rows = rowTexts(*m_log);
    bytes[end - 1] = char(bytes[end - 1] ^ 1); // the checksum of the first index
    const RecordingReader::Findings findings = open(bytes);
    QCOMPARE(rowTexts(*m_log).first(4), rows.first(4));
    // The second index refers to strings that the first one introduced.
    QCOMPARE(findings.classifiedParts, 2u);
    QCOMPARE(rowTexts(*m_log), rows);
    QCOMPARE(m_exchanges->exchanges()[0].state, ExchangeState::Answered);
    QVERIFY(findings.reasons.isEmpty());
}

void TestRecording::aDamagedChunkIsLeftOutAndToldAndTheRestIsRead()
{
    BatchBuilder builder;
    Recording recording;
    recording.append(builder.received(moved(1)).take()).endChunk();
    const qsizetype before = recording.bytes().size();
    recording.append(builder.received(moved(2)).take()).endChunk();
    recording.append(builder.received(moved(2)).received(moved(3)).take());
    QByteArray bytes = recording.ended();
    bytes[before + 60] = char(bytes[before + 60] ^ 1);
    const RecordingReader::Findings findings = open(bytes);
    QCOMPARE(findings.reasons.size(), 1);
    QVERIFY(findings.reasons[0].contains(u"damaged"));
    QVERIFY(findings.leftOut > 0);
    QCOMPARE(findings.missingNumbers, 1u);
    QCOMPARE(m_log->size(), 3u);
    QCOMPARE(m_log->text(MessageId(3)).toByteArray(), moved(3));
    QCOMPARE(m_log->participant(MessageId(2)), QByteArray("2"));
}

void TestRecording::anyWrongByteIsSurvived()
{
    BatchBuilder builder;
    Recording recording;
    builder.sent(R"({"Command":"get_room_count"})").received(moved(1));
    recording.append(builder.take()).endChunk();
    builder.received(R"({"Status":"OK","Request":{"Command":"get_room_count"}})").received("x");
    recording.append(builder.take());
    const QByteArray bytes = recording.ended();
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray wrong = bytes;
        wrong[i] = char(wrong[i] ^ (1 << (i % 8)));
        open(wrong);
        QVERIFY(m_log->size() <= 4);
    }
}

void TestRecording::missingRowsLeaveAHoleThatIsCounted()
{
    BatchBuilder builder;
    Recording recording;
    builder.sent(R"({"Command":"get_room_count"})");
    recording.append(builder.take());
    for (int i = 0; i < 5; ++i)
        builder.received(moved(i));
    const BatchPointer skipped = builder.take();
    MessageBatch strings;
    strings.firstString = skipped->firstString;
    strings.strings = skipped->strings;
    recording.writer().append(strings, recording.now);
    builder.received(moved(4)).received(R"({"Status":"OK","Request":{"Command":"get_room_count"}})");
    recording.append(builder.take());
    const RecordingReader::Findings findings = open(recording.ended());
    QCOMPARE(findings.missingNumbers, 5u);
    QCOMPARE(findings.classifiedParts, 0u);
    QCOMPARE(m_log->size(), 3u);
    QCOMPARE(m_log->participant(MessageId(2)), QByteArray("4"));
    QCOMPARE(m_exchanges->exchanges()[0].state, ExchangeState::Answered);
    QCOMPARE(m_exchanges->exchanges()[0].response, MessageId(3));
}

void TestRecording::aRecordingFromTheMidstOfASessionFillsALog()
{
    BatchBuilder builder;
    builder.sent(R"({"Command":"get_room_count"})").take();
    const BatchPointer batch =
        builder.received(R"({"Status":"OK","Request":{"Command":"get_room_count"}})").take();
    const RecordingReader::Findings findings = open(Recording().append(batch).ended());
    QCOMPARE(m_log->size(), 1u);
    QCOMPARE(findings.missingNumbers, 0u);
}

void TestRecording::messagesOfAnotherProgramAreClassifiedAnew_data()
{
    QTest::addColumn<QByteArray>("compression");
    QTest::addColumn<bool>("hasEnd");
    QTest::newRow("zstd") << QByteArray("zstd") << true;
    QTest::newRow("uncompressed, without an end") << QByteArray("") << false;
    QTest::newRow("outside of chunks") << QByteArray("none") << true;
}

void TestRecording::messagesOfAnotherProgramAreClassifiedAnew()
{
    QFETCH(QByteArray, compression);
    QFETCH(bool, hasEnd);
    ForeignFile file;
    QByteArray records;
    ForeignFile::message(records, moved(1), 1'000'999);
    ForeignFile::message(records, "\x01", 2'000'000, 6);
    ForeignFile::message(records, R"({"Status":"OK"})", 3'000'000);
    if (compression == "none")
        file.bytes += records;
    else
        file.chunk(records, compression);
    const RecordingReader::Findings findings = open(hasEnd ? file.ended() : file.bytes);
    QCOMPARE(m_outline.hasEnd, hasEnd);
    QCOMPARE(m_log->size(), 3u);
    QCOMPARE(m_log->record(MessageId(1)).kind, MessageKind::Event);
    QCOMPARE(m_log->record(MessageId(1)).time, 1'000);
    QCOMPARE(m_log->participant(MessageId(1)), QByteArray("1"));
    QVERIFY(m_log->record(MessageId(2)).has(MessageFlag::Binary));
    QVERIFY(m_log->record(MessageId(3)).has(MessageFlag::Unmatched));
    QCOMPARE(findings.classifiedParts, 1u);
}

void TestRecording::lz4IsSaidToBeUnsupported()
{
    ForeignFile file;
    QByteArray records;
    ForeignFile::message(records, moved(1), 1);
    file.chunk(records, "lz4");
    file.chunk(records, "zstd");
    const RecordingReader::Findings findings = open(file.ended());
    QCOMPARE(m_log->size(), 1u);
    QCOMPARE(findings.reasons.size(), 1);
    QVERIFY2(findings.reasons[0].contains(u"“lz4”, which is not supported"), qPrintable(findings.reasons[0]));
}

void TestRecording::timesThatGoBackAreHeldAndCounted()
{
    ForeignFile file;
    for (const quint64 time : {5'000u, 3'000u, 9'000u})
        ForeignFile::message(file.bytes, moved(1), time);
    const RecordingReader::Findings findings = open(file.ended());
    QCOMPARE(findings.movedTimes, 1u);
    QCOMPARE(m_log->record(MessageId(2)).time, 5);
    QCOMPARE(m_log->record(MessageId(3)).time, 9);
}

void TestRecording::whatIsNoRecordingIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    QTest::newRow("nothing") << QByteArray() << u"empty"_s;
    QTest::newRow("text") << QByteArray("{\"n\":1}\n") << u"no MCAP"_s;
    QTest::newRow("magic alone") << mcap::magic.toByteArray() << u"before its first message"_s;
}

void TestRecording::whatIsNoRecordingIsSaid()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    RecordingReader reader(save(bytes));
    QVERIFY2(reader.problem().contains(problem), qPrintable(reader.problem()));
    QVERIFY(!reader.next());
    QVERIFY(RecordingReader(m_folder->filePath(u"missing"_s)).problem().contains(u"cannot be read"));
}

void TestRecording::aChunkThatClaimsToBeHugeTakesNoMemory()
{
    ForeignFile file;
    mcap::append(file.bytes, mcap::Chunk{0, 0, quint64(1) << 62, 0, "zstd", mcap::compressed("x")});
    const RecordingReader::Findings findings = open(file.bytes);
    QVERIFY(m_log->isEmpty());
    QVERIFY(findings.reasons.join(u' ').contains(u"too big"));
}

void TestRecording::aHugeChunkOfAnotherProgramIsLeftOutAndTold()
{
    ForeignFile file;
    QByteArray records;
    ForeignFile::message(records, moved(1), 1);
    file.chunk(records, "zstd");
    ForeignFile::message(records, QByteArray(qsizetype(RecordingPart::largestOfOthers), ' '), 2);
    file.chunk(records, "zstd");
    const RecordingReader::Findings findings = open(file.ended());
    QCOMPARE(m_log->size(), 1u);
    QVERIFY(findings.leftOut > 0);
    QVERIFY2(findings.reasons.value(0).contains(u"too big: of one, at most 256 MiB"),
        qPrintable(findings.reasons.join(u' ')));
}

void TestRecording::aWriteThatFailsIsTheLast()
{
    QBuffer closed;
    RecordingWriter writer(&closed);
    QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
    QVERIFY(!writer.begin({}));
    QVERIFY(!writer.end());
    QCOMPARE(writer.size(), 0u);
}

QTEST_GUILESS_MAIN(TestRecording)
#include "tst_recording.moc"
