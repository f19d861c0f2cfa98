#include "lib/connection/tlspolicy.h"
#include "lib/session.h"
#include "tests/support/faketransport.h"
#include "tests/support/testserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using test::TestServer;

namespace {

ConnectionSettings settingsFor(const TestServer &server)
{
    ConnectionSettings settings;
    settings.url = server.url();
    settings.phaseTimeout = std::chrono::seconds(5);
    return settings;
}

QByteArray answerTo(const QByteArray &request)
{
    return "{\"Status\":\"OK\",\"Request\":" + request + '}';
}

QStringList notes(Session &session)
{
    QStringList found;
    for (MessageId id = session.log()->first(); id < session.log()->end(); id = id + 1) {
        if (session.log()->record(id).kind == MessageKind::Note)
            found.append(QString::fromUtf8(session.log()->text(id)));
    }
    return found;
}

/// For a session on a wire that is none.
Session::Options optionsFor(test::FakeTransport **wire)
{
    Session::Options made;
    made.transport = [wire] {
        auto transport = std::make_unique<test::FakeTransport>();
        *wire = transport.get();
        return transport;
    };
    return made;
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private slots:
    void anUnknownServerIsTrustedForTheSession();
    void requestAndResponseMeetInTheLog();
    void sendingWithoutAConnectionIsRefused();
    void throughAMonitorOnlyConnectionOnlyQuestionsGo();
    void everyMessageIsCountedAndLogged();
    void receivedIsWhatWasLoggedAndWhatWasDropped();
    void numbersGoOnAfterAReconnect();
    void theLastMessagesComeBeforeTheEnd();
    void lostRequestsAreToldWithTheEnd();
    void closingEndsTheConnectionNotTheSession();
    void cancellingAnAttemptEndsIt();
    void shutdownEndsWithACloseFrame();
    void shutdownEndsAlthoughThePeerDoesNotAnswer();
    void shutdownWithoutAConnectionEndsAtOnce();
    void theDestructorNeverHangs();

private:
    void connectTo(Session &session, TestServer &server)
    {
        ConnectionSettings settings = settingsFor(server);
        settings.pins = {pinFor({{m_self.certificate}, {}}, QDateTime::currentDateTimeUtc())};
        session.open(settings);
    }
    TestServer::Options options() const
    {
        TestServer::Options made;
        made.credentials = m_self;
        return made;
    }

    const test::Credentials m_self = test::selfSigned();
};

void SessionTest::anUnknownServerIsTrustedForTheSession()
{
    TestServer server(options());
    Session session;
    session.open(settingsFor(server));
    QTRY_COMPARE(session.status().state, ConnectionState::WaitingForDecision);
    QCOMPARE(session.status().failure.kind, FailureKind::UntrustedCertificate);
    QCOMPARE(server.bytesReceived(), 0);

    session.trust(QByteArray(32, 'x'));
    QTest::qWait(20);
    QCOMPARE(session.status().state, ConnectionState::WaitingForDecision);

    session.trust(session.status().peer.sha256());
    QTRY_VERIFY(session.isConnected());
    QVERIFY(session.status().peer.pinned);
    QVERIFY(session.status().peer.pinnedForSession);
    const auto lastNote = [&session] {
        return session.log()->text(MessageId(session.log()->end().value - 1)).toByteArray();
    };
    QTRY_COMPARE(lastNote(), QByteArray("Connected, TLS 1.3, certificate trusted for this session"));
    QVERIFY(session.settings().pins.isEmpty());

    session.close();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    session.open(session.settings());
    QTRY_VERIFY(session.isConnected());
}

void SessionTest::requestAndResponseMeetInTheLog()
{
    TestServer server(options());
    connect(&server, &TestServer::frameArrived, &server, [&server](const test::Frame &frame) {
        if (frame.opcode == test::Text)
            server.sendText(answerTo(frame.payload));
    });
    Session session;
    connectTo(session, server);
    QTRY_VERIFY(session.isConnected());
    QVERIFY(session.connectedSince() > 0);
    QVERIFY(session.send("{\"Command\":\"get_version\"}"));
    QTRY_COMPARE(session.exchanges()->exchanges().size(), size_t(1));
    QTRY_COMPARE(session.exchanges()->exchanges()[0].state, ExchangeState::Answered);
    QVERIFY(session.exchanges()->exchanges()[0].latency >= 0);
    QTRY_VERIFY(session.status().roundTrip > 0);
}

void SessionTest::sendingWithoutAConnectionIsRefused()
{
    Session session;
    QVERIFY(!session.send("{}"));
    session.note(u"still here"_s);
    QTRY_COMPARE(session.log()->size(), quint64(1));
}

void SessionTest::throughAMonitorOnlyConnectionOnlyQuestionsGo()
{
    TestServer server(options());
    Session session;
    ConnectionSettings settings = settingsFor(server);
    settings.pins = {pinFor({{m_self.certificate}, {}}, QDateTime::currentDateTimeUtc())};
    settings.monitorOnly = true;
    session.open(settings);
    QTRY_VERIFY(session.isConnected());
    for (const char *request : {"{\"Command\":\"set_room_layout\"}", "{\"command\":\"get_version\"}",
             "{\"Command\":\"get_version\",\"Command\":\"destroy_room\"}", "no JSON"}) {
        QVERIFY2(!session.send(request), request);
        QVERIFY(session.sendProblem(request).contains(u"Monitor only"_s));
    }
    QVERIFY(session.send("{\"Command\":\"get_version\"}"));
    QTRY_COMPARE(server.texts(), QList<QByteArray>{"{\"Command\":\"get_version\"}"});
}

void SessionTest::everyMessageIsCountedAndLogged()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    QTRY_VERIFY(session.isConnected());
    constexpr int count = 50'000;
    QByteArray burst;
    for (int i = 0; i < count; ++i)
        burst += TestServer::frame(
            test::Text, "{\"Event\":\"move\",\"room_id\":" + QByteArray::number(i % 7) + '}');
    server.send(burst);
    server.sendText("no JSON");
    server.sendText(R"({"action":"start-talking","participant_id":"7"})");
    QTRY_COMPARE(session.received(), quint64(count + 2));
    QCOMPARE(session.events(), quint64(count + 1)); // what came bare is a custom event
    QCOMPARE(session.malformed(), quint64(1));
    QCOMPARE(session.log()->size(), session.received() + notes(session).size());
}

