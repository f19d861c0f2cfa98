#include "tests/support/logwriter.h"
#include "ui/models/keptlook.h"

#include <QRandomGenerator>
#include <QTest>

using namespace console;

namespace {

constexpr qint64 mergeWithin = 3'000; // microseconds

/// A session that goes on, and somebody who looks at it again and again.
struct Bench
{
    explicit Bench(quint64 memoryLimit = 1 << 30) : log(memoryLimit) { }

    bool goOn(int rows)
    {
        static const QByteArrayList names{"IMM_EVENT_ADD_PARTICIPANT", "IMM_EVENT_SET_PARTICIPANT_POSITION",
            "set_name", "IMM_EVENT_SET_PARTICIPANT_POSITION"};
        for (int row = 0; row < rows; ++row) {
            writer.advance(random.bounded(3) == 0 ? 0 : random.bounded(2000)); // several at one moment
            writer.setPerson(QByteArray::number(random.bounded(3)), QByteArray::number(random.bounded(20)));
            writer.event(names[random.bounded(names.size())]);
        }
        writer.flush();
        return QTest::qWaitFor([this] { return feed.end() == log.end(); }, 5000);
    }
    /// As while following, with a little room on the right.
    TimeRange newest(qint64 length) const
    {
        const qint64 until = log.lastTime() + length / 15;
        return {until - length, until};
    }
    bool binsAreAsCountedAnew(const TimeRange &range, int first, int last)
    {
        const std::vector<qint64> edges = TimeScale{range, 600}.binEdges(3);
        const std::vector<LaneBins> anew = model.bins(edges, first, last);
        return std::ranges::equal(kept.bins(edges), anew, [](const LaneBins &left, const LaneBins &right) {
            return left.facts == right.facts && left.moves == right.moves;
        });
    }
    bool marksAreAsReadAnew(const TimeRange &range, int first, int last)
    {
        std::vector<MarkQuery> queries;
        for (int lane = first; lane < last; ++lane)
            queries.push_back({lane, LaneLayer::Facts, range.from - range.from % 700'000});
        std::vector<std::vector<EventMark>> anew(queries.size());
        model.addMarks(anew, queries, log.first(), range.until, mergeWithin);
        return std::ranges::equal(kept.marks(queries, range.until, mergeWithin, {}), anew,
            [](const auto &left, const auto &right) { return std::ranges::equal(left, right, isSame); });
    }
    static bool isSame(const EventMark &left, const EventMark &right)
    {
        return left.first == right.first && left.time == right.time && left.count == right.count
            && left.type == right.type;
    }
    /// At all lanes but the first, or at some of them.
    bool looksTheSame(const TimeRange &range)
    {
        const int last = int(model.lanes().size());
        const int first = random.bounded(8) == 0 ? qMin(2, last) : qMin(1, last);
        kept.begin(first, last);
        return binsAreAsCountedAnew(range, first, last) && marksAreAsReadAnew(range, first, last);
    }

    MessageLog log;
    LogWriter writer{&log};
    ExchangeLog exchanges{&log};
    LogFeed feed{&log};
    TimelineModel model{&feed, &exchanges};
    KeptLook kept{&model};
    QRandomGenerator random{7};
};

} // namespace

class TestKeptLook : public QObject
{
    Q_OBJECT
private slots:
    void followingFindsWhatLookingAnewFinds_data();
    void followingFindsWhatLookingAnewFinds();
    void anyOtherLookFindsItToo();
    void rowsThatLeaveAreNotCountedAnyMore();
    void ofAnotherGroupingNothingIsKept();
    void rowsOfTheNewestMomentAreStillCounted();
};

void TestKeptLook::followingFindsWhatLookingAnewFinds_data()
{
    QTest::addColumn<LaneGrouping>("grouping");
    QTest::newRow("types") << LaneGrouping::Types;
    QTest::newRow("people") << LaneGrouping::People;
}

void TestKeptLook::followingFindsWhatLookingAnewFinds()
{
    QFETCH(LaneGrouping, grouping);
    Bench bench;
    bench.model.setGrouping(grouping);
    for (int step = 0; step < 60; ++step) {
        QVERIFY(bench.goOn(1 + bench.random.bounded(200)));
        QVERIFY(bench.looksTheSame(bench.newest(2'000'000)));
    }
}

void TestKeptLook::anyOtherLookFindsItToo()
{
    Bench bench;
    QVERIFY(bench.goOn(5000));
    const qint64 length = bench.log.lastTime() - bench.log.firstTime();
    for (int step = 0; step < 60; ++step) {
        QVERIFY(bench.goOn(bench.random.bounded(2) * 50));
        const qint64 from = bench.log.firstTime() + qint64(bench.random.generate64() % quint64(length));
        const qint64 shown = bench.random.bounded(2) == 0 ? 1'000'000 : 1 + bench.random.bounded(3'000'000);
        QVERIFY(bench.looksTheSame({from, from + shown}));
        QVERIFY(bench.looksTheSame({from + 5'000, from + shown + 5'000}));
        QVERIFY(bench.looksTheSame({from - 9'000, from + shown - 9'000}));
    }
}

void TestKeptLook::rowsThatLeaveAreNotCountedAnyMore()
{
    Bench bench(0); // one segment stays
    for (int step = 0; step < 20; ++step) {
        QVERIFY(bench.goOn(3000));
        QVERIFY(bench.looksTheSame(bench.newest(20'000'000)));
    }
    QVERIFY(bench.log.leftRows() > 0);
}

void TestKeptLook::ofAnotherGroupingNothingIsKept()
{
    Bench bench;
    QVERIFY(bench.goOn(5000));
    for (const LaneGrouping grouping : {LaneGrouping::People, LaneGrouping::Types, LaneGrouping::Rooms,
             LaneGrouping::People, LaneGrouping::Types}) {
        bench.model.setGrouping(grouping);
        QTRY_VERIFY(bench.model.lanes().size() > 3);
        QVERIFY(bench.looksTheSame(bench.newest(2'000'000)));
    }
}

void TestKeptLook::rowsOfTheNewestMomentAreStillCounted()
{
    Bench bench;
    QVERIFY(bench.goOn(500));
    const TimeRange range{bench.log.lastTime() - 1'000'000, bench.log.lastTime() + 1};
    QVERIFY(bench.looksTheSame(range));
    for (int i = 0; i < 5; ++i) {
        bench.writer.event("set_name"); // at the very moment of the last one
        QVERIFY(bench.goOn(0));
        QVERIFY(bench.looksTheSame(range));
    }
}

QTEST_GUILESS_MAIN(TestKeptLook)
#include "tst_keptlook.moc"
