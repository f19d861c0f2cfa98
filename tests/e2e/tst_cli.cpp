#include "lib/profile/profilestore.h"
#include "tests/e2e/program.h"
#include "tests/support/testserver.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

QString program()
{
    return QStringLiteral(CLI_PROGRAM);
}

QString pinOf(const test::TestServer::Options &options)
{
    const QByteArray digest = options.credentials.certificate.digest(QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toHex());
}

} // namespace

/// Runs the command line as a user does: as a program, against servers on loopback.
class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void wrongUsageEndsWithTwo_data();
    void wrongUsageEndsWithTwo();
    void helpIsPrinted();
    void listenPrintsRowsInOrder();
    void rawPrintsTheMessagesAlone();
    void aFilterPrintsOnlyWhatItLetsThrough();
    void aWrongFilterIsPointedAt();
    void secondsCountFromConnected();
    void aClosedPipeEndsQuietly();
    void interruptedListenSaysGoodbye();
    void anUnknownCertificateIsRefusedWithItsFingerprint();
    void anotherCertificateThanThePinnedOneIsRefused();
    void aServerSignedByTheGivenAuthorityIsTrusted();
    void aWrongAuthorityFileIsNamed();
    void noHeaderIsSentWhenNoneIsConfigured();
    void theHeadersValueComesFromAFile();
    void theHeadersValueComesFromTheEnvironment();
    void aMissingValueNamesTheOption();
    void aValueFileThatCannotBeReadIsFileTrouble();
    void aValueWithALineBreakIsRefused();
    void aPassphraseFromAFileOpensTheClientKey();
    void aMissingPassphraseNamesTheOption();
    void aWrongPassphraseNamesTheKey();
    void pkcs12NeedsNoKeyFile();
    void aSavedConnectionIsATarget();
    void aSavedConnectionWithoutKeychainNamesTheOption();
    void theEndOfTheConnectionIsSaidWithItsReason();
    void listenReconnectsWhenTheServerReturns();
    void aFirstConnectionThatFailsIsNotTriedAgain();
    void aSimulatorRestartedFiveTimesIsFoundEachTime();
    void connectingIsBounded();
    void sendPrintsTheAnswerThatEchoesIt();
    void anyOtherStatusThanOkEndsWithOne();
    void noAnswerEndsWithFour();
    void freeJsonIsSentAsItIs();
    void theSimulatorAnswersEveryCommandThatAsks_data();
    void theSimulatorAnswersEveryCommandThatAsks();
    void theSimulatorsLifeIsHeard();

private:
    void start(const QStringList &arguments);
    void startListening(const QStringList &options = {});
    void demandClientCertificate();
    void startSending(const QStringList &arguments);
    QStringList target() const;
    QString write(const QString &name, const QByteArray &bytes) const;
    void startSimulator(
        const QString &port = QStringLiteral("0"), const QString &rate = QStringLiteral("200"));
    QStringList simulatorTarget() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
    test::TestServer::Options m_options;
    test::Credentials m_client; ///< what demandClientCertificate() demands
    std::unique_ptr<test::TestServer> m_server;
    std::unique_ptr<test::Program> m_program;
    std::unique_ptr<test::Program> m_simulator;
    QJsonObject m_ready; ///< of the simulator
};

void TestCli::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_environment = test::bareEnvironment(m_folder->path());
    m_options = {};
    m_server = std::make_unique<test::TestServer>(m_options);
    m_program = std::make_unique<test::Program>();
}

void TestCli::cleanup()
{
    m_program.reset();
    m_simulator.reset();
    m_server.reset();
}

void TestCli::start(const QStringList &arguments)
{
    m_program->setProcessEnvironment(m_environment);
    m_program->start(program(), arguments);
    QVERIFY(m_program->waitForStarted());
}

QStringList TestCli::target() const
{
    return {m_server->url().toString(), u"--pin"_s, pinOf(m_options)};
}

