#include "tests/e2e/consoleundertest.h"
#include "tests/support/testserver.h"
#include "ui/widgets/figurebutton.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/problemspane.h"
#include "ui/widgets/statusbar.h"

#include <QDir>
#include <QStandardPaths>

using namespace console;
using namespace Qt::StringLiterals;
using test::ConsoleUnderTest;

/// Problems in the real window: from the figures of the status bar to the message, and from one session to
/// the next by the saved connection.
class TestConsoleProblems : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aFigureLeadsToTheProblemAndItToTheMessage();
    void onlyTheseFiltersTheRequestsWhereTheyAre();
    void whatARecordingLacksIsAProblem();
    void whatIsIgnoredStaysSoInTheNextSession();
    void whatAnotherWindowIgnoresStaysIgnored();
    void connectingAgainSavesNothingAndTellsWhatIsSaved();
    void theDialectIsSavedAndAChangeIsAProblem();
    void aConnectionThatIsNotSavedIgnoresForItsSession();

private:
    void start();
    void connectSaved();
    void receive(const QByteArray &message);
    FindingsModel &problems() { return m_console->models()->findings; }
    Profile saved() { return m_console->profiles()->profiles().value(0); }
    bool isJudged() { return !m_console->session()->findings()->isBehind(); }

    std::unique_ptr<test::Home> m_home;
    std::unique_ptr<test::TestServer> m_server;
    std::unique_ptr<ConsoleUnderTest> m_console;
};

void TestConsoleProblems::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestConsoleProblems::init()
{
    m_home = std::make_unique<test::Home>();
    m_server = std::make_unique<test::TestServer>();
}

void TestConsoleProblems::cleanup()
{
    m_console.reset();
    m_server.reset();
}

/// The program, anew.
void TestConsoleProblems::start()
{
    m_console.reset();
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
}

/// To a connection that is saved; it asks about the certificate each time.
void TestConsoleProblems::connectSaved()
{
    start();
    if (m_console->profiles()->profiles().isEmpty()) {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = u"Hall A"_s;
        profile.host = u"127.0.0.1"_s;
        profile.port = m_server->port();
        profile.trust = TrustRule::Pins;
        QVERIFY(m_console->profiles()->save(profile));
    }
    m_console->controller()->connectToProfile(saved().id);
    QTRY_VERIFY(m_console->dialog());
    m_console->press(u"Trust for this session"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_console->isActive());
}

void TestConsoleProblems::receive(const QByteArray &message)
{
    const quint64 before = m_console->session()->received();
    m_server->sendText(message);
    QTRY_COMPARE(m_console->session()->received(), before + 1);
    QTRY_VERIFY(isJudged());
}

void TestConsoleProblems::aFigureLeadsToTheProblemAndItToTheMessage()
{
    connectSaved();
    receive("no JSON");
    receive(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":1}})");
    const auto *bar = m_console->window()->findChild<StatusBar *>();
    FigureButton *figure = nullptr;
    const auto isShown = [&] {
        for (FigureButton *button : bar->findChildren<FigureButton *>())
            if (button->isVisible() && button->accessibleName() == u"1 malformed"_s)
                figure = button;
        return figure != nullptr;
    };
    QTRY_VERIFY(isShown());
    QVERIFY(!m_console->find<PaneTable>(u"Problems"_s));
    figure->click();
    auto *table = m_console->find<PaneTable>(u"Problems"_s);
    QVERIFY(table && table->hasFocus());
    QCOMPARE(table->currentIndex().row(), problems().rowOf(FindingRule::Malformed));
    m_console->key(Qt::Key_Return);
    const MessageId message = m_console->models()->navigator.current();
    QCOMPARE(m_console->session()->log()->record(message).kind, MessageKind::Malformed);
    QVERIFY(m_console->shows(u"Malformed message"_s));
}

void TestConsoleProblems::onlyTheseFiltersTheRequestsWhereTheyAre()
{
    connectSaved();
    for (const char *code : {"-9990", "-9993"}) {
        QVERIFY(m_console->session()->send(R"({"Command":"get_version"})"));
        receive(QByteArray(R"({"Status":"ERROR","Error Code":)") + code
            + R"(,"Request":{"Command":"get_version"}})");
    }
    auto *requests = m_console->table(u"Requests and responses"_s);
    QTRY_COMPARE(requests->model()->rowCount(), 2);
    auto *pane = m_console->window()->findChild<ProblemsPane *>();
    pane->selectRule(FindingRule::Refused); // the first of the two
    pane->showOnlyThese();
    QTRY_COMPARE(requests->model()->rowCount(), 1);
    QVERIFY(requests->isVisible());
    QVERIFY(m_console->models()->navigator.filter().isEmpty());
    requests->setFocus();
    m_console->key(Qt::Key_Escape);
    QCOMPARE(requests->model()->rowCount(), 2);
}

