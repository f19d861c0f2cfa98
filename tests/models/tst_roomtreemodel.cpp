#include "tests/support/batchbuilder.h"
#include "ui/models/navigator.h"
#include "ui/models/roomtreemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

QByteArray reported(
    const QByteArray &name, const QByteArray &room, int participant, const QByteArray &called = {})
{
    return "{\"Event\":\"" + name + "\",\"room_id\":\"" + room + "\",\"participant_id\":"
        + QByteArray::number(participant) + (called.isEmpty() ? "" : ",\"name\":\"" + called + '"') + "}";
}

struct Bench
{
    Bench() { model.setHeld(false); }
    void append() { log.append(builder.take()); }
    /// Shows what the directory holds, without waiting for the pace of the screen.
    void refresh()
    {
        model.setAbsentShown(true);
        model.setAbsentShown(false);
    }
    QStringList rooms() const
    {
        QStringList ids;
        for (int row = 0; row < model.rowCount(); ++row)
            ids += model.index(row, 0).data(RoomTreeModel::IdRole).toString();
        return ids;
    }
    QStringList people(const QByteArray &room) const
    {
        QStringList names;
        const QModelIndex parent = model.indexOf(room);
        for (int row = 0; row < model.rowCount(parent); ++row)
            names += copied(model.index(row, 0, parent).data().toString());
        return names;
    }
    static QString copied(QString text) { return text.remove(QChar(0x2068)).remove(QChar(0x2069)); }

    MessageLog log{1'000'000'000};
    RoomDirectory directory{&log};
    RoomTreeModel model{&directory};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    BatchBuilder builder;
};

} // namespace

class tst_RoomTreeModel : public QObject
{
    Q_OBJECT
private slots:
    void roomsAndPeopleStandInNaturalOrder();
    void aRoomSaysWhatItIs();
    void whoHasLeftIsHiddenUnlessAskedFor();
    void aboveFiftyRoomsTheFullestComeFirst();
    void whileHeldTheOrderStays();
    void roomsStandInTheOrderThatIsAskedFor();
    void theRoomOfTheLatestEventMovesToTheTop();
    void searchTellsWhereSomebodyIsFound();
    void peopleWithoutNamesAreAskedForAHundredAtATime();
    void whoLeftOrHasANameIsNotAskedFor();
    void searchFindsRoomsAndPeople();
    void changesAreShownAtMostEveryTwoSeconds();
    void persistentIndexesFollowTheirRoomAndPerson();
    void randomChangesKeepTheModelWhole();
    void whatPeopleDoIsShown();
    void afterAGapRoomsAndPeopleWaitToBeConfirmed();
    void aRoomThatTheServerDeniesWaitsNoLonger();
};

void tst_RoomTreeModel::roomsAndPeopleStandInNaturalOrder()
{
    Bench bench;
    for (const char *room : {"conf-10", "2", "conf-9", "10"})
        bench.builder.received(reported("ADD_PARTICIPANT", room, 12))
            .received(reported("ADD_PARTICIPANT", room, 9));
    bench.append();
    bench.refresh();
    QCOMPARE(bench.rooms(), (QStringList{u"2"_s, u"10"_s, u"conf-9"_s, u"conf-10"_s}));
    QCOMPARE(bench.people("conf-9"), (QStringList{u"person 9"_s, u"person 12"_s}));
    QCOMPARE(bench.model.peopleCount(), 8);
    QCOMPARE(bench.model.roomCount(), 4);
}

