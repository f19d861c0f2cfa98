#include "lib/simulator/commands.h"
#include "lib/simulator/conference.h"
#include "lib/simulator/idform.h"
#include "lib/simulator/request.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr int roundTable = 1;
constexpr int openFloor = 3;

/// Room 1 with a round table: 101, 102 who only sends, 103 who only listens. Room 3, open: 301.
Conference smallConference()
{
    Conference conference;
    RoomEvents events;
    conference.createRoom(1, events);
    conference.createRoom(3, events);
    conference.setLayout(3, openFloor, events);
    conference.addParticipant(1, 101, u"Amara Okafor"_s, {48000, 1, 1}, events);
    conference.addParticipant(1, 102, u"Stage feed"_s, {48000, 2, 2}, events);
    conference.addParticipant(1, 103, u"Sven Holm"_s, {16000, 2, 3}, events);
    conference.addParticipant(3, 301, u"Maya Nowak"_s, {48000, 1, 1}, events);
    return conference;
}

Reply carryOutOn(Conference &conference, const char *json)
{
    return carryOut(conference, Request(json));
}

QJsonObject asJson(const QByteArray &members)
{
    return QJsonDocument::fromJson('{' + members + '}').object();
}

} // namespace

class TestSimulatorCommands : public QObject
{
    Q_OBJECT

private slots:
    void anAnswerCarriesWhatWasAsked_data();
    void anAnswerCarriesWhatWasAsked();
    void aChangeIsDoneAndAnnounced_data();
    void aChangeIsDoneAndAnnounced();
    void whatIsWrongIsSaidWithItsCode_data();
    void whatIsWrongIsSaidWithItsCode();
    void whatIsRefusedChangesNothing();
    void aTextIdLeadsBackToItsNumber();
    void whereIdsAreTextsARoomIsMadeByAText();
    void everyCommandWithoutItsParametersIsAnInvalidValue();
    void theLastOfRepeatedKeysCounts();
    void theLayoutFileListsAllLayouts();
    void aRequestMayNestAHundredThousandDeep();
    void aCustomEventCarriesItsMembersVerbatim();
    void aNewLayoutReseatsEverybody();
    void aDestroyedRoomIsLeftFirst();
    void whoSitsOnTopOfSomebodyIsStackedOrShifted();
    void whoIsMovedLeavesTheSeatAndWhoTurnsDoesNot();
    void seatsFaceTheCentre();
    void aNewcomerTakesTheFirstFreeSeat();
};

void TestSimulatorCommands::anAnswerCarriesWhatWasAsked_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("members");

    QTest::newRow("version") << QByteArray(R"({"Command":"get_version"})") << QByteArray()
                             << QByteArray(R"("version":"v1.0.0")");
    QTest::newRow("room count") << QByteArray(R"({"Command":"get_room_count"})") << QByteArray("2")
                                << QByteArray(R"("room_count":2)");
    QTest::newRow("layout") << QByteArray(R"({"Command":"get_room_layout","room_id":3})") << QByteArray("3")
                            << QByteArray();
    QTest::newRow("layout, id as text")
        << QByteArray(R"({"Command":"get_room_layout","room_id":"3"})") << QByteArray("3") << QByteArray();
    QTest::newRow("participant count") << QByteArray(R"({"Command":"get_participant_count","room_id":1.0})")
                                       << QByteArray("3") << QByteArray();
    QTest::newRow("name") << QByteArray(
        R"({"Command":"get_participant_name","room_id":1,"participant_id":101})")
                          << QByteArray("\"Amara Okafor\"") << QByteArray();
    QTest::newRow("configuration")
        << QByteArray(R"({"Command":"get_participant_configuration","room_id":1,"participant_id":103})")
        << QByteArray() << QByteArray(R"("input_sampling_rate":16000,"input_number_channels":2,"type":3)");
    QTest::newRow("position")
        << QByteArray(R"({"Command":"get_participant_position","room_id":1,"participant_id":101})")
        << QByteArray()
        << QByteArray(R"("x":0.0,"y":0.0,"z":150.0,"azimuth_heading":180.0,"elevation_heading":0.0)");
    QTest::newRow("seat")
        << QByteArray(R"({"Command":"get_participant_seat","room_id":1,"participant_id":101})")
        << QByteArray()
        << QByteArray(R"("id":1,"x":0.0,"y":0.0,"z":150.0,"azimuth_heading":180.0,"elevation_heading":0.0)");
    QTest::newRow("state") << QByteArray(
        R"({"Command":"get_participant_state","room_id":1,"participant_id":101,"control":8})")
                           << QByteArray("300") << QByteArray();
    QTest::newRow("default state of the layout")
        << QByteArray(R"({"Command":"get_participant_state","room_id":1,"participant_id":101,"control":6})")
        << QByteArray("1") << QByteArray();
    QTest::newRow("spherical") << QByteArray(
        R"({"Command":"get_participant_spherical","room_id":1,"listener_id":103,"source_id":101})")
                               << QByteArray()
                               << QByteArray(R"("azimuth":45.0,"elevation":0.0,"distance":212.1)");
    QTest::newRow("log level") << QByteArray(R"({"Command":"set_log_level","level":4})") << QByteArray()
                               << QByteArray();
}