void TestCli::startListening(const QStringList &options)
{
    start(QStringList(u"listen"_s) + target() + options);
    QTRY_COMPARE(m_server->upgrades(), 1);
}

void TestCli::startSending(const QStringList &arguments)
{
    start(QStringList(u"send"_s) + target() + arguments);
    QTRY_COMPARE(m_server->texts().size(), 1);
}

QString TestCli::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void TestCli::startSimulator(const QString &port, const QString &rate)
{
    m_simulator = std::make_unique<test::Program>();
    m_simulator->setProcessEnvironment(m_environment);
    m_simulator->start(QStringLiteral(SIMULATOR_PROGRAM),
        {u"--port"_s, port, u"--rate"_s, rate, u"--auth-key"_s, u"X-Key"_s, u"--auth-value-file"_s,
            write(u"value"_s, "s3cret\n")});
    QTRY_VERIFY(m_simulator->output().endsWith('\n'));
    m_ready = QJsonDocument::fromJson(m_simulator->output()).object();
    QVERIFY(m_ready.contains(u"url"));
}

QStringList TestCli::simulatorTarget() const
{
    return {m_ready[u"url"].toString(), u"--ca"_s, m_ready[u"certificate"].toString(), u"--header"_s,
        u"X-Key"_s, u"--header-value-file"_s, m_folder->filePath(u"value"_s)};
}

void TestCli::wrongUsageEndsWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("ws") << QStringList{u"listen"_s, u"ws://localhost"_s};
    QTest::newRow("unknown connection") << QStringList{u"listen"_s, u"nowhere"_s};
    QTest::newRow("no JSON") << QStringList{u"send"_s, u"wss://localhost"_s, u"--json"_s, u"{"_s};
    for (const QString &command : {u"record"_s, u"convert"_s})
        QTest::newRow(qPrintable(command)) << QStringList{command, u"wss://localhost"_s};
}

void TestCli::wrongUsageEndsWithTwo()
{
    QFETCH(QStringList, arguments);
    start(arguments);
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 2);
    QVERIFY(m_program->complaints().startsWith("event-manager-cli: "));
    QVERIFY(m_program->output().isEmpty());
}

void TestCli::helpIsPrinted()
{
    start({u"--help"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
    QVERIFY(m_program->output().contains("--header-value-file"));
    QVERIFY(m_program->complaints().isEmpty());
}

void TestCli::listenPrintsRowsInOrder()
{
    startListening({u"--count"_s, u"3"_s});
    m_server->sendText(R"({"Event":"one","values":1})");
    m_server->sendText("no JSON");
    m_server->send(test::TestServer::frame(test::Binary, "\x01\x02"));
    m_server->sendText("one too many");
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
    QList<QByteArray> lines = m_program->output().split('\n');
    QVERIFY(lines.takeLast().isEmpty());
    QStringList kinds;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QJsonObject line = QJsonDocument::fromJson(lines[i]).object();
        QCOMPARE(line[u"n"].toInteger(), i + 1);
        kinds.append(line[u"kind"].toString());
    }
    kinds.removeAll(u"note"_s);
    QCOMPARE(kinds, QStringList({u"event"_s, u"malformed"_s, u"malformed"_s}));
    QVERIFY(lines.last().contains("\"raw_base64\":\"AQI=\""));
    QVERIFY(m_program->complaints().isEmpty());
}

void TestCli::rawPrintsTheMessagesAlone()
{
    startListening({u"--raw"_s, u"--count"_s, u"2"_s});
    m_server->sendText("{ \"Event\" :\"\\u00e9\" }");
    m_server->sendText("two");
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->output(), QByteArray("{ \"Event\" :\"\\u00e9\" }\ntwo\n"));
}

