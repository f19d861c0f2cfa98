#include "tests/support/logwriter.h"
#include "ui/models/quiet.h"
#include "ui/models/timelinescene.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = TimeScale::second;
/// 23 November 2026, 03:12:03.220 UTC
constexpr qint64 lost = 1'795'403'523'220'000;
const QTimeZone utc = QTimeZone::utc();

MessageRecord gapRow(qint64 until, qint64 length)
{
    MessageRecord record;
    record.time = until;
    record.code = qint32(length / 1000);
    return record;
}

ConnectionStatus statusOf(ConnectionState state, qint64 lostAt = 0, int tries = 0)
{
    ConnectionStatus status;
    status.state = state;
    status.lostAt = lostAt;
    status.tries = tries;
    return status;
}

/// A session and the timeline over it; time stands at `now`.
struct Bench
{
    Bench()
    {
        model.setClock([this] { return now; });
        writer.event("SET_NAME");
        writer.flush();
        now = writer.time();
        model.setConnection(statusOf(ConnectionState::Connected));
    }
    void pass(qint64 microseconds)
    {
        writer.advance(microseconds);
        now += microseconds;
    }

    qint64 now = 0;
    MessageLog log{1 << 30};
    LogWriter writer{&log, lost};
    ExchangeLog exchanges{&log};
    LogFeed feed{&log};
    TimelineModel model{&feed, &exchanges};
};

} // namespace

class TestSessionGaps : public QObject
{
    Q_OBJECT
private slots:
    void aGapIsLearntFromItsRow();
    void gapsAreRememberedWhenTheirRowsHaveLeft();
    void anOpenGapGrowsAndCloses();
    void timeStandsStillOnceNothingIsTriedAnyMore();
    void theRowThatClosesAGapCountsBeforeTheStatus();
    void tooManyGapsMergeWhereTheyAreClosest();
    void onlyWhatTouchesTheRangeIsGiven();
    void bandsAreNeverTooNarrowAndOnesThatTouchAreOne();
    void aBandIsFoundUnderThePointer();
    void aLabelHasRoomWhereNothingStands();
    void gapsAreToldInWords();
    void itIsQuietFromTheNewestEventOrAGapOn();
    void quietIsToldInWordsWhileTimeGoesOn();
    void stretchesBetweenEventsAndGapsAreFoundWhateverIsSeen();
    void aStretchWhoseEndIsHeldBackIsNotTold();
};

void TestSessionGaps::aGapIsLearntFromItsRow()
{
    Bench bench;
    QCOMPARE(bench.model.gaps().size(), 0u);
    bench.now += 134'384'000;
    const MessageId note = bench.writer.gap(134'384'000);
    QSignalSpy advanced(&bench.model, &TimelineModel::advanced);
    bench.writer.flush();
    QTRY_COMPARE(advanced.count(), 1);
    QCOMPARE(bench.model.gaps().closed(), (std::vector<Gap>{{lost, lost + 134'384'000, note, 134'384'000}}));
    QVERIFY(!bench.model.gaps().isOpen());
}

void TestSessionGaps::gapsAreRememberedWhenTheirRowsHaveLeft()
{
    MessageLog log(1);
    LogWriter writer(&log, lost);
    const ExchangeLog exchanges(&log);
    LogFeed feed(&log);
    const TimelineModel model(&feed, &exchanges);
    const MessageId note = writer.gap(2 * second);
    for (size_t i = 0; i < Segment::maximumRows; ++i)
        writer.event("SET_NAME");
    writer.flush();
    QVERIFY(!log.contains(note));
    QCOMPARE(model.gaps().size(), 1u);
    QCOMPARE(model.gaps().at(0, 0).length, 2 * second);
}

void TestSessionGaps::anOpenGapGrowsAndCloses()
{
    Bench bench;
    QSignalSpy advanced(&bench.model, &TimelineModel::advanced);
    bench.model.setConnection(statusOf(ConnectionState::Retrying, bench.now, 1));
    QCOMPARE(advanced.count(), 1);
    QVERIFY(bench.model.timeGoesOn());
    QVERIFY(!bench.model.isLive());
    bench.pass(3 * second);
    const Gap open = bench.model.gaps().at(0, bench.model.now());
    QVERIFY(open.isOpen());
    QCOMPARE(open.from, lost);
    QCOMPARE(open.length, 3 * second);
    bench.pass(2 * second);
    QCOMPARE(bench.model.gaps().at(0, bench.model.now()).length, 5 * second);
    bench.writer.advance(-5 * second);
    bench.writer.gap(5 * second);
    bench.writer.flush();
    bench.model.setConnection(statusOf(ConnectionState::Connected));
    QCOMPARE(bench.model.gaps().size(), 1u);
    QVERIFY(!bench.model.gaps().at(0, bench.model.now()).isOpen());
    QVERIFY(bench.model.isLive());
}