void TestSimulatorCommands::anAnswerCarriesWhatWasAsked()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, members);
    Conference conference = smallConference();
    const Reply reply = carryOut(conference, Request(request));
    QCOMPARE(reply.problem.text, QString());
    QCOMPARE(reply.value.value_or(QByteArray()), value);
    QCOMPARE(reply.members, members);
    QVERIFY(reply.events.empty());
}

void TestSimulatorCommands::aChangeIsDoneAndAnnounced_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("question");
    QTest::addColumn<QByteArray>("answer");

    QTest::newRow("create room") << QByteArray(R"({"Command":"create_room","room_id":7})")
                                 << QByteArray(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":7}})")
                                 << QByteArray(R"({"Command":"get_room_count"})") << QByteArray("3");
    QTest::newRow("destroy room") << QByteArray(R"({"Command":"destroy_room","room_id":3})")
                                  << QByteArray(
                                         R"({"Event":"IMM_EVENT_DESTROY_ROOM","values":{"room_id":3}})")
                                  << QByteArray(R"({"Command":"get_room_count"})") << QByteArray("1");
    QTest::newRow("add participant")
        << QByteArray(
               R"({"Command":"add_participant","room_id":3,"participant_id":9,"participant_name":"Ω\"",)"
               R"("input_sampling_rate":8000,"input_number_channels":2,"type":1})")
        << QByteArray(
               R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":3,"participant_id":9,"name":"Ω\"",)"
               R"("configuration":{"input_sampling_rate":8000,"input_number_channels":2,"type":1}}})")
        << QByteArray(R"({"Command":"get_participant_name","room_id":3,"participant_id":9})")
        << QByteArray(R"("Ω\"")");
    QTest::newRow("remove participant")
        << QByteArray(R"({"Command":"remove_participant","room_id":1,"participant_id":102})")
        << QByteArray(
               R"({"Event":"IMM_EVENT_REMOVE_PARTICIPANT","values":{"room_id":1,"participant_id":102}})")
        << QByteArray(R"({"Command":"get_participant_count","room_id":1})") << QByteArray("2");
    QTest::newRow("name")
        << QByteArray(R"({"Command":"set_participant_name","room_id":1,"participant_id":101,"name":"李娜"})")
        << QByteArray(
               R"({"Event":"IMM_EVENT_SET_NAME","values":{"room_id":1,"participant_id":101,"name":"李娜"}})")
        << QByteArray(R"({"Command":"get_participant_name","room_id":1,"participant_id":101})")
        << QByteArray("\"李娜\"");
    QTest::newRow("state")
        << QByteArray(
               R"({"Command":"set_participant_state","room_id":1,"participant_id":101,"control":2,"value":1})")
        << QByteArray(
               R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":101,"control":2,"value":1}})")
        << QByteArray(R"({"Command":"get_participant_state","room_id":1,"participant_id":101,"control":2})")
        << QByteArray("1");
    QTest::newRow("state of all")
        << QByteArray(R"({"Command":"set_all_participants_state","room_id":1,"control":12,"value":80})")
        << QByteArray(
               R"({"Event":"IMM_EVENT_SET_ALL_PARTICIPANTS_STATE","values":{"room_id":1,"control":12,"value":80}})")
        << QByteArray(R"({"Command":"get_participant_state","room_id":1,"participant_id":103,"control":12})")
        << QByteArray("80");
    QTest::newRow("layout")
        << QByteArray(R"({"Command":"set_room_layout","room_id":1,"layout_id":4})")
        << QByteArray(R"({"Event":"IMM_EVENT_SET_ROOM_LAYOUT","values":{"room_id":1,"layout_id":4}})")
        << QByteArray(R"({"Command":"get_room_layout","room_id":1})") << QByteArray("4");
    QTest::newRow("position")
        << QByteArray(R"({"Command":"set_participant_position","room_id":3,"participant_id":301,)"
                      R"("x":30,"y":0.04,"z":-60.25,"azimuth_heading":-180,"elevation_heading":90})")
        << QByteArray(
               R"({"Event":"IMM_EVENT_SET_PARTICIPANT_POSITION","values":{"room_id":3,"participant_id":301,)"
               R"("x":30.0,"y":0.0,"z":-60.3,"azimuth_heading":-180.0,"elevation_heading":90.0}})")
        << QByteArray(R"({"Command":"get_participant_count","room_id":3})") << QByteArray("1");
    QTest::newRow("seat")
        << QByteArray(R"({"Command":"set_participant_seat","room_id":1,"participant_id":101,"seat_id":8})")
        << QByteArray(
               R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT","values":{"room_id":1,"participant_id":101,"seat":{"id":8,)"
               R"("position":{"x":-106.0,"y":0.0,"z":106.0},"heading":{"azimuth_heading":135.0,"elevation_heading":0.0}}}})")
        << QByteArray(R"({"Command":"get_participant_count","room_id":1})") << QByteArray("3");
}

