#include "lib/filter/compiledfilter.h"
#include "lib/filter/filterparser.h"
#include "lib/filter/logfilter.h"
#include "lib/filter/rowjudge.h"
#include "lib/log/messagelog.h"
#include "lib/log/timestamp.h"
#include "lib/protocol/jsontext.h"
#include "tests/support/batchbuilder.h"
#include "tests/support/naivefilter.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

using Ids = std::vector<quint64>;

FilterExpression parsed(const QString &text)
{
    const ParsedFilter result = parseFilter(text);
    if (result.error)
        qFatal("%s: %s", qPrintable(text), qPrintable(toText(result.error)));
    return result.expression;
}

/// What passes of batches, judged one after the other.
Ids passing(const FilterExpression &expression, const QList<BatchPointer> &batches)
{
    BatchFilter filter(expression);
    Ids ids;
    for (const BatchPointer &batch : batches) {
        filter.begin(*batch);
        for (size_t row = 0; row < batch->rows.size(); ++row) {
            if (filter.passes(*batch, row))
                ids.push_back((batch->first + row).value);
        }
    }
    return ids;
}

/// A value made of few words, so that comparisons hold often.
/// What passes of a log, judged by the stretch as in the pool.
Ids passingTogether(const FilterExpression &expression, const MessageLog &log, const AnswerTimes &times)
{
    LogFilter filter(expression, &log, nullptr);
    CompiledFilter compiled = filter.compiled();
    compiled.setAnswerTimes(std::make_shared<const AnswerTimes>(times));
    Ids ids;
    for (const SegmentSnapshot &segment : log.snapshot(log.first(), log.end())) {
        const auto text = [&segment] { return segment.text().text; };
        for (const MessageId id :
            RowJudge(compiled, segment.first(), segment.rows()).passing(text, [] { return false; }))
            ids.push_back(id.value);
    }
    return ids;
}

QByteArray pick(QRandomGenerator &random, const QList<QByteArray> &values)
{
    return values[random.bounded(int(values.size()))];
}

QString pick(QRandomGenerator &random, const QStringList &values)
{
    return values[random.bounded(int(values.size()))];
}

QByteArray randomValue(QRandomGenerator &random, int depth = 2)
{
    static const QList<QByteArray> scalars{"1", "2", "10", "2.50", "-3", "1e1", "true", "null", "\"a\"",
        "\"2\"", "\"a b\"", "\"\\u0061\"", "\"B\\u00e9\"", "\"\""};
    if (depth == 0 || random.bounded(2) == 0)
        return pick(random, scalars);
    QByteArray text;
    const bool isArray = random.bounded(3) == 0;
    QList<QByteArray> keys{"x", "y", "0", "k k"};
    for (int count = random.bounded(4); count > 0; --count) {
        const QByteArray key = keys.takeAt(random.bounded(int(keys.size())));
        text += (text.isEmpty() ? "" : ",") + (isArray ? QByteArray() : '"' + key + "\":")
            + randomValue(random, depth - 1);
    }
    return isArray ? '[' + text + ']' : '{' + text + '}';
}

QByteArray randomIds(QRandomGenerator &random)
{
    static const QList<QByteArray> rooms{"", ",\"room_id\":1", ",\"room_id\":\"2\"", ",\"room_id\":\"a b\""};
    static const QList<QByteArray> people{"", ",\"participant_id\":7", ",\"participant_id\":\"2\""};
    QByteArray ids = pick(random, rooms) + pick(random, people);
    if (random.bounded(20) == 0)
        ids = ",\"room_id\":\"" + QByteArray(300, 'x') + '"';
    return ids;
}

