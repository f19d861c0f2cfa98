#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    void received(const QByteArray &text) { log.append(builder.received(text).take()); }
    void answered(const QByteArray &request, const QByteArray &rest, const QByteArray &status = "OK")
    {
        builder.sent(request).received("{\"Status\":\"" + status + "\",\"Request\":" + request + rest + "}");
        log.append(builder.take());
    }

    MessageLog log{1'000'000'000};
    RoomDirectory rooms{&log};
    BatchBuilder builder;
};

} // namespace

class tst_RoomDirectory : public QObject
{
    Q_OBJECT
private slots:
    void whoJoinsIsPresentAndNamed_data();
    void whoJoinsIsPresentAndNamed();
    void whoLeavesIsAbsentUntilSeenAgain();
    void aDestroyedRoomIsEmptyAndGone();
    void answersTellNamesAndLayouts();
    void aRequestCountsOnlyOnceItWasAnsweredOk();
    void numericEventTypesProveNothing();
    void aNameWithoutARoomIsRememberedById();
    void mentionsAreNotAChange();
    void idsThatAreTextAreNoticed();
    void inventedPeopleStayBounded();
    void whoHasLeftMakesRoomForOthers();
    void longNamesAreCut();
    void namesThatWereTakenStayAndCostNothing();
    void whoIsForgottenHasNoName();
    void layoutsHaveTheNamesOfTheLayoutFile();
    void idsTooLongForThePoolAreNotMixedUp();
    void whoseRoomIsNotToldIsLookedForAgainOnceSomebodyLeaves();
};

void tst_RoomDirectory::whoJoinsIsPresentAndNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("top level") << QByteArray(
        R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","room_id":1,"participant_id":"7","name":"Anna"})");
    QTest::newRow("nested") << QByteArray(
        R"({"Event":"add_participant","values":{"room_id":"1","participant_id":7,"participant_name":"Anna"}})");
    QTest::newRow("renamed") << QByteArray(
        R"({"Event":"IMM_EVENT_SET_NAME","values":{"room_id":1,"participant_id":7,"name":"Anna"}})");
}

void tst_RoomDirectory::whoJoinsIsPresentAndNamed()
{
    QFETCH(QByteArray, text);
    Bench bench;
    QSignalSpy changed(&bench.rooms, &RoomDirectory::changed);
    bench.received(text);
    QCOMPARE(changed.size(), 1);
    const SeenParticipant *anna = bench.rooms.participant("1", "7");
    QVERIFY(anna);
    QCOMPARE(anna->name, u"Anna"_s);
    QCOMPARE(anna->namedBy, MessageId(1));
    QVERIFY(anna->present);
    QCOMPARE(bench.rooms.nameOf("1", "7"), u"Anna"_s);
    QCOMPARE(bench.rooms.nameOf({}, "7"), u"Anna"_s);
    QCOMPARE(bench.rooms.nameOf("2", "7"), QString());
    QCOMPARE(bench.rooms.rooms()["1"].presentCount, 1);
    QCOMPARE(bench.rooms.roomCount(), 1);
    QCOMPARE(bench.rooms.participantCount(), 1);
}

void tst_RoomDirectory::whoLeavesIsAbsentUntilSeenAgain()
{
    Bench bench;
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})");
    bench.received(R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":7})");
    QVERIFY(!bench.rooms.participant("1", "7")->present);
    QCOMPARE(bench.rooms.rooms()["1"].presentCount, 0);
    bench.received(R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":7})");
    QVERIFY(bench.rooms.participant("1", "7")->present);
    QCOMPARE(bench.rooms.participant("1", "7")->lastSeen, MessageId(3));
}

void tst_RoomDirectory::aDestroyedRoomIsEmptyAndGone()
{
    Bench bench;
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})");
    bench.received(R"({"Event":"DESTROY_ROOM","room_id":1})");
    QVERIFY(!bench.rooms.rooms()["1"].exists);
    QVERIFY(!bench.rooms.participant("1", "7")->present);
    bench.received(R"({"Event":"CREATE_ROOM","room_id":1})");
    QVERIFY(bench.rooms.rooms()["1"].exists);
    QCOMPARE(bench.rooms.rooms()["1"].presentCount, 0);
}