void TestSimulatorCommands::aChangeIsDoneAndAnnounced()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, event);
    QFETCH(const QByteArray, question);
    QFETCH(const QByteArray, answer);
    Conference conference = smallConference();
    const Reply reply = carryOut(conference, Request(request));
    QCOMPARE(reply.problem.text, QString());
    QByteArrayList announced;
    for (const RoomEvent &happened : reply.events)
        announced += MessageWriter({}).event(happened);
    QVERIFY2(announced.contains(event), announced.join('\n').constData());
    QCOMPARE(carryOut(conference, Request(question)).value.value_or(QByteArray()), answer);
}

void TestSimulatorCommands::whatIsWrongIsSaidWithItsCode_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("code");
    const auto add = [](const char *name, int code, const char *request) {
        QTest::newRow(name) << QByteArray(request) << code;
    };
    add("no JSON", -9990, "hello");
    add("cut off", -9990, R"({"Command":"get_version")");
    add("text after the object", -9990, R"({"Command":"get_version"} x)");
    add("no object", -9990, R"(["get_version"])");
    add("no text at all", -9990, "");
    add("no command", -9990, R"({"room_id":1})");
    add("command is a number", -9990, R"({"Command":1})");
    add("unknown command", -9990, R"({"Command":"show_rooms"})");
    add("parameter missing", -9990, R"({"Command":"get_participant_name","room_id":1})");
    add("id neither number nor text", -9990, R"({"Command":"get_room_layout","room_id":[1]})");
    add("unknown room", -9993, R"({"Command":"get_room_layout","room_id":99})");
    add("room id that fits no number", -9993,
        R"({"Command":"get_room_layout","room_id":12345678901234567890})");
    add("room id of letters", -9993, R"({"Command":"get_room_layout","room_id":"hall"})");
    add("unknown participant", -9992,
        R"({"Command":"get_participant_name","room_id":1,"participant_id":301})");
    add("seat of an unknown participant", -9992,
        R"({"Command":"set_participant_seat","room_id":1,"participant_id":999,"seat_id":1})");
    add("unknown control", -9991,
        R"({"Command":"get_participant_state","room_id":1,"participant_id":101,"control":15})");
    add("control zero", -9991,
        R"({"Command":"set_participant_state","room_id":1,"participant_id":101,"control":0,"value":0})");
    add("control by name", -9991,
        R"({"Command":"set_all_participants_state","room_id":1,"control":"IMM_CONTROL_MUTE_ENABLE","value":0})");
    add("value above its bound", -9990,
        R"({"Command":"set_participant_state","room_id":1,"participant_id":101,"control":7,"value":41})");
    add("value below its bound", -9990,
        R"({"Command":"set_all_participants_state","room_id":1,"control":10,"value":0})");
    add("value no whole number", -9990,
        R"({"Command":"set_participant_state","room_id":1,"participant_id":101,"control":7,"value":6.5})");
    add("mute for who only listens", -9987,
        R"({"Command":"set_participant_state","room_id":1,"participant_id":103,"control":2,"value":1})");
    add("device for who only sends", -9987,
        R"({"Command":"set_participant_state","room_id":1,"participant_id":102,"control":10,"value":2})");
    add("listener who only sends", -9987,
        R"({"Command":"get_participant_spherical","room_id":1,"listener_id":102,"source_id":101})");
    add("source who only listens", -9987,
        R"({"Command":"get_participant_spherical","room_id":1,"listener_id":101,"source_id":103})");
    add("unknown listener", -9992,
        R"({"Command":"get_participant_spherical","room_id":1,"listener_id":9,"source_id":101})");
    add("azimuth out of range", -9989,
        R"({"Command":"set_participant_position","room_id":3,"participant_id":301,"x":0,"y":0,"z":0,"azimuth_heading":180.5,"elevation_heading":0})");
    add("elevation out of range", -9989,
        R"({"Command":"set_participant_position","room_id":3,"participant_id":301,"x":0,"y":0,"z":0,"azimuth_heading":0,"elevation_heading":-91})");
    add("position in a room that is not open", -9990,
        R"({"Command":"set_participant_position","room_id":1,"participant_id":101,"x":0,"y":0,"z":0,"azimuth_heading":0,"elevation_heading":0})");
    add("position beyond all bounds", -9990,
        R"({"Command":"set_participant_position","room_id":3,"participant_id":301,"x":1e300,"y":0,"z":0,"azimuth_heading":0,"elevation_heading":0})");
    add("position that is no number", -9990,
        R"({"Command":"set_participant_position","room_id":3,"participant_id":301,"x":"0","y":0,"z":0,"azimuth_heading":0,"elevation_heading":0})");
    add("position of infinite size", -9990,
        R"({"Command":"set_participant_position","room_id":3,"participant_id":301,"x":1e999,"y":0,"z":0,"azimuth_heading":0,"elevation_heading":0})");
    add("unknown seat", -9990,
        R"({"Command":"set_participant_seat","room_id":1,"participant_id":101,"seat_id":9})");
    add("seat zero", -9990,
        R"({"Command":"set_participant_seat","room_id":1,"participant_id":101,"seat_id":0})");
    add("unknown layout", -9990, R"({"Command":"set_room_layout","room_id":1,"layout_id":5})");
    add("layout of an unknown room", -9993, R"({"Command":"set_room_layout","room_id":5,"layout_id":1})");
    add("name that is no text", -9990,
        R"({"Command":"set_participant_name","room_id":1,"participant_id":101,"name":7})");
    add("log level out of range", -9990, R"({"Command":"set_log_level","level":5})");
    add("custom event in an unknown room", -9993,
        R"({"Command":"custom_event","room_id":9,"action":"wave"})");
    add("room exists", -9993, R"({"Command":"create_room","room_id":1})");
    add("negative room", -9993, R"({"Command":"create_room","room_id":-1})");
    add("room of letters", -9993, R"({"Command":"create_room","room_id":"hall"})");
    add("room to destroy unknown", -9993, R"({"Command":"destroy_room","room_id":9})");
    add("participant exists", -9992,
        R"({"Command":"add_participant","room_id":1,"participant_id":101,"participant_name":"x","input_sampling_rate":48000,"input_number_channels":1,"type":1})");
    add("participant for an unknown room", -9993,
        R"({"Command":"add_participant","room_id":9,"participant_id":1,"participant_name":"x","input_sampling_rate":48000,"input_number_channels":1,"type":1})");
    add("three channels", -9996,
        R"({"Command":"add_participant","room_id":1,"participant_id":1,"participant_name":"x","input_sampling_rate":48000,"input_number_channels":3,"type":1})");
    add("sampling rate", -9995,
        R"({"Command":"add_participant","room_id":1,"participant_id":1,"participant_name":"x","input_sampling_rate":44100,"input_number_channels":1,"type":1})");
    add("participant type", -9990,
        R"({"Command":"add_participant","room_id":1,"participant_id":1,"participant_name":"x","input_sampling_rate":48000,"input_number_channels":1,"type":4})");
    add("participant to remove unknown", -9992,
        R"({"Command":"remove_participant","room_id":1,"participant_id":7})");
}

