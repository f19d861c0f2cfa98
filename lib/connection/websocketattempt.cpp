#include "lib/connection/websocketattempt.h"

#include "lib/connection/handshakerequest.h"
#include "lib/connection/httpanswer.h"
#include "lib/connection/proxychoice.h"
#include "lib/connection/tlsconfiguration.h"

#include <QNetworkRequest>
#include <QSslCipher>
#include <QSslSocket>
#include <QStringDecoder>

#include <algorithm>
#include <utility>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// A server that ends the connection within this time never meant to keep it.
constexpr qint64 earlyMilliseconds = 1'000;
/// A peer that does not read never lets a close come to its end.
constexpr std::chrono::milliseconds closingLimit{1'000};
/// Qt's own limits are a second line: it misreports what it finds, so ours must strike first.
constexpr quint64 slack = 64 * 1024;

qint64 utf8Size(const QString &text)
{
    qint64 bytes = 0;
    for (const QChar c : text)
        bytes += c.unicode() < 0x80 ? 1 : c.unicode() < 0x800 || c.isSurrogate() ? 2 : 3;
    return bytes;
}

QNetworkRequest requestFor(const ConnectionSettings &settings)
{
    QNetworkRequest request(handshakeUrl(settings));
    for (const HandshakeHeader &header : handshakeHeaders(settings)) {
        // A null value would mean "no such header"; an empty one is a value.
        const QByteArray &value = header.value.reveal();
        request.setRawHeader(header.name, value.isNull() ? QByteArray("") : value);
    }
    return request;
}

} // namespace

WebSocketTransport::Attempt::Attempt(const ConnectionSettings &settings, WebSocketTransport *transport)
    : m_settings(settings), m_transport(transport),
      m_socket(new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this))
{
    m_facts.hasClientCertificate = !settings.clientCertificates.isEmpty();
    m_facts.secrets = SecretFilter(settings);
    m_limit.setSingleShot(true);
}

WebSocketTransport::Attempt::~Attempt()
{
    abandon();
}

void WebSocketTransport::Attempt::abandon()
{
    if (m_done)
        return;
    m_done = true;
    m_limit.stop();
    QObject::disconnect(m_socket, nullptr, this, nullptr);
    if (m_tls) {
        QObject::disconnect(m_tls, nullptr, this, nullptr);
        QObject::disconnect(m_tls, nullptr, m_transport, nullptr);
    }
    m_socket->abort();
}

void WebSocketTransport::Attempt::start()
{
    connect(&m_limit, &QTimer::timeout, this, &Attempt::finish);
    enter(ConnectionPhase::Address); // whatever becomes of it: an attempt that ends has begun
    if (m_done) // whoever heard of the stage may have given up
        return;
    if (const Failure problem = problemOf(m_settings))
        return refuse(problem);
    configure();
    watchSocket();
    watchMessages();
    m_socket->open(requestFor(m_settings));
    watchStages();
}

/// Later: nobody expects an end from inside open().
void WebSocketTransport::Attempt::refuse(const Failure &problem)
{
    const auto end = [this, problem] {
        if (!m_done)
            finishWith(problem);
    };
    QMetaObject::invokeMethod(this, end, Qt::QueuedConnection);
}

void WebSocketTransport::Attempt::configure()
{
    const auto limit = quint64(m_settings.maximumMessageSize) + slack;
    m_socket->setSslConfiguration(tlsConfigurationFor(m_settings));
    m_socket->setProxy(proxyFor(m_settings));
    m_socket->setMaxAllowedIncomingFrameSize(limit);
    m_socket->setMaxAllowedIncomingMessageSize(2 * limit);
    // One message, one frame: receivers exist that cannot read text cut inside a character.
    m_socket->setOutgoingFrameSize(QWebSocket::maxOutgoingFrameSize());
}

void WebSocketTransport::Attempt::watchSocket()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(m_socket, &QWebSocket::errorOccurred, this, &Attempt::noteError);
#else
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &Attempt::noteError);
#endif
    // Direct: the errors must be ignored, or the handshake stopped, before the signal returns.
    connect(m_socket, &QWebSocket::peerVerifyError, this, &Attempt::judgeEarly, Qt::DirectConnection);
    connect(m_socket, &QWebSocket::sslErrors, this, &Attempt::judgeCertificate, Qt::DirectConnection);
    connect(m_socket, &QWebSocket::alertReceived, this,
        [this](QSsl::AlertLevel, QSsl::AlertType type) { m_facts.alert = int(type); });
    connect(m_socket, &QWebSocket::connected, this, &Attempt::noteOpened);
    connect(m_socket, &QWebSocket::disconnected, this, &Attempt::settle);
    connect(m_socket, &QWebSocket::aboutToClose, this, &Attempt::noteClosing);
}