void TestConsoleProblems::whatARecordingLacksIsAProblem()
{
    connectSaved();
    receive("no JSON");
    QVERIFY(m_console->quits());
    const QFileInfoList files = QDir(m_home->recordingFolder()).entryInfoList({u"*.mcap"_s}, QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(files[0].filePath());
    QVERIFY(file.resize(file.size() - 40)); // its end

    start();
    m_console->controller()->openRecording(file.fileName());
    QTRY_VERIFY(problems().rowOf(FindingRule::Recording) >= 0);
    QTRY_VERIFY(problems().rowOf(FindingRule::Malformed) >= 0); // as when it was live
    QVERIFY(!m_console->find<PaneTable>(u"Problems"_s));
    m_console->press(u"Show in Problems"_s);
    const auto *table = m_console->find<PaneTable>(u"Problems"_s);
    QVERIFY(table);
    QCOMPARE(table->currentIndex().row(), problems().rowOf(FindingRule::Recording));
}

void TestConsoleProblems::whatIsIgnoredStaysSoInTheNextSession()
{
    connectSaved();
    receive("no JSON");
    problems().ignore(problems().rowOf(FindingRule::Malformed));
    QCOMPARE(saved().ignoredFindings, QStringList{u"malformed text"_s});

    connectSaved();
    receive("no JSON");
    QCOMPARE(problems().rowOf(FindingRule::Malformed), -1);
    QCOMPARE(problems().ignoredCount(), 1);
    problems().setIgnoredShown(true);
    problems().stopIgnoring(problems().rowOf(FindingRule::Malformed));
    QCOMPARE(saved().ignoredFindings, QStringList());
}

void TestConsoleProblems::whatAnotherWindowIgnoresStaysIgnored()
{
    connectSaved();
    receive("no JSON");
    Profile changed = saved();
    changed.ignoredFindings = {u"late get_version"_s};
    QVERIFY(m_console->profiles()->save(changed));
    problems().ignore(problems().rowOf(FindingRule::Malformed));
    QCOMPARE(saved().ignoredFindings, (QStringList{u"late get_version"_s, u"malformed text"_s}));
    problems().setIgnoredShown(true);
    problems().stopIgnoring(problems().rowOf(FindingRule::Malformed));
    QCOMPARE(saved().ignoredFindings, QStringList{u"late get_version"_s});
}

void TestConsoleProblems::connectingAgainSavesNothingAndTellsWhatIsSaved()
{
    connectSaved();
    receive(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":"1"}})");
    receive("no JSON");
    m_console->press(u"Disconnect"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    Profile changed = saved();
    changed.dialect = {{u"ids"_s, u"number"_s}}; // another window has seen it otherwise
    changed.ignoredFindings = {u"malformed text"_s};
    QVERIFY(m_console->profiles()->save(changed));
    QSignalSpy stored(m_console->profiles(), &ProfileStore::changed);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QCOMPARE(stored.size(), 0);
    QCOMPARE(saved(), changed);
    QCOMPARE(problems().ignoredCount(), 1);
}

void TestConsoleProblems::theDialectIsSavedAndAChangeIsAProblem()
{
    connectSaved();
    QVERIFY(saved().dialect.isEmpty());
    receive(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":"1"}})");
    QCOMPARE(saved().dialect.value(u"ids"_s).toString(), u"string"_s);
    QCOMPARE(saved().dialect.value(u"event"_s).toString(), u"enum"_s);
    QCOMPARE(problems().rowOf(FindingRule::Dialect), -1);

    connectSaved();
    QCOMPARE(m_console->session()->findings()->dialect().saved(DialectPoint::Ids), "string");
    receive(R"({"Event":"IMM_EVENT_CREATE_ROOM","values":{"room_id":1}})");
    QVERIFY(problems().rowOf(FindingRule::Dialect) >= 0);
    QCOMPARE(saved().dialect.value(u"ids"_s).toString(), u"number"_s);
}

void TestConsoleProblems::aConnectionThatIsNotSavedIgnoresForItsSession()
{
    start();
    m_console->controller()->connectToAddress(m_server->url().toString());
    QTRY_VERIFY(m_console->dialog());
    m_console->press(u"Trust for this session"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    receive("no JSON");
    problems().ignore(0);
    m_console->press(u"Disconnect"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    receive("no JSON");
    QCOMPARE(problems().ignoredCount(), 1);
    QVERIFY(m_console->profiles()->profiles().isEmpty());
}

QTEST_MAIN(TestConsoleProblems)
#include "tst_consoleproblems.moc"
