#include "lib/protocol/classify.h"
#include "tests/support/jsonoracle.h"
#include "tests/support/randomjson.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTest>

#include <tuple>

using namespace console;
using namespace console::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 seed = 9002;

const QHash<QByteArray, qint32> codes{{"IMM_ERROR_NONE", -10000}, {"IMM_ERROR_INVALID_VALUE", -9990}};

struct Facts
{
    MessageKind kind;
    QByteArray name, room, participant;
    bool textIds = false;
};

QByteArray eventWith(const QByteArray &rest)
{
    return "{\"Event\":\"x\"," + rest + '}';
}

QByteArray nested(int depth)
{
    return QByteArray("[").repeated(depth) + QByteArray("]").repeated(depth);
}

QByteArray manyKeys(int count, const QByteArray &last)
{
    QByteArray text = "{";
    for (int i = 0; i < count; ++i)
        text += "\"key" + QByteArray::number(i) + "\":0,";
    return text + last + '}';
}

/// All that a classification says, for comparing.
auto said(const Classification &message)
{
    return std::tuple(message.kind, message.flags, message.code, message.name.toByteArray(),
        message.room.toByteArray(), message.participant.toByteArray(), message.textIds, message.reason,
        message.jsonError, message.errorOffset, message.echoedRequest);
}

/// Whether some object repeats a key, by sets of decoded keys.
bool repeatsAKey(const QByteArray &text)
{
    std::vector<QSet<QByteArray>> open;
    JsonLexer lexer(text);
    for (;;) {
        const JsonToken token = lexer.next();
        if (token == JsonToken::End)
            return false;
        if (token == JsonToken::BeginObject)
            open.emplace_back();
        if (token == JsonToken::EndObject)
            open.pop_back();
        if (token != JsonToken::Key)
            continue;
        const QByteArray key = decodedString(lexer.span().in(text));
        if (open.back().contains(key))
            return true;
        open.back().insert(key);
    }
}

} // namespace

class TestClassify : public QObject
{
    Q_OBJECT

private slots:
    void everyDialectGivesTheSameFacts_data();
    void everyDialectGivesTheSameFacts();
    void anEventComesBeforeAResponse();
    void responsesTellTheirStatus_data();
    void responsesTellTheirStatus();
    void errorCodesAreNumbersHoweverSent_data();
    void errorCodesAreNumbersHoweverSent();
    void theEchoIsFoundWhole_data();
    void theEchoIsFoundWhole();
    void whatIsSentIsARequest();
    void malformedMessagesSayWhy_data();
    void malformedMessagesSayWhy();
    void repeatedKeysAreMarked_data();
    void repeatedKeysAreMarked();
    void repeatedKeysOfRandomTextAreMarked();
    void keysMadeToCollideAreStillToldApart();
    void unicodeEscapesAreMarked();
    void namesOfAnyLengthAreGivenWhole();
    void hostileMessagesAreClassifiedInTime_data();
    void hostileMessagesAreClassifiedInTime();
    void everyTruncationIsMalformedAtItsEnd();
    void mutatedMessagesAreMalformedExactlyIfTheyAreNoObject();
    void oneMessageLeavesNothingForTheNext();
    void aMessageLikeOneBeforeSaysWhatItSaysAlone_data();
    void aMessageLikeOneBeforeSaysWhatItSaysAlone();
    void mutatedMessagesSayBehindTheirLikeWhatTheySayAlone();
    void aShapeFitsWhatIsMadeLikeItAndNothingElse();
};