void addRandomRow(QRandomGenerator &random, BatchBuilder &builder)
{
    static const QList<QByteArray> events{
        "\"IMM_EVENT_ADD_PARTICIPANT\"", "\"add_participant\"", "3", "\"SET_NAME\"", "\"own event\""};
    static const QList<QByteArray> requests{R"({"Command":"get_version"})",
        R"({"Command":"get_participant_count","room_id":1})", R"({"Command":"x","values":{"x":2}})",
        "free text"};
    static const QList<QByteArray> statuses{
        R"("OK")", R"("ERROR","Error Code":-9993)", R"("ok")", R"("Odd")", "2"};
    static const QList<QByteArray> bare{
        "no JSON", "{\"x\":", R"({"action":"start-talking","participant_id":"7"})", "[1,2]", "{}"};
    builder.after(random.bounded(3) == 0 ? random.bounded(200'000'000) : random.bounded(20'000));
    switch (random.bounded(8)) {
    case 0:
        builder.sent(pick(random, requests));
        break;
    case 1:
    case 2:
        builder.received("{\"Status\":" + pick(random, statuses)
            + ",\"Request\":" + requests[random.bounded(3)] + ",\"values\":" + randomValue(random) + '}');
        break;
    case 3:
        builder.received(pick(random, bare));
        break;
    case 4:
        builder.note("connected to a b 2");
        break;
    default:
        builder.received("{\"Event\":" + pick(random, events) + ",\"values\":" + randomValue(random, 3)
            + randomIds(random) + '}');
    }
}

QString randomTime(QRandomGenerator &random, qint64 time)
{
    if (random.bounded(2) == 0)
        return u"%1:%2"_s.arg(random.bounded(24), 2, 10, QChar(u'0'))
            .arg(random.bounded(60), 2, 10, QChar(u'0'));
    return timestamp(time + random.bounded(5'000'000));
}

QString randomComparison(QRandomGenerator &random, qint64 time)
{
    static const QStringList equalities{u" == "_s, u" != "_s, u": "_s};
    static const QStringList orders{u" == "_s, u" != "_s, u": "_s, u" < "_s, u" <= "_s, u" > "_s, u" >= "_s};
    static const QStringList paths{u"values.x"_s, u"values.y.x"_s, u"values.0"_s, u".values"_s,
        u"values.\"k k\""_s, u"values.x.0"_s, u".\"Error Code\""_s, u"Request.Command"_s, u"values[1]"_s};
    static const QStringList scalars{u"1"_s, u"2"_s, u"10.0"_s, u"2.5"_s, u"-3"_s, u"a"_s, u"true"_s,
        u"null"_s, u"\"2\""_s, u"\"a b\""_s, u"\"\""_s};
    switch (random.bounded(12)) {
    case 0:
        return u"kind"_s + pick(random, equalities)
            + pick(random, {u"event"_s, u"request"_s, u"response"_s, u"other"_s, u"malformed"_s, u"note"_s});
    case 1:
        return u"direction"_s + pick(random, equalities) + pick(random, {u"in"_s, u"out"_s});
    case 2:
        return u"event"_s + pick(random, equalities)
            + pick(random,
                {u"Joined"_s, u"add_participant"_s, u"3"_s, u"SET_NAME"_s, u"custom"_s, u"\"own event\""_s});
    case 3:
        return pick(random,
            {u"room: 1, \"a b\""_s, u"room != 2"_s, u"participant == 7"_s, u"room: /^x+$/"_s,
                u"participant: 2, /7/"_s, u"name: /_p/i, 3"_s, u"room == \"\""_s});
    case 4:
        return pick(random, {u"command: get_version"_s, u"command: /^get_/"_s, u"name != x"_s});
    case 5:
        return u"status"_s + pick(random, equalities) + pick(random, {u"OK"_s, u"error"_s, u"odd"_s, u"2"_s});
    case 6:
        return u"code"_s + pick(random, orders) + pick(random, {u"-9993"_s, u"0"_s, u"-10000"_s});
    case 7:
        return u"latency"_s + pick(random, orders) + pick(random, {u"5ms"_s, u"1s"_s, u"100us"_s, u"0.5s"_s});
    case 8:
        return u"time"_s + pick(random, orders) + randomTime(random, time);
    case 9:
        return u"size"_s + pick(random, orders) + pick(random, {u"80"_s, u"0.1kB"_s, u"2"_s});
    case 10:
        return pick(random,
            {u"number: 5..20"_s, u"number > 30"_s, u"size: 10..100"_s, u"values.x: 1..5"_s,
                u"latency: 1ms..1s"_s, u"values.y: 1, \"a b\", /B/"_s, u"time: 22:00..03:30"_s});
    default:
        break;
    }
    const bool ordered = random.bounded(3) == 0;
    return pick(random, paths)
        + (ordered ? pick(random, orders) + pick(random, {u"1"_s, u"2.5"_s, u"-3"_s, u"10"_s})
                   : pick(random, equalities) + pick(random, scalars));
}

QString randomExpression(QRandomGenerator &random, qint64 time, int depth = 3)
{
    if (depth == 0 || random.bounded(3) == 0) {
        if (random.bounded(3) != 0)
            return randomComparison(random, time);
        return pick(random,
            {u"\"a b\""_s, u"ADD"_s, u"\"\xe9\""_s, u"/[xy]\":\\s*[0-9]/"_s, u"/b\u00e9/i"_s, u"2"_s,
                u"\"\\\"x\\\":\""_s});
    }
    const auto inner = [&] { return u'(' + randomExpression(random, time, depth - 1) + u')'; };
    switch (random.bounded(4)) {
    case 0:
        return u"not "_s + inner();
    case 1:
        return inner() + u" or "_s + inner();
    default:
        return inner() + u" and "_s + inner();
    }
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private slots:
    void rowsPassAsTheGrammarSays_data();
    void rowsPassAsTheGrammarSays();
    void structuredPartsNeedNoText_data();
    void structuredPartsNeedNoText();
    void aTextThatMustBeThereIsKnown();
    void stringsThatWereNotToldAreReadFromTheText();
    void numbersCompareByExactDecimalValue();
    void ofRepeatedKeysTheLastCounts();
    void aPathInsideWhatIsNoJsonFindsNothing();
    void aPatternThatWouldTakeForeverEnds();
    void randomExpressionsAgreeWithTheNaiveReading();
};

void TestFilter::rowsPassAsTheGrammarSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("rows");
    const auto row = [](const char *text, const QList<int> &rows) {
        QTest::newRow(text) << QString::fromUtf8(text) << rows;
    };
    row("", {1, 2, 3, 4, 5, 6, 7, 8});
    row("kind: event", {1, 2});
    row("kind != event, ", {}); // refused, see below
    row("direction: in", {1, 2, 4, 6, 7});
    row("direction: out", {3, 5});
    row("event: Joined", {1, 2});
    row("event: ADD_PARTICIPANT room: 1", {1});
    row("event: start-talking", {7});
    row("event: Custom", {7}); // what came bare is a custom event
    row("event: custom, Joined", {1, 2, 7});
    row("event != custom", {1, 2, 3, 4, 5, 6, 8});
    row("name == add_participant", {2});
    row("command == set_name", {3, 4});
    row("participant == 7", {1, 2, 7});
    row("room != 1", {2, 5, 6, 7, 8});
    row("room == \"\"", {6, 7, 8});
    row("status: ERROR", {4});
    row("status: ok", {});
    row("code == -9993", {4});
    row("code: IMM_ERROR_INVALID_ROOM_ID", {4});
    row("code < 0", {4});
    row("latency == 30ms", {4});
    row("latency >= 0.03s", {4});
    row("latency < 30ms", {});
    row("values.seat.id == 3", {2});
    row("values.seat.id: 2..3.5", {2});
    row("values.name: \"M\xc3\xbcller\"", {2});
    row("m\xc3\xbcLLER", {2});
    row("/M.ller/", {2});
    row("/m.ller/", {});
    row("/m.ller/i", {2});
    row("JSON", {6});
    row("connected", {8});
    row("not (kind: event or kind: note)", {3, 4, 5, 6, 7});
    row("number: 2..3", {2, 3});
    row("size < 10", {6, 8});
    row("kind: event or command: get_version", {1, 2, 5});
}

void TestFilter::rowsPassAsTheGrammarSays()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, rows);
    if (parseFilter(text).error) {
        QCOMPARE(rows, QList<int>());
        return;
    }
    BatchBuilder builder;
    builder.received(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","room_id":1,"participant_id":"7"})").after(100);
    builder.received(
        R"({"Event":"add_participant","values":{"room_id":"2","participant_id":7,"seat":{"id":3.0},)"
        R"("name":"M\u00fcller"}})");
    builder.sent(R"({"Command":"set_name","room_id":1})").after(30'000);
    builder.received(R"({"Status":"ERROR","Error Code":-9993,"Request":{"room_id":1,"Command":"set_name"}})");
    builder.sent(R"({"Command":"get_version","room_id":3})");
    builder.received("no JSON");
    builder.received(R"({"action":"start-talking","participant_id":"7"})");
    builder.note("connected");
    QList<int> found;
    for (const quint64 id : passing(parsed(text), {builder.take()}))
        found += int(id);
    QCOMPARE(found, rows);
}

