#include "lib/filter/filterparser.h"

#include "lib/filter/filterlexer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

class TestFilterParser : public QObject
{
    Q_OBJECT

private slots:
    void expressionsHaveOneCanonicalText_data();
    void expressionsHaveOneCanonicalText();
    void errorsSayWhereAndWhatIsExpected_data();
    void errorsSayWhereAndWhatIsExpected();
    void whatIsTooLongOrTooDeepIsRefused();
    void spaceAloneLetsEverythingThrough();
    void conditionsAreTheTermsThatAllMustHold();
    void anyTextIsParsedOrRefusedAndComesBackTheSame();
};

void TestFilterParser::expressionsHaveOneCanonicalText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(canonical);
    };
    row("kind:event", "kind: event");
    row("KIND : Event,request", "kind: event, request");
    row("room==4 participant!=\"7\"", "room == 4 and participant != \"7\"");
    row("a b", "a and b");
    row("a && b || c", "a and b or c");
    row("a and (b or c)", "a and (b or c)");
    row("(a and b) and (c)", "a and b and c");
    row("a or (b or c)", "a or b or c");
    row("!(a or b)", "not (a or b)");
    row("not not a", "not not a");
    row("not a b", "not a and b");
    row("NOT (a AND b) OR c", "not (a and b) or c");
    row("\"two words\"", "\"two words\"");
    row("\"one\"", "one");
    row("\"and\" \"room\" \"it's\"", "\"and\" and \"room\" and it's");
    row(R"("say \"a\\b\" \n")", R"("say \"a\\b\" \\n")");
    row("values.seat.id==3", "values.seat.id == 3");
    row("values.items[0].x > -1.5e3", "values.items.0.x > -1.5e3");
    row(".Status==OK", ".Status == OK");
    row("\"Error Code\" == -9993", ".\"Error Code\" == -9993");
    row("values.\"first name\": \"Anna\", /^B/", "values.\"first name\": \"Anna\", /^B/");
    row("values.x: 1..5", "values.x: 1..5");
    row("/a\\/b\\d+/i", "/a\\/b\\d+/i");
    row("command:/^get_/", "command: /^get_/");
    row("time >= 14:30 and time<15:00:00.5", "time >= 14:30 and time < 15:00:00.5");
    row("time:2026-11-25T14:30Z..2026-11-25T16:00:00.000001+01:00",
        "time: 2026-11-25T14:30Z..2026-11-25T16:00:00.000001+01:00");
    row("time: \"2026-11-25 14:30\"", "time: \"2026-11-25 14:30\"");
    row("latency>50ms", "latency > 50ms");
    row("size:1kB..2MiB", "size: 1kB..2MiB");
    row("code==IMM_ERROR_INVALID_ROOM_ID", "code == IMM_ERROR_INVALID_ROOM_ID");
    row("event: \"State for all\", 3", "event: \"State for all\", 3");
    row("room: \"a,b\", c", "room: \"a,b\", c");
    row("status==weird", "status == weird");
    row("example.net", "example.net");
    row("-9993", "-9993");
}

void TestFilterParser::expressionsHaveOneCanonicalText()
{
    QFETCH(QString, text);
    const ParsedFilter parsed = parseFilter(text);
    QCOMPARE(toText(parsed.error), QString());
    QTEST(parsed.expression.text(), "canonical");
    QCOMPARE(parseFilter(parsed.expression.text()).expression, parsed.expression);
}

void TestFilterParser::errorsSayWhereAndWhatIsExpected_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *text, int position, int length, const char *words) {
        QTest::newRow(text) << QString::fromUtf8(text) << position << length << QString::fromUtf8(words);
    };
    row("foo == 3", 0, 3, "there is no field “foo”");
    row("foo == 3", 0, 3, ".foo for the key of a message");
    row("kind: event and fo:3", 16, 2, "there is no field “fo”");
    row("room = 4", 5, 1, "write “==” or “:”");
    row("a & b", 2, 1, "write “and”");
    row("a | b", 2, 1, "write “or”");
    row("room", 0, 4, "“room” is a field; expected “:” or “==”");
    row("kind event", 0, 4, "“kind” is a field");
    row("kind: evnt", 6, 4, "expected one of event, request, response, other, malformed, note");
    row("direction: up", 11, 2, "expected one of in, out");
    row("room < 5", 5, 1, "“room” has no order; expected one of :  ==  !=");
    row("room ==", 7, 0, "a value is missing");
    row("room: 4, and", 12, 0, ""); // a room may be called so
    row("room: 4,", 8, 0, "a value is missing");
    row("room == 4, 5", 9, 1, "a list stands behind “:”");
    row("(a or b", 7, 0, "expected “)”");
    row("a)", 1, 1, "closes none");
    row("a or", 4, 0, "something is missing");
    row("or a", 0, 2, "“or” does not belong here");
    row("()", 1, 1, "does not belong here; expected a field");
    row("\"abc", 0, 4, "closing quote is missing");
    row("'abc'", 0, 1, "double quotes");
    row("\"abc\"x", 0, 6, "expected a space");
    row("a\"b\"", 0, 2, "expected a space");
    row("\"\"", 0, 2, "the text is empty");
    row("//", 0, 2, "the pattern is empty");
    row("/abc", 0, 4, "expected “/”");
    row("/abc/x", 0, 6, "“i” to ignore case");
    row("/a(b/", 4, 1, "the pattern is wrong here");
    row("command: /a[/", 12, 1, "the pattern is wrong here");
    row("room == /a/", 8, 3, "a pattern stands behind “:”");
    row("code: /a/", 6, 3, "matches no pattern");
    row("latency > 50", 10, 2, "expected a duration with its unit");
    row("latency: 50ms..10ms", 9, 10, "the range ends before it begins");
    row("latency > 1ms..5ms", 10, 8, "a range stands behind “:”");
    row("time > 25:00", 7, 5, "expected a time such as");
    row("time: 2026-02-30", 6, 10, "expected a time such as");
    row("time: 14:00..2026-11-25", 6, 17, "two times of day or two dates");
    row("size > big", 7, 3, "expected a size");
    row("number == 1.5", 10, 3, "expected a whole number");
    row("code == IMM_NOTHING", 8, 11, "expected a whole number or a name of the catalogue");
    row("values.x > abc", 11, 3, "only numbers have an order");
    row("values. == 3", 0, 7, "is no path");
    row("values..x == 3", 0, 9, "is no path");
    row("a == b == c", 0, 1, "there is no field");
    row("room == b == c", 10, 2, "does not belong here");
}

