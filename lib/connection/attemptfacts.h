#pragma once

#include "lib/connection/failure.h"
#include "lib/connection/secretfilter.h"

#include <QAbstractSocket>
#include <QList>

namespace console {

/// What was observed of one attempt until it ended; nothing of it is a judgement yet.
struct AttemptFacts
{
    struct Error
    {
        QAbstractSocket::SocketError error;
        QString text; ///< Qt's or OpenSSL's words
    };

    ConnectionPhase phase = ConnectionPhase::Address; ///< the last one begun
    bool opened = false; ///< the WebSocket handshake succeeded
    bool hasClientCertificate = false;
    bool exchanged = false; ///< a message came or went
    bool early = false; ///< ended within a second after it was opened
    bool closeFrame = false; ///< a close frame was received, or sent because of what was received
    int closeCode = 0;
    QString closeReason;
    int alert = -1; ///< number of the last TLS alert received
    QByteArray response; ///< begin of the answer to the WebSocket handshake
    bool wrongAcceptKey = false; ///< it agrees, but not to this handshake
    qint64 partial = 0; ///< bytes read of the message under way
    QDateTime endedAt; ///< UTC; for a server that says until when to wait
    SecretFilter secrets; ///< not to be repeated, whatever the server said
    QList<Error> errors; ///< in order; the first is the informative one
};

/// Judges how an attempt ended; pure. `context` brings the facts that were known before it began.
Failure diagnose(const AttemptFacts &facts, FailureContext context);

} // namespace console