void TestClassify::everyDialectGivesTheSameFacts_data()
{
    using enum MessageKind;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<MessageKind>("kind");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("room");
    QTest::addColumn<QByteArray>("participant");
    QTest::addColumn<bool>("textIds");
    const auto row = [](const char *what, const QByteArray &text, const Facts &facts) {
        QTest::newRow(what) << text << facts.kind << facts.name << facts.room << facts.participant
                            << facts.textIds;
    };
    const QByteArray name = "IMM_EVENT_ADD_PARTICIPANT";
    row("scalar", R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":7})", {Event, name, "", ""});
    row("flat", R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":7,"room_id":1,"participant_id":7})",
        {Event, name, "1", "7"});
    row("nested", R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":7}})",
        {Event, name, "1", "7"});
    row("text ids", R"({"Event":"add_participant","room_id":"1","participant_id":"7"})",
        {Event, "add_participant", "1", "7", true});
    row("one text id", eventWith(R"("room_id":1,"participant_id":"a b")"), {Event, "x", "1", "a b", true});
    row("numbered", R"({"Event":3,"values":7})", {Event, "3", "", ""});
    row("numbered as text", R"({"Event":"3"})", {Event, "3", "", ""});
    row("null event", R"({"Event":null,"Status":"OK"})", {Event, "", "", ""});
    row("object event", R"({"Event":{"room_id":1}})", {Event, "", "", ""});
    row("escaped", R"({"\u0045vent":"J\u00fcrgen","room_id":"\u00e9","participant_id":"\ud83d\ude00"})",
        {Event, "J\xc3\xbcrgen", "\xc3\xa9", "\xf0\x9f\x98\x80", true});
    row("event inside", R"({"values":{"Event":"x","Status":"OK"}})", {Other, "", "", ""});
    row("top before values", eventWith(R"("values":{"room_id":2,"participant_id":3},"room_id":1)"),
        {Event, "x", "1", "3"});
    row("ids nested further do not count",
        eventWith(R"("values":{"seat":{"room_id":2}},"a":{"participant_id":3})"), {Event, "x", "", ""});
    row("ids in arrays do not count",
        eventWith(R"("values":[{"room_id":2}],"room_id":[1],"participant_id":{})"), {Event, "x", "", ""});
    row("unusable id gives way", eventWith(R"("values":{"room_id":2},"room_id":null)"),
        {Event, "x", "2", ""});
    row("negative", eventWith(R"("room_id":-1)"), {Event, "x", "-1", ""});
    row("integer spelled otherwise", eventWith(R"("room_id":7.0,"participant_id":1e2)"),
        {Event, "x", "7", "100"});
    row("fractions are no ids", eventWith(R"("room_id":7.5,"participant_id":1e-2)"), {Event, "x", "", ""});
    row("big id", eventWith(R"("room_id":123456789012345678901234567890)"),
        {Event, "x", "123456789012345678901234567890", ""});
    row("last values counts",
        eventWith(R"("values":{"room_id":1,"participant_id":1},"values":{"room_id":2})"),
        {Event, "x", "2", ""});
    row("last values no object", eventWith(R"("values":{"room_id":1},"values":5)"), {Event, "x", "", ""});
    row("last id counts", eventWith(R"("room_id":1,"room_id":2,"\u0072oom_id":3)"), {Event, "x", "3", ""});
    row("bare", R"({"participant_id":"7","action":"start-talking"})",
        {Other, "start-talking", "", "7", true});
    row("empty", "{}", {Other, "", "", ""});
    row("wrong case", R"({"event":"x","status":"OK"})", {Other, "", "", ""});
    row("response", R"({"Status":"OK","Request":{"Command":"get_room_layout","room_id":4}})",
        {Response, "get_room_layout", "4", ""});
    row("response without echo", R"({"Status":"OK","room_id":4})", {Response, "", "4", ""});
    row("response, echo first", R"({"room_id":9,"Status":"OK","Request":{"Command":"c","room_id":"4"}})",
        {Response, "c", "4", "", true});
    row("response, null status", R"({"Status":null})", {Response, "", "", ""});
    row("response, odd echo", R"({"Status":"OK","Request":["Command"]})", {Response, "", "", ""});
    row("response, last echo",
        R"({"Request":{"Command":"a","room_id":1},"Request":{"Command":"b"},"Status":1})",
        {Response, "b", "", ""});
}

void TestClassify::everyDialectGivesTheSameFacts()
{
    QFETCH(QByteArray, text);
    Classifier classifier;
    const Classification message = classifier.received(text);
    QTEST(message.kind, "kind");
    QTEST(message.name.toByteArray(), "name");
    QTEST(message.room.toByteArray(), "room");
    QTEST(message.participant.toByteArray(), "participant");
    QTEST(message.textIds, "textIds");
    QCOMPARE(message.reason, MalformedReason::None);
}

