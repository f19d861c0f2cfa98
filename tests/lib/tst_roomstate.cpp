#include "lib/protocol/jsontext.h"
#include "lib/rooms/roomstate.h"
#include "lib/simulator/commands.h"
#include "lib/simulator/conference.h"
#include "lib/simulator/idform.h"
#include "lib/simulator/messagewriter.h"
#include "lib/simulator/request.h"
#include "tests/support/batchbuilder.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <set>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    void received(const QByteArray &text) { log.append(builder.after(1'000'000).received(text).take()); }
    void answered(const QByteArray &request, const QByteArray &rest = {}, const QByteArray &status = "OK")
    {
        builder.after(1'000'000).sent(request);
        builder.received("{\"Status\":\"" + status + "\",\"Request\":" + request + rest + "}");
        log.append(builder.take());
    }
    void gap(qint64 microseconds) { log.append(builder.after(microseconds).gap(microseconds).take()); }
    void joined(int id, int type = 1)
    {
        received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":%1,"name":"P%1","type":%2})"_ba
                     .replace("%1", QByteArray::number(id))
                     .replace("%2", QByteArray::number(type)));
    }
    void muted(int id, int value)
    {
        received(
            R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":%1,"control":2,"value":%2})"_ba
                .replace("%1", QByteArray::number(id))
                .replace("%2", QByteArray::number(value)));
    }
    ToldValue of(const QByteArray &participant, Aspect aspect) const
    {
        return state.value("1", participant, aspect);
    }
    std::vector<Band> bands(const QByteArray &participant, qint64 from = 0,
        qint64 until = std::numeric_limits<qint64>::max()) const
    {
        std::vector<Band> found;
        state.forEachBand("1", participant, from, until, [&](const Band &band) { found.push_back(band); });
        return found;
    }
    MessageId last() const { return MessageId(log.end().value - 1); }

    MessageLog log{1'000'000'000};
    RoomDirectory rooms{&log};
    RoomState state{&log, &rooms};
    BatchBuilder builder;
};

} // namespace

class tst_RoomState : public QObject
{
    Q_OBJECT
private slots:
    void whatWasNeverToldIsNotSeen();
    void aValueSaysWhichMessageToldIt();
    void sayingItAgainConfirmsAndChangesNothing();
    void anAnswerTellsTheValueThatWasAskedFor();
    void aRequestCountsOnceItWasAnsweredOk();
    void aStateForAllReachesThoseWhoHaveTheControl();
    void talkingIsHeardInEveryForm_data();
    void talkingIsHeardInEveryForm();
    void aBareActionOfSomebodyInTwoRoomsIsNobodys();
    void bandsBeginAndEndWithTheirMessages();
    void bandsEndWhereNobodyListens();
    void afterAGapValuesWaitToBeConfirmed();
    void aNewLayoutUnseatsEverybody();
    void whoWalksLeavesTheSeatAndWhoTurnsKeepsIt();
    void whoComesBackBringsNothingAlong();
    void theValueBeforeAMessageIsKnown();
    void thePlaceBeforeAMessageIsFoundInTheLog();
    void whoHadTheIdBeforeLeavesNoPlaceBehind_data();
    void whoHadTheIdBeforeLeavesNoPlaceBehind();
    void anUnreadableValueIsNotKnown();
    void anEventThatNamesNobodyLeavesNothingCertain();
    void aPlaceOutlivesItsMessage();
    void aPlaceThatNobodyCouldReadIsLostWithItsMessage();
    void aPlaceThatOnlyARecordingHoldsIsLostWithItsMessage();
    void aMessageWithoutAPlaceSaysNone();
    void aSeatToldAfterAMoveOutlivesIt();
    void aStateForThousandsLeavesThemInDoubt();
    void anAnswerAfterItsEventsUndoesNothing();
    void everyDoubtCounts();
    void whatWasDroppedLeavesNothingCertain();
    void historiesStayBounded();
    void theFoldEqualsTheSimulator_data();
    void theFoldEqualsTheSimulator();
};

void tst_RoomState::whatWasNeverToldIsNotSeen()
{
    Bench bench;
    QVERIFY(!bench.of("7", Aspect::Mute));
    bench.joined(7);
    QVERIFY(!bench.of("7", Aspect::Mute));
    QVERIFY(!bench.of("7", Aspect::Seat));
    QVERIFY(!bench.of("7", Aspect::Talking));
    QVERIFY(!bench.state.place("1", "7"));
    QVERIFY(!bench.state.value("1", {}, Aspect::Layout));
    QVERIFY(bench.bands("7").empty());
}

void tst_RoomState::aValueSaysWhichMessageToldIt()
{
    Bench bench;
    bench.joined(7);
    bench.muted(7, 1);
    const ToldValue mute = bench.of("7", Aspect::Mute);
    QVERIFY(mute && mute.isConfirmed && !mute.isProbable);
    QCOMPARE(mute.value, 1.0);
    QCOMPARE(mute.by, bench.last());
    QCOMPARE(mute.since, bench.log.record(bench.last()).time);
    QCOMPARE(bench.of("7", Aspect::Type).value, 1.0);
    QCOMPARE(bench.of("7", Aspect::Type).by, MessageId(1));
    QCOMPARE(bench.of("7", Aspect::Present).value, 1.0);
    bench.received(R"({"Event":7,"room_id":1,"participant_id":7,"control":2,"value":0})");
    QCOMPARE(bench.of("7", Aspect::Mute).value, 0.0);
    QVERIFY(bench.of("7", Aspect::Mute).isProbable);
}

