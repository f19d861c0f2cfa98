#include "lib/connection/tlspolicy.h"
#include "lib/connection/websockettransport.h"
#include "tests/support/testserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using test::TestServer;

namespace {

/// A transport and all that it said.
struct Watched
{
    WebSocketTransport transport;
    QSignalSpy opened{&transport, &Transport::opened};
    QList<ConnectionState> stages;
    QStringList texts;
    QList<QByteArray> binaries;
    QList<Failure> closed;
    QList<PeerCertificate> asked;
    FailureKind why = FailureKind::None;
    PeerCertificate peer;
    QString tlsVersion;
    QList<qint64> roundTrips;

    Watched()
    {
        QObject::connect(&transport, &Transport::stageChanged, &transport,
            [this](ConnectionState state) { stages.append(state); });
        QObject::connect(&transport, &Transport::textReceived, &transport,
            [this](const QString &text) { texts.append(text); });
        QObject::connect(&transport, &Transport::binaryReceived, &transport,
            [this](const QByteArray &bytes) { binaries.append(bytes); });
        QObject::connect(&transport, &Transport::closed, &transport,
            [this](const Failure &failure) { closed.append(failure); });
        QObject::connect(&transport, &Transport::trustNeeded, &transport,
            [this](const PeerCertificate &shown, FailureKind reason) {
                asked.append(shown);
                why = reason;
            });
        QObject::connect(&transport, &Transport::encrypted, &transport,
            [this](const PeerCertificate &shown, const QString &version) {
                peer = shown;
                tlsVersion = version;
            });
        QObject::connect(&transport, &Transport::pongReceived, &transport,
            [this](qint64 time) { roundTrips.append(time); });
    }

    bool isOver() const { return !closed.isEmpty() || !asked.isEmpty(); }
    FailureKind failure() const { return closed.isEmpty() ? FailureKind::None : closed.first().kind; }
};

Pin pinOf(const test::Credentials &credentials)
{
    return pinFor({{credentials.certificate}, {}}, QDateTime::currentDateTimeUtc());
}

ConnectionSettings settingsFor(const QUrl &url)
{
    ConnectionSettings settings;
    settings.url = url;
    settings.phaseTimeout = std::chrono::seconds(5);
    return settings;
}

/// Settings that trust what the server shows.
ConnectionSettings pinned(const TestServer &server, const test::Credentials &credentials)
{
    ConnectionSettings settings = settingsFor(server.url());
    settings.pins = {pinOf(credentials)};
    return settings;
}

} // namespace

class WebSocketTransportTest : public QObject
{
    Q_OBJECT

private slots:
    // reaching the server
    void aPinnedServerIsOpenedThroughAllStages();
    void anAuthorityFromAFileIsTrustedWithoutAPin();
    void aRefusedPortIsSaid();
    void anUnknownNameIsSaid();
    void plainTextWhereTlsShouldBeIsSaid();
    void aSilentPortRunsIntoTheTimeOfTheTlsPhase();
    void aSilentUpgradeRunsIntoTheTimeOfItsPhase();
    void settingsThatCannotWorkAreRefusedBeforeAnythingIsSent();
    void whoGivesUpOnSettingsThatCannotWorkHearsNoEnd();

    // certificates
    void anUnknownCertificateIsAQuestionAndNotAByteIsSent();
    void whatIsWrongWithACertificateIsAsked_data();
    void whatIsWrongWithACertificateIsAsked();
    void anotherCertificateThanThePinnedOneEndsWithoutAByte();
    void aPinOutranksAnAuthority();
    void aMissingClientCertificateIsSaid_data();
    void aMissingClientCertificateIsSaid();
    void aClientCertificateOfAnUnknownAuthorityIsRefused_data();
    void aClientCertificateOfAnUnknownAuthorityIsRefused();
    void aKnownClientCertificateOpens();
    void noClientCertificateIsShownToAServerThatIsNotTrusted_data();
    void noClientCertificateIsShownToAServerThatIsNotTrusted();
    void allThatIsWrongIsAskedAtOnceAlsoWithAClientCertificate_data();
    void allThatIsWrongIsAskedAtOnceAlsoWithAClientCertificate();

    // the handshake
    void theHeaderIsSentOnceAfterTheCertificateWasAccepted();
    void noHeaderIsSentWhenNoneIsConfigured();
    void furtherHeadersArriveOnceEach();
    void noFurtherHeaderIsSentBeforeTheCertificateIsAccepted();
    void whatWasSentDoesNotComeBackInWords();
    void anEmptyHeaderValueIsAValue();
    void anEmptyPathIsTheRoot();
    void anHttpAnswerIsNamed_data();
    void anHttpAnswerIsNamed();
    void theAnswerIsKeptWithoutWhatItMustNotRepeat();
    void aWrongAcceptKeyIsSaid();
    void anAnswerThatIsNoHttpIsNoWebSocket();
    void aServerThatHangsUpInsteadOfAnAnswerClosedAtOnce();

