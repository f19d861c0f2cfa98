#include "lib/simulator/life.h"
#include "lib/simulator/population.h"
#include "lib/simulator/simulatoroptions.h"

#include <QSet>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr qint64 second = 1'000'000;

SimulatorOptions optionsOf(int rate, quint64 seed, int participants = 16)
{
    SimulatorOptions options;
    options.rate = rate;
    options.seed = seed;
    options.participants = participants;
    return options;
}

RoomEvents lived(const SimulatorOptions &options, int seconds, qint64 stride = 5'000)
{
    Conference conference;
    Life life(options, conference);
    RoomEvents all;
    for (qint64 time = 0; time < seconds * second; time += stride) {
        const RoomEvents events = life.advance(stride);
        all.insert(all.end(), events.begin(), events.end());
    }
    return all;
}

double shareOfMoves(const RoomEvents &events)
{
    const auto moves = std::count_if(events.begin(), events.end(),
        [](const RoomEvent &event) { return event.type == EventType::SetParticipantPosition; });
    return double(moves) / double(events.size());
}

} // namespace

class TestSimulatorLife : public QObject
{
    Q_OBJECT

private slots:
    void theSeedFixesTheSequence();
    void anotherSeedGivesAnotherSequence();
    void thePaceOfTheClockDoesNotChangeTheSequence();
    void theRateIsKept_data();
    void theRateIsKept();
    void everythingHappensWithinAMinute_data();
    void everythingHappensWithinAMinute();
    void mostEventsAreMovesAtHighRates();
    void peopleWalkAndDoNotJump();
    void whoStartsTalkingTalksForSecondsAndStops();
    void whoIsMutedIsUnmutedLater();
    void lifeGoesOnWhateverClientsTakeAway();
    void nobodyMovesWhereNobodyIs();
    void theFirstSixteenAreTheKnownOnes();
    void namesAndIdsAreUnique();
};

void TestSimulatorLife::theSeedFixesTheSequence()
{
    QCOMPARE(lived(optionsOf(200, 7), 60), lived(optionsOf(200, 7), 60));
}

void TestSimulatorLife::anotherSeedGivesAnotherSequence()
{
    QVERIFY(lived(optionsOf(200, 7), 5) != lived(optionsOf(200, 8), 5));
}

