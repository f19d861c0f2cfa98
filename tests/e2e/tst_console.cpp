#include "lib/connection/pin.h"
#include "tests/e2e/consoleundertest.h"
#include "tests/e2e/simulatorthread.h"
#include "tests/support/sessionrows.h"
#include "tests/support/testserver.h"
#include "ui/models/certificatetext.h"
#include "ui/widgets/connectionform.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/secretprompt.h"
#include "ui/widgets/trustdialog.h"

#include <QCheckBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMessageBox>
#include <QStandardPaths>
#include <QTabBar>

using namespace console;
using namespace Qt::StringLiterals;
using test::cell;
using test::ConsoleUnderTest;
using test::holds;

namespace {

const QString headerName = u"X-Event-Key"_s;
const QString headerValue = u"open-sesame-4711"_s;

} // namespace

/// The console from the first start to the end, by keys and mouse, with a real Event Manager behind it.
class TestConsole : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aNewcomerConnectsAsksFindsAndComesBack();
    void aWrongHeaderIsExplainedAndCanBeCorrected();
    void anAttemptCanBeCancelled();
    void afterADisconnectTheSessionStaysAndGoesOn();
    void aLostConnectionSaysSoInABar();
    void aQuietServerThatGoesAwayIsNotForgotten();
    void anotherServerAsksBeforeMessagesAreDropped();
    void anAddressThatCannotBeIsAnsweredWithWords_data();
    void anAddressThatCannotBeIsAnsweredWithWords();
    void anAddressTypedInTheBarConnects();
    void theDemoConnectsWithoutAQuestion();
    void aMissingValueIsAskedFor();

private:
    void start();
    void startServer();
    void startColleague();
    void colleagueSends(const QByteArray &json);
    void fillIn(const QString &name, const QString &address, const QString &value);
    Profile saveProfile(const QString &name, const QString &address);
    void connectTo(const Profile &profile);
    void answerTrust(const QString &button);

    std::unique_ptr<test::Home> m_home;
    std::unique_ptr<test::SimulatorThread> m_server;
    std::unique_ptr<Session> m_colleague; ///< another client, who makes things happen
    std::unique_ptr<ConsoleUnderTest> m_console;
};

void TestConsole::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestConsole::init()
{
    m_home = std::make_unique<test::Home>();
    startServer();
}

void TestConsole::cleanup()
{
    m_colleague.reset();
    m_console.reset();
    m_server.reset();
}

void TestConsole::start()
{
    m_console.reset();
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
    QVERIFY(m_console->isActive());
}

void TestConsole::startServer()
{
    m_server = std::make_unique<test::SimulatorThread>(headerName.toLatin1(), headerValue.toLatin1());
    QTRY_VERIFY(m_server->isReady());
}

void TestConsole::startColleague()
{
    m_colleague = std::make_unique<Session>();
    m_colleague->open(m_server->settings());
    QTRY_VERIFY(m_colleague->isConnected());
    colleagueSends(R"({"Command":"create_room","room_id":7})");
    colleagueSends(R"({"Command":"add_participant","room_id":7,"participant_id":71,"participant_name":"Zoë",)"
                   R"("input_sampling_rate":48000,"input_number_channels":1,"type":1})");
}

void TestConsole::colleagueSends(const QByteArray &json)
{
    const int answered = int(m_colleague->exchanges()->exchanges().size());
    QVERIFY(m_colleague->send(json));
    const auto &exchanges = m_colleague->exchanges()->exchanges();
    QTRY_VERIFY(int(exchanges.size()) > answered && exchanges.back().state == ExchangeState::Answered);
}

void TestConsole::fillIn(const QString &name, const QString &address, const QString &value)
{
    QTRY_VERIFY(m_console->dialog());
    m_console->fill(m_console->find<QLineEdit>(u"Name"_s), name);
    m_console->fill(m_console->find<QLineEdit>(u"Address"_s), address);
    m_console->find<QTabBar>(u"Settings"_s)->setCurrentIndex(int(ConnectionForm::Tab::Authorization));
    if (!m_console->find<QLineEdit>(u"Header name"_s))
        m_console->press(u"Send a header"_s);
    m_console->fill(m_console->find<QLineEdit>(u"Header name"_s), headerName);
    m_console->fill(m_console->find<QLineEdit>(u"Header value"_s), value);
}

Profile TestConsole::saveProfile(const QString &name, const QString &address)
{
    const Address parts = parseAddress(address);
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.host = parts.host;
    profile.port = parts.port;
    profile.headerName = headerName;
    profile.pins = {{.sha256 = m_server->sha256()}};
    profile.trust = TrustRule::Pins;
    m_home->keychain.write(profile.id, Secret(headerValue.toUtf8()), this, [](const QString &) {});
    ProfileStore(m_home->profileFile()).save(profile);
    return profile;
}