void TestSessionGaps::timeStandsStillOnceNothingIsTriedAnyMore()
{
    Bench bench;
    bench.model.setConnection(statusOf(ConnectionState::NotConnected, bench.now));
    bench.now += 3600 * second;
    QVERIFY(!bench.model.timeGoesOn());
    QCOMPARE(bench.model.now(), lost);
    QVERIFY(bench.model.gaps().isOpen());
    QCOMPARE(bench.model.gaps().at(0, bench.model.now()).length, 0);
}

void TestSessionGaps::theRowThatClosesAGapCountsBeforeTheStatus()
{
    SessionGaps gaps;
    gaps.setOpenSince(lost);
    QVERIFY(gaps.isOpen());
    gaps.add(gapRow(lost + 2'000'700, 2 * second), MessageId(7)); // its row is told in milliseconds
    QVERIFY(!gaps.isOpen());
    QCOMPARE(gaps.within({lost, lost + 10 * second}, lost + 3 * second).size(), 1u);
    gaps.setOpenSince(lost + 9 * second);
    QCOMPARE(gaps.size(), 2u);
}

void TestSessionGaps::tooManyGapsMergeWhereTheyAreClosest()
{
    SessionGaps gaps;
    gaps.add(gapRow(lost, second), MessageId(1));
    gaps.add(gapRow(lost + 3 * second, second), MessageId(2));
    for (size_t i = 2; i <= SessionGaps::maximum; ++i)
        gaps.add(gapRow(lost + qint64(i) * 100 * second, second), MessageId(i + 1));
    QCOMPARE(gaps.size(), SessionGaps::maximum);
    QCOMPARE(gaps.closed().front(), (Gap{lost - second, lost + 3 * second, MessageId(1), 2 * second, 2}));
    QCOMPARE(gaps.closed()[1].note, MessageId(3));
}

void TestSessionGaps::onlyWhatTouchesTheRangeIsGiven()
{
    SessionGaps gaps;
    for (int i = 1; i <= 5; ++i)
        gaps.add(gapRow(lost + i * 10 * second, 2 * second), MessageId(quint64(i)));
    gaps.setOpenSince(lost + 60 * second);
    const auto notes = [&](qint64 from, qint64 until) {
        std::vector<quint64> found;
        for (const Gap &gap : gaps.within({lost + from * second, lost + until * second}, lost + 70 * second))
            found.push_back(gap.note.value);
        return found;
    };
    QCOMPARE(notes(0, 7), std::vector<quint64>());
    QCOMPARE(notes(9, 18), (std::vector<quint64>{1, 2}));
    QCOMPARE(notes(49, 55), (std::vector<quint64>{5}));
    QCOMPARE(notes(50, 61), (std::vector<quint64>{5, 0}));
    QCOMPARE(notes(71, 80), std::vector<quint64>());
}

void TestSessionGaps::bandsAreNeverTooNarrowAndOnesThatTouchAreOne()
{
    SessionGaps gaps;
    gaps.add(gapRow(lost + 100 * second, second / 2), MessageId(1));
    gaps.add(gapRow(lost + 102 * second, second / 2), MessageId(2));
    gaps.add(gapRow(lost + 200 * second, 20 * second), MessageId(3));
    gaps.setOpenSince(lost + 299 * second);
    const TimeScale scale{{lost, lost + 400 * second}, 400};
    const std::vector<GapBand> bands = gapBands(gaps, scale, lost + 300 * second);
    QCOMPARE(bands.size(), 3u);
    QCOMPARE(bands[0].gap.count, 2);
    QCOMPARE(bands[0].gap.length, second);
    QVERIFY(bands[0].width() >= 6);
    QCOMPARE(bands[1].width(), 20.0);
    QCOMPARE(bands[2].until, 300.0);
    QCOMPARE(bands[2].width(), 6.0);
}

