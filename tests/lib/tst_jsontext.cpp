#include "lib/protocol/jsontext.h"
#include "tests/support/randomjson.h"

#include <QSet>
#include <QTest>

using namespace console;
using namespace console::test;

namespace {

constexpr quint32 seed = 8259;

QList<std::pair<JsonToken, QByteArray>> tokens(const QByteArray &text)
{
    QList<std::pair<JsonToken, QByteArray>> list;
    JsonLexer lexer(text);
    do
        list.append({lexer.next(), lexer.span().in(text).toByteArray()});
    while (list.last().first != JsonToken::End && list.last().first != JsonToken::Error);
    return list;
}

QByteArray nested(int depth, const QByteArray &inner)
{
    return QByteArray("[").repeated(depth) + inner + QByteArray("]").repeated(depth);
}

} // namespace

class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void indentedTextIsEasyToRead();
    void indentingChangesNoToken();
    void textThatIsNoJsonIsNotIndented();
    void indentingDeepTextStaysSmall();
    void numbersHaveOneCanonicalText_data();
    void numbersHaveOneCanonicalText();
    void hugeExponentsAreQuickAndShort();
    void hugeExponentsAreAddedExactly();
    void respelledTextHasTheSameDigest();
    void changedTextHasAnotherDigest();
    void differentValuesHaveDifferentDigests();
    void theLastOfRepeatedKeysCounts();
    void textThatIsNoJsonHasNoDigest();
    void deepAndWideTextIsDigested();
    void nodesMirrorTheDocument();
    void nodesOfRandomTextAreLinkedCompletely();
    void tooDeepNodesAreLeftOutAndMarked();
    void tooManyNodesAreLeftOutAndMarked();
    void textThatIsNoJsonHasNoNodes();
};

void TestJsonText::indentedTextIsEasyToRead()
{
    QCOMPARE(reindented(R"( {"a":[1.0,{},[ ],{"x":true}],"\u0062" :"c d"} )"),
        "{\n  \"a\": [\n    1.0,\n    {},\n    [],\n    {\n      \"x\": true\n    }\n  ],\n  \"\\u0062\": "
        "\"c d\"\n}");
    QCOMPARE(reindented(" 1e400 "), "1e400");
    QCOMPARE(reindented("[ ]"), "[]");
}

void TestJsonText::indentingChangesNoToken()
{
    qInfo("seed %u", seed);
    RandomJson random(seed);
    for (int round = 0; round < 500; ++round) {
        const QByteArray text = random.spelled(random.value(5));
        QCOMPARE(tokens(reindented(text)), tokens(text));
    }
}

void TestJsonText::textThatIsNoJsonIsNotIndented()
{
    for (const QByteArray text : {"[1,", "", " ", "{} {}", "[1] x"})
        QCOMPARE(reindented(text), text);
}

void TestJsonText::indentingDeepTextStaysSmall()
{
    const QByteArray text = nested(100'000, "{\"a\":[1,2]}");
    const QByteArray result = reindented(text);
    QVERIFY(result.size() < 1024 * 1024 + 10 * text.size());
    QCOMPARE(tokens(result), tokens(text));
}

void TestJsonText::numbersHaveOneCanonicalText_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("canonical");
    const QList<std::pair<QByteArray, QByteArray>> rows{{"0", "0"}, {"-0", "0"}, {"0.000", "0"},
        {"-0e99", "0"}, {"1", "1"}, {"1.0", "1"}, {"10e-1", "1"}, {"1E0", "1"}, {"0.1e1", "1"},
        {"1e2", "100"}, {"1E+02", "100"}, {"-1.50", "-1.5"}, {"0.001", "0.001"}, {"1e-3", "0.001"},
        {"120", "120"}, {"1.2e2", "120"}, {"9007199254740993", "9007199254740993"},
        {"9007199254740993.0", "9007199254740993"}, {"1e400", "1e400"}, {"10e399", "1e400"},
        {"1.25e400", "1.25e400"}, {"0.125e401", "1.25e400"}, {"1e20", "100000000000000000000"},
        {"1e21", "1e21"}, {"1000000000000000000000", "1e21"}, {"1e-400", "1e-400"}, {"0.01e-398", "1e-400"},
        {"123456789012345678901234567890", "123456789012345678901234567890"}};
    for (const auto &[number, canonical] : rows)
        QTest::addRow("%s", number.constData()) << number << canonical;
}

