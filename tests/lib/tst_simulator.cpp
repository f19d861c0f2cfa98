#include "lib/simulator/selfsignedcertificate.h"
#include "lib/simulator/simulator.h"
#include "tests/support/testcertificates.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkRequest>
#include <QSignalSpy>
#include <QSslServer>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QWebSocket>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

QString written(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

QSslConfiguration trusting(const QString &certificateFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(certificateFile));
    return configuration;
}

/// A plain client that keeps what it got. The server's certificate is checked, name and all.
class Client : public QWebSocket
{
public:
    explicit Client(const Simulator &simulator, const QByteArray &header = {}, const QByteArray &value = {})
        : Client(simulator.url(), trusting(simulator.certificateFile()), header, value)
    {
    }

    Client(const QUrl &url, const QSslConfiguration &configuration, const QByteArray &header = {},
        const QByteArray &value = {})
    {
        setSslConfiguration(configuration);
        connect(this, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { received += text.toUtf8(); });
        QNetworkRequest request(url);
        if (!header.isEmpty())
            request.setRawHeader(header, value);
        open(request);
    }

    bool isConnected() const { return state() == QAbstractSocket::ConnectedState; }
    qsizetype indexOf(const QByteArray &part) const
    {
        for (qsizetype i = 0; i < received.size(); ++i) {
            if (received.at(i).contains(part))
                return i;
        }
        return -1;
    }

    QByteArrayList received;
};

/// A client without WebSocket library: one that may stop reading, or say what it likes in its head.
class RawClient : public QSslSocket
{
public:
    RawClient(const Simulator &simulator, const QByteArray &headers)
    {
        setSslConfiguration(trusting(simulator.certificateFile()));
        setPeerVerifyName(u"localhost"_s);
        connect(this, &QSslSocket::encrypted, this, [this, headers] {
            write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + headers + "\r\n");
        });
        connectToHostEncrypted(simulator.url().host(), quint16(simulator.url().port()));
    }
};

/// Stands between client and server and counts what the wire shows: TLS records with data from the server.
class RecordCounter : public QTcpServer
{
public:
    explicit RecordCounter(const Simulator &simulator)
    {
        connect(this, &QTcpServer::newConnection, this, [this, port = simulator.url().port()] {
            QTcpSocket *client = nextPendingConnection();
            auto *server = new QTcpSocket(client);
            connect(client, &QTcpSocket::readyRead, server, [=] { server->write(client->readAll()); });
            connect(server, &QTcpSocket::readyRead, client, [=, this] {
                const QByteArray bytes = server->readAll();
                count(bytes);
                client->write(bytes);
            });
            server->connectToHost(QHostAddress::LocalHost, quint16(port));
        });
        listen(QHostAddress::LocalHost);
    }
    int records() const { return m_records; }

private:
    void count(const QByteArray &bytes)
    {
        constexpr qsizetype headSize = 5;
        constexpr char data = 23;
        m_bytes += bytes;
        while (m_bytes.size() >= headSize) {
            const qsizetype size = headSize + qFromBigEndian<quint16>(m_bytes.constData() + 3);
            if (m_bytes.size() < size)
                break;
            m_records += m_bytes[0] == data;
            m_bytes.remove(0, size);
        }
    }

    QByteArray m_bytes; ///< of the record under way
    int m_records = 0;
};

} // namespace