void TestSimulatorCommands::whatIsWrongIsSaidWithItsCode()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, code);
    Conference conference = smallConference();
    const Reply reply = carryOut(conference, Request(request));
    QCOMPARE(int(reply.problem.code), code);
    QVERIFY(!reply.problem.text.isEmpty());
    QVERIFY(!nameOf(reply.problem.code).isEmpty());
    QVERIFY(reply.events.empty());
    QVERIFY(!reply.value);
}

void TestSimulatorCommands::whatIsRefusedChangesNothing()
{
    Conference conference = smallConference();
    const Place before = conference.participant(1, 101)->place;
    carryOutOn(conference,
        R"({"Command":"set_participant_position","room_id":1,"participant_id":101,"x":1,"y":1,"z":1,"azimuth_heading":0,"elevation_heading":0})");
    carryOutOn(conference,
        R"({"Command":"set_participant_state","room_id":1,"participant_id":101,"control":7,"value":41})");
    QCOMPARE(conference.participant(1, 101)->place, before);
    QCOMPARE(conference.participant(1, 101)->controls, conference.participant(1, 102)->controls);
}

void TestSimulatorCommands::aTextIdLeadsBackToItsNumber()
{
    constexpr auto ids = Dialect::Ids::Text;
    QSet<QByteArray> all;
    for (int number = 0; number < 20'000; number = number * 11 / 10 + 1) {
        const QByteArray room = roomId(number, ids);
        const QByteArray person = personId(number, ids);
        QCOMPARE(roomOfId(room, ids), number);
        QCOMPARE(personOfId(person, ids), number);
        QVERIFY2(room.size() <= 41 && person.size() <= 41, room.constData());
        QVERIFY(!all.contains(room) && !all.contains(person));
        all += {room, person};
    }
    for (const QByteArrayView other : {"", "7", "conf-7", "room-eu-west-1/conf-7", "conf-b81f0c6e", "sip:7@",
             "-1", "99999999999999999999", "room-eu-west-1/conf-0001"})
        QVERIFY2(!roomOfId(other, ids) && !personOfId(other, ids), other.constData());
}