    // messages
    void textArrivesAsItWasSent();
    void requestsLeaveByteForByte();
    void fragmentsBecomeOneMessage();
    void aBurstBeforeTheEndIsDeliveredWhole_data();
    void aBurstBeforeTheEndIsDeliveredWhole();
    void aMessageAtTheLimitArrives();
    void aMessageOverTheLimitClosesWith1009_data();
    void aMessageOverTheLimitClosesWith1009();
    void invalidUtf8IsSaid();
    void brokenFramingIsSaid();
    void aPongTellsTheRoundTrip();

    // ends
    void aCloseAtOnceIsToldWithCodeAndReason();
    void aLaterCloseByTheServerIsToldWithCodeAndReason();
    void aDropIsALostConnection();
    void ourOwnCloseIsNoFailure();
    void aServerThatDoesNotAnswerTheCloseIsLeft();
    void abortIsSilentInEveryPhase_data();
    void abortIsSilentInEveryPhase();
    void oneTransportMakesOneAttemptAfterTheOther();

private:
    const test::Credentials m_self = test::selfSigned();
    TestServer::Options options() const
    {
        TestServer::Options made;
        made.credentials = m_self;
        return made;
    }
};

void WebSocketTransportTest::aPinnedServerIsOpenedThroughAllStages()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.opened.size(), 1);
    QCOMPARE(watched.stages,
        (QList<ConnectionState>{ConnectionState::FindingAddress, ConnectionState::Connecting,
            ConnectionState::CheckingCertificate, ConnectionState::OpeningWebSocket}));
    QCOMPARE(watched.tlsVersion, u"TLS 1.3"_s);
    QVERIFY(watched.peer.pinned);
    QCOMPARE(watched.peer.chain.first(), m_self.certificate);
    QVERIFY(!watched.isOver());
}

void WebSocketTransportTest::anAuthorityFromAFileIsTrustedWithoutAPin()
{
    const test::Credentials authority = test::authority();
    TestServer::Options options;
    options.credentials = test::signedBy(authority);
    TestServer server(options);
    ConnectionSettings settings = settingsFor(server.url(u"localhost"_s));
    settings.authorities = {authority.certificate};
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.opened.size(), 1);
    QVERIFY(!watched.peer.pinned);
}

void WebSocketTransportTest::aRefusedPortIsSaid()
{
    ConnectionSettings settings = settingsFor(QUrl(u"wss://127.0.0.1:%1"_s.arg(test::closedPort())));
    Watched watched;
    watched.transport.open(settings);
    QVERIFY2(!watched.isOver(), "no answer before open() has returned");
    QTRY_COMPARE(watched.failure(), FailureKind::ConnectionRefused);
}

void WebSocketTransportTest::anUnknownNameIsSaid()
{
    Watched watched;
    watched.transport.open(settingsFor(QUrl(u"wss://no-such-host.invalid:9002"_s)));
    QTRY_COMPARE(watched.failure(), FailureKind::UnknownName);
    QCOMPARE(watched.closed.first().title, u"The name no-such-host.invalid is not known"_s);
}

void WebSocketTransportTest::plainTextWhereTlsShouldBeIsSaid()
{
    test::PlainServer server("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    Watched watched;
    watched.transport.open(settingsFor(server.url()));
    QTRY_COMPARE(watched.failure(), FailureKind::PlainText);
}

void WebSocketTransportTest::aSilentPortRunsIntoTheTimeOfTheTlsPhase()
{
    test::PlainServer server;
    ConnectionSettings settings = settingsFor(server.url());
    settings.phaseTimeout = std::chrono::milliseconds(150);
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.failure(), FailureKind::Timeout);
    QCOMPARE(watched.closed.first().title, u"The TLS handshake took too long"_s);
}

void WebSocketTransportTest::aSilentUpgradeRunsIntoTheTimeOfItsPhase()
{
    TestServer::Options silent = options();
    silent.answersUpgrade = false;
    TestServer server(silent);
    ConnectionSettings settings = pinned(server, m_self);
    settings.phaseTimeout = std::chrono::seconds(1); // the phases before must end in it
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.failure(), FailureKind::Timeout);
    QCOMPARE(watched.closed.first().title, u"Opening the WebSocket took too long"_s);
}

