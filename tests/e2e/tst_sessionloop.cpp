#include "lib/connection/tlspolicy.h"
#include "lib/protocol/eventtype.h"
#include "lib/session.h"
#include "lib/simulator/simulator.h"
#include "tests/support/sessionrows.h"
#include "tests/support/testcertificates.h"
#include "ui/models/exchangemodel.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using test::Row;

namespace {

const QByteArray headerName = "X-Event-Key";
const QByteArray headerValue = "let me in";

/// What an event is about, apart from how it was written.
struct Happening
{
    EventType type = EventType::Unknown;
    QByteArray room;
    QByteArray participant;
};

/// Requests that make every type of event happen, in an empty conference; the fifth is wrong.
const QList<QByteArray> requests = {
    R"({"Command":"create_room","room_id":7})",
    R"({"Command":"add_participant","room_id":7,"participant_id":71,"participant_name":"Zoë 🎧 ג",)"
    R"("input_sampling_rate":48000,"input_number_channels":1,"type":1})",
    R"({"Command":"get_version"})",
    R"({ "Command" : "set_participant_state", "room_id" : 7, "participant_id" : 71, "control" : 2, "value" : 1.0 })",
    R"({"Command":"set_participant_state","room_id":7,"participant_id":71,"control":99,"value":1})",
    R"({"Command":"get_participant_state","room_id":7,"participant_id":71,"control":2})",
    R"({"Command":"set_participant_seat","room_id":7,"participant_id":71,"seat_id":3})",
    R"({"Command":"set_all_participants_state","room_id":7,"control":6,"value":1})",
    R"({"Command":"set_room_layout","room_id":7,"layout_id":3})",
    R"({"Command":"set_participant_position","room_id":7,"participant_id":71,"x":10,"y":0,"z":-20.5,)"
    R"("azimuth_heading":-90,"elevation_heading":5})",
    R"({"Command":"set_participant_name","room_id":7,"participant_id":71,"name":"Amélie"})",
    R"({"Command":"get_participant_name","room_id":7,"participant_id":71})",
    R"({"Command":"custom_event","room_id":7,"participant_id":71,"action":"start-talking"})",
    R"({"Command":"get_license_info"})",
    R"({"Command":"remove_participant","room_id":7,"participant_id":71})",
    R"({"Command":"destroy_room","room_id":7})",
};
constexpr int wrongRequest = 4;

/// What they bring about: who comes is seated, and so is everybody when the layout changes.
const QList<Happening> happenings = {
    {EventType::CreateRoom, "7", {}},
    {EventType::AddParticipant, "7", "71"},
    {EventType::SetParticipantSeat, "7", "71"},
    {EventType::SetParticipantState, "7", "71"},
    {EventType::SetParticipantSeat, "7", "71"},
    {EventType::SetAllParticipantsState, "7", {}},
    {EventType::SetRoomLayout, "7", {}},
    {EventType::SetParticipantSeat, "7", "71"},
    {EventType::SetParticipantPosition, "7", "71"},
    {EventType::SetName, "7", "71"},
    {EventType::Custom, "7", "71"},
    {EventType::RemoveParticipant, "7", "71"},
    {EventType::DestroyRoom, "7", {}},
};

void addDialects()
{
    QTest::addColumn<QString>("dialect");
    for (const char *code : {"number", "name"})
        for (const char *value : {"value", "Value"})
            for (const char *event : {"enum", "lower", "number"})
                for (const char *values : {"scalar", "flat", "nested"})
                    for (const char *ids : {"number", "string"})
                        QTest::addRow("%s %s %s %s %s", code, value, event, values, ids) << QString::asprintf(
                            "code=%s,value=%s,event=%s,values=%s,ids=%s", code, value, event, values, ids);
}

/// A cell without the marks that isolate what a server sent from its neighbours' direction.
QString plain(const QModelIndex &cell)
{
    return cell.data().toString().remove(u'\u2068').remove(u'\u2069');
}

} // namespace

