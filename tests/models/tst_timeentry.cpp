#include "ui/models/timeentry.h"

#include <QDateTime>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// Local time, which is two hours ahead of UTC here.
qint64 at(const QString &time)
{
    return QDateTime::fromString(time, Qt::ISODateWithMs).toMSecsSinceEpoch() * 1000;
}

} // namespace

class TestTimeEntry : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("TZ", "UTC-2"); }
    void aTimeIsUnderstood_data();
    void aTimeIsUnderstood();
    void whatIsNoTimeIsSaid_data();
    void whatIsNoTimeIsSaid();
    void whatIsOutsideOfTheSessionIsSaid_data();
    void whatIsOutsideOfTheSessionIsSaid();
    void withinADayOnlyThatDayIsMeant();
};

/// From the 23rd, 14:30:12, to the 25th, 09:00; selected is a message of the 24th, 14:00.
static TimeEntryContext session()
{
    return {at(u"2026-11-24T14:00:00"_s), at(u"2026-11-23T14:30:12"_s), at(u"2026-11-25T09:00:00"_s)};
}

void TestTimeEntry::aTimeIsUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("time");
    QTest::newRow("minute") << u"14:32"_s << u"2026-11-24T14:32:00"_s;
    QTest::newRow("one digit") << u"8:05"_s << u"2026-11-24T08:05:00"_s;
    QTest::newRow("second") << u"14:32:07"_s << u"2026-11-24T14:32:07"_s;
    QTest::newRow("milliseconds") << u" 14:32:07.418 "_s << u"2026-11-24T14:32:07.418"_s;
    QTest::newRow("a comma") << u"14:32:07,418"_s << u"2026-11-24T14:32:07.418"_s;
    QTest::newRow("nearer on the next day") << u"01:30"_s << u"2026-11-25T01:30:00"_s;
    QTest::newRow("date and time") << u"2026-11-23 20:15"_s << u"2026-11-23T20:15:00"_s;
    QTest::newRow("ISO") << u"2026-11-23T20:15:00Z"_s << u"2026-11-23T22:15:00"_s;
    QTest::newRow("a day") << u"2026-11-25"_s << u"2026-11-25T00:00:00"_s;
    QTest::newRow("the first day") << u"2026-11-23"_s << u"2026-11-23T14:30:12"_s;
    QTest::newRow("the first minute") << u"2026-11-23 14:30"_s << u"2026-11-23T14:30:12"_s;
    QTest::newRow("minutes later") << u"+5 min"_s << u"2026-11-24T14:05:00"_s;
    QTest::newRow("seconds earlier") << u"−30 s"_s << u"2026-11-24T13:59:30"_s;
    QTest::newRow("a hyphen") << u"-30s"_s << u"2026-11-24T13:59:30"_s;
    QTest::newRow("without a unit") << u"+2.5"_s << u"2026-11-24T14:00:02.500"_s;
    QTest::newRow("hours") << u"+1,5 h"_s << u"2026-11-24T15:30:00"_s;
    QTest::newRow("milliseconds later") << u"+250ms"_s << u"2026-11-24T14:00:00.250"_s;
}

void TestTimeEntry::aTimeIsUnderstood()
{
    QFETCH(QString, text);
    QFETCH(QString, time);
    const TimeEntry entry = readTimeEntry(text, session());
    QVERIFY2(entry.time, qPrintable(entry.problem));
    QCOMPARE(*entry.time, at(time));
}

void TestTimeEntry::whatIsNoTimeIsSaid_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {u""_s, u"now"_s, u"14"_s, u"25:00"_s, u"14:60"_s, u"+"_s, u"+5 parsecs"_s,
             u"5 min"_s, u"2026-02-30"_s, u"14:32 x"_s, u"+99999999999 d"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void TestTimeEntry::whatIsNoTimeIsSaid()
{
    QFETCH(QString, text);
    const TimeEntry entry = readTimeEntry(text, session());
    QVERIFY(!entry.time);
    QCOMPARE(entry.problem, u"This is no time."_s);
}

void TestTimeEntry::whatIsOutsideOfTheSessionIsSaid_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text :
        {u"2026-11-23 14:29"_s, u"2026-11-26"_s, u"+20 h"_s, u"-1 d"_s, u"2026-11-25 09:01"_s})
        QTest::newRow(qPrintable(text)) << text;
}

void TestTimeEntry::whatIsOutsideOfTheSessionIsSaid()
{
    QFETCH(QString, text);
    const TimeEntry entry = readTimeEntry(text, session());
    QVERIFY(!entry.time);
    QCOMPARE(entry.problem, u"The session goes from Mon 14:30:12.000 to Wed 09:00:00.000."_s);
}

void TestTimeEntry::withinADayOnlyThatDayIsMeant()
{
    const TimeEntryContext afternoon{
        at(u"2026-11-24T14:00:00"_s), at(u"2026-11-24T13:00:00"_s), at(u"2026-11-24T15:00:00"_s)};
    QVERIFY(!readTimeEntry(u"12:59"_s, afternoon).time);
    QCOMPARE(*readTimeEntry(u"15:00"_s, afternoon).time, afternoon.last);
}

QTEST_GUILESS_MAIN(TestTimeEntry)
#include "tst_timeentry.moc"
