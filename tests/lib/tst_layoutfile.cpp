#include "lib/rooms/layoutfile.h"

#include <QTest>

using namespace console;

/// The one reader of the server's layout file.
class tst_LayoutFile : public QObject
{
    Q_OBJECT
private slots:
    void aLayoutIsFoundByIdAndByName();
    void whatALayoutDoesNotSayIsOpenAndNotKnown();
    void theListMayStandAnywhere();
    void anIdLeadsBeforeAName();
    void aLongNameIsCutAndStillFound();
    void whatStandsWithinASeatIsNoLayouts();
    void withoutAListThereIsNone_data();
    void withoutAListThereIsNone();
};

void tst_LayoutFile::aLayoutIsFoundByIdAndByName()
{
    const auto layouts = layoutsIn(
        R"({"room_list":{"r\u00e4nge":{"id":1,"openRoom":false,"allowParticipantStacking":true},"b":{"id":"x"}}})");
    QVERIFY(layouts);
    QCOMPARE(layouts->size(), 4);
    for (const QByteArray &key : {QByteArray("1"), QByteArray("ränge")}) {
        QCOMPARE((*layouts)[key].name, QByteArray("ränge"));
        QVERIFY(!(*layouts)[key].isOpen);
        QCOMPARE((*layouts)[key].stacks, std::optional(true));
    }
    QCOMPARE((*layouts)["x"].name, QByteArray("b"));
}

void tst_LayoutFile::whatALayoutDoesNotSayIsOpenAndNotKnown()
{
    const auto layouts = layoutsIn(R"({"room_list":{"a":{},"b":7}})");
    QVERIFY(layouts);
    QCOMPARE(layouts->keys(), QList<QByteArray>{"a"});
    QVERIFY((*layouts)["a"].isOpen);
    QVERIFY(!(*layouts)["a"].stacks);
}

void tst_LayoutFile::theListMayStandAnywhere()
{
    const auto layouts = layoutsIn(R"({"room_list":1,"values":[{"room_list":{"a":{"id":2}}}]})");
    QVERIFY(layouts);
    QVERIFY(layouts->contains("2"));
}

void tst_LayoutFile::anIdLeadsBeforeAName()
{
    const auto layouts = layoutsIn(R"({"room_list":{"a":{"id":2},"2":{"id":3}}})");
    QVERIFY(layouts);
    QCOMPARE((*layouts)["2"].name, QByteArray("a"));
}

void tst_LayoutFile::aLongNameIsCutAndStillFound()
{
    const QByteArray name = QByteArray("ä").repeated(1'000);
    const auto layouts = layoutsIn("{\"room_list\":{\"" + name + "\":{\"id\":2}}}");
    QVERIFY(layouts);
    for (const QByteArray &key : {QByteArray("2"), name})
        QCOMPARE((*layouts)[key].name, QByteArray("ä").repeated(maximumLayoutName));
}

void tst_LayoutFile::whatStandsWithinASeatIsNoLayouts()
{
    const auto layouts =
        layoutsIn(R"({"room_list":{"a":{"seats":[{"id":7,"openRoom":false}],"id":1,"center":{"id":8}}}})");
    QVERIFY(layouts);
    QCOMPARE(layouts->size(), 2);
    QVERIFY((*layouts)["1"].isOpen);
}

void tst_LayoutFile::withoutAListThereIsNone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("none") << QByteArray(R"({"layouts":{"a":{"id":1}}})");
    QTest::newRow("no object") << QByteArray(R"({"room_list":[{"id":1}]})");
    QTest::newRow("broken") << QByteArray(R"({"room_list":{"a":{"id":1},"b":{"id":tru)");
    QTest::newRow("too long") << R"({"room_list":{"a":{"id":1}},"more":")" + QByteArray(1024 * 1024, 'x')
            + "\"}";
}

void tst_LayoutFile::withoutAListThereIsNone()
{
    QFETCH(QByteArray, answer);
    QVERIFY(!layoutsIn(answer));
}

QTEST_GUILESS_MAIN(tst_LayoutFile)
#include "tst_layoutfile.moc"