void TestJsonText::numbersHaveOneCanonicalText()
{
    QFETCH(QByteArray, number);
    QFETCH(QByteArray, canonical);
    QCOMPARE(canonicalNumber(number), canonical);
    QCOMPARE(canonicalNumber(canonical), canonical);
}

void TestJsonText::hugeExponentsAreQuickAndShort()
{
    QCOMPARE(canonicalNumber("1e999999999999"), "1e999999999999");
    QCOMPARE(canonicalNumber("-1e-999999999999"), "-1e-999999999999");
    const QByteArray nines(1'000'000, '9');
    QVERIFY(canonicalNumber("1e" + nines).size() < nines.size() + 10);
    QVERIFY(canonicalNumber(nines + "." + nines + "e" + nines).size() < 3 * nines.size() + 10);
}

void TestJsonText::hugeExponentsAreAddedExactly()
{
    const QByteArray power = "1000000000000000000000000000000";
    const QByteArray oneLess = "999999999999999999999999999999";
    QCOMPARE(canonicalNumber("10e" + oneLess), "1e" + power);
    QCOMPARE(canonicalNumber("0.1e" + power), "1e" + oneLess);
    QCOMPARE(canonicalNumber("0.1e-" + oneLess), "1e-" + power);
    QCOMPARE(canonicalNumber("10e-" + power), "1e-" + oneLess);
    QCOMPARE(canonicalNumber("1e000" + power), "1e" + power);
    // Around the border between both ways to add.
    QCOMPARE(canonicalNumber("10e99999999999999999"), canonicalNumber("1e100000000000000000"));
    QCOMPARE(canonicalNumber("10e-100000000000000000"), canonicalNumber("1e-99999999999999999"));
    QVERIFY(canonicalNumber("1e" + power) != canonicalNumber("1e" + oneLess));
}

void TestJsonText::respelledTextHasTheSameDigest()
{
    qInfo("seed %u", seed + 1);
    RandomJson random(seed + 1);
    for (int round = 0; round < 500; ++round) {
        const RandomJson::Value value = random.value(4);
        const QByteArray first = random.spelled(value);
        const QByteArray second = random.spelled(value);
        QVERIFY(!canonicalDigest(first).isEmpty());
        QVERIFY2(canonicalDigest(first) == canonicalDigest(second), first + '\n' + second);
    }
}

void TestJsonText::changedTextHasAnotherDigest()
{
    qInfo("seed %u", seed + 2);
    RandomJson random(seed + 2);
    for (int round = 0; round < 500; ++round) {
        const RandomJson::Value value = random.value(4);
        const QByteArray first = random.spelled(value);
        const QByteArray second = random.spelled(random.changed(value));
        QVERIFY2(canonicalDigest(first) != canonicalDigest(second), first + '\n' + second);
    }
}

void TestJsonText::differentValuesHaveDifferentDigests()
{
    const QList<QByteArray> texts{"1", "\"1\"", "[1]", "[[1]]", "[\"1\"]", "{\"1\":1}", "{\"1\":\"1\"}",
        "[1,1]", "[11]", "[1,2]", "[2,1]", "[]", "{}", "\"\"", "null", "\"null\"", "true", "false", "[[],[]]",
        "[[[]]]", "{\"a\":{}}", "{\"a\":[]}", "{\"a\":1,\"b\":2}", "{\"a\":2,\"b\":1}", "{\"ab\":1}",
        "{\"a\":\"b1\"}", "9007199254740993", "9007199254740992", "9223372036854775807",
        "9223372036854775808", "1e400", "1e401", "\"\\ud800\"", "\"\\ud801\"", "\"\\ufffd\"", "\"\\u0000\"",
        "-1", "0.1", "[\"a\",\"b\"]", "[\"a\\\",\\\"b\"]"};
    QSet<QByteArray> digests;
    for (const QByteArray &text : texts)
        digests.insert(canonicalDigest(text));
    QCOMPARE(digests.size(), texts.size());
}

void TestJsonText::theLastOfRepeatedKeysCounts()
{
    QCOMPARE(canonicalDigest(R"({"a":[1,{"x":2}],"b":0,"\u0061":3})"), canonicalDigest(R"({"b":-0,"a":3})"));
    QVERIFY(canonicalDigest(R"({"a":1,"a":2})") != canonicalDigest(R"({"a":2,"a":1})"));
}

void TestJsonText::textThatIsNoJsonHasNoDigest()
{
    for (const QByteArrayView text : {"", "{", "[1,]", "get_version", "{}{}", "\"\xff\""})
        QVERIFY(canonicalDigest(text).isEmpty());
}

