#include "lib/connection/connectionprobe.h"
#include "lib/connection/tlspolicy.h"
#include "tests/support/testserver.h"

#include <QTest>
#include <QTimer>

using namespace console;
using namespace Qt::StringLiterals;
using test::TestServer;

namespace {

const QString seeTerminal = u" The server prints the reason on its own terminal."_s;

/// A probe and all that it said.
struct Watched
{
    ConnectionProbe probe;
    QList<ProbeReport> progress;
    QList<ProbeReport> finished;

    Watched()
    {
        QObject::connect(&probe, &ConnectionProbe::progressed, &probe,
            [this](const ProbeReport &report) { progress.append(report); });
        QObject::connect(&probe, &ConnectionProbe::finished, &probe,
            [this](const ProbeReport &report) { finished.append(report); });
    }

    /// The last report; the test is over where there is none.
    ProbeReport ask(const ConnectionSettings &settings)
    {
        probe.start(settings);
        [&] { QTRY_VERIFY(!finished.isEmpty()); }();
        return finished.value(0);
    }
};

struct Expected
{
    ProbeStep step;
    QString title;
    QString cause;
    FailureAction action;
};

QString actionText(const Failure &failure)
{
    return failure.actions.isEmpty() ? u"none"_s : toText(failure.actions.first());
}

/// Empty where all is as expected.
QString difference(const ProbeReport &report, const Expected &expected)
{
    const std::optional<ProbeStep> step = failedStep(report);
    if (!step || *step != expected.step)
        return u"failed at: "_s + (step ? toText(*step) : u"no step"_s) + u'\n' + reportText(report, {});
    const Failure &failure = report.failure;
    if (failure.title != expected.title)
        return u"title: "_s + failure.title;
    if (failure.cause != expected.cause)
        return u"cause: "_s + failure.cause;
    return actionText(failure) == toText(expected.action) ? QString() : u"action: "_s + actionText(failure);
}

QList<StepOutcome> outcomes(const ProbeReport &report)
{
    QList<StepOutcome> list;
    for (const StepResult &result : report.steps)
        list.append(result.outcome);
    return list;
}

QString detailOf(const ProbeReport &report, ProbeStep step)
{
    return report.steps.value(int(step)).detail;
}

QStringList linesOf(const ProbeReport &report)
{
    QStringList lines;
    for (const ProbeLine &line : report.lines)
        lines.append(line.text);
    return lines;
}

ConnectionSettings settingsFor(const QUrl &url)
{
    ConnectionSettings settings;
    settings.url = url;
    settings.phaseTimeout = std::chrono::seconds(5);
    return settings;
}

ConnectionSettings withKey(ConnectionSettings settings)
{
    settings.headerName = "X-Engage-Key";
    settings.headerValue = Secret("hunter2-secret");
    return settings;
}

constexpr auto Pending = StepOutcome::Pending;
constexpr auto Done = StepOutcome::Done;
constexpr auto Failed = StepOutcome::Failed;

} // namespace

/// Every failure of the ladder, against real sockets: which step, in which words, with which way out.
class ConnectionProbeTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();

    // all well
    void aHealthyServerPassesEveryStep();
    void aSilentServerIsARemark();
    void aServerSignedByAnAuthorityPasses();
    void aKnownClientCertificatePasses();
    void aProxyLeadsToTheServer();

    // reaching the server
    void anUnknownNameIsSaid();
    void aRefusedPortIsSaid();
    void aTimeoutNamesItsStep_data();
    void aTimeoutNamesItsStep();
    void settingsThatCannotWorkAreSaid();
    void aProblemThatWasKnownIsAFindingAndNobodyIsAsked_data();
    void aProblemThatWasKnownIsAFindingAndNobodyIsAsked();
    void aProxyThatRefusesIsSaid_data();
    void aProxyThatRefusesIsSaid();
    void aProxyThatWantsAPasswordIsSaid();

    // TLS
    void plainTextIsSaid_data();
    void plainTextIsSaid();
    void anOldTlsVersionIsSaid();
    void whatIsWrongWithACertificateIsSaid_data();
    void whatIsWrongWithACertificateIsSaid();
    void aChangedPinIsSaid();
    void aMissingClientCertificateIsSaid_data();
    void aMissingClientCertificateIsSaid();
    void aRefusedClientCertificateIsSaid_data();
    void aRefusedClientCertificateIsSaid();
    void noClientCertificateIsShownToAServerThatChanged_data();
    void noClientCertificateIsShownToAServerThatChanged();
    void nothingIsSentBeforeTheCertificateIsAccepted();

    // the handshake
    void theHandshakeIsThatOfTheConnection();
    void anHttpAnswerIsNamed_data();
    void anHttpAnswerIsNamed();
    void anAnswerWithoutALengthIsReadUntilItPauses();
    void aWebSiteIsNoWebSocket();
    void anAnswerThatIsNoHttpIsNoWebSocket();
    void aWrongAcceptKeyIsSaid();
    void aServerThatHangsUpInsteadOfAnAnswerIsSaid();

    // the first message
    void aCloseAtOnceIsSaidWithCodeAndReason();
    void unreadableTextIsSaid_data();
    void unreadableTextIsSaid();

    // the report
    void noSecretIsInTheReport();
    void theReportIsWrittenAsText();
    void aProbeIsCancelledInEveryStep_data();
    void aProbeIsCancelledInEveryStep();
    void aProbeIsStartedAgainFromItsOwnSignals();

