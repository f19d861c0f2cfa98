#include "tests/support/testcertificates.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
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
    void operator()(PKCS12 *file) const { PKCS12_free(file); }
    void operator()(STACK_OF(X509) * chain) const { sk_X509_pop_free(chain, X509_free); }
    void operator()(OSSL_LIB_CTX *library) const { OSSL_LIB_CTX_free(library); }
    void operator()(OSSL_PROVIDER *provider) const { OSSL_PROVIDER_unload(provider); }
};

using Key = std::unique_ptr<EVP_PKEY, Free>;
using Certificate = std::unique_ptr<X509, Free>;
using Memory = std::unique_ptr<BIO, Free>;
using Chain = std::unique_ptr<STACK_OF(X509), Free>;
using Library = std::unique_ptr<OSSL_LIB_CTX, Free>;
using Provider = std::unique_ptr<OSSL_PROVIDER, Free>;

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

Key generate(KeyKind kind)
{
    switch (kind) {
    case KeyKind::Rsa:
        return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t(2048)));
    case KeyKind::Ed25519:
        return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    case KeyKind::Ec:
        break;
    }
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

/// Ed25519 brings its own.
const EVP_MD *digestFor(EVP_PKEY *key)
{
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 ? nullptr : EVP_sha256();
}

QByteArray bytesOf(PKCS12 *file)
{
    const std::unique_ptr<PKCS12, Free> owner(file);
    const Memory bio(BIO_new(BIO_s_mem()));
    return file && i2d_PKCS12_bio(bio.get(), file) == 1 ? contents(bio) : QByteArray();
}

/// @param issuer  null: signs itself
Credentials make(const CertificateRequest &request, const Credentials *issuer)
{
    const Key key = generate(request.key);
    const Certificate certificate = unsignedCertificate(request, key.get());
    const Certificate issuerCertificate = issuer ? certificateFrom(issuer->certificate) : nullptr;
    const Key issuerKey = issuer ? keyFrom(issuer->keyPem) : nullptr;
    X509 *signer = issuer ? issuerCertificate.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    addExtensions(certificate.get(), signer, request);
    EVP_PKEY *signingKey = issuer ? issuerKey.get() : key.get();
    X509_sign(certificate.get(), signingKey, digestFor(signingKey));

    Credentials made;
    made.keyPem = pemOf(key.get());
    made.key = QSslKey(made.keyPem, request.key == KeyKind::Rsa ? QSsl::Rsa : QSsl::Ec);
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

QByteArray traditionallyEncrypted(const Credentials &credentials, const QByteArray &passphrase)
{
    const Key key = keyFrom(credentials.keyPem);
    const Memory bio(BIO_new(BIO_s_mem()));
    const auto *bytes = reinterpret_cast<const unsigned char *>(passphrase.constData());
    PEM_write_bio_PrivateKey_traditional(
        bio.get(), key.get(), EVP_aes_128_cbc(), bytes, int(passphrase.size()), nullptr, nullptr);
    return contents(bio);
}

QByteArray encrypted(const Credentials &credentials, const QByteArray &passphrase)
{
    const Key key = keyFrom(credentials.keyPem);
    const Memory bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), EVP_aes_256_cbc(), passphrase.constData(),
        int(passphrase.size()), nullptr, nullptr);
    return contents(bio);
}

QByteArray pkcs12(
    const Credentials &credentials, const QByteArray &passphrase, const QList<QSslCertificate> &chain)
{
    const Key key = keyFrom(credentials.keyPem);
    const Certificate certificate = certificateFrom(credentials.certificate);
    const Chain others(sk_X509_new_null());
    for (const QSslCertificate &one : chain)
        sk_X509_push(others.get(), certificateFrom(one).release());
    return bytesOf(PKCS12_create(
        passphrase.constData(), "test", key.get(), certificate.get(), others.get(), 0, 0, 0, 0, 0));
}

QByteArray oldPkcs12(const Credentials &credentials, const QByteArray &passphrase)
{
    const Library library(OSSL_LIB_CTX_new());
    const Provider legacy(OSSL_PROVIDER_load(library.get(), "legacy"));
    const Provider standard(OSSL_PROVIDER_load(library.get(), "default"));
    const Key key = keyFrom(credentials.keyPem);
    const Certificate certificate = certificateFrom(credentials.certificate);
    return bytesOf(PKCS12_create_ex(passphrase.constData(), "test", key.get(), certificate.get(), nullptr,
        NID_pbe_WithSHA1And3_Key_TripleDES_CBC, NID_pbe_WithSHA1And40BitRC2_CBC, 0, 0, 0, library.get(),
        nullptr));
}

QByteArray pkcs12WithoutKey(const Credentials &credentials, const QByteArray &passphrase)
{
    const Certificate certificate = certificateFrom(credentials.certificate);
    return bytesOf(
        PKCS12_create(passphrase.constData(), "test", nullptr, certificate.get(), nullptr, 0, 0, 0, 0, 0));
}

} // namespace console::test