class TestSimulator : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aRequestIsAnsweredWithItsEchoAndThenAnnouncedToAll();
    void everyDialectIsSpoken_data();
    void everyDialectIsSpoken();
    void whatIsNoJsonObjectIsAnsweredWithoutAnEcho_data();
    void whatIsNoJsonObjectIsAnsweredWithoutAnEcho();
    void aBinaryMessageIsRefused();
    void aRequestMayNestAHundredThousandDeep();
    void lifeIsBroadcast();
    void messagesOfOneMomentShareATlsRecordUnlessWrittenAtOnce_data();
    void messagesOfOneMomentShareATlsRecordUnlessWrittenAtOnce();
    void withoutAHeaderConfiguredEverybodyIsLetIn();
    void theHeaderLetsIn_data();
    void theHeaderLetsIn();
    void theWrongHeaderGetsARealAnswerBeforeTheUpgrade_data();
    void theWrongHeaderGetsARealAnswerBeforeTheUpgrade();
    void aHeadWithoutEndIsCutOff();
    void aClientCertificateIsDemanded_data();
    void aClientCertificateIsDemanded();
    void aClientThatDoesNotReadIsClosedAndTheOthersGoOn();
    void aClientThatNeverReadsAgainIsCutOff();
    void itEndsWithCloseCode1001();
    void itRunsOnAThreadOfItsOwn();
    void unusableFilesAreSaid_data();
    void unusableFilesAreSaid();
    void aPortInUseIsSaid();
    void itsOwnCertificateIsMadeAtTheFirstStart();

private:
    Simulator *start();

    QTemporaryDir m_folder;
    SimulatorOptions m_options;
    std::unique_ptr<Simulator> m_simulator;
};

void TestSimulator::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestSimulator::init()
{
    static const CertificateAndKey pair = makeSelfSigned(QDateTime::currentDateTimeUtc());
    m_options = {};
    m_options.rate = 0;
    m_options.certificateFile = written(m_folder, u"certificate.pem"_s, pair.certificate);
    m_options.keyFile = written(m_folder, u"key.pem"_s, pair.key);
}

void TestSimulator::cleanup()
{
    m_simulator.reset();
}

Simulator *TestSimulator::start()
{
    m_simulator = std::make_unique<Simulator>(m_options);
    QString error;
    if (!m_simulator->start(&error))
        qFatal("%s", qPrintable(error));
    return m_simulator.get();
}

void TestSimulator::aRequestIsAnsweredWithItsEchoAndThenAnnouncedToAll()
{
    const Simulator *simulator = start();
    Client one(*simulator);
    Client other(*simulator);
    QTRY_VERIFY(one.isConnected() && other.isConnected());
    const QByteArray request =
        R"({ "Command" : "set_participant_state","room_id":1, "participant_id":1.01e2,"control":2,"value":1})";
    one.sendTextMessage(QString::fromUtf8(request));
    QTRY_COMPARE(one.received.size(), 2);
    QCOMPARE(one.received.at(0), R"({"Status":"OK","Error Code":-10000,"Request":)" + request + '}');
    const QByteArray event =
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_STATE","values":{"room_id":1,"participant_id":101,"control":2,"value":1}})";
    QCOMPARE(one.received.at(1), event);
    QTRY_COMPARE(other.received, QByteArrayList{event});
    QCOMPARE(simulator->conference().participant(1, 101)->controls[2], 1);
}