void TestSimulatorCommands::whereIdsAreTextsARoomIsMadeByAText()
{
    constexpr auto ids = Dialect::Ids::Text;
    Conference conference = smallConference();
    const auto create = [&conference](const QByteArray &room) {
        return carryOut(conference, Request(R"({"Command":"create_room","room_id":)" + room + '}'), ids);
    };
    QCOMPARE(create("8").problem.code, Refusal::InvalidRoomId);
    QCOMPARE(create(R"("lobby")").problem.code, Refusal::InvalidRoomId);
    const Reply made = create(R"("room-eu-west-1/conf-0008")");
    QVERIFY(!made.problem);
    QVERIFY(conference.room(8));
    QCOMPARE(MessageWriter({.ids = ids}).event(made.events.at(0)),
        R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":"room-eu-west-1/conf-0008"}})"_ba);
}

void TestSimulatorCommands::everyCommandWithoutItsParametersIsAnInvalidValue()
{
    const QByteArrayList withoutParameters = {"get_version", "get_license_info", "get_library_configuration",
        "get_json_all_room_layouts", "get_room_count"};
    QCOMPARE(commandNames().size(), 25);
    for (const QByteArray &name : commandNames()) {
        Conference conference = smallConference();
        const Reply reply = carryOut(conference, Request("{\"Command\":\"" + name + "\"}"));
        const auto expected = withoutParameters.contains(name) ? Refusal::None : Refusal::InvalidValue;
        QVERIFY2(reply.problem.code == expected, name.constData());
    }
}