void TestCli::aFilterPrintsOnlyWhatItLetsThrough()
{
    startListening(
        {u"--raw"_s, u"--count"_s, u"4"_s, u"--filter"_s, u"room: 4 or values.x > 1.5 or nonsense"_s});
    m_server->sendText(R"({"Event":"one","room_id":4})");
    m_server->sendText(R"({"Event":"two","room_id":5,"values":{"x":1.50}})");
    m_server->sendText("NonSense");
    m_server->sendText(R"({"Event":"four","values":{"x":1.51}})");
    m_server->sendText(R"({"Event":"one too many","room_id":4})");
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
    QCOMPARE(m_program->output(),
        QByteArray(R"({"Event":"one","room_id":4})"
                   "\nNonSense\n"
                   R"({"Event":"four","values":{"x":1.51}})"
                   "\n"));
}

void TestCli::aWrongFilterIsPointedAt()
{
    start(QStringList{u"listen"_s, u"--filter"_s, u"kind: evnt"_s} + target());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 2);
    QVERIFY(m_program->complaints().startsWith("event-manager-cli: kind: evnt\nevent-manager-cli:       "
                                               "^^^^\nevent-manager-cli: The filter is wrong at "
                                               "position 7: "));
}

void TestCli::secondsCountFromConnected()
{
    startListening({u"--seconds"_s, u"0.2"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
}

void TestCli::aClosedPipeEndsQuietly()
{
    m_program->setProcessEnvironment(m_environment);
    m_program->start(u"/bin/sh"_s,
        QStringList{u"-c"_s, u"{ \"$@\"; echo exit $? >&2; } | head -n 1"_s, u"sh"_s, program(), u"listen"_s}
            + target());
    QTRY_VERIFY(m_program->output().endsWith('\n'));
    QTRY_COMPARE(m_server->upgrades(), 1);
    m_server->sendText("hello");
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->complaints(), QByteArray("exit 0\n"));
}

void TestCli::interruptedListenSaysGoodbye()
{
    startListening();
    QTRY_VERIFY(m_program->output().contains("Connected"));
    ::kill(pid_t(m_program->processId()), SIGINT);
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 130);
    QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
    QTRY_VERIFY(!m_server->frames().isEmpty() && m_server->frames().last().opcode == test::Close);
}

void TestCli::anUnknownCertificateIsRefusedWithItsFingerprint()
{
    m_environment.insert(u"EVENT_MANAGER_HEADER_VALUE"_s, u"hunter2"_s);
    start({u"listen"_s, m_server->url().toString(), u"--header"_s, u"X-Key"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("--pin " + pinOf(m_options).toLatin1()));
    QVERIFY(m_server->head().isEmpty());
    QCOMPARE(m_server->bytesReceived(), 0);
}

void TestCli::anotherCertificateThanThePinnedOneIsRefused()
{
    start({u"listen"_s, m_server->url().toString(), u"--pin"_s, QString(64, u'a')});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("not the certificate that was pinned"));
    QCOMPARE(m_server->bytesReceived(), 0);
}

void TestCli::aServerSignedByTheGivenAuthorityIsTrusted()
{
    const test::Credentials authority = test::authority();
    m_options.credentials = test::signedBy(authority);
    m_server = std::make_unique<test::TestServer>(m_options);
    const QString file = write(u"ca.pem"_s, authority.certificate.toPem());
    start({u"listen"_s, m_server->url().toString(), u"--ca"_s, file, u"--seconds"_s, u"0.05"_s});
    QTRY_COMPARE(m_server->upgrades(), 1);
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
}

void TestCli::aWrongAuthorityFileIsNamed()
{
    const QString file = write(u"ca.pem"_s, "nothing");
    start({u"listen"_s, m_server->url().toString(), u"--ca"_s, file});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains(file.toUtf8() + "” holds no certificate"));
}

void TestCli::noHeaderIsSentWhenNoneIsConfigured()
{
    m_environment.insert(u"EVENT_MANAGER_HEADER_VALUE"_s, u"hunter2"_s);
    startListening({u"--seconds"_s, u"0.05"_s});
    QVERIFY(!m_server->head().contains("hunter2"));
}

