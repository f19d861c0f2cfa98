#include "ui/models/messagedifference.h"

#include <QElapsedTimer>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestMessageDifference : public QObject
{
    Q_OBJECT
private slots:
    void whatIsTheSame_data();
    void whatIsTheSame();
    void whatIsNot_data();
    void whatIsNot();
    void differencesComeInTheOrderOfTheTexts();
    void whatIsNoJsonSaysSo();
    void depthIsNoTrouble();
    void manyDifferencesAreCut();

private:
    static QStringList told(const MessageDifference &difference)
    {
        QStringList list;
        for (const ValueDifference &it : difference.differences) {
            const QString kind = it.kind == ValueDifference::Kind::Added ? u"+"_s
                : it.kind == ValueDifference::Kind::Removed              ? u"-"_s
                                                                         : u"~"_s;
            list += kind + it.path.join(u'/') + u' ' + QString::fromUtf8(it.before) + u'>'
                + QString::fromUtf8(it.after);
        }
        return list;
    }
};

void TestMessageDifference::whatIsTheSame_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("order and space") << QByteArray(R"({"a":1,"b":[1,2]})")
                                     << QByteArray(R"({ "b" : [1, 2], "a" : 1 })");
    QTest::newRow("numbers") << QByteArray(R"([1, 100, 0.1])") << QByteArray(R"([1.0, 1e2, 1e-1])");
    QTest::newRow("zero") << QByteArray("[0]") << QByteArray("[-0.0]");
    QTest::newRow("strings") << QByteArray(R"(["é"])") << QByteArray("[\"\\u00e9\"]");
    QTest::newRow("repeated key, the last counts")
        << QByteArray(R"({"a":1,"a":2})") << QByteArray(R"({"a":2})");
    QTest::newRow("literals") << QByteArray("[true,false,null]") << QByteArray("[true,false,null]");
}

void TestMessageDifference::whatIsTheSame()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QCOMPARE(told(differenceBetween(before, after)), QStringList());
    QCOMPARE(told(differenceBetween(after, before)), QStringList());
}

void TestMessageDifference::whatIsNot_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("changed") << QByteArray(R"({"v":{"value":1}})") << QByteArray(R"({"v":{"value":0}})")
                             << QStringList{u"~v/value 1>0"_s};
    QTest::newRow("added") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":1,"b":{"c":2}})")
                           << QStringList{u"+b >{\"c\":2}"_s};
    QTest::newRow("removed") << QByteArray(R"({"a":1,"b":2})") << QByteArray(R"({"a":1})")
                             << QStringList{u"-b 2>"_s};
    QTest::newRow("array longer") << QByteArray("[1,2]") << QByteArray("[1,3,4]")
                                  << QStringList{u"~1 2>3"_s, u"+2 >4"_s};
    QTest::newRow("array shorter") << QByteArray("[1,2]") << QByteArray("[1]") << QStringList{u"-1 2>"_s};
    QTest::newRow("type") << QByteArray(R"({"id":7})") << QByteArray(R"({"id":"7"})")
                          << QStringList{u"~id 7>\"7\""_s};
    QTest::newRow("container") << QByteArray(R"({"a":{}})") << QByteArray(R"({"a":[]})")
                               << QStringList{u"~a {}>[]"_s};
    QTest::newRow("beyond double") << QByteArray("[9007199254740993]") << QByteArray("[9007199254740992]")
                                   << QStringList{u"~0 9007199254740993>9007199254740992"_s};
    QTest::newRow("all of it") << QByteArray("1") << QByteArray("2") << QStringList{u"~ 1>2"_s};
    QTest::newRow("true and false") << QByteArray("[true]") << QByteArray("[false]")
                                    << QStringList{u"~0 true>false"_s};
}

void TestMessageDifference::whatIsNot()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, expected);
    QCOMPARE(told(differenceBetween(before, after)), expected);
}

void TestMessageDifference::differencesComeInTheOrderOfTheTexts()
{
    QCOMPARE(told(differenceBetween(
                 R"({"a":1,"b":{"x":1,"y":2},"c":3})", R"({"n":0,"c":4,"b":{"y":3,"x":2},"a":0})")),
        (QStringList{u"~a 1>0"_s, u"~b/x 1>2"_s, u"~b/y 2>3"_s, u"~c 3>4"_s, u"+n >0"_s}));
}

void TestMessageDifference::whatIsNoJsonSaysSo()
{
    QVERIFY(!differenceBetween("{", "{}").problem.isEmpty());
    QVERIFY(!differenceBetween("{}", "").problem.isEmpty());
    QVERIFY(differenceBetween("{}", "{}").problem.isEmpty());
}

void TestMessageDifference::depthIsNoTrouble()
{
    const auto deep = [](const QByteArray &core) {
        return QByteArray(100'000, '[') + core + QByteArray(100'000, ']');
    };
    QCOMPARE(differenceBetween(deep("1"), deep("1.0")).differences.size(), 0);
    const MessageDifference difference = differenceBetween(deep("1"), deep("2"));
    QCOMPARE(difference.differences.size(), 1);
    QVERIFY(difference.differences[0].path.size() >= 499);
}

void TestMessageDifference::manyDifferencesAreCut()
{
    const MessageDifference difference = differenceBetween(
        '[' + QByteArray("1,").repeated(5'000) + "1]", '[' + QByteArray("2,").repeated(5'000) + "1]");
    QCOMPARE(difference.differences.size(), maximumDifferences);
    QVERIFY(difference.isCut);
}

QTEST_GUILESS_MAIN(TestMessageDifference)
#include "tst_messagedifference.moc"