private:
    const test::Credentials m_self = test::selfSigned();
    TestServer::Options options() const
    {
        TestServer::Options made;
        made.credentials = m_self;
        return made;
    }
    TestServer::Options refusing(const QByteArray &answer) const
    {
        TestServer::Options made = options();
        made.refusal = answer;
        return made;
    }
    ConnectionSettings pinned(const TestServer &server) const
    {
        ConnectionSettings settings = settingsFor(server.url());
        settings.pins = {pinFor({{m_self.certificate}, {}}, QDateTime(QDate(2026, 3, 12), {}, Qt::UTC))};
        return settings;
    }
    TestServer::Options demanding(QSsl::SslProtocol protocol) const
    {
        TestServer::Options made = options();
        made.protocol = protocol;
        made.clientAuthorities = {test::authority().certificate};
        return made;
    }
};

void ConnectionProbeTest::cleanup()
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
}

void ConnectionProbeTest::aHealthyServerPassesEveryStep()
{
    TestServer server(options());
    connect(&server, &TestServer::frameArrived, &server, [&server](const test::Frame &frame) {
        if (frame.opcode == test::Text)
            server.sendText(R"({"Status":"OK","version":"1.0"})");
    });
    Watched watched;
    const ProbeReport report = watched.ask(withKey(pinned(server)));
    QCOMPARE(outcomes(report), QList<StepOutcome>(6, Done));
    QVERIFY(!report.failure);
    QVERIFY(report.finished);
    QCOMPARE(detailOf(report, ProbeStep::Address), u"127.0.0.1"_s);
    QCOMPARE(detailOf(report, ProbeStep::Port), u"127.0.0.1"_s);
    QCOMPARE(detailOf(report, ProbeStep::Certificate), u"Equal to the pin"_s);
    QCOMPARE(detailOf(report, ProbeStep::Tls), u"TLS 1.3, TLS_AES_256_GCM_SHA384"_s);
    QCOMPARE(
        detailOf(report, ProbeStep::WebSocket), u"101 Switching Protocols, with the header X-Engage-Key"_s);
    QCOMPARE(detailOf(report, ProbeStep::Message), u"31 bytes came"_s);
    QCOMPARE(server.texts(), QList<QByteArray>{R"({"Command":"get_version"})"});
    QCOMPARE(report.peer.chain.first(), m_self.certificate);
    QCOMPARE(report.tlsVersion, u"TLS 1.3"_s);
    for (const StepResult &result : report.steps)
        QVERIFY(result.duration >= 0 && result.duration <= report.duration);
    QCOMPARE(watched.finished.size(), 1);
    QVERIFY(watched.progress.size() >= 6);
    QVERIFY(!watched.progress.last().finished);
    // Both of its connections said goodbye.
    QTRY_VERIFY(!server.hasClient());
    QCOMPARE(server.upgrades(), 2);
    QCOMPARE(server.frames().last().opcode, int(test::Close));
}

void ConnectionProbeTest::aSilentServerIsARemark()
{
    TestServer server(options());
    ConnectionSettings settings = pinned(server);
    settings.phaseTimeout = std::chrono::seconds(1); // the phases before must end in it
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QCOMPARE(outcomes(report), (QList<StepOutcome>{Done, Done, Done, Done, Done, StepOutcome::Remark}));
    QVERIFY(!report.failure);
    QCOMPARE(detailOf(report, ProbeStep::Message),
        u"Nothing came within 1 s; a quiet server is not a broken one"_s);
}

void ConnectionProbeTest::aServerSignedByAnAuthorityPasses()
{
    const test::Credentials authority = test::authority();
    TestServer::Options signedOptions;
    signedOptions.credentials = test::signedBy(authority);
    TestServer server(signedOptions);
    connect(&server, &TestServer::upgraded, &server, [&server] { server.sendText("{}"); });
    ConnectionSettings settings = settingsFor(server.url(u"localhost"_s));
    settings.authorities = {authority.certificate};
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QVERIFY2(!report.failure, qPrintable(reportText(report, {})));
    QVERIFY(detailOf(report, ProbeStep::Address).contains(u"127.0.0.1"_s));
    QCOMPARE(detailOf(report, ProbeStep::Certificate), u"Signed by a trusted authority"_s);
    QVERIFY(!report.peer.pinned);
}

void ConnectionProbeTest::aKnownClientCertificatePasses()
{
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    TestServer::Options knowing = options();
    knowing.clientAuthorities = {authority.certificate};
    TestServer server(knowing);
    connect(&server, &TestServer::upgraded, &server, [&server] { server.sendText("{}"); });
    ConnectionSettings settings = pinned(server);
    settings.clientCertificates = {client.certificate};
    settings.clientKey = client.key;
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QVERIFY2(!report.failure, qPrintable(reportText(report, {})));
    QVERIFY(linesOf(report).contains(u"client certificate: localhost"_s));
}

