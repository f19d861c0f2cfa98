#include "lib/export/rowexport.h"
#include "lib/log/recordingreader.h"
#include "tests/support/batchbuilder.h"
#include "tests/support/randomjson.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 start = 1'763'904'727'000'042; // 2025-11-23T13:32:07.000042Z

/// The batches one after the other.
RowSource sourceOf(const QList<BatchPointer> &batches)
{
    RowSource source;
    source.next = [batches, next = qsizetype(0)]() mutable {
        return next < batches.size() ? batches[next++] : BatchPointer();
    };
    return source;
}

template <typename Accepts>
RowSource chosen(const QList<BatchPointer> &batches, Accepts accepts)
{
    RowSource source = sourceOf(batches);
    source.accepts = [accepts](const MessageBatch &batch, size_t row) { return accepts(batch.rows[row]); };
    return source;
}

ExportOptions recording()
{
    ExportOptions options;
    options.format = ExportFormat::Mcap;
    return options;
}

/// Whoever looks at the recording of a server on this machine.
RecordingFacts hall()
{
    RecordingFacts facts;
    facts.server = "wss://hall:9002/";
    facts.tlsVersion = "TLS 1.3";
    facts.certificateSha256 = "c0ffee";
    return facts;
}

struct Written
{
    QByteArray bytes;
    ExportResult result;
};

Written exported(const RowSource &source, const ExportOptions &options)
{
    QBuffer device;
    device.open(QIODevice::WriteOnly);
    const std::atomic<bool> cancel = false;
    Written written;
    written.result = exportRows(source, options, hall(), device, cancel);
    written.bytes = device.data();
    return written;
}

Written exported(const BatchPointer &batch, ExportFormat format, bool standIns = false)
{
    ExportOptions options;
    options.format = format;
    options.standIns = standIns;
    return exported(sourceOf({batch}), options);
}

/// A reader of RFC 4180 that knows nothing of the writer: cells of each record.
QList<QByteArrayList> csvRecords(const QByteArray &csv)
{
    QList<QByteArrayList> records;
    QByteArrayList cells;
    QByteArray cell;
    bool isQuoted = false;
    for (qsizetype i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (isQuoted && c == '"' && csv.sliced(i).startsWith("\"\"")) {
            cell += csv[i++];
        } else if (c == '"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && (c == ',' || csv.sliced(i).startsWith("\r\n"))) {
            cells.append(std::exchange(cell, {}));
            if (c == ',')
                continue;
            records.append(std::exchange(cells, {}));
            ++i;
        } else {
            cell += c;
        }
    }
    return cell.isEmpty() && cells.isEmpty() ? records : QList<QByteArrayList>();
}