void tst_RoomDirectory::answersTellNamesAndLayouts()
{
    Bench bench;
    bench.answered(
        R"({"Command":"get_participant_name","room_id":1,"participant_id":7})", R"(,"Value":"Anna")");
    QCOMPARE(bench.rooms.nameOf("1", "7"), u"Anna"_s);
    bench.answered(R"({"Command":"set_participant_name","room_id":1,"participant_id":7,"name":"Ben"})", {});
    QCOMPARE(bench.rooms.nameOf("1", "7"), u"Ben"_s);
    bench.answered(R"({"Command":"get_room_layout","room_id":1})", R"(,"value":4)");
    QCOMPARE(bench.rooms.rooms()["1"].layout, 4);
    bench.answered(R"({"Command":"set_room_layout","room_id":1,"layout_id":5})", {});
    QCOMPARE(bench.rooms.rooms()["1"].layout, 5);
    bench.received(R"({"Event":"SET_ROOM_LAYOUT","values":{"room_id":1,"layout_id":6}})");
    QCOMPARE(bench.rooms.rooms()["1"].layout, 6);
}

void tst_RoomDirectory::aRequestCountsOnlyOnceItWasAnsweredOk()
{
    Bench bench;
    bench.log.append(
        bench.builder.sent(R"({"Command":"get_participant_seat","room_id":9,"participant_id":1})").take());
    QCOMPARE(bench.rooms.roomCount(), 0);
    bench.answered(
        R"({"Command":"set_participant_name","room_id":9,"participant_id":1,"name":"X"})", {}, "ERROR");
    QCOMPARE(bench.rooms.roomCount(), 0);
}

void tst_RoomDirectory::numericEventTypesProveNothing()
{
    Bench bench;
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})");
    bench.received(R"({"Event":4,"room_id":1,"participant_id":7})");
    bench.received(R"({"Event":2,"room_id":1})");
    QVERIFY(bench.rooms.participant("1", "7")->present);
    QVERIFY(bench.rooms.rooms()["1"].exists);
    // Nor that who was seen leaving is back.
    bench.received(R"({"Event":"DESTROY_ROOM","room_id":1})");
    bench.received(R"({"Event":4,"room_id":1,"participant_id":7})");
    bench.received(R"({"Event":2,"room_id":1})");
    QVERIFY(!bench.rooms.participant("1", "7")->present);
    QVERIFY(!bench.rooms.rooms()["1"].exists);
}

void tst_RoomDirectory::aNameWithoutARoomIsRememberedById()
{
    Bench bench;
    bench.received(R"({"Event":"SET_NAME","values":{"participant_id":7,"name":"Anna"}})");
    QCOMPARE(bench.rooms.nameOf({}, "7"), u"Anna"_s);
    QCOMPARE(bench.rooms.participantCount(), 0);
}

void tst_RoomDirectory::mentionsAreNotAChange()
{
    Bench bench;
    const QByteArray moved = R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7})";
    bench.received(moved);
    QSignalSpy changed(&bench.rooms, &RoomDirectory::changed);
    bench.received(moved);
    bench.received(moved);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(bench.rooms.rooms()["1"].lastSeen, MessageId(3));
    QCOMPARE(bench.rooms.participant("1", "7")->lastSeen, MessageId(3));
    bench.received(R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":7})");
    QCOMPARE(changed.size(), 1);
}

void tst_RoomDirectory::idsThatAreTextAreNoticed()
{
    Bench bench;
    bench.received(R"({"Event":"CREATE_ROOM","room_id":"17"})");
    QVERIFY(!bench.rooms.hasTextIds());
    bench.received(R"({"Event":"CREATE_ROOM","room_id":"conf-1"})");
    QVERIFY(bench.rooms.hasTextIds());
}

void tst_RoomDirectory::inventedPeopleStayBounded()
{
    Bench bench;
    for (int i = 0; i < RoomDirectory::maximumRooms + 500; ++i)
        bench.builder.received("{\"Event\":\"CREATE_ROOM\",\"room_id\":" + QByteArray::number(i) + "}");
    bench.log.append(bench.builder.take());
    QCOMPARE(bench.rooms.roomCount(), RoomDirectory::maximumRooms);
    QVERIFY(bench.rooms.truncated());
    for (int i = 0; i < RoomDirectory::maximumParticipants + 500; ++i) {
        const QByteArray id = QByteArray::number(i);
        bench.builder.received("{\"Event\":\"ADD_PARTICIPANT\",\"room_id\":1,\"participant_id\":" + id + "}");
    }
    bench.log.append(bench.builder.take());
    QCOMPARE(bench.rooms.participantCount(), RoomDirectory::maximumParticipants);
}

void tst_RoomDirectory::whoHasLeftMakesRoomForOthers()
{
    Bench bench;
    for (int i = 0; i < RoomDirectory::maximumRooms; ++i) {
        const QByteArray id = QByteArray::number(i);
        bench.builder.received("{\"Event\":\"CREATE_ROOM\",\"room_id\":" + id + "}");
        if (i > 0)
            bench.builder.received("{\"Event\":\"DESTROY_ROOM\",\"room_id\":" + id + "}");
    }
    bench.builder.received(R"({"Event":"CREATE_ROOM","room_id":"new"})");
    bench.log.append(bench.builder.take());
    QCOMPARE(bench.rooms.roomCount(), 2);
    QVERIFY(bench.rooms.truncated()); // who has left was seen as well
}