void WebSocketTransportTest::settingsThatCannotWorkAreRefusedBeforeAnythingIsSent()
{
    Watched plain;
    plain.transport.open(settingsFor(QUrl(u"ws://127.0.0.1:9002"_s)));
    QVERIFY(!plain.isOver());
    QTRY_COMPARE(plain.failure(), FailureKind::InvalidSettings);

    TestServer server(options());
    ConnectionSettings keyless = pinned(server, m_self);
    keyless.clientCertificates = {m_self.certificate};
    Watched watched;
    watched.transport.open(keyless);
    QTRY_COMPARE(watched.failure(), FailureKind::ClientKeyMissing);
    QCOMPARE(server.clients(), 0);

    ConnectionSettings injecting = pinned(server, m_self);
    injecting.furtherHeaders = {{"X-Trace", Secret("1\r\nX-Admin: yes")}};
    Watched refused;
    refused.transport.open(injecting);
    QTRY_COMPARE(refused.failure(), FailureKind::InvalidSettings);
    QCOMPARE(server.clients(), 0);
}

void WebSocketTransportTest::whoGivesUpOnSettingsThatCannotWorkHearsNoEnd()
{
    Watched watched;
    watched.transport.open(settingsFor(QUrl(u"ws://127.0.0.1:9002"_s)));
    watched.transport.abort();
    TestServer server(options());
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(server.upgrades(), 1);
    QVERIFY(!watched.isOver());
}

void WebSocketTransportTest::anUnknownCertificateIsAQuestionAndNotAByteIsSent()
{
    TestServer server(options());
    ConnectionSettings settings = settingsFor(server.url());
    settings.headerName = "X-Key";
    settings.headerValue = Secret("secret");
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.asked.size(), 1);
    QCOMPARE(watched.why, FailureKind::UntrustedCertificate);
    QCOMPARE(watched.asked.first().sha256(), pinOf(m_self).sha256);
    QCOMPARE(watched.asked.first().errors.first().error(), QSslError::SelfSignedCertificate);
    QTest::qWait(50);
    QCOMPARE(server.bytesReceived(), 0);
    QVERIFY(watched.closed.isEmpty());
    QVERIFY(watched.opened.isEmpty());
}

void WebSocketTransportTest::whatIsWrongWithACertificateIsAsked_data()
{
    QTest::addColumn<int>("certificate");
    QTest::addColumn<FailureKind>("why");
    QTest::newRow("expired") << 0 << FailureKind::CertificateExpired;
    QTest::newRow("not yet valid") << 1 << FailureKind::CertificateNotYetValid;
    QTest::newRow("another host") << 2 << FailureKind::WrongName;
}

void WebSocketTransportTest::whatIsWrongWithACertificateIsAsked()
{
    QFETCH(const int, certificate);
    QFETCH(const FailureKind, why);
    const test::CertificateRequest requests[]{
        test::expiredRequest(), test::futureRequest(), test::otherHostRequest()};
    const test::Credentials authority = test::authority();
    TestServer::Options wrong;
    wrong.credentials = test::signedBy(authority, requests[certificate]);
    TestServer server(wrong);

    for (const bool authorityKnown : {true, false}) {
        ConnectionSettings settings = settingsFor(server.url());
        if (authorityKnown)
            settings.authorities = {authority.certificate};
        Watched watched;
        watched.transport.open(settings);
        QTRY_COMPARE(watched.asked.size(), 1);
        QCOMPARE(watched.why, why);

        // Accepted as it is, the same certificate opens.
        settings.pins = {pinFor(watched.asked.first(), QDateTime::currentDateTimeUtc())};
        Watched knowing;
        knowing.transport.open(settings);
        QTRY_COMPARE(knowing.opened.size(), 1);
    }
}

void WebSocketTransportTest::anotherCertificateThanThePinnedOneEndsWithoutAByte()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, test::selfSigned()));
    QTRY_COMPARE(watched.failure(), FailureKind::CertificateChanged);
    QTest::qWait(50);
    QCOMPARE(server.bytesReceived(), 0);
    QVERIFY(watched.asked.isEmpty());
}

void WebSocketTransportTest::aPinOutranksAnAuthority()
{
    const test::Credentials authority = test::authority();
    TestServer::Options options;
    options.credentials = test::signedBy(authority);
    TestServer server(options);
    ConnectionSettings settings = pinned(server, m_self);
    settings.authorities = {authority.certificate};
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.failure(), FailureKind::CertificateChanged);
    QCOMPARE(server.bytesReceived(), 0);
}

