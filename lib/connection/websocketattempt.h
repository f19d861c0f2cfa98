#pragma once

#include "lib/connection/attemptfacts.h"
#include "lib/connection/tlspolicy.h"
#include "lib/connection/websockettransport.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWebSocket>

class QSslSocket;

namespace console {

/// One QWebSocket from address to close: watches it, and ends in exactly one signal of its transport, or in
/// none after it was abandoned. Network thread.
class WebSocketTransport::Attempt : public QObject
{
public:
    Attempt(const ConnectionSettings &settings, WebSocketTransport *transport);
    ~Attempt() override;

    void start();
    void sendText(const QByteArray &utf8);
    qint64 bytesToWrite() const { return m_socket->bytesToWrite(); }
    void ping();
    void close(quint16 code, const QString &reason);
    void abandon(); ///< no signal follows

private:
    void configure();
    void watchSocket();
    void watchMessages();
    void watchStages();
    void enter(ConnectionPhase phase);
    QList<QSslCertificate> peerChain() const;
    void judgeEarly(const QSslError &error);
    void judgeCertificate(const QList<QSslError> &errors);
    void noteEncrypted();
    void noteOpened();
    void keepResponse();
    void noteError(QAbstractSocket::SocketError error);
    void noteClosing();
    void takeTextFrame(const QString &frame, bool last);
    void takeBinaryFrame(const QByteArray &frame, bool last);
    bool countFrame(qint64 bytes, bool last);
    void closeBecauseTooBig();
    void settle();
    void finish();
    void finishWith(const Failure &failure);
    void refuse(const Failure &problem);
    void ask();
    void reject();
    FailureContext context() const;

    const ConnectionSettings m_settings;
    WebSocketTransport *m_transport;
    QWebSocket *m_socket; ///< child; the attempt is deleted later, as we may be inside one of its signals
    QPointer<QSslSocket> m_tls; ///< its child; null: fewer stages are seen
    QTimer m_limit; ///< of the phase, later of closing
    AttemptFacts m_facts;
    PeerCertificate m_peer;
    TlsVerdict m_verdict{TlsDecision::Accept};
    QElapsedTimer m_opened;
    QElapsedTimer m_ping;
    QString m_text; ///< the frames so far of a text message of several
    QByteArray m_binary; ///< likewise of a binary one
    qint64 m_partial = 0; ///< bytes of the message under way, as UTF-8
    bool m_weClosed = false;
    bool m_tooBig = false;
    bool m_settling = false;
    bool m_done = false;
};

} // namespace console
