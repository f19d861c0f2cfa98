#include "ui/models/timescale.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

qint64 at(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch() * 1000;
}

TimeScale scale(const QString &from, qint64 length, int width = 1200)
{
    return {{at(from), at(from) + length}, width};
}

QStringList labels(const std::vector<Tick> &ticks)
{
    QStringList list;
    for (const Tick &tick : ticks)
        list.append(tick.label);
    return list;
}

} // namespace

class TestTimeScale : public QObject
{
    Q_OBJECT
private slots:
    void aTimeComesBackFromItsPixel();
    void zoomingKeepsTheTimeUnderThePointer();
    void zoomingStaysWithinItsLimits();
    void panningMovesByPixels();
    void ticksStandAtRoundTimesAndFarEnoughApart_data();
    void ticksStandAtRoundTimesAndFarEnoughApart();
    void ticksAreNeverCrowdedNorMissing();
    void midnightBearsTheDate();
    void ticksFollowTheZone();
    void binsStandStillWhilePanning();
    void binsCoverTheWholeRange();
    void followingEndsALittleAfterNow();
    void wordsForDatesClocksAndDelay();
};

void TestTimeScale::aTimeComesBackFromItsPixel()
{
    const TimeScale view = scale(u"2026-11-23T14:31:47Z"_s, 30 * TimeScale::second);
    QCOMPARE(view.xOf(view.range.from), 0.0);
    QCOMPARE(view.xOf(view.range.until), 1200.0);
    QCOMPARE(view.timeAt(view.xOf(view.range.from + 12'345'678)), view.range.from + 12'345'678);
}

void TestTimeScale::zoomingKeepsTheTimeUnderThePointer()
{
    const quint32 seed = 42;
    QRandomGenerator random(seed);
    for (int i = 0; i < 2000; ++i) {
        const qint64 length = 2'000 + qint64(random.generate64() % quint64(300 * TimeScale::day));
        const TimeScale view = scale(u"2026-11-23T14:31:47Z"_s, length);
        const double x = random.bounded(1200);
        const double factor = 0.5 + random.generateDouble();
        const TimeScale zoomed{view.zoomedAt(x, factor), view.width};
        const double moved = std::abs(zoomed.xOf(view.timeAt(x)) - x);
        QVERIFY2(moved < 1.5, qPrintable(u"seed %1, round %2: moved by %3"_s.arg(seed).arg(i).arg(moved)));
    }
}

void TestTimeScale::zoomingStaysWithinItsLimits()
{
    const TimeScale view = scale(u"2026-11-23T14:31:47Z"_s, TimeScale::minute);
    QCOMPARE(view.zoomedAt(600, 1e-12).length(), TimeScale::minimumLength);
    QCOMPARE(view.zoomedAt(600, 1e12).length(), TimeScale::maximumLength);
}

void TestTimeScale::panningMovesByPixels()
{
    const TimeScale view = scale(u"2026-11-23T14:31:47Z"_s, 12 * TimeScale::second);
    QCOMPARE(view.panned(-100).from, view.range.from - TimeScale::second);
    QCOMPARE(view.panned(-100).length(), view.range.length());
}