void WebSocketTransportTest::aMissingClientCertificateIsSaid_data()
{
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::newRow("TLS 1.2") << QSsl::TlsV1_2;
    QTest::newRow("TLS 1.3") << QSsl::TlsV1_3;
}

void WebSocketTransportTest::aMissingClientCertificateIsSaid()
{
    QFETCH(const QSsl::SslProtocol, protocol);
    TestServer::Options demanding = options();
    demanding.protocol = protocol;
    demanding.clientAuthorities = {test::authority().certificate};
    TestServer server(demanding);
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_VERIFY(watched.isOver());
    QCOMPARE(watched.closed.first().title, u"The server asks for a client certificate"_s);
    QCOMPARE(watched.closed.size(), 1);
}

void WebSocketTransportTest::aClientCertificateOfAnUnknownAuthorityIsRefused_data()
{
    aMissingClientCertificateIsSaid_data();
}

void WebSocketTransportTest::aClientCertificateOfAnUnknownAuthorityIsRefused()
{
    QFETCH(const QSsl::SslProtocol, protocol);
    TestServer::Options demanding = options();
    demanding.protocol = protocol;
    demanding.clientAuthorities = {test::authority().certificate};
    TestServer server(demanding);
    const test::Credentials stranger = test::signedBy(test::authority(u"Another authority"_s));
    ConnectionSettings settings = pinned(server, m_self);
    settings.clientCertificates = {stranger.certificate};
    settings.clientKey = stranger.key;
    Watched watched;
    watched.transport.open(settings);
    QTRY_VERIFY(watched.isOver());
    QCOMPARE(watched.closed.first().title, u"The server refused the client certificate"_s);
}

void WebSocketTransportTest::aKnownClientCertificateOpens()
{
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    TestServer::Options demanding = options();
    demanding.clientAuthorities = {authority.certificate};
    TestServer server(demanding);
    ConnectionSettings settings = pinned(server, m_self);
    settings.clientCertificates = {client.certificate};
    settings.clientKey = client.key;
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.opened.size(), 1);
    QCOMPARE(server.clientCertificates(), QList{client.certificate});
}

void WebSocketTransportTest::noClientCertificateIsShownToAServerThatIsNotTrusted_data()
{
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::addColumn<bool>("isPinned");
    for (const bool isPinned : {false, true}) {
        const char *server = isPinned ? "changed" : "unknown";
        QTest::addRow("%s, TLS 1.2", server) << QSsl::TlsV1_2 << isPinned;
        QTest::addRow("%s, TLS 1.3", server) << QSsl::TlsV1_3 << isPinned;
    }
}

void WebSocketTransportTest::noClientCertificateIsShownToAServerThatIsNotTrusted()
{
    QFETCH(const QSsl::SslProtocol, protocol);
    QFETCH(const bool, isPinned);
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    TestServer::Options demanding = options();
    demanding.protocol = protocol;
    demanding.clientAuthorities = {authority.certificate};
    TestServer server(demanding);
    ConnectionSettings settings = settingsFor(server.url());
    if (isPinned)
        settings.pins = {pinOf(test::selfSigned())};
    settings.clientCertificates = {client.certificate};
    settings.clientKey = client.key;
    Watched watched;
    watched.transport.open(settings);
    QTRY_VERIFY(watched.isOver());
    QTRY_COMPARE(server.ends(), 1);
    QCOMPARE(server.clientCertificates(), QList<QSslCertificate>());
    QCOMPARE(server.clients(), 0);
    if (isPinned)
        QCOMPARE(watched.failure(), FailureKind::CertificateChanged);
    else
        QCOMPARE(watched.why, FailureKind::UntrustedCertificate);
}

void WebSocketTransportTest::allThatIsWrongIsAskedAtOnceAlsoWithAClientCertificate_data()
{
    aMissingClientCertificateIsSaid_data();
}

void WebSocketTransportTest::allThatIsWrongIsAskedAtOnceAlsoWithAClientCertificate()
{
    QFETCH(const QSsl::SslProtocol, protocol);
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    test::CertificateRequest request = test::otherHostRequest();
    request.validUntil = test::expiredRequest().validUntil;
    request.validFrom = test::expiredRequest().validFrom;
    TestServer::Options demanding;
    demanding.credentials = test::signedBy(test::authority(u"Another authority"_s), request);
    demanding.protocol = protocol;
    demanding.clientAuthorities = {authority.certificate};
    TestServer server(demanding);
    ConnectionSettings settings = settingsFor(server.url());
    settings.clientCertificates = {client.certificate};
    settings.clientKey = client.key;
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.asked.size(), 1);
    QCOMPARE(watched.why, FailureKind::CertificateExpired);
    QTRY_COMPARE(server.ends(), 1);
    QCOMPARE(server.clientCertificates(), QList<QSslCertificate>());

    // Accepted once, it is not asked again.
    settings.pins = {pinFor(watched.asked.first(), QDateTime::currentDateTimeUtc())};
    Watched knowing;
    knowing.transport.open(settings);
    QTRY_COMPARE(knowing.opened.size(), 1);
    QCOMPARE(server.clientCertificates(), QList{client.certificate});
}