void tst_RoomTreeModel::aRoomSaysWhatItIs()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 104, "Daniel Kim"));
    bench.builder.received(R"({"Event":"SET_ROOM_LAYOUT","room_id":1,"layout_id":3})");
    bench.append();
    bench.refresh();
    const QModelIndex room = bench.model.indexOf("1");
    QCOMPARE(Bench::copied(room.data().toString()), u"Room 1"_s);
    QCOMPARE(room.data(RoomTreeModel::LayoutRole).toInt(), 3);
    QCOMPARE(room.data(RoomTreeModel::LayoutTextRole).toString(), u"layout 3"_s);
    QCOMPARE(room.data(RoomTreeModel::CountRole).toInt(), 1);
    QVERIFY(room.data(RoomTreeModel::IsRoomRole).toBool());
    const QModelIndex person = bench.model.indexOf("1", "104");
    QCOMPARE(person.parent(), room);
    QCOMPARE(Bench::copied(person.data().toString()), u"Daniel Kim"_s);
    QCOMPARE(person.data(RoomTreeModel::PersonRole).value<PersonRef>(), (PersonRef{"1", "104"}));
    QVERIFY(person.data(RoomTreeModel::PresentRole).toBool());
}

void tst_RoomTreeModel::whoHasLeftIsHiddenUnlessAskedFor()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 1)).received(reported("ADD_PARTICIPANT", "1", 2));
    bench.builder.received(reported("REMOVE_PARTICIPANT", "1", 1));
    bench.builder.received(R"({"Event":"CREATE_ROOM","room_id":2})")
        .received(R"({"Event":"DESTROY_ROOM","room_id":2})");
    bench.append();
    bench.refresh();
    QCOMPARE(bench.people("1"), (QStringList{u"person 2"_s}));
    QCOMPARE(bench.rooms(), (QStringList{u"1"_s}));
    bench.model.setAbsentShown(true);
    QCOMPARE(bench.rooms(), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(!bench.model.indexOf("1", "1").data(RoomTreeModel::PresentRole).toBool());
    QVERIFY(!bench.model.indexOf("2").data(RoomTreeModel::PresentRole).toBool());
}

void tst_RoomTreeModel::aboveFiftyRoomsTheFullestComeFirst()
{
    Bench bench;
    for (int room = 0; room < 60; ++room) {
        for (int person = 0; person <= (room == 33 ? 5 : room % 3); ++person)
            bench.builder.received(reported("ADD_PARTICIPANT", QByteArray::number(room), person));
    }
    bench.append();
    bench.refresh();
    QCOMPARE(bench.rooms().mid(0, 3), (QStringList{u"33"_s, u"2"_s, u"5"_s}));
    QCOMPARE(bench.rooms().back(), u"57"_s);
}

void tst_RoomTreeModel::whileHeldTheOrderStays()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "5", 1));
    bench.append();
    bench.refresh();
    bench.model.setHeld(true);
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 1));
    bench.append();
    bench.refresh();
    QCOMPARE(bench.rooms(), (QStringList{u"5"_s, u"1"_s}));
    bench.model.setHeld(false);
    QTRY_COMPARE(bench.rooms(), (QStringList{u"1"_s, u"5"_s}));
}

void tst_RoomTreeModel::roomsStandInTheOrderThatIsAskedFor()
{
    using Order = RoomTreeModel::Order;
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "5", 1));
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 1));
    bench.builder.received(reported("ADD_PARTICIPANT", "3", 1));
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 2));
    bench.append();
    bench.refresh();
    QCOMPARE(bench.model.order(), Order::Id);
    QCOMPARE(bench.rooms(), (QStringList{u"1"_s, u"3"_s, u"5"_s}));
    bench.model.setHeld(true); // what the user asks for is done all the same
    bench.model.setOrder(Order::FirstSeen);
    QCOMPARE(bench.rooms(), (QStringList{u"5"_s, u"1"_s, u"3"_s}));
    bench.model.setOrder(Order::MostPeople);
    QCOMPARE(bench.rooms(), (QStringList{u"1"_s, u"3"_s, u"5"_s}));
    bench.model.setOrder(Order::LatestEvent);
    QCOMPARE(bench.rooms(), (QStringList{u"1"_s, u"3"_s, u"5"_s}));
}