void ConnectionProbeTest::aProxyLeadsToTheServer()
{
    TestServer server(options());
    connect(&server, &TestServer::upgraded, &server, [&server] { server.sendText("{}"); });
    test::ProxyServer proxy("HTTP/1.1 200 Connection established\r\n\r\n", server.port());
    QNetworkProxy::setApplicationProxy(proxy.proxy());
    ConnectionSettings settings = pinned(server);
    settings.url = QUrl(u"wss://engage-01.example.net:9002"_s);
    settings.pins.first().fromCommandLine = true; // the certificate is for localhost
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QVERIFY2(!report.failure, qPrintable(reportText(report, {})));
    const QString way = u"the proxy 127.0.0.1:%1"_s.arg(proxy.proxy().port());
    QCOMPARE(detailOf(report, ProbeStep::Address), u"The name is left to "_s + way);
    QCOMPARE(detailOf(report, ProbeStep::Port), u"Through "_s + way);
    QVERIFY(proxy.head().startsWith("CONNECT engage-01.example.net:9002 "));
}

void ConnectionProbeTest::anUnknownNameIsSaid()
{
    Watched watched;
    const ProbeReport report = watched.ask(settingsFor(QUrl(u"wss://no-such-host.invalid:9002"_s)));
    QCOMPARE(difference(report,
                 {ProbeStep::Address, u"The name no-such-host.invalid is not known"_s,
                     u"Check the spelling; on a company network the VPN may be off."_s,
                     FailureAction::EditAddress}),
        QString());
    QCOMPARE(outcomes(report), (QList<StepOutcome>{Failed, Pending, Pending, Pending, Pending, Pending}));
}

void ConnectionProbeTest::aRefusedPortIsSaid()
{
    const quint16 port = test::closedPort();
    Watched watched;
    const ProbeReport report = watched.ask(settingsFor(QUrl(u"wss://127.0.0.1:%1"_s.arg(port))));
    QCOMPARE(
        difference(report,
            {ProbeStep::Port, u"Nobody answers at 127.0.0.1:%1"_s.arg(port),
                u"The computer is there but refuses port %1: the server is probably not running, or uses "
                u"another port."_s.arg(port),
                FailureAction::TryAgain}),
        QString());
    QCOMPARE(outcomes(report), (QList<StepOutcome>{Done, Failed, Pending, Pending, Pending, Pending}));
}

void ConnectionProbeTest::aTimeoutNamesItsStep_data()
{
    QTest::addColumn<ProbeStep>("step");
    QTest::addColumn<QString>("title");
    QTest::addColumn<FailureAction>("action");
    QTest::addColumn<int>("limit");
    QTest::newRow("address") << ProbeStep::Address << u"Finding the address took too long"_s
                             << FailureAction::TryAgain << 0;
    QTest::newRow("port") << ProbeStep::Port << u"Reaching the port took too long"_s
                          << FailureAction::TryAgain << 100;
    QTest::newRow("tls") << ProbeStep::Tls << u"The TLS handshake took too long"_s
                         << FailureAction::EditAddress << 200;
    QTest::newRow("upgrade") << ProbeStep::WebSocket << u"Opening the WebSocket took too long"_s
                             << FailureAction::TryAgain << 1'000;
}

void ConnectionProbeTest::aTimeoutNamesItsStep()
{
    QFETCH(const ProbeStep, step);
    QFETCH(const int, limit);
    TestServer::Options silent = options();
    silent.answersUpgrade = false;
    TestServer server(silent);
    test::FullServer full;
    test::PlainServer mute;
    ConnectionSettings settings = pinned(server);
    settings.phaseTimeout = std::chrono::milliseconds(limit);
    if (step == ProbeStep::Address) // no resolver answers before a timer of 0 ms
        settings.url = QUrl(u"wss://%1.invalid"_s.arg(QUuid::createUuid().toString(QUuid::Id128)));
    else if (step != ProbeStep::WebSocket)
        settings.url = step == ProbeStep::Port ? full.url() : mute.url();
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QCOMPARE(failedStep(report), std::optional(step));
    QCOMPARE(report.failure.kind, FailureKind::Timeout);
    QTEST(report.failure.title, "title");
    QTEST(report.failure.actions.first(), "action");
    QVERIFY(report.failure.transient);
    QVERIFY(detailOf(report, step).startsWith(u"No answer within "_s));
}

void ConnectionProbeTest::settingsThatCannotWorkAreSaid()
{
    Watched plain;
    ProbeReport report = plain.ask(settingsFor(QUrl(u"ws://127.0.0.1:9002"_s)));
    QCOMPARE(failedStep(report), std::optional(ProbeStep::Address));
    QCOMPARE(report.failure.kind, FailureKind::InvalidSettings);

    TestServer server(options());
    ConnectionSettings keyless = pinned(server);
    keyless.clientCertificates = {m_self.certificate};
    Watched watched;
    report = watched.ask(keyless);
    QCOMPARE(failedStep(report), std::optional(ProbeStep::Tls));
    QCOMPARE(report.failure.kind, FailureKind::ClientKeyMissing);
    QCOMPARE(server.clients(), 0);
}

void ConnectionProbeTest::aProblemThatWasKnownIsAFindingAndNobodyIsAsked_data()
{
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<ProbeStep>("step");
    for (const FailureKind kind :
        {FailureKind::ClientKeyMismatch, FailureKind::PassphraseNeeded, FailureKind::WrongPassphrase,
            FailureKind::UnsupportedKey, FailureKind::OldPkcs12, FailureKind::ClientFileUnusable})
        QTest::newRow(qPrintable(describeFailure(kind, {}).title)) << kind << ProbeStep::Tls;
    QTest::newRow("authority") << FailureKind::AuthorityFileUnusable << ProbeStep::Certificate;
}