void WebSocketTransportTest::theHeaderIsSentOnceAfterTheCertificateWasAccepted()
{
    TestServer server(options());
    ConnectionSettings settings = pinned(server, m_self);
    settings.headerName = "X-Engage-Key";
    settings.headerValue = Secret(QByteArray("gehei\xc3\x9f"));
    settings.furtherHeaders = {{"X-Site", Secret("hall a")}};
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.opened.size(), 1);
    QCOMPARE(server.head().count("X-Engage-Key: gehei\xc3\x9f\r\n"), 1);
    QCOMPARE(server.head().count("X-Site: hall a\r\n"), 1);
    QCOMPARE(server.bytesReceived(), server.head().size());
}

void WebSocketTransportTest::noHeaderIsSentWhenNoneIsConfigured()
{
    TestServer server(options());
    ConnectionSettings settings = pinned(server, m_self);
    settings.headerValue = Secret("never sent");
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.opened.size(), 1);
    QVERIFY(!server.head().contains("never sent"));
    const QList<QByteArray> known{
        "host", "connection", "upgrade", "sec-websocket-key", "sec-websocket-version"};
    QList<QByteArray> lines = server.head().trimmed().split('\n');
    lines.removeFirst();
    for (const QByteArray &line : lines)
        QVERIFY2(known.contains(line.left(line.indexOf(':')).toLower()), line.constData());
}

void WebSocketTransportTest::furtherHeadersArriveOnceEach()
{
    TestServer server(options());
    ConnectionSettings settings = pinned(server, m_self);
    settings.headerName = "X-Engage-Key";
    settings.headerValue = Secret("hunter2");
    settings.furtherHeaders = {{"X-Site", Secret("north")}, {"Cookie", Secret("a=b; c=d")}, {"X-Empty", {}}};
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.opened.size(), 1);
    for (const char *line : {"X-Engage-Key: hunter2", "X-Site: north", "Cookie: a=b; c=d", "X-Empty: "})
        QVERIFY2(server.head().count(QByteArray("\r\n") + line + "\r\n") == 1, server.head().constData());
}

void WebSocketTransportTest::noFurtherHeaderIsSentBeforeTheCertificateIsAccepted()
{
    TestServer server(options());
    ConnectionSettings settings = settingsFor(server.url());
    settings.furtherHeaders = {{"X-Site", Secret("north")}};
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.asked.size(), 1);
    QCOMPARE(server.bytesReceived(), 0);
}

void WebSocketTransportTest::whatWasSentDoesNotComeBackInWords()
{
    TestServer server(options());
    connect(&server, &TestServer::upgraded, &server, [&server] {
        server.send(TestServer::closeFrame(4001, "hunter2 hunter2-of-the-site hunter2-of-the-proxy 1"));
    });
    ConnectionSettings settings = pinned(server, m_self);
    settings.headerName = "X-Engage-Key";
    settings.headerValue = Secret("hunter2");
    settings.furtherHeaders = {{"X-Site", Secret("hunter2-of-the-site")}, {"X-Version", Secret("1")}};
    settings.proxy.password = Secret("hunter2-of-the-proxy");
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.closed.size(), 1);
    QCOMPARE(watched.closed.first().closeReason, u"… … … 1"_s);
}

void WebSocketTransportTest::anEmptyHeaderValueIsAValue()
{
    TestServer server(options());
    ConnectionSettings settings = pinned(server, m_self);
    settings.headerName = "X-Engage-Key";
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.opened.size(), 1);
    QVERIFY2(server.head().contains("\r\nX-Engage-Key: \r\n"), server.head().constData());
}

void WebSocketTransportTest::anEmptyPathIsTheRoot()
{
    TestServer server(options());
    ConnectionSettings settings = pinned(server, m_self);
    settings.url.setQuery(u"a=1"_s);
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.opened.size(), 1);
    QVERIFY2(server.head().startsWith("GET /?a=1 HTTP/1.1\r\n"), server.head().constData());
}

