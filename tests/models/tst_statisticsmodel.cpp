#include "tests/support/statisticsbench.h"
#include "ui/models/statisticssheets.h"

#include <QRandomGenerator>

#include <map>
#include <numeric>
#include <set>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

using test::second;
using test::start;

using Bench = test::StatisticsBench;

const QByteArrayList names{"IMM_EVENT_SET_PARTICIPANT_POSITION", "set_participant_position",
    "IMM_EVENT_ADD_PARTICIPANT", "IMM_EVENT_SET_ROOM_THEME", "call-quality"};
const QByteArrayList commands{"get_version", "get_room_count", "set_participant_state"};

/// Requests that wait for their answers, and everything else.
class RandomSession
{
public:
    RandomSession(LogWriter *writer, quint32 seed) : m_writer(writer), m_random(seed) { }

    void add(int rows)
    {
        for (int row = 0; row < rows; ++row)
            addRow();
    }

private:
    void addRow()
    {
        m_writer->advance(
            m_random.bounded(60) == 0 ? m_random.bounded(30'000'000) : m_random.bounded(90'000));
        const int kind = m_random.bounded(20);
        m_writer->setPerson(kind % 7 == 0 ? "" : QByteArray::number(m_random.bounded(4)),
            kind % 5 == 0 ? "" : QByteArray::number(m_random.bounded(30)));
        if (kind == 0)
            m_writer->add(MessageKind::Malformed);
        else if (kind == 1)
            m_open.append(m_writer->add(MessageKind::Request, commands[m_random.bounded(commands.size())]));
        else if (kind == 2 && !m_open.isEmpty())
            answer(m_open.takeAt(m_random.bounded(m_open.size())));
        else
            m_writer->event(names[m_random.bounded(names.size())]);
    }
    void answer(MessageId request)
    {
        const MessageFlag flag = m_random.bounded(4) == 0 ? MessageFlag::StatusError : MessageFlag::StatusOk;
        m_writer->match(
            m_writer->add(MessageKind::Response, {}, "{}", flag), request, m_random.bounded(1, 3'000'000));
    }

    LogWriter *m_writer;
    QRandomGenerator m_random;
    QList<MessageId> m_open;
};

/// What is counted of one part, the slow way.
struct NaiveCount
{
    quint64 count = 0;
    qint64 last = 0;
    std::map<qint64, quint32> seconds;

    quint32 peak() const
    {
        quint32 most = 0;
        for (const auto &[time, events] : seconds)
            most = std::max(most, events);
        return most;
    }
};
using NaiveCounts = std::map<QByteArray, NaiveCount>;

QByteArray keyOf(const MessageLog &log, MessageId id, EventGrouping grouping)
{
    if (grouping == EventGrouping::Type)
        return eventGroup(log.name(id));
    if (grouping == EventGrouping::Room)
        return log.room(id);
    return log.participant(id).isEmpty() ? QByteArray() : log.room(id) + '/' + log.participant(id);
}

QByteArray keyOf(const StatisticsModel &model, const EventPart &part, EventGrouping grouping)
{
    const MessageLog &log = *model.session()->log();
    if (grouping == EventGrouping::Type)
        return model.groups().name(part.group);
    const QByteArray room = log.string(part.room);
    return grouping == EventGrouping::Room ? room
        : part.participant                 ? room + '/' + log.string(part.participant)
                                           : QByteArray();
}

template <typename Visitor>
void visitRows(const MessageLog &log, const TimeRange &range, Visitor visitor)
{
    for (MessageId id = log.first(); id < log.end(); id = id + 1)
        if (log.record(id).time >= range.from && log.record(id).time < range.until)
            visitor(id, log.record(id));
}

NaiveCounts naiveCounts(const MessageLog &log, const TimeRange &range, EventGrouping grouping)
{
    NaiveCounts counts;
    visitRows(log, range, [&](MessageId id, const MessageRecord &record) {
        if (record.kind != MessageKind::Event)
            return;
        NaiveCount &count = counts[keyOf(log, id, grouping)];
        ++count.count;
        count.last = record.time;
        ++count.seconds[record.time / second];
    });
    return counts;
}

void compareParts(const StatisticsModel &model, EventGrouping grouping)
{
    NaiveCounts naive = naiveCounts(*model.session()->log(), model.range(), grouping);
    for (const EventPart &part : model.events().parts(grouping)) {
        const NaiveCount expected = naive[keyOf(model, part, grouping)];
        QCOMPARE(part.events.count(), expected.count);
        QCOMPARE(part.events.last(), expected.last);
        QCOMPARE(part.events.peak(), expected.peak());
        const auto &bins = part.events.bins();
        QCOMPARE(std::accumulate(bins.begin(), bins.end(), quint64(0)), expected.count);
    }
    QCOMPARE(model.events().parts(grouping).size(), naive.size());
}

/// Nearest rank, by its definition: the smallest value such that so many per cent are not above it.
qint64 naivePercentile(const std::vector<qint64> &values, int percent)
{
    for (const qint64 value : std::set<qint64>(values.begin(), values.end())) {
        const auto notAbove =
            std::count_if(values.begin(), values.end(), [=](qint64 v) { return v <= value; });
        if (size_t(notAbove) * 100 >= values.size() * size_t(percent))
            return value;
    }
    return -1;
}

void compareRequests(const StatisticsModel &model, const QByteArray &name, const CommandCount &count)
{
    const MessageLog &log = *model.session()->log();
    std::vector<qint64> latencies;
    quint64 sent = 0;
    quint64 waiting = 0;
    quint64 refused = 0;
    for (const Exchange &exchange : model.session()->exchanges()->exchanges()) {
        const qint64 time = log.record(exchange.request).time;
        if (time < model.range().from || time >= model.range().until
            || (!name.isEmpty() && log.name(exchange.request) != name))
            continue;
        ++sent;
        waiting += !exchange.response;
        refused += exchange.response && log.record(exchange.response).has(MessageFlag::StatusError);
        if (exchange.response)
            latencies.push_back(exchange.latency);
    }
    QCOMPARE(count.sent, sent);
    QCOMPARE(count.waiting, waiting);
    QCOMPARE(count.refused, refused);
    for (const int percent : {1, 50, 95, 100})
        QCOMPARE(count.latencies.percentile(percent), naivePercentile(latencies, percent));
}

void compareAll(const StatisticsModel &model)
{
    for (const EventGrouping grouping :
        {EventGrouping::Type, EventGrouping::Room, EventGrouping::Participant})
        compareParts(model, grouping);
    compareRequests(model, {}, model.requests().all());
    for (const CommandCount &command : model.requests().commands())
        compareRequests(model, model.session()->log()->string(command.command), command);
    quint64 malformed = 0;
    visitRows(*model.session()->log(), model.range(),
        [&](MessageId, const MessageRecord &record) { malformed += record.kind == MessageKind::Malformed; });
    QCOMPARE(model.events().malformed(), malformed);
}

TimeRange randomRange(QRandomGenerator &random, const TimeRange &session)
{
    const auto moment = [&] {
        return session.from - 20 * second + qint64(random.bounded(double(session.length() + 40 * second)));
    };
    const qint64 left = moment();
    const qint64 right = moment();
    return {std::min(left, right), std::max(left, right) + 1};
}

} // namespace

class tst_StatisticsModel : public QObject
{
    Q_OBJECT
private slots:
    void countsEqualANaiveCountInEveryScope_data();
    void countsEqualANaiveCountInEveryScope();
    void theWholeSessionIsCountedOnWhileItGrows();
    void whatLeftTheLogIsStillCounted();
    void aRangeEndsWithTheSession();
    void whatWasMeasuredElsewhereIsShownNext();
    void ratesCountTheTimeConnected();
    void theRateOfNowIsThatOfThePause();
    void nothingIsCountedForNobody();
    void whatCameBareIsACustomEventHereAndInTheTimeline();
    void nothingMovesWhilePaused();
    void whoLooksDuringAPauseSeesWhatCameBeforeIt();
    void aMeasuredRangeThatIsGivenUpGivesTheWholeSession();
    void binsDoubleWithoutLosingEvents();
};

void tst_StatisticsModel::countsEqualANaiveCountInEveryScope_data()
{
    QTest::addColumn<quint32>("seed");
    for (const quint32 seed : {1U, 2U, 3U})
        QTest::addRow("seed %u", seed) << seed;
}

void tst_StatisticsModel::countsEqualANaiveCountInEveryScope()
{
    QFETCH(quint32, seed);
    Bench bench;
    RandomSession(&bench.writer, seed).add(4000);
    QVERIFY(bench.settle());
    compareAll(bench.statistics);
    const TimeRange session = bench.statistics.range();
    QRandomGenerator random(seed);
    for (int i = 0; i < 6; ++i) {
        const StatisticsScope scope =
            i % 2 == 0 ? StatisticsScope::VisibleRange : StatisticsScope::MeasuredRange;
        bench.statistics.setScope(StatisticsScope::WholeSession);
        bench.models.navigator.setVisibleRange(randomRange(random, session));
        bench.models.navigator.setMeasuredRange(randomRange(random, session));
        QVERIFY(bench.choose(scope));
        const TimeRange chosen = scope == StatisticsScope::VisibleRange
            ? bench.models.navigator.visibleRange()
            : bench.models.navigator.measuredRange();
        QCOMPARE(bench.statistics.range().from, std::clamp(chosen.from, session.from, session.until));
        QCOMPARE(
            bench.statistics.range().until, std::max(session.from, std::min(chosen.until, session.until)));
        compareAll(bench.statistics);
        if (QTest::currentTestFailed())
            return;
    }
}

void tst_StatisticsModel::theWholeSessionIsCountedOnWhileItGrows()
{
    Bench bench;
    RandomSession random(&bench.writer, 7);
    for (int piece = 0; piece < 3; ++piece) {
        random.add(500);
        QVERIFY(bench.settle());
        compareAll(bench.statistics);
    }
}

void tst_StatisticsModel::whatLeftTheLogIsStillCounted()
{
    Bench bench(Session::Options{.memoryLimit = 0}); // one segment stays
    for (int batch = 0; batch < 4; ++batch) {
        for (int i = 0; i < 16'000; ++i)
            bench.writer.event("IMM_EVENT_SET_NAME");
        bench.writer.flush();
    }
    bench.writer.advance(second);
    bench.writer.event("IMM_EVENT_SET_NAME");
    QVERIFY(bench.settle());
    QVERIFY(bench.session.log()->leftRows() > 0);
    QCOMPARE(bench.statistics.events().all().count(), quint64(64'001));
}

void tst_StatisticsModel::aRangeEndsWithTheSession()
{
    Bench bench;
    bench.writer.event("a");
    bench.writer.advance(10 * second);
    bench.writer.event("b");
    QVERIFY(bench.settle());
    bench.models.navigator.setVisibleRange({start + 5 * second, start + 3600 * second});
    QVERIFY(bench.choose(StatisticsScope::VisibleRange));
    QCOMPARE(bench.statistics.events().all().count(), quint64(1));
    QCOMPARE(bench.statistics.range(), (TimeRange{start + 5 * second, start + 10 * second + 1}));
    QCOMPARE(qRound(bench.statistics.eventsPerSecond() * 1000), 200);
}

void tst_StatisticsModel::whatWasMeasuredElsewhereIsShownNext()
{
    Bench bench;
    bench.models.navigator.setMeasuredRange({start, start + second});
    QCOMPARE(bench.statistics.scope(), StatisticsScope::WholeSession); // somebody looks at it
    bench.statistics.setShown(false);
    bench.models.navigator.setMeasuredRange({start, start + 2 * second});
    QCOMPARE(bench.statistics.scope(), StatisticsScope::MeasuredRange);
    bench.models.navigator.setMeasuredRange({});
    QCOMPARE(bench.statistics.scope(), StatisticsScope::WholeSession);
}

void tst_StatisticsModel::ratesCountTheTimeConnected()
{
    Bench bench;
    bench.writer.add(MessageKind::Note, {}, "Connecting to wss://engage.example.net:9002");
    bench.writer.advance(12 * second);
    bench.writer.opening();
    for (int event = 0; event < 40; ++event) {
        bench.writer.advance(second / 10);
        bench.writer.event("a");
    }
    bench.writer.gap(6 * second);
    QVERIFY(bench.settle());
    QCOMPARE(bench.statistics.range().length(), 22 * second + 1);
    QCOMPARE(bench.statistics.connectedTime(), 4 * second + 1);
    QCOMPARE(qRound(bench.statistics.eventsPerSecond() * 1000), 10'000);
    QCOMPARE(bench.models.timeline.gaps().closed().front().until, start + 12 * second);
}

void tst_StatisticsModel::theRateOfNowIsThatOfThePause()
{
    Bench bench;
    qint64 now = start;
    bench.models.timeline.setClock([&now] { return now; });
    ConnectionStatus connected;
    connected.state = ConnectionState::Connected;
    bench.models.timeline.setConnection(connected);
    bench.writer.event("a");
    bench.writer.event("a");
    bench.writer.flush();
    QTRY_COMPARE(bench.models.feed.end(), bench.session.log()->end());
    bench.models.navigator.setPaused(true);
    for (int event = 0; event < 100; ++event) {
        bench.writer.advance(second / 10);
        bench.writer.event("a");
    }
    bench.writer.flush();
    QCOMPARE(bench.statistics.eventsPerSecondNow(), 1.0);
    QCOMPARE(statisticsFigures(bench.statistics).front().label, u"events per second, paused"_s);
}

void tst_StatisticsModel::nothingIsCountedForNobody()
{
    Bench bench;
    bench.statistics.setShown(false);
    QSignalSpy changed(&bench.statistics, &StatisticsModel::changed);
    bench.writer.event("a");
    bench.writer.flush();
    QTRY_COMPARE(bench.models.feed.end(), bench.session.log()->end());
    QVERIFY(!changed.wait(600));
    bench.statistics.setShown(true);
    QVERIFY(changed.wait(5000));
    QCOMPARE(bench.statistics.events().all().count(), quint64(1));
}

void tst_StatisticsModel::whatCameBareIsACustomEventHereAndInTheTimeline()
{
    Bench bench;
    bench.writer.setPerson("1", "7");
    bench.writer.event("IMM_EVENT_CUSTOM");
    bench.writer.add(MessageKind::Other, "start-talking");
    bench.writer.add(MessageKind::Other);
    bench.writer.event("IMM_EVENT_SET_NAME");
    QVERIFY(bench.settle());
    const EventTally &events = bench.statistics.events();
    const TimelineModel &timeline = bench.models.timeline;
    const auto &parts = events.parts(EventGrouping::Type);
    const auto custom = std::ranges::find(parts, quint16(EventType::Custom), &EventPart::group);
    QVERIFY(custom != parts.end());
    QCOMPARE(custom->events.count(), quint64(3));
    QCOMPARE(timeline.lanes()[size_t(timeline.laneOf(MessageId(1)))].count, quint64(3));
    QCOMPARE(events.all().count(), quint64(4));
    QCOMPARE(timeline.countEvents(bench.statistics.range()), quint64(4));
    QCOMPARE(events.parts(EventGrouping::Participant).front().events.count(), quint64(4));
}

void tst_StatisticsModel::nothingMovesWhilePaused()
{
    Bench bench;
    bench.writer.event("a");
    QVERIFY(bench.settle());
    bench.models.navigator.setPaused(true);
    QSignalSpy changed(&bench.statistics, &StatisticsModel::changed);
    bench.writer.event("b");
    bench.writer.flush();
    QVERIFY(!changed.wait(700));
    bench.models.navigator.setPaused(false);
    QVERIFY(changed.wait(5000));
    QCOMPARE(bench.statistics.events().all().count(), quint64(2));
}

void tst_StatisticsModel::whoLooksDuringAPauseSeesWhatCameBeforeIt()
{
    Bench bench;
    bench.statistics.setShown(false);
    bench.writer.event("a");
    bench.writer.add(MessageKind::Request, "get_version");
    bench.writer.advance(second);
    bench.writer.event("b");
    bench.writer.flush();
    QTRY_COMPARE(bench.models.feed.end(), bench.session.log()->end());
    bench.models.navigator.setPaused(true);
    bench.writer.advance(second);
    bench.writer.event("c");
    bench.writer.flush();
    QSignalSpy changed(&bench.statistics, &StatisticsModel::changed);
    bench.statistics.setShown(true);
    QVERIFY(changed.wait(5000));
    QCOMPARE(bench.statistics.events().all().count(), quint64(2));
    QCOMPARE(bench.statistics.requests().all().sent, quint64(1));
    QVERIFY(bench.statistics.range().length() > 0);
    bench.models.navigator.setMeasuredRange({start - 1, start + 1});
    bench.statistics.setScope(StatisticsScope::MeasuredRange);
    QTRY_COMPARE(bench.statistics.events().all().count(), quint64(1));
    bench.models.navigator.setMeasuredRange({start - 1, start + 10 * second}); // chosen by the user, too
    QTRY_COMPARE(bench.statistics.events().all().count(), quint64(2));
}

void tst_StatisticsModel::aMeasuredRangeThatIsGivenUpGivesTheWholeSession()
{
    Bench bench;
    bench.writer.event("a");
    QVERIFY(bench.settle());
    bench.models.navigator.setMeasuredRange({start - 2, start - 1});
    QVERIFY(bench.choose(StatisticsScope::MeasuredRange));
    QCOMPARE(bench.statistics.events().all().count(), quint64(0));
    bench.models.navigator.setMeasuredRange({});
    QCOMPARE(bench.statistics.scope(), StatisticsScope::WholeSession);
    QTRY_COMPARE(bench.statistics.events().all().count(), quint64(1));
}

void tst_StatisticsModel::binsDoubleWithoutLosingEvents()
{
    EventTally tally;
    EventGroups groups;
    std::vector<MessageRecord> rows;
    for (int i = 0; i < 3000; ++i)
        rows.push_back({.time = start + i * 3 * second, .kind = MessageKind::Event});
    tally.add(rows.data(), rows.size(), groups);
    const auto &bins = tally.all().bins();
    QVERIFY(bins.size() <= EventTally::binCount);
    QCOMPARE(tally.binLength(), 32 * second);
    QCOMPARE(std::accumulate(bins.begin(), bins.end(), quint64(0)), quint64(3000));
    for (size_t bin = 0; bin + 1 < bins.size(); ++bin)
        QVERIFY(bins[bin] == 10 || bins[bin] == 11);
}

QTEST_GUILESS_MAIN(tst_StatisticsModel)
#include "tst_statisticsmodel.moc"
