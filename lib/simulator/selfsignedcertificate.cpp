#include "lib/simulator/selfsignedcertificate.h"

#include <QDir>
#include <QLockFile>
#include <QSaveFile>
#include <QSslCertificate>
#include <QStandardPaths>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <memory>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int fewestDaysLeft = 30;
constexpr std::chrono::milliseconds lockPatience(3000);

template <auto Free>
struct Freer
{
    template <typename Object>
    void operator()(Object *object) const
    {
        Free(object);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO_free>>;

bool addExtension(X509 *certificate, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// No key usage: OpenSSL would no longer call the certificate self-signed.
bool addExtensions(X509 *certificate)
{
    return addExtension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1")
        && addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate, NID_ext_key_usage, "serverAuth");
}

bool setSerial(X509 *certificate)
{
    unsigned char bytes[16];
    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return false;
    bytes[0] = (bytes[0] & 0x7f) | 0x40; // positive, and always 16 bytes long
    const std::unique_ptr<BIGNUM, Freer<BN_free>> number(BN_bin2bn(bytes, sizeof bytes, nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setNames(X509 *certificate)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto add = [name](const char *field, const char *text) {
        const auto *bytes = reinterpret_cast<const unsigned char *>(text);
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytes, -1, -1, 0) == 1;
    };
    return add("O", "Event Manager simulator") && add("CN", "localhost")
        && X509_set_issuer_name(certificate, name) == 1;
}

bool setTimes(X509 *certificate, const QDateTime &now, int days)
{
    const QDateTime from = now.addSecs(-3600); // clocks differ
    return ASN1_TIME_set(X509_getm_notBefore(certificate), from.toSecsSinceEpoch())
        && ASN1_TIME_set(X509_getm_notAfter(certificate), now.addDays(days).toSecsSinceEpoch());
}

template <typename Write>
QByteArray pem(Write &&write)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    if (!memory || write(memory.get()) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return QByteArray(data, size);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isGoodUntil(const CertificateAndKey &pair, const QDateTime &time)
{
    const QSslCertificate certificate(pair.certificate);
    return !certificate.isNull() && certificate.expiryDate() >= time && belongTogether(pair);
}

bool writePrivately(const QString &path, const QByteArray &bytes, QString *error)
{
    QSaveFile file(path);
    const QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly) && file.write(bytes) == bytes.size()
        && file.commit())
        return true;
    *error = u"cannot write %1: %2"_s.arg(path, file.errorString());
    return false;
}

bool makeFolder(const QString &folder, QString *error)
{
    if (QDir().mkpath(folder)
        && QFile::setPermissions(
            folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return true;
    *error = u"cannot make the folder %1"_s.arg(folder);
    return false;
}

bool makeAnew(const CertificateFiles &files, const QDateTime &now, QString *error)
{
    const CertificateAndKey made = makeSelfSigned(now);
    if (made.isEmpty()) {
        *error = u"cannot make a certificate"_s;
        return false;
    }
    return writePrivately(files.key, made.key, error)
        && writePrivately(files.certificate, made.certificate, error);
}

} // namespace

CertificateAndKey makeSelfSigned(const QDateTime &now, int days)
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    X509 *x509 = certificate.get();
    const bool made = key && x509 && X509_set_version(x509, X509_VERSION_3) == 1 && setSerial(x509)
        && setNames(x509) && setTimes(x509, now, days) && X509_set_pubkey(x509, key.get()) == 1
        && addExtensions(x509) && X509_sign(x509, key.get(), EVP_sha256()) != 0;
    if (!made)
        return {};
    return {pem([x509](BIO *out) { return PEM_write_bio_X509(out, x509); }), pem([&key](BIO *out) {
                return PEM_write_bio_PKCS8PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            })};
}

bool belongTogether(const CertificateAndKey &pair)
{
    const Memory certificatePem(BIO_new_mem_buf(pair.certificate.constData(), int(pair.certificate.size())));
    const Memory keyPem(BIO_new_mem_buf(pair.key.constData(), int(pair.key.size())));
    char noPassphrase[] = "";
    const Certificate certificate(PEM_read_bio_X509(certificatePem.get(), nullptr, nullptr, nullptr));
    const Key key(PEM_read_bio_PrivateKey(keyPem.get(), nullptr, nullptr, noPassphrase));
    const bool together = certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error(); // what is left there, Qt would report as an error of the next connection
    return together;
}

CertificateFiles ownCertificateFiles()
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/event-manager-simulator"_s;
    return {folder + u"/certificate.pem"_s, folder + u"/key.pem"_s};
}

bool renewOwnCertificate(const CertificateFiles &files, const QDateTime &now, QString *error)
{
    if (!makeFolder(QFileInfo(files.certificate).path(), error))
        return false;
    QLockFile lock(files.key + u".lock"_s); // two may start at once
    lock.tryLock(int(lockPatience.count()));
    const CertificateAndKey kept = {contents(files.certificate), contents(files.key)};
    return isGoodUntil(kept, now.addDays(fewestDaysLeft)) || makeAnew(files, now, error);
}

} // namespace console
