#pragma once

#include <QDateTime>
#include <QSslCertificate>
#include <QSslKey>
#include <QStringList>

namespace console::test {

/// A certificate with its key.
struct Credentials
{
    QSslCertificate certificate;
    QSslKey key;
    QByteArray keyPem;
};

/// What to write into a certificate. Times default to a day around now.
struct CertificateRequest
{
    QString commonName = QStringLiteral("localhost");
    QStringList names{
        QStringLiteral("DNS:localhost"), QStringLiteral("IP:127.0.0.1"), QStringLiteral("IP:::1")};
    QDateTime validFrom = QDateTime::currentDateTimeUtc().addDays(-1);
    QDateTime validUntil = QDateTime::currentDateTimeUtc().addDays(1);
    bool authority = false;
};

/// Makes a certificate with a P-256 key at run time, so that no test data expires.
Credentials selfSigned(const CertificateRequest &request = {});
Credentials signedBy(const Credentials &authority, const CertificateRequest &request = {});
Credentials authority(const QString &commonName = QStringLiteral("Test authority"));

/// Out of date since yesterday.
CertificateRequest expiredRequest();
/// Valid from tomorrow.
CertificateRequest futureRequest();
/// For another host.
CertificateRequest otherHostRequest();

} // namespace console::test
