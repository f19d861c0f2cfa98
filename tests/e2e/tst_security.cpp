#include "lib/connection/tlspolicy.h"
#include "lib/session.h"
#include "lib/simulator/simulator.h"
#include "tests/support/sessionrows.h"
#include "tests/support/testserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;
using test::TestServer;

namespace {

const QByteArray headerName = "X-Event-Key";
const QByteArray secret = "zq7-very-secret-0815";

QStringList printed; ///< what the program would have written to a terminal

void keep(QtMsgType, const QMessageLogContext &, const QString &text)
{
    printed.append(text);
}

/// Everything that a session shows or keeps, and all that was shown on the way.
class Witness : public QObject
{
public:
    explicit Witness(Session *session)
    {
        connect(session, &Session::statusChanged, this, [this](const ConnectionStatus &status) {
            const Failure &failure = status.failure;
            m_texts += {failure.title, failure.cause, failure.detail, failure.closeReason, status.tlsVersion,
                status.cipher};
        });
        connect(session, &Session::taken, this, [this](const BatchList &batches) {
            for (const BatchPointer &batch : batches) {
                m_texts += QString::fromUtf8(batch->text);
                for (const QByteArray &string : batch->strings)
                    m_texts += QString::fromUtf8(string);
            }
        });
    }
    QString all() const { return m_texts.join(u'\n'); }

private:
    QStringList m_texts;
};

QSet<QByteArray> headerNames(const QByteArray &head)
{
    QSet<QByteArray> names;
    for (const QByteArray &line : head.split('\n').mid(1))
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            names.insert(line.left(colon).toLower());
    return names;
}

} // namespace

/// What leaves the machine, when, and who may read it.
class TestSecurity : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void noHeaderIsSentWhenNoneIsConfigured();
    void nothingIsSentBeforeTheCertificateIsTrusted_data();
    void nothingIsSentBeforeTheCertificateIsTrusted();
    void aNoSendsNothing();
    void trustInOneCertificateIsNoneInAnother();
    void anotherCertificateBehindThePinGetsNothing();
    void aFingerprintThatWasNotShownIsNotTrusted();
    void theWrongHeaderIsRefusedInWords_data();
    void theWrongHeaderIsRefusedInWords();
    void theRightHeaderOpens();
    void theSecretIsNowhereToBeRead_data();
    void theSecretIsNowhereToBeRead();
    void aCloseReasonDoesNotTellTheSecret();

private:
    static TestServer::Options with(const test::Credentials &credentials)
    {
        TestServer::Options made;
        made.credentials = credentials;
        return made;
    }
    static ConnectionSettings settingsFor(const QUrl &url)
    {
        ConnectionSettings settings;
        settings.url = url;
        settings.headerName = headerName;
        settings.headerValue = Secret(secret);
        return settings;
    }
    Pin ownPin() const { return pinFor({{m_self.certificate}, {}}, QDateTime::currentDateTimeUtc()); }
    SimulatorOptions simulatorOptions() const;

    const test::Credentials m_self = test::selfSigned();
    QTemporaryDir m_dir;
};

void TestSecurity::initTestCase()
{
    QFile certificate(m_dir.filePath(u"certificate.pem"_s));
    QFile key(m_dir.filePath(u"key.pem"_s));
    QVERIFY(certificate.open(QFile::WriteOnly) && key.open(QFile::WriteOnly));
    certificate.write(m_self.certificate.toPem());
    key.write(m_self.keyPem);
}

SimulatorOptions TestSecurity::simulatorOptions() const
{
    SimulatorOptions options;
    options.certificateFile = m_dir.filePath(u"certificate.pem"_s);
    options.keyFile = m_dir.filePath(u"key.pem"_s);
    options.headerName = headerName;
    options.headerValue = secret;
    options.rate = 0;
    return options;
}

void TestSecurity::noHeaderIsSentWhenNoneIsConfigured()
{
    TestServer server(with(m_self));
    Session session;
    ConnectionSettings settings;
    settings.url = server.url();
    settings.headerValue = Secret(secret); // a value without a name is nothing to send
    settings.pins = {ownPin()};
    session.open(settings);
    QTRY_VERIFY(session.isConnected());
    const QSet<QByteArray> needed = {"host", "upgrade", "connection", "sec-websocket-key",
        "sec-websocket-version", "origin", "user-agent"};
    const QSet<QByteArray> strange = headerNames(server.head()) - needed;
    QVERIFY2(strange.isEmpty(), strange.values().join(' ').constData());
    QVERIFY(!server.head().contains(secret));
}

