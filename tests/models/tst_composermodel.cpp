#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/composermodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

/// The form and the JSON text are one document.
class TestComposerModel : public QObject
{
    Q_OBJECT
private slots:
    void aCommandStartsWithItsParametersInOrder();
    void theFormChangesOneValueAndNoOtherByte();
    void theTextLeadsTheForm();
    void aBrokenDocumentKeepsTheLastGoodForm();
    void theLastOfRepeatedKeysCounts();
    void unknownKeysGetPlainFields();
    void anEmptiedFieldLeavesTheDocument();
    void aValueOutOfRangeIsMarkedAndStays();
    void whatIsMissingIsNotCalledOutsideTheCatalogue();
    void aHeadingOutOfRangeIsOfferedItsTwin();
    void theRangeOfAValueFollowsItsControl();
    void anEnumerationTakesNameOrNumber();
    void idsAreNumbersUnlessTheyCannotBe();
    void idsAreTextWhereTheServerWritesThemSo();
    void aNameInPlaceOfANumberedIdIsMarked();
    void seenIdsAreOfferedInTheOrderOfTheirNumbers();
    void ofManyThatFitTheFirstAreOfferedAndItIsSaid();
    void anIdThatWasNeverSeenIsRemarked();
    void addingAKeyFollowsTheDocumentsManner();

private:
    int field(const ComposerModel &model, const QString &name) const
    {
        for (int i = 0; i < int(model.fields().size()); ++i) {
            if (model.fields()[i].parameter.name == name)
                return i;
        }
        return -1;
    }
    ComposerModel m_model{Catalogue::builtIn(), nullptr};
};

void TestComposerModel::aCommandStartsWithItsParametersInOrder()
{
    m_model.startCommand(u"set_participant_position"_s);
    QStringList names;
    for (const ComposerField &field : m_model.fields())
        names.append(field.parameter.name);
    QCOMPARE(names,
        QStringList({u"room_id"_s, u"participant_id"_s, u"x"_s, u"y"_s, u"z"_s, u"azimuth_heading"_s,
            u"elevation_heading"_s}));
    QVERIFY(m_model.json().startsWith("{\n  \"Command\": \"set_participant_position\",\n  \"room_id\": "));
    QCOMPARE(m_model.commandName(), u"set_participant_position"_s);
}

void TestComposerModel::theFormChangesOneValueAndNoOtherByte()
{
    m_model.setJson("{ \"Command\":\"set_participant_name\" , \"room_id\" :1,\"participant_id\":2 , "
                    "\"name\":\"A\\u0042\"  }");
    QSignalSpy changed(&m_model, &ComposerModel::jsonChanged);
    m_model.setFieldText(field(m_model, u"participant_id"_s), u"77"_s);
    QCOMPARE(m_model.json(),
        QByteArray("{ \"Command\":\"set_participant_name\" , \"room_id\" :1,\"participant_id\":77 , "
                   "\"name\":\"A\\u0042\"  }"));
    QCOMPARE(changed.count(), 1);
}

void TestComposerModel::theTextLeadsTheForm()
{
    QSignalSpy changed(&m_model, &ComposerModel::jsonChanged);
    m_model.setJson(R"({"Command":"get_room_layout","room_id":9})");
    QCOMPARE(m_model.fields()[0].text, u"9"_s);
    QCOMPARE(changed.count(), 0);
}

void TestComposerModel::aBrokenDocumentKeepsTheLastGoodForm()
{
    m_model.setJson(R"({"Command":"get_room_layout","room_id":9})");
    m_model.setJson(R"({"Command":"get_room_layout","room_id":)");
    QVERIFY(!m_model.isObject());
    QVERIFY(!m_model.jsonProblem().isEmpty());
    QCOMPARE(m_model.fields()[0].text, u"9"_s);
    m_model.setJson("[1]");
    QVERIFY(!m_model.isObject());
    m_model.setJson(R"({"a":1} x)");
    QVERIFY(!m_model.isObject());
    QCOMPARE(m_model.jsonProblemOffset(), 8);
}

void TestComposerModel::theLastOfRepeatedKeysCounts()
{
    m_model.setJson(R"({"Command":"get_room_layout","room_id":1,"room_id":2})");
    QCOMPARE(m_model.fields()[0].text, u"2"_s);
}

