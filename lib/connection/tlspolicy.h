#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/connectionstatus.h"

namespace console {

enum class TlsDecision {
    Accept, ///< exactly the reported errors are covered by a pin
    Ask, ///< unknown, but nothing contradicts: the user may trust it
    Reject, ///< never by asking: a changed pin
};

struct TlsVerdict
{
    TlsDecision decision = TlsDecision::Reject;
    FailureKind failure = FailureKind::None; ///< why it was not accepted
    bool forSession = false; ///< it was accepted because of a pin that ends with the session
};

/// What to do about certificate errors; pure. Contracts §3, "Pins".
TlsVerdict decideTls(
    const QList<QSslError> &errors, const QList<QSslCertificate> &chain, const QList<Pin> &pins);

/// Whether to stop the handshake at the first thing found wrong, and then all that is wrong; empty: it goes
/// on. With TLS 1.2 Qt tells the whole list only when a client certificate has left, and nobody must see it
/// who is not accepted. A wrong name alone still comes that late: under a trusted authority nothing else is
/// wrong.
QList<QSslError> reasonsToStop(
    const QSslError &found, const QList<QSslCertificate> &chain, const ConnectionSettings &settings);

/// The pin that accepts a certificate with the errors it shows now.
Pin pinFor(const PeerCertificate &peer, const QDateTime &now);

} // namespace console
