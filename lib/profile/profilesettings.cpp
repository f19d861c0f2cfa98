#include "lib/profile/profile.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Far above any chain of certificates; keeps a wrong choice of file from filling the memory.
constexpr qint64 maximumFileSize = 4 * 1024 * 1024;

/// Reads what a profile names and keeps the first thing that was wrong.
class FileReader
{
public:
    QList<QSslCertificate> certificates(const QString &role, const QString &file);
    QSslKey privateKey(const QString &file);
    void check(const QString &problem);
    const QString &problem() const { return m_problem; }

private:
    QByteArray read(const QString &role, const QString &file);

    QString m_problem;
};

void FileReader::check(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

QByteArray FileReader::read(const QString &role, const QString &file)
{
    const QFileInfo info(file);
    const QString subject = u"The %1 “%2” "_s.arg(role, file);
    QFile device(file);
    if (!info.exists())
        check(subject + u"does not exist."_s);
    else if (!info.isFile())
        check(subject + u"is no file."_s);
    else if (info.size() > maximumFileSize)
        check(subject + u"is too big to be one."_s);
    else if (!device.open(QIODevice::ReadOnly))
        check(subject + u"cannot be read: %1."_s.arg(device.errorString()));
    return device.isOpen() ? device.readAll() : QByteArray();
}

QList<QSslCertificate> FileReader::certificates(const QString &role, const QString &file)
{
    if (file.isEmpty())
        return {};
    const QByteArray pem = read(role, file);
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(pem, QSsl::Pem);
    if (certificates.isEmpty())
        check(u"The %1 “%2” holds no certificate in PEM form."_s.arg(role, file));
    return certificates;
}

QSslKey FileReader::privateKey(const QString &file)
{
    if (file.isEmpty())
        return {};
    const QByteArray pem = read(u"key file"_s, file);
    if (pem.contains("ENCRYPTED"))
        check(u"The key in “%1” is protected by a passphrase, which the console cannot ask for yet: "
              u"use a key without one."_s.arg(file));
    QSslKey key(pem, QSsl::Rsa);
    if (key.isNull())
        key = QSslKey(pem, QSsl::Ec);
    if (key.isNull())
        check(u"The key file “%1” holds no RSA or EC key in PEM form."_s.arg(file));
    return key;
}

/// The last bytes of a public key (the end of an RSA modulus with its exponent, or of a point on a curve)
/// stand in the DER form of its private key too. An EC key may come without its point: then nobody can tell
/// without arithmetic, and the server will.
bool belongsTo(const QSslKey &key, const QSslCertificate &certificate)
{
    constexpr qsizetype tail = 64;
    const QByteArray publicKey = certificate.publicKey().toDer();
    const QByteArray privateKey = key.toDer();
    if (key.algorithm() != certificate.publicKey().algorithm())
        return false;
    return privateKey.size() < publicKey.size()
        || privateKey.contains(publicKey.last(qMin(tail, publicKey.size())));
}

void readClientCertificate(const Profile &profile, FileReader &reader, ConnectionSettings &settings)
{
    const QString &certificateFile = profile.clientCertificateFile;
    const QString &keyFile = profile.clientKeyFile;
    if (certificateFile.isEmpty() != keyFile.isEmpty())
        reader.check(keyFile.isEmpty()
                ? u"The client certificate “%1” needs its key file."_s.arg(certificateFile)
                : u"The key file “%1” needs its client certificate."_s.arg(keyFile));
    settings.clientCertificates = reader.certificates(u"client certificate"_s, certificateFile);
    settings.clientKey = reader.privateKey(keyFile);
    if (settings.clientCertificates.isEmpty() || settings.clientKey.isNull())
        return;
    if (!belongsTo(settings.clientKey, settings.clientCertificates.first()))
        reader.check(
            u"The key in “%1” does not belong to the certificate in “%2”."_s.arg(keyFile, certificateFile));
}

void readHeader(const Profile &profile, const Secret &value, FileReader &reader, ConnectionSettings &settings)
{
    if (!profile.headerName)
        return;
    reader.check(headerNameProblem(*profile.headerName));
    reader.check(headerValueProblem(value.reveal()));
    settings.headerName = profile.headerName->toUtf8();
    settings.headerValue = value;
}

} // namespace

ConnectionSettings settingsFor(const Profile &profile, const ProfileSecrets &secrets, Failure *failure)
{
    FileReader reader;
    ConnectionSettings settings;
    settings.url = profile.url();
    if (!settings.url.isValid() || settings.url.host().isEmpty())
        reader.check(u"“%1” is no host name."_s.arg(profile.host));
    if (profile.trust == TrustRule::Pins)
        settings.pins = profile.pins;
    settings.maximumMessageSize = qint64(profile.maximumMessageMebibytes) * 1024 * 1024;
    readHeader(profile, secrets.headerValue, reader, settings);
    if (profile.trust == TrustRule::AuthorityFile)
        settings.authorities = reader.certificates(u"CA file"_s, profile.authorityFile);
    readClientCertificate(profile, reader, settings);
    settings.reconnect.enabled = profile.reconnects;
    if (failure && !reader.problem().isEmpty())
        *failure = describeFailure(FailureKind::InvalidSettings, {.detail = reader.problem()});
    return settings;
}

} // namespace console