void WebSocketTransportTest::anHttpAnswerIsNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("title");
    QTest::addColumn<int>("status");
    const auto row = [](const char *line, const char *title, int status) {
        QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(title) << status;
    };
    row("HTTP/1.1 401 Unauthorized", "The server refused the authorization header (401)", 401);
    row("HTTP/1.1 403 Forbidden", "The server refused the authorization header (403)", 403);
    row("HTTP/1.1 400 Bad Request", "The server did not open a WebSocket", 400);
    row("HTTP/1.1 404 Not Found", "The server did not open a WebSocket", 404);
    row("HTTP/1.1 302 Found", "The server did not open a WebSocket", 302);
    row("HTTP/1.0 200 OK", "The server did not open a WebSocket", 200);
    row("HTTP/1.1 503 Service Unavailable", "The server did not open a WebSocket", 503);
}

void WebSocketTransportTest::anHttpAnswerIsNamed()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, title);
    QFETCH(const int, status);
    TestServer::Options refusing = options();
    refusing.refusal = line + "\r\nContent-Length: 2\r\n\r\nno";
    TestServer server(refusing);
    ConnectionSettings settings = pinned(server, m_self);
    settings.headerName = "X-Engage-Key";
    Watched watched;
    watched.transport.open(settings);
    QTRY_VERIFY(watched.isOver());
    QCOMPARE(watched.closed.size(), 1);
    QCOMPARE(watched.closed.first().title, title);
    QCOMPARE(watched.closed.first().httpStatus, status);
    QTRY_VERIFY(!server.hasClient());
}

void WebSocketTransportTest::theAnswerIsKeptWithoutWhatItMustNotRepeat()
{
    TestServer::Options refusing = options();
    refusing.refusal =
        "HTTP/1.1 503 hunter2\r\nRetry-After: 7\r\nContent-Length: 9000\r\n\r\nYou sent hunter2"
        + QByteArray(9'000, 'x');
    TestServer server(refusing);
    ConnectionSettings settings = pinned(server, m_self);
    settings.headerName = "X-Engage-Key";
    settings.headerValue = Secret("hunter2");
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.failure(), FailureKind::HttpStatus);
    const Failure &failure = watched.closed.first();
    QCOMPARE(failure.retryAfter, 7);
    QVERIFY(failure.transient);
    QVERIFY(failure.response.startsWith("HTTP/1.1 503 \xe2\x80\xa6\r\nRetry-After: 7\r\n"));
    QVERIFY(failure.response.size() <= 4'096);
    for (const QString &text : {QString::fromUtf8(failure.response), failure.detail, failure.cause})
        QVERIFY2(!text.contains(u"hunter2"_s), qPrintable(text));
}

void WebSocketTransportTest::aWrongAcceptKeyIsSaid()
{
    TestServer::Options other = options();
    other.answersOtherKey = true;
    TestServer server(other);
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.failure(), FailureKind::WrongAcceptKey);
}

void WebSocketTransportTest::anAnswerThatIsNoHttpIsNoWebSocket()
{
    TestServer::Options refusing = options();
    refusing.refusal = "220 mail.example.net ESMTP\r\n";
    TestServer server(refusing);
    ConnectionSettings settings = pinned(server, m_self);
    settings.phaseTimeout = std::chrono::seconds(1); // the phases before must end in it
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(watched.failure(), FailureKind::NotWebSocket);
}

void WebSocketTransportTest::aServerThatHangsUpInsteadOfAnAnswerClosedAtOnce()
{
    TestServer::Options dropping = options();
    dropping.dropsAtUpgrade = true;
    TestServer server(dropping);
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.failure(), FailureKind::ClosedAtOnce);
}

void WebSocketTransportTest::textArrivesAsItWasSent()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(server.upgrades(), 1);
    const QByteArray text = QByteArray("{\"Event\":\"\xf0\x9f\x8e\xa7 \xd7\xa9 \\u0000\"}") + '\0';
    server.sendText(text);
    server.send(TestServer::frame(test::Binary, QByteArray("\xff\x00\x01", 3)));
    QTRY_COMPARE(watched.texts.size(), 1);
    QCOMPARE(watched.texts.first().toUtf8(), text);
    QTRY_COMPARE(watched.binaries, QList<QByteArray>{QByteArray("\xff\x00\x01", 3)});
}

void WebSocketTransportTest::requestsLeaveByteForByte()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.opened.size(), 1);
    const QByteArray marked = "\xef\xbb\xbf{\"Command\" : \"\xc3\xa4\"}";
    const QByteArray large = '"' + QByteArray("\xe2\x82\xac").repeated(400'000) + '"';
    watched.transport.sendText(marked);
    watched.transport.sendText(large);
    QTRY_COMPARE(server.texts().size(), 2);
    QCOMPARE(server.texts().first(), marked);
    QVERIFY(server.texts().last() == large);
    QVERIFY(server.frames().last().last);
}