void TestCli::theHeadersValueComesFromAFile()
{
    startListening({u"--header"_s, u"X-Key"_s, u"--header-value-file"_s, write(u"value"_s, "s3 cret\r\n"),
        u"--seconds"_s, u"0.05"_s});
    QVERIFY(m_server->head().contains("\r\nX-Key: s3 cret\r\n"));
    QTRY_VERIFY(m_program->isOver());
    QVERIFY(!m_program->output().contains("s3 cret"));
    QVERIFY(!m_program->complaints().contains("s3 cret"));
}

void TestCli::theHeadersValueComesFromTheEnvironment()
{
    m_environment.insert(u"EVENT_MANAGER_HEADER_VALUE"_s, u"hunter2"_s);
    startListening({u"--header"_s, u"X-Key"_s});
    QVERIFY(m_server->head().contains("\r\nX-Key: hunter2\r\n"));
}

void TestCli::aMissingValueNamesTheOption()
{
    start(QStringList{u"listen"_s, u"--header"_s, u"X-Key"_s} + target());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("--header-value-file"));
    QCOMPARE(m_server->clients(), 0);
}

void TestCli::aValueFileThatCannotBeReadIsFileTrouble()
{
    const QString missing = m_folder->filePath(u"missing"_s);
    start(QStringList{u"listen"_s, u"--header"_s, u"X-Key"_s, u"--header-value-file"_s, missing} + target());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 5);
    QVERIFY(m_program->complaints().contains(missing.toUtf8()));
    QCOMPARE(m_server->clients(), 0);
}

void TestCli::aValueWithALineBreakIsRefused()
{
    m_environment.insert(u"EVENT_MANAGER_HEADER_VALUE"_s, u"hunter2\r\nHost: evil"_s);
    start(QStringList{u"listen"_s, u"--header"_s, u"X-Key"_s} + target());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("line break"));
    QVERIFY(!m_program->complaints().contains("hunter2"));
    QCOMPARE(m_server->clients(), 0);
}

void TestCli::demandClientCertificate()
{
    const test::Credentials authority = test::authority();
    m_client = test::signedBy(authority);
    m_options.clientAuthorities = {authority.certificate};
    m_server = std::make_unique<test::TestServer>(m_options);
    write(u"client.pem"_s, m_client.certificate.toPem());
    write(u"client.key"_s, test::encrypted(m_client, "hunter2-of-the-key"));
    write(u"client.p12"_s, test::pkcs12(m_client, "hunter2-of-the-key"));
}

void TestCli::aPassphraseFromAFileOpensTheClientKey()
{
    demandClientCertificate();
    startListening({u"--client-certificate"_s, m_folder->filePath(u"client.pem"_s), u"--client-key"_s,
        m_folder->filePath(u"client.key"_s), u"--passphrase-file"_s,
        write(u"passphrase"_s, "hunter2-of-the-key\n"), u"--seconds"_s, u"0.05"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
}

void TestCli::aMissingPassphraseNamesTheOption()
{
    demandClientCertificate();
    start(QStringList{u"listen"_s, u"--client-certificate"_s, m_folder->filePath(u"client.pem"_s),
              u"--client-key"_s, m_folder->filePath(u"client.key"_s)}
        + target());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("passphrase of client.key is not known"));
    QVERIFY(m_program->complaints().contains("--passphrase-file"));
    QCOMPARE(m_server->clients(), 0);
}

void TestCli::aWrongPassphraseNamesTheKey()
{
    demandClientCertificate();
    m_environment.insert(u"EVENT_MANAGER_PASSPHRASE"_s, u"guessed"_s);
    start(
        QStringList{u"listen"_s, u"--client-certificate"_s, m_folder->filePath(u"client.p12"_s)} + target());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("client.p12"));
    QVERIFY(!m_program->complaints().contains("guessed"));
    QCOMPARE(m_server->clients(), 0);
}