void TestSessionGaps::aBandIsFoundUnderThePointer()
{
    const std::vector<GapBand> bands{{10, 16, {}}, {18, 40, {}}};
    QCOMPARE(bandAt(bands, 12), &bands[0]);
    QCOMPARE(bandAt(bands, 8), &bands[0]);
    QCOMPARE(bandAt(bands, 39), &bands[1]);
    QVERIFY(!bandAt(bands, 60));
    QVERIFY(!bandAt({}, 60));
}

void TestSessionGaps::aLabelHasRoomWhereNothingStands()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        bench.writer.event("SET_NAME");
    bench.pass(10 * second);
    for (int i = 0; i < 300; ++i) {
        bench.writer.event("SET_PARTICIPANT_POSITION");
        bench.pass(second / 100);
    }
    bench.writer.flush();
    QTRY_COMPARE(bench.feed.end(), bench.log.end());
    TimelineScene scene(&bench.model);
    scene.arrange({{lost, lost + 20 * second}, 200});
    QVERIFY(scene.isFree(0, 0, 200));
    QVERIFY(!scene.isFree(1, 0, 20)); // the number of a mark of several takes room too
    QVERIFY(scene.isFree(1, 40, 200));
    QVERIFY(scene.lanes()[2].facts.dense);
    QVERIFY(scene.isFree(2, 20, 90));
    QVERIFY(!scene.isFree(2, 80, 110));
    QVERIFY(scene.isFree(2, 140, 190));
}

