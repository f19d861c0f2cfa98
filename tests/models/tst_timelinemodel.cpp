#include "tests/support/logwriter.h"
#include "ui/models/timelinemodel.h"
#include "ui/models/timelinescene.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// A log with everything that follows it.
struct Bench
{
    explicit Bench(quint64 memoryLimit = 1 << 30) : log(memoryLimit) { }
    /// Until the feed has told all.
    bool settle()
    {
        writer.flush();
        return QTest::qWaitFor([this] { return feed.end() == log.end(); }, 2000);
    }
    QStringList labels() const
    {
        QStringList list;
        for (const Lane &lane : model.lanes())
            list.append(lane.label);
        return list;
    }

    MessageLog log;
    LogWriter writer{&log};
    ExchangeLog exchanges{&log};
    LogFeed feed{&log};
    TimelineModel model{&feed, &exchanges};
};

const QByteArrayList names{"IMM_EVENT_ADD_PARTICIPANT", "IMM_EVENT_SET_PARTICIPANT_POSITION", "set_name",
    "IMM_EVENT_SET_ROOM_THEME", "call-quality", "start-talking"};

/// Rows of every kind, most of them at moments of their own.
void addAnything(LogWriter &writer, QRandomGenerator &random)
{
    writer.advance(random.bounded(3) == 0 ? 0 : random.bounded(2000));
    const int kind = random.bounded(20);
    if (kind < 16)
        writer.event(names[qMin(kind % 9, int(names.size()) - 1)]);
    else
        writer.add(std::array{MessageKind::Note, MessageKind::Request, MessageKind::Other,
            MessageKind::Malformed}[size_t(kind - 16)]);
}

/// What a lane should count, the slow way.
quint64 naiveCount(const TimelineModel &model, int lane, const TimeRange &range)
{
    quint64 count = 0;
    for (MessageId id = model.log()->first(); id < model.log()->end(); id = id + 1) {
        const qint64 time = model.log()->record(id).time;
        count += time >= range.from && time < range.until && model.laneOf(id) == lane ? 1 : 0;
    }
    return count;
}

} // namespace

class TestTimelineModel : public QObject
{
    Q_OBJECT
private slots:
    void anEmptyLogHasTheRequestsLaneAlone();
    void listedTypesComeInTheOrderOfTheGuide();
    void otherNamesComeByCountAndWithoutThePrefix();
    void everySpellingOfATypeSharesItsLane();
    void notesAndResponsesStandInNoLane();
    void malformedMessagesHaveALaneOnceTheyOccur();
    void eventsWithoutAUsableNameHaveALaneOfTheirOwn();
    void manyTypesShareOneLaneThatOpens();
    void aHundredThousandNamesStayBounded();
    void countsEqualNaiveCounts();
    void countsOfPeopleAndRoomsEqualNaiveCounts_data();
    void countsOfPeopleAndRoomsEqualNaiveCounts();
    void bandsEndWhereTheConnectionWasLost();
    void countsEqualNaiveCountsAfterTheFrontHasLeft();
    void countsOfPeopleStartAnewWhenTheFrontLeaves();
    void peopleStandUnderTheirRoomsInNaturalOrder();
    void aClosedRoomCountsAllThatIsInIt();
    void theWholeSessionIsCountedWhenPeopleAreChosen();
    void positionsAreCountedApartFromWhatElseIsSaidOfAPerson();
    void severalEventsInOnePlaceShowTheOneThatSaysMost();
    void timeStandsStillDuringAPause();
    void whatHeldOfSomebodyStandsStillDuringAPause();
    void marksMergeWhatStandsTooClose();
    void neighboursAreTheNextOnesOfTheLane();
    void requestsRunFromSendToAnswer();
    void announcesWithItsFeed();
    void timeGoesOnOnlyWhileLive();
    void theSessionKeepsItsCountsWhateverItsLength();
    void densityLosesNothing();
};

void TestTimelineModel::anEmptyLogHasTheRequestsLaneAlone()
{
    Bench bench;
    QCOMPARE(bench.labels(), QStringList{u"Requests"_s});
    QCOMPARE(bench.model.now(), 0);
    QCOMPARE(bench.model.count(0, {0, 1'000'000}), 0u);
    QVERIFY(bench.model.marks(0, LaneLayer::Facts, {0, 1'000'000}, 10).empty());
    QVERIFY(!bench.model.nearest(0, 5));
}

