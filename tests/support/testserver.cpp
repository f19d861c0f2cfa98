#include "tests/support/testserver.h"

#include <QCryptographicHash>
#include <QSslConfiguration>
#include <QtEndian>

namespace console::test {

namespace {

QSslConfiguration configurationFor(const TestServer::Options &options)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(options.credentials.certificate);
    configuration.setPrivateKey(options.credentials.key);
    configuration.setProtocol(options.protocol);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!options.clientAuthorities.isEmpty()) {
        configuration.setCaCertificates(options.clientAuthorities);
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
        configuration.setMissingCertificateIsFatal(true);
        configuration.setHandshakeMustInterruptOnError(true);
    }
    return configuration;
}

QByteArray headerValue(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).toLower() == name)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

QUrl urlFor(const QString &host, quint16 port)
{
    QUrl url;
    url.setScheme(QStringLiteral("wss"));
    url.setHost(host);
    url.setPort(port);
    return url;
}

} // namespace

TestServer::TestServer(QObject *parent) : TestServer(Options(), parent) { }

TestServer::TestServer(Options options, QObject *parent) : QObject(parent), m_options(std::move(options))
{
    m_server.setSslConfiguration(configurationFor(m_options));
    m_server.listen(QHostAddress::LocalHost, m_options.port);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, &TestServer::accept);
    connect(&m_server, &QSslServer::startedEncryptionHandshake, this, &TestServer::watchHandshake);
}

QUrl TestServer::url(const QString &host) const
{
    return urlFor(host, m_server.serverPort());
}

QList<QByteArray> TestServer::texts() const
{
    QList<QByteArray> texts;
    for (const Frame &frame : m_frames) {
        if (frame.opcode == Text)
            texts.append(frame.payload);
    }
    return texts;
}

void TestServer::watchHandshake(QSslSocket *client)
{
    const auto note = [this, client] {
        if (const QSslCertificate shown = client->peerCertificate(); !shown.isNull())
            m_clientCertificates.append(shown);
    };
    connect(client, &QSslSocket::encrypted, this, note);
    connect(client, &QSslSocket::disconnected, this, [this] { ++m_ends; });
}

void TestServer::accept()
{
    m_client = qobject_cast<QSslSocket *>(m_server.nextPendingConnection());
    m_client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_buffer.clear();
    m_isUpgraded = false;
    m_isSilent = false;
    ++m_clients;
    connect(m_client, &QSslSocket::readyRead, this, &TestServer::read);
    read();
}

void TestServer::read()
{
    if (!m_client || m_client->bytesAvailable() == 0)
        return;
    const QByteArray bytes = m_client->readAll();
    m_bytesReceived += bytes.size();
    m_buffer += bytes;
    if (!m_isUpgraded)
        answerUpgrade();
    while (m_isUpgraded && takeFrame()) { }
}

void TestServer::answerUpgrade()
{
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    m_head = m_buffer.left(end + 4);
    m_buffer.remove(0, end + 4);
    ++m_upgrades;
    if (m_options.dropsAtUpgrade)
        return this->end();
    if (!m_options.refusal.isEmpty())
        return send(m_options.refusal);
    if (!m_options.answersUpgrade)
        return;
    const QByteArray sent = m_options.answersOtherKey ? "b3RoZXI=" : headerValue(m_head, "sec-websocket-key");
    const QByteArray key = sent + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
         "Upgrade\r\nSec-WebSocket-Accept: "
        + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n");
    m_isUpgraded = true;
    emit upgraded();
}

bool TestServer::takeFrame()
{
    const auto byte = [this](qsizetype i) { return quint8(m_buffer.at(i)); };
    if (m_buffer.size() < 2)
        return false;
    const int shortLength = byte(1) & 0x7f;
    const qsizetype lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
    if (m_buffer.size() < 2 + lengthBytes + 4)
        return false;
    qsizetype length = shortLength;
    if (lengthBytes > 0) {
        length = 0;
        for (qsizetype i = 0; i < lengthBytes; ++i)
            length = length * 256 + byte(2 + i);
    }
    const qsizetype start = 2 + lengthBytes + 4;
    if (m_buffer.size() < start + length)
        return false;
    Frame frame{byte(0) & 0x0f, (byte(0) & 0x80) != 0, m_buffer.mid(start, length)};
    for (qsizetype i = 0; i < length; ++i)
        frame.payload[i] = char(frame.payload.at(i) ^ m_buffer.at(start - 4 + i % 4));
    m_buffer.remove(0, start + length);
    m_frames.append(frame);
    answer(frame);
    emit frameArrived(frame);
    return true;
}