void tst_RoomState::sayingItAgainConfirmsAndChangesNothing()
{
    Bench bench;
    bench.muted(7, 1);
    QSignalSpy changed(&bench.rooms, &RoomDirectory::stateChanged);
    bench.muted(7, 1);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(bench.of("7", Aspect::Mute).by, MessageId(1));
    QCOMPARE(bench.of("7", Aspect::Mute).saidBy, MessageId(2));
    bench.muted(7, 0);
    QCOMPARE(changed.size(), 1);
}

void tst_RoomState::anAnswerTellsTheValueThatWasAskedFor()
{
    Bench bench;
    bench.answered(R"({"Command":"get_participant_state","room_id":1,"participant_id":7,"control":12})",
        R"(,"Value":65)");
    QCOMPARE(bench.of("7", aspectOf(12)).value, 65.0);
    QCOMPARE(bench.of("7", aspectOf(12)).by, bench.last());
    bench.answered(R"({"Command":"get_participant_seat","room_id":1,"participant_id":7})",
        R"(,"id":3,"x":1.0,"y":0.0,"z":2.0,"azimuth_heading":90.0,"elevation_heading":0.0)");
    QCOMPARE(bench.of("7", Aspect::Seat).value, 3.0);
    QCOMPARE(bench.state.place("1", "7").place.place.azimuth, 90.0);
    bench.answered(R"({"Command":"get_participant_position","room_id":1,"participant_id":7})",
        R"(,"x":5.0,"y":0.0,"z":2.0,"azimuth_heading":90.0,"elevation_heading":0.0)");
    QCOMPARE(bench.state.place("1", "7").place.place.position.x, 5.0);
    bench.answered(R"({"Command":"get_participant_configuration","room_id":1,"participant_id":7})",
        R"(,"input_sampling_rate":16000,"input_number_channels":2,"type":3)");
    QCOMPARE(bench.of("7", Aspect::SamplingRate).value, 16000.0);
    QCOMPARE(bench.of("7", Aspect::Channels).value, 2.0);
    QCOMPARE(bench.of("7", Aspect::Type).value, 3.0);
    bench.answered(R"({"Command":"get_room_layout","room_id":1})", R"(,"value":4)");
    QCOMPARE(bench.state.value("1", {}, Aspect::Layout).value, 4.0);
}

void tst_RoomState::aRequestCountsOnceItWasAnsweredOk()
{
    const QByteArray request =
        R"({"Command":"set_participant_state","room_id":1,"participant_id":7,"control":2,"value":1})";
    Bench bench;
    bench.joined(7);
    bench.answered(request, {}, "ERROR");
    QVERIFY(!bench.of("7", Aspect::Mute));
    bench.answered(request);
    QCOMPARE(bench.of("7", Aspect::Mute).value, 1.0);
    QCOMPARE(bench.of("7", Aspect::Mute).by, bench.last());
}

void tst_RoomState::aStateForAllReachesThoseWhoHaveTheControl()
{
    Bench bench;
    bench.joined(1, 1);
    bench.joined(2, 2);
    bench.joined(3, 3);
    bench.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":4,"name":"of unknown type"})");
    bench.received(R"({"Event":"SET_NAME","room_id":2,"participant_id":5,"name":"elsewhere"})");
    bench.received(R"({"Event":"SET_ALL_PARTICIPANTS_STATE","room_id":1,"control":2,"value":1})");
    QCOMPARE(bench.of("1", Aspect::Mute).value, 1.0);
    QCOMPARE(bench.of("2", Aspect::Mute).value, 1.0);
    QVERIFY(!bench.of("3", Aspect::Mute)); // a listener has no microphone
    QCOMPARE(bench.of("4", Aspect::Mute).by, bench.last());
    QVERIFY(!bench.state.value("2", "5", Aspect::Mute));
}

void tst_RoomState::talkingIsHeardInEveryForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("bare") << QByteArray(R"({"participant_id":"7","action":"%-talking"})");
    QTest::newRow("bare, with the room")
        << QByteArray(R"({"room_id":1,"participant_id":7,"action":"%-talking"})");
    QTest::newRow("nested") << QByteArray(
        R"({"Event":"IMM_EVENT_CUSTOM","values":{"room_id":1,"participant_id":7,"action":"%-talking"}})");
    QTest::newRow("flat") << QByteArray(
        R"({"Event":"custom_event","values":"%-talking","room_id":1,"participant_id":7,"action":"%-talking"})");
    QTest::newRow("as the event") << QByteArray(R"({"Event":"%-talking","room_id":1,"participant_id":7})");
    QTest::newRow("as the event, without a room")
        << QByteArray(R"({"Event":"%-talking","values":{"participant_id":7}})");
    QTest::newRow("a number") << QByteArray(
        R"({"Event":11,"values":{"room_id":1,"participant_id":7,"action":"%-talking"}})");
    QTest::newRow("escaped") << QByteArray(
        R"({"Event":"custom_event","values":{"room_id":1,"participant_id":7,"action":"%\u002dtalking"}})");
}