void ConnectionProbeTest::aProblemThatWasKnownIsAFindingAndNobodyIsAsked()
{
    QFETCH(const FailureKind, kind);
    QFETCH(const ProbeStep, step);
    TestServer server(options());
    ConnectionSettings settings = pinned(server);
    settings.problem = describeFailure(kind, {.file = u"console-07.key"_s});
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QCOMPARE(report.failure.kind, kind);
    QCOMPARE(detailOf(report, step), settings.problem.title);
    QList<StepOutcome> expected(6, Pending);
    expected[int(step)] = Failed;
    QCOMPARE(outcomes(report), expected);
    QCOMPARE(server.clients(), 0);
}

void ConnectionProbeTest::aProxyThatRefusesIsSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("forbidden") << QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("bad gateway") << QByteArray("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("hangs up") << QByteArray();
    QTest::newRow("no proxy") << QByteArray("220 mail.example.net\r\n");
}

void ConnectionProbeTest::aProxyThatRefusesIsSaid()
{
    QFETCH(const QByteArray, answer);
    test::ProxyServer proxy(answer);
    QNetworkProxy::setApplicationProxy(proxy.proxy());
    Watched watched;
    const ProbeReport report = watched.ask(settingsFor(QUrl(u"wss://engage-01.example.net:9002"_s)));
    QCOMPARE(difference(report,
                 {ProbeStep::Port, u"The proxy did not connect to engage-01.example.net:9002"_s,
                     u"This computer is set to use a proxy, and the proxy refused or could not be reached. "
                     u"Check the proxy, or exclude this server from it."_s,
                     FailureAction::EditProxy}),
        QString());
}

void ConnectionProbeTest::aProxyThatWantsAPasswordIsSaid()
{
    test::ProxyServer proxy("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic "
                            "realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
    QNetworkProxy::setApplicationProxy(proxy.proxy());
    Watched watched;
    const ProbeReport report = watched.ask(settingsFor(QUrl(u"wss://engage-01.example.net:9002"_s)));
    QCOMPARE(difference(report,
                 {ProbeStep::Port, u"The proxy asks for a password"_s,
                     u"The way to engage-01.example.net:9002 leads through a proxy. It lets nobody through "
                     u"without a user name and a password, and got none, or wrong ones."_s,
                     FailureAction::EditProxy}),
        QString());
    QVERIFY(!report.failure.transient);
}

void ConnectionProbeTest::plainTextIsSaid_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::newRow("ws:// server") << QByteArray("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    QTest::newRow("mail server") << QByteArray("220 mail.example.net ESMTP\r\n");
}

void ConnectionProbeTest::plainTextIsSaid()
{
    QFETCH(const QByteArray, greeting);
    test::PlainServer server(greeting);
    Watched watched;
    const ProbeReport report = watched.ask(settingsFor(server.url()));
    QCOMPARE(
        difference(report,
            {ProbeStep::Tls, u"This port does not speak TLS"_s,
                u"Something answered in plain text. Event Manager servers always use TLS: another program "
                u"may own port %1."_s.arg(server.port()),
                FailureAction::EditAddress}),
        QString());
    QCOMPARE(outcomes(report), (QList<StepOutcome>{Done, Done, Pending, Failed, Pending, Pending}));
}

void ConnectionProbeTest::anOldTlsVersionIsSaid()
{
    // The alert of a server that speaks nothing we ask for: fatal, protocol_version.
    test::PlainServer server(QByteArray("\x15\x03\x03\x00\x02\x02\x46", 7));
    Watched watched;
    const ProbeReport report = watched.ask(settingsFor(server.url()));
    QCOMPARE(difference(report,
                 {ProbeStep::Tls, u"The server does not speak a TLS version that is safe"_s,
                     u"The console needs TLS 1.2 or newer. The operator has to allow it, or to update the "
                     u"server."_s
                         + seeTerminal,
                     FailureAction::TryAgain}),
        QString());
    QCOMPARE(detailOf(report, ProbeStep::Tls), u"Refused by the server: alert 70, protocol_version"_s);
}

void ConnectionProbeTest::whatIsWrongWithACertificateIsSaid_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("causeBegin");
    QTest::addColumn<FailureAction>("action");
    QTest::newRow("expired") << 0 << FailureKind::CertificateExpired
                             << u"The server's certificate is out of date"_s << u"It ended on "_s
                             << FailureAction::ShowCertificate;
    QTest::newRow("not yet valid") << 1 << FailureKind::CertificateNotYetValid
                                   << u"The server's certificate is not valid yet"_s << u"It begins on "_s
                                   << FailureAction::TryAgain;
    QTest::newRow("wrong name") << 2 << FailureKind::WrongName
                                << u"The server's certificate is for another name"_s
                                << u"It is for other.example.net, and this connection goes to 127.0.0.1. "_s
                                << FailureAction::EditAddress;
    QTest::newRow("self-signed") << 3 << FailureKind::UntrustedCertificate
                                 << u"The server's certificate is not known"_s
                                 << u"Nobody this connection trusts has signed it. "_s
                                 << FailureAction::ShowCertificate;
    QTest::newRow("unknown authority")
        << 4 << FailureKind::UntrustedCertificate << u"The server's certificate is not known"_s
        << u"Nobody this connection trusts has signed it. "_s << FailureAction::ShowCertificate;
}

