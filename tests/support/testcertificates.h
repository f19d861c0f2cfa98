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

enum class KeyKind { Ec, Rsa, Ed25519 };

/// What to write into a certificate. Times default to a day around now.
struct CertificateRequest
{
    QString commonName = QStringLiteral("localhost");
    QStringList names{
        QStringLiteral("DNS:localhost"), QStringLiteral("IP:127.0.0.1"), QStringLiteral("IP:::1")};
    QDateTime validFrom = QDateTime::currentDateTimeUtc().addDays(-1);
    QDateTime validUntil = QDateTime::currentDateTimeUtc().addDays(1);
    bool authority = false;
    KeyKind key = KeyKind::Ec;
};

/// Makes a certificate with a key (P-256 or RSA 2048) at run time, so that no test data expires.
Credentials selfSigned(const CertificateRequest &request = {});
Credentials signedBy(const Credentials &authority, const CertificateRequest &request = {});
Credentials authority(const QString &commonName = QStringLiteral("Test authority"));

/// Out of date since yesterday.
CertificateRequest expiredRequest();
/// Valid from tomorrow.
CertificateRequest futureRequest();
/// For another host.
CertificateRequest otherHostRequest();

/// The key in PEM form under a passphrase: as OpenSSL wrote it for decades ("Proc-Type: 4,ENCRYPTED"), and as
/// PKCS#8 ("ENCRYPTED PRIVATE KEY").
QByteArray traditionallyEncrypted(const Credentials &credentials, const QByteArray &passphrase);
QByteArray encrypted(const Credentials &credentials, const QByteArray &passphrase);

/// One file with key, certificate and those that vouch for it. An old one is encrypted with 40 bit RC2 and
/// triple DES; it is empty where OpenSSL came without its legacy provider.
QByteArray pkcs12(
    const Credentials &credentials, const QByteArray &passphrase, const QList<QSslCertificate> &chain = {});
QByteArray oldPkcs12(const Credentials &credentials, const QByteArray &passphrase);
/// A PKCS#12 file with a certificate and no key.
QByteArray pkcs12WithoutKey(const Credentials &credentials, const QByteArray &passphrase);

} // namespace console::test