void tst_RoomState::talkingIsHeardInEveryForm()
{
    QFETCH(QByteArray, text);
    Bench bench;
    bench.joined(7);
    bench.received(QByteArray(text).replace('%', "start"));
    QCOMPARE(bench.of("7", Aspect::Talking).value, 1.0);
    QCOMPARE(bench.of("7", Aspect::Talking).by, MessageId(2));
    bench.received(QByteArray(text).replace('%', "stop"));
    QVERIFY(bench.of("7", Aspect::Talking));
    QCOMPARE(bench.of("7", Aspect::Talking).value, 0.0);
    QCOMPARE(bench.bands("7").size(), 1);
}

void tst_RoomState::aBareActionOfSomebodyInTwoRoomsIsNobodys()
{
    Bench bench;
    bench.joined(7);
    bench.received(R"({"participant_id":"7","action":"start-talking"})");
    QVERIFY(bench.of("7", Aspect::Talking).isProbable);
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":2,"participant_id":7})");
    bench.received(R"({"participant_id":"7","action":"stop-talking"})");
    QCOMPARE(bench.of("7", Aspect::Talking).value, 1.0);
    QVERIFY(!bench.state.value("2", "7", Aspect::Talking));
    bench.received(R"({"Event":"REMOVE_PARTICIPANT","room_id":2,"participant_id":7})");
    bench.received(R"({"participant_id":"7","action":"stop-talking"})");
    QCOMPARE(bench.of("7", Aspect::Talking).value, 0.0);
}

void tst_RoomState::bandsBeginAndEndWithTheirMessages()
{
    Bench bench;
    bench.joined(7); // 1
    bench.muted(7, 1); // 2
    bench.muted(7, 1);
    bench.muted(7, 0); // 4
    bench.received(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":7,"control":13,"value":2})");
    bench.received(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":7,"control":13,"value":3})");
    const std::vector<Band> bands = bench.bands("7");
    QCOMPARE(bands.size(), 3);
    QCOMPARE(bands[0].kind, Band::Kind::Muted);
    QCOMPARE(bands[0].begin, MessageId(2));
    QCOMPARE(bands[0].end, MessageId(4));
    QCOMPARE(bands[0].until - bands[0].from, 2'000'000);
    QCOMPARE(bands[1].number, 2);
    QCOMPARE(bands[1].end, bands[2].begin);
    QCOMPARE(bands[2].number, 3);
    QCOMPARE(bands[2].until, 0);
    QVERIFY(!bands[2].end);
    QCOMPARE(bench.bands("7", bands[0].from + 1, bands[0].until).size(), 1);
    QCOMPARE(bench.bands("7", bands[0].until, bands[1].from).size(), 0);
    QCOMPARE(bench.bands("7", bands[2].from + 5, bands[2].from + 6).size(), 1);
    bench.received(R"({"Event":"DESTROY_ROOM","room_id":1})");
    QCOMPARE(bench.bands("7")[2].end, bench.last());
}

void tst_RoomState::bandsEndWhereNobodyListens()
{
    Bench bench;
    bench.muted(7, 1);
    bench.gap(60'000'000);
    const MessageId gap = bench.last();
    QCOMPARE(bench.bands("7").size(), 1);
    QCOMPARE(bench.bands("7")[0].end, gap);
    QCOMPARE(bench.bands("7")[0].until, bench.log.record(gap).time - 60'000'000);
    bench.muted(7, 1);
    QCOMPARE(bench.bands("7").size(), 2);
    QCOMPARE(bench.bands("7")[1].begin, bench.last());
    QVERIFY(!bench.bands("7")[1].end);
}

void tst_RoomState::afterAGapValuesWaitToBeConfirmed()
{
    Bench bench;
    bench.muted(7, 1);
    bench.muted(8, 1);
    QSignalSpy changed(&bench.rooms, &RoomDirectory::stateChanged);
    bench.gap(60'000'000);
    QCOMPARE(changed.size(), 1);
    QVERIFY(bench.of("7", Aspect::Mute));
    QVERIFY(!bench.of("7", Aspect::Mute).isConfirmed);
    QVERIFY(!bench.state.isConfirmed(MessageId(1)));
    bench.answered(
        R"({"Command":"get_participant_state","room_id":1,"participant_id":7,"control":2})", R"(,"value":1)");
    QVERIFY(bench.of("7", Aspect::Mute).isConfirmed);
    QVERIFY(!bench.of("8", Aspect::Mute).isConfirmed);
    QVERIFY(bench.state.valueBefore("1", "7", Aspect::Mute, MessageId(3)).isConfirmed);
}

void tst_RoomState::aNewLayoutUnseatsEverybody()
{
    const QByteArray seat =
        R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat":{"id":%,"position":{"x":1,"y":0,"z":0}}})";
    Bench bench;
    bench.received(QByteArray(seat).replace('%', "4"));
    QCOMPARE(bench.of("7", Aspect::Seat).value, 4.0);
    QVERIFY(bench.state.place("1", "7"));
    QVERIFY(!bench.state.place("1", "7").place.hasHeading);
    bench.received(R"({"Event":"SET_ROOM_LAYOUT","room_id":1,"layout_id":2})");
    QVERIFY(!bench.of("7", Aspect::Seat));
    QVERIFY(!bench.state.place("1", "7"));
    bench.received(QByteArray(seat).replace('%', "5"));
    QCOMPARE(bench.of("7", Aspect::Seat).value, 5.0);
    bench.answered(R"({"Command":"get_room_layout","room_id":1})", R"(,"value":2)");
    QVERIFY(bench.of("7", Aspect::Seat));
    bench.answered(R"({"Command":"get_room_layout","room_id":1})", R"(,"value":3)");
    QVERIFY(!bench.of("7", Aspect::Seat));
}