void TestClassify::anEventComesBeforeAResponse()
{
    Classifier classifier;
    const Classification message = classifier.received(R"({"Status":"ERROR","Error Code":5,"Event":"x"})");
    QCOMPARE(message.kind, MessageKind::Event);
    QVERIFY(!message.flags.testFlag(MessageFlag::StatusError));
    QCOMPARE(message.code, 0);
}

void TestClassify::responsesTellTheirStatus_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("ok");
    QTest::addColumn<bool>("error");
    QTest::newRow("OK") << QByteArray("\"OK\"") << true << false;
    QTest::newRow("ERROR") << QByteArray("\"ERROR\"") << false << true;
    QTest::newRow("escaped") << QByteArray(R"("\u004fK")") << true << false;
    QTest::newRow("lower case") << QByteArray("\"ok\"") << false << false;
    QTest::newRow("space") << QByteArray("\"OK \"") << false << false;
    QTest::newRow("number") << QByteArray("1") << false << false;
    QTest::newRow("array") << QByteArray("[\"OK\"]") << false << false;
    QTest::newRow("last counts") << QByteArray(R"("OK","Status":"ERROR")") << false << true;
}

void TestClassify::responsesTellTheirStatus()
{
    QFETCH(QByteArray, status);
    Classifier classifier;
    const QByteArray text = "{\"Status\":" + status + '}';
    const Classification message = classifier.received(text);
    QCOMPARE(message.kind, MessageKind::Response);
    QTEST(message.flags.testFlag(MessageFlag::StatusOk), "ok");
    QTEST(message.flags.testFlag(MessageFlag::StatusError), "error");
}

void TestClassify::errorCodesAreNumbersHoweverSent_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<qint32>("code");
    const auto row = [](const QByteArray &sent, qint32 code) {
        QTest::addRow("%s", sent.left(40).constData()) << sent << code;
    };
    row("-9990", -9990);
    row("-9990.0", -9990);
    row("-999e1", -9990);
    row("\"-9990\"", -9990);
    row("\"IMM_ERROR_INVALID_VALUE\"", -9990);
    row("\"IMM\\u005fERROR_NONE\"", -10000);
    row("\"IMM_ERROR_UNHEARD_OF\"", 0);
    row("2147483647", 2147483647);
    row("-2147483648", -2147483647 - 1);
    row("2147483648", 0);
    row("-9223372036854775809", 0);
    row("1e999999999999", 0);
    row(QByteArray(100'000, '9'), 0);
    row("1.5", 0);
    row("null", 0);
    row("{\"a\":5}", 0);
    row("\"\"", 0);
}

void TestClassify::errorCodesAreNumbersHoweverSent()
{
    QFETCH(QByteArray, sent);
    Classifier classifier(codes);
    const QByteArray text = "{\"Status\":\"ERROR\",\"Error Code\":" + sent + '}';
    QTEST(classifier.received(text).code, "code");
}

void TestClassify::theEchoIsFoundWhole_data()
{
    QTest::addColumn<QByteArray>("echo");
    for (const char *echo :
        {"{}", "{\"Command\":\"x\",\"a\":[{},{\"b\":[1]}]}", "[1,{\"a\":2}]", "\"text\"", "17", "null"})
        QTest::newRow(echo) << QByteArray(echo);
}

void TestClassify::theEchoIsFoundWhole()
{
    QFETCH(QByteArray, echo);
    Classifier classifier;
    const QByteArray text = "{\"Request\":[0],\"Request\" : " + echo + " ,\"x\":[{}],\"Status\":\"OK\"}";
    QCOMPARE(classifier.received(text).echoedRequest.in(text).toByteArray(), echo);
    QCOMPARE(classifier.received("{\"Status\":\"OK\"}").echoedRequest.length, 0);
}

void TestClassify::whatIsSentIsARequest()
{
    Classifier classifier;
    const Classification command =
        classifier.sent(R"({"Command":"x","Event":"y","room_id":1,"participant_id":"2"})");
    QCOMPARE(command.kind, MessageKind::Request);
    QCOMPARE(command.name.toByteArray(), "x");
    QCOMPARE(command.room.toByteArray(), "1");
    QCOMPARE(command.participant.toByteArray(), "2");
    QCOMPARE(classifier.sent(R"({"values":{"Command":"x","room_id":1}})").name.size(), 0);
    QCOMPARE(classifier.sent("no JSON").kind, MessageKind::Request);
    QVERIFY(classifier.sent(R"({"a":1,"a":2})").flags.testFlag(MessageFlag::DuplicateKeys));
}

void TestClassify::malformedMessagesSayWhy_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<MalformedReason>("reason");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *what, const QByteArray &text, MalformedReason reason,
                         const QString &sentence) { QTest::newRow(what) << text << reason << sentence; };
    row("cut", R"({"Event":"x",)", MalformedReason::NoJson, u"no JSON: unexpected end of text at byte 13"_s);
    row("text", "hello", MalformedReason::NoJson, u"no JSON: unexpected character at byte 0"_s);
    row("nothing", "", MalformedReason::NoJson, u"no JSON: no text at byte 0"_s);
    row("two", "{}{}", MalformedReason::NoJson, u"no JSON: text after the end of the value at byte 2"_s);
    row("array", "[{\"Event\":\"x\"}]", MalformedReason::NoObject, u"JSON, but no object"_s);
    row("string", "\"Event\"", MalformedReason::NoObject, u"JSON, but no object"_s);
    row("broken array", "[1", MalformedReason::NoJson, u"no JSON: unexpected end of text at byte 2"_s);
}