/// A session and an Event Manager, over TLS, from the first request to the last event.
class TestSessionLoop : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void everyDialectIsReadTheSame_data() { addDialects(); }
    void everyDialectIsReadTheSame();
    void whatAnotherClientChangesArrivesAsAnEvent();
    void theSameRequestTwiceIsAnsweredOldestFirst();
    void aLivingServerIsLoggedWithoutHoles();
    void theServersEndIsToldAndItsReturnGoesOn();

private:
    SimulatorOptions options() const;
    ConnectionSettings settingsFor(const Simulator &simulator) const;
    static void checkNumbering(Session &session);
    static void checkExchanges(Session &session);
    static void checkCodes(Session &session);
    static void checkRows(Session &session);
    static void checkEvents(Session &session, bool scalar);

    QTemporaryDir m_dir;
    test::Credentials m_self;
};

void TestSessionLoop::initTestCase()
{
    m_self = test::selfSigned();
    QFile certificate(m_dir.filePath(u"certificate.pem"_s));
    QFile key(m_dir.filePath(u"key.pem"_s));
    QVERIFY(certificate.open(QFile::WriteOnly) && key.open(QFile::WriteOnly));
    certificate.write(m_self.certificate.toPem());
    key.write(m_self.keyPem);
}

SimulatorOptions TestSessionLoop::options() const
{
    SimulatorOptions options;
    options.certificateFile = m_dir.filePath(u"certificate.pem"_s);
    options.keyFile = m_dir.filePath(u"key.pem"_s);
    options.headerName = headerName;
    options.headerValue = headerValue;
    options.rate = 0;
    options.rooms = 0;
    options.participants = 0;
    return options;
}

ConnectionSettings TestSessionLoop::settingsFor(const Simulator &simulator) const
{
    ConnectionSettings settings;
    settings.url = simulator.url();
    settings.headerName = headerName;
    settings.headerValue = Secret(headerValue);
    settings.pins = {pinFor({{m_self.certificate}, {}}, QDateTime::currentDateTimeUtc())};
    return settings;
}

/// Every number once, in order of time; what was received is what is in the log.
void TestSessionLoop::checkNumbering(Session &session)
{
    const MessageLog &log = *session.log();
    QCOMPARE(log.first(), MessageId(1));
    QHash<MessageKind, quint64> counts;
    qint64 before = 0;
    for (MessageId id = log.first(); id < log.end(); id = id + 1) {
        QVERIFY(log.record(id).time >= before);
        before = log.record(id).time;
        ++counts[log.record(id).kind];
    }
    QCOMPARE(counts[MessageKind::Event], session.events());
    QCOMPARE(counts[MessageKind::Malformed], session.malformed());
    QCOMPARE(log.size(), counts[MessageKind::Note] + counts[MessageKind::Request] + session.received());
    QCOMPARE(log.droppedRows(), quint64(0));
}

/// Each response answers its own request, which is there first and as it was sent.
void TestSessionLoop::checkExchanges(Session &session)
{
    const auto &exchanges = session.exchanges()->exchanges();
    QCOMPARE(qsizetype(exchanges.size()), requests.size());
    for (qsizetype i = 0; i < requests.size(); ++i) {
        const Exchange &exchange = exchanges[size_t(i)];
        QCOMPARE(exchange.state, i == wrongRequest ? ExchangeState::Refused : ExchangeState::Answered);
        QVERIFY(exchange.latency >= 0);
        QVERIFY(exchange.request < exchange.response);
        QCOMPARE(test::rowAt(session, exchange.request).text, requests[i]);
        QVERIFY(test::rowAt(session, exchange.response).text.contains("\"Request\":" + requests[i]));
    }
    QCOMPARE(session.exchanges()->unmatched(), 0);
    QCOMPARE(session.exchanges()->waiting(), 0);
}