void SessionTest::receivedIsWhatWasLoggedAndWhatWasDropped()
{
    test::FakeTransport *wire = nullptr;
    Session session(optionsFor(&wire));
    ConnectionSettings settings;
    settings.maximumWaiting = 1'000;
    session.open(settings);
    constexpr int count = 1'000;
    // In one turn, so that no acknowledgement can come between.
    const auto flood = [wire] {
        wire->succeed();
        for (int i = 0; i < count; ++i)
            emit wire->textReceived(u"{\"Event\":\"move\"}"_s);
    };
    QMetaObject::invokeMethod(wire, flood, Qt::QueuedConnection);
    QTRY_COMPARE(session.received(), quint64(count));
    QCOMPARE(session.arrived(), quint64(count));
    QVERIFY(session.dropped() > 0);
    QCOMPARE(session.log()->received(), session.arrived() - session.dropped());
    QCOMPARE(session.events(), session.received() - session.dropped());
    QCOMPARE(session.log()->size(), session.events() + quint64(notes(session).size()));
}

void SessionTest::numbersGoOnAfterAReconnect()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    QTRY_VERIFY(session.isConnected());
    session.close();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    const MessageId end = session.log()->end();
    const qint64 last = session.log()->lastTime();
    connectTo(session, server);
    QTRY_VERIFY(session.isConnected());
    QVERIFY(session.log()->end() > end);
    QCOMPARE(session.log()->first(), MessageId(1));
    QVERIFY(session.log()->record(end).time >= last);
}

