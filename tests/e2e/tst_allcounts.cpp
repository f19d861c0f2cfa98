#include "lib/filter/filterparser.h"
#include "lib/log/recordingreader.h"
#include "tests/e2e/simulatorthread.h"
#include "ui/models/reconciliation.h"
#include "ui/models/sessionmodels.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = RecorderStatus::State;

namespace {

constexpr int rate = 5'000;

SimulatorOptions busy(int eventsPerSecond)
{
    SimulatorOptions options;
    options.rate = eventsPerSecond;
    return options;
}

quint64 receivedIn(const QString &file)
{
    RecordingReader reader(file);
    quint64 received = 0;
    while (const BatchPointer batch = reader.next())
        received += batch->receivedRows();
    return received;
}

} // namespace

/// What a busy server sends is counted at the socket, in memory, on the disk and in the table; the counts
/// agree at each moment.
class TestAllCounts : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void allCountsAgreeAtRest();
    void allCountsAgreeWhenRecordingWasStoppedAndStartedAgain();
    void allCountsAgreeAfterTheConnectionWasLost();
    void allCountsAgreeThoughMessagesWereDroppedAndLeftMemory();
    void anOpenedRecordingCountsWhatWasRecorded();

private:
    void serve(int eventsPerSecond);
    void begin(const Session::Options &options = {});
    void receive(quint64 count); ///< as many more
    void rest();
    void check();
    QString file(const QString &name) const { return m_folder->filePath(name); }
    Reconciliation counts() const { return reconciliationOf(*m_models); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::SimulatorThread> m_server;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<SessionModels> m_models;
    QString m_firstDifference;
};

void TestAllCounts::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestAllCounts::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_firstDifference.clear();
    serve(rate);
}

void TestAllCounts::serve(int eventsPerSecond)
{
    m_server = std::make_unique<test::SimulatorThread>(busy(eventsPerSecond));
    QTRY_VERIFY(m_server->isReady());
}

void TestAllCounts::cleanup()
{
    m_models.reset();
    m_session.reset();
    m_server.reset();
}

/// Records, filters, and looks at the counts whenever one of them changes.
void TestAllCounts::begin(const Session::Options &options)
{
    m_session = std::make_unique<Session>(options);
    m_models = std::make_unique<SessionModels>(m_session.get());
    connect(m_session.get(), &Session::taken, m_models.get(), [this] { check(); });
    connect(m_session.get(), &Session::recordingChanged, m_models.get(), [this] { check(); });
    connect(&m_models->events, &MessageTableModel::countsChanged, m_models.get(), [this] { check(); });
    m_session->startRecording(file(u"first.mcap"_s));
    QTRY_COMPARE(m_session->recording().state, State::Recording);
    m_models->events.setFilter(parseFilter(u"room: 1"_s).expression);
}

void TestAllCounts::check()
{
    if (m_firstDifference.isEmpty() && !verdictOf(counts()).isEqual())
        m_firstDifference = tableText(counts());
}

void TestAllCounts::receive(quint64 count)
{
    const quint64 before = m_session->received();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->received() >= before + count, 30'000);
}

/// Nothing comes, nothing waits, and everything is where it belongs.
void TestAllCounts::rest()
{
    m_session->close();
    QTRY_COMPARE(m_session->status().state, ConnectionState::NotConnected);
    const auto isStill = [this] {
        const Reconciliation now = counts();
        return now.recorder.waiting == 0 && now.diskLag == 0 && now.unannounced == 0 && !now.isSearching;
    };
    QTRY_VERIFY(isStill());
    QCOMPARE(m_firstDifference, QString());
    const Reconciliation now = counts();
    QVERIFY2(verdictOf(now).isEqual(), qPrintable(tableText(now)));
    QCOMPARE(now.arrived, now.taken + now.dropped);
    QCOMPARE(now.taken, now.kept + now.left);
    QCOMPARE(now.recorder.received, now.recorder.recorded + now.recorder.notRecorded + now.recorder.dropped);
    QCOMPARE(now.eligible, now.listed);
    QVERIFY(now.shown > 0 && now.shown < now.eligible);
    QCOMPARE(now.behindLive, qint64(0));
}

