#include "lib/connection/tlspolicy.h"
#include "lib/session.h"
#include "lib/simulator/simulator.h"
#include "tests/support/processfacts.h"
#include "tests/support/sessionrows.h"
#include "tests/support/testserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::TestServer;

namespace {

constexpr int restarts = 5;
/// For a machine that is busy with something else, in microseconds.
constexpr qint64 allowance = 2'000'000;

MessageRecord noteThat(Session &session, const QByteArray &begins)
{
    for (const test::Row &row : test::rowsOf(session, MessageKind::Note))
        if (row.text.startsWith(begins))
            return session.log()->record(row.id);
    qFatal("no such note");
}

} // namespace

/// A session over real TLS whose server goes away and returns.
class TestComingBack : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void aServerRestartedFiveTimesUnderLoadIsFoundEachTime();
    void aPeerThatFellSilentIsNoticedWithinThreeIntervals_data();
    void aPeerThatFellSilentIsNoticedWithinThreeIntervals();
    void aHeaderNoLongerAcceptedEndsTheTrying();
    void anotherCertificateAfterARestartStopsTheSession();
    void anUnreadableMessageIsForgivenOnce();

private:
    SimulatorOptions options() const;
    ConnectionSettings settingsFor(const QUrl &url) const;
    TestServer::Options serverOptions() const;

    QTemporaryDir m_dir;
    test::Credentials m_self;
};

void TestComingBack::initTestCase()
{
    m_self = test::selfSigned();
    QFile certificate(m_dir.filePath(u"certificate.pem"_s));
    QFile key(m_dir.filePath(u"key.pem"_s));
    QVERIFY(certificate.open(QFile::WriteOnly) && key.open(QFile::WriteOnly));
    certificate.write(m_self.certificate.toPem());
    key.write(m_self.keyPem);
}

SimulatorOptions TestComingBack::options() const
{
    SimulatorOptions options;
    options.certificateFile = m_dir.filePath(u"certificate.pem"_s);
    options.keyFile = m_dir.filePath(u"key.pem"_s);
    options.rate = 2'000;
    return options;
}

ConnectionSettings TestComingBack::settingsFor(const QUrl &url) const
{
    ConnectionSettings settings;
    settings.url = url;
    settings.pins = {pinFor({{m_self.certificate}, {}}, QDateTime::currentDateTimeUtc())};
    settings.reconnect = {.enabled = true, .firstPause = 50ms, .longestPause = 200ms};
    return settings;
}

TestServer::Options TestComingBack::serverOptions() const
{
    TestServer::Options made;
    made.credentials = m_self;
    return made;
}

void TestComingBack::aServerRestartedFiveTimesUnderLoadIsFoundEachTime()
{
    auto simulator = std::make_unique<Simulator>(options());
    QString error;
    QVERIFY2(simulator->start(&error), qPrintable(error));
    SimulatorOptions again = options();
    again.port = quint16(simulator->url().port());
    Session session;
    session.open(settingsFor(simulator->url()));
    QTRY_VERIFY(session.events() > 200);
    const qsizetype before = test::threads();
    const qint64 memory = test::resident();
    for (int i = 0; i < restarts; ++i) {
        simulator->stop();
        QTRY_COMPARE(session.status().state, ConnectionState::Retrying);
        simulator = std::make_unique<Simulator>(again);
        QVERIFY2(simulator->start(&error), qPrintable(error));
        const quint64 events = session.events();
        QTRY_VERIFY(session.isConnected());
        QTRY_VERIFY(session.events() > events + 200);
    }
    QVERIFY2(test::threads() <= before, qPrintable(QString::number(test::threads() - before)));
    // What was received since is a few hundred kilobytes; connections that stay behind would be more.
    const qint64 grown = test::resident() - memory;
    QVERIFY2(!test::residentTells || grown < 32 * 1024 * 1024, qPrintable(QString::number(grown)));
    session.close();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);

    QCOMPARE(session.dropped(), quint64(0));
    quint64 received = 0;
    qsizetype gaps = 0;
    MessageId next(1);
    for (const test::Row &row : test::rowsOf(session)) {
        QCOMPARE(row.id.value, next.value);
        next = next + 1;
        received += row.kind != MessageKind::Note && row.kind != MessageKind::Request;
        gaps += session.log()->record(row.id).isGap();
    }
    QCOMPARE(received, session.received());
    QCOMPARE(gaps, restarts);
    QCOMPARE(test::notesOf(session).filter(u"not connected for "_s).size(), restarts);
}