void TestSessionGaps::gapsAreToldInWords()
{
    QCOMPARE(gapLengthText(20'700), u"20 ms"_s);
    QCOMPARE(gapLengthText(2'140'000), u"2.1 s"_s);
    QCOMPARE(gapLengthText(134'384'000), u"2 min 14 s"_s);
    QCOMPARE(gapLengthText(3'780'000'000), u"1 h 3 min"_s);
    const Gap night = gapOf(gapRow(lost + 134'384'000, 134'384'000), MessageId(1));
    QCOMPARE(gapLabel(night, lost, utc), u"not connected 2 min 14 s"_s);
    QCOMPARE(gapSentence(night, lost, utc), u"Not connected 2 min 14 s, 03:12:03 to 03:14:17"_s);
    QCOMPARE(gapTimes(night, lost, utc), u"03:12:03.220 to 03:14:17.604"_s);
    QCOMPARE(gapTimes(night, lost + TimeScale::day, utc), u"Mon 03:12:03.220 to Mon 03:14:17.604"_s);
    const Gap brief = gapOf(gapRow(lost + 300'000, 300'000), MessageId(1));
    QCOMPARE(gapSentence(brief, lost, utc), u"Not connected 300 ms, 03:12:03.220 to 03:12:03.520"_s);
    const Gap open{lost, lost + second, {}, second};
    QCOMPARE(gapSentence(open, lost, utc), u"Not connected since 03:12:03"_s);
    const Gap several{lost, lost + 60 * second, MessageId(1), 12 * second, 3};
    QCOMPARE(gapSentence(several, lost, utc), u"3 gaps, not connected 12.0 s, 03:12:03 to 03:13:03"_s);
}

void TestSessionGaps::itIsQuietFromTheNewestEventOrAGapOn()
{
    Bench bench;
    QTRY_COMPARE(bench.feed.end(), bench.log.end());
    const qint64 event = bench.now;
    bench.pass(20'000'000);
    bench.writer.add(MessageKind::Request, "get_version");
    bench.writer.flush();
    QCOMPARE(bench.model.quiet(), (TimeRange{event, bench.now}));
    bench.pass(1'000'000);
    const qint64 lostAt = bench.now;
    bench.model.setConnection(statusOf(ConnectionState::Retrying, lostAt, 1));
    bench.pass(5'000'000);
    QCOMPARE(bench.model.quiet(), (TimeRange{event, lostAt}));
    bench.now += 5'000'000;
    bench.writer.gap(5'000'000);
    bench.writer.flush();
    bench.model.setConnection(statusOf(ConnectionState::Connected));
    const qint64 back = bench.now;
    bench.pass(7'000'000);
    QCOMPARE(bench.model.quiet(), (TimeRange{back, bench.now}));
    bench.model.setConnection({});
    QCOMPARE(bench.model.quiet(), (TimeRange{back, back})); // a recording ends with its last row
}

void TestSessionGaps::quietIsToldInWordsWhileTimeGoesOn()
{
    const auto clock = [](qint64 time) {
        return QDateTime::fromMSecsSinceEpoch(time / 1000).toString(u"HH:mm:ss"_s);
    };
    Bench bench;
    QTRY_COMPARE(bench.feed.end(), bench.log.end());
    const QString since = u"No events since "_s + clock(bench.now);
    bench.pass(9'000'000);
    QCOMPARE(quietLine(bench.model), QuietLine());
    bench.pass(3'000'000);
    QCOMPARE(quietLine(bench.model), (QuietLine{since, u"12 s"_s}));
    bench.pass(7'920'000'000);
    QCOMPARE(quietLine(bench.model), (QuietLine{since, u"2 h 12 min"_s}));
    QCOMPARE(quietLabel(7'932'000'000), u"no events for 2 h 12 min"_s);
    bench.feed.setPaused(true);
    QCOMPARE(quietLine(bench.model), QuietLine());
    bench.feed.setPaused(false);
    bench.model.setConnection(statusOf(ConnectionState::Retrying, bench.now, 1));
    QCOMPARE(quietLine(bench.model), (QuietLine{u"Not connected since "_s + clock(bench.now), {}}));
    bench.model.setConnection({});
    QCOMPARE(quietLine(bench.model), QuietLine());
}

namespace {

/// Rows in order: mostly events close together, sometimes long pauses, requests and gaps.
void playUnevenly(Bench &bench, QRandomGenerator &random)
{
    for (int row = 0; row < 3000; ++row) {
        bench.pass(random.bounded(100) == 0 ? random.bounded(600) * second : random.bounded(400'000));
        const int what = random.bounded(200);
        if (what == 0)
            bench.writer.gap(random.bounded(60) * second);
        else if (what < 40)
            bench.writer.add(MessageKind::Request, "get_version");
        else
            bench.writer.event("SET_NAME");
    }
    bench.writer.flush();
    bench.now = bench.writer.time();
}

/// From row to row, as one would look for them by hand.
std::vector<QuietStretch> allStretches(const MessageLog &log)
{
    std::vector<QuietStretch> found;
    QuietStretch open;
    for (MessageId id = log.first(); id < log.end(); id = id + 1) {
        const MessageRecord &row = log.record(id);
        if (!row.isEvent() && !row.isGap())
            continue;
        open.range.until = row.time - row.gapLength();
        if (open.after && open.range.length() >= shortestQuiet)
            found.push_back(open);
        open = {{row.time, 0}, row.isEvent() ? id : open.after};
    }
    return found;
}

} // namespace

void TestSessionGaps::stretchesBetweenEventsAndGapsAreFoundWhateverIsSeen()
{
    Bench bench;
    QRandomGenerator random(7);
    playUnevenly(bench, random);
    QTRY_COMPARE(bench.feed.end(), bench.log.end());
    const std::vector<QuietStretch> all = allStretches(bench.log);
    QVERIFY(all.size() > 10);
    const qint64 session = bench.now - lost;
    for (int look = 0; look < 500; ++look) {
        const qint64 length = second + random.generate64() % (look % 2 == 0 ? session : session / 100);
        const qint64 from = lost - length / 2 + random.generate64() % session;
        const TimeScale scale{{from, from + length}, 1000};
        std::vector<QuietStretch> expected = all;
        std::erase_if(expected, [&](const QuietStretch &each) {
            const qint64 seen =
                std::min(each.range.until, scale.range.until) - std::max(each.range.from, from);
            return seen < std::llround(150 * scale.perPixel());
        });
        QCOMPARE(quietStretches(bench.model, scale, 150), expected);
    }
}

void TestSessionGaps::aStretchWhoseEndIsHeldBackIsNotTold()
{
    Bench bench;
    QTRY_COMPARE(bench.feed.end(), bench.log.end());
    const TimeScale scale{{lost, lost + 120 * second}, 1000};
    bench.pass(20 * second);
    bench.feed.setPaused(true);
    bench.writer.event("SET_NAME");
    bench.pass(20 * second);
    bench.writer.gap(second);
    bench.writer.flush();
    QCOMPARE(bench.model.gaps().size(), 1u); // it is known already
    QVERIFY(quietStretches(bench.model, scale, 100).empty());
    bench.feed.setPaused(false);
    QTRY_COMPARE(quietStretches(bench.model, scale, 100).size(), 2u);
}

QTEST_GUILESS_MAIN(TestSessionGaps)
#include "tst_sessiongaps.moc"
