#include "lib/connection/websockettransport.h"

#include "lib/connection/websocketattempt.h"

namespace console {

WebSocketTransport::WebSocketTransport(QObject *parent) : Transport(parent) { }

WebSocketTransport::~WebSocketTransport()
{
    abort();
}

void WebSocketTransport::open(const ConnectionSettings &settings)
{
    abort();
    m_attempt = new Attempt(settings, this);
    m_attempt->setParent(this);
    m_attempt->start();
}

void WebSocketTransport::sendText(const QByteArray &utf8)
{
    if (m_attempt)
        m_attempt->sendText(utf8);
}

void WebSocketTransport::ping()
{
    if (m_attempt)
        m_attempt->ping();
}

void WebSocketTransport::close(quint16 code, const QString &reason)
{
    if (m_attempt)
        m_attempt->close(code, reason);
}

void WebSocketTransport::abort()
{
    if (!m_attempt)
        return;
    m_attempt->abandon();
    m_attempt->deleteLater();
    m_attempt = nullptr;
}

qint64 WebSocketTransport::bytesToWrite() const
{
    return m_attempt ? m_attempt->bytesToWrite() : 0;
}

} // namespace console

#include "moc_transport.cpp"
#include "moc_websockettransport.cpp"