void TestComingBack::aPeerThatFellSilentIsNoticedWithinThreeIntervals_data()
{
    QTest::addColumn<bool>("reads");
    QTest::newRow("it answers nothing") << true;
    QTest::newRow("it reads nothing") << false;
}

void TestComingBack::aPeerThatFellSilentIsNoticedWithinThreeIntervals()
{
    QFETCH(const bool, reads);
    TestServer server(serverOptions());
    qsizetype unanswered = 0;
    connect(&server, &TestServer::frameArrived, this, [&](const test::Frame &frame) {
        unanswered += frame.opcode == test::Ping && server.upgrades() == 1;
    });
    Session session;
    ConnectionSettings settings = settingsFor(server.url());
    settings.pingInterval = 500ms;
    session.open(settings);
    QTRY_VERIFY(session.isConnected());
    server.sendText("{}");
    QTRY_VERIFY(session.received() == 1 && session.status().roundTrip >= 0);
    unanswered = 0;
    reads ? server.stopAnswering() : server.stopReading();
    QTRY_COMPARE_WITH_TIMEOUT(server.upgrades(), 2, 20'000); // noticed, and connected again
    QTRY_COMPARE(test::notesOf(session).filter(u"not connected for "_s).size(), 1);
    if (reads)
        QVERIFY(unanswered == 2 || unanswered == 3); // the first may have been under way when it fell silent

    const MessageRecord gap = noteThat(session, "not connected for ");
    const qint64 lastLife = gap.time - gap.gapLength();
    const qint64 silence = noteThat(session, "The server fell silent").time - lastLife;
    const qint64 interval = std::chrono::microseconds(settings.pingInterval).count();
    QVERIFY2(silence > 2 * interval * 9 / 10, qPrintable(QString::number(silence))); // timers may be early
    QVERIFY2(silence < 3 * interval + allowance, qPrintable(QString::number(silence)));
}

void TestComingBack::aHeaderNoLongerAcceptedEndsTheTrying()
{
    auto simulator = std::make_unique<Simulator>(options());
    QString error;
    QVERIFY2(simulator->start(&error), qPrintable(error));
    SimulatorOptions strict = options();
    strict.port = quint16(simulator->url().port());
    strict.headerName = "X-Engage-Key";
    strict.headerValue = "another";
    Session session;
    session.open(settingsFor(simulator->url()));
    QTRY_VERIFY(session.isConnected());
    simulator->stop();
    QTRY_COMPARE(session.status().state, ConnectionState::Retrying);
    simulator = std::make_unique<Simulator>(strict);
    QVERIFY2(simulator->start(&error), qPrintable(error));
    QTRY_COMPARE(session.status().state, ConnectionState::Failed);
    QCOMPARE(session.status().failure.kind, FailureKind::Unauthorized);
    QVERIFY(session.status().lostAt > 0);
}

void TestComingBack::anotherCertificateAfterARestartStopsTheSession()
{
    auto server = std::make_unique<TestServer>(serverOptions());
    const quint16 port = server->port();
    Session session;
    session.open(settingsFor(server->url()));
    QTRY_VERIFY(server->hasClient() && session.isConnected());
    server->sendText("{}"); // else it was closed at once, which is another failure
    QTRY_COMPARE(session.received(), quint64(1));
    server.reset();
    QTRY_COMPARE(session.status().state, ConnectionState::Retrying);
    TestServer::Options other = serverOptions();
    other.credentials = test::selfSigned();
    other.port = port;
    TestServer impostor(other);
    QTRY_COMPARE(session.status().state, ConnectionState::Failed);
    QCOMPARE(session.status().failure.kind, FailureKind::CertificateChanged);
    QCOMPARE(impostor.bytesReceived(), 0);
}

void TestComingBack::anUnreadableMessageIsForgivenOnce()
{
    TestServer server(serverOptions());
    Session session;
    session.open(settingsFor(server.url()));
    QTRY_VERIFY(session.isConnected());
    server.send(TestServer::frame(test::Text, "\xff\xfe"));
    QTRY_COMPARE(server.upgrades(), 2);
    QTRY_VERIFY(session.isConnected());
    server.send(TestServer::frame(test::Text, "\xff\xfe"));
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    QCOMPARE(session.status().failure.kind, FailureKind::UnreadableText);
    QCOMPARE(server.upgrades(), 2);
}

QTEST_GUILESS_MAIN(TestComingBack)
#include "tst_comingback.moc"