void TestTimeScale::ticksStandAtRoundTimesAndFarEnoughApart_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("seconds") << 22 * TimeScale::second
                             << QStringList{u"14:31:50"_s, u"14:31:55"_s, u"14:32:00"_s, u"14:32:05"_s};
    QTest::newRow("milliseconds") << qint64(300'000)
                                  << QStringList{u"14:31:47.0"_s, u"14:31:47.1"_s, u"14:31:47.2"_s};
    QTest::newRow("microseconds") << qint64(3'000)
                                  << QStringList{u"14:31:47.000"_s, u"14:31:47.001"_s, u"14:31:47.002"_s};
    QTest::newRow("hours") << 12 * TimeScale::hour
                           << QStringList{u"15:00"_s, u"18:00"_s, u"21:00"_s, u"Tue 24 Nov"_s};
    QTest::newRow("days") << 3 * TimeScale::day
                          << QStringList{u"Tue 24 Nov"_s, u"Wed 25 Nov"_s, u"Thu 26 Nov"_s};
}

void TestTimeScale::ticksStandAtRoundTimesAndFarEnoughApart()
{
    QFETCH(qint64, length);
    QFETCH(QStringList, expected);
    const TimeScale view = scale(u"2026-11-23T14:31:47Z"_s, length, 400);
    QCOMPARE(labels(view.ticks(84, QTimeZone::utc())), expected);
}

void TestTimeScale::ticksAreNeverCrowdedNorMissing()
{
    const quint32 seed = 7;
    QRandomGenerator random(seed);
    for (int i = 0; i < 500; ++i) {
        const double power = 3 + random.generateDouble() * 10.5; // 1 ms to 1 year
        const TimeScale view = scale(u"2026-11-23T14:31:47Z"_s, qint64(std::pow(10.0, power)));
        const std::vector<Tick> ticks = view.ticks(90, QTimeZone::utc());
        QVERIFY2(ticks.size() >= 3, qPrintable(u"seed %1: only %2 ticks"_s.arg(seed).arg(ticks.size())));
        for (size_t t = 1; t < ticks.size(); ++t)
            QVERIFY(view.xOf(ticks[t].time) - view.xOf(ticks[t - 1].time) >= 89.9);
    }
}

void TestTimeScale::midnightBearsTheDate()
{
    const TimeScale view = scale(u"2026-11-23T23:59:50Z"_s, 20 * TimeScale::second);
    const std::vector<Tick> ticks = view.ticks(90, QTimeZone::utc());
    const auto midnight = std::ranges::find_if(ticks, &Tick::startsDay);
    QVERIFY(midnight != ticks.end());
    QCOMPARE(midnight->label, u"Tue 24 Nov"_s);
    QCOMPARE(midnight->time, at(u"2026-11-24T00:00:00Z"_s));
    QCOMPARE(std::ranges::count_if(ticks, &Tick::startsDay), 1);
}

void TestTimeScale::ticksFollowTheZone()
{
    const QTimeZone india(5 * 3600 + 1800);
    const TimeScale view = scale(u"2026-11-23T14:10:00Z"_s, 6 * TimeScale::hour);
    const std::vector<Tick> ticks = view.ticks(150, india);
    QCOMPARE(ticks.front().label, u"20:00"_s);
    QCOMPARE(ticks.front().time, at(u"2026-11-23T14:30:00Z"_s));
}

void TestTimeScale::binsStandStillWhilePanning()
{
    const TimeScale view = scale(u"2026-11-23T14:31:47.123Z"_s, 30 * TimeScale::second);
    const TimeScale moved{view.panned(17.4), view.width};
    const std::vector<qint64> before = view.binEdges(3);
    const std::vector<qint64> after = moved.binEdges(3);
    const auto common = std::ranges::find(before, after[1]);
    QVERIFY(common != before.end());
    QVERIFY(std::equal(common, before.end(), after.begin() + 1));
}

void TestTimeScale::binsCoverTheWholeRange()
{
    for (const qint64 length : {qint64(1'000), TimeScale::second, 3 * TimeScale::day}) {
        const TimeScale view = scale(u"2026-11-23T14:31:47.123Z"_s, length);
        const std::vector<qint64> edges = view.binEdges(3);
        QVERIFY(edges.front() <= view.range.from);
        QVERIFY(edges.back() >= view.range.until);
        QVERIFY(edges.size() <= 403);
        QVERIFY(std::ranges::is_sorted(edges));
    }
}

void TestTimeScale::followingEndsALittleAfterNow()
{
    const TimeRange range = followed({0, 100'000}, 5'000'000);
    QCOMPARE(range.length(), 100'000);
    QVERIFY(range.until > 5'000'000);
    QVERIFY(range.from < 5'000'000);
}

void TestTimeScale::wordsForDatesClocksAndDelay()
{
    const qint64 time = at(u"2026-11-23T14:32:07.418Z"_s);
    QCOMPARE(dateAndZone(time, QTimeZone::utc()), u"Mon 23 Nov, UTC"_s);
    QCOMPARE(dateAndZone(time, QTimeZone(3600)), u"Mon 23 Nov, UTC+1"_s);
    QCOMPARE(dateAndZone(time, QTimeZone(-12600)), u"Mon 23 Nov, UTC\u22123:30"_s);
    QCOMPARE(clockText(time, QTimeZone::utc()), u"14:32:07.418"_s);
    QCOMPARE(behindText(time, time), u"Live"_s);
    QCOMPARE(behindText(time, time + 9'400'000), u"9 s behind"_s);
    QCOMPARE(behindText(time, time + 3 * TimeScale::hour), u"3 h behind"_s);
}

QTEST_GUILESS_MAIN(TestTimeScale)
#include "tst_timescale.moc"