void tst_RoomTreeModel::theRoomOfTheLatestEventMovesToTheTop()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 1));
    bench.builder.received(reported("ADD_PARTICIPANT", "5", 1));
    bench.append();
    bench.refresh();
    bench.model.setOrder(RoomTreeModel::Order::LatestEvent);
    QCOMPARE(bench.rooms(), (QStringList{u"5"_s, u"1"_s}));
    bench.builder.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":1,"x":1,"y":0,"z":0})");
    bench.append();
    QTRY_COMPARE_WITH_TIMEOUT(bench.rooms(), (QStringList{u"1"_s, u"5"_s}), 3 * RoomTreeModel::interval);
}

void tst_RoomTreeModel::searchTellsWhereSomebodyIsFound()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "ann-hall", 1, "Ben"));
    bench.builder.received(reported("ADD_PARTICIPANT", "stage", 3, "Anne"));
    bench.builder.received(reported("ADD_PARTICIPANT", "cellar", 4, "Cem"));
    bench.append();
    bench.refresh();
    const auto holdsFound = [&](const QByteArray &room) {
        return bench.model.indexOf(room).data(RoomTreeModel::HoldsFoundRole).toBool();
    };
    QVERIFY(!holdsFound("stage"));
    bench.model.setSearchText(u"ann"_s);
    QVERIFY(holdsFound("stage"));
    QVERIFY(!holdsFound("ann-hall"));
    QCOMPARE(bench.model.indexOf("stage", "3").data(RoomTreeModel::SearchRole).toString(), u"ann"_s);
    QCOMPARE(bench.model.roomCount(), 2);
    QCOMPARE(bench.model.totals().rooms, 3);
    QCOMPARE(bench.model.totals().people, 3);
}

void tst_RoomTreeModel::peopleWithoutNamesAreAskedForAHundredAtATime()
{
    Bench bench;
    for (int person = 0; person < 130; ++person)
        bench.builder.received(reported("ADD_PARTICIPANT", "conf-1", person));
    bench.append();
    bench.refresh();
    QCOMPARE(bench.model.totals().unnamed, 130);
    const QList<QByteArray> first = bench.model.nextNameQuestions();
    QCOMPARE(first.size(), 100);
    QCOMPARE(first[0], R"({"Command":"get_participant_name","room_id":"conf-1","participant_id":0})"_ba);
    const QList<QByteArray> second = bench.model.nextNameQuestions();
    QCOMPARE(second.size(), 30);
    QVERIFY(!first.contains(second[0]));
    QCOMPARE(bench.model.nextNameQuestions(), first); // nobody answered: all over again
}

void tst_RoomTreeModel::whoLeftOrHasANameIsNotAskedFor()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 1, "Anna"));
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 2));
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 3));
    bench.builder.received(reported("REMOVE_PARTICIPANT", "1", 2));
    bench.append();
    bench.refresh();
    const QByteArray question = R"({"Command":"get_participant_name","room_id":1,"participant_id":3})";
    QCOMPARE(bench.model.nextNameQuestions(), QList<QByteArray>{question});
    QCOMPARE(bench.model.totals().unnamed, 1);
    bench.builder.sent(question);
    bench.builder.received(R"({"Status":"OK","value":"Cem","Request":)" + question + "}");
    bench.append();
    bench.refresh();
    QCOMPARE(bench.model.totals().unnamed, 0);
    QVERIFY(bench.model.nextNameQuestions().isEmpty());
}

void tst_RoomTreeModel::searchFindsRoomsAndPeople()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "conf-1", 1, "Anna"));
    bench.builder.received(reported("ADD_PARTICIPANT", "conf-1", 2, "Ben"));
    bench.builder.received(reported("ADD_PARTICIPANT", "stage", 3, "ANNE"));
    bench.append();
    bench.refresh();
    bench.model.setSearchText(u"ann"_s);
    QCOMPARE(bench.rooms(), (QStringList{u"conf-1"_s, u"stage"_s}));
    QCOMPARE(bench.people("conf-1"), (QStringList{u"Anna"_s}));
    QCOMPARE(bench.model.peopleCount(), 2);
    bench.model.setSearchText(u"CONF"_s);
    QCOMPARE(bench.rooms(), (QStringList{u"conf-1"_s}));
    QCOMPARE(bench.people("conf-1"), (QStringList{u"Anna"_s, u"Ben"_s}));
    bench.model.setSearchText({});
    QCOMPARE(bench.model.peopleCount(), 3);
}

