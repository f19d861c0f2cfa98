#include "lib/connection/tlspolicy.h"
#include "lib/connection/websockettransport.h"
#include "tests/support/testserver.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;
using test::TestServer;

namespace {

/// A proxy for CONNECT on loopback that leads every name to one port.
class ConnectProxy : public QObject
{
public:
    explicit ConnectProxy(quint16 target, const QByteArray &credentials = {})
        : m_target(target), m_credentials(credentials)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, &ConnectProxy::accept);
    }
    int port() const { return m_server.serverPort(); }
    const QList<QByteArray> &heads() const { return m_heads; }

private:
    void accept();
    void answer(QTcpSocket *client, const QByteArray &head);
    void join(QTcpSocket *client);

    QTcpServer m_server;
    quint16 m_target;
    QByteArray m_credentials; ///< "user:password"; empty: none are asked for
    QList<QByteArray> m_heads;
};

void ConnectProxy::accept()
{
    QTcpSocket *client = m_server.nextPendingConnection();
    connect(client, &QTcpSocket::readyRead, this, [this, client] {
        const qsizetype end = client->peek(65536).indexOf("\r\n\r\n");
        if (end >= 0)
            answer(client, client->read(end + 4));
    });
}

void ConnectProxy::answer(QTcpSocket *client, const QByteArray &head)
{
    m_heads.append(head);
    if (!m_credentials.isEmpty()
        && !head.contains("Proxy-Authorization: Basic " + m_credentials.toBase64())) {
        client->write(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
            "Content-Length: 0\r\nConnection: close\r\n\r\n");
        client->disconnectFromHost();
        return;
    }
    join(client);
    client->write("HTTP/1.1 200 Connection established\r\n\r\n");
}

void ConnectProxy::join(QTcpSocket *client)
{
    client->disconnect(this);
    auto *server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client, [client, server] { server->write(client->readAll()); });
    connect(client, &QTcpSocket::readyRead, server, [client, server] {
        if (server->state() == QAbstractSocket::ConnectedState)
            server->write(client->readAll());
    });
    connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
    server->connectToHost(QHostAddress::LocalHost, m_target);
}

} // namespace

/// The way through a proxy, with a server of another name behind it.
class TestProxy : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aManualProxyIsAskedForTheServer();
    void userAndPasswordAreSentWhenTheProxyAsks();
    void aWrongPasswordEndsInWordsWithoutIt();
    void loopbackIsReachedDirectly();
    void withoutAProxyNoneIsAsked();

private:
    ConnectionSettings settingsWith(const ConnectProxy &proxy) const;

    test::Credentials m_self;
    std::unique_ptr<TestServer> m_server;
};

void TestProxy::init()
{
    test::CertificateRequest request;
    request.names = {u"DNS:engage.test"_s};
    m_self = test::selfSigned(request);
    TestServer::Options options;
    options.credentials = m_self;
    m_server = std::make_unique<TestServer>(options);
}

ConnectionSettings TestProxy::settingsWith(const ConnectProxy &proxy) const
{
    ConnectionSettings settings;
    settings.url = QUrl(u"wss://engage.test:9002"_s);
    settings.pins = {pinFor({{m_self.certificate}, {}}, QDateTime::currentDateTimeUtc())};
    settings.proxy.mode = ProxySettings::Mode::Manual;
    settings.proxy.host = u"127.0.0.1"_s;
    settings.proxy.port = proxy.port();
    return settings;
}

void TestProxy::aManualProxyIsAskedForTheServer()
{
    const ConnectProxy proxy(m_server->port());
    WebSocketTransport transport;
    const QSignalSpy opened(&transport, &Transport::opened);
    transport.open(settingsWith(proxy));
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(proxy.heads().size(), 1);
    QVERIFY(proxy.heads().first().startsWith("CONNECT engage.test:9002 HTTP/1.1\r\n"));
    QVERIFY(m_server->head().contains("\r\nHost: engage.test:9002\r\n"));
}

void TestProxy::userAndPasswordAreSentWhenTheProxyAsks()
{
    const ConnectProxy proxy(m_server->port(), "me:hunter2");
    WebSocketTransport transport;
    const QSignalSpy opened(&transport, &Transport::opened);
    ConnectionSettings settings = settingsWith(proxy);
    settings.proxy.user = u"me"_s;
    settings.proxy.password = Secret("hunter2");
    transport.open(settings);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(!m_server->head().contains("Proxy-Authorization"));
}

void TestProxy::aWrongPasswordEndsInWordsWithoutIt()
{
    const ConnectProxy proxy(m_server->port(), "me:hunter2");
    WebSocketTransport transport;
    QList<Failure> closed;
    connect(&transport, &Transport::closed, this, [&](const Failure &failure) { closed.append(failure); });
    ConnectionSettings settings = settingsWith(proxy);
    settings.proxy.user = u"me"_s;
    settings.proxy.password = Secret("guessed");
    transport.open(settings);
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.first().title, u"The proxy asks for a password"_s);
    QCOMPARE(closed.first().cause,
        u"The way to engage.test:9002 leads through a proxy. It lets nobody through without a user name and "
        u"a "
        u"password, and got none, or wrong ones."_s);
    QCOMPARE(closed.first().advice.first(), u"Enter the user name and the password of the proxy."_s);
    QCOMPARE(closed.first().actions.first(), FailureAction::EditProxy);
    QVERIFY(
        proxy.heads().last().contains("Proxy-Authorization: Basic " + QByteArray("me:guessed").toBase64()));
    QVERIFY(!(closed.first().title + closed.first().cause + closed.first().detail).contains(u"guessed"_s));
    QCOMPARE(m_server->clients(), 0);
}

void TestProxy::loopbackIsReachedDirectly()
{
    const ConnectProxy proxy(m_server->port());
    WebSocketTransport transport;
    const QSignalSpy opened(&transport, &Transport::opened);
    ConnectionSettings settings = settingsWith(proxy);
    settings.url = m_server->url();
    settings.pins = {pinFor(
        {{m_self.certificate}, {QSslError(QSslError::HostNameMismatch)}}, QDateTime::currentDateTimeUtc())};
    transport.open(settings);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(proxy.heads().isEmpty());
}

void TestProxy::withoutAProxyNoneIsAsked()
{
    const ConnectProxy proxy(m_server->port());
    WebSocketTransport transport;
    const QSignalSpy closed(&transport, &Transport::closed);
    ConnectionSettings settings = settingsWith(proxy);
    settings.url = QUrl(u"wss://engage.invalid:9002"_s);
    settings.proxy.mode = ProxySettings::Mode::None;
    transport.open(settings);
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(proxy.heads().isEmpty());
}

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
