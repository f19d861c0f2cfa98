#include "lib/protocol/jsonlexer.h"
#include "tests/support/jsonoracle.h"
#include "tests/support/randomjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace console;
using namespace console::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 seed = 20240117;

struct Verdict
{
    JsonError error;
    qsizetype offset;
};

Verdict lex(QByteArrayView text)
{
    JsonLexer lexer(text);
    for (;;) {
        const JsonToken token = lexer.next();
        if (token == JsonToken::End || token == JsonToken::Error)
            return {lexer.error(), lexer.errorOffset()};
    }
}

QByteArray typical()
{
    return "{\"Event\": \"IMM_EVENT_SET_NAME\", \"values\": {\"room_id\": 1, \"name\": \"J\xc3\xbcrgen "
           "\\u00e9\\n\", "
           "\"x\": [-1.5e+3, true, false, null, [], {}]}}";
}

} // namespace

class TestJsonLexer : public QObject
{
    Q_OBJECT

private slots:
    void tokensComeInOrderWithTheirSpans();
    void validTextIsAccepted_data();
    void validTextIsAccepted();
    void wrongTextIsRefusedAtItsFirstWrongByte_data();
    void wrongTextIsRefusedAtItsFirstWrongByte();
    void everyBeginningOfAnObjectEndsUnexpectedly();
    void everyInvalidUtf8SequenceIsRefused();
    void mutatedTextGetsTheVerdictOfTheOracle();
    void textBeforeTheWrongByteIsABeginning();
    void anErrorIsFinal();
    void depthHasNoLimit();
    void containersMustCloseInTheirOrder();
    void skippingPassesOverWholeValues();
    void escapesAreReported();
    void bytesOutsideTheViewAreNotRead();
    void longStringsAreOneToken();
    void stringsDecodeAsQtDecodesThem();
    void loneSurrogatesBecomeReplacements();
    void comparableStringsKeepLoneSurrogatesApart();
    void encodedTextDecodesToItself();
    void encodingEscapesOnlyWhatItMust();
};

void TestJsonLexer::tokensComeInOrderWithTheirSpans()
{
    using enum JsonToken;
    const QByteArray text = "{ \"a\":[1 ,\"b\"], \"c\" : null }\n";
    const QList<std::pair<JsonToken, QByteArray>> expected{{BeginObject, "{"}, {Key, "\"a\""},
        {BeginArray, "["}, {Number, "1"}, {String, "\"b\""}, {EndArray, "]"}, {Key, "\"c\""}, {Null, "null"},
        {EndObject, "}"}, {End, ""}, {End, ""}};
    JsonLexer lexer(text);
    for (const auto &[token, bytes] : expected) {
        QCOMPARE(lexer.next(), token);
        QCOMPARE(lexer.span().in(text).toByteArray(), bytes);
    }
}

void TestJsonLexer::validTextIsAccepted_data()
{
    QTest::addColumn<QByteArray>("text");
    const QList<QByteArray> texts{"{}", "[]", "0", "-0", "1.0", "1e400", "1E+2", "-12.50e-03", "\"\"",
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\"", " \t\r\n[ ] \n", "true",
        "null", "123456789012345678901234567890", "\"\x7f\"",
        "\"\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\"",
        "\"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\xef\xbb\xbf\"", "{\"a\":1,\"a\":2}", "[[[[]]],{\"\":[{}]}]",
        typical()};
    for (const QByteArray &text : texts)
        QTest::addRow("%s", text.toPercentEncoding(" {}[]\",:\\").constData()) << text;
}

void TestJsonLexer::validTextIsAccepted()
{
    QFETCH(QByteArray, text);
    QCOMPARE(lex(text).error, JsonError::None);
    QCOMPARE(lex(text).offset, -1);
    QVERIFY(isJson(text));
}

