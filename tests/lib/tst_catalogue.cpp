#include "lib/protocol/catalogue.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

QString rangeText(const ValueRange &range)
{
    return (range.minimum ? QString::number(*range.minimum) : QString()) + u".."_s
        + (range.maximum ? QString::number(*range.maximum) : QString());
}

QStringList choiceNames(const QList<Choice> &choices)
{
    QStringList names;
    for (const Choice &choice : choices)
        names.append(choice.value.toVariant().toString() + u' ' + choice.name);
    return names;
}

const Parameter &parameterOf(QStringView command, QStringView name)
{
    return *Catalogue::builtIn().command(command)->parameter(name);
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT

private slots:
    void everyCommandIsThereWithItsParametersInOrder_data();
    void everyCommandIsThereWithItsParametersInOrder();
    void noOtherCommandIsThere();
    void groupsComeInTheOrderOfTheComposer();
    void commandsThatServersMayRefuseSaySo();
    void onlyCustomEventTakesMore();
    void everyCommandAndParameterHasHelp();
    void idsAreIntegersThatReferToThings_data();
    void idsAreIntegersThatReferToThings();
    void axesHaveUnitAndDirection();
    void headingsHaveTheirRange();
    void theValueDependsOnTheControl_data();
    void theValueDependsOnTheControl();
    void anUnknownControlLeavesTheValueFree();
    void aRuleTellsWhatItAllows();
    void enumerationsGoByName();
    void repliesNameTheirFields();
    void everyEventHasItsLabelAndFields_data();
    void everyEventHasItsLabelAndFields();
    void errorCodesCountUpFromMinusTenThousand();
    void errorCodesAreFoundByNumberAndName();
};

void TestCatalogue::everyCommandIsThereWithItsParametersInOrder_data()
{
    QTest::addColumn<QStringList>("parameters");
    const auto row = [](const char *name, const char *parameters) {
        QTest::newRow(name) << QString::fromLatin1(parameters).split(u' ', Qt::SkipEmptyParts);
    };
    row("get_version", "");
    row("get_license_info", "");
    row("get_library_configuration", "");
    row("get_json_all_room_layouts", "");
    row("get_room_count", "");
    row("get_room_layout", "room_id");
    row("set_room_layout", "room_id layout_id");
    row("get_participant_count", "room_id");
    row("get_participant_name", "room_id participant_id");
    row("set_participant_name", "room_id participant_id name");
    row("get_participant_configuration", "room_id participant_id");
    row("get_participant_position", "room_id participant_id");
    row("set_participant_position", "room_id participant_id x y z azimuth_heading elevation_heading");
    row("get_participant_seat", "room_id participant_id");
    row("set_participant_seat", "room_id participant_id seat_id");
    row("get_participant_state", "room_id participant_id control");
    row("set_participant_state", "room_id participant_id control value");
    row("set_all_participants_state", "room_id control value");
    row("get_participant_spherical", "room_id listener_id source_id");
    row("set_log_level", "level");
    row("custom_event", "room_id");
    row("create_room", "room_id");
    row("destroy_room", "room_id");
    row("add_participant",
        "room_id participant_id participant_name input_sampling_rate input_number_channels type");
    row("remove_participant", "room_id participant_id");
}