void ConnectionProbeTest::whatIsWrongWithACertificateIsSaid()
{
    QFETCH(const int, which);
    QFETCH(const QString, causeBegin);
    const test::Credentials authority = test::authority();
    const test::Credentials wrong[]{test::signedBy(authority, test::expiredRequest()),
        test::signedBy(authority, test::futureRequest()), test::signedBy(authority, test::otherHostRequest()),
        m_self, test::signedBy(test::authority(u"Nobody"_s))};
    TestServer::Options shown;
    shown.credentials = wrong[which];
    TestServer server(shown);
    ConnectionSettings settings = withKey(settingsFor(server.url()));
    settings.authorities = {authority.certificate};
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QCOMPARE(failedStep(report), std::optional(ProbeStep::Certificate));
    QTEST(report.failure.kind, "kind");
    QTEST(report.failure.title, "title");
    QVERIFY2(report.failure.cause.startsWith(causeBegin), qPrintable(report.failure.cause));
    QTEST(report.failure.actions.first(), "action");
    QCOMPARE(outcomes(report), (QList<StepOutcome>{Done, Done, Failed, Pending, Pending, Pending}));
    QCOMPARE(report.peer.chain.first(), wrong[which].certificate);
    QVERIFY(!report.failure.detail.isEmpty());
    QCOMPARE(server.bytesReceived(), 0);
}

void ConnectionProbeTest::aChangedPinIsSaid()
{
    TestServer::Options changed;
    changed.credentials = test::selfSigned();
    TestServer server(changed);
    Watched watched;
    const ProbeReport report = watched.ask(withKey(pinned(server)));
    QCOMPARE(difference(report,
                 {ProbeStep::Certificate, u"This is not the certificate that was pinned"_s,
                     u"Pinned on 12 Mar 2026, changed since. The server was given a new certificate, or "
                     u"someone is in between. Ask the operator before you replace it."_s,
                     FailureAction::CompareCertificates}),
        QString());
    QCOMPARE(detailOf(report, ProbeStep::Certificate), u"Not the pinned one"_s);
    QCOMPARE(server.bytesReceived(), 0);
}

void ConnectionProbeTest::aMissingClientCertificateIsSaid_data()
{
    QTest::addColumn<QSsl::SslProtocol>("protocol");
    QTest::addColumn<QString>("alert");
    QTest::newRow("TLS 1.2") << QSsl::TlsV1_2 << u"40, handshake_failure"_s;
    QTest::newRow("TLS 1.3") << QSsl::TlsV1_3 << u"116, certificate_required"_s;
}

void ConnectionProbeTest::aMissingClientCertificateIsSaid()
{
    QFETCH(const QSsl::SslProtocol, protocol);
    QFETCH(const QString, alert);
    TestServer server(demanding(protocol));
    Watched watched;
    const ProbeReport report = watched.ask(pinned(server));
    QCOMPARE(difference(report,
                 {ProbeStep::Tls, u"The server asks for a client certificate"_s,
                     u"It ended the TLS handshake because this connection has none to show. Add a client "
                     u"certificate."_s
                         + seeTerminal,
                     FailureAction::AddClientCertificate}),
        QString());
    QCOMPARE(outcomes(report), (QList<StepOutcome>{Done, Done, Done, Failed, Pending, Pending}));
    QCOMPARE(detailOf(report, ProbeStep::Tls), u"Refused by the server: alert "_s + alert);
    QVERIFY(linesOf(report).contains(u"client certificate: none configured"_s));
    for (const ProbeLine &line : report.lines)
        QVERIFY(!line.text.startsWith(u"client cert"_s) || line.tone == ProbeLine::Tone::Warning);
}

void ConnectionProbeTest::aRefusedClientCertificateIsSaid_data()
{
    aMissingClientCertificateIsSaid_data();
}

void ConnectionProbeTest::aRefusedClientCertificateIsSaid()
{
    QFETCH(const QSsl::SslProtocol, protocol);
    TestServer server(demanding(protocol));
    const test::Credentials stranger = test::signedBy(test::authority(u"Another authority"_s));
    ConnectionSettings settings = pinned(server);
    settings.clientCertificates = {stranger.certificate};
    settings.clientKey = stranger.key;
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QCOMPARE(
        difference(report,
            {ProbeStep::Tls, u"The server refused the client certificate"_s,
                u"It ended the TLS handshake after it saw the certificate: probably it does not know who "
                u"signed it, or the certificate is out of date. Choose another one."_s
                    + seeTerminal,
                FailureAction::ChooseClientCertificate}),
        QString());
    QCOMPARE(detailOf(report, ProbeStep::Tls), u"Refused by the server: alert 48, unknown_ca"_s);
}

void ConnectionProbeTest::noClientCertificateIsShownToAServerThatChanged_data()
{
    aMissingClientCertificateIsSaid_data();
}

void ConnectionProbeTest::noClientCertificateIsShownToAServerThatChanged()
{
    QFETCH(const QSsl::SslProtocol, protocol);
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    TestServer::Options changed = demanding(protocol);
    changed.credentials = test::selfSigned();
    changed.clientAuthorities = {authority.certificate};
    TestServer server(changed);
    ConnectionSettings settings = pinned(server);
    settings.clientCertificates = {client.certificate};
    settings.clientKey = client.key;
    Watched watched;
    const ProbeReport report = watched.ask(settings);
    QCOMPARE(detailOf(report, ProbeStep::Certificate), u"Not the pinned one"_s);
    QTRY_COMPARE(server.ends(), 1);
    QCOMPARE(server.clientCertificates(), QList<QSslCertificate>());
}

