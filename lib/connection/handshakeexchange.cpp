#include "lib/connection/handshakeexchange.h"

#include "lib/connection/handshakerequest.h"

#include <QSslSocket>

namespace console {

namespace {

/// An answer without a length that pauses so long has been said.
constexpr std::chrono::milliseconds quietTime{200};

} // namespace

HandshakeExchange::HandshakeExchange(QSslSocket *socket) : m_socket(socket)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietTime);
    connect(&m_quiet, &QTimer::timeout, this, &HandshakeExchange::finish);
}

void HandshakeExchange::start(const ConnectionSettings &settings)
{
    m_running = true;
    m_key = randomBytes(16).toBase64();
    connect(m_socket, &QSslSocket::readyRead, this, &HandshakeExchange::read);
    m_socket->write(handshakeRequest(settings, m_key));
}

void HandshakeExchange::stop()
{
    m_running = false;
    m_quiet.stop();
    QObject::disconnect(m_socket, nullptr, this, nullptr);
}

void HandshakeExchange::readRest()
{
    m_response += m_socket->read(mostAnswerBytes - m_response.size());
}

void HandshakeExchange::read()
{
    readRest();
    const HttpAnswer answer = parseHttpAnswer(m_response);
    if (answer.isComplete() || m_response.size() >= mostAnswerBytes)
        finish();
    else if (answer.hasHead || isNoHttp(m_response))
        m_quiet.start();
}

void HandshakeExchange::finish()
{
    if (!m_running)
        return;
    stop();
    emit answered();
}

bool HandshakeExchange::isSwitched() const
{
    const HttpAnswer answer = parseHttpAnswer(m_response);
    return answer.hasHead && switchesToWebSocket(answer);
}

bool HandshakeExchange::isForUs() const
{
    return parseHttpAnswer(m_response).header("sec-websocket-accept") == acceptKeyFor(m_key);
}

} // namespace console

#include "moc_handshakeexchange.cpp"
