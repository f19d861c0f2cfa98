#include "tests/e2e/program.h"
#include "tests/support/testserver.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace console;
using test::TestServer;

namespace {

const QByteArray passphrase = "hunter2-of-the-key";

} // namespace

/// Runs event-manager-cli doctor as a user or a script does, against servers on loopback.
class TestDoctor : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aHealthyServerEndsWithZero();
    void eachStepHasItsExitCode_data();
    void eachStepHasItsExitCode();
    void jsonIsOneLineWithItsKeysInOrder();
    void theTextIsALadderWithNumberedAdvice();
    void anUnknownCertificateSaysHowItIsPinned();
    void aMissingClientCertificateIsSaid();
    void troubleWithTheClientKeyIsAFinding_data();
    void troubleWithTheClientKeyIsAFinding();
    void anAuthorityFileThatIsMissingIsAFinding();
    void aKeyWithoutItsPassphraseIsAFindingThatNamesTheOption();
    void theHeaderIsSentAndNeverPrinted();
    void aMissingValueNamesTheOption();
    void anInterruptEndsIt();
    void aClosedPipeEndsQuietly();

private:
    void start(const QStringList &arguments);
    void run(const QStringList &arguments);
    void serve(const TestServer::Options &options);
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const;
    QStringList target() const;
    QJsonObject json();
    QStringList failedSteps();

    std::unique_ptr<QTemporaryDir> m_folder;
    TestServer::Options m_options;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<test::Program> m_program;
};

void TestDoctor::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_options = {};
    m_program = std::make_unique<test::Program>();
    serve(m_options);
}

void TestDoctor::cleanup()
{
    m_program.reset();
    m_server.reset();
}

void TestDoctor::serve(const TestServer::Options &options)
{
    m_options = options;
    m_server = std::make_unique<TestServer>(options);
    connect(m_server.get(), &TestServer::frameArrived, m_server.get(), [this](const test::Frame &frame) {
        if (frame.opcode == test::Text)
            m_server->sendText(R"({"Status":"OK"})");
    });
}

void TestDoctor::start(const QStringList &arguments)
{
    m_program->setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    m_program->start(QStringLiteral(CLI_PROGRAM), QStringList(u"doctor"_s) + arguments);
    QVERIFY(m_program->waitForStarted());
}

/// From its start to its end, each time as a new process.
void TestDoctor::run(const QStringList &arguments)
{
    m_program = std::make_unique<test::Program>();
    start(arguments);
    QTRY_VERIFY(m_program->isOver());
}

QString TestDoctor::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

QStringList TestDoctor::target() const
{
    const QByteArray digest = m_options.credentials.certificate.digest(QCryptographicHash::Sha256);
    return {m_server->url().toString(), u"--pin"_s, QString::fromLatin1(digest.toHex())};
}

QJsonObject TestDoctor::json()
{
    return QJsonDocument::fromJson(m_program->output()).object();
}

/// Of the others each must be untried.
QStringList TestDoctor::failedSteps()
{
    QStringList failed;
    for (const QJsonValue &step : json()[u"steps"].toArray()) {
        if (step[u"outcome"].toString() != "pending"_L1)
            failed.append(step[u"name"].toString() + u' ' + step[u"outcome"].toString());
    }
    return failed;
}