void TestFilterParser::errorsSayWhereAndWhatIsExpected()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QString, words);
    const ParsedFilter parsed = parseFilter(text);
    if (words.isEmpty()) {
        QCOMPARE(toText(parsed.error), QString());
        return;
    }
    QVERIFY2(parsed.error.message.contains(words), qPrintable(parsed.error.message));
    QCOMPARE(parsed.error.position, position);
    QCOMPARE(parsed.error.length, length);
    QVERIFY(parsed.expression.isEmpty());
    QVERIFY(toText(parsed.error).startsWith(u"position %1: "_s.arg(position + 1)));
}

void TestFilterParser::whatIsTooLongOrTooDeepIsRefused()
{
    QVERIFY(!parseFilter(QString(32, u'(') + u'a' + QString(32, u')')).error);
    QVERIFY(
        parseFilter(QString(33, u'(') + u'a' + QString(33, u')')).error.message.contains(u"too deeply"_s));
    QVERIFY(parseFilter(QString(10'000, u'(')).error);
    QVERIFY(parseFilter(QString(10'000, u'!')).error);
    QVERIFY(parseFilter(QString(20'001, u'a')).error.message.contains(u"too long"_s));
    QVERIFY(parseFilter(u'/' + QString(1001, u'a') + u'/').error.message.contains(u"too long"_s));
}

void TestFilterParser::spaceAloneLetsEverythingThrough()
{
    QVERIFY(parseFilter(u" \t"_s).expression.isEmpty());
    QCOMPARE(parseFilter({}).expression, FilterExpression());
    QCOMPARE(FilterExpression().text(), QString());
}

void TestFilterParser::conditionsAreTheTermsThatAllMustHold()
{
    QCOMPARE(parseFilter(u"a b c"_s).expression.conditions().size(), 3u);
    QCOMPARE(parseFilter(u"a or b"_s).expression.conditions().size(), 1u);
    QCOMPARE(FilterExpression().conditions().size(), 0u);
}

/// Pieces of the language thrown together: whatever is accepted comes back as the same tree.
void TestFilterParser::anyTextIsParsedOrRefusedAndComesBackTheSame()
{
    static const QStringList pieces{u"kind"_s, u":"_s, u"=="_s, u"!="_s, u"<"_s, u">="_s, u"event"_s,
        u"room"_s, u"values.x"_s, u".a"_s, u".\"b c\""_s, u"[0]"_s, u"values"_s, u"."_s, u"\"q\""_s,
        u"\"a b\""_s, u"\"\\\\\""_s, u"\""_s, u"/r/"_s, u"/r\\//i"_s, u"/"_s, u"("_s, u")"_s, u","_s,
        u"and"_s, u"or"_s, u"not"_s, u"!"_s, u"1"_s, u"-2.50"_s, u"1..2"_s, u".."_s, u"14:00"_s, u"time"_s,
        u"latency"_s, u"5ms"_s, u"size"_s, u"ä€"_s, u"\U0001F600"_s, u"'"_s, u"\\"_s, u"&&"_s, u"||"_s,
        u"="_s};
    QRandomGenerator random(4);
    int accepted = 0;
    for (int round = 0; round < 60'000; ++round) {
        QString text;
        for (int count = 1 + random.bounded(9); count > 0; --count)
            text += pieces[random.bounded(int(pieces.size()))] + (random.bounded(3) == 0 ? u""_s : u" "_s);
        const ParsedFilter parsed = parseFilter(text);
        if (parsed.error) {
            QVERIFY(parsed.error.position <= text.size());
            QVERIFY(parsed.error.position + parsed.error.length <= text.size());
            QVERIFY(!parsed.error.message.isEmpty());
            continue;
        }
        ++accepted;
        const QString canonical = parsed.expression.text();
        const ParsedFilter again = parseFilter(canonical);
        QVERIFY2(!again.error, qPrintable(text + u" -> "_s + canonical + u": "_s + toText(again.error)));
        QVERIFY2(again.expression == parsed.expression, qPrintable(text + u" -> "_s + canonical));
        QCOMPARE(again.expression.text(), canonical);
    }
    QVERIFY2(accepted > 2'000, qPrintable(QString::number(accepted)));
}

QTEST_GUILESS_MAIN(TestFilterParser)
#include "tst_filterparser.moc"