void tst_RoomState::whoWalksLeavesTheSeatAndWhoTurnsKeepsIt()
{
    const QByteArray moved =
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":%,"y":0.0,"z":0.0,"azimuth_heading":9.0,"elevation_heading":0.0})";
    Bench bench;
    bench.received(
        R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat_id":4,"x":1.0,"y":0.0,"z":0.0})");
    bench.received(QByteArray(moved).replace('%', "1.0"));
    QCOMPARE(bench.of("7", Aspect::Seat).value, 4.0);
    QVERIFY(bench.of("7", Aspect::Seat).isConfirmed);
    QCOMPARE(bench.state.place("1", "7").by, bench.last());
    QCOMPARE(bench.state.place("1", "7").place.place.azimuth, 9.0);
    bench.received(QByteArray(moved).replace('%', "2.0"));
    QCOMPARE(bench.of("7", Aspect::Seat).value, double(notSeated));
    QVERIFY(bench.of("7", Aspect::Seat).isProbable);
    QCOMPARE(bench.of("7", Aspect::Seat).by, bench.last());
}

void tst_RoomState::whoComesBackBringsNothingAlong()
{
    Bench bench;
    bench.joined(7);
    bench.muted(7, 1);
    bench.received(R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":7})");
    QVERIFY(!bench.of("7", Aspect::Mute));
    QCOMPARE(bench.of("7", Aspect::Present).value, 0.0);
    bench.joined(7);
    QVERIFY(!bench.of("7", Aspect::Mute));
    bench.muted(7, 1);
    bench.joined(7); // the leaving between was not seen
    QVERIFY(!bench.of("7", Aspect::Mute));
    QCOMPARE(bench.bands("7").size(), 2);
}

void tst_RoomState::theValueBeforeAMessageIsKnown()
{
    Bench bench;
    bench.joined(7); // 1
    bench.muted(7, 0); // 2
    bench.muted(7, 1); // 3
    bench.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":7,"name":"Ben"})"); // 4
    QVERIFY(!bench.state.valueBefore("1", "7", Aspect::Mute, MessageId(2)));
    const ToldValue before = bench.state.valueBefore("1", "7", Aspect::Mute, MessageId(3));
    QCOMPARE(before.value, 0.0);
    QCOMPARE(before.by, MessageId(2));
    QCOMPARE(before.since, bench.log.record(MessageId(2)).time);
    QCOMPARE(bench.state.valueBefore("1", "7", Aspect::Mute, MessageId(4)).value, 1.0);
    QCOMPARE(bench.state.nameBefore("1", "7", MessageId(4)).name, u"P7"_s);
    QCOMPARE(bench.state.nameBefore("1", "7", MessageId(4)).by, MessageId(1));
    QVERIFY(!bench.state.nameBefore("1", "7", MessageId(1)).by);
}

void tst_RoomState::thePlaceBeforeAMessageIsFoundInTheLog()
{
    const QByteArray moved =
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":%,"x":%,"y":0,"z":0})";
    Bench bench;
    bench.received(QByteArray(moved).replace('%', "7"));
    for (int i = 0; i < 20'000; ++i)
        bench.builder.received(QByteArray(moved).replace('%', "8"));
    bench.log.append(bench.builder.take());
    bench.muted(7, 1);
    const ToldPlace place = bench.state.placeBefore(bench.last());
    QVERIFY(place);
    QCOMPARE(place.by, MessageId(1));
    QCOMPARE(place.place.place.position.x, 7.0);
    QVERIFY(!bench.state.placeBefore(MessageId(1)));
}

void tst_RoomState::whoHadTheIdBeforeLeavesNoPlaceBehind_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("left") << QByteArray(R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":7})");
    QTest::newRow("room destroyed") << QByteArray(R"({"Event":"DESTROY_ROOM","room_id":1})");
    QTest::newRow("another joins") << QByteArray(
        R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7,"name":"Elif"})");
}

void tst_RoomState::whoHadTheIdBeforeLeavesNoPlaceBehind()
{
    QFETCH(QByteArray, end);
    Bench bench;
    bench.joined(7);
    bench.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":1,"y":0,"z":2})");
    bench.muted(7, 0);
    QVERIFY(bench.state.placeBefore(bench.last()));
    bench.received(end);
    bench.joined(7);
    QVERIFY(!bench.state.placeBefore(bench.last()));
    bench.muted(7, 1);
    QVERIFY(!bench.state.placeBefore(bench.last()));
    QVERIFY(!bench.state.place("1", "7"));
    bench.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":3,"y":0,"z":4})");
    bench.muted(7, 0);
    QCOMPARE(bench.state.placeBefore(bench.last()).place.place.position.x, 3.0);
}

