#include "lib/connection/proberun.h"

#include "lib/connection/handshakerequest.h"
#include "lib/connection/plaintext.h"
#include "lib/connection/probetext.h"
#include "lib/connection/proxychoice.h"
#include "lib/connection/tlsconfiguration.h"

#include <QHostAddress>
#include <QSslCipher>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestWords = 300;
const QString noClientCertificate = u"client certificate: none configured"_s;

bool isUsed(const QNetworkProxy &proxy)
{
    return proxy.type() != QNetworkProxy::NoProxy;
}

} // namespace

ConnectionProbe::Run::Run(const ConnectionSettings &settings, ConnectionProbe *probe)
    : m_settings(settings), m_probe(probe), m_log(settings), m_socket(new QSslSocket(this)),
      m_handshake(m_socket), m_message(settings, nullptr)
{
    m_facts.hasClientCertificate = !settings.clientCertificates.isEmpty();
    m_facts.secrets = SecretFilter(settings);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &Run::endPhase);
    connect(&m_handshake, &HandshakeExchange::answered, this, &Run::judgeAnswer);
    connect(&m_message, &FirstMessage::came, this, &Run::noteMessage);
    connect(&m_message, &FirstMessage::stayedSilent, this, &Run::noteSilence);
    connect(&m_message, &FirstMessage::failed, this,
        [this](const Failure &failure) { failStep(ProbeStep::Message, failure, endText(failure)); });
    connect(&m_message, &FirstMessage::ended, this, &Run::finish);
}

ConnectionProbe::Run::~Run()
{
    abandon();
}

void ConnectionProbe::Run::start()
{
    QMetaObject::invokeMethod(this, &Run::checkSettings, Qt::QueuedConnection);
}

void ConnectionProbe::Run::abandon()
{
    m_abandoned = true;
    stop();
}

void ConnectionProbe::Run::stop()
{
    m_over = true;
    m_limit.stop();
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_lookup = -1;
    m_handshake.stop();
    m_message.abandon();
    QObject::disconnect(m_socket, nullptr, this, nullptr);
    m_socket->abort();
}

void ConnectionProbe::Run::enter(ConnectionPhase phase, ProbeStep step)
{
    m_facts.phase = phase;
    m_log.begin(step);
    m_limit.start(m_settings.phaseTimeout);
    tell();
}

void ConnectionProbe::Run::checkSettings()
{
    if (m_over)
        return;
    if (const Failure problem = problemOf(m_settings))
        fail(problem);
    else
        findAddress();
}

void ConnectionProbe::Run::findAddress()
{
    const QString host = m_settings.url.host();
    m_proxy = proxyInUse(m_settings);
    enter(ConnectionPhase::Address, ProbeStep::Address);
    if (isUsed(m_proxy) && m_proxy.capabilities().testFlag(QNetworkProxy::HostNameLookupCapability)) {
        m_log.add(u"address %1: left to %2"_s.arg(host, proxyText(m_proxy)));
        m_log.end(ProbeStep::Address, StepOutcome::Done, u"The name is left to %1"_s.arg(proxyText(m_proxy)));
        return reachPort();
    }
    if (const QHostAddress numeric(host); !numeric.isNull()) {
        m_log.add(u"address %1: numeric"_s.arg(host));
        m_log.end(ProbeStep::Address, StepOutcome::Done, numeric.toString());
        return reachPort();
    }
    m_lookup = QHostInfo::lookupHost(host, this, &Run::noteAddresses);
}

void ConnectionProbe::Run::noteAddresses(const QHostInfo &info)
{
    m_lookup = -1;
    if (m_over)
        return;
    const QString line = u"address %1: "_s.arg(m_settings.url.host());
    if (info.addresses().isEmpty()) {
        m_log.add(line + plainText(info.errorString(), longestWords), ProbeLine::Tone::Error);
        m_facts.errors.append({QAbstractSocket::HostNotFoundError, info.errorString()});
        return settle();
    }
    m_log.add(line + addressList(info.addresses()));
    m_log.end(ProbeStep::Address, StepOutcome::Done, addressesText(info.addresses()));
    reachPort();
}