void TestDoctor::aHealthyServerEndsWithZero()
{
    start(target() + QStringList{u"--json"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
    QVERIFY(m_program->complaints().isEmpty());
    const QJsonObject found = json();
    for (const QString &key : {u"step"_s, u"title"_s, u"cause"_s, u"action"_s})
        QCOMPARE(found[key].toString(u"missing"_s), QString());
    QStringList names;
    for (const QJsonValue &step : found[u"steps"].toArray()) {
        names.append(step[u"name"].toString());
        QCOMPARE(step[u"outcome"].toString(), u"done"_s);
        QVERIFY(step[u"ms"].toInt(-1) >= 0);
    }
    QCOMPARE(
        names, (QStringList{u"name"_s, u"port"_s, u"tls"_s, u"certificate"_s, u"websocket"_s, u"message"_s}));
    QCOMPARE(m_server->texts().first(), QByteArray(R"({"Command":"get_version"})"));
}

void TestDoctor::eachStepHasItsExitCode_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("step");
    QTest::newRow("10") << 10 << u"name"_s;
    QTest::newRow("11") << 11 << u"port"_s;
    QTest::newRow("12") << 12 << u"tls"_s;
    QTest::newRow("13") << 13 << u"certificate"_s;
    QTest::newRow("14") << 14 << u"websocket"_s;
    QTest::newRow("15") << 15 << u"message"_s;
}

void TestDoctor::eachStepHasItsExitCode()
{
    QFETCH(const int, code);
    QFETCH(const QString, step);
    test::PlainServer plain("HTTP/1.1 400 Bad Request\r\n\r\n");
    TestServer::Options options;
    if (code == 14)
        options.refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
    serve(options);
    if (code == 15)
        connect(m_server.get(), &TestServer::upgraded, m_server.get(),
            [this] { m_server->send(TestServer::closeFrame(4001, "go away")); });
    const QHash<int, QStringList> targets{{10, {u"wss://no-such-host.invalid"_s}},
        {11, {u"wss://127.0.0.1:%1"_s.arg(test::closedPort())}}, {12, {plain.url().toString()}},
        {13, {m_server->url().toString()}}};
    start(targets.value(code, target()) + QStringList{u"--json"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), code);
    const QJsonObject found = json();
    QCOMPARE(found[u"step"].toString(), step);
    for (const QString &key : {u"title"_s, u"cause"_s, u"action"_s})
        QVERIFY2(!found[key].toString().isEmpty(), qPrintable(key));
    for (const QJsonValue &result : found[u"steps"].toArray())
        QCOMPARE(result[u"outcome"].toString() == "failed"_L1, result[u"name"].toString() == step);
}

void TestDoctor::jsonIsOneLineWithItsKeysInOrder()
{
    const quint16 port = test::closedPort();
    start({u"wss://127.0.0.1:%1"_s.arg(port), u"--json"_s});
    QTRY_VERIFY(m_program->isOver());
    QByteArray line = m_program->output();
    QCOMPARE(line.count('\n'), 1);
    QVERIFY2(line.startsWith("{\"step\":\"port\",\"title\":\"Nobody answers at 127.0.0.1:"
                 + QByteArray::number(port) + "\",\"cause\":\"The computer is there but refuses port "),
        line.constData());
    QVERIFY2(line.contains(
                 "\",\"action\":\"Start the server, or ask its operator to, then try again.\",\"steps\":[{"
                 "\"name\":\"name\",\"outcome\":\"done\",\"ms\":"),
        line.constData());
    QVERIFY2(line.endsWith("{\"name\":\"message\",\"outcome\":\"pending\",\"ms\":0,\"detail\":\"\"}]}\n"),
        line.constData());
}

void TestDoctor::theTextIsALadderWithNumberedAdvice()
{
    TestServer::Options options;
    options.refusal = "HTTP/1.1 404 Not \x1b[31mFound\r\nContent-Length: 0\r\n\r\n";
    serve(options);
    start(target());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 14);
    const QByteArray text = m_program->output();
    for (const char *expected : {"done     Find the address ", "failed   Open the WebSocket ",
             "pending  First message\n", "\nThe server did not open a WebSocket\n",
             "\n1. Check the path of the address; mostly it is /.\n", "\n2. Check the port",
             "HTTP/1.1 404 Not [U+001B][31mFound"})
        QVERIFY2(text.contains(expected), text.constData());
    QVERIFY(m_program->complaints().isEmpty());
}

void TestDoctor::anUnknownCertificateSaysHowItIsPinned()
{
    start({m_server->url().toString()});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 13);
    QVERIFY(m_program->output().contains("add --pin " + target().last().toLatin1()));
    QCOMPARE(m_server->bytesReceived(), 0);
}