void tst_RoomState::anUnreadableValueIsNotKnown()
{
    Bench bench;
    bench.muted(7, 1);
    bench.received(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":7,"control":2,"value":"louder"})");
    QVERIFY(!bench.of("7", Aspect::Mute));
    for (const char *odd : {"\"nan\"", "\"inf\"", "1e999", "null", "{}", "\"\""}) {
        bench.muted(7, 1);
        bench.received(
            R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":7,"control":2,"value":)"_ba + odd
            + "}");
        QVERIFY2(!bench.of("7", Aspect::Mute), odd);
    }
    bench.received(R"({"Event":"SET_ROOM_LAYOUT","room_id":1,"layout_id":-1e300})");
    QCOMPARE(bench.state.value("1", {}, Aspect::Layout).value, -1e300);
    bench.received(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":7,"control":2.5,"value":1})");
    QVERIFY(!bench.of("7", Aspect::Mute));
    bench.received(
        R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":7,"control":"IMM_CONTROL_MUTE_ENABLE","value":true})");
    QCOMPARE(bench.of("7", Aspect::Mute).value, 1.0);
}

void tst_RoomState::anEventThatNamesNobodyLeavesNothingCertain()
{
    Bench bench;
    bench.muted(7, 1);
    bench.received(R"({"Event":"IMM_EVENT_CUSTOM","values":"hello"})");
    QVERIFY(bench.of("7", Aspect::Mute).isConfirmed);
    bench.received(R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":0})");
    QVERIFY(!bench.of("7", Aspect::Mute).isConfirmed);
}

void tst_RoomState::aPlaceOutlivesItsMessage()
{
    MessageLog log(1);
    RoomDirectory rooms(&log);
    const RoomState state(&log, &rooms);
    BatchBuilder builder;
    builder.received(
        R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat_id":4,"x":1,"y":0,"z":0})");
    builder.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":2,"y":0,"z":0})");
    log.append(builder.take());
    while (log.contains(MessageId(2))) {
        for (int i = 0; i < 5'000; ++i)
            builder.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":8,"name":"A"})");
        log.append(builder.take());
    }
    QVERIFY(state.place("1", "7"));
    QCOMPARE(state.place("1", "7").place.place.position.x, 2.0);
    QCOMPARE(state.place("1", "7").by, MessageId(2));
    QCOMPARE(state.value("1", "7", Aspect::Seat).value, double(notSeated));
}

namespace {

/// Appends until a message has left a log that holds next to nothing.
void pushOut(MessageId message, MessageLog &log, BatchBuilder &builder)
{
    while (log.contains(message)) {
        for (int i = 0; i < 5'000; ++i)
            builder.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":8,"name":"A"})");
        log.append(builder.take());
    }
}

} // namespace

void tst_RoomState::aPlaceThatNobodyCouldReadIsLostWithItsMessage()
{
    MessageLog log(1);
    RoomDirectory rooms(&log);
    const RoomState state(&log, &rooms);
    BatchBuilder builder;
    builder.received(
        R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat_id":4,"x":1,"y":0,"z":0})");
    builder.received(R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7})");
    log.append(builder.take());
    pushOut(MessageId(2), log, builder);
    pushOut(MessageId(log.end().value - 1), log, builder); // rows leave again: nothing points at those gone
    QVERIFY(!rooms.participant("1", "7")->movedBy);
    QVERIFY(!state.place("1", "7").by);
    QVERIFY(!state.value("1", "7", Aspect::Seat));
}

void tst_RoomState::aPlaceThatOnlyARecordingHoldsIsLostWithItsMessage()
{
    Bench bench;
    bench.log.setRecordedTextLimit(0);
    bench.received(
        R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat_id":4,"x":1,"y":0,"z":0})");
    bench.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":2,"y":0,"z":0})");
    while (bench.log.size() < 8 * Segment::maximumRows) {
        for (int i = 0; i < 5'000; ++i)
            bench.builder.received(R"({"Event":"SET_NAME","room_id":1,"participant_id":8,"name":"A"})");
        bench.log.append(bench.builder.take());
    }
    bench.log.addPlaces(
        {TextPlace{.file = nullptr, .part = {}, .first = MessageId(1), .rows = bench.log.size()}});
    QVERIFY(!bench.log.hasText(MessageId(2)));
    bench.log.setMemoryLimit(1);
    pushOut(MessageId(2), bench.log, bench.builder);
    pushOut(bench.last(), bench.log, bench.builder);
    QVERIFY(!bench.rooms.participant("1", "7")->movedBy);
    QVERIFY(!bench.state.place("1", "7").by);
    QVERIFY(!bench.of("7", Aspect::Seat));
}

void tst_RoomState::aMessageWithoutAPlaceSaysNone()
{
    Bench bench;
    bench.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":1,"y":0,"z":0})");
    bench.received(R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat_id":4})");
    bench.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":2,"y":0,"z":0})");
    const ToldPlace before = bench.state.placeBefore(bench.last());
    QVERIFY(before && !before.isConfirmed); // it may have been another seat
    QCOMPARE(before.place.place.position.x, 1.0);
    bench.received(R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7})");
    QVERIFY(bench.state.place("1", "7").isReadable);
    QVERIFY(!bench.state.place("1", "7").by);
}

void tst_RoomState::aSeatToldAfterAMoveOutlivesIt()
{
    MessageLog log(1);
    RoomDirectory rooms(&log);
    const RoomState state(&log, &rooms);
    BatchBuilder builder;
    const QByteArray seated =
        R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat_id":4,"x":1,"y":0,"z":0})";
    builder.received(seated);
    builder.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":2,"y":0,"z":0})");
    builder.received(R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat_id":4})");
    log.append(builder.take());
    pushOut(MessageId(3), log, builder);
    QCOMPARE(state.value("1", "7", Aspect::Seat).value, 4.0);
    QCOMPARE(state.value("1", "7", Aspect::Seat).saidBy, MessageId(3));
}

