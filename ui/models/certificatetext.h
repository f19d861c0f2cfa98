#pragma once

#include "lib/connection/connectionstatus.h"

#include <QStringList>

namespace console {

// What a certificate says of itself, and what that is worth, for the question whether to trust it. Every text
// that the certificate brought is made safe to show.

/// One thing found out about a certificate.
struct CertificateFinding
{
    bool good = false; ///< else a reason to look twice
    QString title; ///< "Issued by itself"
    QString detail;
    friend bool operator==(const CertificateFinding &, const CertificateFinding &) = default;
};

/// A line of the certificate: "Subject", "CN engage-01, O Example".
struct CertificateFact
{
    QString name;
    QString value;
    bool verbatim = false; ///< shown in fixed width
};

/// Who asks the question and when.
struct CertificateQuestion
{
    PeerCertificate peer;
    QString host; ///< as the user asked for it
    int port = 0;
    QString tlsVersion; ///< empty: not known
    QDateTime now;
};

/// Issuer, name, dates, key: always four, in this order.
QList<CertificateFinding> certificateFindings(const CertificateQuestion &question);
/// One or two sentences that introduce the question. Starts with host and port.
QString certificateIntroduction(const CertificateQuestion &question);
/// Subject, names, issuer, validity, key, signature, serial number, fingerprints SHA-256 and SHA-1.
QList<CertificateFact> certificateFacts(const QSslCertificate &certificate);

/// 16 groups of 4 hexadecimal digits; empty without 32 bytes.
QStringList fingerprintGroups(const QByteArray &sha256);

enum class Comparison { Nothing, Incomplete, Same, Different };
/// Colons, spaces and case do not matter; openssl's "sha256 Fingerprint=" in front neither.
Comparison compareFingerprint(const QString &expected, const QByteArray &sha256);

/// "9C41 7ED2 …": where two fingerprints differ, group by group; of another length: everywhere.
QList<bool> differingGroups(const QByteArray &sha256, const QByteArray &other);
/// Whose fingerprint the expected one is, when a pinned certificate was changed.
enum class ChangedComparison { Nothing, Incomplete, SameAsPinned, SameAsNew, Different };
ChangedComparison compareWithBoth(const QString &expected, const QByteArray &pinned, const QByteArray &shown);

/// "engage-01", or "A certificate without a name".
QString certificateTitle(const QSslCertificate &certificate);
/// The part it plays in a chain "the server's own", "signs the one before", "root, signed by
/// itself".
QString certificateRole(const QList<QSslCertificate> &chain, qsizetype index);
/// "12 Mar 2025 until 10 Mar 2035"
QString validityText(const QSslCertificate &certificate);

/// The command that prints the fingerprint on the server.
QString fingerprintCommand();

} // namespace console