void TestTimelineModel::listedTypesComeInTheOrderOfTheGuide()
{
    Bench bench;
    for (const char *name :
        {"SET_NAME", "ADD_PARTICIPANT", "SET_ROOM_LAYOUT", "CREATE_ROOM", "REMOVE_PARTICIPANT"})
        bench.writer.event(QByteArray("IMM_EVENT_") + name);
    QVERIFY(bench.settle());
    QCOMPARE(bench.labels(),
        (QStringList{
            u"Requests"_s, u"Room created"_s, u"Layout changed"_s, u"Joined"_s, u"Left"_s, u"Renamed"_s}));
}

void TestTimelineModel::otherNamesComeByCountAndWithoutThePrefix()
{
    Bench bench;
    bench.writer.event("IMM_EVENT_SET_ROOM_THEME");
    for (int i = 0; i < 3; ++i)
        bench.writer.event("call-quality");
    bench.writer.event("IMM_EVENT_CREATE_ROOM");
    QVERIFY(bench.settle());
    const std::vector<Lane> &lanes = bench.model.lanes();
    QCOMPARE(lanes.size(), 4u);
    QVERIFY(lanes[2].label.contains(u"call-quality"_s));
    QCOMPARE(lanes[2].type, EventType::Custom);
    QCOMPARE(lanes[2].count, 3u);
    QVERIFY(lanes[3].label.contains(u"SET_ROOM_THEME"_s));
    QVERIFY(!lanes[3].label.contains(u"IMM_EVENT"_s));
    QCOMPARE(lanes[3].type, EventType::Unknown);
}

void TestTimelineModel::everySpellingOfATypeSharesItsLane()
{
    Bench bench;
    for (const char *name : {"IMM_EVENT_ADD_PARTICIPANT", "add_participant", "3"})
        bench.writer.event(name);
    QVERIFY(bench.settle());
    QCOMPARE(bench.labels(), (QStringList{u"Requests"_s, u"Joined"_s}));
    QCOMPARE(bench.model.lanes()[1].count, 3u);
}

void TestTimelineModel::notesAndResponsesStandInNoLane()
{
    Bench bench;
    const MessageId note = bench.writer.add(MessageKind::Note);
    const MessageId other = bench.writer.add(MessageKind::Other);
    QVERIFY(bench.settle());
    QCOMPARE(bench.model.laneOf(note), -1);
    QCOMPARE(bench.model.lanes()[size_t(bench.model.laneOf(other))].type, EventType::Custom);
}

void TestTimelineModel::malformedMessagesHaveALaneOnceTheyOccur()
{
    Bench bench;
    bench.writer.event("IMM_EVENT_CREATE_ROOM");
    QVERIFY(bench.settle());
    QVERIFY(!bench.labels().contains(u"Malformed"_s));
    const MessageId malformed = bench.writer.add(MessageKind::Malformed);
    QSignalSpy changed(&bench.model, &TimelineModel::lanesChanged);
    QVERIFY(bench.settle());
    QCOMPARE(changed.count(), 1);
    const Lane &lane = bench.model.lanes()[size_t(bench.model.laneOf(malformed))];
    QCOMPARE(lane.kind, Lane::Kind::Malformed);
}

void TestTimelineModel::eventsWithoutAUsableNameHaveALaneOfTheirOwn()
{
    Bench bench;
    bench.writer.event("");
    bench.writer.event(QByteArray(300, 'n'));
    bench.writer.event("SET_NAME");
    QVERIFY(bench.settle());
    QCOMPARE(bench.model.lanes().size(), 3u);
    QCOMPARE(bench.model.lanes().back().label, u"Other types"_s);
    QCOMPARE(bench.model.lanes().back().count, 2u);
}

