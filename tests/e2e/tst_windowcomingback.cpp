#include "tests/e2e/consoleundertest.h"
#include "tests/e2e/simulatorthread.h"
#include "tests/support/processfacts.h"

#include <QStandardPaths>

using namespace console;
using namespace Qt::StringLiterals;
using test::ConsoleUnderTest;

namespace {

constexpr int restarts = 6; // the first one warms up

SimulatorOptions lively()
{
    SimulatorOptions options;
    options.rate = 2'000;
    return options;
}

/// What the process holds besides the messages, which it is meant to keep.
qint64 memoryBesides(Session *session)
{
    return test::resident() - qint64(session->log()->memoryUsed());
}

/// Rows of a table that tell a gap.
int gapsIn(const QAbstractItemModel &model)
{
    int gaps = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        gaps += model.index(row, 0).data(MessageTableModel::GapRole).toBool();
    return gaps;
}

} // namespace

/// The whole window in front of a server that goes away and returns while much is going on.
class TestWindowComingBack : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup();
    void aServerRestartedFiveTimesUnderLoadIsFoundEachTime();

private:
    void connectUnderLoad();
    void restartServer();
    void compareLogWithScreen(); ///< nothing is missing, and each gap is marked once
    Session *session() { return m_console->session(); }

    std::unique_ptr<test::Home> m_home;
    std::unique_ptr<test::SimulatorThread> m_server;
    std::unique_ptr<ConsoleUnderTest> m_console;
};

void TestWindowComingBack::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestWindowComingBack::cleanup()
{
    m_console.reset();
    m_server.reset();
}

void TestWindowComingBack::connectUnderLoad()
{
    m_home = std::make_unique<test::Home>();
    m_server = std::make_unique<test::SimulatorThread>(lively());
    QTRY_VERIFY(m_server->isReady());
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"Hall A"_s;
    profile.host = u"127.0.0.1"_s;
    profile.port = m_server->settings().url.port();
    profile.trust = TrustRule::Pins;
    profile.pins = m_server->settings().pins;
    ProfileStore(m_home->profileFile()).save(profile);
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
    QVERIFY(m_console->isActive());
    m_console->controller()->connectToProfile(profile.id);
    // Everything is on screen and its caches are full.
    QTRY_VERIFY_WITH_TIMEOUT(session()->events() > 4'000, 20'000);
}

void TestWindowComingBack::restartServer()
{
    m_server->stop();
    QTRY_COMPARE(session()->status().state, ConnectionState::Retrying);
    QTRY_VERIFY(m_console->window()->notices()->has(u"connection"_s));
    m_server->startAgain();
    const auto whyNot = [this] {
        const Failure failure = session()->status().failure;
        return failure.title + u" "_s + failure.detail;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(session()->isConnected(), qPrintable(whyNot()), 20'000);
    QVERIFY(!m_console->window()->notices()->has(u"connection"_s));
    const quint64 events = session()->events();
    QTRY_VERIFY_WITH_TIMEOUT(session()->events() > events + 1'000, 20'000);
}

void TestWindowComingBack::aServerRestartedFiveTimesUnderLoadIsFoundEachTime()
{
    connectUnderLoad();
    restartServer(); // what a loss puts on screen for the first time is made once
    const qsizetype threads = test::threads();
    const qint64 memory = memoryBesides(session());
    for (int i = 1; i < restarts && !QTest::currentTestFailed(); ++i)
        restartServer();
    const qint64 grown = memoryBesides(session()) - memory;
    QVERIFY2(test::threads() <= threads, qPrintable(QString::number(test::threads() - threads)));
    // Half a megabyte is usual; a connection, a notice or a model that stays behind each time would be more.
    QVERIFY2(!test::residentTells || grown < 16 * 1024 * 1024, qPrintable(QString::number(grown)));
    session()->close();
    QTRY_COMPARE(session()->status().state, ConnectionState::NotConnected);
    compareLogWithScreen();
}

void TestWindowComingBack::compareLogWithScreen()
{
    const MessageLog &log = *session()->log();
    quint64 received = 0;
    int gaps = 0;
    for (MessageId id = log.first(); id < log.end(); id = id + 1) {
        received += log.record(id).isReceived();
        gaps += log.record(id).isGap();
    }
    QCOMPARE(session()->dropped(), quint64(0));
    QCOMPARE(received, session()->received());
    QCOMPARE(gaps, restarts);
    QTRY_COMPARE(m_console->models()->events.eligibleCount(), session()->events());
    QCOMPARE(gapsIn(m_console->models()->events), restarts);
    QCOMPARE(m_console->models()->timeline.gaps().closed().size(), size_t(restarts));
}

QTEST_MAIN(TestWindowComingBack)
#include "tst_windowcomingback.moc"
