#include "lib/connection/failure.h"
#include "tests/support/testcertificates.h"

#include <QTest>

using namespace console;

namespace {

FailureContext context()
{
    FailureContext c;
    c.host = QStringLiteral("engage-01.example.net");
    c.port = 9002;
    c.headerName = QStringLiteral("X-Engage-Key");
    c.file = QStringLiteral("/home/maya/console-07.key");
    return c;
}

Failure http(int status)
{
    FailureContext c = context();
    c.httpStatus = status;
    return describeFailure(
        status == 401 || status == 403 ? FailureKind::Unauthorized : FailureKind::HttpStatus, c);
}

} // namespace

class FailureTest : public QObject
{
    Q_OBJECT

private slots:
    void titlesSayWhatHappened_data();
    void titlesSayWhatHappened();
    void everyKindHasATitleAndACause();
    void everyKindHasAdviceAndAMainAction();
    void theMainActionIsTheOneThatHelps_data();
    void theMainActionIsTheOneThatHelps();
    void aTimeoutNamesItsPhase_data();
    void aTimeoutNamesItsPhase();
    void refusalsSendTheReaderToTheServersTerminal();
    void aMissingHeaderIsWordedOtherwiseThanAWrongOne();
    void certificatesAreNamedWithDatesAndNames();
    void closeCodeAndReasonAreTold();
    void onlyWhatTimeMayCureIsTransient();
    void addressesOfIpVersion6StandInBrackets();
    void noFailureIsEmpty();
};

void FailureTest::titlesSayWhatHappened_data()
{
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<QString>("title");
    const auto row = [](FailureKind kind, const char *title) {
        QTest::newRow(title) << kind << QString::fromUtf8(title);
    };
    row(FailureKind::UnknownName, "The name engage-01.example.net is not known");
    row(FailureKind::ConnectionRefused, "Nobody answers at engage-01.example.net:9002");
    row(FailureKind::Unreachable, "There is no way to engage-01.example.net:9002");
    row(FailureKind::ProxyFailed, "The proxy did not connect to engage-01.example.net:9002");
    row(FailureKind::PlainText, "This port does not speak TLS");
    row(FailureKind::TlsFailed, "The TLS handshake failed");
    row(FailureKind::TlsVersion, "The server does not speak a TLS version that is safe");
    row(FailureKind::UntrustedCertificate, "The server's certificate is not known");
    row(FailureKind::CertificateExpired, "The server's certificate is out of date");
    row(FailureKind::CertificateNotYetValid, "The server's certificate is not valid yet");
    row(FailureKind::WrongName, "The server's certificate is for another name");
    row(FailureKind::CertificateChanged, "This is not the certificate that was pinned");
    row(FailureKind::ClientCertificateRequired, "The server asks for a client certificate");
    row(FailureKind::ClientCertificateRefused, "The server refused the client certificate");
    row(FailureKind::ProxyWantsPassword, "The proxy asks for a password");
    row(FailureKind::ClientKeyMissing, "The client certificate has no key");
    row(FailureKind::ClientKeyMismatch, "The key does not belong to the client certificate");
    row(FailureKind::PassphraseNeeded, "A passphrase is needed for console-07.key");
    row(FailureKind::WrongPassphrase, "The passphrase does not open console-07.key");
    row(FailureKind::UnsupportedKey, "The kind of key in console-07.key cannot be used");
    row(FailureKind::OldPkcs12, "The encryption of console-07.key is too old");
    row(FailureKind::ClientFileUnusable, "The file console-07.key cannot be used");
    row(FailureKind::AuthorityFileUnusable, "The file console-07.key cannot be used");
    row(FailureKind::WrongAcceptKey, "The answer to the WebSocket handshake is not for this connection");
    row(FailureKind::HttpStatus, "The server did not open a WebSocket");
    row(FailureKind::NotWebSocket, "This server does not speak WebSocket");
    row(FailureKind::ClosedAtOnce, "The server closed the connection at once");
    row(FailureKind::ClosedByServer, "The server closed the connection");
    row(FailureKind::ConnectionLost, "The connection was lost");
    row(FailureKind::PeerSilent, "The server fell silent");
    row(FailureKind::UnreadableText, "A message could not be read");
    row(FailureKind::MessageTooBig, "A message was too big");
    row(FailureKind::InvalidSettings, "The settings of this connection do not fit");
}

void FailureTest::titlesSayWhatHappened()
{
    QFETCH(const FailureKind, kind);
    QFETCH(const QString, title);
    QCOMPARE(describeFailure(kind, context()).title, title);
}

