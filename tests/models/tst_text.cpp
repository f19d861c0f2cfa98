#include "lib/log/exchangelog.h"
#include "lib/rooms/roomdirectory.h"
#include "tests/support/batchbuilder.h"
#include "ui/models/text.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

/// Without the marks that keep directions apart, which no reader sees.
QString seen(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

} // namespace

class TextTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void everyDialectReadsTheSame_data();
    void everyDialectReadsTheSame();
    void detailsSayTheFacts_data();
    void detailsSayTheFacts();
    void sentencesNamePeople_data();
    void sentencesNamePeople();
    void aGapIsToldByItsLength();
    void anExchangeIsToldByItsState();
    void aParameterLineIsShort();
    void controlCharactersBecomeVisible();
    void allWhoHadAnIdAreCounted();
    void namesKeepTheirDirectionToThemselves();
    void idsLoseTheirMiddle();
    void idsWithAHostLoseTheHost();
    void numbersAreGroupedAndKeepTheirSign();
    void aHugeBodyIsNotReadForOneCell();
    void aLargeMalformedMessageSaysWhyInItsRow_data();
    void aLargeMalformedMessageSaysWhyInItsRow();

private:
    MessageId take(const QByteArray &message)
    {
        m_log->append(m_builder->received(message).take());
        return MessageId(m_log->end().value - 1);
    }
    QString details(const QByteArray &message)
    {
        const MessageId id = take(message);
        return seen(detailsOf(m_log->text(id), m_log->record(id)));
    }

    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<ExchangeLog> m_exchanges;
    std::unique_ptr<RoomDirectory> m_directory;
    std::unique_ptr<BatchBuilder> m_builder;
};

void TextTest::init()
{
    m_log = std::make_unique<MessageLog>(64'000'000);
    m_exchanges = std::make_unique<ExchangeLog>(m_log.get());
    m_directory = std::make_unique<RoomDirectory>(m_log.get());
    m_builder = std::make_unique<BatchBuilder>();
}

void TextTest::cleanup()
{
    m_directory.reset();
    m_exchanges.reset();
    m_log.reset();
}

void TextTest::everyDialectReadsTheSame_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("nested") << QByteArray(
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":104,"control":2,"value":1}})");
    QTest::newRow("flat") << QByteArray(
        R"({"Event":"set_participant_state","values":"","room_id":"1","participant_id":"104","control":2,"value":1})");
    QTest::newRow("scalar value") << QByteArray(
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":1,"room_id":1,"participant_id":104,"control":2})");
    QTest::newRow("number") << QByteArray(
        R"({"Event":7,"room_id":1,"participant_id":104,"control":"IMM_CONTROL_MUTE_ENABLE","Value":1})");
}

void TextTest::everyDialectReadsTheSame()
{
    QFETCH(QByteArray, message);
    QCOMPARE(details(message), u"Mute on"_s);
    const Sentence sentence = sentenceOf(*m_log, m_log->first(), m_directory.get());
    QCOMPARE(seen(sentence.title), u"Person 104 was muted"_s);
}