void tst_RoomState::aStateForThousandsLeavesThemInDoubt()
{
    Bench bench;
    bench.muted(7, 1);
    for (int id = 0; id < int(RoomFacts::maximumAtOnce); ++id)
        bench.builder.received(
            R"({"Event":"SET_NAME","room_id":1,"participant_id":"p%1","name":"A"})"_ba.replace(
                "%1", QByteArray::number(id)));
    bench.received(R"({"Event":"SET_ALL_PARTICIPANTS_STATE","room_id":1,"control":2,"value":0})");
    QCOMPARE(bench.of("7", Aspect::Mute).value, 1.0);
    QVERIFY(!bench.of("7", Aspect::Mute).isConfirmed);
    QVERIFY(!bench.of("p1", Aspect::Mute));
}

void tst_RoomState::anAnswerAfterItsEventsUndoesNothing()
{
    Bench bench;
    bench.joined(7);
    bench.received(
        R"({"Event":"SET_PARTICIPANT_SEAT","room_id":1,"participant_id":7,"seat_id":4,"x":1,"y":0,"z":0})");
    bench.answered(R"({"Command":"add_participant","room_id":1,"participant_id":7,"name":"P7","type":1})");
    bench.answered(R"({"Command":"set_participant_seat","room_id":1,"participant_id":7,"seat_id":4})");
    QCOMPARE(bench.of("7", Aspect::Seat).value, 4.0);
    QCOMPARE(bench.state.place("1", "7").place.place.position.x, 1.0);
}

void tst_RoomState::everyDoubtCounts()
{
    Bench bench;
    bench.muted(7, 1);
    const MessageId said = bench.last();
    bench.received(R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":1})");
    bench.received(R"({"Event":"x"})");
    const MessageId until = bench.last();
    QVERIFY(!bench.state.isConfirmed(said, until));
    bench.received(R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":1})");
    QVERIFY(!bench.state.isConfirmed(said, until));
    QVERIFY(bench.state.isConfirmed(MessageId(said), MessageId(said.value + 1)));
}

void tst_RoomState::whatWasDroppedLeavesNothingCertain()
{
    Bench bench;
    bench.muted(7, 1);
    auto batch = std::make_shared<MessageBatch>(*bench.builder.received("{}").take());
    batch->dropped = 1;
    bench.log.append(batch);
    QVERIFY(!bench.of("7", Aspect::Mute).isConfirmed);
}