void TestJsonLexer::wrongTextIsRefusedAtItsFirstWrongByte_data()
{
    using enum JsonError;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<JsonError>("error");
    QTest::addColumn<qsizetype>("offset");
    const auto row = [](const QByteArray &text, JsonError error, qsizetype offset) {
        QTest::addRow("%s", text.toPercentEncoding().constData()) << text << error << offset;
    };
    row("", Empty, 0);
    row(" \n", Empty, 2);
    row("\xef\xbb\xbf{}", UnexpectedCharacter, 0);
    row(QByteArray("\0", 1), UnexpectedCharacter, 0);
    row(QByteArray("{}\0", 3), TextAfterValue, 2);
    row(QByteArray("\"a\0\"", 4), ControlCharacter, 2);
    row("\"a\tb\"", ControlCharacter, 2);
    row("\"12345678\n\"", ControlCharacter, 9);
    row("[1,]", UnexpectedCharacter, 3);
    row("[,1]", UnexpectedCharacter, 1);
    row("{\"a\" 1}", UnexpectedCharacter, 5);
    row("{\"a\":1,}", UnexpectedCharacter, 7);
    row("{a:1}", UnexpectedCharacter, 1);
    row("{1:1}", UnexpectedCharacter, 1);
    row("{'a':1}", UnexpectedCharacter, 1);
    row("{\"a\":}", UnexpectedCharacter, 5);
    row("[1 2]", UnexpectedCharacter, 3);
    row("[1}", UnexpectedCharacter, 2);
    row("{\"a\":1]", UnexpectedCharacter, 6);
    row("]", UnexpectedCharacter, 0);
    row("{} {}", TextAfterValue, 3);
    row("1 2", TextAfterValue, 2);
    row("1]", TextAfterValue, 1);
    row("truE", UnexpectedCharacter, 3);
    row("nul", UnexpectedEnd, 3);
    row("NaN", UnexpectedCharacter, 0);
    row("+1", UnexpectedCharacter, 0);
    row(".5", UnexpectedCharacter, 0);
    row("01", InvalidNumber, 1);
    row("-01", InvalidNumber, 2);
    row("-a", InvalidNumber, 1);
    row("[1.]", InvalidNumber, 3);
    row("[1.e1]", InvalidNumber, 3);
    row("[1e]", InvalidNumber, 3);
    row("[1e+]", InvalidNumber, 4);
    row("-", UnexpectedEnd, 1);
    row("1.", UnexpectedEnd, 2);
    row("1e", UnexpectedEnd, 2);
    row("1e-", UnexpectedEnd, 3);
    row("0x10", TextAfterValue, 1);
    row("\"\\x\"", InvalidEscape, 2);
    row("\"\\u12g4\"", InvalidEscape, 5);
    row("\"\\U0041\"", InvalidEscape, 2);
    row("\"abc", UnexpectedEnd, 4);
    row("\"abc\\", UnexpectedEnd, 5);
    row("\"\\u00", UnexpectedEnd, 5);
    row("\"\xe2\x82", UnexpectedEnd, 3);
    row("\"\x80\"", InvalidUtf8, 1);
    row("\"\xc3\"", InvalidUtf8, 2);
    row("\xc3\xa9", UnexpectedCharacter, 0);
    row("[\xa0]", UnexpectedCharacter, 1);
}

void TestJsonLexer::wrongTextIsRefusedAtItsFirstWrongByte()
{
    QFETCH(QByteArray, text);
    QFETCH(JsonError, error);
    QFETCH(qsizetype, offset);
    QCOMPARE(lex(text).error, error);
    QCOMPARE(lex(text).offset, offset);
    QVERIFY(!isJson(text));
}

void TestJsonLexer::everyBeginningOfAnObjectEndsUnexpectedly()
{
    const QByteArray text = typical();
    QCOMPARE(lex(text).error, JsonError::None);
    for (qsizetype length = 1; length < text.size(); ++length) {
        const Verdict verdict = lex(QByteArrayView(text).first(length));
        QCOMPARE(verdict.error, JsonError::UnexpectedEnd);
        QCOMPARE(verdict.offset, length);
    }
}

void TestJsonLexer::everyInvalidUtf8SequenceIsRefused()
{
    // Each lead byte with second bytes around every limit, completed with good ones: exactly what Qt takes is
    // taken.
    for (int lead = 0x80; lead < 0x100; ++lead) {
        for (const int second : {0x00, 0x22, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff}) {
            const QByteArray head = QByteArray(1, char(lead)) + char(second);
            const QByteArray text =
                "\"" + head + (lead >= 0xe0 ? "\x80" : "") + (lead >= 0xf0 ? "\x80" : "") + '"';
            QCOMPARE(lex(text).error == JsonError::None, isJson(text));
        }
    }
}