void TestFilter::structuredPartsNeedNoText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("usesText");
    for (const QString &text :
        {u"kind: event"_s, u"direction: in"_s, u"event: Joined"_s, u"room: 1, /a/"_s, u"participant != 7"_s,
            u"code < 0"_s, u"time > 12:00"_s, u"size > 5"_s, u"number < 9"_s, u"latency > 1s"_s})
        QTest::newRow(qPrintable(text)) << text << false;
    for (const QString &text : {u"a"_s, u"/a/"_s, u"values.x == 1"_s, u"status: odd"_s})
        QTest::newRow(qPrintable(text)) << text << true;
}

void TestFilter::structuredPartsNeedNoText()
{
    QFETCH(QString, text);
    QFETCH(bool, usesText);
    CompiledFilter filter(parsed(text));
    QCOMPARE(filter.usesText(), usesText);
    MessageRecord record;
    record.kind = MessageKind::Response;
    QCOMPARE(filter.decide({record, MessageId(1), 10}) == FilterVerdict::NeedsText, usesText);
    record.set(MessageFlag::StatusOk);
    if (text.startsWith(u"status"))
        QCOMPARE(filter.decide({record, MessageId(1), 10}), FilterVerdict::No);
    // What does not hold anyway asks for no text.
    CompiledFilter both(parsed(text + u" and kind: note"_s));
    QCOMPARE(both.decide({record, MessageId(1), 10}), FilterVerdict::No);
    CompiledFilter either(parsed(text + u" or kind: response"_s));
    QCOMPARE(either.decide({record, MessageId(1), 10}), FilterVerdict::Yes);
}