void TestSimulatorCommands::theLastOfRepeatedKeysCounts()
{
    Conference conference = smallConference();
    QCOMPARE(*carryOutOn(conference, R"({"Command":"x","room_id":1,"Command":"get_room_layout","room_id":3})")
                  .value,
        "3"_ba);
}

void TestSimulatorCommands::theLayoutFileListsAllLayouts()
{
    Conference conference;
    const QJsonObject file =
        asJson(carryOutOn(conference, R"({"Command":"get_json_all_room_layouts"})").members);
    QCOMPARE(file[u"default"].toString(), u"round table"_s);
    const QJsonObject rooms = file[u"room_list"].toObject();
    QCOMPARE(rooms.size(), 4);
    QCOMPARE(rooms[u"round table"][u"seats"].toArray().size(), 8);
    QCOMPARE(rooms[u"classroom"][u"seats"].toArray().size(), 15);
    QCOMPARE(rooms[u"classroom"][u"openRoom"].toBool(true), false);
    QCOMPARE(rooms[u"open floor"][u"openRoom"].toBool(), true);
    QCOMPARE(rooms[u"terrace"][u"openRoom"].toBool(), true);
    QCOMPARE(rooms[u"terrace"][u"centerPoint"][u"x"].toInt(), 180);
    QCOMPARE(rooms[u"round table"][u"defaultStates"][u"IMM_CONTROL_MIXING_3D_ENABLE"].toInt(), 1);
}

void TestSimulatorCommands::aRequestMayNestAHundredThousandDeep()
{
    constexpr int depth = 100'000;
    const QByteArray deep = QByteArray(depth, '[') + QByteArray(depth, ']');
    Conference conference = smallConference();
    const Reply reply =
        carryOut(conference, Request("{\"Command\":\"custom_event\",\"room_id\":1,\"deep\":" + deep + '}'));
    QVERIFY(!reply.problem);
    QCOMPARE(reply.events.at(0).members.at(0).value, deep);
    const Reply cut = carryOut(conference, Request("{\"Command\":" + QByteArray(depth, '[')));
    QCOMPARE(cut.problem.code, Refusal::InvalidValue);
}