void TestSimulator::everyDialectIsSpoken_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("part");
    const QByteArray seat =
        R"({"Command":"set_participant_seat","room_id":1,"participant_id":101,"seat_id":1})";
    const QByteArray name = R"({"Command":"get_participant_name","room_id":1,"participant_id":101})";
    const QByteArray wrong = R"({"Command":"get_room_layout","room_id":9})";
    const QByteArray wave = R"({"Command":"custom_event","room_id":1,"participant_id":"7","action":"wave"})";
    const QByteArray join =
        R"({"Command":"add_participant","room_id":3,"participant_id":9,"participant_name":"A",)"
        R"("input_sampling_rate":48000,"input_number_channels":1,"type":1})";
    const QByteArray place = R"("x":0.0,"y":0.0,"z":150.0,"azimuth_heading":180.0,"elevation_heading":0.0)";
    const auto add = [](const char *dialect, const QByteArray &request, const QByteArray &part) {
        QTest::addRow("%s %s", dialect, part.left(40).constData())
            << QString::fromLatin1(dialect) << request << part;
    };
    add("code=number", wrong, R"("Error Code":-9993,)");
    add("code=name", wrong, R"("Error Code":"IMM_ERROR_INVALID_ROOM_ID",)");
    add("code=name", name, R"("Error Code":"IMM_ERROR_NONE",)");
    add("value=value", name, R"(,"value":"Amara Okafor"})");
    add("value=Value", name, R"(,"Value":"Amara Okafor"})");
    add("event=enum", seat, R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT",)");
    add("event=lower", seat, R"({"Event":"set_participant_seat",)");
    add("event=number", seat, R"({"Event":5,)");
    add("event=enum", wave, R"({"Event":"IMM_EVENT_CUSTOM",)");
    add("event=lower", wave, R"({"Event":"custom_event",)");
    add("event=number", wave, R"({"Event":11,)");
    add("values=nested", wave, R"("values":{"room_id":1,"participant_id":"7","action":"wave"}})");
    add("values=flat", wave, R"("values":"7","room_id":1,"participant_id":"7","action":"wave"})");
    add("values=scalar", wave, R"({"Event":"IMM_EVENT_CUSTOM","values":"7"})");
    add("values=scalar", seat, R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT","values":1})");
    add("values=scalar", join, R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":9})");
    add("values=scalar,ids=string", join, R"({"Event":"IMM_EVENT_ADD_PARTICIPANT","values":"9"})");
    add("values=flat", seat, R"("values":1,"room_id":1,"participant_id":101,"seat_id":1,)" + place + '}');
    add("values=flat", join, R"("name":"A","input_sampling_rate":48000,"input_number_channels":1,"type":1})");
    add("ids=number", seat, R"("values":{"room_id":1,"participant_id":101,)");
    add("ids=string", seat, R"("values":{"room_id":"1","participant_id":"101",)");
    add("ids=text", wave, R"("Error Code":-9993,)");
    add("ids=text", R"({"Command":"set_room_layout","room_id":"room-us-east-2/conf-0001","layout_id":2})",
        R"("values":{"room_id":"room-us-east-2/conf-0001","layout_id":2}})");
    add("code=name,value=Value,event=number,values=flat,ids=string", seat,
        R"({"Event":5,"values":1,"room_id":"1","participant_id":"101","seat_id":1,)");
}

void TestSimulator::everyDialectIsSpoken()
{
    QFETCH(const QString, dialect);
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, part);
    m_options.dialect = *dialectFromText(dialect);
    Client client(*start());
    QTRY_VERIFY(client.isConnected());
    client.sendTextMessage(QString::fromUtf8(request));
    QTRY_VERIFY2(client.indexOf(part) >= 0, client.received.join('\n').constData());
    for (const QByteArray &message : client.received)
        QVERIFY2(QJsonDocument::fromJson(message).isObject(), message.constData());
}

void TestSimulator::whatIsNoJsonObjectIsAnsweredWithoutAnEcho_data()
{
    QTest::addColumn<QString>("request");
    QTest::newRow("text") << u"hello"_s;
    QTest::newRow("array") << u"[1]"_s;
    QTest::newRow("nothing") << u""_s;
    QTest::newRow("cut off") << u"{\"Command\":\"get_version\""_s;
    QTest::newRow("NUL") << u"{\"Command\":\"get_"_s + QChar(u'\0') + u"\"}"_s;
}

void TestSimulator::whatIsNoJsonObjectIsAnsweredWithoutAnEcho()
{
    QFETCH(const QString, request);
    Client client(*start());
    QSignalSpy refused(m_simulator.get(), &Simulator::refused);
    QTRY_VERIFY(client.isConnected());
    client.sendTextMessage(request);
    QTRY_COMPARE(client.received.size(), 1);
    const QJsonObject response = QJsonDocument::fromJson(client.received.first()).object();
    QCOMPARE(response[u"Status"].toString(), u"ERROR"_s);
    QCOMPARE(response[u"Error Code"].toInt(), -9990);
    QVERIFY(!response[u"Error Description"].toString().isEmpty());
    QVERIFY(!response.contains(u"Request"));
    QCOMPARE(refused.size(), 1);
}