void TestCli::pkcs12NeedsNoKeyFile()
{
    demandClientCertificate();
    m_environment.insert(u"EVENT_MANAGER_PASSPHRASE"_s, u"hunter2-of-the-key"_s);
    startListening(
        {u"--client-certificate"_s, m_folder->filePath(u"client.p12"_s), u"--seconds"_s, u"0.05"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
}

void TestCli::aSavedConnectionIsATarget()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"Hall A"_s;
    profile.host = u"127.0.0.1"_s;
    profile.port = m_server->port();
    Pin pin;
    pin.sha256 = QByteArray::fromHex(pinOf(m_options).toLatin1());
    profile.pins = {pin};
    profile.trust = TrustRule::Pins;
    ProfileStore store(m_folder->filePath(u"event-manager-console/profiles.json"_s));
    QVERIFY(store.save(profile));
    start({u"listen"_s, u"hall a"_s, u"--seconds"_s, u"0.05"_s});
    QTRY_COMPARE(m_server->upgrades(), 1);
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
}

void TestCli::aSavedConnectionWithoutKeychainNamesTheOption()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"Hall A"_s;
    profile.host = u"127.0.0.1"_s;
    profile.headerName = u"X-Key"_s;
    ProfileStore store(m_folder->filePath(u"event-manager-console/profiles.json"_s));
    QVERIFY(store.save(profile));
    start({u"listen"_s, u"Hall A"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("keychain is not available"));
    QVERIFY(m_program->complaints().contains("--header-value-file"));
}

void TestCli::theEndOfTheConnectionIsSaidWithItsReason()
{
    startListening();
    m_server->sendText("last words");
    m_server->send(test::TestServer::closeFrame(1001, "going \x1b[31mhome"));
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->output().contains("last words"));
    QVERIFY(m_program->complaints().contains("1001"));
    QVERIFY(m_program->complaints().contains("home"));
    QVERIFY(!m_program->complaints().contains('\x1b'));
}

void TestCli::listenReconnectsWhenTheServerReturns()
{
    startListening({u"--reconnect"_s, u"--count"_s, u"2"_s});
    m_server->sendText(R"({"Event":"first"})");
    QTRY_VERIFY(m_program->output().contains("first"));
    test::TestServer::Options again = m_options;
    again.port = m_server->port();
    m_server.reset();
    QTRY_VERIFY(m_program->complaints().contains("The connection was lost. Next try in"));
    m_server = std::make_unique<test::TestServer>(again);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->upgrades(), 1, 10'000);
    m_server->sendText(R"({"Event":"second"})");
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
    const QList<QByteArray> lines = m_program->output().trimmed().split('\n');
    qsizetype gaps = 0;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QJsonObject line = QJsonDocument::fromJson(lines.at(i)).object();
        QCOMPARE(line[u"n"].toInteger(), i + 1); // one session, one numbering
        gaps += line[u"text"].toString().startsWith(u"not connected for "_s);
    }
    QCOMPARE(gaps, 1);
    QVERIFY(m_program->output().contains("second"));
}

void TestCli::aFirstConnectionThatFailsIsNotTriedAgain()
{
    const quint16 port = test::closedPort();
    start({u"listen"_s, u"wss://127.0.0.1:%1"_s.arg(port), u"--reconnect"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
}

void TestCli::aSimulatorRestartedFiveTimesIsFoundEachTime()
{
    constexpr int restarts = 5;
    startSimulator(u"0"_s, u"2000"_s);
    const QString port = QString::number(QUrl(m_ready[u"url"].toString()).port());
    start(QStringList(u"listen"_s) + simulatorTarget() + QStringList{u"--reconnect"_s});
    QTRY_VERIFY(m_program->output().count('\n') > 200);
    for (int i = 1; i <= restarts; ++i) {
        m_simulator->terminate();
        QTRY_VERIFY(m_simulator->isOver());
        startSimulator(port, u"2000"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_program->output().count("not connected for "), i, 20'000);
        const qsizetype lines = m_program->output().count('\n');
        QTRY_VERIFY(m_program->output().count('\n') > lines + 200);
    }
    m_program->terminate();
    QTRY_VERIFY(m_program->isOver());
    const QList<QByteArray> lines = m_program->output().trimmed().split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) // nothing is missing, nothing is there twice
        QVERIFY2(lines.at(i).startsWith("{\"n\":" + QByteArray::number(i + 1) + ','), lines.at(i));
}

void TestCli::connectingIsBounded()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    start({u"listen"_s, u"wss://127.0.0.1:%1"_s.arg(silent.serverPort()), u"--connect-timeout"_s, u"0.3"_s});
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 3);
    QVERIFY(m_program->complaints().contains("--connect-timeout"));
}