void TextTest::detailsSayTheFacts_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *message, const QString &expected) {
        QTest::newRow(name) << QByteArray(message) << expected;
    };
    row("seat", R"({"Event":"SET_PARTICIPANT_SEAT","values":{"seat_id":1,"x":-90,"y":0,"z":60}})",
        u"Seat 1 · x −90 y 0 z 60 cm"_s);
    row("no seat", R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT","values":{"seat":{"id":-1}}})",
        u"Not seated"_s);
    row("unit", R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"control":7,"value":12}})",
        u"3D attenuation 12 dB/m"_s);
    row("percent", R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"control":12,"value":65}})",
        u"Master gain 65 %"_s);
    row("device", R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"control":10,"value":2}})",
        u"Device speaker"_s);
    row("unlisted control",
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"control":99,"value":3}})",
        u"Control 99 3"_s);
    row("joined",
        R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"type":3,"input_sampling_rate":48000,"input_number_channels":2}})",
        u"Listener only · 48\u2009000 Hz · 2 channels"_s);
    row("layout", R"({"Event":"IMM_EVENT_SET_ROOM_LAYOUT","room_id":4,"layout_id":4})", u"Layout 4"_s);
    row("renamed", R"({"Event":"IMM_EVENT_SET_NAME","values":{"name":"Ada"}})", u"“Ada”"_s);
    row("scalar", R"({"Event":"IMM_EVENT_CREATE_ROOM","values":17})", u"values: 17"_s);
    row("nothing", R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":17}})", u""_s);
    row("custom", R"({"participant_id":"7","action":"stop-talking"})", u"action: stop-talking"_s);
    row("unknown", R"({"Event":"IMM_EVENT_SET_ROOM_THEME","values":{"theme":"dark"}})",
        u"IMM_EVENT_SET_ROOM_THEME · theme: dark"_s);
    row("markup", R"({"Event":"IMM_EVENT_SET_NAME","values":{"name":"<b>A</b>"}})", u"“<b>A</b>”"_s);
}

void TextTest::detailsSayTheFacts()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, expected);
    QCOMPARE(details(message), expected);
}

void TextTest::sentencesNamePeople_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("subtitle");
    const auto row = [](const char *message, const QString &title, const QString &subtitle) {
        QTest::newRow(qPrintable(title)) << QByteArray(message) << title << subtitle;
    };
    row(R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":104,"control":2,"value":1}})",
        u"Daniel Kim was muted"_s, u"State changed in room 1"_s);
    row(R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":104,"control":12,"value":65}})",
        u"Master gain of Daniel Kim was set to 65 %"_s, u"State changed in room 1"_s);
    row(R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":9,"control":12,"value":65}})",
        u"Master gain was set to 65 %"_s, u"person 9 in room 1"_s);
    row(R"({"Event":"IMM_EVENT_SET_ALL_PARTICIPANTS_STATE","values":{"room_id":2,"control":2,"value":0}})",
        u"Everyone in room 2 was unmuted"_s, u"State for all in room 2"_s);
    row(R"({"Event":"IMM_EVENT_REMOVE_PARTICIPANT","values":{"room_id":1,"participant_id":104}})",
        u"Daniel Kim left"_s, u"Left room 1"_s);
    row(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":17})", u"A participant joined"_s,
        u"Joined; the message names no room"_s);
    row(R"({"Event":"nonsense","values":{"participant_id":104,"room_id":1,"action":"start-talking"}})",
        u"Daniel Kim started talking"_s, u"nonsense in room 1"_s);
    row(R"({"Event":")", u"No JSON: unexpected end of text at byte 10"_s, u"Malformed message of 10 bytes"_s);
}

void TextTest::sentencesNamePeople()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, title);
    QFETCH(QString, subtitle);
    take(
        R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":104,"name":"Daniel Kim"}})");
    const Sentence sentence = sentenceOf(*m_log, take(message), m_directory.get());
    QCOMPARE(seen(sentence.title), title);
    QCOMPARE(seen(sentence.subtitle), subtitle);
}

void TextTest::aGapIsToldByItsLength()
{
    MessageLog log(1'000'000);
    log.append(BatchBuilder().note("Connected").gap(134'384'000, "The server fell silent").take());
    QCOMPARE(sentenceOf(log, MessageId(1), nullptr).title, u"Connected"_s);
    const Sentence gap = sentenceOf(log, MessageId(2), nullptr);
    QCOMPARE(gap.title, u"Not connected for 2 min 14 s"_s);
    QCOMPARE(gap.subtitle, u"The server fell silent. What changed in between is not known"_s);
}