void TestAllCounts::allCountsAgreeAtRest()
{
    begin();
    m_session->open(m_server->settings());
    receive(2 * rate);
    rest();
    const Reconciliation now = counts();
    QCOMPARE(now.dropped, quint64(0));
    QCOMPARE(now.recorder.recorded, now.arrived);
    QCOMPARE(receivedIn(file(u"first.mcap"_s)), now.arrived);
}

void TestAllCounts::allCountsAgreeWhenRecordingWasStoppedAndStartedAgain()
{
    begin();
    m_session->open(m_server->settings());
    receive(rate);
    m_session->stopRecording();
    QTRY_COMPARE(m_session->recording().state, State::Stopped);
    const quint64 inFirst = m_session->recording().recorded;
    QCOMPARE(m_session->recording().received, inFirst);
    receive(rate / 2);
    m_session->startRecording(file(u"second.mcap"_s));
    QTRY_COMPARE(m_session->recording().state, State::Recording);
    receive(rate);
    rest();
    const Reconciliation now = counts();
    QVERIFY(now.recorder.before >= inFirst + rate / 2);
    QCOMPARE(now.recorder.before + now.recorder.received, now.arrived);
    QCOMPARE(receivedIn(file(u"first.mcap"_s)), inFirst);
    QCOMPARE(receivedIn(file(u"second.mcap"_s)), now.recorder.received);
}

void TestAllCounts::allCountsAgreeAfterTheConnectionWasLost()
{
    begin();
    ConnectionSettings settings = m_server->settings();
    settings.reconnect = {.enabled = true, .firstPause = 50ms, .longestPause = 200ms};
    m_session->open(settings);
    receive(rate);
    m_server->stop();
    QTRY_COMPARE(m_session->status().state, ConnectionState::Retrying);
    m_server->startAgain();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->isConnected(), 20'000);
    receive(rate);
    rest();
    QCOMPARE(counts().recorder.recorded, counts().arrived);
}

void TestAllCounts::allCountsAgreeThoughMessagesWereDroppedAndLeftMemory()
{
    serve(4 * rate);
    Session::Options options;
    options.memoryLimit = 1;
    options.recordedMemoryLimit = 1;
    begin(options);
    ConnectionSettings settings = m_server->settings();
    settings.maximumWaiting = 40'000;
    m_session->open(settings);
    const auto hasLost = [this] { return counts().dropped > 0 && counts().left > 0; };
    QTRY_VERIFY_WITH_TIMEOUT(hasLost(), 30'000);
    rest();
    const Reconciliation now = counts();
    QCOMPARE(now.recorder.dropped, now.dropped);
    QCOMPARE(now.recorder.recorded, now.taken);
    QVERIFY(verdictText(now).startsWith(u"All counts agree; "));
}

void TestAllCounts::anOpenedRecordingCountsWhatWasRecorded()
{
    begin();
    m_session->open(m_server->settings());
    receive(rate);
    rest();
    m_session->stopRecording();
    QTRY_COMPARE(m_session->recording().state, State::Stopped);
    const quint64 recorded = m_session->recording().recorded;
    Session opened;
    const SessionModels models(&opened);
    opened.openRecording(file(u"first.mcap"_s));
    QTRY_VERIFY(opened.opened()->isComplete && models.feed.heldBack() == 0);
    const Reconciliation counts = reconciliationOf(models);
    QCOMPARE(counts.taken, recorded);
    QVERIFY2(verdictOf(counts).isEqual(), qPrintable(tableText(counts)));
}

QTEST_GUILESS_MAIN(TestAllCounts)
#include "tst_allcounts.moc"