void TestCatalogue::everyCommandIsThereWithItsParametersInOrder()
{
    QFETCH(QStringList, parameters);
    const Command *command = Catalogue::builtIn().command(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(command);
    QStringList names;
    for (const Parameter &parameter : command->parameters) {
        names.append(parameter.name);
        QVERIFY2(parameter.required, qPrintable(parameter.name));
    }
    QCOMPARE(names, parameters);
}

void TestCatalogue::noOtherCommandIsThere()
{
    QCOMPARE(Catalogue::builtIn().commands().size(), 25);
}

void TestCatalogue::groupsComeInTheOrderOfTheComposer()
{
    QStringList groups;
    for (const Command &command : Catalogue::builtIn().commands()) {
        if (groups.isEmpty() || groups.last() != command.group)
            groups.append(command.group);
    }
    QCOMPARE(groups,
        QStringList({u"Library"_s, u"Rooms"_s, u"Participants"_s, u"Position and seat"_s, u"Audio state"_s,
            u"Custom"_s, u"May be refused by the server"_s}));
}

void TestCatalogue::commandsThatServersMayRefuseSaySo()
{
    QStringList names;
    for (const Command &command : Catalogue::builtIn().commands()) {
        if (command.mayBeRefused)
            names.append(command.name);
    }
    QCOMPARE(names,
        QStringList({u"create_room"_s, u"destroy_room"_s, u"add_participant"_s, u"remove_participant"_s}));
}

void TestCatalogue::onlyCustomEventTakesMore()
{
    for (const Command &command : Catalogue::builtIn().commands())
        QCOMPARE(command.takesMore, command.name == u"custom_event");
}

void TestCatalogue::everyCommandAndParameterHasHelp()
{
    for (const Command &command : Catalogue::builtIn().commands()) {
        QVERIFY2(command.help.endsWith(u'.'), qPrintable(command.name));
        for (const Parameter &parameter : command.parameters)
            QVERIFY2(!parameter.rule.help.isEmpty(), qPrintable(parameter.name));
    }
}

void TestCatalogue::idsAreIntegersThatReferToThings_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<ParameterRole>("role");
    QTest::newRow("room_id") << u"get_room_layout"_s << ParameterRole::Room;
    QTest::newRow("participant_id") << u"get_participant_seat"_s << ParameterRole::Participant;
    QTest::newRow("listener_id") << u"get_participant_spherical"_s << ParameterRole::Participant;
    QTest::newRow("source_id") << u"get_participant_spherical"_s << ParameterRole::Participant;
    QTest::newRow("layout_id") << u"set_room_layout"_s << ParameterRole::Layout;
    QTest::newRow("seat_id") << u"set_participant_seat"_s << ParameterRole::Seat;
}

