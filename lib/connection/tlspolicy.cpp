#include "lib/connection/tlspolicy.h"

#include <QCryptographicHash>

#include <algorithm>

namespace console {

namespace {

/// Nobody we know has signed it: the normal case of a server with a certificate of its own.
bool isUnknownIssuer(QSslError::SslError error)
{
    switch (error) {
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return true;
    default:
        return false;
    }
}

/// What a person may knowingly accept beyond an unknown issuer.
bool isAcceptable(QSslError::SslError error)
{
    return error == QSslError::HostNameMismatch || error == QSslError::CertificateExpired
        || error == QSslError::CertificateNotYetValid;
}

bool covers(const Pin &pin, QSslError::SslError error)
{
    return isUnknownIssuer(error) || (error == QSslError::HostNameMismatch && pin.fromCommandLine)
        || (isAcceptable(error) && pin.acceptedErrors.contains(error));
}

bool coversAll(const Pin &pin, const QList<QSslError> &errors)
{
    return std::all_of(
        errors.begin(), errors.end(), [&](const QSslError &error) { return covers(pin, error.error()); });
}

/// The kind that tells most, whatever else is wrong; TlsFailed where asking is out of the question.
FailureKind mostTelling(const QList<QSslError> &errors)
{
    bool expired = false;
    bool early = false;
    bool wrongName = false;
    for (const QSslError &error : errors) {
        expired |= error.error() == QSslError::CertificateExpired;
        early |= error.error() == QSslError::CertificateNotYetValid;
        wrongName |= error.error() == QSslError::HostNameMismatch;
        if (!isUnknownIssuer(error.error()) && !isAcceptable(error.error()))
            return FailureKind::TlsFailed;
    }
    return expired  ? FailureKind::CertificateExpired
        : early     ? FailureKind::CertificateNotYetValid
        : wrongName ? FailureKind::WrongName
                    : FailureKind::UntrustedCertificate;
}

TlsVerdict askUnlessHopeless(const QList<QSslError> &errors)
{
    const FailureKind why = mostTelling(errors);
    return {why == FailureKind::TlsFailed ? TlsDecision::Reject : TlsDecision::Ask, why};
}

} // namespace

TlsVerdict decideTls(
    const QList<QSslError> &errors, const QList<QSslCertificate> &chain, const QList<Pin> &pins)
{
    if (chain.isEmpty())
        return {TlsDecision::Reject, FailureKind::TlsFailed};
    if (pins.isEmpty())
        return errors.isEmpty() ? TlsVerdict{TlsDecision::Accept} : askUnlessHopeless(errors);

    const QByteArray leaf = chain.first().digest(QCryptographicHash::Sha256);
    bool known = false;
    for (const Pin &pin : pins) {
        if (pin.sha256 != leaf)
            continue;
        known = true;
        if (coversAll(pin, errors))
            return {.decision = TlsDecision::Accept, .forSession = pin.forSession};
    }
    // The right certificate with something new wrong about it is a question again, another one is none.
    return known ? askUnlessHopeless(errors)
                 : TlsVerdict{TlsDecision::Reject, FailureKind::CertificateChanged};
}

QList<QSslError> reasonsToStop(
    const QSslError &found, const QList<QSslCertificate> &chain, const ConnectionSettings &settings)
{
    if (settings.clientCertificates.isEmpty()
        || decideTls({found}, chain, settings.pins).decision == TlsDecision::Accept)
        return {};
    QList<QSslError> reasons{found};
    const QList<QSslError> others = QSslCertificate::verify(chain, settings.url.host());
    for (const QSslError &error : others) {
        // By the system's authorities, which may not be the ones that count here.
        if (error.error() != found.error() && !isUnknownIssuer(error.error()))
            reasons.append(error);
    }
    return reasons;
}

Pin pinFor(const PeerCertificate &peer, const QDateTime &now)
{
    Pin pin;
    pin.sha256 = peer.sha256();
    pin.pinnedAt = now.toUTC();
    for (const QSslError &error : peer.errors) {
        if (isAcceptable(error.error()) && !pin.acceptedErrors.contains(error.error()))
            pin.acceptedErrors.append(error.error());
    }
    if (!peer.chain.isEmpty()) {
        pin.subject = peer.chain.first().subjectDisplayName();
        pin.certificate = peer.chain.first().toDer();
        pin.pinnedBy = systemUser();
    }
    return pin;
}

} // namespace console
