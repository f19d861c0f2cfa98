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
    Retrying, ///< lost; the next try comes by itself
    Failed,
    RecordingOpen, ///< no connection: the session is one that was recorded
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
    Failure failure; ///< with Failed, WaitingForDecision and Retrying, with an attempt to connect again, and
                     ///< with NotConnected after the connection was lost
    PeerCertificate peer;
    QString tlsVersion; ///< "TLS 1.3"; empty before the handshake ended
    QString cipher;
    qint64 since = 0; ///< microseconds UTC of this state's begin
    qint64 roundTrip = -1; ///< microseconds of the last ping; -1: none yet
    qint64 nextTry = 0; ///< microseconds UTC; with Retrying
    int tries = 0; ///< since the connection was lost; 0: this is no retry
    qint64 lostAt = 0; ///< microseconds UTC; 0: connected, or never was

    bool isConnected() const { return state == ConnectionState::Connected; }
    /// The connection was lost and comes back by itself, if it can.
    bool isRecovering() const { return tries > 0; }
    /// The connection ended, or did not come about, although nobody here wanted that.
    bool isEndedAgainstWill() const;
    /// Something is under way that can be cancelled.
    bool isBusy() const;
};

} // namespace console

Q_DECLARE_METATYPE(console::ConnectionStatus)