void TestSessionLoop::checkCodes(Session &session)
{
    const auto &exchanges = session.exchanges()->exchanges();
    for (qsizetype i = 0; i < requests.size(); ++i) {
        const Row response = test::rowAt(session, exchanges[size_t(i)].response);
        QCOMPARE(response.code, i == wrongRequest ? -9991 : -10'000);
        QCOMPARE(response.flags.testFlag(MessageFlag::StatusError), i == wrongRequest);
        QCOMPARE(response.flags.testFlag(MessageFlag::StatusOk), i != wrongRequest);
    }
}

/// What people see of the answers.
void TestSessionLoop::checkRows(Session &session)
{
    ExchangeModel model(session.log(), session.exchanges());
    QCOMPARE(model.rowCount(), requests.size());
    const auto answer = [&model](const QByteArray &command) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (plain(model.index(row, ExchangeModel::CommandName)) == QString::fromUtf8(command))
                return plain(model.index(row, ExchangeModel::Answer));
        }
        return QString();
    };
    QCOMPARE(answer("get_version"), u"OK version v1.0.0"_s);
    QVERIFY2(answer("get_license_info").contains(u"Demo"_s), qPrintable(answer("get_license_info")));
    QVERIFY2(
        answer("get_participant_name").contains(u"Amélie"_s), qPrintable(answer("get_participant_name")));
    QVERIFY2(answer("get_participant_state").contains(u"value 1"_s, Qt::CaseInsensitive),
        qPrintable(answer("get_participant_state")));
    const QModelIndex wrong = model.index(wrongRequest, ExchangeModel::Answer);
    QCOMPARE(wrong.data(ExchangeModel::CodeRole).toInt(), -9991);
    QCOMPARE(wrong.data(ExchangeModel::ErrorNameRole).toString(), u"IMM_ERROR_INVALID_CONTROL"_s);
    QCOMPARE(wrong.data(ExchangeModel::StatusRole).toString(), u"ERROR"_s);
}

/// Whatever its spelling, each event is what it is; the scalar form tells nobody whom it is about.
void TestSessionLoop::checkEvents(Session &session, bool scalar)
{
    const QList<Row> events = test::rowsOf(session, MessageKind::Event);
    QCOMPARE(events.size(), happenings.size());
    for (qsizetype i = 0; i < events.size(); ++i) {
        QCOMPARE(eventType(events[i].name), happenings[i].type);
        QCOMPARE(events[i].room, scalar ? QByteArray() : happenings[i].room);
        QCOMPARE(events[i].participant, scalar ? QByteArray() : happenings[i].participant);
    }
}

void TestSessionLoop::everyDialectIsReadTheSame()
{
    QFETCH(QString, dialect);
    SimulatorOptions told = options();
    told.dialect = *dialectFromText(dialect);
    Simulator simulator(told);
    QString error;
    QVERIFY2(simulator.start(&error), qPrintable(error));

    Session session;
    session.open(settingsFor(simulator));
    // There are many dialects: signals are awaited, as looking again every 10 ms is slow.
    QSignalSpy said(&session, &Session::statusChanged);
    QSignalSpy taken(&session, &Session::taken);
    while (!session.isConnected())
        QVERIFY(said.wait());
    for (const QByteArray &request : requests)
        QVERIFY(session.send(request));
    const auto wanted = quint64(requests.size() + happenings.size());
    while (session.received() < wanted)
        QVERIFY2(taken.wait(), qPrintable(QString::number(session.received())));
    QCOMPARE(session.received(), wanted);

    checkNumbering(session);
    checkExchanges(session);
    checkCodes(session);
    checkRows(session);
    checkEvents(session, told.dialect.values == Dialect::Values::Scalar);
    QCOMPARE(session.rooms()->nameOf("7", "71"), u"Amélie"_s);
    QCOMPARE(session.rooms()->roomCount(), 1);
    QVERIFY(!session.rooms()->rooms().value("7").exists);
}