void TestSecurity::nothingIsSentBeforeTheCertificateIsTrusted_data()
{
    QTest::addColumn<test::CertificateRequest>("request");
    QTest::newRow("unknown") << test::CertificateRequest();
    QTest::newRow("expired") << test::expiredRequest();
    QTest::newRow("not yet valid") << test::futureRequest();
    QTest::newRow("another name") << test::otherHostRequest();
}

void TestSecurity::nothingIsSentBeforeTheCertificateIsTrusted()
{
    QFETCH(test::CertificateRequest, request);
    TestServer server(with(test::selfSigned(request)));
    Session session;
    session.open(settingsFor(server.url()));
    QTRY_COMPARE(session.status().state, ConnectionState::WaitingForDecision);
    QVERIFY(session.status().failure);
    QVERIFY(!session.status().peer.chain.isEmpty());
    QCOMPARE(server.bytesReceived(), 0);
    QVERIFY(!session.send("{}"));

    session.trust(session.status().peer.sha256());
    QTRY_VERIFY(session.isConnected());
    QCOMPARE(server.head().count(headerName + ": " + secret + "\r\n"), 1);
    QCOMPARE(server.upgrades(), 1);
}

void TestSecurity::aNoSendsNothing()
{
    TestServer server(with(m_self));
    Session session;
    session.open(settingsFor(server.url()));
    QTRY_COMPARE(session.status().state, ConnectionState::WaitingForDecision);
    session.close();
    QTRY_COMPARE(session.status().state, ConnectionState::NotConnected);
    QCOMPARE(server.bytesReceived(), 0);
    // Nor does a yes that comes too late.
    session.trust(m_self.certificate.digest(QCryptographicHash::Sha256));
    session.open(settingsFor(server.url()));
    QTRY_COMPARE(session.status().state, ConnectionState::WaitingForDecision);
    QCOMPARE(server.bytesReceived(), 0);
}

void TestSecurity::trustInOneCertificateIsNoneInAnother()
{
    TestServer server(with(m_self));
    TestServer other(with(test::selfSigned()));
    Session session;
    session.open(settingsFor(server.url()));
    QTRY_COMPARE(session.status().state, ConnectionState::WaitingForDecision);
    session.trust(session.status().peer.sha256());
    QTRY_VERIFY(session.isConnected());
    session.open(settingsFor(other.url()));
    QTRY_COMPARE(session.status().state, ConnectionState::WaitingForDecision);
    QCOMPARE(other.bytesReceived(), 0);
}

void TestSecurity::anotherCertificateBehindThePinGetsNothing()
{
    TestServer impostor(with(test::selfSigned()));
    Session session;
    ConnectionSettings settings = settingsFor(impostor.url());
    settings.pins = {ownPin()};
    session.open(settings);
    QTRY_COMPARE(session.status().state, ConnectionState::Failed);
    QCOMPARE(session.status().failure.kind, FailureKind::CertificateChanged);
    session.trust(session.status().peer.sha256()); // an error, not a question
    QTest::qWait(50);
    QCOMPARE(session.status().state, ConnectionState::Failed);
    QCOMPARE(impostor.bytesReceived(), 0);
}

void TestSecurity::aFingerprintThatWasNotShownIsNotTrusted()
{
    TestServer server(with(m_self));
    Session session;
    session.open(settingsFor(server.url()));
    QTRY_COMPARE(session.status().state, ConnectionState::WaitingForDecision);
    session.trust(QByteArray(32, '\1'));
    session.trust({});
    QTest::qWait(50);
    QCOMPARE(session.status().state, ConnectionState::WaitingForDecision);
    QCOMPARE(server.bytesReceived(), 0);
}

void TestSecurity::theWrongHeaderIsRefusedInWords_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("another name") << QByteArray("X-Other") << secret;
    QTest::newRow("another value") << headerName << QByteArray("guessed");
    QTest::newRow("an empty value") << headerName << QByteArray();
}