void TestClassify::malformedMessagesSayWhy()
{
    QFETCH(QByteArray, text);
    Classifier classifier;
    const Classification message = classifier.received(text);
    QCOMPARE(message.kind, MessageKind::Malformed);
    QTEST(message.reason, "reason");
    QTEST(malformedReason(message), "sentence");
    QTEST(malformedReason(text, false), "sentence");
    const Classification binary = classifier.receivedBinary(text);
    QCOMPARE(binary.kind, MessageKind::Malformed);
    QVERIFY(binary.flags.testFlag(MessageFlag::Binary));
    QCOMPARE(malformedReason(binary), u"binary message"_s);
    QCOMPARE(malformedReason(text, true), u"binary message"_s);
}

void TestClassify::repeatedKeysAreMarked_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("repeats");
    const auto row = [](const char *what, const QByteArray &text, bool repeats) {
        QTest::newRow(what) << text << repeats;
    };
    row("none", R"({"a":1,"b":{"a":1,"b":2},"c":[{"a":1},{"a":1}]})", false);
    row("top", R"({"a":1,"b":2,"a":3})", true);
    row("deep", R"({"x":[[{"y":{"a":1,"a":1}}]]})", true);
    row("after an inner object", R"({"a":{"b":1},"a":{"b":1}})", true);
    row("escaped", R"({"ab":1,"\u0061\u0062":2})", true);
    row("both escaped", R"({"\/":1,"\u002F":2})", true);
    row("empty", R"({"":1,"":2})", true);
    row("case differs", R"({"a":1,"A":2})", false);
    row("lone surrogates differ", R"({"\ud800":1,"\ud801":2,"\ufffd":3})", false);
    row("same ends", R"({"12345678abc12345678":1,"12345678xyz12345678":2})", false);
    row("short, alike", R"({"aba":1,"abba":2,"abbba":3,"aa":4,"a":5,"abca":6})", false);
    row("sixteen keys", manyKeys(15, "\"key14\":1"), true);
    row("seventeen keys", manyKeys(17, "\"key0\":1"), true);
    row("seventeen keys, escaped", manyKeys(17, "\"\\u006bey3\":1"), true);
    row("eighteen different keys", manyKeys(17, "\"other\":1"), false);
}

void TestClassify::repeatedKeysAreMarked()
{
    QFETCH(QByteArray, text);
    Classifier classifier;
    QTEST(classifier.received(text).flags.testFlag(MessageFlag::DuplicateKeys), "repeats");
}