void TestComposerModel::unknownKeysGetPlainFields()
{
    m_model.setJson(
        R"({"Command":"no_such_command","deep":{"a":[1,2]},"big":123456789012345678901234567890})");
    QVERIFY(!m_model.command());
    QCOMPARE(m_model.fields().size(), 2);
    QCOMPARE(m_model.fields()[0].text, uR"({"a":[1,2]})"_s);
    QCOMPARE(m_model.fields()[1].text, u"123456789012345678901234567890"_s);
    QVERIFY(!m_model.fields()[0].isListed);
    QCOMPARE(m_model.problems(), QString());
}

void TestComposerModel::anEmptiedFieldLeavesTheDocument()
{
    m_model.setJson("{\n  \"Command\": \"x\",\n  \"a\": 1,\n  \"b\": 2\n}");
    m_model.setFieldText(field(m_model, u"b"_s), QString());
    QCOMPARE(m_model.json(), QByteArray("{\n  \"Command\": \"x\",\n  \"a\": 1\n}"));
    m_model.setJson(R"({"a": 1, "b": 2})");
    m_model.setFieldText(field(m_model, u"a"_s), QString());
    QCOMPARE(m_model.json(), QByteArray(R"({"b": 2})"));
}

void TestComposerModel::aValueOutOfRangeIsMarkedAndStays()
{
    m_model.startCommand(u"set_participant_position"_s);
    m_model.setFieldText(field(m_model, u"elevation_heading"_s), u"91"_s);
    const ComposerField elevation = m_model.fields()[field(m_model, u"elevation_heading"_s)];
    QCOMPARE(elevation.problem, u"91 is outside \u221290 to 90."_s);
    QVERIFY(elevation.replacement.isEmpty());
    QCOMPARE(elevation.value.in(m_model.json()).toByteArray(), QByteArray("91"));
    QVERIFY(m_model.isObject());
}

void TestComposerModel::whatIsMissingIsNotCalledOutsideTheCatalogue()
{
    m_model.setJson(
        R"({"Command":"set_participant_position","room_id":1,"participant_id":2,"x":0,"y":0,"z":0,)"
        R"("azimuth_heading":0})");
    QCOMPARE(m_model.problems(), u"1 value is missing"_s);
    m_model.setFieldText(field(m_model, u"x"_s), QString());
    m_model.setFieldText(field(m_model, u"azimuth_heading"_s), u"999"_s);
    QCOMPARE(m_model.problems(), u"2 values are missing, 1 value outside the catalogue"_s);
}

void TestComposerModel::aHeadingOutOfRangeIsOfferedItsTwin()
{
    m_model.startCommand(u"set_participant_position"_s);
    m_model.setFieldText(field(m_model, u"azimuth_heading"_s), u"240"_s);
    const ComposerField azimuth = m_model.fields()[field(m_model, u"azimuth_heading"_s)];
    QCOMPARE(azimuth.replacement, u"-120"_s);
    QCOMPARE(azimuth.problem, u"240 is outside \u2212180 to 180. The same heading is \u2212120."_s);
}

void TestComposerModel::theRangeOfAValueFollowsItsControl()
{
    m_model.setJson(
        R"({"Command":"set_participant_state","room_id":1,"participant_id":2,"control":12,"value":65})");
    QCOMPARE(m_model.problems(), QString());
    m_model.setFieldText(field(m_model, u"control"_s), u"11"_s);
    QCOMPARE(m_model.fields()[field(m_model, u"value"_s)].problem, QString());
    m_model.setFieldText(field(m_model, u"control"_s), u"7"_s);
    QCOMPARE(m_model.fields()[field(m_model, u"value"_s)].problem, u"65 is outside 0 to 40."_s);
}

void TestComposerModel::anEnumerationTakesNameOrNumber()
{
    m_model.startCommand(u"set_participant_state"_s);
    const int control = field(m_model, u"control"_s);
    m_model.setFieldText(control, u"IMM_CONTROL_MUTE_ENABLE"_s);
    QCOMPARE(m_model.fields()[control].text, u"2"_s);
    m_model.setFieldText(control, u"99"_s);
    QCOMPARE(m_model.fields()[control].problem, u"99 is none of the listed values."_s);
}

void TestComposerModel::idsAreNumbersUnlessTheyCannotBe()
{
    m_model.startCommand(u"get_room_layout"_s);
    m_model.setFieldText(0, u"4711"_s);
    QCOMPARE(m_model.fields()[0].value.in(m_model.json()).toByteArray(), QByteArray("4711"));
    m_model.setFieldText(0, u"room-eu/conf-1"_s);
    QCOMPARE(m_model.fields()[0].value.in(m_model.json()).toByteArray(), QByteArray("\"room-eu/conf-1\""));
    m_model.setFieldText(0, u"007"_s);
    QCOMPARE(m_model.fields()[0].value.in(m_model.json()).toByteArray(), QByteArray("\"007\""));
}