void ConnectionProbeTest::nothingIsSentBeforeTheCertificateIsAccepted()
{
    TestServer server(options());
    Watched watched;
    const ProbeReport report = watched.ask(withKey(settingsFor(server.url())));
    QCOMPARE(failedStep(report), std::optional(ProbeStep::Certificate));
    QTRY_VERIFY(!server.hasClient());
    QCOMPARE(server.bytesReceived(), 0);
}

void ConnectionProbeTest::theHandshakeIsThatOfTheConnection()
{
    TestServer server(options());
    connect(&server, &TestServer::upgraded, &server, [&server] { server.sendText("{}"); });
    QList<QByteArray> heads;
    connect(&server, &TestServer::upgraded, &server, [&] { heads.append(server.head()); });
    ConnectionSettings settings = withKey(pinned(server));
    settings.url.setPath(u"/a b"_s);
    settings.url.setQuery(u"x=1"_s);
    settings.furtherHeaders = {{"X-Site", Secret("hall a")}};
    Watched watched;
    QVERIFY(!watched.ask(settings).failure);
    QCOMPARE(heads.size(), 2);
    for (QByteArray &head : heads) {
        QList<QByteArray> lines = head.trimmed().split('\n');
        for (QByteArray &line : lines)
            line = line.startsWith("Sec-WebSocket-Key: ") ? "Sec-WebSocket-Key: …" : line.trimmed();
        std::sort(lines.begin(), lines.end());
        head = lines.join('\n');
    }
    QCOMPARE(heads.first(), heads.last());
}

void ConnectionProbeTest::anHttpAnswerIsNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<FailureAction>("action");
    const QString notOpened = u"The server did not open a WebSocket"_s;
    const QString refused = u"The server refused the authorization header (%1)"_s;
    const QString wrongKey =
        u"The name or the value of X-Engage-Key is probably wrong. Both are in the server's "
        u"imm_websocket_config.json."_s;
    const QString redirect =
        u" It points to another address, which is not followed: ask the operator for the "
        u"right one. The address it names is \u201chttps://other.example.net/ws\u201d."_s;
    const auto row = [](const char *line, const QString &title, const QString &cause, FailureAction action) {
        QTest::newRow(line) << QByteArray(line) << title << cause + seeTerminal << action;
    };
    row("HTTP/1.1 301 Moved Permanently\r\nLocation: https://other.example.net/ws", notOpened,
        u"It answered with HTTP status 301."_s + redirect, FailureAction::EditAddress);
    row("HTTP/1.1 302 Found\r\nLocation: https://other.example.net/ws", notOpened,
        u"It answered with HTTP status 302."_s + redirect, FailureAction::EditAddress);
    row("HTTP/1.1 400 Bad Request", notOpened,
        u"It answered with HTTP status 400. It could not make sense of the handshake: the path, or a header, "
        u"is "
        u"probably not what it expects."_s,
        FailureAction::EditAddress);
    row("HTTP/1.1 401 Unauthorized", refused.arg(401), wrongKey, FailureAction::EditHeader);
    row("HTTP/1.1 403 Forbidden", refused.arg(403), wrongKey, FailureAction::EditHeader);
    row("HTTP/1.1 404 Not Found", notOpened,
        u"It answered with HTTP status 404. The path / is probably wrong."_s, FailureAction::EditAddress);
    row("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30", notOpened,
        u"It answered with HTTP status 429. It is asked too often: wait before the next try. It asks to wait "
        u"30 "
        u"s."_s,
        FailureAction::TryAgain);
    row("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 30", notOpened,
        u"It answered with HTTP status 503. The server, or a proxy in front of it, has a problem: try again "
        u"later. It asks to wait 30 s."_s,
        FailureAction::TryAgain);
}

void ConnectionProbeTest::anHttpAnswerIsNamed()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, title);
    QFETCH(const QString, cause);
    QFETCH(const FailureAction, action);
    TestServer server(
        refusing(line + "\r\nX-Reason: <b>why</b>\r\nContent-Length: 12\r\n\r\nnot \x1byou, no"));
    Watched watched;
    const ProbeReport report = watched.ask(withKey(pinned(server)));
    QCOMPARE(difference(report, {ProbeStep::WebSocket, title, cause, action}), QString());
    QCOMPARE(report.failure.httpStatus, line.mid(9, 3).toInt());
    QCOMPARE(report.failure.retryAfter, line.contains("Retry-After") ? 30 : 0);
    QCOMPARE(report.failure.transient, line.contains("Retry-After"));
    QVERIFY(report.failure.response.startsWith(line));
    QVERIFY(report.failure.response.endsWith("not \x1byou, no"));
    const QString status = QString::fromLatin1(line.split('\r').first());
    QCOMPARE(detailOf(report, ProbeStep::WebSocket), status);
    QCOMPARE(report.failure.detail, status);
    const QStringList lines = linesOf(report);
    for (const QString &expected : {status, u"X-Reason: <b>why</b>"_s, u"not [U+001B]you, no"_s})
        QVERIFY2(lines.contains(u"received: "_s + expected), qPrintable(lines.join(u'\n')));
    QTRY_VERIFY(!server.hasClient());
}

