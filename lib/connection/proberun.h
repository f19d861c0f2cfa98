#pragma once

#include "lib/connection/attemptfacts.h"
#include "lib/connection/connectionprobe.h"
#include "lib/connection/firstmessage.h"
#include "lib/connection/handshakeexchange.h"
#include "lib/connection/probelog.h"
#include "lib/connection/tlspolicy.h"

#include <QHostInfo>
#include <QNetworkProxy>
#include <QSslSocket>
#include <QTimer>

namespace console {

/// One walk of the connection doctor from the address to the first message; observes as WebSocketTransport
/// does, and leaves the judgement to the same functions. Network thread.
class ConnectionProbe::Run : public QObject
{
public:
    Run(const ConnectionSettings &settings, ConnectionProbe *probe);
    ~Run() override;

    void start();
    void abandon(); ///< no signal follows

private:
    void stop();
    void enter(ConnectionPhase phase, ProbeStep step);
    void checkSettings();
    void findAddress();
    void noteAddresses(const QHostInfo &info);
    void reachPort();
    void watchSocket();
    void noteConnected();
    void judgeEarly(const QSslError &error);
    void judgeCertificate(const QList<QSslError> &errors);
    void noteCertificate();
    void noteEncrypted();
    void addClientCertificate();
    void noteAlert(QSsl::AlertLevel level, QSsl::AlertType type);
    void noteError(QAbstractSocket::SocketError error);
    void sendRequest();
    void judgeAnswer();
    void addAnswer();
    void leaveSocket();
    void askForMessage();
    void noteMessage(const QByteArray &message);
    void noteSilence(std::chrono::milliseconds waited);
    void settle();
    void endPhase();
    void judgeLate();
    Failure failure();
    void fail(const Failure &failure);
    QString failureText(ProbeStep step, const Failure &failure) const;
    void failStep(ProbeStep step, const Failure &failure, const QString &detail);
    void finish();
    void tell();
    QString serversWords(const QByteArray &bytes) const;

    const ConnectionSettings m_settings;
    ConnectionProbe *m_probe;
    ProbeLog m_log;
    QNetworkProxy m_proxy;
    int m_lookup = -1;
    QSslSocket *m_socket; ///< a child
    HandshakeExchange m_handshake;
    FirstMessage m_message;
    QTimer m_limit; ///< of the phase
    AttemptFacts m_facts;
    PeerCertificate m_peer;
    QList<QSslError> m_seen; ///< while the handshake went on
    TlsVerdict m_verdict{TlsDecision::Accept};
    bool m_judged = false; ///< the certificate
    bool m_answerAdded = false; ///< to the report
    bool m_settling = false;
    bool m_over = false; ///< nothing is to be observed any more
    bool m_abandoned = false; ///< nobody wants to hear
};

} // namespace console