void TestComposerModel::idsAreTextWhereTheServerWritesThemSo()
{
    m_model.setIdsAsText(true);
    m_model.startCommand(u"get_participant_count"_s, {{ParameterRole::Room, u"4"_s}});
    QVERIFY2(m_model.json().contains("\"room_id\": \"4\""), m_model.json().constData());
    m_model.setIdsAsText(false);
    m_model.setFieldText(field(m_model, u"room_id"_s), u"5"_s);
    QVERIFY2(m_model.json().contains("\"room_id\": 5"), m_model.json().constData());
}

void TestComposerModel::aNameInPlaceOfANumberedIdIsMarked()
{
    MessageLog log{1 << 20};
    const RoomDirectory rooms(&log);
    ComposerModel model(Catalogue::builtIn(), &rooms);
    model.startCommand(u"get_participant_name"_s);
    const int participant = field(model, u"participant_id"_s);
    model.setFieldText(participant, u"dani"_s);
    QVERIFY(model.fields()[participant].problem.isEmpty()); // nobody knows yet how ids look

    BatchBuilder builder;
    builder.received(
        R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":104,"name":"Daniel Kim"}})");
    log.append(builder.take());
    model.setFieldText(participant, u"daniel"_s);
    QCOMPARE(model.fields()[participant].problem, u"“daniel” is no number, but all ids seen here are."_s);
    QVERIFY(model.json().contains("\"daniel\""));
    model.setFieldText(participant, u"999"_s);
    QVERIFY(model.fields()[participant].problem.isEmpty());
}

static void addPerson(
    BatchBuilder *builder, const QByteArray &room, const QByteArray &id, const QByteArray &name)
{
    builder->received(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":")" + room
        + R"(","participant_id":")" + id + R"(","name":")" + name + "\"}}");
}

static QStringList valuesOf(const QList<ComposerSuggestion> &suggestions)
{
    QStringList values;
    for (const ComposerSuggestion &suggestion : suggestions)
        values += suggestion.value;
    return values;
}

void TestComposerModel::seenIdsAreOfferedInTheOrderOfTheirNumbers()
{
    MessageLog log{1 << 20};
    const RoomDirectory rooms(&log);
    ComposerModel model(Catalogue::builtIn(), &rooms);
    BatchBuilder builder;
    for (const char *room : {"103", "15", "111"})
        addPerson(&builder, room, "sip:9@x", "Almeida");
    addPerson(&builder, "15", "sip:10@x", "Kim");
    log.append(builder.take());
    model.startCommand(u"get_participant_name"_s);
    QCOMPARE(
        valuesOf(model.suggestions(field(model, u"room_id"_s))), (QStringList{u"15"_s, u"103"_s, u"111"_s}));
    const int participant = field(model, u"participant_id"_s);
    QCOMPARE(
        valuesOf(model.suggestions(participant)), (QStringList{u"sip:9@x"_s, u"sip:10@x"_s})); // each once
    QCOMPARE(model.suggestions(participant)[0].name, u"Almeida"_s);
}

void TestComposerModel::ofManyThatFitTheFirstAreOfferedAndItIsSaid()
{
    MessageLog log{1 << 20};
    const RoomDirectory rooms(&log);
    ComposerModel model(Catalogue::builtIn(), &rooms);
    auto add = [&log, builder = BatchBuilder()](int id, const QByteArray &room) mutable {
        addPerson(&builder, room, QByteArray::number(id), "Person " + QByteArray::number(id));
        log.append(builder.take());
    };
    constexpr int most = int(SuggestionList::mostOffered);
    for (int id = most; id > 0; --id)
        add(id, id % 2 == 0 ? "15" : "103");
    add(1, "15"); // is in both
    model.startCommand(u"get_participant_name"_s, {{ParameterRole::Room, u"77"_s}}); // never seen
    const int participant = field(model, u"participant_id"_s);
    QCOMPARE(model.suggestions(participant).size(), most);
    add(0, "103");
    const QList<ComposerSuggestion> all = model.suggestions(participant);
    QCOMPARE(all.size(), most + 1);
    QCOMPARE(valuesOf(all).first(3), (QStringList{u"0"_s, u"1"_s, u"2"_s}));
    QCOMPARE(all[most - 1].value, QString::number(most - 1));
    QVERIFY(all.last().isRemark && !all[most - 1].isRemark);
    SuggestionList ascending({});
    for (int id = 0; id <= most; ++id)
        ascending.take(QByteArray::number(id), {});
    QVERIFY(ascending.all().last().isRemark); // one that came last and fits is told of too
    const auto offered = [&](const QString &typed) {
        return valuesOf(model.suggestions(participant, typed));
    };
    QCOMPARE(offered(u"PERSON 49"_s),
        (QStringList{u"49"_s, u"490"_s, u"491"_s, u"492"_s, u"493"_s, u"494"_s, u"495"_s, u"496"_s, u"497"_s,
            u"498"_s, u"499"_s}));
    QCOMPARE(offered(u"500"_s), QStringList{u"500"_s}); // by the id, though it was cut off before
    model.setFieldText(field(model, u"room_id"_s), u"15"_s);
    QCOMPARE(offered(u"49"_s), (QStringList{u"490"_s, u"492"_s, u"494"_s, u"496"_s, u"498"_s}));
}