void TestSessionLoop::whatAnotherClientChangesArrivesAsAnEvent()
{
    Simulator simulator(options());
    QString error;
    QVERIFY2(simulator.start(&error), qPrintable(error));
    Session watcher;
    Session changer;
    watcher.open(settingsFor(simulator));
    changer.open(settingsFor(simulator));
    QTRY_VERIFY(watcher.isConnected() && changer.isConnected());
    changer.send(R"({"Command":"create_room","room_id":9})");
    QTRY_COMPARE(watcher.events(), quint64(1));
    QCOMPARE(watcher.received(), quint64(1));
    QCOMPARE(test::rowsOf(watcher, MessageKind::Event).first().room, QByteArray("9"));
    QTRY_COMPARE(changer.received(), quint64(2));
}

void TestSessionLoop::theSameRequestTwiceIsAnsweredOldestFirst()
{
    Simulator simulator(options());
    QString error;
    QVERIFY2(simulator.start(&error), qPrintable(error));
    Session session;
    session.open(settingsFor(simulator));
    QTRY_VERIFY(session.isConnected());
    constexpr size_t count = 300;
    for (size_t i = 0; i < count; ++i)
        QVERIFY(session.send(R"({"Command":"get_version"})"));
    QTRY_COMPARE(session.received(), quint64(count));
    QCOMPARE(session.exchanges()->exchanges().size(), count);
    MessageId before;
    for (const Exchange &exchange : session.exchanges()->exchanges()) {
        QCOMPARE(exchange.state, ExchangeState::Answered);
        QVERIFY(exchange.response > before);
        before = exchange.response;
    }
    checkNumbering(session);
}

void TestSessionLoop::aLivingServerIsLoggedWithoutHoles()
{
    SimulatorOptions told = options();
    told.rate = 5'000;
    told.rooms = 4;
    told.participants = 40;
    Simulator simulator(told);
    QString error;
    QVERIFY2(simulator.start(&error), qPrintable(error));
    Session session;
    session.open(settingsFor(simulator));
    QTRY_VERIFY(session.isConnected());
    QTRY_VERIFY(session.events() > 5'000);
    QVERIFY(session.send(R"({"Command":"get_room_count"})"));
    QTRY_COMPARE(session.exchanges()->exchanges().size(), size_t(1));
    QTRY_COMPARE(session.exchanges()->exchanges()[0].state, ExchangeState::Answered);
    session.close();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    checkNumbering(session);
    QCOMPARE(session.received(), session.events() + 1);
    QCOMPARE(test::rowsOf(session).last().text, QByteArray("Disconnected"));
    for (const Row &row : test::rowsOf(session, MessageKind::Event))
        QVERIFY2(eventType(row.name) != EventType::Unknown, row.name.constData());
}

void TestSessionLoop::theServersEndIsToldAndItsReturnGoesOn()
{
    auto simulator = std::make_unique<Simulator>(options());
    QString error;
    QVERIFY2(simulator->start(&error), qPrintable(error));
    const quint16 port = quint16(simulator->url().port());
    Session session;
    session.open(settingsFor(*simulator));
    QTRY_VERIFY(session.isConnected());
    session.send(R"({"Command":"get_version"})");
    QTRY_COMPARE(session.received(), quint64(1));
    simulator->stop();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    QCOMPARE(session.status().failure.kind, FailureKind::ClosedByServer);
    QCOMPARE(session.status().failure.closeCode, 1001);
    const MessageId end = session.log()->end();

    SimulatorOptions again = options();
    again.port = port;
    simulator = std::make_unique<Simulator>(again);
    QVERIFY2(simulator->start(&error), qPrintable(error));
    session.open(session.settings());
    QTRY_VERIFY(session.isConnected());
    session.send(R"({"Command":"get_version"})");
    QTRY_COMPARE(session.received(), quint64(2));
    QVERIFY(session.log()->end() > end);
    checkNumbering(session);
}

QTEST_GUILESS_MAIN(TestSessionLoop)
#include "tst_sessionloop.moc"
