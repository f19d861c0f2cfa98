#include "app/cli/lines.h"
#include "app/cli/output.h"
#include "app/cli/recordingtext.h"
#include "app/cli/requesttext.h"
#include "lib/log/recordingfindings.h"
#include "tests/support/batchbuilder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <array>
#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace console;
using namespace console::cli;

class TestCliText : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasItsForm();
    void rawTextComesBackByteForByte_data();
    void rawTextComesBackByteForByte();
    void binaryAndBrokenTextStandAsBase64();
    void aLineHasNoLineEndInside();
    void theCountIsOfReceivedMessages();
    void rawPrintsReceivedMessagesAlone();
    void requestsHaveTheCataloguesOrderAndTypes_data();
    void requestsHaveTheCataloguesOrderAndTypes();
    void textThatIsNoJsonIsSaid();
    void whatAServerSaysCannotSteerTheTerminal();
    void whatAFileSaysCannotSteerTheTerminal();
    void whatARecordingLacksIsSaid();
    void aClosedPipeIsNoticed();
};

void TestCliText::everyKindHasItsForm()
{
    BatchBuilder builder;
    builder.time = 1'763'904'727'000'042;
    builder.note("connected");
    builder.sent(R"({"Command":"a"})");
    builder.received(R"({"Status":"OK","Request":{"Command":"a"}})");
    builder.received(R"({"Event":"e","values":1})");
    builder.received(R"({"action":"x"})");
    builder.received("hello");
    const QList<QByteArray> lines = LineWriter(false, {}).lines({builder.take()}).split('\n');
    const QByteArray head = R"(,"time":"2025-11-23T13:32:07.000042Z",)";
    QCOMPARE(lines.size(), 7);
    const QByteArray note = R"("kind":"note","text":"connected"})";
    QCOMPARE(lines[0], "{\"n\":1" + head + note);
    const auto out = QByteArray(R"("direction":"out","kind":"request","raw":"{\"Command\":\"a\"}"})");
    QVERIFY2(lines[1].endsWith(out), lines[1]);
    QVERIFY2(lines[1].startsWith("{\"n\":2,\"time\":\""), lines[1]);
    const QByteArray part2 = R"(,"direction":"in","kind":"response","raw":"{)";
    QVERIFY2(lines[2].contains(part2), lines[2]);
    const QByteArray part3 = R"(,"direction":"in","kind":"event","raw":"{)";
    QVERIFY2(lines[3].contains(part3), lines[3]);
    const QByteArray part4 = R"(,"direction":"in","kind":"other","raw":"{)";
    QVERIFY2(lines[4].contains(part4), lines[4]);
    const QByteArray part5 = R"("kind":"malformed","raw":"hello","reason":"no JSON: )";
    QVERIFY2(lines[5].contains(part5), lines[5]);
    QVERIFY(lines[6].isEmpty());
}

void TestCliText::rawTextComesBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("spaces and order") << QByteArray("{ \"b\" : 1.0, \"a\":1e2 }");
    QTest::newRow("line ends") << QByteArray("{\r\n\t\"Event\":\"e\"\n}");
    QTest::newRow("escapes") << QByteArray(R"({"Event":"\u00e9\"\\"})");
    QTest::newRow("not ASCII") << QByteArray("{\"Event\":\"é 漢 😀 \u202e\"}");
    QTest::newRow("NUL") << QByteArray("{\"Event\":1}\0", 12);
    QTest::newRow("control characters") << QByteArray("\x01\x1b[31m\x7f");
}

void TestCliText::rawTextComesBackByteForByte()
{
    QFETCH(QByteArray, message);
    const QByteArray line = LineWriter(false, {}).lines({BatchBuilder().received(message).take()});
    QCOMPARE(line.count('\n'), 1);
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object[u"raw"].toString().toUtf8(), message);
}

void TestCliText::binaryAndBrokenTextStandAsBase64()
{
    BatchBuilder builder;
    builder.receivedBinary("{}");
    builder.received("\xff\xfe");
    const QList<QByteArray> lines = LineWriter(false, {}).lines({builder.take()}).split('\n');
    const QByteArray binary = R"("kind":"malformed","raw_base64":"e30=","reason":"binary message"})";
    QVERIFY2(lines[0].endsWith(binary), lines[0]);
    const QByteArray part1 = R"("raw_base64":"//4=","reason":")";
    QVERIFY2(lines[1].contains(part1), lines[1]);
}

void TestCliText::aLineHasNoLineEndInside()
{
    const QByteArray lines = LineWriter(false, {}).lines({BatchBuilder().note("one\ntwo").take()});
    QCOMPARE(lines.count('\n'), 1);
    QVERIFY(lines.contains("one\\ntwo"));
}

void TestCliText::theCountIsOfReceivedMessages()
{
    BatchBuilder builder;
    LineWriter writer(false, 2);
    builder.note("connected").sent("{}").received(R"({"Event":"1"})");
    QCOMPARE(writer.lines({builder.take()}).count('\n'), 3);
    QVERIFY(!writer.isComplete());
    builder.note("still there").received("hello").received(R"({"Event":"3"})").note("late");
    const QByteArray rest = writer.lines({builder.take()});
    QCOMPARE(rest.count('\n'), 2);
    QVERIFY(rest.contains("hello"));
    QVERIFY(writer.isComplete());
    QVERIFY(writer.lines({builder.received("more").take()}).isEmpty());
}