void tst_RoomDirectory::longNamesAreCut()
{
    Bench bench;
    bench.received("{\"Event\":\"SET_NAME\",\"room_id\":1,\"participant_id\":7,\"name\":\""
        + QByteArray(10'000, 'n') + "\"}");
    QCOMPARE(bench.rooms.nameOf("1", "7").size(), RoomDirectory::maximumNameLength);
}

static QByteArray renamed(const QByteArray &participant, const QByteArray &name)
{
    return "{\"Event\":\"SET_NAME\",\"room_id\":1,\"participant_id\":" + participant + ",\"name\":\"" + name
        + "\"}";
}

void tst_RoomDirectory::namesThatWereTakenStayAndCostNothing()
{
    Bench bench;
    bench.received(renamed("7", "Dan"));
    const SeenRoom *room = &*bench.rooms.rooms().constFind("1");
    const PersonNames names = bench.rooms.names();
    bench.received(renamed("7", "Elif"));
    QCOMPARE(names.nameOf("1", "7"), u"Dan"_s);
    QCOMPARE(names.nameOf({}, "7"), u"Dan"_s);
    QCOMPARE(names.nameOf("2", "7"), QString());
    QCOMPARE(bench.rooms.names().nameOf("1", "7"), u"Elif"_s);
    QCOMPARE(&*bench.rooms.rooms().constFind("1"), room); // the rooms were not copied
}

void tst_RoomDirectory::whoIsForgottenHasNoName()
{
    Bench bench;
    bench.received(renamed("7", "Dan"));
    bench.received(R"({"Event":"DESTROY_ROOM","room_id":1})");
    for (int i = 0; i <= RoomDirectory::maximumRooms; ++i)
        bench.builder.received("{\"Event\":\"CREATE_ROOM\",\"room_id\":\"r" + QByteArray::number(i) + "\"}");
    bench.log.append(bench.builder.take());
    QVERIFY(!bench.rooms.participant("1", "7"));
    QCOMPARE(bench.rooms.nameOf("1", "7"), QString());
    QCOMPARE(bench.rooms.nameOf({}, "7"), u"Dan"_s);
}

void tst_RoomDirectory::layoutsHaveTheNamesOfTheLayoutFile()
{
    Bench bench;
    bench.received(R"({"Event":"SET_ROOM_LAYOUT","room_id":1,"layout_id":2})");
    QCOMPARE(bench.rooms.layoutName(2), QString());
    QSignalSpy changed(&bench.rooms, &RoomDirectory::changed);
    bench.answered(R"({"Command":"get_json_all_room_layouts"})",
        R"(,"id":9,"default":"a","room_list":{"a":{"seats":[{"id":7}],"id":1,"centerPoint":{"id":8}},"b":{"id":2},"7":{"id":3}})");
    QCOMPARE(changed.size(), 1);
    QCOMPARE(bench.rooms.layoutName(1), u"a"_s);
    QCOMPARE(bench.rooms.layoutName(2), u"b"_s);
    for (const int none : {7, 8, 9})
        QCOMPARE(bench.rooms.layoutName(none), QString());
}

void tst_RoomDirectory::idsTooLongForThePoolAreNotMixedUp()
{
    Bench bench;
    const QByteArray longRoom(300, 'r');
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})");
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":")" + longRoom + R"(","participant_id":7})");
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":")" + longRoom + R"(","participant_id":7})");
    QVERIFY(bench.rooms.participant(longRoom, "7"));
    bench.received(R"({"participant_id":7,"action":"start-talking"})"); // of the one or the other
    QVERIFY(!bench.rooms.participant(longRoom, "7")->facts.track(Aspect::Talking));
    QVERIFY(!bench.rooms.participant("1", "7")->facts.track(Aspect::Talking));
}

void tst_RoomDirectory::whoseRoomIsNotToldIsLookedForAgainOnceSomebodyLeaves()
{
    Bench bench;
    const QByteArray talks = R"({"participant_id":7,"action":"start-talking"})";
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})");
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":2,"participant_id":7})");
    bench.received(talks);
    bench.received(talks);
    QVERIFY(!bench.rooms.participant("2", "7")->facts.track(Aspect::Talking));
    bench.received(R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":7})");
    bench.received(talks);
    QVERIFY(bench.rooms.participant("2", "7")->facts.current(Aspect::Talking));
}

QTEST_GUILESS_MAIN(tst_RoomDirectory)
#include "tst_roomdirectory.moc"