void WebSocketTransportTest::fragmentsBecomeOneMessage()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(server.upgrades(), 1);
    server.send(TestServer::frame(test::Text, "{\"a\"", false));
    server.send(TestServer::frame(test::Ping, "x"));
    server.send(TestServer::frame(test::Continuation, ":1}", true));
    QTRY_COMPARE(watched.texts, QStringList{u"{\"a\":1}"_s});
}

void WebSocketTransportTest::aBurstBeforeTheEndIsDeliveredWhole_data()
{
    QTest::addColumn<bool>("closes");
    QTest::newRow("close frame") << true;
    QTest::newRow("end of TCP") << false;
}

void WebSocketTransportTest::aBurstBeforeTheEndIsDeliveredWhole()
{
    QFETCH(const bool, closes);
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(server.upgrades(), 1);
    constexpr int count = 20'000;
    QByteArray burst;
    for (int i = 0; i < count; ++i)
        burst +=
            TestServer::frame(test::Text, "{\"Event\":\"position\",\"n\":" + QByteArray::number(i) + '}');
    server.send(burst);
    if (closes)
        server.send(TestServer::closeFrame(1001, "bye"));
    server.end();
    QTRY_VERIFY(watched.isOver());
    QCOMPARE(watched.texts.size(), count);
    QVERIFY(watched.texts.last().endsWith(u":19999}"_s));
    QCOMPARE(watched.failure(), closes ? FailureKind::ClosedByServer : FailureKind::ConnectionLost);
}