void TestSimulator::aBinaryMessageIsRefused()
{
    Client client(*start());
    QTRY_VERIFY(client.isConnected());
    client.sendBinaryMessage("{\"Command\":\"get_version\"}");
    QTRY_VERIFY(client.indexOf("\"Error Code\":-9990") == 0);
}

void TestSimulator::aRequestMayNestAHundredThousandDeep()
{
    constexpr int depth = 100'000;
    Client client(*start());
    QTRY_VERIFY(client.isConnected());
    const QByteArray deep = QByteArray(depth, '[') + QByteArray(depth, ']');
    const QByteArray request = "{\"Command\":\"custom_event\",\"room_id\":1,\"deep\":" + deep + '}';
    client.sendTextMessage(QString::fromUtf8(request));
    QTRY_COMPARE(client.received.size(), 2);
    QVERIFY(client.received.at(0).endsWith("\"Request\":" + request + '}'));
    QVERIFY(client.received.at(1).contains(deep));
}

void TestSimulator::lifeIsBroadcast()
{
    m_options.rate = 5'000;
    const Simulator *simulator = start();
    Client one(*simulator);
    Client other(*simulator);
    QTRY_VERIFY(one.received.size() > 500 && other.received.size() > 500);
    QVERIFY(one.indexOf("IMM_EVENT_SET_PARTICIPANT_POSITION") >= 0);
    const qsizetype shared = other.received.indexOf(one.received.last());
    QVERIFY(shared >= 0 || one.received.contains(other.received.last()));
}

void TestSimulator::messagesOfOneMomentShareATlsRecordUnlessWrittenAtOnce_data()
{
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("together") << false;
    QTest::newRow("at once") << true;
}

void TestSimulator::messagesOfOneMomentShareATlsRecordUnlessWrittenAtOnce()
{
    QFETCH(bool, atOnce);
    m_options.rate = 5'000;
    m_options.writesAtOnce = atOnce;
    const Simulator *simulator = start();
    RecordCounter counter(*simulator);
    QUrl url = simulator->url();
    url.setPort(counter.serverPort());
    Client client(url, trusting(simulator->certificateFile()));
    QTRY_VERIFY(client.received.size() > 500);
    QCOMPARE(counter.records() >= client.received.size(), atOnce);
}

void TestSimulator::withoutAHeaderConfiguredEverybodyIsLetIn()
{
    const Simulator *simulator = start();
    Client plain(*simulator);
    Client withHeader(*simulator, "X-Key", "anything");
    QTRY_VERIFY(plain.isConnected() && withHeader.isConnected());
}

void TestSimulator::theHeaderLetsIn_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("as configured") << QByteArray("X-Key") << QByteArray("señor 1");
    QTest::newRow("other case") << QByteArray("x-kEY") << QByteArray("señor 1");
}

void TestSimulator::theHeaderLetsIn()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    m_options.headerName = "X-Key";
    m_options.headerValue = "señor 1";
    Client client(*start(), name, value);
    QTRY_VERIFY(client.isConnected());
}

void TestSimulator::theWrongHeaderGetsARealAnswerBeforeTheUpgrade_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("wrong value") << QByteArray("X-Key: secret2\r\n");
    QTest::newRow("value in other case") << QByteArray("X-Key: Secret\r\n");
    QTest::newRow("no value") << QByteArray("X-Key:\r\n");
    QTest::newRow("longer name") << QByteArray("X-Key-2: secret\r\n");
    QTest::newRow("twice in two cases") << QByteArray("X-Key: secret\r\nx-key: other\r\n");
}

void TestSimulator::theWrongHeaderGetsARealAnswerBeforeTheUpgrade()
{
    QFETCH(const QByteArray, headers);
    m_options.headerName = "X-Key";
    m_options.headerValue = "secret";
    const Simulator *simulator = start();
    QSignalSpy refused(simulator, &Simulator::refused);
    RawClient client(*simulator, headers);
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    const QByteArray answer = client.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 401 Unauthorized\r\n"), answer.constData());
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.first().first().toString().contains(u"X-Key"_s));
    QVERIFY(!refused.first().first().toString().contains(u"secret"_s));
    QCOMPARE(simulator->clientCount(), 0);
}

