#include "tests/support/testcertificates.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace console::test {

namespace {

struct Free
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION *extension) const { X509_EXTENSION_free(extension); }
    void operator()(BIO *bio) const { BIO_free(bio); }
};

using Key = std::unique_ptr<EVP_PKEY, Free>;
using Certificate = std::unique_ptr<X509, Free>;
using Memory = std::unique_ptr<BIO, Free>;

QByteArray contents(const Memory &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

Key keyFrom(const QByteArray &pem)
{
    const Memory bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

Certificate certificateFrom(const QSslCertificate &certificate)
{
    const QByteArray pem = certificate.toPem();
    const Memory bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

void extend(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free> extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    X509_add_ext(certificate, extension.get(), -1);
}

void setSerial(X509 *certificate)
{
    unsigned char bytes[8];
    RAND_bytes(bytes, sizeof bytes);
    bytes[0] &= 0x7f;
    BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, nullptr);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
}

Certificate unsignedCertificate(const CertificateRequest &request, EVP_PKEY *key)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    setSerial(certificate.get());
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), time_t(request.validFrom.toSecsSinceEpoch()));
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), time_t(request.validUntil.toSecsSinceEpoch()));
    X509_set_pubkey(certificate.get(), key);
    const QByteArray name = request.commonName.toUtf8();
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>(name.constData()), int(name.size()), -1, 0);
    return certificate;
}

void addExtensions(X509 *certificate, X509 *issuer, const CertificateRequest &request)
{
    extend(certificate, issuer, NID_basic_constraints, request.authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (request.authority)
        extend(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
    else
        extend(certificate, issuer, NID_ext_key_usage, "serverAuth,clientAuth");
    if (!request.names.isEmpty())
        extend(certificate, issuer, NID_subject_alt_name, request.names.join(u',').toUtf8());
}

QByteArray pemOf(EVP_PKEY *key)
{
    const Memory bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return contents(bio);
}

QSslCertificate toQt(X509 *certificate)
{
    const Memory bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return QSslCertificate(contents(bio), QSsl::Pem);
}

/// @param issuer  null: signs itself
Credentials make(const CertificateRequest &request, const Credentials *issuer)
{
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Certificate certificate = unsignedCertificate(request, key.get());
    const Certificate issuerCertificate = issuer ? certificateFrom(issuer->certificate) : nullptr;
    const Key issuerKey = issuer ? keyFrom(issuer->keyPem) : nullptr;
    X509 *signer = issuer ? issuerCertificate.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    addExtensions(certificate.get(), signer, request);
    X509_sign(certificate.get(), issuer ? issuerKey.get() : key.get(), EVP_sha256());

    Credentials made;
    made.keyPem = pemOf(key.get());
    made.key = QSslKey(made.keyPem, QSsl::Ec);
    made.certificate = toQt(certificate.get());
    return made;
}

} // namespace

Credentials selfSigned(const CertificateRequest &request)
{
    return make(request, nullptr);
}

Credentials signedBy(const Credentials &authority, const CertificateRequest &request)
{
    return make(request, &authority);
}

Credentials authority(const QString &commonName)
{
    CertificateRequest request;
    request.commonName = commonName;
    request.names.clear();
    request.authority = true;
    return selfSigned(request);
}

CertificateRequest expiredRequest()
{
    CertificateRequest request;
    request.validFrom = QDateTime::currentDateTimeUtc().addDays(-10);
    request.validUntil = QDateTime::currentDateTimeUtc().addDays(-1);
    return request;
}

CertificateRequest futureRequest()
{
    CertificateRequest request;
    request.validFrom = QDateTime::currentDateTimeUtc().addDays(1);
    request.validUntil = QDateTime::currentDateTimeUtc().addDays(10);
    return request;
}

CertificateRequest otherHostRequest()
{
    CertificateRequest request;
    request.commonName = QStringLiteral("other.example.net");
    request.names = {QStringLiteral("DNS:other.example.net")};
    return request;
}

} // namespace console::test