void TestConsole::connectTo(const Profile &profile)
{
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->session()->isConnected());
}

void TestConsole::answerTrust(const QString &button)
{
    QTRY_VERIFY(qobject_cast<TrustDialog *>(m_console->dialog()));
    for (const QString &group : fingerprintGroups(m_server->sha256()))
        QVERIFY(m_console->shows(group));
    m_console->press(button);
    QVERIFY(m_console->isActive());
}

void TestConsole::aNewcomerConnectsAsksFindsAndComesBack()
{
    start();
    m_console->key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    fillIn(u"Hall A"_s, m_server->address(), headerValue);
    m_console->press(u"Save and connect"_s);
    answerTrust(u"Trust and pin"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(!m_console->dialog());
    QVERIFY(m_console->shows(u"Hall A"_s) && m_console->shows(u"Pinned"_s));
    QCOMPARE(m_console->profiles()->profiles().size(), 1);
    QCOMPARE(m_console->profiles()->profiles().first().pins.first().sha256, m_server->sha256());

    startColleague();
    const auto *events = m_console->table(u"Events"_s)->model();
    QTRY_VERIFY(holds(events, MessageTableModel::Participant, u"Zoë"_s));
    const auto hasLane = [this](EventType type) {
        const auto &lanes = m_console->models()->timeline.lanes();
        return std::any_of(
            lanes.begin(), lanes.end(), [type](const Lane &lane) { return lane.type == type; });
    };
    QTRY_VERIFY(hasLane(EventType::AddParticipant));

    m_console->key(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(m_console->window()->workspace(), Workspace::Compose);
    m_console->type(u"set_participant_state"_s);
    m_console->key(Qt::Key_Return);
    for (const auto &[name, value] :
        {std::pair(u"room_id"_s, u"7"_s), std::pair(u"participant_id"_s, u"71"_s),
            std::pair(u"control"_s, u"2"_s), std::pair(u"value"_s, u"1"_s)}) {
        QTRY_VERIFY(m_console->find<QWidget>(name));
        m_console->fill(m_console->find<QWidget>(name), value);
    }
    m_console->key(Qt::Key_Return, Qt::ControlModifier);
    const auto *requests = m_console->table(u"Requests and responses"_s)->model();
    QTRY_COMPARE(requests->rowCount(), 1);
    QCOMPARE(cell(requests, 0, ExchangeModel::CommandName), u"set_participant_state"_s);
    QTRY_VERIFY(cell(requests, 0, ExchangeModel::Answer).startsWith(u"OK"_s));
    QVERIFY(!cell(requests, 0, ExchangeModel::Latency).isEmpty());
    const auto sent = test::rowsOf(*m_console->session(), MessageKind::Request).first();
    QCOMPARE(QJsonDocument::fromJson(sent.text).object().value(u"participant_id"_s).toInt(), 71);

    m_console->key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(holds(events, MessageTableModel::Event, u"State changed"_s));
    QVERIFY(m_console->shows(u"Requests and responses 1"_s) || m_console->table(u"Requests and responses"_s));

    const int all = events->rowCount();
    m_console->key(Qt::Key_Slash);
    m_console->type(u"set_participant_state"_s);
    QTRY_COMPARE(events->rowCount(), 1);
    QCOMPARE(cell(events, 0, MessageTableModel::Event), u"State changed"_s);
    m_console->key(Qt::Key_Escape);
    m_console->key(Qt::Key_Escape);
    QTRY_COMPARE(events->rowCount(), all);
    m_console->session()->send(R"({"Command":"get_version"})");
    QTRY_COMPARE(requests->rowCount(), 2);
    m_console->key(Qt::Key_2, Qt::ControlModifier);
    m_console->table(u"Requests and responses"_s)->setFocus();
    m_console->key(Qt::Key_Slash);
    m_console->type(u"set_participant_state"_s);
    const auto *found = m_console->table(u"Requests and responses"_s)->model();
    QTRY_COMPARE(found->rowCount(), 1);
    QCOMPARE(cell(found, 0, ExchangeModel::CommandName), u"set_participant_state"_s);
    // What is filtered where a field says so is whole where none does.
    m_console->key(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_console->table(u"Requests and responses"_s)->model()->rowCount(), 2);

    QVERIFY(m_console->quits());
    for (const QString &name : {m_home->profileFile(), m_home->settingsFile()}) {
        QFile file(name);
        QVERIFY2(file.open(QFile::ReadOnly), qPrintable(name));
        const QByteArray content = file.readAll();
        QVERIFY(!content.isEmpty());
        QVERIFY(!content.contains(headerValue.toUtf8()));
        QVERIFY(!content.contains(headerValue.toUtf8().toBase64()));
    }

    start();
    m_console->press(u"Hall A"_s);
    QTRY_VERIFY(m_console->dialog() || m_console->session()->isConnected());
    QVERIFY(!m_console->dialog());
}

void TestConsole::aWrongHeaderIsExplainedAndCanBeCorrected()
{
    start();
    m_console->press(u"New connection…"_s);
    fillIn(u"Hall A"_s, m_server->address(), u"wrong"_s);
    m_console->press(u"Save and connect"_s);
    answerTrust(u"Trust and pin"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::Failed);
    QTRY_VERIFY(m_console->shows(u"refused the authorization header"_s));
    QVERIFY(m_console->shows(headerName));
    QVERIFY(!m_console->shows(u"wrong"_s) || !m_console->shows(u"value wrong"_s));
    m_console->press(u"Edit header…"_s);
    QTRY_VERIFY(m_console->dialog());
    QTRY_COMPARE(m_console->find<QLineEdit>(u"Header value"_s)->text(), u"wrong"_s);
    m_console->fill(m_console->find<QLineEdit>(u"Header value"_s), headerValue);
    m_console->press(u"Save"_s);
    QTRY_VERIFY(!m_console->dialog());
    m_console->press(u"Try again"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_console->table(u"Events"_s));
}

void TestConsole::anAttemptCanBeCancelled()
{
    test::PlainServer silent;
    const Profile profile = saveProfile(u"Silent"_s, silent.url().toString());
    start();
    m_console->press(u"Silent"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::CheckingCertificate);
    QTRY_VERIFY(m_console->shows(u"Check the certificate"_s) || m_console->shows(u"Reach the port"_s));
    m_console->press(u"Cancel"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    QVERIFY(m_console->shows(u"Try the demo server"_s) || m_console->shows(u"Saved connections"_s));
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->session()->status().isBusy());
    m_console->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
}

void TestConsole::afterADisconnectTheSessionStaysAndGoesOn()
{
    const Profile profile = saveProfile(u"Hall A"_s, m_server->address());
    start();
    connectTo(profile);
    startColleague();
    const auto *events = m_console->table(u"Events"_s)->model();
    QTRY_COMPARE(events->rowCount(), 3);
    m_console->press(u"Disconnect"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    QVERIFY(m_console->table(u"Events"_s));
    QCOMPARE(events->rowCount(), 3);
    QVERIFY(m_console->shows(u"Not connected"_s));
    QTRY_VERIFY(test::notesOf(*m_console->session()).last().contains(u"isconnected"_s));
    const MessageId end = m_console->session()->log()->end();
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(!m_console->dialog());
    colleagueSends(R"({"Command":"set_participant_name","room_id":7,"participant_id":71,"name":"Zoe"})");
    QTRY_COMPARE(events->rowCount(), 5); // the gap between is told
    QVERIFY(test::cell(events, 3, MessageTableModel::Event).startsWith(u"Not connected "));
    QVERIFY(m_console->models()->events.idAt(4) >= end);
    QCOMPARE(m_console->models()->events.eligibleCount(), 4u);
    QCOMPARE(m_console->models()->timeline.gaps().closed().size(), 1u);
    QVERIFY(!m_console->models()->timeline.gaps().isOpen());
    QCOMPARE(m_console->session()->log()->first(), MessageId(1));
}

void TestConsole::aLostConnectionSaysSoInABar()
{
    const Profile profile = saveProfile(u"Hall A"_s, m_server->address());
    start();
    connectTo(profile);
    startColleague();
    QTRY_COMPARE(m_console->table(u"Events"_s)->model()->rowCount(), 3);
    m_colleague.reset();
    m_server->stop();
    QTRY_VERIFY(m_console->window()->notices()->has(u"connection"_s));
    QTRY_VERIFY(m_console->window()->notices()->isVisible());
    QVERIFY(m_console->shows(m_console->session()->status().failure.title));
    QVERIFY(m_console->table(u"Events"_s));
}

void TestConsole::aQuietServerThatGoesAwayIsNotForgotten()
{
    const Profile profile = saveProfile(u"Hall A"_s, m_server->address());
    start();
    connectTo(profile);
    m_server->stop();
    QTRY_VERIFY(m_console->session()->status().failure);
    QTRY_VERIFY(m_console->shows(m_console->session()->status().failure.title));
}

void TestConsole::anotherServerAsksBeforeMessagesAreDropped()
{
    const Profile first = saveProfile(u"Hall A"_s, m_server->address());
    const Profile second = saveProfile(u"Hall B"_s, m_server->address());
    start();
    connectTo(first);
    startColleague();
    QTRY_COMPARE(m_console->table(u"Events"_s)->model()->rowCount(), 3);
    const Session *before = m_console->session();
    m_console->key(Qt::Key_R, Qt::ControlModifier); // what comes now is in memory only
    QTRY_COMPARE(m_console->session()->recording().state, RecorderStatus::State::Stopped);

    m_console->controller()->connectToProfile(second.id);
    QTRY_VERIFY(qobject_cast<QMessageBox *>(m_console->dialog()));
    QVERIFY(m_console->shows(u"Hall B"_s) && m_console->shows(u"Hall A"_s));
    m_console->press(u"Cancel"_s);
    QVERIFY(!m_console->dialog());
    QCOMPARE(m_console->session(), before);
    QVERIFY(m_console->session()->isConnected());
    QCOMPARE(m_console->table(u"Events"_s)->model()->rowCount(), 3);

    m_console->controller()->connectToProfile(second.id);
    QTRY_VERIFY(m_console->dialog());
    m_console->press(u"Begin a new session"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_console->session() != before || m_console->session()->received() == 0);
    QCOMPARE(m_console->table(u"Events"_s)->model()->rowCount(), 0);
    QVERIFY(m_console->shows(u"Hall B"_s));
}

void TestConsole::anAddressThatCannotBeIsAnsweredWithWords_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("word");
    QTest::newRow("no TLS") << u"ws://127.0.0.1:9002"_s << u"TLS"_s;
    QTest::newRow("not an address") << u"wss://host:70000"_s << u"port"_s;
    QTest::newRow("another protocol") << u"https://host"_s << u"wss"_s;
}

void TestConsole::anAddressThatCannotBeIsAnsweredWithWords()
{
    QFETCH(const QString, address);
    QFETCH(const QString, word);
    start();
    m_console->fill(m_console->find<QLineEdit>(u"Address of a server"_s), address);
    m_console->key(Qt::Key_Return);
    QTRY_VERIFY(m_console->window()->notices()->isVisible());
    QVERIFY(m_console->shows(u"Cannot connect"_s));
    QVERIFY(m_console->shows(word));
    QCOMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    QCOMPARE(m_console->session()->log()->size(), quint64(0));
    // The next attempt that can begin takes the words away.
    m_console->controller()->startDemo();
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(!m_console->window()->notices()->has(u"settings"_s));
}

void TestConsole::anAddressTypedInTheBarConnects()
{
    m_server = std::make_unique<test::SimulatorThread>();
    QTRY_VERIFY(m_server->isReady());
    start();
    m_console->fill(m_console->find<QLineEdit>(u"Address of a server"_s), m_server->address());
    m_console->press(u"Connect"_s);
    answerTrust(u"Cancel"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    m_console->press(u"Connect"_s);
    answerTrust(u"Trust for this session"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_console->shows(u"Trusted once"_s));
    QVERIFY(m_console->profiles()->profiles().isEmpty());
}

void TestConsole::theDemoConnectsWithoutAQuestion()
{
    start();
    m_console->press(u"Try the demo server"_s);
    QTRY_VERIFY(m_console->dialog() || m_console->session()->isConnected());
    QVERIFY(!m_console->dialog());
    QTRY_VERIFY(m_console->table(u"Events"_s)->model()->rowCount() > 5);
    QVERIFY(m_console->shows(u"Demo server"_s));
    QVERIFY(m_console->profiles()->profiles().isEmpty());
    m_console->press(u"Disconnect"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_console->quits());
}

void TestConsole::aMissingValueIsAskedFor()
{
    const Profile profile = saveProfile(u"Hall A"_s, m_server->address());
    m_home->keychain.remove(profile.id, this, [](const QString &) {});
    start();
    m_console->press(u"Hall A"_s);
    QTRY_VERIFY(qobject_cast<SecretPrompt *>(m_console->dialog()));
    m_console->fill(m_console->dialog()->findChild<QLineEdit *>(), headerValue);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    bool kept = false; // as the connection says: next time nobody is asked
    m_home->keychain.read(profile.id, this,
        [&kept](const SecretStore::Result &result) { kept = result.secret == Secret(headerValue.toUtf8()); });
    QTRY_VERIFY(kept);
}

QTEST_MAIN(TestConsole)
#include "tst_console.moc"