void TestSimulator::aHeadWithoutEndIsCutOff()
{
    RawClient client(*start(), "X-Long: " + QByteArray(70 * 1024, 'x'));
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(client.readAll().startsWith("HTTP/1.1 431 "));
}

void TestSimulator::aClientCertificateIsDemanded_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<bool>("letIn");
    QTest::newRow("the right one") << u"right"_s << true;
    QTest::newRow("one of somebody else") << u"other"_s << false;
    QTest::newRow("none") << u"none"_s << false;
}

void TestSimulator::aClientCertificateIsDemanded()
{
    QFETCH(const QString, shown);
    QFETCH(const bool, letIn);
    const test::Credentials authority = test::authority();
    m_options.clientAuthorityFile = written(m_folder, u"authority.pem"_s, authority.certificate.toPem());
    const Simulator *simulator = start();
    QSignalSpy refused(simulator, &Simulator::refused);
    QSslConfiguration configuration = trusting(simulator->certificateFile());
    if (shown != u"none") {
        const test::Credentials own = shown == u"right" ? test::signedBy(authority, {}) : test::selfSigned();
        configuration.setLocalCertificate(own.certificate);
        configuration.setPrivateKey(own.key);
    }
    Client client(simulator->url(), configuration);
    if (letIn)
        QTRY_VERIFY(client.isConnected());
    else
        QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(simulator->clientCount(), letIn ? 1 : 0);
}

void TestSimulator::aClientThatDoesNotReadIsClosedAndTheOthersGoOn()
{
    const Simulator *simulator = start();
    QSignalSpy refused(simulator, &Simulator::refused);
    RawClient sleeper(*simulator, {});
    QTRY_VERIFY(sleeper.peek(1024).contains("\r\n\r\n"));
    QVERIFY(sleeper.readAll().startsWith("HTTP/1.1 101 "));
    sleeper.setReadBufferSize(1024);
    Client reader(*simulator);
    QTRY_VERIFY(reader.isConnected());
    QByteArray tail;
    connect(&sleeper, &QSslSocket::readyRead, this, [&] {
        if (sleeper.readBufferSize() == 0)
            tail = (tail + sleeper.readAll()).right(200);
    });
    connect(simulator, &Simulator::refused, &sleeper, [&] { sleeper.setReadBufferSize(0); });

    const QString large = QString(1'000'000, u'x');
    int sent = 0;
    const auto sendOne = [&] {
        reader.sendTextMessage(u"{\"Command\":\"custom_event\",\"room_id\":1,\"large\":\"%1\"}"_s.arg(large));
        return ++sent;
    };
    connect(&reader, &QWebSocket::textMessageReceived, this, [&](const QString &text) {
        if (text.startsWith(u"{\"Event"_s) && refused.isEmpty() && sent < 100)
            sendOne();
    });
    sendOne();
    QTRY_COMPARE(refused.size(), 1);
    QVERIFY(refused.first().first().toString().contains(u"1013"_s));
    QVERIFY2(sent < 60, qPrintable(QString::number(sent))); // 16 MiB and what the system's buffers hold
    sleeper.readAll();
    QTRY_COMPARE(simulator->clientCount(), 1);
    reader.received.clear();
    reader.sendTextMessage(u"{\"Command\":\"get_version\"}"_s);
    QTRY_VERIFY(reader.indexOf("v1.0.0") >= 0);
}

