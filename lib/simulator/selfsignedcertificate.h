#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace console {

/// A certificate and its private key, both PEM.
struct CertificateAndKey
{
    QByteArray certificate;
    QByteArray key;

    bool isEmpty() const { return certificate.isEmpty(); }
};

/// Makes a P-256 certificate for localhost, 127.0.0.1 and ::1, valid from an hour before `now` for `days`.
/// Empty only if the cryptography library fails.
CertificateAndKey makeSelfSigned(const QDateTime &now, int days = 365);

/// Whether the key is the certificate's.
bool belongTogether(const CertificateAndKey &pair);

/// Where the simulator keeps its own certificate and key.
struct CertificateFiles
{
    QString certificate;
    QString key;
};
CertificateFiles ownCertificateFiles();

/// Sees to it that the files hold a certificate that is valid for 30 more days at `now`, and its key,
/// readable by their owner only. False and a sentence in `error` if they cannot be written.
bool renewOwnCertificate(const CertificateFiles &files, const QDateTime &now, QString *error);

} // namespace console