void TestFilter::aTextThatMustBeThereIsKnown()
{
    QCOMPARE(CompiledFilter(parsed(u"ab kind: event abc"_s)).requiredText(), QByteArray("abc"));
    QCOMPARE(CompiledFilter(parsed(u"ab or abc"_s)).requiredText(), QByteArray());
    QCOMPARE(CompiledFilter(parsed(u"not abc"_s)).requiredText(), QByteArray());
}

void TestFilter::stringsThatWereNotToldAreReadFromTheText()
{
    const QByteArray longId(300, 'x');
    BatchBuilder builder;
    builder.received("{\"Event\":\"E\",\"room_id\":\"" + longId + "\"}")
        .received(R"({"Event":"E","room_id":"b"})");
    const BatchPointer batch = builder.take();
    const FilterExpression expression = parsed(u"room: b, "_s + QString::fromLatin1(longId));
    QCOMPARE(passing(expression, {batch}), (Ids{1, 2}));
    const CompiledFilter filter(expression);
    for (size_t row = 0; row < 2; ++row) {
        const FilterRow facts{batch->rows[row], batch->first + row, 0};
        QCOMPARE(filter.decide(facts), FilterVerdict::NeedsText);
        QVERIFY(filter.decide(facts, batch->textOf(row)));
    }
}

void TestFilter::numbersCompareByExactDecimalValue()
{
    const auto holds = [](const QString &expression, const QByteArray &json) {
        return !passing(parsed(expression), {BatchBuilder().received(json).take()}).empty();
    };
    QVERIFY(holds(u"values.x == 12345678901234567890.1"_s, R"({"values":{"x":12345678901234567890.10}})"));
    QVERIFY(!holds(u"values.x == 12345678901234567890.1"_s, R"({"values":{"x":12345678901234567890.2}})"));
    QVERIFY(holds(u"values.x > 12345678901234567890.1"_s, R"({"values":{"x":12345678901234567890.2}})"));
    QVERIFY(holds(u"values.x: 1e400..2e400"_s, R"({"values":{"x":15e399}})"));
    QVERIFY(holds(u"values.x < -1"_s, R"({"values":{"x":-1.5}})"));
    QVERIFY(!holds(u"values.x < -1"_s, R"({"values":{"x":-0.5}})"));
    QVERIFY(holds(u"values.x == 0"_s, R"({"values":{"x":-0.0}})"));
    QVERIFY(compareNumbers("1e99999999999999999999", "9e99999999999999999998") > 0);
    QVERIFY(compareNumbers("1e-99999999999999999999", "1e-99999999999999999998") < 0);
    QVERIFY(compareNumbers("-1e99999999999999999999", "-1") < 0);
    QVERIFY(compareNumbers("0.1e1", "1.00") == 0);
    QVERIFY(compareNumbers("12", "123") < 0);
    QVERIFY(compareNumbers("99", "123") < 0);
}

