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
    void everyMessageKeepsTheNameOfWhoHadTheId();
    void whoComesWithoutANameIsNotCalledLikeTheOneBefore_data();
    void whoComesWithoutANameIsNotCalledLikeTheOneBefore();
    void aNameToldLaterHoldsForEarlierMessagesOfTheSamePersonAlone();
    void anIdInAnotherRoomKeepsItsName();
    void namesStayBounded();
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

static QByteArray joined(const QByteArray &participant, const QByteArray &name)
{
    return "{\"Event\":\"ADD_PARTICIPANT\",\"room_id\":1,\"participant_id\":" + participant + ",\"name\":\""
        + name + "\"}";
}

static QByteArray moved(const QByteArray &participant)
{
    return "{\"Event\":\"SET_PARTICIPANT_POSITION\",\"room_id\":1,\"participant_id\":" + participant + "}";
}

void tst_RoomDirectory::everyMessageKeepsTheNameOfWhoHadTheId()
{
    Bench bench;
    bench.received(joined("7", "Dan")); // 1
    bench.received(moved("7")); // 2
    bench.received(renamed("7", "Daniel")); // 3
    bench.received(R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":7})"); // 4
    bench.received(joined("7", "Elif")); // 5
    bench.received(moved("7")); // 6
    const QStringList names{u"Dan"_s, u"Dan"_s, u"Daniel"_s, u"Daniel"_s, u"Elif"_s, u"Elif"_s};
    for (const QByteArray room : {"1", ""}) {
        for (quint64 id = 1; id <= 6; ++id)
            QCOMPARE(bench.rooms.nameOf(room, "7", MessageId(id)), names[qsizetype(id - 1)]);
    }
    QCOMPARE(bench.rooms.nameOf("1", "7"), u"Elif"_s);
    QCOMPARE(bench.rooms.names().history("1", "7")->holders(), (QStringList{u"Daniel"_s, u"Elif"_s}));
    QVERIFY(!bench.rooms.names().history("1", "7")->isStillTheirs(MessageId(4)));
    QVERIFY(bench.rooms.names().history("1", "7")->isStillTheirs(MessageId(5)));
}

void tst_RoomDirectory::whoComesWithoutANameIsNotCalledLikeTheOneBefore_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QByteArray>("newcomer");
    const QByteArray leaves = R"({"Event":"REMOVE_PARTICIPANT","room_id":1,"participant_id":7})";
    const QByteArray joins = R"({"Event":"ADD_PARTICIPANT","room_id":1,"participant_id":7})";
    QTest::newRow("left, joins") << leaves << joins;
    QTest::newRow("left, joins unseen") << leaves << moved("7");
    QTest::newRow("leaves unseen, joins") << moved("7") << joins;
    QTest::newRow("room destroyed, joins unseen")
        << QByteArray(R"({"Event":"DESTROY_ROOM","room_id":1})") << moved("7");
}

void tst_RoomDirectory::whoComesWithoutANameIsNotCalledLikeTheOneBefore()
{
    QFETCH(QByteArray, end);
    QFETCH(QByteArray, newcomer);
    Bench bench;
    bench.received(joined("7", "Dan")); // 1
    bench.received(end); // 2
    bench.received(newcomer); // 3
    QCOMPARE(bench.rooms.nameOf("1", "7"), QString());
    QCOMPARE(bench.rooms.nameOf({}, "7"), QString());
    QCOMPARE(bench.rooms.participant("1", "7")->name, QString());
    QVERIFY(!bench.rooms.participant("1", "7")->namedBy);
    bench.received(moved("7")); // 4
    bench.received(renamed("7", "Elif")); // 5
    const QStringList names{u"Dan"_s, u"Dan"_s, u"Elif"_s, u"Elif"_s, u"Elif"_s};
    for (quint64 id = 1; id <= 5; ++id)
        QCOMPARE(bench.rooms.nameOf("1", "7", MessageId(id)), names[qsizetype(id - 1)]);
}

void tst_RoomDirectory::aNameToldLaterHoldsForEarlierMessagesOfTheSamePersonAlone()
{
    Bench bench;
    bench.received(moved("7")); // 1
    bench.received(moved("8")); // 2
    bench.received(renamed("7", "Dan")); // 3
    bench.received(joined("8", "Elif")); // 4
    QCOMPARE(bench.rooms.nameOf("1", "7", MessageId(1)), u"Dan"_s);
    QCOMPARE(bench.rooms.nameOf("1", "8", MessageId(2)), QString());
    QCOMPARE(bench.rooms.nameOf({}, "8", MessageId(2)), QString());
}

void tst_RoomDirectory::anIdInAnotherRoomKeepsItsName()
{
    Bench bench;
    bench.received(joined("7", "Dan"));
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":2,"participant_id":7})");
    QCOMPARE(bench.rooms.nameOf("2", "7"), QString());
    QCOMPARE(bench.rooms.nameOf({}, "7"), u"Dan"_s);
    bench.received(R"({"Event":"ADD_PARTICIPANT","room_id":2,"participant_id":7})");
    QCOMPARE(bench.rooms.nameOf("1", "7"), u"Dan"_s);
    QCOMPARE(bench.rooms.nameOf({}, "7"), u"Dan"_s);
}

void tst_RoomDirectory::namesStayBounded()
{
    Bench bench;
    for (int i = 1; i <= PersonNames::maximumNames; ++i)
        bench.builder.received(renamed("7", "n" + QByteArray::number(i)));
    bench.log.append(bench.builder.take());
    QVERIFY(bench.rooms.names().history("1", "7")->size() <= PersonNames::maximumNames / 2);
    QCOMPARE(bench.rooms.nameOf("1", "7", MessageId(1)), QString()); // not the first that is left
    QCOMPARE(bench.rooms.nameOf("1", "7", bench.log.end()), u"n100000"_s);
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