void TestSimulator::aClientThatNeverReadsAgainIsCutOff()
{
    m_options.rate = 100'000;
    m_options.dialect.values = Dialect::Values::Flat;
    const Simulator *simulator = start();
    QSignalSpy refused(simulator, &Simulator::refused);
    RawClient sleeper(*simulator, {});
    sleeper.setReadBufferSize(1024);
    QTRY_COMPARE(simulator->clientCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 20'000);
    QTRY_COMPARE(simulator->clientCount(), 0);
}

void TestSimulator::itEndsWithCloseCode1001()
{
    Simulator *simulator = start();
    QSignalSpy stopped(simulator, &Simulator::stopped);
    Client client(*simulator);
    QTRY_VERIFY(client.isConnected());
    QSignalSpy disconnected(&client, &QWebSocket::disconnected);
    simulator->stop();
    QTRY_COMPARE(disconnected.size(), 1);
    QCOMPARE(int(client.closeCode()), 1001);
    QVERIFY(!client.closeReason().isEmpty());
    QTRY_VERIFY(!stopped.isEmpty());
}

void TestSimulator::itRunsOnAThreadOfItsOwn()
{
    m_options.rate = 1'000;
    QThread thread;
    auto *simulator = new Simulator(m_options);
    simulator->moveToThread(&thread);
    connect(&thread, &QThread::finished, simulator, &QObject::deleteLater);
    connect(simulator, &Simulator::stopped, &thread, &QThread::quit);
    QUrl url;
    connect(&thread, &QThread::started, simulator, [this, simulator, &url] {
        QString error;
        const bool started = simulator->start(&error);
        QMetaObject::invokeMethod(
            this, [&url, found = started ? simulator->url() : QUrl()] { url = found; }, Qt::QueuedConnection);
    });
    thread.start();
    QTRY_VERIFY(!url.isEmpty());
    Client client(url, trusting(m_options.certificateFile));
    QTRY_VERIFY(client.received.size() > 100);
    QMetaObject::invokeMethod(simulator, &Simulator::stop, Qt::QueuedConnection);
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    QTRY_VERIFY(thread.isFinished());
}

void TestSimulator::unusableFilesAreSaid_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("certificate is junk") << u"certificate"_s << QByteArray("junk");
    QTest::newRow("key is junk") << u"key"_s << QByteArray("junk");
    QTest::newRow("key of another certificate")
        << u"key"_s << makeSelfSigned(QDateTime::currentDateTimeUtc()).key;
    QTest::newRow("authority is junk") << u"authority"_s << QByteArray("junk");
}

void TestSimulator::unusableFilesAreSaid()
{
    QFETCH(const QString, option);
    QFETCH(const QByteArray, bytes);
    const QString file = written(m_folder, u"unusable.pem"_s, bytes);
    if (option == u"certificate")
        m_options.certificateFile = file;
    else if (option == u"key")
        m_options.keyFile = file;
    else
        m_options.clientAuthorityFile = file;
    Simulator simulator(m_options);
    QString error;
    QVERIFY(!simulator.start(&error));
    QVERIFY2(error.contains(u"unusable.pem"_s), qPrintable(error));
}

void TestSimulator::aPortInUseIsSaid()
{
    m_options.port = quint16(start()->url().port());
    Simulator second(m_options);
    QString error;
    QVERIFY(!second.start(&error));
    QVERIFY2(error.contains(QString::number(m_options.port)), qPrintable(error));
}

void TestSimulator::itsOwnCertificateIsMadeAtTheFirstStart()
{
    m_options.certificateFile.clear();
    m_options.keyFile.clear();
    const Simulator *simulator = start();
    QCOMPARE(simulator->certificateFile(), ownCertificateFiles().certificate);
    QCOMPARE(simulator->certificateSha256().size(), 32);
    QCOMPARE(
        QSslCertificate::fromPath(simulator->certificateFile()).first().digest(QCryptographicHash::Sha256),
        simulator->certificateSha256());
    Client client(*simulator);
    QTRY_VERIFY(client.isConnected());
    const CertificateFiles files = ownCertificateFiles();
    QFile::remove(files.certificate);
    QFile::remove(files.key);
}

QTEST_GUILESS_MAIN(TestSimulator)
#include "tst_simulator.moc"
