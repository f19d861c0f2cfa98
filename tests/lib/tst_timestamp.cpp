#include "lib/log/timestamp.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestTimestamp : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("TZ", "UTC-2"); } // two hours ahead
    void theMicrosecondsAreKept();
    void formsThatPeopleAndProgramsWrite_data();
    void formsThatPeopleAndProgramsWrite();
    void whatIsNoTimeIsNone_data();
    void whatIsNoTimeIsNone();
};

void TestTimestamp::theMicrosecondsAreKept()
{
    for (const qint64 time : {0ll, 1'763'904'727'418'123ll, 1'763'904'727'000'000ll, -1ll})
        QCOMPARE(timeOfTimestamp(timestamp(time)), time);
    QCOMPARE(timestamp(1'763'904'727'000'007), u"2025-11-23T13:32:07.000007Z"_s);
    QCOMPARE(timestamp(0), u"1970-01-01T00:00:00.000000Z"_s);
    QCOMPARE(timestamp(-1), u"1969-12-31T23:59:59.999999Z"_s);
}

void TestTimestamp::formsThatPeopleAndProgramsWrite_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a space") << u"2025-11-23 13:32:07.418Z"_s;
    QTest::newRow("a comma") << u"2025-11-23T13:32:07,418Z"_s;
    QTest::newRow("an offset") << u"2025-11-23T14:32:07.418+01:00"_s;
    QTest::newRow("an offset without colon") << u"2025-11-23T14:32:07.418+0100"_s;
    QTest::newRow("local") << u"2025-11-23T15:32:07.418"_s;
}

void TestTimestamp::formsThatPeopleAndProgramsWrite()
{
    QFETCH(QString, text);
    QCOMPARE(timeOfTimestamp(text), 1'763'904'727'418'000);
}

void TestTimestamp::whatIsNoTimeIsNone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("only a date") << u"2025-11-23"_s;
    QTest::newRow("no such day") << u"2025-02-30T00:00:00Z"_s;
    QTest::newRow("no such hour") << u"2025-11-23T24:01:00Z"_s;
    QTest::newRow("too many decimals") << u"2025-11-23T13:32:07.1234567Z"_s;
    QTest::newRow("more behind it") << u"2025-11-23T13:32:07Z x"_s;
}

void TestTimestamp::whatIsNoTimeIsNone()
{
    QFETCH(QString, text);
    QVERIFY(!timeOfTimestamp(text));
}

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