void WebSocketTransportTest::aMessageAtTheLimitArrives()
{
    TestServer server(options());
    ConnectionSettings settings = pinned(server, m_self);
    settings.maximumMessageSize = 3'000;
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(server.upgrades(), 1);
    const QByteArray text = QByteArray("\xe2\x82\xac").repeated(1'000);
    server.sendText(text);
    server.send(TestServer::frame(test::Text, text.left(1'500), false)
        + TestServer::frame(test::Continuation, text.mid(1'500)));
    QTRY_COMPARE(watched.texts.size(), 2);
    QVERIFY(!watched.isOver());
}

void WebSocketTransportTest::aMessageOverTheLimitClosesWith1009_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray text(2'001, 'x');
    QTest::newRow("one frame") << TestServer::frame(test::Text, text);
    QTest::newRow("wide characters") << TestServer::frame(
        test::Text, QByteArray("\xe2\x82\xac").repeated(1'000));
    QTest::newRow("binary") << TestServer::frame(test::Binary, text);
    QTest::newRow("fragments") << TestServer::frame(test::Text, text.left(1'500), false)
            + TestServer::frame(test::Continuation, text.left(501), true);
    QTest::newRow("fragments without end") << TestServer::frame(test::Text, text.left(1'500), false)
            + TestServer::frame(test::Continuation, text.left(600), false);
    QTest::newRow("far beyond") << TestServer::frame(test::Text, QByteArray(10'000'000, 'x'));
}

void WebSocketTransportTest::aMessageOverTheLimitClosesWith1009()
{
    QFETCH(const QByteArray, bytes);
    TestServer server(options());
    ConnectionSettings settings = pinned(server, m_self);
    settings.maximumMessageSize = 2'000;
    Watched watched;
    watched.transport.open(settings);
    QTRY_COMPARE(server.upgrades(), 1);
    server.sendText("{}");
    server.send(bytes);
    QTRY_VERIFY(watched.isOver());
    QCOMPARE(watched.closed.first().title, u"A message was too big"_s);
    QCOMPARE(watched.texts, QStringList{u"{}"_s});
    QVERIFY(watched.binaries.isEmpty());
    QTRY_VERIFY(!server.frames().isEmpty());
    QCOMPARE(server.frames().first().opcode, int(test::Close));
    QCOMPARE(server.frames().first().payload.left(2), QByteArray("\x03\xf1", 2));
}

void WebSocketTransportTest::invalidUtf8IsSaid()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(server.upgrades(), 1);
    server.send(TestServer::frame(test::Text, "{\"name\":\"", false)
        + TestServer::frame(test::Continuation, "\xc3\x28"));
    QTRY_COMPARE(watched.failure(), FailureKind::UnreadableText);
    QVERIFY(watched.closed.first().cause.contains(u"is lost; 9 bytes of it had come"_s));
}

void WebSocketTransportTest::brokenFramingIsSaid()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(server.upgrades(), 1);
    server.send(TestServer::frame(test::Continuation, "nothing began"));
    QTRY_COMPARE(watched.failure(), FailureKind::UnreadableText);
    QVERIFY(watched.closed.first().cause.startsWith(u"It breaks the rules of WebSocket"_s));
}

void WebSocketTransportTest::aPongTellsTheRoundTrip()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.opened.size(), 1);
    watched.transport.ping();
    QTRY_COMPARE(watched.roundTrips.size(), 1);
    QVERIFY(watched.roundTrips.first() > 0);
    QVERIFY(watched.roundTrips.first() < 5'000'000);
}

void WebSocketTransportTest::aCloseAtOnceIsToldWithCodeAndReason()
{
    TestServer server(options());
    connect(&server, &TestServer::upgraded, &server,
        [&server] { server.send(TestServer::closeFrame(4001, "go away \xc3\xa4")); });
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.failure(), FailureKind::ClosedAtOnce);
    QCOMPARE(watched.closed.first().closeCode, 4001);
    QCOMPARE(watched.closed.first().closeReason, u"go away \u00e4"_s);
}

void WebSocketTransportTest::aLaterCloseByTheServerIsToldWithCodeAndReason()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(server.upgrades(), 1);
    server.sendText("{}");
    server.send(TestServer::closeFrame(1009, "your message is too big"));
    QTRY_COMPARE(watched.failure(), FailureKind::ClosedByServer);
    QCOMPARE(watched.closed.first().closeCode, 1009);
    QCOMPARE(watched.closed.first().closeReason, u"your message is too big"_s);
}

void WebSocketTransportTest::aDropIsALostConnection()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(server.upgrades(), 1);
    server.sendText("{}");
    QTRY_COMPARE(watched.texts.size(), 1);
    server.drop();
    QTRY_COMPARE(watched.failure(), FailureKind::ConnectionLost);
    QCOMPARE(watched.closed.first().closeCode, 0);
}

void WebSocketTransportTest::ourOwnCloseIsNoFailure()
{
    TestServer server(options());
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.opened.size(), 1);
    watched.transport.close(1000, u"done"_s);
    QTRY_COMPARE(watched.closed.size(), 1);
    QCOMPARE(watched.failure(), FailureKind::None);
    QTRY_COMPARE(server.frames().size(), 1);
    QCOMPARE(server.frames().first().payload,
        QByteArray("\x03\xe8"
                   "done"));
}

void WebSocketTransportTest::aServerThatDoesNotAnswerTheCloseIsLeft()
{
    TestServer::Options stubborn = options();
    stubborn.answersClose = false;
    TestServer server(stubborn);
    Watched watched;
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.opened.size(), 1);
    watched.transport.close(1000, QString());
    QTRY_COMPARE_WITH_TIMEOUT(watched.closed.size(), 1, 2'000);
    QCOMPARE(watched.failure(), FailureKind::None);
}

void WebSocketTransportTest::abortIsSilentInEveryPhase_data()
{
    QTest::addColumn<ConnectionState>("stage");
    QTest::newRow("address") << ConnectionState::FindingAddress;
    QTest::newRow("port") << ConnectionState::Connecting;
    QTest::newRow("tls") << ConnectionState::CheckingCertificate;
    QTest::newRow("upgrade") << ConnectionState::OpeningWebSocket;
}

void WebSocketTransportTest::abortIsSilentInEveryPhase()
{
    QFETCH(const ConnectionState, stage);
    TestServer server(options());
    Watched watched;
    bool reached = false;
    connect(&watched.transport, &Transport::stageChanged, &server, [&](ConnectionState state) {
        if (state == stage) {
            reached = true;
            watched.transport.abort();
        }
    });
    watched.transport.open(pinned(server, m_self));
    QTRY_VERIFY(reached);
    QTest::qWait(50);
    QVERIFY(!watched.isOver());
    QVERIFY(watched.opened.isEmpty());
    QCOMPARE(watched.stages.last(), stage);
    QTRY_VERIFY(!server.hasClient());
}

void WebSocketTransportTest::oneTransportMakesOneAttemptAfterTheOther()
{
    TestServer server(options());
    Watched watched;
    // From inside the signal that ends the first one.
    connect(&watched.transport, &Transport::trustNeeded, &server,
        [&](const PeerCertificate &) { watched.transport.open(pinned(server, m_self)); });
    watched.transport.open(settingsFor(server.url()));
    QTRY_COMPARE(watched.opened.size(), 1);
    watched.transport.open(pinned(server, m_self));
    QTRY_COMPARE(watched.opened.size(), 2);
    QVERIFY(watched.closed.isEmpty());
}

QTEST_GUILESS_MAIN(WebSocketTransportTest)
#include "tst_websockettransport.moc"
