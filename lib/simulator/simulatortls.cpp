#include "lib/simulator/simulatortls.h"

#include "lib/simulator/selfsignedcertificate.h"
#include "lib/simulator/simulatoroptions.h"

#include <QDateTime>
#include <QFile>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace console {

namespace {

std::optional<QByteArray> contents(const QString &path, QString *error)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    *error = u"cannot read %1: %2"_s.arg(path, file.errorString());
    return std::nullopt;
}

QList<QSslCertificate> certificatesOf(const QString &path, QString *error)
{
    const std::optional<QByteArray> pem = contents(path, error);
    if (!pem)
        return {};
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(*pem);
    if (certificates.isEmpty())
        *error = u"%1 holds no certificate in PEM form"_s.arg(path);
    return certificates;
}

QSslKey keyOf(const CertificateFiles &files, QString *error)
{
    const std::optional<QByteArray> pem = contents(files.key, error);
    const std::optional<QByteArray> certificate = contents(files.certificate, error);
    if (!pem || !certificate)
        return {};
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(*pem, algorithm);
        if (!key.isNull() && belongTogether({*certificate, *pem}))
            return key;
        if (!key.isNull())
            *error =
                u"the key in %1 does not belong to the certificate in %2"_s.arg(files.key, files.certificate);
    }
    if (error->isEmpty())
        *error =
            u"%1 holds no private key that can be used: PEM, RSA or EC, without passphrase"_s.arg(files.key);
    return {};
}

bool demandClientCertificates(QSslConfiguration &configuration, const QString &authorities, QString *error)
{
    const QList<QSslCertificate> certificates = certificatesOf(authorities, error);
    configuration.setCaCertificates(certificates);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setMissingCertificateIsFatal(true);
    configuration.setHandshakeMustInterruptOnError(true); // else clients get no alert
    return !certificates.isEmpty();
}

/// The files given, else its own.
std::optional<CertificateFiles> filesOf(const SimulatorOptions &options, QString *error)
{
    if (!options.certificateFile.isEmpty())
        return CertificateFiles{options.certificateFile, options.keyFile};
    const CertificateFiles own = ownCertificateFiles();
    return renewOwnCertificate(own, QDateTime::currentDateTimeUtc(), error) ? std::optional(own)
                                                                            : std::nullopt;
}

} // namespace

std::optional<SimulatorTls> simulatorTls(const SimulatorOptions &options, QString *error)
{
    const std::optional<CertificateFiles> files = filesOf(options, error);
    if (!files)
        return std::nullopt;
    const QList<QSslCertificate> chain = certificatesOf(files->certificate, error);
    if (chain.isEmpty())
        return std::nullopt;
    const QSslKey key = keyOf(*files, error);
    if (key.isNull())
        return std::nullopt;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    if (!options.clientAuthorityFile.isEmpty()
        && !demandClientCertificates(configuration, options.clientAuthorityFile, error))
        return std::nullopt;
    return SimulatorTls{configuration, files->certificate};
}

} // namespace console