void FailureTest::everyKindHasATitleAndACause()
{
    FailureContext c = context();
    c.detail = QStringLiteral("words of the library");
    c.problem = QStringLiteral("It does not exist.");
    for (int i = int(FailureKind::UnknownName); i <= int(FailureKind::InvalidSettings); ++i) {
        const Failure failure = describeFailure(FailureKind(i), c);
        QCOMPARE(int(failure.kind), i);
        QVERIFY2(!failure.title.isEmpty() && !failure.title.endsWith(u'.'), qPrintable(failure.title));
        QVERIFY2(!failure.cause.isEmpty(), qPrintable(failure.title));
        QCOMPARE(failure.detail, c.detail);
    }
}

void FailureTest::everyKindHasAdviceAndAMainAction()
{
    for (int i = int(FailureKind::UnknownName); i <= int(FailureKind::InvalidSettings); ++i) {
        const Failure failure = describeFailure(FailureKind(i), context());
        QVERIFY2(!failure.advice.isEmpty() && failure.advice.size() <= 3, qPrintable(failure.title));
        for (const QString &sentence : failure.advice)
            QVERIFY2(sentence.endsWith(u'.'), qPrintable(sentence));
        QVERIFY2(!failure.actions.isEmpty() && failure.actions.size() <= 3, qPrintable(failure.title));
        QVERIFY2(!failure.transient || failure.actions.contains(FailureAction::TryAgain),
            qPrintable(failure.title));
    }
}

void FailureTest::theMainActionIsTheOneThatHelps_data()
{
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<FailureAction>("action");
    const auto row = [](const char *name, FailureKind kind, FailureAction action) {
        QTest::newRow(name) << kind << action;
    };
    // As the design guide words them.
    row("1", FailureKind::ClientCertificateRequired, FailureAction::AddClientCertificate);
    row("2", FailureKind::ConnectionRefused, FailureAction::TryAgain);
    row("3", FailureKind::UnknownName, FailureAction::EditAddress);
    row("4", FailureKind::CertificateChanged, FailureAction::CompareCertificates);
    row("5", FailureKind::CertificateExpired, FailureAction::ShowCertificate);
    row("6", FailureKind::Unauthorized, FailureAction::EditHeader);
    row("7", FailureKind::PlainText, FailureAction::EditAddress);
    row("8", FailureKind::WrongPassphrase, FailureAction::EnterPassphrase);
    row("client file", FailureKind::ClientFileUnusable, FailureAction::ChooseClientCertificate);
    row("authority file", FailureKind::AuthorityFileUnusable, FailureAction::EditTrust);
    row("proxy", FailureKind::ProxyWantsPassword, FailureAction::EditProxy);
    row("too big", FailureKind::MessageTooBig, FailureAction::EditLimits);
}

void FailureTest::theMainActionIsTheOneThatHelps()
{
    QFETCH(const FailureKind, kind);
    QTEST(describeFailure(kind, context()).actions.first(), "action");
}

void FailureTest::aTimeoutNamesItsPhase_data()
{
    QTest::addColumn<ConnectionPhase>("phase");
    QTest::addColumn<QString>("title");
    QTest::newRow("address") << ConnectionPhase::Address
                             << QStringLiteral("Finding the address took too long");
    QTest::newRow("port") << ConnectionPhase::Port << QStringLiteral("Reaching the port took too long");
    QTest::newRow("tls") << ConnectionPhase::Tls << QStringLiteral("The TLS handshake took too long");
    QTest::newRow("upgrade") << ConnectionPhase::Upgrade
                             << QStringLiteral("Opening the WebSocket took too long");
}

void FailureTest::aTimeoutNamesItsPhase()
{
    QFETCH(const ConnectionPhase, phase);
    QFETCH(const QString, title);
    FailureContext c = context();
    c.phase = phase;
    const Failure failure = describeFailure(FailureKind::Timeout, c);
    QCOMPARE(failure.title, title);
    QVERIFY(failure.detail.contains(toText(phase)));
}

void FailureTest::refusalsSendTheReaderToTheServersTerminal()
{
    for (const FailureKind kind :
        {FailureKind::Unauthorized, FailureKind::HttpStatus, FailureKind::ClosedAtOnce,
            FailureKind::ClientCertificateRequired, FailureKind::ClientCertificateRefused,
            FailureKind::TlsFailed, FailureKind::NotWebSocket, FailureKind::TlsVersion}) {
        const Failure failure = describeFailure(kind, context());
        QVERIFY2(failure.cause.endsWith(QStringLiteral("The server prints the reason on its own terminal.")),
            qPrintable(failure.title));
    }
}

