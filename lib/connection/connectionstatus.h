#pragma once

#include "lib/connection/failure.h"

#include <QDateTime>
#include <QSslCertificate>
#include <QSslError>

namespace console {

enum class ConnectionState {
    NotConnected,
    FindingAddress,
    Connecting, ///< reaching the port
    CheckingCertificate, ///< TLS handshake
    OpeningWebSocket,
    WaitingForDecision, ///< an unknown certificate; nothing is open, nothing was sent
    Connected,
    Closing,
    Failed,
};

/// What the peer showed of itself.
struct PeerCertificate
{
    QList<QSslCertificate> chain; ///< leaf first; empty: none was seen
    QList<QSslError> errors;
    bool pinned = false; ///< accepted because of a pin
    bool pinnedForSession = false; ///< accepted by "trust once"

    QByteArray sha256() const; ///< of the leaf, 32 bytes; empty without a chain
};

/// All that the rest of the program may know of a connection; a value.
struct ConnectionStatus
{
    ConnectionState state = ConnectionState::NotConnected;
    Failure failure; ///< with Failed, WaitingForDecision, and with NotConnected after the connection was lost
    PeerCertificate peer;
    QString tlsVersion; ///< "TLS 1.3"; empty before the handshake ended
    QString cipher;
    qint64 since = 0; ///< microseconds UTC of this state's begin
    qint64 roundTrip = -1; ///< microseconds of the last ping; -1: none yet

    bool isConnected() const { return state == ConnectionState::Connected; }
    /// Something is under way that can be cancelled.
    bool isBusy() const;
};

} // namespace console

Q_DECLARE_METATYPE(console::ConnectionStatus)