void ConnectionProbeTest::anAnswerWithoutALengthIsReadUntilItPauses()
{
    TestServer server(refusing("HTTP/1.1 400 Bad Request\r\n\r\nbecause"));
    Watched watched;
    const ProbeReport report = watched.ask(pinned(server));
    QCOMPARE(report.failure.httpStatus, 400);
    QVERIFY(report.failure.response.endsWith("because"));
}

void ConnectionProbeTest::aWebSiteIsNoWebSocket()
{
    TestServer server(
        refusing("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"));
    Watched watched;
    const ProbeReport report = watched.ask(pinned(server));
    QCOMPARE(
        difference(report,
            {ProbeStep::WebSocket, u"This server does not speak WebSocket"_s,
                u"It answered with a web page (HTTP status 200): a web server owns port %1, or its WebSocket "
                u"has another path than /."_s.arg(server.port())
                    + seeTerminal,
                FailureAction::EditAddress}),
        QString());
}

void ConnectionProbeTest::anAnswerThatIsNoHttpIsNoWebSocket()
{
    TestServer server(refusing("220 mail.example.net ESMTP\r\n"));
    Watched watched;
    const ProbeReport report = watched.ask(pinned(server));
    QCOMPARE(
        difference(report,
            {ProbeStep::WebSocket, u"This server does not speak WebSocket"_s,
                u"It speaks TLS but refused the WebSocket handshake: another program may own port %1."_s.arg(
                    server.port())
                    + seeTerminal,
                FailureAction::EditAddress}),
        QString());
    QCOMPARE(report.failure.detail, u"220 mail.example.net ESMTP"_s);
}

void ConnectionProbeTest::aWrongAcceptKeyIsSaid()
{
    TestServer::Options other = options();
    other.answersOtherKey = true;
    TestServer server(other);
    Watched watched;
    const ProbeReport report = watched.ask(pinned(server));
    QCOMPARE(
        difference(report,
            {ProbeStep::WebSocket, u"The answer to the WebSocket handshake is not for this connection"_s,
                u"It agrees to open a WebSocket, but its Sec-WebSocket-Accept does not belong to the key "
                u"that was sent: a proxy or a cache in between answered in the server's place, or the "
                u"server has an error."_s
                    + seeTerminal,
                FailureAction::TryAgain}),
        QString());
}

void ConnectionProbeTest::aServerThatHangsUpInsteadOfAnAnswerIsSaid()
{
    TestServer::Options dropping = options();
    dropping.dropsAtUpgrade = true;
    TestServer server(dropping);
    Watched watched;
    const ProbeReport report = watched.ask(withKey(pinned(server)));
    QCOMPARE(difference(report,
                 {ProbeStep::WebSocket, u"The server closed the connection at once"_s,
                     u"It accepted the connection and ended it without a close code before anything was "
                     u"exchanged. The name or the value of X-Engage-Key is perhaps wrong."_s
                         + seeTerminal,
                     FailureAction::EditHeader}),
        QString());
}

void ConnectionProbeTest::aCloseAtOnceIsSaidWithCodeAndReason()
{
    TestServer server(options());
    connect(&server, &TestServer::upgraded, &server,
        [&server] { server.send(TestServer::closeFrame(4001, "go away")); });
    Watched watched;
    const ProbeReport report = watched.ask(withKey(pinned(server)));
    QCOMPARE(difference(report,
                 {ProbeStep::Message, u"The server closed the connection at once"_s,
                     u"It accepted the connection and ended it with 4001 and the reason \u201cgo away\u201d "
                     u"before "
                     u"anything was exchanged. The name or the value of X-Engage-Key is perhaps wrong."_s
                         + seeTerminal,
                     FailureAction::EditHeader}),
        QString());
    QCOMPARE(report.failure.closeCode, 4001);
    QCOMPARE(report.failure.closeReason, u"go away"_s);
    QCOMPARE(detailOf(report, ProbeStep::Message), u"Closed with 4001 and the reason \u201cgo away\u201d"_s);
    QCOMPARE(outcomes(report), (QList<StepOutcome>{Done, Done, Done, Done, Done, Failed}));
}

void ConnectionProbeTest::unreadableTextIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("lost");
    QTest::newRow("invalid UTF-8") << TestServer::frame(test::Text, "\xc3\x28")
                                   << u"the message under way is lost"_s;
    QTest::newRow("cut inside a character") << TestServer::frame(test::Text, "{\"name\":\"", false)
            + TestServer::frame(test::Continuation, "\xc3", false)
            + TestServer::frame(test::Continuation, "\xa4\"}")
                                            << u"the message under way is lost; 9 bytes of it had come"_s;
}

void ConnectionProbeTest::unreadableTextIsSaid()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, lost);
    TestServer server(options());
    connect(&server, &TestServer::upgraded, &server, [&server, bytes] { server.send(bytes); });
    Watched watched;
    const ProbeReport report = watched.ask(pinned(server));
    QCOMPARE(
        difference(report,
            {ProbeStep::Message, u"A message could not be read"_s,
                u"Its text is not valid UTF-8, or it is valid and came in parts cut inside a character, "
                u"which "
                u"the console's WebSocket (QWebSocket) cannot put together. So the connection was closed, "
                u"and "_s
                    + lost + u". Connect again."_s,
                FailureAction::TryAgain}),
        QString());
}