void FailureTest::aMissingHeaderIsWordedOtherwiseThanAWrongOne()
{
    FailureContext c = context();
    c.httpStatus = 401;
    const Failure wrong = describeFailure(FailureKind::Unauthorized, c);
    QCOMPARE(wrong.title, QStringLiteral("The server refused the authorization header (401)"));
    QVERIFY(wrong.cause.contains(QStringLiteral("X-Engage-Key")));
    c.headerName.clear();
    const Failure missing = describeFailure(FailureKind::Unauthorized, c);
    QCOMPARE(missing.title, QStringLiteral("The server asks for an authorization header (401)"));
}

void FailureTest::certificatesAreNamedWithDatesAndNames()
{
    FailureContext c = context();
    test::CertificateRequest request = test::otherHostRequest();
    request.validUntil = QDateTime(QDate(2025, 11, 3), QTime(12, 0), Qt::UTC);
    request.validFrom = QDateTime(QDate(2024, 3, 12), QTime(12, 0), Qt::UTC);
    c.certificate = test::selfSigned(request).certificate;
    c.pinnedAt = request.validFrom;
    const auto cause = [&c](FailureKind kind) { return describeFailure(kind, c).cause; };
    QVERIFY(cause(FailureKind::CertificateExpired).startsWith(QStringLiteral("It ended on 3 Nov 2025.")));
    QVERIFY(
        cause(FailureKind::CertificateNotYetValid).startsWith(QStringLiteral("It begins on 12 Mar 2024.")));
    QVERIFY(cause(FailureKind::WrongName).startsWith(QStringLiteral("It is for other.example.net, ")));
    QVERIFY(cause(FailureKind::CertificateChanged).startsWith(QStringLiteral("Pinned on 12 Mar 2024")));
}

void FailureTest::closeCodeAndReasonAreTold()
{
    FailureContext c = context();
    c.closeCode = 1001;
    c.closeReason = QStringLiteral("<b>bye</b>");
    const Failure failure = describeFailure(FailureKind::ClosedByServer, c);
    QVERIFY(failure.cause.contains(QStringLiteral("1001 going away")));
    QVERIFY(failure.cause.contains(c.closeReason));
    QCOMPARE(failure.closeCode, 1001);
    QCOMPARE(failure.closeReason, c.closeReason);
    QCOMPARE(closeCodeText(4001), QStringLiteral("4001"));
}

void FailureTest::onlyWhatTimeMayCureIsTransient()
{
    for (const int status : {429, 500, 502, 503})
        QVERIFY(http(status).transient);
    for (const int status : {200, 301, 400, 401, 403, 404})
        QVERIFY(!http(status).transient);
    FailureContext c = context();
    for (const int code : {1001, 1006, 1011, 1012, 1013}) {
        c.closeCode = code;
        QVERIFY(describeFailure(FailureKind::ClosedByServer, c).transient);
    }
    for (const int code : {1000, 1002, 1008, 4001}) {
        c.closeCode = code;
        QVERIFY(!describeFailure(FailureKind::ClosedByServer, c).transient);
    }
    QVERIFY(describeFailure(FailureKind::ConnectionRefused, c).transient);
    QVERIFY(!describeFailure(FailureKind::CertificateChanged, c).transient);
    QVERIFY(!describeFailure(FailureKind::ClientCertificateRequired, c).transient);
    QVERIFY(!describeFailure(FailureKind::ProxyWantsPassword, c).transient);
    QVERIFY(!describeFailure(FailureKind::WrongAcceptKey, c).transient);
    QVERIFY(describeFailure(FailureKind::UnknownName, c).transient);
}

void FailureTest::addressesOfIpVersion6StandInBrackets()
{
    FailureContext c = context();
    c.host = QStringLiteral("::1");
    QCOMPARE(describeFailure(FailureKind::ConnectionRefused, c).title,
        QStringLiteral("Nobody answers at [::1]:9002"));
}

void FailureTest::noFailureIsEmpty()
{
    const Failure none = describeFailure(FailureKind::None, context());
    QVERIFY(!none);
    QVERIFY(none.title.isEmpty());
    QVERIFY(!none.transient);
}

QTEST_GUILESS_MAIN(FailureTest)
#include "tst_failure.moc"