void TestSecurity::theWrongHeaderIsRefusedInWords()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    Simulator simulator(simulatorOptions());
    QString error;
    QVERIFY2(simulator.start(&error), qPrintable(error));
    Session session;
    ConnectionSettings settings = settingsFor(simulator.url());
    settings.headerName = name;
    settings.headerValue = Secret(value);
    settings.pins = {ownPin()};
    session.open(settings);
    QTRY_COMPARE(session.status().state, ConnectionState::Failed);
    const Failure failure = session.status().failure;
    QCOMPARE(failure.kind, FailureKind::Unauthorized);
    QCOMPARE(failure.httpStatus, 401);
    QVERIFY(!failure.transient);
    QVERIFY(!failure.title.isEmpty());
    QVERIFY2(name.isEmpty() || failure.cause.contains(QString::fromUtf8(name)), qPrintable(failure.cause));
    QVERIFY(test::notesOf(session).last().contains(failure.title));
}

void TestSecurity::theRightHeaderOpens()
{
    Simulator simulator(simulatorOptions());
    QString error;
    QVERIFY2(simulator.start(&error), qPrintable(error));
    Session session;
    ConnectionSettings settings = settingsFor(simulator.url());
    settings.pins = {ownPin()};
    session.open(settings);
    QTRY_VERIFY(session.isConnected());
    QCOMPARE(simulator.clientCount(), 1);
}

void TestSecurity::theSecretIsNowhereToBeRead_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::addColumn<bool>("pinned");
    QTest::addColumn<ConnectionState>("state");
    QTest::newRow("asked") << QByteArray() << false << ConnectionState::WaitingForDecision;
    QTest::newRow("connected") << QByteArray() << true << ConnectionState::Connected;
    QTest::newRow("refused") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n") << true
                             << ConnectionState::Failed;
    QTest::newRow("told back in the status line")
        << QByteArray("HTTP/1.1 401 Wrong " + secret + "\r\nContent-Length: 0\r\n\r\n") << true
        << ConnectionState::Failed;
    QTest::newRow("told back in the body")
        << QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 20\r\n\r\n" + secret) << true
        << ConnectionState::Failed;
    QTest::newRow("no HTTP") << QByteArray("what is " + secret + "?\r\n\r\n") << true
                             << ConnectionState::Failed;
}

void TestSecurity::theSecretIsNowhereToBeRead()
{
    QFETCH(QByteArray, refusal);
    QFETCH(bool, pinned);
    QFETCH(ConnectionState, state);
    printed.clear();
    const QtMessageHandler before = qInstallMessageHandler(keep);
    TestServer::Options options = with(m_self);
    options.refusal = refusal;
    TestServer server(options);
    Session session;
    const Witness witness(&session);
    ConnectionSettings settings = settingsFor(server.url());
    if (state == ConnectionState::Failed) // of some refusals the end is waited for in vain
        settings.phaseTimeout = std::chrono::milliseconds(500);
    if (pinned)
        settings.pins = {ownPin()};
    session.open(settings);
    const bool reached = QTest::qWaitFor([&] { return session.status().state == state; });
    session.send(R"({"Command":"get_version"})");
    session.close();
    const bool ended = QTest::qWaitFor([&] { return !session.isConnected() && !session.log()->isEmpty(); });
    qInstallMessageHandler(before);
    QVERIFY(reached && ended);
    const QString all = witness.all() + u'\n' + printed.join(u'\n');
    QVERIFY(!all.isEmpty());
    QVERIFY2(!all.contains(QString::fromUtf8(secret)), qPrintable(all));
    QVERIFY2(!all.contains(QString::fromUtf8(secret.toBase64())), qPrintable(all));
}

void TestSecurity::aCloseReasonDoesNotTellTheSecret()
{
    TestServer server(with(m_self));
    Session session;
    const Witness witness(&session);
    ConnectionSettings settings = settingsFor(server.url());
    settings.pins = {ownPin()};
    session.open(settings);
    QTRY_VERIFY(session.isConnected());
    server.send(TestServer::closeFrame(1008, "not " + secret));
    server.end();
    QTRY_VERIFY(!session.isConnected());
    QCOMPARE(session.status().failure.closeCode, 1008);
    QVERIFY(session.status().failure.closeReason.startsWith(u"not "_s));
    QVERIFY2(!witness.all().contains(QString::fromUtf8(secret)), qPrintable(witness.all()));
}

QTEST_GUILESS_MAIN(TestSecurity)
#include "tst_security.moc"