void TestJsonText::deepAndWideTextIsDigested()
{
    const QByteArray deep = nested(100'000, "1");
    QCOMPARE(canonicalDigest(deep), canonicalDigest(nested(100'000, " 1.0 ")));
    QVERIFY(canonicalDigest(deep) != canonicalDigest(nested(100'000, "2")));
    QVERIFY(canonicalDigest(deep) != canonicalDigest(nested(99'999, "1")));

    QByteArray forwards;
    QByteArray backwards;
    for (int i = 0; i < 50'000; ++i) {
        forwards += ",\"key" + QByteArray::number(i) + "\":1";
        backwards += ",\"key" + QByteArray::number(49'999 - i) + "\":1";
    }
    QCOMPARE(
        canonicalDigest('{' + forwards.sliced(1) + '}'), canonicalDigest('{' + backwards.sliced(1) + '}'));
}

void TestJsonText::nodesMirrorTheDocument()
{
    const QByteArray text = "{\"a\": [1, {}], \"b\": \"x\"} ";
    const std::vector<JsonNode> nodes = jsonNodes(text);
    const QList<QByteArray> values{text.trimmed(), "[1, {}]", "1", "{}", "\"x\""};
    const QList<QByteArray> keys{"", "\"a\"", "", "", "\"b\""};
    const QList<int> parents{-1, 0, 1, 1, 0};
    QCOMPARE(nodes.size(), size_t(5));
    for (qsizetype i = 0; i < 5; ++i) {
        QCOMPARE(nodes[size_t(i)].value.in(text).toByteArray(), values[i]);
        QCOMPARE(nodes[size_t(i)].key.in(text).toByteArray(), keys[i]);
        QCOMPARE(nodes[size_t(i)].parent, parents[i]);
        QVERIFY(!nodes[size_t(i)].truncated);
    }
    QCOMPARE(nodes[0].childCount, 2);
    QCOMPARE(nodes[0].firstChild, 1);
    QCOMPARE(nodes[1].nextSibling, 4);
    QCOMPARE(nodes[4].nextSibling, -1);
    QCOMPARE(nodes[1].type, JsonToken::BeginArray);
    QCOMPARE(nodes[4].type, JsonToken::String);
}

void TestJsonText::nodesOfRandomTextAreLinkedCompletely()
{
    qInfo("seed %u", seed + 3);
    RandomJson random(seed + 3);
    for (int round = 0; round < 300; ++round) {
        const std::vector<JsonNode> nodes = jsonNodes(random.spelled(random.value(5)));
        size_t reached = 1;
        for (size_t i = 0; i < nodes.size(); ++i) {
            int children = 0;
            for (int child = nodes[i].firstChild; child >= 0;
                 child = nodes[size_t(child)].nextSibling, ++children)
                QCOMPARE(nodes[size_t(child)].parent, int(i));
            QCOMPARE(nodes[i].childCount, children);
            reached += size_t(children);
        }
        QCOMPARE(reached, nodes.size());
    }
}

void TestJsonText::tooDeepNodesAreLeftOutAndMarked()
{
    const QByteArray text = nested(100'000, "1");
    const std::vector<JsonNode> nodes = jsonNodes(text);
    QCOMPARE(nodes.size(), size_t(501));
    QVERIFY(nodes[500].truncated);
    QVERIFY(!nodes[499].truncated);
    QCOMPARE(nodes[500].value.in(text).toByteArray(), nested(99'500, "1"));

    const std::vector<JsonNode> shallow = jsonNodes("[[1],[ ],2]", {1, 100});
    QCOMPARE(shallow.size(), size_t(4));
    QVERIFY(shallow[1].truncated);
    QVERIFY(!shallow[2].truncated);
}

void TestJsonText::tooManyNodesAreLeftOutAndMarked()
{
    const std::vector<JsonNode> nodes = jsonNodes("[[1,2,[3]],4]", {500, 3});
    QCOMPARE(nodes.size(), size_t(3));
    QVERIFY(nodes[0].truncated);
    QVERIFY(nodes[1].truncated);
    QCOMPARE(nodes[1].childCount, 1);
    QCOMPARE(nodes[0].value.length, 13);
}

void TestJsonText::textThatIsNoJsonHasNoNodes()
{
    for (const QByteArrayView text : {"", "[1,", "[[[1]]]]", "{\"a\":[[}"})
        QVERIFY(jsonNodes(text, {1, 1}).empty());
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