void ConnectionProbe::Run::reachPort()
{
    enter(ConnectionPhase::Port, ProbeStep::Port);
    watchSocket();
    m_socket->setSslConfiguration(tlsConfigurationFor(m_settings));
    m_socket->setProxy(m_proxy);
    // By name: the certificate is judged by it, and Qt tries one address after the other.
    m_socket->connectToHostEncrypted(m_settings.url.host(), quint16(m_settings.url.port(443)));
}

void ConnectionProbe::Run::watchSocket()
{
    connect(m_socket, &QSslSocket::connected, this, &Run::noteConnected);
    // Direct: the errors must be ignored, or the handshake stopped, before the signal returns.
    connect(m_socket, &QSslSocket::peerVerifyError, this, &Run::judgeEarly, Qt::DirectConnection);
    connect(m_socket, qOverload<const QList<QSslError> &>(&QSslSocket::sslErrors), this,
        &Run::judgeCertificate, Qt::DirectConnection);
    connect(m_socket, &QSslSocket::encrypted, this, &Run::noteEncrypted);
    connect(m_socket, &QSslSocket::alertReceived, this, &Run::noteAlert);
    connect(m_socket, &QSslSocket::errorOccurred, this, &Run::noteError);
    connect(m_socket, &QSslSocket::disconnected, this, &Run::settle);
}

void ConnectionProbe::Run::noteConnected()
{
    const QString peer = m_socket->peerAddress().toString();
    const int port = m_settings.url.port(443);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (isUsed(m_proxy)) {
        m_log.add(u"connected through %1"_s.arg(proxyText(m_proxy)));
        m_log.end(ProbeStep::Port, StepOutcome::Done, u"Through %1"_s.arg(proxyText(m_proxy)));
    } else {
        m_log.add(u"connected to %1"_s.arg(endpointText(peer, port)));
        m_log.end(ProbeStep::Port, StepOutcome::Done, peer);
    }
    const QString host = m_settings.url.host();
    const QString name = QHostAddress(host).isNull() ? u"server name "_s + host : u"no server name"_s;
    m_log.add(u"TLS started, %1, %2"_s.arg(name, lowestTlsText(m_settings.lowestTls)));
    enter(ConnectionPhase::Tls, ProbeStep::Certificate);
}

void ConnectionProbe::Run::judgeEarly(const QSslError &error)
{
    m_seen.append(error);
    const QList<QSslError> reasons = reasonsToStop(error, m_socket->peerCertificateChain(), m_settings);
    if (reasons.isEmpty())
        return;
    judgeCertificate(reasons);
    m_socket->abort();
}

void ConnectionProbe::Run::judgeCertificate(const QList<QSslError> &errors)
{
    m_peer.chain = m_socket->peerCertificateChain();
    m_peer.errors = errors;
    m_verdict = decideTls(errors, m_peer.chain, m_settings.pins);
    m_peer.pinned = m_verdict.decision == TlsDecision::Accept;
    noteCertificate();
    if (m_peer.pinned)
        m_socket->ignoreSslErrors(errors);
    else
        settle(); // not ignored, so the handshake fails before anything is sent
}

void ConnectionProbe::Run::noteCertificate()
{
    m_judged = true;
    m_log.setPeer(m_peer);
    const bool accepted = m_verdict.decision == TlsDecision::Accept;
    const auto tone = accepted ? ProbeLine::Tone::Plain : ProbeLine::Tone::Error;
    const QString judgement = certificateText(m_verdict.failure, m_peer.pinned);
    if (!m_peer.chain.isEmpty()) {
        m_log.add(u"server certificate %1, %2"_s.arg(shortFingerprint(m_peer.sha256()), judgement), tone);
        m_log.add(m_facts.secrets.filtered(certificateLine(m_peer.chain.first())));
    }
    if (!accepted)
        return m_log.add(problemsText(m_peer.errors), tone);
    m_log.end(ProbeStep::Certificate, StepOutcome::Done, withCapital(judgement));
    m_log.begin(ProbeStep::Tls);
    tell();
}

