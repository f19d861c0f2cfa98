#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

#include <csignal>

using namespace Qt::StringLiterals;

/// The program as a user starts it: what it prints, how it ends.
class TestSimulatorProgram : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void theReadyLineIsEnoughToConnect();
    void theReadyLineNamesTheHeaderAndNeverItsValue();
    void aRefusalIsSaidOnStandardError();
    void itEndsOnASignalAndTellsItsClients_data();
    void itEndsOnASignalAndTellsItsClients();
    void wrongUsageIsExitCode2_data();
    void wrongUsageIsExitCode2();

private:
    QJsonObject start(const QStringList &arguments);
    void connectTo(QWebSocket &client, const QJsonObject &ready) const;

    QTemporaryDir m_folder;
    QProcess m_program;
};

void TestSimulatorProgram::init()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.path());
    m_program.setProcessEnvironment(environment);
}

void TestSimulatorProgram::cleanup()
{
    m_program.kill();
    m_program.waitForFinished();
    m_program.readAllStandardError();
}

QJsonObject TestSimulatorProgram::start(const QStringList &arguments)
{
    m_program.start(QStringLiteral(SIMULATOR_PROGRAM), arguments);
    if (!QTest::qWaitFor([this] { return m_program.canReadLine(); }, 10'000))
        return {};
    return QJsonDocument::fromJson(m_program.readLine()).object();
}

void TestSimulatorProgram::connectTo(QWebSocket &client, const QJsonObject &ready) const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(ready[u"certificate"].toString()));
    client.setSslConfiguration(configuration);
    client.open(QUrl(ready[u"url"].toString()));
}

void TestSimulatorProgram::theReadyLineIsEnoughToConnect()
{
    const QJsonObject ready = start({u"--port=0"_s});
    QCOMPARE(ready.keys(), QStringList({u"certificate"_s, u"header"_s, u"sha256"_s, u"url"_s}));
    QVERIFY(ready[u"header"].isNull());
    const QString file = ready[u"certificate"].toString();
    QVERIFY(file.startsWith(m_folder.path()));
    const QByteArray digest = QSslCertificate::fromPath(file).first().digest(QCryptographicHash::Sha256);
    QCOMPARE(ready[u"sha256"].toString(), QString::fromLatin1(digest.toHex()));
    QWebSocket client;
    const QSignalSpy received(&client, &QWebSocket::textMessageReceived);
    connectTo(client, ready);
    QTRY_VERIFY(received.size() >= 3);
}

void TestSimulatorProgram::theReadyLineNamesTheHeaderAndNeverItsValue()
{
    QFile file(m_folder.filePath(u"value"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("open-sesame\n");
    file.close();
    const QJsonObject ready =
        start({u"--port=0"_s, u"--auth-key=X-Key"_s, u"--auth-value-file"_s, file.fileName()});
    QCOMPARE(ready[u"header"].toString(), u"X-Key"_s);
    QVERIFY(!QJsonDocument(ready).toJson().contains("open-sesame"));
}

void TestSimulatorProgram::aRefusalIsSaidOnStandardError()
{
    const QJsonObject ready = start({u"--port=0"_s, u"--rate=0"_s});
    QWebSocket client;
    connectTo(client, ready);
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    client.sendTextMessage(u"{\"Command\":\"show_rooms\"}"_s);
    QByteArray said;
    QTRY_VERIFY((said += m_program.readAllStandardError()).contains('\n'));
    QVERIFY2(said.contains("show_rooms"), said.constData());
    QVERIFY(m_program.readAllStandardOutput().isEmpty());
}

void TestSimulatorProgram::itEndsOnASignalAndTellsItsClients_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestSimulatorProgram::itEndsOnASignalAndTellsItsClients()
{
    QFETCH(const int, signal);
    const QJsonObject ready = start({u"--port=0"_s});
    QWebSocket client;
    const QSignalSpy disconnected(&client, &QWebSocket::disconnected);
    connectTo(client, ready);
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    QCOMPARE(::kill(pid_t(m_program.processId()), signal), 0);
    QTRY_COMPARE(disconnected.size(), 1);
    QCOMPARE(int(client.closeCode()), 1001);
    QTRY_COMPARE(m_program.state(), QProcess::NotRunning);
    QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(m_program.exitCode(), 0);
}

void TestSimulatorProgram::wrongUsageIsExitCode2_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--colour"_s};
    QTest::newRow("header without value file") << QStringList{u"--auth-key=X-Key"_s};
    QTest::newRow("rate") << QStringList{u"--rate=fast"_s};
    QTest::newRow("dialect") << QStringList{u"--dialect=event=upper"_s};
}

void TestSimulatorProgram::wrongUsageIsExitCode2()
{
    QFETCH(const QStringList, arguments);
    m_program.start(QStringLiteral(SIMULATOR_PROGRAM), arguments);
    QTRY_COMPARE(m_program.state(), QProcess::NotRunning);
    QCOMPARE(m_program.exitCode(), 2);
    QVERIFY(!m_program.readAllStandardError().isEmpty());
    QVERIFY(m_program.readAllStandardOutput().isEmpty());
}

QTEST_GUILESS_MAIN(TestSimulatorProgram)
#include "tst_simulatorprogram.moc"