void TextTest::anExchangeIsToldByItsState()
{
    const QByteArray count = R"({"Command":"get_room_count"})";
    m_log->append(m_builder->sent(count).take());
    QCOMPARE(sentenceOf(*m_log, m_exchanges->exchanges().back()).title, u"Waiting for an answer…"_s);
    m_log->append(
        m_builder->after(3200).received(R"({"Status":"OK","value":4,"Request":)" + count + '}').take());
    QCOMPARE(seen(sentenceOf(*m_log, m_exchanges->exchanges().back()).title),
        u"get_room_count was answered OK after 3.2 ms"_s);

    const QByteArray move = R"({"Command":"set_participant_position","azimuth_heading":240})";
    m_log->append(m_builder->sent(move)
                      .received(R"({"Status":"ERROR","Error Code":-9989,"Error Description":"Bad","Request":)"
                          + move + '}')
                      .take());
    const Sentence refused = sentenceOf(*m_log, m_exchanges->exchanges().back());
    QCOMPARE(refused.title, u"Refused: heading out of range"_s);
    QCOMPARE(seen(refused.subtitle), u"set_participant_position: the server says “Bad”"_s);

    m_log->append(m_builder->received(R"({"Status":"OK"})").take());
    QCOMPARE(
        sentenceOf(*m_log, m_exchanges->exchanges().back()).title, u"A response that matches no request"_s);
}

void TextTest::aParameterLineIsShort()
{
    QCOMPARE(seen(parametersOf(
                 R"({"Command":"get_participant_state","room_id":1,"participant_id":104,"control":2})")),
        u"room 1 · 104 · mute"_s);
    QCOMPARE(seen(parametersOf(R"({"Command":"x","room_id":3,"x":-40})")), u"room 3 · x −40"_s);
}

void TextTest::controlCharactersBecomeVisible()
{
    QCOMPARE(visibleText(u"anna\u202Enimda"), u"anna[U+202E]nimda"_s);
    QCOMPARE(visibleText(u"a\nb\u0000"_s), u"a[U+000A]b[U+0000]"_s);
    QCOMPARE(visibleText(u"\U0001F600"_s), u"\U0001F600"_s);
    QCOMPARE(visibleText(QString(300, u'x')).size(), maximumShownText + 1);
}

void TextTest::allWhoHadAnIdAreCounted()
{
    const auto join = [this](const QByteArray &name) {
        take(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":4,"name":")"
            + name + "\"}}");
    };
    const auto people = [this] { return seen(peopleText(m_directory.get(), "1", "4")); };
    QCOMPARE(people(), u"person 4"_s);
    join("Ada");
    join("Ada");
    QCOMPARE(people(), u"Ada"_s);
    join("Fatou");
    QCOMPARE(people(), u"Fatou, before that Ada"_s);
    join("Alan");
    QCOMPARE(people(), u"Alan, before that 2 others"_s);
}

void TextTest::namesKeepTheirDirectionToThemselves()
{
    take(R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":{"room_id":1,"participant_id":4,"name":"ליאור"}})");
    QCOMPARE(personText(m_directory.get(), "1", "4"), u"\u2068ליאור\u2069"_s);
}

void TextTest::idsLoseTheirMiddle()
{
    QCOMPARE(shortenedId("104"), u"104"_s);
    QCOMPARE(shortenedId("7f3a91d0-5b7e-4d5c-9a11-77b3a4c2"), u"7f3a…c2"_s);
    QCOMPARE(shortenedId("conf-b81f0c6e-4a53-4f0e-8d6b-52c17a0e9d02", 24), u"conf-b81f…9d02"_s);
    QCOMPARE(shortenedId("deaf-b81f0c6e-4a53-4f0e-8d6b-52c17a0e9d02", 24), u"deaf…02"_s); // all of it is hex
    QCOMPARE(idBesideName("123456789012"), isolated(u"123456789012"_s));
    QCOMPARE(idBesideName("7f3a91d0-5b7e-4d5c-9a11-77b3a4c2"), isolated(u"7f3a…c2"_s));
    const QString room = shortenedId("room-eu-west-1/conf-0042");
    QVERIFY2(room.endsWith(u"/conf-0042") && room.contains(u'…') && room.size() <= 20, qPrintable(room));
}

