#pragma once

#include "tests/support/testcertificates.h"

#include <QNetworkProxy>
#include <QPointer>
#include <QSslServer>
#include <QSslSocket>
#include <QUrl>

namespace console::test {

/// A frame as a client sent it, unmasked.
struct Frame
{
    int opcode = 0;
    bool last = true;
    QByteArray payload;
};

enum Opcode { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// A TLS server on loopback that speaks WebSocket by hand, so that it can do everything wrong. It serves one
/// client at a time, keeps every byte it got, and lives on the thread of the test.
class TestServer : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        Credentials credentials = selfSigned();
        QList<QSslCertificate> clientAuthorities; ///< not empty: demands a client certificate
        QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater;
        QByteArray refusal; ///< sent instead of the upgrade
        bool answersUpgrade = true;
        bool answersOtherKey = false; ///< agrees to a handshake that nobody sent
        bool dropsAtUpgrade = false;
        bool answersPings = true;
        bool answersClose = true;
        quint16 port = 0; ///< 0: any
    };

    explicit TestServer(QObject *parent = nullptr);
    explicit TestServer(Options options, QObject *parent = nullptr);

    QUrl url(const QString &host = QStringLiteral("127.0.0.1")) const;
    quint16 port() const { return m_server.serverPort(); }

    const QByteArray &head() const { return m_head; } ///< the last HTTP request, with its end
    qint64 bytesReceived() const { return m_bytesReceived; } ///< of all clients, after decryption
    int clients() const { return m_clients; } ///< TLS handshakes that succeeded
    int upgrades() const { return m_upgrades; }
    int ends() const { return m_ends; } ///< of TCP connections, with or without a handshake
    /// What clients have shown, whether or not anything came of it.
    const QList<QSslCertificate> &clientCertificates() const { return m_clientCertificates; }
    const QList<Frame> &frames() const { return m_frames; }
    QList<QByteArray> texts() const;
    bool hasClient() const { return m_client && m_client->state() == QAbstractSocket::ConnectedState; }

    static QByteArray frame(int opcode, const QByteArray &payload, bool last = true);
    static QByteArray closeFrame(quint16 code, const QByteArray &reason = {});
    void send(const QByteArray &bytes); ///< as they are
    void sendText(const QByteArray &payload) { send(frame(Text, payload)); }
    void end(); ///< closes TCP after what was written
    void drop(); ///< resets TCP
    void stopReading(); ///< takes no more than a little from the wire
    void stopAnswering(); ///< the present client: it is read, and hears nothing any more

signals:
    void upgraded();
    void frameArrived(const console::test::Frame &frame);

private:
    void watchHandshake(QSslSocket *client);
    void accept();
    void read();
    void answerUpgrade();
    bool takeFrame();
    void answer(const Frame &frame);

    Options m_options;
    QSslServer m_server;
    QPointer<QSslSocket> m_client;
    QByteArray m_buffer;
    QByteArray m_head;
    QList<Frame> m_frames;
    qint64 m_bytesReceived = 0;
    int m_clients = 0;
    int m_upgrades = 0;
    int m_ends = 0;
    QList<QSslCertificate> m_clientCertificates;
    bool m_isUpgraded = false;
    bool m_isSilent = false;
};

/// A TCP port that speaks no TLS: it greets each client with the given bytes, or stays silent.
class PlainServer : public QObject
{
    Q_OBJECT
public:
    explicit PlainServer(const QByteArray &greeting = {}, QObject *parent = nullptr);
    QUrl url() const;
    quint16 port() const { return m_server.serverPort(); }

private:
    QTcpServer m_server;
};

/// An HTTP proxy on loopback that gives each CONNECT the same answer, and where that is a 200 leads to one
/// port, whatever was asked for.
class ProxyServer : public QObject
{
    Q_OBJECT
public:
    explicit ProxyServer(const QByteArray &answer, quint16 target = 0, QObject *parent = nullptr);
    QNetworkProxy proxy() const;
    const QByteArray &head() const { return m_head; } ///< the last CONNECT

private:
    void answer(QTcpSocket *client);

    QTcpServer m_server;
    QByteArray m_answer;
    quint16 m_target;
    QByteArray m_head;
};

/// A port that takes no connection any more: its queue is full, and nobody empties it.
class FullServer : public QObject
{
    Q_OBJECT
public:
    explicit FullServer(QObject *parent = nullptr);
    QUrl url() const;

private:
    QTcpServer m_server;
};

/// A port on loopback that nobody listens to.
quint16 closedPort();

} // namespace console::test