/// A request and its answer, an event, a note, and what is no message.
BatchPointer session()
{
    BatchBuilder builder;
    builder.time = start;
    builder.note("connected, \"at once\"");
    builder.sent(R"({"Command":"get_participant_count","room_id":3})");
    builder.after(3'207);
    builder.received(R"({"Status":"OK","Error Code":-10000,)"
                     R"("Request":{"room_id":3,"Command":"get_participant_count"},"value":2})");
    builder.received(R"({"Event":"IMM_EVENT_SET_NAME","values":{"room_id":3,"participant_id":"7"}})");
    builder.received("hello,\r\nworld");
    builder.receivedBinary(QByteArray("\0\xff", 2));
    return builder.take();
}

/// Keeps the rows of a file in memory, readable as long as the folder is.
QList<BatchPointer> rowsOf(const QByteArray &recording, QTemporaryDir &folder)
{
    QFile file(folder.filePath(u"read.mcap"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(recording) != recording.size())
        return {};
    file.close();
    RecordingReader reader(file.fileName());
    QList<BatchPointer> batches;
    while (const BatchPointer batch = reader.next())
        batches.append(batch);
    const bool isSound = reader.outline().hasEnd && reader.findings().reasons.isEmpty();
    return isSound && reader.findings().classifiedParts == 0 ? batches : QList<BatchPointer>();
}

/// A token, what stands between it and the one before, and the key whose value it is, or is part of.
struct Token
{
    JsonToken type;
    QByteArray text;
    QByteArray gap;
    QByteArray key;
};

QList<Token> tokensOf(const QByteArray &json)
{
    QList<Token> tokens;
    JsonLexer lexer(json);
    qsizetype end = 0;
    QByteArray key;
    QByteArrayList outer;
    for (JsonToken type = lexer.next(); type != JsonToken::End; type = lexer.next()) {
        if (type == JsonToken::Error)
            return {};
        const ByteSpan span = lexer.span();
        if (type == JsonToken::Key)
            key = decodedString(span.in(json));
        else if (type == JsonToken::BeginObject || type == JsonToken::BeginArray)
            outer.append(key);
        else if (type == JsonToken::EndObject || type == JsonToken::EndArray)
            key = outer.takeLast();
        tokens.append({type, span.in(json).toByteArray(), json.mid(end, span.start - end), key});
        end = span.end();
    }
    return tokens;
}

/// Takes a few bytes and no more.
class FullDevice : public QIODevice
{
public:
    explicit FullDevice(qint64 room) : m_room(room) { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        if (size > m_room) {
            setErrorString(u"no room"_s);
            return -1;
        }
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

} // namespace

class TestExport : public QObject
{
    Q_OBJECT
private slots:
    void ndjsonHasALineForEachRow();
    void csvHasTheCellsOfEachRow();
    void csvHasTheChosenColumnsInTheirOrder();
    void csvKeepsWhatASpreadsheetTakesForAFormula();
    void harHoldsTheMessagesAsBrowsersWriteThem();
    void harWithoutMessagesIsWhole();
    void mcapIsAWholeRecordingWithExchanges();
    void mcapNumbersTheChosenRowsAnew();
    void mcapKeepsExchangesOfTheChosenRowsTogether();
    void mcapOfScatteredRowsIsNoLonger();
    void chosenRowsAloneAreWritten();
    void standInsTakeThePlaceOfNamesAndIds_data();
    void standInsTakeThePlaceOfNamesAndIds();
    void onlyValuesOfKnownKeysChangeInRandomMessages();
    void theSameValueHasTheSameStandInEverywhere();
    void nobodyStandsInForHimself();
    void beyondAMillionOneStandInIsShared();
    void whatCannotBeJudgedIsLeftOutWithStandIns_data();
    void whatCannotBeJudgedIsLeftOutWithStandIns();
    void noOriginalIsLeftInAnyForm_data();
    void noOriginalIsLeftInAnyForm();
    void standInsKeepNothingOfTheServer();
    void twoOfOneNameAreToldApart();
    void aCancelledExportLeavesTheFileAsItWas();
    void aFinishedExportTakesTheFilesPlace();
    void aFullDeviceIsSaid_data();
    void aFullDeviceIsSaid();
    void aFolderThatIsMissingIsSaid();
};

void TestExport::ndjsonHasALineForEachRow()
{
    const Written written = exported(session(), ExportFormat::Ndjson);
    QVERIFY(written.result.isWritten);
    QCOMPARE(written.result.written, quint64(6));
    const QByteArrayList lines = written.bytes.split('\n');
    QCOMPARE(lines.size(), 7);
    const QByteArrayList kinds{"note", "request", "response", "event", "malformed", "malformed"};
    for (qsizetype i = 0; i < kinds.size(); ++i) {
        const QJsonObject row = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(row[u"n"].toInt(), int(i) + 1);
        QCOMPARE(row[u"kind"].toString().toLatin1(), kinds[i]);
    }
    QCOMPARE(lines[4],
        QByteArray(R"({"n":5,"time":"2025-11-23T13:32:07.003249Z","direction":"in","kind":"malformed",)"
                   R"("raw":"hello,\r\nworld","reason":"no JSON: unexpected character at byte 0"})"));
}

void TestExport::csvHasTheCellsOfEachRow()
{
    RowSource source = sourceOf({session()});
    source.personName = [](const QByteArray &room, const QByteArray &participant, MessageId) {
        return room == "3" && participant == "7" ? u"Ada \"the first\""_s : QString();
    };
    ExportOptions options;
    options.format = ExportFormat::Csv;
    const QList<QByteArrayList> records = csvRecords(exported(source, options).bytes);
    QCOMPARE(records.size(), 7);
    QCOMPARE(records[0].join(' '),
        QByteArray("number time direction kind name room participant person status code latency size text "
                   "base64"));
    QCOMPARE(records[1],
        (QByteArrayList{"1", "2025-11-23T13:32:07.000042Z", "", "note", "", "", "", "", "", "", "", "20",
            "connected, \"at once\"", ""}));
    QCOMPARE(records[2].mid(2, 10),
        (QByteArrayList{"out", "request", "get_participant_count", "3", "", "", "", "", "", "47"}));
    QCOMPARE(records[3].mid(2, 9),
        (QByteArrayList{"in", "response", "get_participant_count", "3", "", "", "OK", "-10000", "3.207"}));
    QCOMPARE(records[4].mid(2, 7),
        (QByteArrayList{"in", "event", "IMM_EVENT_SET_NAME", "3", "7", "Ada \"the first\"", ""}));
    QCOMPARE(records[5].mid(3),
        (QByteArrayList{"malformed", "", "", "", "", "", "", "", "13", "hello,\r\nworld", ""}));
    QCOMPARE(records[6].mid(11), (QByteArrayList{"2", "", "AP8="}));
}

void TestExport::csvHasTheChosenColumnsInTheirOrder()
{
    ExportOptions options;
    options.format = ExportFormat::Csv;
    options.columns = {CsvColumn::Kind, CsvColumn::Number};
    const Written written = exported(sourceOf({session()}), options);
    QVERIFY(written.bytes.startsWith("kind,number\r\nnote,1\r\nrequest,2\r\n"));
    for (const CsvColumn column : allCsvColumns())
        QCOMPARE(csvColumn(csvColumnName(column)), std::optional(column));
    QVERIFY(!csvColumn(u"colour"));
}

void TestExport::csvKeepsWhatASpreadsheetTakesForAFormula()
{
    const QByteArray message = "=1+1";
    const QList<QByteArrayList> records =
        csvRecords(exported(BatchBuilder().received(message).take(), ExportFormat::Csv).bytes);
    QCOMPARE(records[1][int(CsvColumn::Text)], message);
}

void TestExport::harHoldsTheMessagesAsBrowsersWriteThem()
{
    const Written written = exported(session(), ExportFormat::Har);
    QCOMPARE(written.result.written, quint64(5));
    QCOMPARE(written.result.notes, quint64(1));
    QJsonParseError error;
    const QJsonObject log = QJsonDocument::fromJson(written.bytes, &error).object()[u"log"].toObject();
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    QCOMPARE(log[u"version"].toString(), u"1.2"_s);
    QVERIFY(!log[u"creator"].toObject()[u"name"].toString().isEmpty());
    QCOMPARE(log[u"entries"].toArray().size(), 1);
    const QJsonObject entry = log[u"entries"].toArray()[0].toObject();
    QCOMPARE(entry[u"startedDateTime"].toString(), u"2025-11-23T13:32:07.000042Z"_s);
    QCOMPARE(entry[u"time"].toDouble(), 3.207);
    QCOMPARE(entry[u"request"].toObject()[u"url"].toString(), u"wss://hall:9002/"_s);
    QCOMPARE(entry[u"request"].toObject()[u"headers"].toArray().size(), 0);
    QCOMPARE(entry[u"response"].toObject()[u"status"].toInt(), 101);
    const QJsonArray messages = entry[u"_webSocketMessages"].toArray();
    QCOMPARE(messages.size(), 5);
    const QJsonObject sent = messages[0].toObject();
    QCOMPARE(sent[u"type"].toString(), u"send"_s);
    QCOMPARE(sent[u"opcode"].toInt(), 1);
    QCOMPARE(sent[u"time"].toDouble(), 1'763'904'727.000042);
    QCOMPARE(sent[u"data"].toString(), uR"({"Command":"get_participant_count","room_id":3})"_s);
    const QJsonObject binary = messages[4].toObject();
    QCOMPARE(binary[u"type"].toString(), u"receive"_s);
    QCOMPARE(binary[u"opcode"].toInt(), 2);
    QCOMPARE(binary[u"data"].toString(), u"AP8="_s);
}

void TestExport::harWithoutMessagesIsWhole()
{
    const Written written = exported(BatchBuilder().note("connected").take(), ExportFormat::Har);
    QVERIFY(written.result.isWritten);
    const QJsonObject log = QJsonDocument::fromJson(written.bytes).object()[u"log"].toObject();
    QCOMPARE(log[u"entries"].toArray()[0].toObject()[u"_webSocketMessages"].toArray().size(), 0);
}

void TestExport::mcapIsAWholeRecordingWithExchanges()
{
    BatchBuilder builder;
    builder.sent(R"({"Command":"get_version"})").after(1'500);
    builder.received(R"({"Status":"OK","Request":{"Command":"get_version"}})");
    builder.received(R"({"Event":"a","values":1,"room_id":1,"participant_id":"7"})");
    builder.sent(R"({"Command":"get_room_count"})").connectionLost().note("closed");
    const BatchPointer before = builder.take();
    QTemporaryDir folder;
    const QList<BatchPointer> batches = rowsOf(exported(before, ExportFormat::Mcap).bytes, folder);
    QCOMPARE(batches.size(), 1);
    const MessageBatch &after = *batches[0];
    QCOMPARE(after.first, before->first);
    QCOMPARE(after.text, before->text);
    QCOMPARE(after.strings, before->strings);
    QCOMPARE(after.matches, before->matches);
    QCOMPARE(after.lost, before->lost);
    QCOMPARE(after.rows.size(), before->rows.size());
    for (size_t i = 0; i < after.rows.size(); ++i)
        QVERIFY(std::memcmp(&after.rows[i], &before->rows[i], sizeof(MessageRecord)) == 0);
}

void TestExport::mcapNumbersTheChosenRowsAnew()
{
    const RowSource source = chosen({session()}, [](const MessageRecord &row) {
        return row.kind == MessageKind::Request || row.kind == MessageKind::Event
            || row.kind == MessageKind::Malformed;
    });
    QTemporaryDir folder;
    const QList<BatchPointer> batches = rowsOf(exported(source, recording()).bytes, folder);
    QCOMPARE(batches.size(), 1);
    QCOMPARE(batches[0]->first, MessageId(1));
    QCOMPARE(batches[0]->rows.size(), size_t(4));
    QVERIFY(batches[0]->text.endsWith(QByteArray("hello,\r\nworld\0\xff", 15)));
}

void TestExport::mcapKeepsExchangesOfTheChosenRowsTogether()
{
    BatchBuilder builder;
    builder.note("connected").sent(R"({"Command":"get_version"})").note("a hole").after(1'500);
    builder.received(R"({"Status":"OK","Request":{"Command":"get_version"}})");
    builder.note("another").sent(R"({"Command":"get_room_count"})").note("closed").connectionLost();
    const QList<BatchPointer> rows{builder.take()};
    const RowSource messages =
        chosen(rows, [](const MessageRecord &row) { return row.kind != MessageKind::Note; });
    const RowSource answers =
        chosen(rows, [](const MessageRecord &row) { return row.kind == MessageKind::Response; });

    QTemporaryDir folder;
    const QList<BatchPointer> together = rowsOf(exported(messages, recording()).bytes, folder);
    QCOMPARE(together.size(), 1);
    QCOMPARE(together[0]->matches, (std::vector<Match>{{MessageId(2), MessageId(1), 1'500}}));
    QCOMPARE(together[0]->lost, std::vector{MessageId(3)});

    const QList<BatchPointer> alone = rowsOf(exported(answers, recording()).bytes, folder);
    QCOMPARE(alone.size(), 1);
    QVERIFY(alone[0]->matches.empty() && alone[0]->lost.empty());
}

void TestExport::mcapOfScatteredRowsIsNoLonger()
{
    BatchBuilder scattered;
    BatchBuilder together;
    for (int i = 0; i < 200; ++i) {
        scattered.received(R"({"Event":"a"})").note("between");
        together.received(R"({"Event":"a"})");
    }
    const auto isEvent = [](const MessageRecord &row) { return row.kind == MessageKind::Event; };
    QCOMPARE(exported(chosen({scattered.take()}, isEvent), recording()).bytes,
        exported(chosen({together.take()}, isEvent), recording()).bytes);
}

void TestExport::chosenRowsAloneAreWritten()
{
    RowSource source = sourceOf({session(), BatchBuilder().received(R"({"Event":"b"})").take()});
    source.accepts = [](const MessageBatch &batch, size_t row) {
        return batch.rows[row].kind == MessageKind::Event;
    };
    const Written written = exported(source, {});
    QCOMPARE(written.result.written, quint64(2));
    QCOMPARE(written.bytes.count('\n'), 2);
    QCOMPARE(written.bytes.count("\"kind\":\"event\""), 2);
}

void TestExport::standInsTakeThePlaceOfNamesAndIds_data()
{
    QTest::addColumn<bool>("sent");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &message, const QByteArray &expected) {
        QTest::newRow(name) << false << message << expected;
    };
    row("flat", R"({ "Event":"IMM_EVENT_SET_NAME", "values" : "Ada","room_id":3,"participant_id":7,"x":7 })",
        R"({ "Event":"IMM_EVENT_SET_NAME", "values" : "person 1","room_id":10000001,"participant_id":20000002,"x":7 })");
    row("nested",
        R"({"Event":"add_participant","values":{"room_id":"3","participant_id":"a\u0062","name":"Ada","seat":{"id":3}}})",
        R"({"Event":"add_participant","values":{"room_id":"10000001","participant_id":"person 1","name":"person 2","seat":{"id":3}}})");
    row("objects",
        R"({"Event":"x","participant":{"id":7,"name":"Ada"},"room":{"id":7,"name":"Hall"},"participants":[{"id":8},7]})",
        R"({"Event":"x","participant":{"id":20000001,"name":"person 2"},"room":{"id":10000001,"name":"room 2"},"participants":[{"id":20000003},20000001]})");
    row("promised form of a person", R"({"Event":"IMM_EVENT_REMOVE_PARTICIPANT","values":7})",
        R"({"Event":"IMM_EVENT_REMOVE_PARTICIPANT","values":20000001})");
    row("promised form of a room", R"({"Event":"create_room","values":"north"})",
        R"({"Event":"create_room","values":"room 1"})");
    row("promised form of a value", R"({"Event":"set_participant_state","values":1,"participant_id":1})",
        R"({"Event":"set_participant_state","values":1,"participant_id":20000001})");
    row("custom", R"({"Event":"custom_event","values":"7","participant_id":"7","action":"start","who":"x"})",
        R"({"Event":"custom_event","values":"20000001","participant_id":"20000001","action":"start","who":"x"})");
    row("bare custom", R"({"participant_id":"7","action":"start-talking"})",
        R"({"participant_id":"20000001","action":"start-talking"})");
    row("asked name",
        R"({"Status":"OK","value":"Ada","Request":{"Command":"get_participant_name","room_id":1,"participant_id":7}})",
        R"({"Status":"OK","value":"person 1","Request":{"Command":"get_participant_name","room_id":10000001,"participant_id":20000002}})");
    row("asked count", R"({"Status":"OK","value":4,"Request":{"Command":"get_room_count"}})",
        R"({"Status":"OK","value":4,"Request":{"Command":"get_room_count"}})");
    row("nobody knows what was asked", R"({"Status":"OK","value":"Ada"})",
        R"({"Status":"OK","value":"person 1"})");
    row("licence",
        R"({"Status":"OK","Request":{"Command":"get_license_info"},"license_info":{"name":"Hall"}})",
        R"({"Status":"OK","Request":{"Command":"get_license_info"},"license_info":{"name":"Hall"}})");
    row("numbers that are equal",
        R"({"Event":"e","room_id":1.0,"values":[{"room_id":10e-1},{"room_id":"1"}]})",
        R"({"Event":"e","room_id":10000001,"values":[{"room_id":10000001},{"room_id":"10000001"}]})");
    row("repeated and escaped keys", R"({"Event":"e","room\u005fid":1,"room_id":2})",
        R"({"Event":"e","room\u005fid":10000001,"room_id":10000002})");
    row("no value", R"({"Event":"e","room_id":null,"participant_id":"","name":true})",
        R"({"Event":"e","room_id":null,"participant_id":"","name":true})");
    QTest::newRow("request")
        << true
        << QByteArray(R"({"Command":"set_participant_name","room_id":1,"participant_id":7,"name":"\"Ada\""})")
        << QByteArray(
               R"({"Command":"set_participant_name","room_id":10000001,"participant_id":20000001,"name":"person 2"})");
    QTest::newRow("two listeners")
        << true << QByteArray(R"({"Command":"get_participant_spherical","listener_id":7,"source_id":8})")
        << QByteArray(
               R"({"Command":"get_participant_spherical","listener_id":20000001,"source_id":20000002})");
}

void TestExport::standInsTakeThePlaceOfNamesAndIds()
{
    QFETCH(bool, sent);
    QFETCH(QByteArray, message);
    Classifier classifier;
    MessageStandIns standIns;
    QTEST(standIns.rewritten(message, sent ? classifier.sent(message) : classifier.received(message)),
        "expected");
}

/// Whatever stands around them: of each message all tokens but those of known keys stay, byte for byte, and
/// so does what is between them.
void TestExport::onlyValuesOfKnownKeysChangeInRandomMessages()
{
    const QByteArrayList known{"room_id", "participant_id", "participant_name", "name", "participant", "room",
        "participants", "rooms", "values", "id"};
    test::RandomJson random(7);
    Classifier classifier;
    MessageStandIns standIns;
    int replaced = 0;
    for (int i = 0; i < 3'000; ++i) {
        const QByteArray message = R"({"Event":"e","a":)" + random.spelled(random.value()) + R"(,")"
            + known[random.below(4)] + R"(":)" + random.spelled(random.value(1)) + R"(,"b":)"
            + random.spelled(random.value()) + '}';
        const QByteArray result = standIns.rewritten(message, classifier.received(message));
        const QList<Token> before = tokensOf(message);
        const QList<Token> after = tokensOf(result);
        QCOMPARE(after.size(), before.size());
        for (qsizetype token = 0; token < before.size(); ++token) {
            QCOMPARE(after[token].gap, before[token].gap);
            if (after[token].text == before[token].text)
                continue;
            QVERIFY2(known.contains(before[token].key), message);
            QCOMPARE(after[token].type, before[token].type);
            ++replaced;
        }
    }
    QVERIFY(replaced > 500);
}

void TestExport::theSameValueHasTheSameStandInEverywhere()
{
    BatchBuilder builder;
    builder.sent(R"({"Command":"set_participant_name","room_id":1,"participant_id":7,"name":"Ada"})");
    builder.received(
        R"({"Event":"set_participant_name","values":{"room_id":"1","participant_id":"7","name":"Ada"}})");
    builder.received(
        R"({"Status":"OK","Request":{"Command":"set_participant_name","room_id":1,"participant_id":7,"name":"Ada"}})");
    RowSource source = sourceOf({builder.take()});
    source.personName = [](const QByteArray &, const QByteArray &, MessageId) { return u"Ada"_s; };
    ExportOptions options;
    options.format = ExportFormat::Csv;
    options.standIns = true;
    const QList<QByteArrayList> records = csvRecords(exported(source, options).bytes);
    for (const QByteArrayList &record : records.sliced(1)) {
        QCOMPARE(record[int(CsvColumn::Room)], QByteArray("10000001"));
        QCOMPARE(record[int(CsvColumn::Participant)], QByteArray("20000001"));
        QCOMPARE(record[int(CsvColumn::Person)], QByteArray("person 1"));
        QVERIFY(record[int(CsvColumn::Text)].contains(R"("name":"person 1")"));
    }
}

void TestExport::nobodyStandsInForHimself()
{
    StandIns standIns;
    QVERIFY(standIns.text(StandIns::Of::Person, "person 1") != "person 1");
    QVERIFY(standIns.token(StandIns::Of::Room, "10000001") != "10000001");
}

void TestExport::beyondAMillionOneStandInIsShared()
{
    StandIns standIns;
    for (quint32 i = 0; i < StandIns::maximumCount; ++i)
        standIns.text(StandIns::Of::Person, QByteArray::number(i));
    const QByteArray shared = standIns.text(StandIns::Of::Person, "one more");
    QCOMPARE(shared, QByteArray("person 1000001"));
    QCOMPARE(standIns.text(StandIns::Of::Person, "and one"), shared);
    QCOMPARE(standIns.text(StandIns::Of::Person, "0"), QByteArray("20000001"));
}

void TestExport::whatCannotBeJudgedIsLeftOutWithStandIns_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("ndjson") << ExportFormat::Ndjson;
    QTest::newRow("csv") << ExportFormat::Csv;
    QTest::newRow("har") << ExportFormat::Har;
    QTest::newRow("mcap") << ExportFormat::Mcap;
}

void TestExport::whatCannotBeJudgedIsLeftOutWithStandIns()
{
    QFETCH(ExportFormat, format);
    const BatchPointer batch = BatchBuilder()
                                   .received("Ada said {")
                                   .receivedBinary("Ada")
                                   .received(R"(["Ada"])")
                                   .sent("Ada")
                                   .received(R"({"Event":"e"})")
                                   .take();
    const Written written = exported(batch, format, true);
    QCOMPARE(written.result.unjudged, quint64(4));
    QCOMPARE(written.result.written, quint64(1));
    QVERIFY(!written.bytes.contains("Ada"));
    QVERIFY(!written.bytes.contains("QWRh")); // in Base64
    QVERIFY(leftOutRemarks(written.result).join(u' ').contains(u"4 malformed messages"_s));
}

void TestExport::noOriginalIsLeftInAnyForm_data()
{
    whatCannotBeJudgedIsLeftOutWithStandIns_data();
}

void TestExport::noOriginalIsLeftInAnyForm()
{
    QFETCH(ExportFormat, format);
    BatchBuilder builder;
    builder.note("connected");
    const QByteArray ids = R"("room_id":"north-hall","participant_id":4711,"name":"Ada Lovelace")";
    builder.sent(R"({"Command":"set_participant_name",)" + ids + '}');
    builder.received(R"({"Status":"OK","Request":{"Command":"set_participant_name",)" + ids + "}}");
    builder.received(R"({"Event":"IMM_EVENT_SET_NAME","values":"Ada Lovelace",)" + ids + '}');
    builder.received(R"({"Event":"set_name","values":{)" + ids + "}}");
    RowSource source = sourceOf({builder.take()});
    source.personName = [](const QByteArray &, const QByteArray &, MessageId) { return u"Ada Lovelace"_s; };
    ExportOptions options;
    options.format = format;
    options.standIns = true;
    Written written = exported(source, options);
    if (format == ExportFormat::Mcap) {
        QTemporaryDir folder;
        const QList<BatchPointer> batches = rowsOf(written.bytes, folder);
        QCOMPARE(batches.size(), 1);
        QCOMPARE(batches[0]->matches.size(), size_t(1));
        written.bytes =
            batches[0]->text + QByteArrayList(batches[0]->strings.begin(), batches[0]->strings.end()).join();
    }
    QCOMPARE(written.result.written + written.result.notes, quint64(5));
    QVERIFY(written.bytes.contains("person "));
    for (const char *original : {"Ada", "north", "4711"})
        QVERIFY2(!written.bytes.contains(original), written.bytes);
}

void TestExport::standInsKeepNothingOfTheServer()
{
    QTemporaryDir folder;
    for (const bool standIns : {false, true}) {
        rowsOf(exported(session(), ExportFormat::Mcap, standIns).bytes, folder);
        const RecordingFacts facts = RecordingReader(folder.filePath(u"read.mcap"_s)).outline().facts;
        QCOMPARE(facts.server, standIns ? QByteArray() : hall().server);
        QCOMPARE(facts.certificateSha256, standIns ? QByteArray() : hall().certificateSha256);
        QCOMPARE(facts.tlsVersion, hall().tlsVersion);
        const QByteArray har = exported(session(), ExportFormat::Har, standIns).bytes;
        QCOMPARE(har.contains("hall"), !standIns);
        QCOMPARE(har.contains(R"("url":"wss://server.invalid/")"), standIns);
    }
    QVERIFY(standInsRemark().contains(u"server's address and certificate are left out"_s));
}

void TestExport::twoOfOneNameAreToldApart()
{
    StandIns standIns;
    QCOMPARE(standIns.nameOf("7", "Ada"), QByteArray("person 1"));
    QCOMPARE(standIns.nameOf("8", "Ada"), QByteArray("person 2"));
    QCOMPARE(standIns.nameOf("8", "7"), QByteArray("person 2"));
    QCOMPARE(standIns.text(StandIns::Of::Person, "8"), QByteArray("20000002"));
    QCOMPARE(standIns.nameOf("9", ""), QByteArray());
    QVERIFY(standIns.nameOf("9", "person 3") != "person 3");
}

void TestExport::aCancelledExportLeavesTheFileAsItWas()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"rows.csv"_s);
    QFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
    before.close();
    std::atomic<bool> cancel = false;
    RowSource source;
    source.next = [&cancel, batches = 0]() mutable {
        cancel = ++batches == 3;
        return session();
    };
    quint64 progress = 0;
    const ExportResult result =
        exportToFile(path, source, {}, hall(), cancel, [&](quint64 rows) { progress = rows; });
    QVERIFY(!result.isWritten);
    QCOMPARE(result.problem, QString());
    QCOMPARE(progress, quint64(18));
    QVERIFY(before.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), QByteArray("before"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

void TestExport::aFinishedExportTakesTheFilesPlace()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"rows.ndjson"_s);
    const std::atomic<bool> cancel = false;
    for (const QList<BatchPointer> &batches : {QList{session(), session()}, QList{session()}}) {
        const ExportResult result = exportToFile(path, sourceOf(batches), {}, hall(), cancel);
        QVERIFY(result.isWritten);
        QCOMPARE(result.size, QFileInfo(path).size());
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), exported(session(), ExportFormat::Ndjson).bytes);
}

void TestExport::aFullDeviceIsSaid_data()
{
    whatCannotBeJudgedIsLeftOutWithStandIns_data();
}

void TestExport::aFullDeviceIsSaid()
{
    QFETCH(ExportFormat, format);
    ExportOptions options;
    options.format = format;
    const std::atomic<bool> cancel = false;
    const qsizetype size = exported(sourceOf({session()}), options).bytes.size();
    for (const qint64 room : {qint64(0), qint64(size / 2), qint64(size - 1)}) {
        FullDevice device(room);
        const ExportResult result = exportRows(sourceOf({session()}), options, hall(), device, cancel);
        QVERIFY(!result.isWritten);
        QVERIFY2(result.problem.contains(u"no room"_s), qPrintable(result.problem));
    }
}

void TestExport::aFolderThatIsMissingIsSaid()
{
    QTemporaryDir folder;
    const std::atomic<bool> cancel = false;
    const QString path = folder.filePath(u"no/rows.csv"_s);
    const ExportResult result = exportToFile(path, sourceOf({session()}), {}, hall(), cancel);
    QVERIFY(!result.isWritten);
    QVERIFY2(result.problem.contains(path), qPrintable(result.problem));
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