void SessionTest::theLastMessagesComeBeforeTheEnd()
{
    TestServer server(options());
    Session session;
    quint64 receivedAtTheEnd = 0;
    connect(&session, &Session::statusChanged, &server, [&](const ConnectionStatus &status) {
        if (status.state == ConnectionState::NotConnected)
            receivedAtTheEnd = session.received();
    });
    connectTo(session, server);
    QTRY_VERIFY(session.isConnected());
    QByteArray burst;
    for (int i = 0; i < 20'000; ++i)
        burst += TestServer::frame(test::Text, "{\"Event\":\"move\"}");
    server.send(burst + TestServer::closeFrame(1001, "maintenance"));
    server.end();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    QCOMPARE(receivedAtTheEnd, quint64(20'000));
    QCOMPARE(session.status().failure.kind, FailureKind::ClosedByServer);
    QCOMPARE(notes(session).last(), u"Closed by the server: 1001 going away, \u201cmaintenance\u201d"_s);
}

void SessionTest::lostRequestsAreToldWithTheEnd()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    QTRY_VERIFY(session.isConnected());
    session.send("{\"Command\":\"get_version\"}");
    QTRY_COMPARE(server.texts().size(), 1);
    server.drop();
    QTRY_COMPARE(session.status().failure.kind, FailureKind::ConnectionLost);
    QCOMPARE(session.exchanges()->exchanges()[0].state, ExchangeState::Lost);
}

void SessionTest::closingEndsTheConnectionNotTheSession()
{
    TestServer server(options());
    Session session;
    connectTo(session, server);
    QTRY_VERIFY(session.isConnected());
    session.close();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    QVERIFY(!session.status().failure);
    QCOMPARE(session.connectedSince(), 0);
    QCOMPARE(notes(session).last(), u"Disconnected"_s);
    QTRY_VERIFY(!server.frames().isEmpty() && server.frames().last().opcode == test::Close);
    QCOMPARE(server.frames().last().payload, QByteArray("\x03\xe8"));
}

void SessionTest::cancellingAnAttemptEndsIt()
{
    test::PlainServer silent;
    ConnectionSettings settings;
    settings.url = silent.url();
    Session session;
    session.open(settings);
    QTRY_COMPARE(session.status().state, ConnectionState::CheckingCertificate);
    QVERIFY(session.status().isBusy());
    session.close();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    QCOMPARE(notes(session).last(), u"Connecting was cancelled"_s);
}

void SessionTest::shutdownEndsWithACloseFrame()
{
    TestServer server(options());
    Session session;
    QSignalSpy finished(&session, &Session::finished);
    connectTo(session, server);
    QTRY_VERIFY(session.isConnected());
    session.shutdown();
    QVERIFY(!session.send("{}"));
    QTRY_COMPARE(finished.size(), 1);
    QTRY_VERIFY(!server.frames().isEmpty() && server.frames().last().opcode == test::Close);
    QCOMPARE(notes(session).last(), u"Disconnected"_s);
}

void SessionTest::shutdownEndsAlthoughThePeerDoesNotAnswer()
{
    test::FakeTransport *wire = nullptr;
    Session session(optionsFor(&wire));
    QSignalSpy finished(&session, &Session::finished);
    ConnectionSettings settings;
    settings.url = QUrl(u"wss://peer.invalid"_s);
    session.open(settings);
    QTRY_COMPARE(session.status().state, ConnectionState::FindingAddress);
    QMetaObject::invokeMethod(
        wire, [wire] { wire->succeed(); }, Qt::QueuedConnection);
    QTRY_VERIFY(session.isConnected());
    QElapsedTimer timer;
    timer.start();
    session.shutdown();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(timer.elapsed() <= 3'000);
    QCOMPARE(notes(session).last(), u"Disconnected; the server did not answer"_s);
}

void SessionTest::shutdownWithoutAConnectionEndsAtOnce()
{
    Session session;
    QSignalSpy finished(&session, &Session::finished);
    session.shutdown();
    QTRY_COMPARE(finished.size(), 1);
}

/// @return  milliseconds
static qint64 timeToDestroy(std::unique_ptr<Session> session)
{
    QElapsedTimer timer;
    timer.start();
    session.reset();
    return timer.elapsed();
}

void SessionTest::theDestructorNeverHangs()
{
    constexpr qint64 longest = 3'000; // of a close frame that nobody reads it is one second
    TestServer server(options());
    QVERIFY(timeToDestroy(std::make_unique<Session>()) < longest);
    auto connecting = std::make_unique<Session>();
    connectTo(*connecting, server);
    QVERIFY(timeToDestroy(std::move(connecting)) < longest);
    auto ending = std::make_unique<Session>();
    connectTo(*ending, server);
    QTRY_VERIFY(ending->isConnected());
    ending->shutdown();
    QVERIFY(timeToDestroy(std::move(ending)) < longest);
    auto unread = std::make_unique<Session>();
    connectTo(*unread, server);
    QTRY_VERIFY(unread->isConnected());
    server.stopReading();
    QVERIFY(timeToDestroy(std::move(unread)) < longest);
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