void TestTimelineModel::manyTypesShareOneLaneThatOpens()
{
    Bench bench;
    for (int type = 0; type < 22; ++type)
        for (int i = 0; i <= type; ++i)
            bench.writer.event("type-" + QByteArray::number(type));
    QVERIFY(bench.settle());
    QCOMPARE(bench.model.lanes().size(), maximumTypeLanes + 1);
    QCOMPARE(bench.model.lanes().back().label, u"12 more types…"_s);
    QCOMPARE(bench.model.lanes().back().count, quint64(12 * 13 / 2));
    bench.model.toggle(int(maximumTypeLanes));
    QCOMPARE(bench.model.lanes().size(), 1u + 22u + 1u);
    QCOMPARE(bench.model.lanes().back().count, 1u);
    bench.model.toggle(int(maximumTypeLanes));
    QCOMPARE(bench.model.lanes().size(), maximumTypeLanes + 1);
}

void TestTimelineModel::aHundredThousandNamesStayBounded()
{
    Bench bench;
    for (int i = 0; i < 100'000; ++i)
        bench.writer.event("n" + QByteArray::number(i));
    QVERIFY(bench.settle());
    bench.model.toggle(int(maximumTypeLanes));
    QVERIFY(bench.model.lanes().size() < 100);
    QCOMPARE(bench.model.lanes()[maximumTypeLanes].label, u"99990 more types…"_s);
    quint64 sum = 0;
    for (const Lane &lane : bench.model.lanes())
        sum += lane.count;
    QCOMPARE(sum, 100'000u);
}

std::vector<quint32> bothLayers(const LaneBins &bins)
{
    std::vector<quint32> sums = bins.facts;
    for (size_t bin = 0; bin < bins.moves.size(); ++bin)
        sums[bin] += bins.moves[bin];
    return sums;
}

void compareWithNaive(Bench &bench, QRandomGenerator &random, quint32 seed)
{
    const qint64 start = bench.log.firstTime();
    const qint64 length = bench.log.lastTime() - start + 1;
    for (int round = 0; round < 4; ++round) {
        const qint64 from = start + qint64(random.generate64() % quint64(length)) - length / 20;
        const TimeRange range{from, from + 1 + qint64(random.generate64() % quint64(length))};
        const std::vector<qint64> edges = TimeScale{range, 60}.binEdges(20);
        const int lanes = int(bench.model.lanes().size());
        const std::vector<LaneBins> bins = bench.model.bins(edges, 0, lanes);
        for (int lane = 1; lane < lanes; ++lane) {
            const QByteArray where =
                "seed " + QByteArray::number(seed) + ", lane " + QByteArray::number(lane);
            const quint64 expected = naiveCount(bench.model, lane, range);
            QVERIFY2(bench.model.count(lane, range) == expected, where);
            QCOMPARE(quint64(bench.model.marks(lane, LaneLayer::Facts, range, 0).size()
                         + bench.model.marks(lane, LaneLayer::Moves, range, 0).size()),
                expected);
            const TimeRange covered{edges.front(), edges.back()};
            const std::vector<quint32> counts = bothLayers(bins[size_t(lane)]);
            QVERIFY2(std::accumulate(counts.begin(), counts.end(), quint64(0))
                    == naiveCount(bench.model, lane, covered),
                where);
            QCOMPARE(quint64(counts[1]), naiveCount(bench.model, lane, {edges[1], edges[2]}));
        }
    }
}

void TestTimelineModel::countsEqualNaiveCounts()
{
    for (const quint32 seed : {1u, 2u}) {
        Bench bench;
        QRandomGenerator random(seed);
        for (int i = 0; i < 3000; ++i) {
            addAnything(bench.writer, random);
            if (random.bounded(100) == 0)
                bench.writer.flush();
        }
        QVERIFY(bench.settle());
        compareWithNaive(bench, random, seed);
    }
}

/// Somebody somewhere, or nobody, or nowhere.
void chooseAnyone(LogWriter &writer, QRandomGenerator &random)
{
    const int room = random.bounded(4);
    const int person = random.bounded(5);
    writer.setPerson(room == 0 ? QByteArray() : QByteArray::number(room),
        person == 0 ? QByteArray() : "p" + QByteArray::number(person));
}

/// By what the rows say, whatever the model makes of it.
quint64 eventsOf(const MessageLog &log, const QByteArray &room, const QByteArray &participant)
{
    quint64 count = 0;
    for (MessageId id = log.first(); id < log.end(); id = id + 1) {
        const MessageKind kind = log.record(id).kind;
        const bool isEvent = kind == MessageKind::Event || kind == MessageKind::Other;
        count += isEvent && log.room(id) == room && log.participant(id) == participant ? 1 : 0;
    }
    return count;
}

void TestTimelineModel::countsOfPeopleAndRoomsEqualNaiveCounts_data()
{
    QTest::addColumn<LaneGrouping>("grouping");
    QTest::addColumn<bool>("chosenFirst");
    QTest::newRow("people, as rows come") << LaneGrouping::People << true;
    QTest::newRow("people, afterwards") << LaneGrouping::People << false;
    QTest::newRow("rooms, as rows come") << LaneGrouping::Rooms << true;
    QTest::newRow("rooms, afterwards") << LaneGrouping::Rooms << false;
}

void TestTimelineModel::countsOfPeopleAndRoomsEqualNaiveCounts()
{
    QFETCH(LaneGrouping, grouping);
    QFETCH(bool, chosenFirst);
    Bench bench;
    QRandomGenerator random(7);
    if (chosenFirst)
        bench.model.setGrouping(grouping);
    for (int i = 0; i < 12'000; ++i) {
        chooseAnyone(bench.writer, random);
        addAnything(bench.writer, random);
        if (random.bounded(100) == 0)
            bench.writer.flush();
    }
    QVERIFY(bench.settle());
    if (!chosenFirst)
        bench.model.setGrouping(grouping);
    QTRY_VERIFY(bench.model.lanes().size() > 3);
    bench.model.setRoomsOpen(false);
    compareWithNaive(bench, random, 7);
    bench.model.setRoomsOpen(true);
    compareWithNaive(bench, random, 7);
    quint64 sum = 0;
    for (const Lane &lane : bench.model.lanes()) {
        sum += lane.count;
        if (lane.kind == Lane::Kind::Person)
            QCOMPARE(lane.count, eventsOf(bench.log, lane.room, lane.participant));
    }
    QCOMPARE(sum, bench.log.size() - bench.log.count(MessageKind::Note));
}

void TestTimelineModel::countsOfPeopleStartAnewWhenTheFrontLeaves()
{
    Bench bench(1'000'000); // bytes: about one segment and a half
    bench.model.setGrouping(LaneGrouping::People);
    QRandomGenerator random(8);
    for (int i = 0; i < 40'000; ++i) {
        chooseAnyone(bench.writer, random);
        addAnything(bench.writer, random);
        if (i % 500 == 0)
            bench.writer.flush();
    }
    QVERIFY(bench.settle());
    QVERIFY(bench.log.droppedRows() > 0);
    QTRY_VERIFY(bench.model.lanes().size() > 3);
    compareWithNaive(bench, random, 8);
}

void TestTimelineModel::peopleStandUnderTheirRoomsInNaturalOrder()
{
    Bench bench;
    for (const char *person : {"10", "9"})
        for (const char *room : {"2", "conf-10", "conf-9"}) {
            bench.writer.setPerson(room, person);
            bench.writer.event("SET_NAME");
        }
    QVERIFY(bench.settle());
    bench.model.setGrouping(LaneGrouping::People);
    QTRY_COMPARE(bench.model.lanes().size(), 10u);
    QByteArrayList order;
    for (const Lane &lane : bench.model.lanes())
        order += lane.room + '/' + lane.participant;
    QCOMPARE(order,
        (QByteArrayList{"/", "2/", "2/9", "2/10", "conf-9/", "conf-9/9", "conf-9/10", "conf-10/", "conf-10/9",
            "conf-10/10"}));
}

void TestTimelineModel::aClosedRoomCountsAllThatIsInIt()
{
    Bench bench;
    bench.model.setGrouping(LaneGrouping::People);
    for (const char *person : {"", "7", "8", "8"}) {
        bench.writer.setPerson("1", person);
        bench.writer.event("SET_NAME");
    }
    QVERIFY(bench.settle());
    QTRY_COMPARE(bench.model.lanes().size(), 4u);
    QCOMPARE(bench.model.lanes()[1].count, 1u); // the room itself
    bench.model.toggle(1);
    QCOMPARE(bench.model.lanes().size(), 2u);
    QCOMPARE(bench.model.lanes()[1].count, 4u);
    QCOMPARE(bench.model.lanes()[1].people, 2);
    bench.model.toggle(1);
    QCOMPARE(bench.model.lanes().size(), 4u);
}

void TestTimelineModel::theWholeSessionIsCountedWhenPeopleAreChosen()
{
    Bench bench;
    bench.writer.setPerson("1", "7");
    const MessageId first = bench.writer.event("SET_NAME");
    QVERIFY(bench.settle());
    bench.model.setGrouping(LaneGrouping::People);
    QTRY_COMPARE(bench.model.laneOf(first), 2);
    const MessageId second = bench.writer.event("SET_NAME");
    QVERIFY(bench.settle());
    QCOMPARE(bench.model.lanes()[2].count, 2u);
    QCOMPARE(bench.model.neighbour(2, first, 1), second);
    bench.model.setGrouping(LaneGrouping::Types);
    QCOMPARE(bench.labels(), (QStringList{u"Requests"_s, u"Renamed"_s}));
}

void TestTimelineModel::positionsAreCountedApartFromWhatElseIsSaidOfAPerson()
{
    Bench bench;
    const qint64 start = bench.writer.time();
    bench.model.setGrouping(LaneGrouping::People);
    bench.writer.setPerson("1", "7");
    for (int i = 0; i < 50; ++i)
        bench.writer.event("SET_PARTICIPANT_POSITION");
    bench.writer.event("SET_PARTICIPANT_STATE");
    QVERIFY(bench.settle());
    QTRY_COMPARE(bench.model.lanes().size(), 3u);
    const TimeRange all{start, start + 1};
    QCOMPARE(bench.model.count(2, LaneLayer::Moves, all), 50u);
    QCOMPARE(bench.model.count(2, LaneLayer::Facts, all), 1u);
}

void TestTimelineModel::severalEventsInOnePlaceShowTheOneThatSaysMost()
{
    Bench bench;
    const qint64 start = bench.writer.time();
    bench.model.setGrouping(LaneGrouping::People);
    bench.writer.setPerson("1", "7");
    for (const char *name : {"SET_PARTICIPANT_SEAT", "SET_PARTICIPANT_STATE", "start-talking"})
        bench.writer.event(name);
    QVERIFY(bench.settle());
    QTRY_COMPARE(bench.model.lanes().size(), 3u);
    const auto marks = bench.model.marks(2, LaneLayer::Facts, {start, start + 1}, 10);
    QCOMPARE(marks.size(), 1u);
    QCOMPARE(marks[0].type, EventType::SetParticipantState);
    QCOMPARE(marks[0].count, 3u);
}

void TestTimelineModel::timeStandsStillDuringAPause()
{
    Bench bench;
    qint64 clock = bench.writer.time();
    bench.model.setClock([&clock] { return clock; });
    bench.writer.event("SET_NAME");
    bench.model.setLive(true);
    QVERIFY(bench.settle());
    bench.feed.setPaused(true);
    clock += 5'000'000;
    bench.writer.event("SET_NAME");
    bench.writer.flush();
    QCOMPARE(bench.model.now(), clock - 5'000'000);
    QCOMPARE(bench.model.heldBack(), 1u);
    QCOMPARE(bench.model.countEvents({0, clock + 1}), 1u);
    bench.feed.setPaused(false);
    QCOMPARE(bench.model.now(), clock);
    QCOMPARE(bench.model.countEvents({0, clock + 1}), 2u);
}

void TestTimelineModel::whatHeldOfSomebodyStandsStillDuringAPause()
{
    Bench bench;
    qint64 clock = bench.writer.time();
    bench.model.setClock([&clock] { return clock; });
    bench.model.setGrouping(LaneGrouping::People);
    bench.writer.setPerson("1", "7");
    bench.writer.event("SET_PARTICIPANT_STATE");
    bench.model.setLive(true);
    QVERIFY(bench.settle());
    QTRY_COMPARE(bench.model.lanes().size(), 3u);
    bench.feed.setPaused(true);
    const qint64 paused = bench.model.now();
    clock += 5'000'000;
    TimelineScene scene(&bench.model);
    scene.setBands([paused](const Lane &, const TimeRange &range) {
        std::vector<Band> bands{Band{.from = paused - 10, .until = paused + 1'000, .end = MessageId(9)},
            Band{.from = paused + 1'000}};
        std::erase_if(bands, [&](const Band &band) { return band.from >= range.until; });
        return bands;
    });
    scene.arrange({{paused - 1'000'000, paused + 1'000'000}, 1'000});
    const std::vector<Band> &bands = scene.lanes()[2].bands;
    QCOMPARE(bands.size(), 1u); // the other began later
    QCOMPARE(bands[0].until, 0);
    QVERIFY(!bands[0].end);
}

void TestTimelineModel::bandsEndWhereTheConnectionWasLost()
{
    Bench bench;
    qint64 clock = bench.writer.time();
    bench.model.setClock([&clock] { return clock; });
    bench.model.setGrouping(LaneGrouping::People);
    bench.writer.setPerson("1", "7");
    bench.writer.event("SET_PARTICIPANT_STATE");
    QVERIFY(bench.settle());
    QTRY_COMPARE(bench.model.lanes().size(), 3u);
    ConnectionStatus status;
    status.state = ConnectionState::Retrying;
    status.tries = 1;
    status.lostAt = clock + 1'000'000;
    clock += 5'000'000;
    TimelineScene scene(&bench.model);
    scene.setBands(
        [clock](const Lane &, const TimeRange &) { return std::vector{Band{.from = clock - 5'000'000}}; });
    const auto arranged = [&] {
        scene.arrange({{clock - 10'000'000, clock + 1'000'000}, 1'000});
        return scene.lanes()[2].bands;
    };
    QCOMPARE(arranged()[0].until, 0);
    bench.model.setConnection(status);
    QCOMPARE(arranged()[0].until, status.lostAt);
}

void TestTimelineModel::countsEqualNaiveCountsAfterTheFrontHasLeft()
{
    const quint32 seed = 4;
    Bench bench(1'000'000); // bytes: about one segment and a half
    QRandomGenerator random(seed);
    for (int i = 0; i < 40'000; ++i) {
        addAnything(bench.writer, random);
        if (i % 500 == 0)
            bench.writer.flush();
    }
    QVERIFY(bench.settle());
    QVERIFY(bench.log.droppedRows() > 0);
    compareWithNaive(bench, random, seed);
    quint64 sum = 0;
    for (const Lane &lane : bench.model.lanes())
        sum += lane.count;
    QVERIFY(sum > bench.log.size()); // of the whole session
}

void TestTimelineModel::marksMergeWhatStandsTooClose()
{
    Bench bench;
    const qint64 start = bench.writer.time();
    const MessageId first = bench.writer.event("SET_NAME");
    bench.writer.advance(5);
    const MessageId second = bench.writer.event("SET_NAME");
    bench.writer.advance(100);
    bench.writer.event("SET_NAME");
    QVERIFY(bench.settle());
    const auto judge = [&](MessageId id, const MessageRecord &) { return id == second ? 2 : 1; };
    const std::vector<EventMark> marks =
        bench.model.marks(1, LaneLayer::Facts, {start, start + 1000}, 10, judge);
    QCOMPARE(marks.size(), 2u);
    QCOMPARE(marks[0].first, first);
    QCOMPARE(marks[0].time, start);
    QCOMPARE(marks[0].count, 2u);
    QCOMPARE(marks[0].emphasis, 2);
    QCOMPARE(marks[1].emphasis, 1);
}

void TestTimelineModel::neighboursAreTheNextOnesOfTheLane()
{
    const quint32 seed = 5;
    Bench bench;
    QRandomGenerator random(seed);
    std::vector<MessageId> rare;
    for (int i = 0; i < 5000; ++i) {
        bench.writer.advance(1);
        if (random.bounded(700) == 0)
            rare.push_back(bench.writer.event("SET_NAME"));
        else
            bench.writer.event("SET_PARTICIPANT_POSITION");
    }
    QVERIFY(bench.settle());
    const int lane = bench.model.laneOf(rare.front());
    for (size_t i = 1; i < rare.size(); ++i) {
        QCOMPARE(bench.model.neighbour(lane, rare[i - 1], 1), rare[i]);
        QCOMPARE(bench.model.neighbour(lane, rare[i], -1), rare[i - 1]);
    }
    QVERIFY(!bench.model.neighbour(lane, rare.back(), 1));
    QVERIFY(!bench.model.neighbour(lane, rare.front(), -1));
    QCOMPARE(bench.model.nearest(lane, bench.log.record(rare[1]).time + 1), rare[1]);
}

void TestTimelineModel::requestsRunFromSendToAnswer()
{
    Bench bench;
    const qint64 start = bench.writer.time();
    const MessageId answered = bench.writer.add(MessageKind::Request, "get_version");
    bench.writer.advance(4'000);
    const MessageId response = bench.writer.add(MessageKind::Response, {}, "{}", MessageFlag::StatusOk);
    bench.writer.match(response, answered, 4'000);
    bench.writer.advance(10'000);
    const MessageId waiting = bench.writer.add(MessageKind::Request, "get_room_count");
    QVERIFY(bench.settle());
    const std::vector<RequestMark> marks = bench.model.requests({start, start + 100'000}, 100);
    QCOMPARE(marks.size(), 2u);
    QCOMPARE(marks[0].message, answered);
    QCOMPARE(marks[0].until, start + 4'000);
    QCOMPARE(marks[0].state, ExchangeState::Answered);
    QCOMPARE(marks[1].message, waiting);
    QCOMPARE(marks[1].until, 0);
    QCOMPARE(bench.model.laneOf(response), 0);
    // An open request that began before is still there.
    QCOMPARE(bench.model.requests({start + 50'000, start + 60'000}, 100).size(), 1u);
}

void TestTimelineModel::announcesWithItsFeed()
{
    Bench bench;
    QSignalSpy advanced(&bench.model, &TimelineModel::advanced);
    for (int i = 0; i < 200; ++i) {
        bench.writer.event("SET_NAME");
        bench.writer.flush();
    }
    QVERIFY(bench.settle());
    QVERIFY(advanced.count() <= 3);
    QCOMPARE(bench.model.lanes()[1].count, 200u);
}

void TestTimelineModel::timeGoesOnOnlyWhileLive()
{
    Bench bench;
    bench.writer.event("SET_NAME");
    QVERIFY(bench.settle());
    bench.model.setClock([&] { return bench.log.lastTime() + 7; });
    QCOMPARE(bench.model.now(), bench.log.lastTime());
    bench.model.setLive(true);
    QCOMPARE(bench.model.now(), bench.log.lastTime() + 7);
}

void TestTimelineModel::theSessionKeepsItsCountsWhateverItsLength()
{
    const quint32 seed = 6;
    QRandomGenerator random(seed);
    SessionHistogram session;
    MessageRecord record;
    record.time = 1'795'000'000'000'000;
    record.kind = MessageKind::Event;
    std::vector<qint64> times;
    for (int i = 0; i < 20'000; ++i) {
        record.time += random.bounded(2'000'000);
        times.push_back(record.time);
        session.add(record);
    }
    QVERIFY(session.size() <= SessionHistogram::binCount);
    for (size_t bin = 0; bin < session.size(); ++bin) {
        const qint64 from = session.start() + qint64(bin) * session.binLength();
        const auto expected = std::ranges::count_if(
            times, [&](qint64 time) { return time >= from && time < from + session.binLength(); });
        QCOMPARE(session.bin(bin).messages, quint64(expected));
    }
}

void TestTimelineModel::densityLosesNothing()
{
    SessionHistogram session;
    MessageRecord record;
    record.kind = MessageKind::Event;
    for (int i = 0; i < 1000; ++i) {
        record.time += 13'000;
        session.add(record);
    }
    for (const int columns : {1, 7, 383, 3000}) {
        const std::vector<double> density = session.density(record.time + 1'000'000, columns);
        QCOMPARE(int(density.size()), columns);
        QVERIFY(std::abs(std::accumulate(density.begin(), density.end(), 0.0) - 1000) < 0.001);
    }
    QVERIFY(session.density(0, 10).size() == 10);
}

QTEST_GUILESS_MAIN(TestTimelineModel)
#include "tst_timelinemodel.moc"