/// What stands before the "@" is what tells them apart.
void TextTest::idsWithAHostLoseTheHost()
{
    QCOMPARE(shortenedId("sip:1034@conf.example.net", 25), u"sip:1034@conf.example.net"_s);
    QCOMPARE(shortenedId("sip:1034@conf.example.net"), u"sip:1034@conf.examp…"_s);
    QCOMPARE(shortenedId("sip:5203@pbx-eu.example.net", 16), u"sip:5203@pbx-eu…"_s);
    QCOMPARE(shortenedId("sip:5203@pbx-eu.example.net", 12), u"sip:5203@…"_s);
    QCOMPARE(idBesideName("sip:5203@pbx-eu.example.net"), isolated(u"sip:5203@…"_s));
    QCOMPARE(shortenedId("7f3a91d0-5b7e-4d5c-9a11-77b3a4c2@pbx-eu.example.net", 16), u"7f3a…c2@…"_s);
    QCOMPARE(shortenedId("@room-eu-west-1/conf-0042"), u"@room-eu-…/conf-0042"_s); // nothing before it
    QVERIFY(hasHost("sip:1034@conf.example.net") && !hasHost("@x") && !hasHost("1034"));
}

void TextTest::numbersAreGroupedAndKeepTheirSign()
{
    QCOMPARE(shownNumber("-9989"), u"−9\u2009989"_s);
    QCOMPARE(errorCodeText("-9989"), u"−9989"_s); // a name made of digits
    QCOMPARE(errorCodeText("E-9"), isolated(u"E-9"_s));
    QCOMPARE(shownNumber("12.50"), u"12.50"_s);
    QCOMPARE(shownNumber("1e400"), u"1e400"_s);
    QCOMPARE(sizeText(118), u"118 bytes"_s);
    QCOMPARE(sizeText(2'100'000), u"2.1 MB"_s);
}

void TextTest::aHugeBodyIsNotReadForOneCell()
{
    const QByteArray huge = R"({"Event":"board-sync","values":")" + QByteArray(2'000'000, 'x') + "\"}";
    const QString text = details(huge);
    QVERIFY(text.startsWith(u"{\"Event\":\"board-sync\""));
    QVERIFY(text.endsWith(u"… 2.0 MB"));
    QVERIFY(text.size() < 300);
}

void TextTest::aLargeMalformedMessageSaysWhyInItsRow_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("expected");
    const QByteArray medium(20'000, 'x');
    const QByteArray large(2'000'000, 'x');
    const auto size = [](const QByteArray &message) { return u" · "_s + sizeText(message.size()); };
    const auto row = [&](const char *name, const QByteArray &message, const QString &reason) {
        QTest::newRow(name) << message << reason + size(message);
    };
    row("medium", medium, u"no JSON: unexpected character at byte 0"_s);
    row("medium and cut short", "{\"a\":\"" + medium, u"no JSON: unexpected end of text at byte 20006"_s);
    row("large", large, u"no JSON: unexpected character at byte 0"_s);
    row("an error far behind", "{\"a\":\"" + large + "\",}", u"no JSON; the inspector says where"_s);
    row("cut within a character", "{\"a\":\"" + QByteArray("\u00e9").repeated(40'001),
        u"no JSON; the inspector says where"_s);
    row("a string and no object", '"' + large + '"', u"no JSON object"_s);
    row("deep", QByteArray(100'000, '['), u"no JSON object"_s);
}

void TextTest::aLargeMalformedMessageSaysWhyInItsRow()
{
    QFETCH(QByteArray, message);
    QTEST(details(message), "expected");
}

QTEST_GUILESS_MAIN(TextTest)
#include "tst_text.moc"