void ConnectionProbeTest::noSecretIsInTheReport()
{
    const QByteArray echo = "key=hunter2-secret site=hall-a-secret proxy=proxy-secret";
    TestServer server(refusing("HTTP/1.1 302 " + echo + "\r\nLocation: /?" + echo + "\r\nX-Echo: " + echo
        + "\r\nContent-Length: 5000\r\n\r\n" + QByteArray(3'700, 'x') + echo.repeated(30)));
    ConnectionSettings settings = withKey(pinned(server));
    settings.furtherHeaders = {{"X-Site", Secret("hall-a-secret")}};
    settings.proxy.password = Secret("proxy-secret");
    settings.url.setQuery(u"token=query-secret"_s);
    Watched watched;
    ProbeReport report = watched.ask(settings);
    QCOMPARE(report.failure.httpStatus, 302);
    QVERIFY(server.head().contains("hunter2-secret") && server.head().contains("hall-a-secret"));

    const Failure &failure = report.failure;
    QStringList all{reportText(report, u"title"_s), failure.title, failure.cause, failure.detail,
        QString::fromUtf8(failure.response), failure.closeReason};
    all += failure.advice + linesOf(report);
    for (const StepResult &result : report.steps)
        all.append(result.detail);
    for (const QString &text : std::as_const(all))
        QVERIFY2(!text.contains(u"secret"_s) && !text.contains(u"hunter2"_s), qPrintable(text));
}

void ConnectionProbeTest::theReportIsWrittenAsText()
{
    TestServer server(refusing("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno"));
    Watched watched;
    ProbeReport report = watched.ask(withKey(pinned(server)));
    report.startedAt = 1'795'615'522'103'000;
    for (StepResult &result : report.steps)
        result.duration = 3'499;
    for (ProbeLine &line : report.lines)
        line.time = report.startedAt;
    const QString text = reportText(report, u"Hall A"_s);
    QVERIFY2(text.startsWith(u"Hall A\nwss://127.0.0.1:%1, 2026-11-25 14:05:22 UTC\n"_s.arg(server.port())),
        qPrintable(text));
    for (const QString &expected : {u"done     Find the address                  3 ms  127.0.0.1\n"_s,
             u"failed   Open the WebSocket                3 ms  HTTP/1.1 401 Unauthorized\n"_s,
             u"pending  First message"_s,
             u"\nThe server refused the authorization header (401)\nThe name or"_s,
             u"\n1. Compare name and value of X-Engage-Key"_s, u"\nDetail: HTTP/1.1 401 Unauthorized\n"_s,
             u"\n14:05:22.103  connected to 127.0.0.1:"_s, u"\n14:05:22.103  received: no\n"_s})
        QVERIFY2(text.contains(expected), qPrintable(expected + u'\n' + text));
}

void ConnectionProbeTest::aProbeIsCancelledInEveryStep_data()
{
    QTest::addColumn<ProbeStep>("step");
    for (const ProbeStep step : {ProbeStep::Address, ProbeStep::Port, ProbeStep::Certificate, ProbeStep::Tls,
             ProbeStep::WebSocket, ProbeStep::Message})
        QTest::newRow(qPrintable(stepName(step))) << step;
}

void ConnectionProbeTest::aProbeIsCancelledInEveryStep()
{
    QFETCH(const ProbeStep, step);
    TestServer server(options());
    Watched watched;
    bool reached = false;
    const auto cancel = [&](const ProbeReport &report) {
        if (report.steps[int(step)].outcome != StepOutcome::Running)
            return;
        QVERIFY(!reached);
        reached = true;
        watched.probe.cancel();
    };
    const QMetaObject::Connection cancelling =
        connect(&watched.probe, &ConnectionProbe::progressed, &server, cancel);
    watched.probe.start(pinned(server));
    QTRY_VERIFY(reached);
    QTRY_VERIFY(!server.hasClient());
    disconnect(cancelling);
    // Whatever were still to come of the one that was cancelled would come before the end of the next.
    watched.ask(settingsFor(QUrl(u"wss://127.0.0.1:%1"_s.arg(test::closedPort()))));
    QCOMPARE(watched.finished.size(), 1);
    QCOMPARE(watched.finished.first().failure.kind, FailureKind::ConnectionRefused);
}

void ConnectionProbeTest::aProbeIsStartedAgainFromItsOwnSignals()
{
    TestServer server(options());
    connect(&server, &TestServer::upgraded, &server, [&server] { server.sendText("{}"); });
    Watched watched;
    const ConnectionSettings settings = pinned(server);
    bool again = false;
    connect(&watched.probe, &ConnectionProbe::progressed, &server, [&] {
        if (!std::exchange(again, true))
            watched.probe.start(settings);
    });
    bool third = false;
    connect(&watched.probe, &ConnectionProbe::finished, &server, [&] {
        if (!std::exchange(third, true))
            watched.probe.start(settings);
    });
    watched.probe.start(settings);
    QVERIFY2(watched.progress.isEmpty(), "no signal before start() has returned");
    QTRY_COMPARE(watched.finished.size(), 2);
    QVERIFY(!watched.finished.last().failure);
}

QTEST_GUILESS_MAIN(ConnectionProbeTest)
#include "tst_connectionprobe.moc"