void TestComposerModel::anIdThatWasNeverSeenIsRemarked()
{
    MessageLog log{1 << 20};
    const RoomDirectory rooms(&log);
    ComposerModel model(Catalogue::builtIn(), &rooms);
    model.startCommand(u"get_participant_name"_s, {{ParameterRole::Room, u"conf-1"_s}});
    const int room = field(model, u"room_id"_s);
    const int participant = field(model, u"participant_id"_s);
    QCOMPARE(model.remarkOn(room), QString()); // nobody knows yet

    BatchBuilder builder;
    addPerson(&builder, "conf-1", "sip:9@x", "Almeida");
    addPerson(&builder, "conf-2", "sip:10@x", "Kim");
    log.append(builder.take());
    QCOMPARE(model.remarkOn(room), QString());
    QCOMPARE(model.remarkOn(participant), QString()); // nothing stands there
    model.setFieldText(participant, u"almeida"_s);
    QCOMPARE(model.remarkOn(participant), u"not seen in this session"_s);
    QVERIFY(model.fields()[participant].problem.isEmpty()); // it can be sent
    QVERIFY(!model.meaningOf(participant));
    model.setFieldText(participant, u"sip:9@x"_s);
    QCOMPARE(model.remarkOn(participant), QString());
    QCOMPARE(model.meaningOf(participant), u"Almeida"_s);
    model.setFieldText(participant, u"sip:10@x"_s);
    QCOMPARE(model.remarkOn(participant), u"not seen in this room"_s);
    QVERIFY(!model.meaningOf(participant));
    model.setFieldText(room, u"conf-3"_s);
    QCOMPARE(model.meaningOf(participant), u"Kim"_s); // wherever they are
    QCOMPARE(model.remarkOn(room), u"not seen in this session"_s);
    QCOMPARE(model.remarkOn(participant), QString());

    model.startCommand(u"create_room"_s, {{ParameterRole::Room, u"conf-3"_s}});
    QCOMPARE(model.remarkOn(field(model, u"room_id"_s)), QString()); // is to be new
    model.startCommand(u"add_participant"_s,
        {{ParameterRole::Room, u"conf-3"_s}, {ParameterRole::Participant, u"sip:11@x"_s}});
    QCOMPARE(model.remarkOn(field(model, u"room_id"_s)), u"not seen in this session"_s);
    QCOMPARE(model.remarkOn(field(model, u"participant_id"_s)), QString());
}

void TestComposerModel::addingAKeyFollowsTheDocumentsManner()
{
    m_model.setJson("{\n  \"Command\": \"custom_event\",\n  \"room_id\": 1\n}");
    m_model.addField(u"action"_s, u"start-talking"_s);
    QCOMPARE(m_model.json(),
        QByteArray(
            "{\n  \"Command\": \"custom_event\",\n  \"room_id\": 1,\n  \"action\": \"start-talking\"\n}"));
    m_model.setJson(R"({"Command":"x"})");
    m_model.addField(u"n"_s, u"1"_s);
    QCOMPARE(m_model.json(), QByteArray(R"({"Command":"x", "n": 1})"));
    m_model.setJson("{}");
    m_model.addField(u"n"_s, u"1"_s);
    QCOMPARE(m_model.json(), QByteArray("{\n  \"n\": 1\n}"));
}

QTEST_GUILESS_MAIN(TestComposerModel)
#include "tst_composermodel.moc"