void TestClassify::repeatedKeysOfRandomTextAreMarked()
{
    qInfo("seed %u", seed);
    RandomJson random(seed);
    Classifier classifier;
    int repeating = 0;
    for (int round = 0; round < 3000; ++round) {
        const QByteArray text = random.spelled(random.value(4));
        const bool expected = repeatsAKey(text);
        repeating += expected ? 1 : 0;
        QCOMPARE(classifier.received(text).flags.testFlag(MessageFlag::DuplicateKeys), expected);
    }
    QVERIFY(repeating > 100);
    QVERIFY(repeating < 2900);
}

void TestClassify::keysMadeToCollideAreStillToldApart()
{
    // Long keys that agree at both ends, in few and in many.
    for (const int count : {10, 16, 20'000}) {
        QByteArray text = "{";
        for (int i = 0; i < count; ++i)
            text += "\"same start " + QByteArray::number(100'000 + i) + " same end\":0,";
        Classifier classifier;
        const QByteArray different = text + "\"z\":0}";
        QVERIFY(!classifier.received(different).flags.testFlag(MessageFlag::DuplicateKeys));
        const QByteArray repeated = text + "\"same start 100003 same end\":0}";
        QVERIFY(classifier.received(repeated).flags.testFlag(MessageFlag::DuplicateKeys));
    }
}

void TestClassify::unicodeEscapesAreMarked()
{
    Classifier classifier;
    const auto marked = [&classifier](QByteArrayView text) {
        return classifier.received(text).flags.testFlag(MessageFlag::UnicodeEscapes);
    };
    QVERIFY(marked("{\"a\":[\"\\u00e9\"]}"));
    QVERIFY(marked("{\"\\u00e9\":1}"));
    QVERIFY(!marked("{\"a\":\"\\n\\\\u\"}"));
    QVERIFY(!marked("{\"a\":\"\xc3\xa9\"}"));
}

void TestClassify::namesOfAnyLengthAreGivenWhole()
{
    const QByteArray endless(1 << 20, 'n');
    Classifier classifier;
    const QByteArray text = "{\"Event\":\"" + endless + "\",\"room_id\":\"\\n" + endless + "\"}";
    const Classification message = classifier.received(text);
    QCOMPARE(message.name.toByteArray(), endless);
    QCOMPARE(message.room.toByteArray(), '\n' + endless);
}

void TestClassify::hostileMessagesAreClassifiedInTime_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<MessageKind>("kind");
    QByteArray deepObjects;
    for (int i = 0; i < 100'000; ++i)
        deepObjects += "{\"a\":";
    QByteArray manyObjects;
    for (int i = 0; i < 50'000; ++i)
        manyObjects += "{\"a\":1,\"b\":2},";
    QTest::newRow("deep arrays") << eventWith("\"values\":" + nested(100'000)) << MessageKind::Event;
    QTest::newRow("deep objects") << eventWith("\"x\":" + deepObjects + '1' + QByteArray(100'000, '}'))
                                  << MessageKind::Event;
    QTest::newRow("open objects") << deepObjects << MessageKind::Malformed;
    QTest::newRow("open arrays") << QByteArray(1'000'000, '[') << MessageKind::Malformed;
    QTest::newRow("wide") << manyKeys(100'000, "\"Event\":1") << MessageKind::Event;
    QTest::newRow("many objects") << eventWith("\"x\":[" + manyObjects + "0]") << MessageKind::Event;
    QTest::newRow("one key again and again")
        << '{' + QByteArray("\"a\":1,").repeated(200'000) + "\"Status\":0}" << MessageKind::Response;
    QTest::newRow("long string") << eventWith("\"values\":\"" + QByteArray(4 << 20, 'x') + '"')
                                 << MessageKind::Event;
    QTest::newRow("long number") << eventWith("\"room_id\":1e" + QByteArray(1 << 20, '9'))
                                 << MessageKind::Event;
    QTest::newRow("escapes") << eventWith("\"room_id\":\"" + QByteArray("\\u0041").repeated(200'000) + '"')
                             << MessageKind::Event;
    QTest::newRow("NUL") << QByteArray("{\"Event\":\"a\0b\"}", 15) << MessageKind::Malformed;
    QTest::newRow("NULs") << QByteArray(1'000'000, '\0') << MessageKind::Malformed;
}

void TestClassify::hostileMessagesAreClassifiedInTime()
{
    QFETCH(QByteArray, text);
    Classifier classifier;
    QElapsedTimer timer;
    timer.start();
    QTEST(classifier.received(text).kind, "kind");
    // Milliseconds are usual; a quadratic way would take minutes.
    QVERIFY(timer.elapsed() < 5000);
}

void TestClassify::everyTruncationIsMalformedAtItsEnd()
{
    const QByteArray text =
        R"({"Status":"ERROR","Error Code":-9990,"Request":{"Command":"\u0061","room_id":1.5e3},"values":[true,null]})";
    Classifier classifier(codes);
    QCOMPARE(classifier.received(text).kind, MessageKind::Response);
    for (qsizetype length = 1; length < text.size(); ++length) {
        const Classification message = classifier.received(QByteArrayView(text).first(length));
        QCOMPARE(message.kind, MessageKind::Malformed);
        QCOMPARE(message.jsonError, JsonError::UnexpectedEnd);
        QCOMPARE(message.errorOffset, length);
    }
}

void TestClassify::mutatedMessagesAreMalformedExactlyIfTheyAreNoObject()
{
    qInfo("seed %u", seed + 1);
    RandomJson random(seed + 1);
    Classifier classifier(codes);
    const QByteArray good =
        R"({"Status":"OK","Error Code":"-1","Request":{"Command":"\u0061","room_id":1},"values":{"participant_id":"7"}})";
    for (int round = 0; round < 5000; ++round) {
        const QByteArray text = random.mutated(good);
        const bool isObject = isJson(text) && text.trimmed().startsWith('{');
        QCOMPARE(classifier.received(text).kind != MessageKind::Malformed, isObject);
    }
}

void TestClassify::oneMessageLeavesNothingForTheNext()
{
    Classifier classifier(codes);
    classifier.received(
        R"({"Status":"OK","Error Code":-1,"Request":{"Command":"a","room_id":"1"},"values":{"participant_id":2},"a":1,"a":"\u0061"})");
    classifier.received(R"({"Status":"OK","Request":{"Command":"a",)");
    const Classification message = classifier.received(R"({"Status":1})");
    QCOMPARE(message.kind, MessageKind::Response);
    QVERIFY(!message.flags);
    QCOMPARE(message.code, 0);
    QVERIFY(message.name.isEmpty() && message.room.isEmpty() && message.participant.isEmpty());
    QVERIFY(!message.textIds);
    QCOMPARE(message.echoedRequest.length, 0);
    QCOMPARE(message.errorOffset, -1);
}

void TestClassify::aMessageLikeOneBeforeSaysWhatItSaysAlone_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("text");
    const QByteArray event =
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","values":{"room_id":1,"n":2.5},"participant_id":"7"})";
    const auto like = [&event](const char *what, const QByteArray &part, const QByteArray &other) {
        QTest::newRow(what) << event << QByteArray(event).replace(part, other);
    };
    like("itself", "", "");
    like("longer numbers", "1", "-1234567890123");
    like("another kind of number", "2.5", "-0.25E+3");
    like("an integer spelled otherwise", "1", "1e2");
    like("longer text", "\"7\"", "\"participant seven\"");
    like("no text", "\"7\"", "\"\"");
    like("another name", "SET", "GET");
    like("escaped text", "\"7\"", R"("\n")");
    like("unicode escape", "\"7\"", R"("\u0037")");
    like("other letters", "\"7\"", "\"\xc3\xa9\"");
    like("letters that are none", "\"7\"", "\"\xc3\"");
    like("control character", "\"7\"", "\"\t\"");
    like("leading zero", "1", "01");
    like("no digits", "1", "-");
    like("no fraction", "2.5", "2.");
    like("no exponent", "2.5", "2e");
    like("text for a number", "1", "\"1\"");
    like("number for text", "\"7\"", "7");
    like("null for a number", "1", "null");
    like("list for a number", "1", "[1]");
    like("another key", "room_id", "room_no");
    like("a repeated key", "\"n\"", "\"room_id\"");
    like("a space", "2.5}", "2.5 }");
    like("more behind it", "}", "}}");
    like("less", "}", "");
    like("a further key", "}", ",\"Status\":\"OK\"}");
    const auto row = [](const char *what, const QByteArray &before, const QByteArray &text) {
        QTest::newRow(what) << before << text;
    };
    row("a response", R"({"Status":"OK","Error Code":1})", R"({"Status":"ERROR","Error Code":-9990})");
    row("an echo", R"({"Status":"OK","Request":{"Command":"a","room_id":1}})",
        R"({"Status":"OK","Request":{"Command":"get_b","room_id":234}})");
    row("behind a broken one", R"({"Event":"x","room_id":1)", R"({"Event":"x","room_id":2)");
    row("behind one that repeats a key", R"({"Event":"x","a":1,"a":2})", R"({"Event":"x","a":1,"a":3})");
    row("behind an escape", R"({"Event":"A","\u0061":1})", R"({"Event":"BC","\u0061":23})");
    row("behind no object", "[1]", "[2]");
    row("a fact that is null", R"({"Event":null,"room_id":{},"a":1})",
        R"({"Event":null,"room_id":{},"a":23})");
    row("values before", R"({"values":{"room_id":1},"Event":"x"})",
        R"({"values":{"room_id":123},"Event":"yz"})");
    row("more scalars than are remembered", manyKeys(100, "\"Event\":1"), manyKeys(100, "\"Event\":23"));
    row("longer than is remembered", eventWith("\"room_id\":\"" + QByteArray(2000, 'x') + '"'),
        eventWith("\"room_id\":\"y\""));
}

void TestClassify::aMessageLikeOneBeforeSaysWhatItSaysAlone()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, text);
    Classifier classifier(codes);
    classifier.received(before);
    QVERIFY(said(classifier.received(text)) == said(Classifier(codes).received(text)));
    QVERIFY(said(classifier.received(before)) == said(Classifier(codes).received(before)));
}

void TestClassify::mutatedMessagesSayBehindTheirLikeWhatTheySayAlone()
{
    qInfo("seed %u", seed + 2);
    RandomJson random(seed + 2);
    Classifier classifier;
    const QByteArray good =
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","values":{"room_id":3,"participant_id":"7","x":-106.25,"on":true}})";
    for (int round = 0; round < 5000; ++round) {
        const QByteArray text = random.mutated(good);
        classifier.received(good);
        QVERIFY2(said(classifier.received(text)) == said(Classifier().received(text)), text.constData());
    }
}

void TestClassify::aShapeFitsWhatIsMadeLikeItAndNothingElse()
{
    const QByteArray text = R"({"a":1,"b":["x",22]})";
    MessageShape shape;
    QVERIFY(!shape.fits(text));
    QVERIFY(!shape.fits(""));
    const std::vector<MessageShape::Scalar> scalars{
        {{5, 1}, JsonToken::Number}, {{12, 3}, JsonToken::String}, {{16, 2}, JsonToken::Number}};
    QVERIFY(MessageShape::canLearn(text, scalars));
    shape.learn(text, scalars);
    QVERIFY(shape.fits(text));
    QVERIFY(shape.fits(R"({"a":-2.5e3,"b":["",0]})"));
    QCOMPARE(shape.scalars()[0].span.end(), 11);
    QCOMPARE(shape.scalars()[1].span.start, 17);
    QCOMPARE(shape.scalars()[2].span.start, 20);
    for (const QByteArray other : {R"({"a":1,"b":["x",22]} )", R"({"a":"1","b":["x",22]})",
             R"({"a":01,"b":["x",22]})", R"({"a":1,"c":["x",22]})", R"({"a":1,"b":["\\",22]})",
             R"({"a":1,"b":["x",22)", R"({"a":1,"b":["x",22,3]})", R"({"a":1,"b":["x)", "{\"a\":"})
        QVERIFY2(!shape.fits(other), other);
}

QTEST_GUILESS_MAIN(TestClassify)
#include "tst_classify.moc"