void TestJsonLexer::mutatedTextGetsTheVerdictOfTheOracle()
{
    qInfo("seed %u", seed);
    RandomJson random(seed);
    int accepted = 0;
    for (int round = 0; round < 3000; ++round) {
        const QByteArray good = random.spelled(random.value());
        QVERIFY2(lex(good).error == JsonError::None, good.constData());
        const QByteArray text = random.mutated(good);
        const bool expected = isJson(text);
        accepted += expected ? 1 : 0;
        QVERIFY2((lex(text).error == JsonError::None) == expected, text.toPercentEncoding(" {}[]\",:\\"));
    }
    QVERIFY(accepted > 300);
    QVERIFY(accepted < 2700);
}

void TestJsonLexer::textBeforeTheWrongByteIsABeginning()
{
    qInfo("seed %u", seed + 1);
    RandomJson random(seed + 1);
    for (int round = 0; round < 5000; ++round) {
        const QByteArray text = random.mutated(random.spelled(random.value(3)));
        const Verdict verdict = lex(text);
        if (verdict.error == JsonError::None)
            continue;
        const Verdict before = lex(QByteArrayView(text).first(verdict.offset));
        QVERIFY(before.error == JsonError::None || before.error == JsonError::UnexpectedEnd
            || before.error == JsonError::Empty);
        if (verdict.offset < text.size()) {
            const Verdict with = lex(QByteArrayView(text).first(verdict.offset + 1));
            QCOMPARE(with.error, verdict.error);
            QCOMPARE(with.offset, verdict.offset);
        }
    }
}

void TestJsonLexer::anErrorIsFinal()
{
    JsonLexer lexer("[1 x, 2]");
    while (lexer.next() != JsonToken::Error) { }
    for (int again = 0; again < 3; ++again)
        QCOMPARE(lexer.next(), JsonToken::Error);
    QCOMPARE(lexer.errorOffset(), 3);
    QCOMPARE(toText(lexer.error()), u"unexpected character"_s);
}

void TestJsonLexer::depthHasNoLimit()
{
    constexpr qsizetype depth = 300'000;
    const QByteArray text = QByteArray(depth, '[') + QByteArray(depth, ']');
    JsonLexer lexer(text);
    for (qsizetype level = 1; level <= depth; ++level) {
        lexer.next();
        if (lexer.depth() != level)
            QCOMPARE(lexer.depth(), level);
    }
    QCOMPARE(lex(text).error, JsonError::None);
    QCOMPARE(lex(text + ']').error, JsonError::TextAfterValue);
    QCOMPARE(lex(QByteArrayView(text).chopped(1)).error, JsonError::UnexpectedEnd);
}

void TestJsonLexer::containersMustCloseInTheirOrder()
{
    qInfo("seed %u", seed + 2);
    RandomJson random(seed + 2);
    QByteArray open;
    QByteArray close;
    for (int level = 0; level < 200; ++level) {
        const bool object = random.below(2) == 0;
        open += object ? "{\"k\":" : "[";
        close.prepend(object ? '}' : ']');
    }
    QCOMPARE(lex(open + "0" + close).error, JsonError::None);
    for (qsizetype level = 0; level < close.size(); ++level) {
        QByteArray wrong = close;
        wrong[level] = close[level] == ']' ? '}' : ']';
        QCOMPARE(lex(open + "0" + wrong).error, JsonError::UnexpectedCharacter);
        QCOMPARE(lex(open + "0" + wrong).offset, open.size() + 1 + level);
    }
}

void TestJsonLexer::skippingPassesOverWholeValues()
{
    const QByteArray text = "[ {\"a\":[1,{}]} , 17, [[]] ]";
    JsonLexer lexer(text);
    QList<QByteArray> values;
    lexer.next();
    while (lexer.next() != JsonToken::EndArray)
        values.append(lexer.skipValue().in(text).toByteArray());
    QCOMPARE(values, (QList<QByteArray>{"{\"a\":[1,{}]}", "17", "[[]]"}));
    QCOMPARE(lexer.next(), JsonToken::End);

    JsonLexer broken("[[1,]");
    broken.next();
    broken.skipValue();
    QCOMPARE(broken.error(), JsonError::UnexpectedCharacter);
}