void TestDoctor::aMissingClientCertificateIsSaid()
{
    TestServer::Options options;
    options.clientAuthorities = {test::authority().certificate};
    serve(options);
    start(target() + QStringList{u"--json"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 12);
    QCOMPARE(json()[u"title"].toString(), u"The server asks for a client certificate"_s);
    QCOMPARE(json()[u"action"].toString(), u"Add the client certificate and its key to this connection."_s);
}

void TestDoctor::troubleWithTheClientKeyIsAFinding_data()
{
    QTest::addColumn<QString>("certificateFile");
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key"); // null: no key file is named; empty: it is named and not there
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("cause"); // %1: the folder
    QTest::addColumn<QString>("action");
    const test::Credentials client = test::selfSigned();
    const test::Credentials unusual = test::selfSigned({.key = test::KeyKind::Ed25519});
    const QByteArray pem = client.certificate.toPem();
    const QString pemFile = u"console-07.pem"_s;
    const QString pkcs12File = u"console-07.p12"_s;
    QTest::newRow("wrong passphrase") << pemFile << pem << test::encrypted(client, "another")
                                      << u"The passphrase does not open console-07.key"_s
                                      << u"Another one was used to encrypt the key, or the file is damaged."_s
                                      << u"Enter the passphrase again."_s;
    QTest::newRow("wrong passphrase of PKCS#12")
        << pkcs12File << test::pkcs12(client, "another") << QByteArray()
        << u"The passphrase does not open console-07.p12"_s
        << u"Another one was used to encrypt the key, or the file is damaged."_s
        << u"Enter the passphrase again."_s;
    QTest::newRow("unsupported key")
        << pemFile << unusual.certificate.toPem() << unusual.keyPem
        << u"The kind of key in console-07.key cannot be used"_s
        << u"TLS takes RSA and EC keys here; others, for example Ed25519, cannot be loaded."_s
        << u"Choose a certificate with an RSA or EC key."_s;
    QTest::newRow("old PKCS#12")
        << pkcs12File << test::oldPkcs12(test::selfSigned({.key = test::KeyKind::Rsa}), passphrase)
        << QByteArray() << u"The encryption of console-07.p12 is too old"_s
        << u"It was written with RC2 or 3DES, which OpenSSL 3 no longer reads. Export it again with AES."_s
        << u"Choose the file after it was exported again with AES."_s;
    QTest::newRow("key of another certificate")
        << pemFile << pem << test::selfSigned().keyPem
        << u"The key does not belong to the client certificate"_s
        << u"What is in console-07.key is the key of another certificate, so the server would refuse it."_s
        << u"Choose the certificate and the key that belong together."_s;
    QTest::newRow("certificate without key")
        << pemFile << pem << QByteArray() << u"The client certificate has no key"_s
        << u"A certificate can only be shown together with its private key, and this connection has none."_s
        << u"Choose the key file that belongs to the client certificate."_s;
    QTest::newRow("missing key file")
        << pemFile << pem << QByteArray("") << u"The file console-07.key cannot be used"_s
        << u"The key file “%1/console-07.key” does not exist."_s
        << u"Choose the client certificate and its key again."_s;
    QTest::newRow("missing certificate")
        << pemFile << QByteArray() << client.keyPem << u"The file console-07.pem cannot be used"_s
        << u"The client certificate “%1/console-07.pem” does not exist."_s
        << u"Choose the client certificate and its key again."_s;
}

void TestDoctor::troubleWithTheClientKeyIsAFinding()
{
    QFETCH(const QString, certificateFile);
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, title);
    QFETCH(QString, cause);
    QFETCH(const QString, action);
    if (certificateFile.endsWith(".p12"_L1) && certificate.isEmpty())
        QSKIP("OpenSSL came without its legacy provider");
    cause.replace(u"%1"_s, m_folder->path());
    if (!certificate.isEmpty())
        write(certificateFile, certificate);
    if (!key.isEmpty())
        write(u"console-07.key"_s, key);
    QStringList arguments = target()
        + QStringList{u"--client-certificate"_s, path(certificateFile), u"--passphrase-file"_s,
            write(u"passphrase"_s, passphrase)};
    if (!key.isNull())
        arguments += {u"--client-key"_s, path(u"console-07.key"_s)};

    run(arguments + QStringList{u"--json"_s});
    QCOMPARE(m_program->exitCode(), 12);
    QCOMPARE(m_program->output().count('\n'), 1);
    QCOMPARE(json()[u"step"].toString(), u"tls"_s);
    QCOMPARE(json()[u"title"].toString(), title);
    QCOMPARE(json()[u"cause"].toString(), cause);
    QCOMPARE(json()[u"action"].toString(), action);
    QCOMPARE(failedSteps(), QStringList(u"tls failed"_s));
    QCOMPARE(m_program->complaints(), QByteArray());

    run(arguments);
    QCOMPARE(m_program->exitCode(), 12);
    const QString text = QString::fromUtf8(m_program->output());
    QVERIFY2(text.contains(u'\n' + title + u'\n' + cause + u"\n1. "_s + action + u'\n'), qPrintable(text));
    QVERIFY2(text.contains(u"\npending  Find the address\n"_s), qPrintable(text));
    QVERIFY2(text.contains(u"\nfailed   Finish the TLS handshake "_s), qPrintable(text));
    QVERIFY(!text.contains(QString::fromUtf8(passphrase)));
    QCOMPARE(m_program->complaints(), QByteArray());
    QCOMPARE(m_server->clients(), 0);
}