void TestCatalogue::idsAreIntegersThatReferToThings()
{
    QFETCH(QString, command);
    QFETCH(ParameterRole, role);
    const Parameter &parameter = parameterOf(command, QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(parameter.type, Parameter::Type::Integer);
    QCOMPARE(parameter.role, role);
}

void TestCatalogue::axesHaveUnitAndDirection()
{
    const auto helpOf = [](QStringView axis) {
        const Parameter &parameter = parameterOf(u"set_participant_position", axis);
        return parameter.rule.help + u' ' + parameter.rule.unit;
    };
    QCOMPARE(helpOf(u"x"), u"to the right cm"_s);
    QCOMPARE(helpOf(u"y"), u"up cm"_s);
    QCOMPARE(helpOf(u"z"), u"forward cm"_s);
    QCOMPARE(parameterOf(u"set_participant_position", u"x").initial, QJsonValue(0));
    QVERIFY(parameterOf(u"set_participant_position", u"room_id").initial.isUndefined());
}

void TestCatalogue::headingsHaveTheirRange()
{
    const Parameter &azimuth = parameterOf(u"set_participant_position", u"azimuth_heading");
    const Parameter &elevation = parameterOf(u"set_participant_position", u"elevation_heading");
    QCOMPARE(rangeText(azimuth.rule.range), u"-180..180"_s);
    QCOMPARE(rangeText(elevation.rule.range), u"-90..90"_s);
    QCOMPARE(azimuth.rule.unit, u"°"_s);
}

void TestCatalogue::theValueDependsOnTheControl_data()
{
    QTest::addColumn<int>("control");
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("choices");
    QTest::addColumn<int>("usual");
    const QString toggle = u"0 Off,1 On"_s;
    QTest::newRow("bypass") << 1 << u".."_s << QString() << toggle << 0;
    QTest::newRow("mute") << 2 << u".."_s << QString() << toggle << 0;
    QTest::newRow("noise cancellation") << 3 << u".."_s << QString() << toggle << 0;
    QTest::newRow("automatic gain") << 4 << u".."_s << QString() << toggle << 0;
    QTest::newRow("equaliser") << 5 << u".."_s << QString() << toggle << 0;
    QTest::newRow("3D") << 6 << u".."_s << QString() << toggle << 0;
    QTest::newRow("attenuation") << 7 << u"0..40"_s << u"dB/m"_s << QString() << 6;
    QTest::newRow("distance") << 8 << u"0.."_s << u"cm"_s << QString() << 300;
    QTest::newRow("reverb") << 9 << u".."_s << QString() << toggle << 1;
    QTest::newRow("device") << 10 << u".."_s << QString() << u"1 IMM_DEVICE_HEADPHONE,2 IMM_DEVICE_SPEAKER"_s
                            << 1;
    QTest::newRow("span") << 11 << u"1..90"_s << u"°"_s << QString() << 15;
    QTest::newRow("gain") << 12 << u"0..100"_s << u"%"_s << QString() << 100;
    QTest::newRow("whisper") << 13 << u"0..100"_s << QString() << QString() << 0;
    QTest::newRow("sidebar") << 14 << u"0..100"_s << QString() << QString() << 0;
}

void TestCatalogue::theValueDependsOnTheControl()
{
    QFETCH(int, control);
    for (const QStringView command : {u"set_participant_state", u"set_all_participants_state"}) {
        const ValueRule &rule = parameterOf(command, u"value").ruleFor({{u"control"_s, control}});
        QTEST(rangeText(rule.range), "range");
        QTEST(rule.unit, "unit");
        QTEST(choiceNames(rule.choices).join(u','), "choices");
        QTEST(rule.usual.toInt(-1), "usual");
    }
}

void TestCatalogue::anUnknownControlLeavesTheValueFree()
{
    const Parameter &value = parameterOf(u"set_participant_state", u"value");
    for (const QJsonObject &values : {QJsonObject{}, QJsonObject{{u"control"_s, 99}}}) {
        const ValueRule &rule = value.ruleFor(values);
        QCOMPARE(rangeText(rule.range), u".."_s);
        QVERIFY(rule.choices.isEmpty());
        QVERIFY(rule.allows(100000));
    }
}

void TestCatalogue::aRuleTellsWhatItAllows()
{
    const Parameter &value = parameterOf(u"set_participant_state", u"value");
    const ValueRule &span = value.ruleFor({{u"control"_s, 11}});
    QVERIFY(!span.allows(0));
    QVERIFY(span.allows(1));
    QVERIFY(span.allows(90));
    QVERIFY(!span.allows(90.5));
    const ValueRule &mute = value.ruleFor({{u"control"_s, 2}});
    QVERIFY(mute.allows(1));
    QVERIFY(!mute.allows(2));
    QVERIFY(!mute.allows(u"1"_s));
}

void TestCatalogue::enumerationsGoByName()
{
    QCOMPARE(choiceNames(Catalogue::builtIn().controls()),
        QStringList({u"1 IMM_CONTROL_STEREO_BYPASS_ENABLE"_s, u"2 IMM_CONTROL_MUTE_ENABLE"_s,
            u"3 IMM_CONTROL_ANC_ENABLE"_s, u"4 IMM_CONTROL_AGC_ENABLE"_s, u"5 IMM_CONTROL_AUTO_EQ_ENABLE"_s,
            u"6 IMM_CONTROL_MIXING_3D_ENABLE"_s, u"7 IMM_CONTROL_MIXING_3D_ATTENUATION"_s,
            u"8 IMM_CONTROL_MIXING_3D_MAX_DISTANCE"_s, u"9 IMM_CONTROL_MIXING_3D_REVERB_ENABLE"_s,
            u"10 IMM_CONTROL_DEVICE"_s, u"11 IMM_CONTROL_HALF_SPAN_ANGLE"_s, u"12 IMM_CONTROL_MASTER_GAIN"_s,
            u"13 IMM_CONTROL_WHISPER_ROOM"_s, u"14 IMM_CONTROL_SIDEBAR_ROOM"_s}));
    QCOMPARE(choiceNames(parameterOf(u"get_participant_state", u"control").rule.choices),
        choiceNames(Catalogue::builtIn().controls()));
    QCOMPARE(choiceNames(parameterOf(u"add_participant", u"type").rule.choices),
        QStringList({u"1 IMM_PARTICIPANT_REGULAR"_s, u"2 IMM_PARTICIPANT_SOURCE_ONLY"_s,
            u"3 IMM_PARTICIPANT_LISTENER_ONLY"_s}));
    QCOMPARE(choiceNames(parameterOf(u"set_log_level", u"level").rule.choices),
        QStringList({u"0 verbose"_s, u"1 debug"_s, u"2 info"_s, u"3 warning"_s, u"4 error"_s}));
}

void TestCatalogue::repliesNameTheirFields()
{
    const auto fieldsOf = [](QStringView command) {
        QStringList names;
        for (const ReplyField &field : Catalogue::builtIn().command(command)->reply)
            names.append(field.name);
        return names;
    };
    QCOMPARE(fieldsOf(u"get_version"), QStringList{u"version"_s});
    QCOMPARE(
        fieldsOf(u"get_participant_spherical"), QStringList({u"azimuth"_s, u"elevation"_s, u"distance"_s}));
    QVERIFY(fieldsOf(u"get_license_info").contains(u"license_info.valid"_s));
    QVERIFY(fieldsOf(u"set_room_layout").isEmpty());
}

void TestCatalogue::everyEventHasItsLabelAndFields_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("fields");
    const auto row = [](const char *name, const char *label, const char *fields) {
        QTest::newRow(name) << QString::fromLatin1(label) << QString::fromLatin1(fields);
    };
    row("IMM_EVENT_CREATE_ROOM", "Room created", "room_id");
    row("IMM_EVENT_DESTROY_ROOM", "Room destroyed", "room_id");
    row("IMM_EVENT_ADD_PARTICIPANT", "Joined",
        "room_id participant_id name input_sampling_rate input_number_channels type");
    row("IMM_EVENT_REMOVE_PARTICIPANT", "Left", "room_id participant_id");
    row("IMM_EVENT_SET_PARTICIPANT_SEAT", "Seated",
        "room_id participant_id seat_id x y z azimuth_heading elevation_heading");
    row("IMM_EVENT_SET_PARTICIPANT_POSITION", "Moved",
        "room_id participant_id x y z azimuth_heading elevation_heading");
    row("IMM_EVENT_SET_PARTICIPANT_STATE", "State changed", "room_id participant_id control value");
    row("IMM_EVENT_SET_ALL_PARTICIPANTS_STATE", "State for all", "room_id control value");
    row("IMM_EVENT_SET_ROOM_LAYOUT", "Layout changed", "room_id layout_id");
    row("IMM_EVENT_SET_NAME", "Renamed", "room_id participant_id name");
    row("custom", "Custom", "room_id participant_id action");
}