void TestCliText::rawPrintsReceivedMessagesAlone()
{
    BatchBuilder builder;
    builder.note("connected").sent("{}").received("{ }").receivedBinary(QByteArray("\0\xff", 2)).note("end");
    QCOMPARE(LineWriter(true, {}).lines({builder.take()}), QByteArray("{ }\n\0\xff\n", 7));
}

void TestCliText::requestsHaveTheCataloguesOrderAndTypes_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("parameters");
    QTest::addColumn<QByteArray>("request");
    const auto row = [](const char *name, const QString &command, const QStringList &parameters,
                         const QByteArray &request) {
        QTest::newRow(name) << command << parameters << request;
    };
    row("none", u"get_version"_s, {}, R"({"Command":"get_version"})");
    row("order", u"set_participant_state"_s,
        {u"value=1"_s, u"control=2"_s, u"participant_id=7"_s, u"room_id=3"_s},
        R"({"Command":"set_participant_state","room_id":3,"participant_id":7,"control":2,"value":1})");
    row("missing ones are left out", u"set_participant_seat"_s, {u"seat_id=4"_s},
        R"({"Command":"set_participant_seat","seat_id":4})");
    row("numbers as written", u"set_participant_position"_s,
        {u"x=-1.50"_s, u"y=1e2"_s, u"z=12345678901234567890"_s},
        R"({"Command":"set_participant_position","x":-1.50,"y":1e2,"z":12345678901234567890})");
    row("ids that are text", u"get_room_layout"_s, {u"room_id=hall-1"_s},
        R"({"Command":"get_room_layout","room_id":"hall-1"})");
    row("no number of JSON", u"get_room_layout"_s, {u"room_id=007"_s},
        R"({"Command":"get_room_layout","room_id":"007"})");
    row("text stays text", u"set_participant_name"_s, {u"name=42"_s},
        R"({"Command":"set_participant_name","name":"42"})");
    row("text is escaped", u"set_participant_name"_s, {u"name=a\"b\\é"_s},
        "{\"Command\":\"set_participant_name\",\"name\":\"a\\\"b\\\\é\"}");
    row("enumeration by name", u"set_participant_state"_s,
        {u"control=IMM_CONTROL_DEVICE"_s, u"value=IMM_DEVICE_SPEAKER"_s},
        R"({"Command":"set_participant_state","control":10,"value":2})");
    row("unknown names", u"custom_event"_s,
        {u"note=hello there"_s, u"room_id=1"_s, u"list=[1, 2]"_s, u"flag=true"_s, u"empty="_s, u"half={"_s},
        R"({"Command":"custom_event","room_id":1,"note":"hello there","list":[1, 2],"flag":true,"empty":"","half":"{"})");
    row("unknown command", u"move_seat"_s, {u"b=1"_s, u"a=x"_s}, R"({"Command":"move_seat","b":1,"a":"x"})");
}

void TestCliText::requestsHaveTheCataloguesOrderAndTypes()
{
    QFETCH(QString, command);
    QFETCH(QStringList, parameters);
    const QByteArray request = requestText(Catalogue::builtIn(), command, parameters);
    QTEST(request, "request");
    QCOMPARE(jsonProblem(request), QString());
}

void TestCliText::textThatIsNoJsonIsSaid()
{
    const QByteArray good = R"({"a":[1]} )";
    QCOMPARE(jsonProblem(good), QString());
    for (const QByteArray text : {"", "{", "{}x", "{'a':1}", "[1,]"})
        QVERIFY2(jsonProblem(text).contains(u" at byte "_s), text);
}

void TestCliText::whatAServerSaysCannotSteerTheTerminal()
{
    QCOMPARE(harmless(u"a\x1b[31mb\nc\u202e\x9b é"_s), u"aU+001B[31mb cU+202EU+009B é"_s);
}

void TestCliText::whatAFileSaysCannotSteerTheTerminal()
{
    RecordingOutline outline;
    outline.header.library = "\x1b[2Jevil\nEnd          written";
    const QString text = infoText(outline, {}, {});
    QVERIFY2(text.startsWith(u"Written by   U+001B[2Jevil End          written\n"_s), qPrintable(text));
    QVERIFY(text.contains(u"\nEnd          missing"_s));
}

void TestCliText::whatARecordingLacksIsSaid()
{
    QCOMPARE(findingSentences({}), QStringList());
    RecordingReader::Findings findings;
    findings.leftOut = 7;
    findings.reasons = {u"The last record is not whole."_s};
    findings.missingNumbers = 3;
    findings.movedTimes = 1;
    const QString text = infoText({}, {}, findings);
    for (const QString &sentence : {u"The last record is not whole."_s,
             u"7 bytes of the file are left out."_s, u"3 rows of the session are not in the file."_s})
        QVERIFY2(text.contains(u"\nRemark       "_s + sentence), qPrintable(text));
    QCOMPARE(findingSentences(findings).size(), 4);
}

void TestCliText::aClosedPipeIsNoticed()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::array<int, 2> ends;
    QCOMPARE(::pipe(ends.data()), 0);
    QCOMPARE(writeAll(ends[1], "hello"), WriteResult::Written);
    ::close(ends[0]);
    QCOMPARE(writeAll(ends[1], "hello"), WriteResult::Closed);
    ::close(ends[1]);
    QCOMPARE(writeAll(ends[1], "hello"), WriteResult::Failed);
}

QTEST_GUILESS_MAIN(TestCliText)
#include "tst_clitext.moc"
