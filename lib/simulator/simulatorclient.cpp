#include "lib/simulator/simulatorclient.h"

#include <QSslSocket>
#include <QTimer>
#include <QWebSocket>

#include <chrono>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qint64 mostWaiting = 16 * 1024 * 1024; ///< bytes for a client that does not read
constexpr quint64 largestRequest = 4 * 1024 * 1024; ///< bytes; what it sets off must not fill anybody's queue
constexpr std::chrono::seconds closePatience(1);
constexpr int tryAgainLater = 1013; // RFC 6455 registry; Qt has no name for it

} // namespace

SimulatorClient::SimulatorClient(QWebSocket *socket, QSslSocket *wire, QObject *parent)
    : QObject(parent), m_socket(socket), m_wire(wire)
{
    socket->setParent(this);
    socket->setMaxAllowedIncomingFrameSize(largestRequest);
    socket->setMaxAllowedIncomingMessageSize(largestRequest);
    connect(socket, &QWebSocket::textMessageReceived, this,
        [this](const QString &text) { emit requested(text.toUtf8()); });
    connect(socket, &QWebSocket::binaryMessageReceived, this, &SimulatorClient::requestedBinary);
    connect(socket, &QWebSocket::disconnected, this, &SimulatorClient::gone);
}

QString SimulatorClient::name() const
{
    return u"%1 port %2"_s.arg(m_socket->peerAddress().toString()).arg(m_socket->peerPort());
}

void SimulatorClient::send(const QString &text)
{
    if (m_closing)
        return;
    m_socket->sendTextMessage(text);
    if (m_writesAtOnce && m_wire)
        m_wire->flush();
    if (waiting() > mostWaiting)
        giveUp();
}

/// Encrypted bytes that the system does not take count as well: the plain ones stand still long before.
qint64 SimulatorClient::waiting() const
{
    return m_wire ? m_wire->bytesToWrite() + m_wire->encryptedBytesToWrite() : 0;
}

void SimulatorClient::giveUp()
{
    emit refused(u"%1 does not read: closed with 1013"_s.arg(name()));
    close(tryAgainLater, u"The client does not read"_s);
}

void SimulatorClient::close(int code, const QString &reason)
{
    if (m_closing)
        return;
    m_closing = true;
    m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    QTimer::singleShot(closePatience, m_socket, &QWebSocket::abort);
}

} // namespace console