void ConnectionProbe::Run::noteEncrypted()
{
    if (!m_judged) {
        m_peer.chain = m_socket->peerCertificateChain();
        noteCertificate();
    }
    const QString version = tlsVersionText(m_socket->sessionProtocol());
    const QString agreed = version + u", "_s + m_socket->sessionCipher().name();
    m_log.setTlsVersion(version);
    m_log.add(agreed);
    addClientCertificate();
    m_log.end(ProbeStep::Tls, StepOutcome::Done, agreed);
    sendRequest();
}

void ConnectionProbe::Run::addClientCertificate()
{
    if (!m_facts.hasClientCertificate)
        return m_log.add(noClientCertificate);
    const QString subject = m_settings.clientCertificates.first().subjectDisplayName();
    m_log.add(u"client certificate: "_s + plainText(subject, longestWords));
}

void ConnectionProbe::Run::noteAlert(QSsl::AlertLevel level, QSsl::AlertType type)
{
    const int number = int(type);
    if (number > 0)
        m_facts.alert = number;
    m_log.add(u"alert received: "_s + alertText(level, number),
        number > 0 ? ProbeLine::Tone::Error : ProbeLine::Tone::Plain);
    tell();
}

void ConnectionProbe::Run::noteError(QAbstractSocket::SocketError error)
{
    const QString words = m_socket->errorString();
    m_facts.errors.append({error, words});
    if (error == QAbstractSocket::RemoteHostClosedError)
        m_log.add(u"connection closed by the server"_s);
    else
        m_log.add(serversWords(words.toUtf8()), ProbeLine::Tone::Error);
    settle();
}

void ConnectionProbe::Run::sendRequest()
{
    enter(ConnectionPhase::Upgrade, ProbeStep::WebSocket);
    m_log.add(u"asked for a WebSocket at %1; %2"_s.arg(
        plainText(handshakeUrl(m_settings).path(), longestWords), headersText(m_settings)));
    m_handshake.start(m_settings);
}

void ConnectionProbe::Run::judgeAnswer()
{
    if (m_settling || m_over)
        return;
    addAnswer();
    m_facts.wrongAcceptKey = m_handshake.isSwitched() && !m_handshake.isForUs();
    if (!m_handshake.isSwitched() || m_facts.wrongAcceptKey)
        return settle();
    m_log.end(ProbeStep::WebSocket, StepOutcome::Done,
        u"101 Switching Protocols, %1"_s.arg(headersText(m_settings)));
    leaveSocket();
    askForMessage();
}

void ConnectionProbe::Run::addAnswer()
{
    if (m_answerAdded)
        return;
    m_answerAdded = true;
    const QByteArray begin = m_handshake.response().left(mostResponseBytes);
    for (const QString &line :
        answerLines(m_facts.secrets.filtered(begin, begin.size() >= mostResponseBytes)))
        m_log.add(u"received: "_s + line);
}

void ConnectionProbe::Run::leaveSocket()
{
    m_limit.stop();
    QObject::disconnect(m_socket, nullptr, this, nullptr);
    m_socket->write(goodbyeFrame(randomBytes(4)));
    m_socket->disconnectFromHost();
}

void ConnectionProbe::Run::askForMessage()
{
    m_log.begin(ProbeStep::Message);
    m_log.add(u"connected again as the console does, to ask for get_version"_s);
    tell();
    m_message.start();
}

void ConnectionProbe::Run::noteMessage(const QByteArray &message)
{
    m_log.add(u"first message: "_s + serversWords(message));
    m_log.end(ProbeStep::Message, StepOutcome::Done, u"%1 bytes came"_s.arg(message.size()));
    tell();
}

void ConnectionProbe::Run::noteSilence(std::chrono::milliseconds waited)
{
    m_log.add(u"nothing came within %1"_s.arg(secondsText(waited)), ProbeLine::Tone::Warning);
    m_log.end(ProbeStep::Message, StepOutcome::Remark,
        u"Nothing came within %1; a quiet server is not a broken one"_s.arg(secondsText(waited)));
    tell();
}

/// Waits until all errors that belong together have come; the first is the informative one.
void ConnectionProbe::Run::settle()
{
    if (m_settling || m_over)
        return;
    m_settling = true;
    QMetaObject::invokeMethod(this, &Run::endPhase, Qt::QueuedConnection);
}

