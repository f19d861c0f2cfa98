#include "lib/filter/filtertime.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

// Before anything asks for the zone: one with summer time.
[[maybe_unused]] const bool zoneIsSet = qputenv("TZ", "Europe/Berlin");

qint64 micros(const QString &utc)
{
    return QDateTime::fromString(utc, Qt::ISODate).toMSecsSinceEpoch() * 1000;
}

} // namespace

class TestFilterTime : public QObject
{
    Q_OBJECT

private slots:
    void aTimeMeansAllThatItLeavesOpen_data();
    void aTimeMeansAllThatItLeavesOpen();
    void whatIsNoTimeIsRefused();
    void theClockOnTheWallFollowsSummerTime();
};

void TestFilterTime::aTimeMeansAllThatItLeavesOpen_data()
{
    constexpr qint64 second = 1'000'000;
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("length");
    QTest::newRow("a minute in winter")
        << u"2026-11-25T14:30"_s << micros(u"2026-11-25T13:30:00Z"_s) << 60 * second;
    QTest::newRow("a second in summer")
        << u"2026-07-25 14:30:05"_s << micros(u"2026-07-25T12:30:05Z"_s) << second;
    QTest::newRow("a millisecond, UTC")
        << u"2026-07-25T14:30:05.250Z"_s << micros(u"2026-07-25T14:30:05Z"_s) + 250'000 << qint64(1000);
    QTest::newRow("a microsecond, elsewhere")
        << u"2026-07-25T14:30:05.000001-05:30"_s << micros(u"2026-07-25T20:00:05Z"_s) + 1 << qint64(1);
    QTest::newRow("a day") << u"2026-11-25"_s << micros(u"2026-11-24T23:00:00Z"_s) << 24 * 3600 * second;
    QTest::newRow("a day of 25 hours")
        << u"2026-10-25"_s << micros(u"2026-10-24T22:00:00Z"_s) << 25 * 3600 * second;
    QTest::newRow("a time that the clock showed twice")
        << u"2026-10-25 02:30+01:00"_s << micros(u"2026-10-25T01:30:00Z"_s) << 60 * second;
    QTest::newRow("a time of day") << u"14:30"_s << (14 * 3600 + 30 * 60) * second << 60 * second;
    QTest::newRow("a tenth of a second") << u"00:00:01.5"_s << 1'500'000LL << qint64(100'000);
}

void TestFilterTime::aTimeMeansAllThatItLeavesOpen()
{
    QFETCH(QString, text);
    const std::optional<FilterTime> time = readFilterTime(text);
    QVERIFY(time);
    QTEST(time->first, "first");
    QTEST(time->behind - time->first, "length");
    QCOMPARE(time->isTimeOfDay, text.size() < 11 && text.contains(u':'));
}

void TestFilterTime::whatIsNoTimeIsRefused()
{
    for (const QString &text :
        {u""_s, u"14"_s, u"24:00"_s, u"14:60"_s, u"2026-13-01"_s, u"2026-02-29"_s, u"14:30Z"_s,
            u"2026-11-25T"_s, u"2026-11-25T14"_s, u"14:30:05.1234567"_s, u"today"_s, u"2026-11-25 "_s})
        QVERIFY2(!readFilterTime(text), qPrintable(text));
}

void TestFilterTime::theClockOnTheWallFollowsSummerTime()
{
    const WallClock clock;
    constexpr qint64 hour = 3'600'000'000;
    QCOMPARE(clock.timeOfDay(micros(u"2026-10-25T00:30:00Z"_s)), 2 * hour + hour / 2);
    QCOMPARE(clock.timeOfDay(micros(u"2026-10-25T01:30:00Z"_s)), 2 * hour + hour / 2);
    QCOMPARE(clock.timeOfDay(micros(u"2026-12-31T23:00:00Z"_s)), 0);
    QCOMPARE(clock.timeOfDay(micros(u"2026-06-30T21:59:59Z"_s)), 24 * hour - 1'000'000);
}

QTEST_GUILESS_MAIN(TestFilterTime)
#include "tst_filtertime.moc"