void tst_RoomState::historiesStayBounded()
{
    Bench bench;
    for (int round = 0; round < 11; ++round) {
        for (int i = 0; i < 100'000; ++i)
            bench.builder.received(i % 2 == 0 ? R"({"Event":"start-talking","room_id":1,"participant_id":7})"
                                              : R"({"Event":"stop-talking","room_id":1,"participant_id":7})");
        bench.log.append(bench.builder.take());
    }
    QVERIFY(bench.state.isTruncated());
    QVERIFY(bench.bands("7").size() <= size_t(RoomFacts::maximumChanges / 2));
    QVERIFY(!bench.state.valueBefore("1", "7", Aspect::Talking, MessageId(1'000)));
    QCOMPARE(bench.of("7", Aspect::Talking).by, bench.last());
}

namespace {

/// A conference that lives at random, seen through one dialect, and what its events have told of it.
class Play
{
public:
    explicit Play(Dialect dialect, quint32 seed) : m_ids(dialect.ids), m_writer(dialect), m_random(seed) { }

    void act();
    void check(bool tellsIds) const;

private:
    using Person = std::pair<int, int>;

    void host(Problem problem, const RoomEvents &events);
    void ask(const QByteArray &request);
    void announce(const RoomEvents &events);
    void note(const RoomEvent &event);
    void talk(int room, int id, bool viaClient);
    int below(int limit) { return m_random.bounded(limit); }
    Place anyPlace();
    QByteArray roomMember(int room) const;
    QByteArray idsOf(int room, int id) const;
    QByteArray roomText(int room) const { return roomId(room, m_ids); }
    QByteArray personText(int id) const { return personId(id, m_ids); }
    void checkPerson(int room, int id, bool tellsIds) const;
    void checkValue(const Person &who, Aspect aspect, double truth, bool mustKnow, bool tellsIds) const;
    void checkPlace(const Person &who, const Place &truth, bool mustKnow, bool tellsIds) const;

    static constexpr int rooms = 3;
    static constexpr int people = 5;

    Conference m_conference;
    Dialect::Ids m_ids;
    MessageWriter m_writer;
    QRandomGenerator m_random;
    BatchBuilder m_builder;
    MessageLog m_log{1'000'000'000};
    RoomDirectory m_directory{&m_log};
    RoomState m_state{&m_log, &m_directory};
    std::map<Person, bool> m_talking;
    std::map<Person, std::set<Aspect>> m_told; ///< participant −1: the room
    std::set<Person> m_placed;
};

Place Play::anyPlace()
{
    return {{below(4000) / 10.0 - 200, 0, below(4000) / 10.0 - 200}, below(3600) / 10.0 - 180, 0};
}

QByteArray jsonOf(const QByteArray &id)
{
    return isJsonNumber(id) ? id : encodedString(id);
}

QByteArray Play::roomMember(int room) const
{
    return "\"room_id\":" + jsonOf(roomText(room));
}

QByteArray Play::idsOf(int room, int id) const
{
    return roomMember(room) + ",\"participant_id\":" + jsonOf(personText(id));
}

void Play::act()
{
    const int room = below(rooms) + 1;
    const int id = below(people) + 1;
    const int control = below(controlCount) + 1;
    const int value = below(4);
    const QByteArray ids = idsOf(room, id);
    const QByteArray state = ",\"control\":" + QByteArray::number(control);
    const QByteArray set = state + ",\"value\":" + QByteArray::number(value);
    RoomEvents events;
    switch (below(24)) {
    case 0:
        return host(m_conference.createRoom(room, events), events);
    case 1:
        if (below(4) == 0)
            return host(m_conference.destroyRoom(room, events), events);
        return;
    case 2:
        return host(m_conference.setLayout(room, value + 1, events), events);
    case 3:
    case 4:
    case 5:
        return host(m_conference.addParticipant(
                        room, id, u"P%1"_s.arg(below(100)), {16000, 1 + value % 2, 1 + value % 3}, events),
            events);
    case 6:
        return host(m_conference.removeParticipant(room, id, events), events);
    case 7:
        return host(m_conference.rename(room, id, u"N%1"_s.arg(below(100)), events), events);
    case 8:
        return host(m_conference.seat(room, id, value + 1, events), events);
    case 9:
    case 10:
        return host(m_conference.move(room, id, anyPlace(), events), events);
    case 11:
        return host(m_conference.turn(room, id, below(360) - 180, 5, events), events);
    case 12:
    case 13:
        return host(m_conference.setState(room, id, control, value, events), events);
    case 14:
        return host(m_conference.setAllStates(room, control, value, events), events);
    case 15:
        return talk(room, id, false);
    case 16:
        return talk(room, id, true);
    case 17:
        return ask("{\"Command\":\"set_participant_state\"," + ids + set + "}");
    case 18:
        return ask("{\"Command\":\"get_participant_state\"," + ids + state + "}");
    case 19:
        return ask(below(2) == 0 ? "{\"Command\":\"get_participant_seat\"," + ids + "}"
                                 : "{\"Command\":\"get_participant_position\"," + ids + "}");
    case 20: {
        QByteArray place;
        appendPlace(place, anyPlace());
        return ask("{\"Command\":\"set_participant_position\"," + ids + "," + place + "}");
    }
    case 21:
        return ask("{\"Command\":\"set_participant_seat\"," + ids + ",\"seat_id\":2}");
    case 22:
        return ask("{\"Command\":\"add_participant\"," + ids
            + ",\"participant_name\":\"C\",\"input_sampling_rate\":8000,\"input_number_channels\":1,\"type\":"
              "2}");
    default:
        return ask(below(2) == 0 ? "{\"Command\":\"get_room_layout\"," + roomMember(room) + "}"
                                 : "{\"Command\":\"set_room_layout\"," + roomMember(room)
                    + ",\"layout_id\":" + QByteArray::number(value + 1) + "}");
    }
}

void Play::host(Problem problem, const RoomEvents &events)
{
    if (!problem)
        announce(events);
}

void Play::ask(const QByteArray &request)
{
    m_builder.sent(request);
    const Reply reply = carryOut(m_conference, Request(request), m_ids);
    m_builder.received(m_writer.response(reply, request));
    announce(reply.events);
}

void Play::talk(int room, int id, bool viaClient)
{
    if (!m_conference.participant(room, id))
        return;
    const bool talks = below(2) == 0;
    const QByteArray action = talks ? "\"start-talking\""_ba : "\"stop-talking\""_ba;
    m_talking[{room, id}] = talks;
    m_told[{room, id}].insert(Aspect::Talking);
    if (viaClient)
        return ask("{\"Command\":\"custom_event\"," + idsOf(room, id) + ",\"action\":" + action + "}");
    announce({{.type = EventType::Custom,
        .room = room,
        .participant = id,
        .members = {{"\"action\""_ba, action}}}});
}

void Play::announce(const RoomEvents &events)
{
    for (const RoomEvent &event : events) {
        m_builder.after(1'000).received(m_writer.event(event));
        note(event);
    }
    m_log.append(m_builder.take());
}

/// What a reader of the protocol knows after an event.
void Play::note(const RoomEvent &event)
{
    const Person who(event.room, event.participant);
    switch (event.type) {
    case EventType::DestroyRoom:
        m_told.erase({event.room, -1});
        return;
    case EventType::AddParticipant:
    case EventType::RemoveParticipant:
        m_told.erase(who);
        m_placed.erase(who);
        m_talking.erase(who);
        if (event.type == EventType::AddParticipant)
            m_told[who] = {Aspect::Type, Aspect::SamplingRate, Aspect::Channels};
        return;
    case EventType::SetParticipantSeat:
        m_told[who].insert(Aspect::Seat);
        [[fallthrough]];
    case EventType::SetParticipantPosition:
        m_placed.insert(who);
        return;
    case EventType::SetParticipantState:
        m_told[who].insert(aspectOf(event.control));
        return;
    case EventType::SetAllParticipantsState:
        for (const auto &[id, person] : m_conference.room(event.room)->participants) {
            if (allows(*controlRule(event.control), person.type()))
                m_told[{event.room, id}].insert(aspectOf(event.control));
        }
        return;
    case EventType::SetRoomLayout:
        m_told[{event.room, -1}].insert(Aspect::Layout);
        return;
    default:
        return;
    }
}

void Play::check(bool tellsIds) const
{
    for (int room = 1; room <= rooms; ++room) {
        const Person who(room, -1);
        const bool exists = m_conference.room(room) != nullptr;
        checkValue(who, Aspect::Present, exists, exists, tellsIds);
        const auto told = m_told.find(who);
        const bool mustKnow = told != m_told.end() && told->second.contains(Aspect::Layout);
        checkValue(who, Aspect::Layout, exists ? m_conference.room(room)->layout : -1, mustKnow, tellsIds);
        for (int id = 1; id <= people; ++id)
            checkPerson(room, id, tellsIds);
    }
}

void Play::checkPerson(int room, int id, bool tellsIds) const
{
    const Person who(room, id);
    const Participant *person = m_conference.participant(room, id);
    checkValue(who, Aspect::Present, person != nullptr, person != nullptr, tellsIds);
    if (!person) {
        const ToldValue mute = m_state.value(roomText(room), personText(id), Aspect::Mute);
        QVERIFY(!mute || !mute.isConfirmed);
        return;
    }
    const auto found = m_told.find(who);
    const std::set<Aspect> told = found == m_told.end() ? std::set<Aspect>() : found->second;
    for (int control = 1; control <= controlCount; ++control)
        checkValue(who, aspectOf(control), person->controls[size_t(control)],
            told.contains(aspectOf(control)), tellsIds);
    checkValue(who, Aspect::Seat, person->seat, told.contains(Aspect::Seat), tellsIds);
    checkValue(who, Aspect::Type, person->configuration.type, told.contains(Aspect::Type), tellsIds);
    checkValue(who, Aspect::SamplingRate, person->configuration.samplingRate, true, tellsIds);
    checkValue(who, Aspect::Channels, person->configuration.channels, true, tellsIds);
    const auto talks = m_talking.find(who);
    if (talks != m_talking.end())
        checkValue(who, Aspect::Talking, talks->second, true, tellsIds);
    checkPlace(who, person->place, m_placed.contains(who), tellsIds);
    if (tellsIds)
        QCOMPARE(m_directory.nameOf(roomText(room), personText(id)), person->name);
}

void Play::checkValue(const Person &who, Aspect aspect, double truth, bool mustKnow, bool tellsIds) const
{
    const QByteArray id = who.second < 0 ? QByteArray() : personText(who.second);
    const ToldValue told = m_state.value(roomText(who.first), id, aspect);
    const QString what = u"room %1 person %2 aspect %3: %4, told %5 by %6"_s.arg(who.first)
                             .arg(who.second)
                             .arg(int(aspect))
                             .arg(truth)
                             .arg(told.value)
                             .arg(told.by.value);
    if (tellsIds)
        QVERIFY2(told || !mustKnow, qPrintable(what));
    if (told && (told.isConfirmed || tellsIds))
        QVERIFY2(told.value == truth, qPrintable(what));
}

void Play::checkPlace(const Person &who, const Place &truth, bool mustKnow, bool tellsIds) const
{
    const ToldPlace told = m_state.place(roomText(who.first), personText(who.second));
    if (tellsIds)
        QVERIFY(told || !mustKnow);
    if (!told || (!told.isConfirmed && !tellsIds))
        return;
    const Place &place = told.place.place;
    QVERIFY(std::abs(place.position.x - truth.position.x) < 0.06);
    QVERIFY(std::abs(place.position.z - truth.position.z) < 0.06);
    QVERIFY(!told.place.hasHeading || std::abs(place.azimuth - truth.azimuth) < 0.06);
}

} // namespace

void tst_RoomState::theFoldEqualsTheSimulator_data()
{
    QTest::addColumn<QString>("dialect");
    for (const char *code : {"number", "name"})
        for (const char *value : {"value", "Value"})
            for (const char *event : {"enum", "lower", "number"})
                for (const char *values : {"nested", "flat", "scalar"})
                    for (const char *ids : {"number", "string", "text"}) {
                        const QString text = u"code=%1,value=%2,event=%3,values=%4,ids=%5"_s.arg(
                            QLatin1StringView(code), QLatin1StringView(value), QLatin1StringView(event),
                            QLatin1StringView(values), QLatin1StringView(ids));
                        QTest::newRow(qPrintable(text)) << text;
                    }
}

void tst_RoomState::theFoldEqualsTheSimulator()
{
    QFETCH(QString, dialect);
    const std::optional<Dialect> read = dialectFromText(dialect);
    QVERIFY(read);
    const bool tellsIds = read->values != Dialect::Values::Scalar;
    for (quint32 seed = 1; seed <= 2; ++seed) {
        Play play(*read, seed);
        for (int step = 0; step < 400; ++step) {
            play.act();
            if (step % 10 == 0)
                play.check(tellsIds);
            if (QTest::currentTestFailed()) {
                qWarning("seed %u, step %d", seed, step);
                return;
            }
        }
    }
}

QTEST_GUILESS_MAIN(tst_RoomState)
#include "tst_roomstate.moc"