void TestJsonLexer::escapesAreReported()
{
    JsonLexer lexer(R"(["plain", "tab\t", "plain", "\\u0041", "\u0041", "plain"])");
    const QList<std::pair<bool, bool>> expected{
        {false, false}, {true, false}, {false, false}, {true, false}, {true, true}, {false, true}};
    lexer.next();
    for (const auto &[escapes, unicodeSoFar] : expected) {
        lexer.next();
        QCOMPARE(lexer.hasEscapes(), escapes);
        QCOMPARE(lexer.hasUnicodeEscapes(), unicodeSoFar);
    }
}

void TestJsonLexer::bytesOutsideTheViewAreNotRead()
{
    // Exactly as much memory as the text has: a sanitizer build sees one byte more being read.
    const QByteArray text = typical();
    for (qsizetype length = 0; length <= text.size(); ++length) {
        const auto copy = std::make_unique<char[]>(size_t(length));
        std::copy_n(text.constData(), length, copy.get());
        QCOMPARE(lex(QByteArrayView(copy.get(), length)).error == JsonError::None, length == text.size());
    }
}

void TestJsonLexer::longStringsAreOneToken()
{
    const QByteArray text = '"' + QByteArray(1 << 20, 'x') + "\xc3\xa9" + QByteArray(1 << 20, 'y') + '"';
    JsonLexer lexer(text);
    QCOMPARE(lexer.next(), JsonToken::String);
    QCOMPARE(lexer.span(), (ByteSpan{0, text.size()}));
    QCOMPARE(decodedString(text), text.sliced(1, text.size() - 2));
}

void TestJsonLexer::stringsDecodeAsQtDecodesThem()
{
    qInfo("seed %u", seed + 3);
    RandomJson random(seed + 3);
    for (int round = 0; round < 5000; ++round) {
        RandomJson::Value value = random.value(0);
        if (value.kind != RandomJson::Kind::String)
            continue;
        const QByteArray token = random.spelled(value);
        QCOMPARE(decodedString(token), value.text);
        QCOMPARE(decodedString(token),
            QJsonDocument::fromJson('[' + token + ']').array().at(0).toString().toUtf8());
        QCOMPARE(comparableString(token), value.text);
    }
    QCOMPARE(decodedString("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20AC\\ud83d\\uDE00\""),
        "\"\\/\b\f\n\r\t\xe2\x82\xac\xf0\x9f\x98\x80");
}

void TestJsonLexer::loneSurrogatesBecomeReplacements()
{
    QCOMPARE(decodedString("\"a\\ud800b\""),
        "a\xef\xbf\xbd"
        "b");
    QCOMPARE(decodedString("\"\\udc00\\ud800\""), "\xef\xbf\xbd\xef\xbf\xbd");
    QCOMPARE(decodedString("\"\\ud800\\ud83d\\ude00\""), "\xef\xbf\xbd\xf0\x9f\x98\x80");
    QCOMPARE(decodedString("\"\\ud800\\n\""), "\xef\xbf\xbd\n");
}

void TestJsonLexer::comparableStringsKeepLoneSurrogatesApart()
{
    QVERIFY(comparableString("\"\\ud800\"") != comparableString("\"\\ud801\""));
    QVERIFY(comparableString("\"\\ud800\"") != comparableString("\"\\ufffd\""));
    QCOMPARE(comparableString("\"\\uD800\""), comparableString("\"\\ud800\""));
}

void TestJsonLexer::encodedTextDecodesToItself()
{
    QByteArray text;
    for (int c = 0; c < 0x80; ++c)
        text += char(c);
    text += "\xc3\xa9\xf0\x9f\x98\x80";
    QCOMPARE(lex(encodedString(text)).error, JsonError::None);
    QCOMPARE(decodedString(encodedString(text)), text);
}

void TestJsonLexer::encodingEscapesOnlyWhatItMust()
{
    QCOMPARE(encodedString("a\"b\\c/\n\x01\x7f\xc3\xa9"), "\"a\\\"b\\\\c/\\n\\u0001\x7f\xc3\xa9\"");
    QCOMPARE(encodedString(""), "\"\"");
}

QTEST_GUILESS_MAIN(TestJsonLexer)
#include "tst_jsonlexer.moc"
