#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/connectionstatus.h"

#include <QObject>

namespace console {

/// The wire as the connection needs it: one attempt after the other, text in, text out. Lives on the network
/// thread. After open() exactly one of closed() ends the attempt, whatever happens; abort() ends it silently.
class Transport : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void open(const ConnectionSettings &settings) = 0;
    virtual void sendText(const QByteArray &utf8) = 0; ///< only while opened
    virtual void ping() = 0;
    virtual void close(
        quint16 code, const QString &reason) = 0; ///< close frame; closed() follows or abort() is called
    virtual void abort() = 0; ///< at any moment; no signal follows
    virtual qint64 bytesToWrite() const = 0;

signals:
    void stageChanged(console::ConnectionState state); ///< FindingAddress … OpeningWebSocket
    /// The TLS handshake is complete.
    void encrypted(const console::PeerCertificate &peer, const QString &tlsVersion, const QString &cipher);
    /// The server showed a certificate that is not accepted as it is; what follows tells what came of it.
    void peerShown(const console::PeerCertificate &peer);
    void opened();
    void textReceived(const QString &text);
    void binaryReceived(const QByteArray &bytes);
    void frameReceived(); ///< a sign of life that is not yet a message
    void pongReceived(qint64 roundTrip); ///< microseconds
    /// An unknown certificate: the attempt is over, nothing was sent. closed() does not follow.
    void trustNeeded(const console::PeerCertificate &peer, console::FailureKind why);
    void closed(const console::Failure &failure); ///< None: we asked and the peer agreed
};

} // namespace console
