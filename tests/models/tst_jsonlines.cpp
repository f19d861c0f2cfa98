#include "ui/models/jsonlines.h"

#include <QElapsedTimer>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QStringList textsOf(const JsonLines &lines)
{
    QStringList texts;
    for (size_t i = 0; i < lines.lines().size(); ++i)
        texts += lines.shown(i).text;
    return texts;
}

JsonLines complete(QByteArrayView json, bool indented)
{
    JsonLines lines(json, indented);
    lines.advanceTo(json.size() + 1);
    return lines;
}

} // namespace

class JsonLinesTest : public QObject
{
    Q_OBJECT
private slots:
    void jsonIsIndentedWithoutChangingAToken();
    void sentLinesStayAsTheyAre();
    void everyCharacterKnowsItsByte();
    void longStringsAreCutAndStayStrings();
    void keysStringsAndNumbersAreTold();
    void onlyWhatWasAskedForIsRead();
};

void JsonLinesTest::jsonIsIndentedWithoutChangingAToken()
{
    const QByteArray json = "{ \"a\" :1.0e2,\n\"b\":[ ],\"c\":[true,\"x , y\"]}";
    QCOMPARE(textsOf(complete(json, true)),
        QStringList({u"{"_s, u"  \"a\": 1.0e2,"_s, u"  \"b\": [],"_s, u"  \"c\": ["_s, u"    true,"_s,
            u"    \"x , y\""_s, u"  ]"_s, u"}"_s}));
}

void JsonLinesTest::sentLinesStayAsTheyAre()
{
    QCOMPARE(textsOf(complete("{ \"a\" :\t1,\n\n\"b\":2}", false)),
        QStringList({u"{ \"a\" :    1,"_s, u""_s, u"\"b\":2}"_s}));
}

void JsonLinesTest::everyCharacterKnowsItsByte()
{
    const QByteArray json = "{\"ключ\":\"значение\"}";
    const JsonLines lines = complete(json, true);
    const ShownLine line = lines.shown(1);
    QCOMPARE(qsizetype(line.offsets.size()), line.text.size() + 1);
    const qsizetype at = line.text.indexOf(u"значение"_s);
    QCOMPARE(line.offsets[size_t(at)], json.indexOf("значение"));
    QCOMPARE(lines.lineAt(json.indexOf("значение")), size_t(1));
}

void JsonLinesTest::longStringsAreCutAndStayStrings()
{
    const QByteArray json = "{\"a\":\"" + QByteArray(3000, 'x') + "\"}";
    const JsonLines lines = complete(json, true);
    QCOMPARE(lines.lines().size(), size_t(6));
    QVERIFY(!lines.lines()[1].continued);
    QVERIFY(lines.lines()[2].continued);
    const ShownLine second = lines.shown(2);
    QCOMPARE(second.text.trimmed().size(), JsonLines::maximumLength);
    QCOMPARE(second.runs.back().shade, JsonShade::String);
}

void JsonLinesTest::keysStringsAndNumbersAreTold()
{
    const ShownLine line = complete("{\"k\":[-1.5E+3,null,\"s\"]}", false).shown(0);
    const auto shadeAt = [&](qsizetype at) {
        JsonShade shade = JsonShade::Hidden;
        for (const ShownLine::Run &run : line.runs)
            shade = at >= run.start && at < run.start + run.length ? run.shade : shade;
        return shade;
    };
    QCOMPARE(shadeAt(line.text.indexOf(u'k')), JsonShade::Key);
    QCOMPARE(shadeAt(line.text.indexOf(u'E')), JsonShade::Number);
    QCOMPARE(shadeAt(line.text.indexOf(u"null"_s)), JsonShade::Literal);
    QCOMPARE(shadeAt(line.text.indexOf(u's')), JsonShade::String);
}

void JsonLinesTest::onlyWhatWasAskedForIsRead()
{
    QByteArray json = "[0";
    while (json.size() < 20'000'000)
        json += ",12345678,12345678,12345678,12345678,12345678,12345678,12345678";
    json += ']';
    QElapsedTimer timer;
    timer.start();
    JsonLines lines(json, true);
    lines.advanceTo(64 * 1024);
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!lines.isComplete());
    QVERIFY(lines.position() >= 64 * 1024 && lines.position() < 70'000);
    lines.advanceTo(json.size() + 1);
    QVERIFY(lines.isCutShort());
    QCOMPARE(lines.lines().size(), JsonLines::maximumLines);
}

QTEST_GUILESS_MAIN(JsonLinesTest)
#include "tst_jsonlines.moc"