void TestCli::sendPrintsTheAnswerThatEchoesIt()
{
    startSending({u"get_participant_name"_s, u"participant_id=7"_s, u"room_id=1"_s});
    const QByteArray request = R"({"Command":"get_participant_name","room_id":1,"participant_id":7})";
    QCOMPARE(m_server->texts().first(), request);
    m_server->sendText(R"({"Event":"noise","values":1})");
    m_server->sendText(R"({"Status":"ERROR","Request":{"Command":"other"}})");
    const QByteArray answer = R"({"Status":"OK", "value":"Maya","Request":{"participant_id":7.0,)"
                              R"("room_id":1,"Command":"get_participant_name"}})";
    m_server->sendText(answer);
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
    QCOMPARE(m_program->output(), answer + '\n');
}

void TestCli::anyOtherStatusThanOkEndsWithOne()
{
    startSending({u"get_version"_s});
    const QByteArray answer = R"({"Status":"ok","Request":{"Command":"get_version"}})";
    m_server->sendText(answer);
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 1);
    QCOMPARE(m_program->output(), answer + '\n');
}

void TestCli::noAnswerEndsWithFour()
{
    startSending({u"get_version"_s, u"--timeout"_s, u"1"_s});
    m_server->sendText(R"({"Status":"OK","version":"v1.0.0"})");
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 4);
    QVERIFY(m_program->output().isEmpty());
    QVERIFY(m_program->complaints().contains("echoes no request"));
}

void TestCli::freeJsonIsSentAsItIs()
{
    const QString request = u"{ \"b\": 1.0,\"a\" :\"é\" }"_s;
    startSending({u"--json"_s, request});
    QCOMPARE(m_server->texts().first(), request.toUtf8());
}

void TestCli::theSimulatorAnswersEveryCommandThatAsks_data()
{
    QTest::addColumn<QStringList>("request");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("version") << QStringList{u"get_version"_s} << QByteArray("\"version\"");
    QTest::newRow("licence") << QStringList{u"get_license_info"_s} << QByteArray("\"license_info\"");
    QTest::newRow("rooms") << QStringList{u"get_room_count"_s} << QByteArray("\"value\"");
    QTest::newRow("layout") << QStringList{u"get_room_layout"_s, u"room_id=1"_s} << QByteArray("\"OK\"");
}

void TestCli::theSimulatorAnswersEveryCommandThatAsks()
{
    QFETCH(QStringList, request);
    QFETCH(QByteArray, key);
    startSimulator();
    start(QStringList(u"send"_s) + simulatorTarget() + request);
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
    QVERIFY2(m_program->output().contains(key), m_program->output());
}

void TestCli::theSimulatorsLifeIsHeard()
{
    startSimulator();
    start(QStringList{u"listen"_s, u"--raw"_s, u"--count"_s, u"20"_s} + simulatorTarget());
    QTRY_VERIFY(m_program->isOver());
    QCOMPARE(m_program->exitCode(), 0);
    QCOMPARE(m_program->output().count('\n'), 20);
    QVERIFY(m_program->output().contains("\"Event\""));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