void TestServer::answer(const Frame &frame)
{
    if (m_isSilent)
        return;
    if (frame.opcode == Ping && m_options.answersPings)
        send(TestServer::frame(Pong, frame.payload));
    if (frame.opcode == Close && m_options.answersClose) {
        send(TestServer::frame(Close, frame.payload));
        end();
    }
}

QByteArray TestServer::frame(int opcode, const QByteArray &payload, bool last)
{
    QByteArray bytes;
    bytes.append(char((last ? 0x80 : 0) | opcode));
    if (payload.size() < 126) {
        bytes.append(char(payload.size()));
    } else if (payload.size() < 65'536) {
        const auto size = qToBigEndian(quint16(payload.size()));
        bytes.append(char(126)).append(reinterpret_cast<const char *>(&size), sizeof size);
    } else {
        const auto size = qToBigEndian(quint64(payload.size()));
        bytes.append(char(127)).append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    return bytes + payload;
}

QByteArray TestServer::closeFrame(quint16 code, const QByteArray &reason)
{
    const quint16 bigEndian = qToBigEndian(code);
    return frame(Close, QByteArray(reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian) + reason);
}

void TestServer::send(const QByteArray &bytes)
{
    if (m_client)
        m_client->write(bytes);
}

void TestServer::end()
{
    if (m_client)
        m_client->disconnectFromHost();
}

void TestServer::drop()
{
    if (m_client)
        m_client->abort();
}

void TestServer::stopReading()
{
    if (m_client) {
        QObject::disconnect(m_client, &QSslSocket::readyRead, this, nullptr);
        m_client->setReadBufferSize(1);
    }
}

void TestServer::stopAnswering()
{
    m_isSilent = true;
}

PlainServer::PlainServer(const QByteArray &greeting, QObject *parent) : QObject(parent)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this, greeting] {
        QTcpSocket *client = m_server.nextPendingConnection();
        if (greeting.isEmpty())
            return;
        // Answers once it was asked, as a web server would.
        connect(client, &QTcpSocket::readyRead, client, [client, greeting] {
            client->readAll();
            client->write(greeting);
            client->disconnectFromHost();
        });
    });
}

QUrl PlainServer::url() const
{
    return urlFor(QStringLiteral("127.0.0.1"), m_server.serverPort());
}

ProxyServer::ProxyServer(const QByteArray &answer, quint16 target, QObject *parent)
    : QObject(parent), m_answer(answer), m_target(target)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *client = m_server.nextPendingConnection();
        connect(client, &QTcpSocket::readyRead, this, [this, client] { this->answer(client); });
    });
}

QNetworkProxy ProxyServer::proxy() const
{
    return QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), m_server.serverPort());
}

void ProxyServer::answer(QTcpSocket *client)
{
    m_head = client->readAll();
    QObject::disconnect(client, &QTcpSocket::readyRead, this, nullptr);
    client->write(m_answer);
    if (m_target == 0)
        return client->disconnectFromHost();
    auto *server = new QTcpSocket(client);
    server->setProxy(QNetworkProxy::NoProxy);
    connect(client, &QTcpSocket::readyRead, server, [=] { server->write(client->readAll()); });
    connect(server, &QTcpSocket::readyRead, client, [=] { client->write(server->readAll()); });
    connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    server->connectToHost(QHostAddress::LocalHost, m_target);
}

FullServer::FullServer(QObject *parent) : QObject(parent)
{
    m_server.setListenBacklogSize(1);
    m_server.listen(QHostAddress::LocalHost);
    m_server.pauseAccepting();
    // The kernel takes one more than it is told to, at once, and lets the next ones wait.
    for (int i = 0; i < 4; ++i)
        (new QTcpSocket(this))->connectToHost(QHostAddress::LocalHost, m_server.serverPort());
}

QUrl FullServer::url() const
{
    return urlFor(QStringLiteral("127.0.0.1"), m_server.serverPort());
}

quint16 closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace console::test