void TestSimulatorLife::thePaceOfTheClockDoesNotChangeTheSequence()
{
    const RoomEvents even = lived(optionsOf(500, 7), 20, 5'000);
    const RoomEvents uneven = lived(optionsOf(500, 7), 20, 160'000);
    const size_t shared = std::min(even.size(), uneven.size());
    QVERIFY(shared > 9'900);
    QVERIFY(std::equal(even.begin(), even.begin() + qsizetype(shared), uneven.begin()));
}

void TestSimulatorLife::theRateIsKept_data()
{
    QTest::addColumn<int>("rate");
    for (const int rate : {1, 20, 333, 20'000, 100'000})
        QTest::addRow("%d", rate) << rate;
}

void TestSimulatorLife::theRateIsKept()
{
    QFETCH(const int, rate);
    const int seconds = rate > 1000 ? 2 : 60;
    const double expected = double(rate) * seconds;
    const double events = double(lived(optionsOf(rate, 3), seconds).size());
    QVERIFY2(
        std::abs(events - expected) <= std::max(10.0, expected * 0.01), qPrintable(QString::number(events)));
}

void TestSimulatorLife::everythingHappensWithinAMinute_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void TestSimulatorLife::everythingHappensWithinAMinute()
{
    QFETCH(const quint64, seed);
    const RoomEvents events = lived(optionsOf(20, seed), 60);
    for (int type = 1; type < eventTypeCount; ++type) {
        const auto isOfType = [type](const RoomEvent &event) { return int(event.type) == type; };
        QVERIFY2(std::any_of(events.begin(), events.end(), isOfType), groupOf(EventType(type)).data());
    }
    QVERIFY(shareOfMoves(events) > 0.6);
}

void TestSimulatorLife::mostEventsAreMovesAtHighRates()
{
    const double share = shareOfMoves(lived(optionsOf(20'000, 1), 5));
    QVERIFY2(share > 0.85 && share < 0.95, qPrintable(QString::number(share)));
}

void TestSimulatorLife::peopleWalkAndDoNotJump()
{
    std::map<std::pair<int, int>, Point> seen;
    int walked = 0;
    for (const RoomEvent &event : lived(optionsOf(100, 5), 120)) {
        const std::pair who(event.room, event.participant);
        if (event.type == EventType::SetParticipantPosition) {
            QVERIFY(event.place.azimuth >= -180 && event.place.azimuth <= 180);
            const Point &point = event.place.position;
            if (const auto before = seen.find(who); before != seen.end()) {
                const double step = std::hypot(point.x - before->second.x, point.z - before->second.z);
                QVERIFY2(step < 60, qPrintable(QString::number(step)));
                walked += step > 0;
            }
            seen[who] = point;
        } else if (event.type == EventType::SetParticipantSeat) {
            seen[who] = event.place.position;
        } else if (event.type == EventType::AddParticipant) {
            seen.erase(who);
        }
    }
    QVERIFY(walked > 1000);
}

void TestSimulatorLife::whoStartsTalkingTalksForSecondsAndStops()
{
    constexpr int rate = 100;
    const RoomEvents events = lived(optionsOf(rate, 2), 120);
    std::map<std::pair<int, int>, size_t> since;
    int finished = 0;
    for (size_t i = 0; i < events.size(); ++i) {
        const RoomEvent &event = events[i];
        if (event.type != EventType::Custom)
            continue;
        const std::pair who(event.room, event.participant);
        if (event.members.at(0).value == "\"start-talking\"") {
            QVERIFY(!since.contains(who));
            since[who] = i;
        } else {
            QVERIFY(since.contains(who));
            QVERIFY(i - since[who] < 11 * rate);
            finished += i - since[who] > 3 * rate / 2;
            since.erase(who);
        }
    }
    QVERIFY(finished > 10);
    QVERIFY(since.size() <= 8);
}

void TestSimulatorLife::whoIsMutedIsUnmutedLater()
{
    std::map<std::pair<int, int>, int> muted;
    int unmuted = 0;
    const RoomEvents events = lived(optionsOf(100, 2), 180);
    for (const RoomEvent &event : events) {
        if (event.type != EventType::SetParticipantState || event.control != int(Control::Mute))
            continue;
        int &state = muted[{event.room, event.participant}];
        unmuted += state == 1 && event.value == 0;
        state = event.value;
    }
    QVERIFY(unmuted > 5);
}

void TestSimulatorLife::lifeGoesOnWhateverClientsTakeAway()
{
    Conference conference;
    Life life(optionsOf(1000, 4), conference);
    Random random(4);
    for (int i = 0; i < 400; ++i) {
        life.advance(100'000);
        RoomEvents events;
        const int room = random.between(1, 6);
        switch (random.below(4)) {
        case 0:
            conference.destroyRoom(room, events);
            break;
        case 1:
            conference.createRoom(room, events);
            break;
        case 2:
            conference.addParticipant(room, i, u"Client's"_s, {}, events);
            break;
        default:
            conference.removeParticipant(room, room * 100 + random.below(9), events);
        }
        life.notice(events);
    }
    QVERIFY(!conference.rooms().empty());
}

void TestSimulatorLife::nobodyMovesWhereNobodyIs()
{
    for (const RoomEvent &event : lived(optionsOf(1000, 1, 0), 2))
        QVERIFY(event.type != EventType::SetParticipantPosition || event.room > 4);
    SimulatorOptions empty = optionsOf(1000, 1, 0);
    empty.rooms = 0;
    QVERIFY(lived(empty, 10).empty());
}

void TestSimulatorLife::theFirstSixteenAreTheKnownOnes()
{
    Conference conference;
    populate(conference, {});
    QCOMPARE(conference.rooms().size(), size_t(4));
    QCOMPARE(conference.room(1)->participants.size(), size_t(8));
    QCOMPARE(conference.participant(1, 101)->name, u"Amara Okafor"_s);
    QCOMPARE(conference.participant(1, 108)->name, u"Stage feed"_s);
    QCOMPARE(conference.participant(1, 108)->type(), ParticipantType::SourceOnly);
    QCOMPARE(conference.participant(2, 204)->name, u"Luca Bianchi"_s);
    QCOMPARE(conference.participant(3, 303)->name, u"Olga Petrova"_s);
    QCOMPARE(conference.participant(4, 401)->name, u"Sven Holm"_s);
    QCOMPARE(conference.participant(4, 401)->type(), ParticipantType::ListenerOnly);
}

void TestSimulatorLife::namesAndIdsAreUnique()
{
    SimulatorOptions options = optionsOf(20, 1, 3000);
    options.rooms = 7;
    Conference conference;
    populate(conference, options);
    QSet<QString> names;
    QSet<int> ids;
    for (const auto &[number, room] : conference.rooms()) {
        for (const auto &[id, participant] : room.participants) {
            names += participant.name;
            ids += id;
        }
    }
    QCOMPARE(names.size(), 3000);
    QCOMPARE(ids.size(), 3000);
}

QTEST_APPLESS_MAIN(TestSimulatorLife)
#include "tst_simulatorlife.moc"
