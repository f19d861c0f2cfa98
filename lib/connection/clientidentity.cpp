#include "lib/connection/clientidentity.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace console {

namespace {

template <auto Free>
struct Freer
{
    template <typename Object>
    void operator()(Object *object) const
    {
        Free(object);
    }
};

void freeChain(STACK_OF(X509) * chain)
{
    sk_X509_pop_free(chain, X509_free);
}

using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Chain = std::unique_ptr<STACK_OF(X509), Freer<freeChain>>;
using Pkcs12 = std::unique_ptr<PKCS12, Freer<PKCS12_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO_free>>;

/// The thread's list of errors, ours for a while. What is left there, Qt would report as an error of the next
/// connection.
class ErrorList
{
public:
    ErrorList() { ERR_clear_error(); }
    ~ErrorList() { ERR_clear_error(); }
    Q_DISABLE_COPY_MOVE(ErrorList)

    bool namesUnknownCipher() const;
};

/// Readers of other formats that were tried first say "unsupported" too; a cipher is looked for by EVP.
bool ErrorList::namesUnknownCipher() const
{
    bool found = false;
    while (const unsigned long error = ERR_get_error()) {
        const int reason = ERR_GET_REASON(error);
        found |= ERR_GET_LIB(error) == ERR_LIB_EVP
            && (reason == ERR_R_UNSUPPORTED || reason == EVP_R_UNSUPPORTED_ALGORITHM
                || reason == EVP_R_UNKNOWN_PBE_ALGORITHM || reason == EVP_R_UNSUPPORTED_CIPHER);
    }
    return found;
}

Memory reader(const QByteArray &bytes)
{
    return Memory(BIO_new_mem_buf(bytes.constData(), int(bytes.size())));
}

ClientIdentity failed(FailureKind kind, bool isKeyFileAtFault = false)
{
    ClientIdentity identity;
    identity.failure = kind;
    identity.isKeyFileAtFault = isKeyFileAtFault;
    return identity;
}

FailureKind passphraseFailure(const Secret &passphrase)
{
    return passphrase.reveal().isEmpty() ? FailureKind::PassphraseNeeded : FailureKind::WrongPassphrase;
}

/// What OpenSSL asks for while it reads a key, and what it is told.
struct Question
{
    QByteArray answer;
    bool wasAsked = false;
};

int answerQuestion(char *buffer, int size, int, void *question)
{
    auto *asked = static_cast<Question *>(question);
    asked->wasAsked = true;
    if (asked->answer.isEmpty() || asked->answer.size() > size)
        return -1;
    std::memcpy(buffer, asked->answer.constData(), size_t(asked->answer.size()));
    return int(asked->answer.size());
}

Key keyFromPem(const QByteArray &pem, Question *question)
{
    return Key(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, &answerQuestion, question));
}

bool holdsPemKey(const QByteArray &pem)
{
    return pem.contains("PRIVATE KEY-----");
}