void TestDoctor::anAuthorityFileThatIsMissingIsAFinding()
{
    run({m_server->url().toString(), u"--ca"_s, path(u"hall.pem"_s), u"--json"_s});
    QCOMPARE(m_program->exitCode(), 13);
    QCOMPARE(json()[u"title"].toString(), u"The file hall.pem cannot be used"_s);
    QCOMPARE(json()[u"cause"].toString(), u"The CA file “%1” does not exist."_s.arg(path(u"hall.pem"_s)));
    QCOMPARE(json()[u"action"].toString(), u"Choose the file of the authority again."_s);
    QCOMPARE(failedSteps(), QStringList(u"certificate failed"_s));
    QCOMPARE(m_server->clients(), 0);
}

/// The exit code is that of a missing secret: the key is not broken, it only could not be tried.
void TestDoctor::aKeyWithoutItsPassphraseIsAFindingThatNamesTheOption()
{
    const test::Credentials client = test::selfSigned();
    run(target()
        + QStringList{u"--client-certificate"_s, write(u"console-07.pem"_s, client.certificate.toPem()),
            u"--client-key"_s, write(u"console-07.key"_s, test::encrypted(client, passphrase)), u"--json"_s});
    QCOMPARE(m_program->exitCode(), 3);
    QCOMPARE(json()[u"step"].toString(), u"tls"_s);
    QCOMPARE(json()[u"title"].toString(), u"A passphrase is needed for console-07.key"_s);
    QCOMPARE(json()[u"cause"].toString(),
        u"The key is encrypted, and without it the client certificate cannot be shown."_s);
    QCOMPARE(json()[u"action"].toString(), u"Enter the passphrase of the key."_s);
    QCOMPARE(failedSteps(), QStringList(u"tls failed"_s));
    QVERIFY(m_program->complaints().contains("--passphrase-file"));
    QCOMPARE(m_server->clients(), 0);
}

void TestDoctor::theHeaderIsSentAndNeverPrinted()
{
    TestServer::Options options;
    options.refusal = "HTTP/1.1 401 hunter2\r\nX-Echo: hunter2\r\nContent-Length: 7\r\n\r\nhunter2";
    serve(options);
    start(target()
        + QStringList{u"--header"_s, u"X-Key"_s, u"--header-value-file"_s, write(u"value"_s, "hunter2\n")});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 14);
    QVERIFY(m_server->head().contains("\r\nX-Key: hunter2\r\n"));
    QVERIFY(m_program->output().contains("The server refused the authorization header (401)"));
    QVERIFY(!m_program->output().contains("hunter2"));
    QVERIFY(m_program->complaints().isEmpty());
}

void TestDoctor::aMissingValueNamesTheOption()
{
    start(target() + QStringList{u"--header"_s, u"X-Key"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("--header-value-file"));
}

void TestDoctor::anInterruptEndsIt()
{
    TestServer::Options options;
    options.answersUpgrade = false;
    serve(options);
    start(target());
    QTRY_COMPARE(m_server->upgrades(), 1);
    ::kill(pid_t(m_program->processId()), SIGINT);
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program->exitCode(), 130);
    QVERIFY(m_program->output().isEmpty());
}

void TestDoctor::aClosedPipeEndsQuietly()
{
    m_program->setProcessEnvironment(test::bareEnvironment(m_folder->path()));
    m_program->start(u"/bin/sh"_s,
        QStringList{u"-c"_s, u"{ \"$@\"; echo exit $? >&2; } | :"_s, u"sh"_s, QStringLiteral(CLI_PROGRAM),
            u"doctor"_s}
            + target());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->complaints(), QByteArray("exit 0\n"));
}

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