void ConnectionProbe::Run::endPhase()
{
    if (m_over)
        return;
    if (m_facts.phase == ConnectionPhase::Upgrade)
        m_handshake.readRest();
    m_facts.response = m_handshake.response();
    if (!m_judged)
        judgeLate();
    fail(failure());
}

/// With TLS 1.2 a server ends the handshake before our side could look at its certificate; the pin tells.
void ConnectionProbe::Run::judgeLate()
{
    m_peer.chain = m_socket->peerCertificateChain();
    if (m_peer.chain.isEmpty() || m_settings.pins.isEmpty())
        return;
    m_peer.errors = m_seen;
    m_peer.pinned = decideTls(m_seen, m_peer.chain, m_settings.pins).decision == TlsDecision::Accept;
    if (!m_peer.pinned)
        return;
    noteCertificate();
    addClientCertificate();
}

Failure ConnectionProbe::Run::failure()
{
    const HttpAnswer answer = parseHttpAnswer(m_facts.response);
    const bool timeIsUp = !m_settling && !answer.hasHead && !isNoHttp(m_facts.response);
    FailureContext context = contextFor(m_settings);
    context.phase = m_facts.phase;
    if (!m_peer.chain.isEmpty())
        context.certificate = m_peer.chain.first();
    if (m_verdict.decision != TlsDecision::Accept) {
        context.detail = problemsText(m_peer.errors);
        return describeFailure(m_verdict.failure, context);
    }
    if (timeIsUp)
        return describeFailure(FailureKind::Timeout, context);
    m_facts.endedAt = QDateTime::currentDateTimeUtc();
    return diagnose(m_facts, context);
}

void ConnectionProbe::Run::fail(const Failure &failure)
{
    const ProbeStep step = failedStep(failure.kind, m_facts.phase);
    if (failure.kind == FailureKind::Timeout)
        m_log.add(u"no answer within %1"_s.arg(secondsText(m_settings.phaseTimeout)), ProbeLine::Tone::Error);
    if (failure.kind == FailureKind::ClientCertificateRequired)
        m_log.raise(noClientCertificate, ProbeLine::Tone::Warning);
    if (step == ProbeStep::Tls && !m_judged)
        m_log.putBack(ProbeStep::Certificate);
    if (step == ProbeStep::Tls)
        m_log.putBack(ProbeStep::WebSocket);
    if (step == ProbeStep::WebSocket)
        addAnswer();
    failStep(step, failure, failureText(step, failure));
}

QString ConnectionProbe::Run::failureText(ProbeStep step, const Failure &failure) const
{
    if (failure.kind == FailureKind::Timeout)
        return u"No answer within %1"_s.arg(secondsText(m_settings.phaseTimeout));
    if (step == ProbeStep::Certificate && m_judged)
        return withCapital(certificateText(failure.kind, false));
    if (step == ProbeStep::Tls && m_facts.alert > 0)
        return u"Refused by the server: alert %1"_s.arg(alertText(m_facts.alert));
    if (failure.httpStatus > 0)
        return serversWords(parseHttpAnswer(m_facts.response).statusLine);
    return failure.title;
}

void ConnectionProbe::Run::failStep(ProbeStep step, const Failure &failure, const QString &detail)
{
    m_log.fail(step, failure, detail);
    tell();
    finish();
}

void ConnectionProbe::Run::finish()
{
    if (m_over)
        return;
    m_log.finish();
    stop();
    QMetaObject::invokeMethod(
        this,
        [this, report = m_log.report()] {
            if (!m_abandoned)
                emit m_probe->finished(report);
        },
        Qt::QueuedConnection);
}

/// Later, so that whoever hears it may start or cancel as they like.
void ConnectionProbe::Run::tell()
{
    QMetaObject::invokeMethod(
        this,
        [this, report = m_log.report()] {
            if (!m_abandoned)
                emit m_probe->progressed(report);
        },
        Qt::QueuedConnection);
}

QString ConnectionProbe::Run::serversWords(const QByteArray &bytes) const
{
    return plainText(m_facts.secrets.filtered(bytes), longestWords);
}

} // namespace console