/// Null for kinds of keys that QSslKey does not know.
QSslKey toQt(EVP_PKEY *key)
{
    const int kind = EVP_PKEY_get_base_id(key);
    const Memory memory(BIO_new(BIO_s_secmem())); // wiped when it goes
    if ((kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
        || PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return QSslKey(QByteArray::fromRawData(data, size), kind == EVP_PKEY_RSA ? QSsl::Rsa : QSsl::Ec);
}

QSslCertificate toQt(X509 *certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    i2d_X509_bio(memory.get(), certificate);
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return QSslCertificate(QByteArray::fromRawData(data, size), QSsl::Der);
}

bool belongsTo(EVP_PKEY *key, const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    const Certificate x509(d2i_X509_bio(reader(der).get(), nullptr));
    return x509 && X509_check_private_key(x509.get(), key) == 1;
}

/// Files with the whole chain do not always begin with the certificate of the key.
ClientIdentity identityOf(EVP_PKEY *key, QList<QSslCertificate> certificates)
{
    const auto own = std::find_if(certificates.begin(), certificates.end(),
        [key](const QSslCertificate &one) { return belongsTo(key, one); });
    if (own == certificates.end())
        return failed(FailureKind::ClientKeyMismatch, true);
    std::rotate(certificates.begin(), own, own + 1);
    ClientIdentity identity;
    identity.certificates = certificates;
    identity.key = toQt(key);
    return identity.key.isNull() ? failed(FailureKind::UnsupportedKey, true) : identity;
}

ClientIdentity fromPem(const QByteArray &certificateFile, const QByteArray &keyFile, const Secret &passphrase)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(certificateFile, QSsl::Pem);
    if (certificates.isEmpty())
        return failed(FailureKind::InvalidSettings);
    const ErrorList errors;
    Question question{passphrase.reveal()};
    if (const Key key = keyFromPem(keyFile, &question))
        return identityOf(key.get(), certificates);
    if (!question.wasAsked)
        return failed(FailureKind::InvalidSettings, true);
    const bool isStrange = !question.answer.isEmpty() && errors.namesUnknownCipher();
    return failed(isStrange ? FailureKind::UnsupportedKey : passphraseFailure(passphrase), true);
}

Pkcs12 readPkcs12(const QByteArray &bytes)
{
    const ErrorList errors;
    return Pkcs12(d2i_PKCS12_bio(reader(bytes).get(), nullptr));
}

/// The sum over the file is made with the passphrase, and by means that no OpenSSL has given up: so a wrong
/// passphrase and an old cipher are told apart. No passphrase and an empty one are written differently.
/// A file says itself how much work it is to open; one that asks for more than this is out to stop us.
bool isTooMuchWork(PKCS12 *file)
{
    constexpr long mostIterations = 10'000'000;
    const ASN1_INTEGER *iterations = nullptr;
    PKCS12_get0_mac(nullptr, nullptr, nullptr, &iterations, file);
    return iterations && (ASN1_INTEGER_get(iterations) < 0 || ASN1_INTEGER_get(iterations) > mostIterations);
}

bool opens(PKCS12 *file, const QByteArray &passphrase)
{
    const ErrorList errors;
    if (PKCS12_mac_present(file) != 1)
        return true;
    if (!passphrase.isEmpty())
        return PKCS12_verify_mac(file, passphrase.constData(), -1) == 1;
    return PKCS12_verify_mac(file, nullptr, 0) == 1 || PKCS12_verify_mac(file, "", 0) == 1;
}

ClientIdentity fromPkcs12(PKCS12 *file, const Secret &passphrase)
{
    if (isTooMuchWork(file))
        return failed(FailureKind::InvalidSettings);
    if (!opens(file, passphrase.reveal()))
        return failed(passphraseFailure(passphrase));
    const ErrorList errors;
    EVP_PKEY *parsedKey = nullptr;
    X509 *parsedCertificate = nullptr;
    STACK_OF(X509) *parsedChain = nullptr;
    const int parsed =
        PKCS12_parse(file, passphrase.reveal().constData(), &parsedKey, &parsedCertificate, &parsedChain);
    const Key key(parsedKey);
    const Certificate certificate(parsedCertificate);
    const Chain chain(parsedChain);
    if (parsed != 1)
        return failed(errors.namesUnknownCipher() ? FailureKind::OldPkcs12 : FailureKind::InvalidSettings);
    if (!key)
        return failed(FailureKind::ClientKeyMissing);

    QList<QSslCertificate> certificates;
    if (certificate)
        certificates.append(toQt(certificate.get()));
    for (int i = 0; i < sk_X509_num(chain.get()); ++i)
        certificates.append(toQt(sk_X509_value(chain.get(), i)));
    ClientIdentity identity = identityOf(key.get(), certificates);
    identity.isKeyFileAtFault = false;
    return identity;
}

} // namespace

ClientIdentity readClientIdentity(
    const QByteArray &certificateFile, const std::optional<QByteArray> &keyFile, const Secret &passphrase)
{
    if (const Pkcs12 pkcs12 = readPkcs12(certificateFile))
        return fromPkcs12(pkcs12.get(), passphrase);
    if (keyFile || holdsPemKey(certificateFile))
        return fromPem(certificateFile, keyFile.value_or(certificateFile), passphrase);
    const bool isCertificate = !QSslCertificate::fromData(certificateFile, QSsl::Pem).isEmpty();
    return failed(isCertificate ? FailureKind::ClientKeyMissing : FailureKind::InvalidSettings);
}

bool needsPassphrase(const QByteArray &file)
{
    if (const Pkcs12 pkcs12 = readPkcs12(file))
        return !opens(pkcs12.get(), {});
    const ErrorList errors;
    Question question;
    return !keyFromPem(file, &question) && question.wasAsked;
}

} // namespace console