void TestFilter::ofRepeatedKeysTheLastCounts()
{
    const BatchPointer batch =
        BatchBuilder().received(R"({"values":{"x":1},"values":{"x":2,"x":3,"y":1,"\u0078":4}})").take();
    QCOMPARE(passing(parsed(u"values.x == 4"_s), {batch}).size(), 1u);
    QCOMPARE(passing(parsed(u"values.x: 1..3"_s), {batch}).size(), 0u);
}

void TestFilter::aPathInsideWhatIsNoJsonFindsNothing()
{
    for (const QByteArray text :
        {R"({"values":{"x":1})", R"({"values":{"x":1}} x)", R"({"values":{"x":1},})"}) {
        const BatchPointer batch = BatchBuilder().received(text).sent(text).note(text).take();
        QCOMPARE(passing(parsed(u"values.x == 1"_s), {batch}), Ids());
    }
    const QByteArray deep = "{\"values\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}';
    QCOMPARE(passing(parsed(u"values.0.0 == 1"_s), {BatchBuilder().received(deep).take()}), Ids());
}

void TestFilter::aPatternThatWouldTakeForeverEnds()
{
    QElapsedTimer timer;
    timer.start();
    const QByteArray text(5000, 'a');
    const BatchPointer batch = BatchBuilder().received(text + '!').received(text).take();
    QCOMPARE(passing(parsed(u"/(a+)+$/"_s), {batch}), (Ids{2}));
    // Nor can the pattern lift the limit.
    QVERIFY(parseFilter(u"/(*LIMIT_MATCH=4000000000)(a+)+$/"_s).error);
    QVERIFY(timer.elapsed() < 10'000);
}

void TestFilter::randomExpressionsAgreeWithTheNaiveReading()
{
    QRandomGenerator random(20'261'125);
    qint64 passed = 0;
    qint64 judged = 0;
    for (int round = 0; round < 60; ++round) {
        BatchBuilder builder;
        const qint64 start = builder.time;
        MessageLog log(100'000'000);
        QList<BatchPointer> batches;
        std::vector<Match> matches;
        for (int batch = 0; batch < 3; ++batch) {
            for (int count = 20; count > 0; --count)
                addRandomRow(random, builder);
            batches += builder.take();
            log.append(batches.last());
            matches.insert(matches.end(), batches.last()->matches.begin(), batches.last()->matches.end());
        }
        const AnswerTimes times(matches);
        for (int count = 0; count < 60; ++count) {
            const QString text = randomExpression(random, start);
            const FilterExpression expression = parsed(text);
            Ids expected;
            for (MessageId id = log.first(); id < log.end(); id = id + 1) {
                const test::NaiveRow row{log.record(id), id.value, log.name(id), log.room(id),
                    log.participant(id), log.text(id).toByteArray(), times.latencyOf(id)};
                if (test::passesNaively(expression.root(), row))
                    expected.push_back(id.value);
            }
            const Ids found = passing(expression, batches);
            if (found != expected) {
                Ids different;
                std::ranges::set_symmetric_difference(found, expected, std::back_inserter(different));
                const MessageId id(different.front());
                const bool passes = std::ranges::binary_search(found, id.value);
                const QString verdict = passes ? u"\nlets through: "_s : u"\nholds back: "_s;
                QFAIL(qPrintable(expression.text() + verdict + QString::fromUtf8(log.text(id))));
            }
            QCOMPARE(passing(parsed(expression.text()), batches), expected);
            QCOMPARE(passingTogether(expression, log, times), expected);
            passed += qint64(expected.size());
            judged += 60;
        }
    }
    // Neither all nor nothing: a tenth at least of each.
    QVERIFY(passed > judged / 10 && passed < judged * 9 / 10);
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