void TestCatalogue::everyEventHasItsLabelAndFields()
{
    const EventDescription *event = Catalogue::builtIn().event(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(event);
    QTEST(event->label, "label");
    QTEST(event->fields.join(u' '), "fields");
    QVERIFY(!event->help.isEmpty());
    QCOMPARE(Catalogue::builtIn().events().size(), 11);
}

void TestCatalogue::errorCodesCountUpFromMinusTenThousand()
{
    qint32 expected = -10000;
    for (const ErrorCode &code : Catalogue::builtIn().errorCodes()) {
        QCOMPARE(code.code, expected++);
        QVERIFY(code.name.startsWith(u"IMM_ERROR_"_s));
        QVERIFY(!code.meaning.isEmpty());
    }
    QCOMPARE(expected, -9981);
}

void TestCatalogue::errorCodesAreFoundByNumberAndName()
{
    const ErrorCode *heading = Catalogue::builtIn().errorCode(-9989);
    QVERIFY(heading);
    QCOMPARE(heading->name, u"IMM_ERROR_INVALID_HEADING"_s);
    QCOMPARE(heading->meaning, u"heading out of range"_s);
    QVERIFY(!Catalogue::builtIn().errorCode(-1));
    const QHash<QByteArray, qint32> codes = Catalogue::builtIn().codesByName();
    QCOMPARE(codes.value("IMM_ERROR_NONE"), -10000);
    QCOMPARE(codes.value("IMM_ERROR_LICENSE_MISSING"), -9982);
    QCOMPARE(codes.size(), 19);
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