void TestSimulatorCommands::aCustomEventCarriesItsMembersVerbatim()
{
    Conference conference = smallConference();
    const Reply reply = carryOutOn(conference,
        R"({"Command":"custom_event","room_id":1,"big":12345678901234567890.10,"values":1,"Event":"x","\u0061":{ "b" : [1] }})");
    QCOMPARE(MessageWriter({}).event(reply.events.at(0)),
        R"({"Event":"IMM_EVENT_CUSTOM","values":{"room_id":1,"big":12345678901234567890.10,"\u0061":{ "b" : [1] }}})"_ba);
}

void TestSimulatorCommands::aNewLayoutReseatsEverybody()
{
    Conference conference = smallConference();
    RoomEvents events;
    conference.setState(1, 101, int(Control::Mixing3d), 0, events);
    events.clear();
    QVERIFY(!conference.setLayout(1, 2, events));
    QCOMPARE(events.size(), size_t(5));
    QCOMPARE(events[0].type, EventType::SetRoomLayout);
    QCOMPARE(
        events[1].type, EventType::SetAllParticipantsState); // the layout's default, which 101 did not have
    for (size_t i = 2; i < 5; ++i) {
        QCOMPARE(events[i].type, EventType::SetParticipantSeat);
        QCOMPARE(events[i].seat, int(i) - 1);
    }
}

void TestSimulatorCommands::aDestroyedRoomIsLeftFirst()
{
    Conference conference = smallConference();
    RoomEvents events;
    QVERIFY(!conference.destroyRoom(1, events));
    QCOMPARE(events.size(), size_t(4));
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE(events[i].type, EventType::RemoveParticipant);
    QCOMPARE(events[3].type, EventType::DestroyRoom);
}

void TestSimulatorCommands::whoSitsOnTopOfSomebodyIsStackedOrShifted()
{
    Conference conference = smallConference();
    RoomEvents events;
    conference.seat(1, 102, 1, events); // the round table shifts
    QCOMPARE(conference.participant(1, 102)->place.position.z, 90.0);
    conference.setLayout(1, 2, events); // the classroom stacks
    conference.seat(1, 102, 1, events);
    QCOMPARE(conference.participant(1, 102)->place.position, conference.participant(1, 101)->place.position);
    conference.setLayout(1, roundTable, events);
    conference.seat(1, 101, 1, events); // sitting down where one sits already is no stack
    QCOMPARE(conference.participant(1, 101)->place.position.z, 150.0);
}

void TestSimulatorCommands::whoIsMovedLeavesTheSeatAndWhoTurnsDoesNot()
{
    Conference conference = smallConference();
    RoomEvents events;
    QVERIFY(!conference.turn(3, 301, 20, 5, events));
    QCOMPARE(conference.participant(3, 301)->seat, 1);
    QCOMPARE(conference.participant(3, 301)->place.azimuth, 20.0);
    QVERIFY(!conference.move(3, 301, {{10, 0, 10}, 0, 0}, events));
    QCOMPARE(conference.participant(3, 301)->seat, notSeated);
    QCOMPARE(conference.room(3)->emptiestSeat(), 1);
}

void TestSimulatorCommands::seatsFaceTheCentre()
{
    for (const Layout &layout : builtInLayouts()) {
        for (int seat = 1; seat <= layout.seats.size(); ++seat) {
            const Spherical ahead = sphericalBetween(layout.seated(seat, 0), layout.centre);
            QVERIFY(std::abs(ahead.azimuth) < 1e-6);
            QVERIFY(ahead.distance > 50);
        }
    }
}

void TestSimulatorCommands::aNewcomerTakesTheFirstFreeSeat()
{
    Conference conference = smallConference();
    RoomEvents events;
    conference.removeParticipant(1, 102, events);
    events.clear();
    conference.addParticipant(1, 105, u"Elif Yılmaz"_s, {}, events);
    QCOMPARE(events.size(), size_t(2));
    QCOMPARE(events[1].type, EventType::SetParticipantSeat);
    QCOMPARE(events[1].seat, 2);
}

QTEST_APPLESS_MAIN(TestSimulatorCommands)
#include "tst_simulatorcommands.moc"