void tst_RoomTreeModel::changesAreShownAtMostEveryTwoSeconds()
{
    Bench bench;
    QSignalSpy counts(&bench.model, &RoomTreeModel::countsChanged);
    for (int i = 0; i < 20; ++i) {
        bench.builder.received(reported("ADD_PARTICIPANT", "1", i));
        bench.append();
    }
    QVERIFY(counts.size() <= 1);
    QTRY_COMPARE(bench.model.peopleCount(), 20);
}

void tst_RoomTreeModel::persistentIndexesFollowTheirRoomAndPerson()
{
    Bench bench;
    for (int room = 0; room < 60; ++room)
        bench.builder.received(reported("ADD_PARTICIPANT", QByteArray::number(room), 7));
    bench.append();
    bench.refresh();
    const QPersistentModelIndex room = bench.model.indexOf("42");
    const QPersistentModelIndex person = bench.model.indexOf("42", "7");
    QSignalSpy reset(&bench.model, &QAbstractItemModel::modelReset);
    bench.builder.received(reported("ADD_PARTICIPANT", "42", 1))
        .received(reported("ADD_PARTICIPANT", "42", 3));
    bench.append();
    bench.refresh();
    QCOMPARE(room.row(), 0);
    QCOMPARE(person.row(), 2);
    QCOMPARE(person.parent(), QModelIndex(room));
    QCOMPARE(room.data(RoomTreeModel::IdRole).toString(), u"42"_s);
    QCOMPARE(person.data(RoomTreeModel::IdRole).toString(), u"7"_s);
    QCOMPARE(reset.size(), 0);
}

void tst_RoomTreeModel::randomChangesKeepTheModelWhole()
{
    constexpr quint32 seed = 20261125;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    Bench bench;
    for (int round = 0; round < 24; ++round) {
        for (int i = random.bounded(40); i >= 0; --i) {
            const QByteArray room = "conf-" + QByteArray::number(random.bounded(round < 12 ? 20 : 70));
            static const QByteArrayList names = {"ADD_PARTICIPANT", "ADD_PARTICIPANT", "ADD_PARTICIPANT",
                "REMOVE_PARTICIPANT", "SET_NAME", "DESTROY_ROOM"};
            bench.builder.received(reported(
                names[random.bounded(6)], room, random.bounded(12), random.bounded(2) ? "Anna" : "Ben"));
        }
        bench.append();
        bench.model.setSearchText(random.bounded(3) == 0 ? u"ann"_s : QString());
        bench.refresh();
        int people = 0;
        int rooms = 0;
        for (const SeenRoom &room : bench.directory.rooms()) {
            rooms += room.exists ? 1 : 0;
            people += room.exists ? room.presentCount : 0;
        }
        bench.model.setSearchText({});
        QCOMPARE(bench.model.roomCount(), rooms);
        QCOMPARE(bench.model.peopleCount(), people);
        for (int row = 0; row < bench.model.rowCount(); ++row) {
            const QModelIndex room = bench.model.index(row, 0);
            const QByteArray id = room.data(RoomTreeModel::IdRole).toString().toUtf8();
            QCOMPARE(bench.model.rowCount(room), bench.directory.rooms()[id].presentCount);
        }
    }
}