void WebSocketTransport::Attempt::watchMessages()
{
    // Of frames and not of messages: a signal less for each, and their sizes must be looked at in any case.
    connect(m_socket, &QWebSocket::textFrameReceived, this, &Attempt::takeTextFrame);
    connect(m_socket, &QWebSocket::binaryFrameReceived, this, &Attempt::takeBinaryFrame);
    connect(m_socket, &QWebSocket::pong, this, [this] {
        if (m_ping.isValid())
            emit m_transport->pongReceived(m_ping.nsecsElapsed() / 1'000);
    });
}

void WebSocketTransport::Attempt::watchStages()
{
    m_tls = m_socket->findChild<QSslSocket *>();
    if (!m_tls || m_done)
        return;
    connect(m_tls, &QSslSocket::hostFound, this, [this] { enter(ConnectionPhase::Port); });
    connect(m_tls, &QSslSocket::connected, this, [this] { enter(ConnectionPhase::Tls); });
    connect(m_tls, &QSslSocket::encrypted, this, &Attempt::noteEncrypted);
    // A numeric address is found at once, before anybody could watch.
    if (m_tls->state() == QAbstractSocket::ConnectingState)
        enter(ConnectionPhase::Port);
}

void WebSocketTransport::Attempt::enter(ConnectionPhase phase)
{
    if (m_settling || m_done)
        return;
    m_facts.phase = phase;
    m_limit.start(m_settings.phaseTimeout);
    static constexpr ConnectionState states[]{ConnectionState::FindingAddress, ConnectionState::Connecting,
        ConnectionState::CheckingCertificate, ConnectionState::OpeningWebSocket};
    emit m_transport->stageChanged(states[int(phase)]);
}

QList<QSslCertificate> WebSocketTransport::Attempt::peerChain() const
{
    const QList<QSslCertificate> chain = m_socket->sslConfiguration().peerCertificateChain();
    return chain.isEmpty() && m_tls ? m_tls->peerCertificateChain() : chain;
}

/// Our answer to the server's certificate is ready by now, but leaves only after this.
void WebSocketTransport::Attempt::judgeEarly(const QSslError &error)
{
    const QList<QSslError> reasons = reasonsToStop(error, peerChain(), m_settings);
    if (reasons.isEmpty())
        return;
    judgeCertificate(reasons);
    m_socket->abort();
}

void WebSocketTransport::Attempt::judgeCertificate(const QList<QSslError> &errors)
{
    m_peer.chain = peerChain();
    m_peer.errors = errors;
    m_verdict = decideTls(errors, m_peer.chain, m_settings.pins);
    if (m_verdict.decision == TlsDecision::Accept) {
        m_peer.pinned = true;
        m_peer.pinnedForSession = m_verdict.forSession;
        m_socket->ignoreSslErrors(errors);
        return;
    }
    settle(); // not ignored, so the handshake fails before anything is sent
}

void WebSocketTransport::Attempt::noteEncrypted()
{
    enter(ConnectionPhase::Upgrade);
    if (m_done)
        return;
    m_tls->startTransaction();
    m_peer.chain = m_tls->peerCertificateChain();
    emit m_transport->encrypted(
        m_peer, tlsVersionText(m_tls->sessionProtocol()), m_tls->sessionCipher().name());
}

void WebSocketTransport::Attempt::noteOpened()
{
    m_limit.stop();
    m_facts.opened = true;
    m_opened.start();
    if (m_tls) {
        m_tls->commitTransaction();
        connect(m_tls, &QSslSocket::readyRead, m_transport, &Transport::frameReceived);
    }
    emit m_transport->opened();
}

/// QWebSocket reads the answer away and keeps most of it to itself; within a transaction it is only lent out.
void WebSocketTransport::Attempt::keepResponse()
{
    if (!m_tls || !m_tls->isTransactionStarted())
        return;
    m_tls->rollbackTransaction();
    m_facts.response = m_tls->peek(mostResponseBytes);
    m_tls->readAll();
}

void WebSocketTransport::Attempt::noteError(QAbstractSocket::SocketError error)
{
    m_facts.errors.append({error, m_socket->errorString()});
    keepResponse();
    settle();
}

void WebSocketTransport::Attempt::noteClosing()
{
    if (!m_facts.opened || m_facts.closeFrame || m_weClosed)
        return;
    m_facts.closeFrame = true;
    m_facts.closeCode = m_socket->closeCode();
    m_facts.closeReason = m_socket->closeReason();
    m_limit.start(closingLimit);
}

void WebSocketTransport::Attempt::takeTextFrame(const QString &frame, bool last)
{
    // Counting bytes costs a pass over the text, so it is left out where the limit is out of reach.
    const bool small = last && m_partial == 0 && 3 * frame.size() <= m_settings.maximumMessageSize;
    const bool whole = last && m_text.isEmpty();
    if (!countFrame(small ? frame.size() : utf8Size(frame), last))
        return;
    if (whole) {
        emit m_transport->textReceived(frame);
        return;
    }
    m_text += frame;
    if (last)
        emit m_transport->textReceived(std::exchange(m_text, {}));
}

void WebSocketTransport::Attempt::takeBinaryFrame(const QByteArray &frame, bool last)
{
    if (!countFrame(frame.size(), last))
        return;
    m_binary += frame;
    if (last)
        emit m_transport->binaryReceived(std::exchange(m_binary, {}));
}

/// False: the message grows beyond the limit, and nothing of it may pass.
bool WebSocketTransport::Attempt::countFrame(qint64 bytes, bool last)
{
    m_partial += bytes;
    if (m_partial > m_settings.maximumMessageSize)
        closeBecauseTooBig();
    if (m_tooBig)
        return false;
    if (last) {
        m_facts.exchanged = true;
        m_partial = 0;
    }
    return true;
}

void WebSocketTransport::Attempt::closeBecauseTooBig()
{
    if (m_tooBig)
        return;
    m_tooBig = true;
    m_text.clear();
    m_binary.clear();
    close(QWebSocketProtocol::CloseCodeTooMuchData, u"message too big"_s);
    m_limit.start(closingLimit);
}

void WebSocketTransport::Attempt::sendText(const QByteArray &utf8)
{
    m_facts.exchanged = true;
    // As it is: an ordinary conversion would swallow a byte order mark.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    m_socket->sendTextMessage(decoder(utf8));
}

void WebSocketTransport::Attempt::ping()
{
    m_ping.start();
    m_socket->ping();
}

void WebSocketTransport::Attempt::close(quint16 code, const QString &reason)
{
    m_weClosed = true;
    m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
}

/// Waits until all errors that belong together have come, and until what was received before the end is
/// delivered: QWebSocket reads through a queued call of its own.
void WebSocketTransport::Attempt::settle()
{
    if (m_settling || m_done)
        return;
    m_settling = true;
    QMetaObject::invokeMethod(this, &Attempt::finish, Qt::QueuedConnection);
}

void WebSocketTransport::Attempt::finish()
{
    if (m_done)
        return;
    keepResponse();
    const bool timeIsUp = !m_settling && !m_facts.opened && !isNoHttp(m_facts.response);
    m_facts.partial = m_partial;
    m_facts.endedAt = QDateTime::currentDateTimeUtc();
    m_facts.early = m_opened.isValid() && m_opened.elapsed() < earlyMilliseconds;
    FailureContext told = context();
    if (m_verdict.decision == TlsDecision::Ask)
        ask();
    else if (m_verdict.decision == TlsDecision::Reject)
        reject();
    else if (m_tooBig)
        finishWith(describeFailure(FailureKind::MessageTooBig, told));
    else if (m_weClosed)
        finishWith({});
    else if (timeIsUp)
        finishWith(describeFailure(FailureKind::Timeout, told));
    else
        finishWith(diagnose(m_facts, told));
}

void WebSocketTransport::Attempt::finishWith(const Failure &failure)
{
    abandon();
    emit m_transport->closed(failure);
}

void WebSocketTransport::Attempt::reject()
{
    emit m_transport->peerShown(m_peer); // so that it can be compared with what was pinned
    finishWith(describeFailure(m_verdict.failure, context()));
}

void WebSocketTransport::Attempt::ask()
{
    abandon();
    emit m_transport->trustNeeded(m_peer, m_verdict.failure);
}

FailureContext WebSocketTransport::Attempt::context() const
{
    FailureContext told = contextFor(m_settings);
    told.phase = m_facts.phase;
    if (!m_peer.chain.isEmpty())
        told.certificate = m_peer.chain.first();
    return told;
}

} // namespace console