void tst_RoomTreeModel::whatPeopleDoIsShown()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 7, "Anna"));
    bench.append();
    bench.refresh();
    QCOMPARE(bench.model.indexOf("1", "7").data(RoomTreeModel::StateTextRole).toString(), QString());
    const QByteArray state = R"({"Event":"SET_PARTICIPANT_STATE","room_id":1,"participant_id":7,)";
    bench.builder.received(state + R"("control":2,"value":1})")
        .received(state + R"("control":14,"value":3})");
    bench.builder.received(R"({"participant_id":"7","action":"start-talking"})");
    bench.append();
    const QModelIndex anna = bench.model.indexOf("1", "7");
    QTRY_COMPARE(anna.data(RoomTreeModel::StateTextRole).toString(), u"talking, muted, sidebar room 3"_s);
    QVERIFY(anna.data(RoomTreeModel::MutedRole).toBool());
    QCOMPARE(anna.data(RoomTreeModel::SidebarRole).toInt(), 3);
    QCOMPARE(anna.data(RoomTreeModel::WhisperRole).toInt(), 0);
    QCOMPARE(Bench::copied(anna.data(Qt::AccessibleTextRole).toString()),
        u"Anna, talking, muted, sidebar room 3"_s);
}

void tst_RoomTreeModel::afterAGapRoomsAndPeopleWaitToBeConfirmed()
{
    Bench bench;
    bench.builder.received(reported("ADD_PARTICIPANT", "1", 7)).received(reported("ADD_PARTICIPANT", "1", 8));
    bench.builder.received(reported("ADD_PARTICIPANT", "conf-2", 9));
    bench.append();
    bench.refresh();
    QCOMPARE(bench.model.unconfirmedRooms(), 0);
    bench.builder.after(60'000'000).gap(60'000'000);
    bench.append();
    QTRY_COMPARE(bench.model.unconfirmedRooms(), 2);
    QCOMPARE(bench.model.questions().value(0), R"({"Command":"get_room_layout","room_id":1})"_ba);
    QCOMPARE(bench.model.questions().value(1), R"({"Command":"get_room_layout","room_id":"conf-2"})"_ba);
    QCOMPARE(bench.model.unconfirmedSince(), bench.builder.time - 60'000'000);
    bench.builder.received(
        R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":7,"x":1,"y":0,"z":0})");
    bench.append();
    QTRY_COMPARE(bench.model.unconfirmedRooms(), 1);
    QVERIFY(bench.model.indexOf("1", "7").data(RoomTreeModel::ConfirmedRole).toBool());
    QVERIFY(!bench.model.indexOf("1", "8").data(RoomTreeModel::ConfirmedRole).toBool());
    QVERIFY(!bench.model.indexOf("conf-2").data(RoomTreeModel::ConfirmedRole).toBool());
}

void tst_RoomTreeModel::aRoomThatTheServerDeniesWaitsNoLonger()
{
    Bench bench;
    const QByteArray ask = R"({"Command":"get_room_layout","room_id":5})";
    const auto refuse = [&](const QByteArray &command, const QByteArray &code) {
        bench.builder.sent(command);
        bench.builder.received(
            R"({"Status":"ERROR","Error Code":)" + code + R"(,"Request":)" + command + "}");
        bench.append();
        bench.refresh();
    };
    bench.builder.received(reported("ADD_PARTICIPANT", "5", 7)).after(60'000'000).gap(60'000'000);
    bench.append();
    bench.refresh();
    QCOMPARE(bench.model.unconfirmedRooms(), 1);
    refuse(ask, "-9990");
    refuse(R"({"Command":"create_room","room_id":5})", "-9993"); // there is one already
    QCOMPARE(bench.rooms(), (QStringList{u"5"_s}));
    refuse(ask, "-9993");
    QCOMPARE(bench.model.unconfirmedRooms(), 0);
    QVERIFY(bench.rooms().isEmpty());
    refuse(R"({"Command":"get_room_layout","room_id":6})", R"("IMM_ERROR_INVALID_ROOM_ID")");
    QVERIFY(!bench.directory.rooms().contains("6"));
}

QTEST_GUILESS_MAIN(tst_RoomTreeModel)
#include "tst_roomtreemodel.moc"
