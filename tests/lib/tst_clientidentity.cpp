#include "lib/connection/clientidentity.h"
#include "tests/support/testcertificates.h"

#include <QTest>

#include <openssl/err.h>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

const QByteArray passphrase = "hunter2-of-the-key";
const QByteArray umlauts = "Schl\xc3\xbcssel";

test::Credentials make(test::KeyKind kind)
{
    test::CertificateRequest request;
    request.key = kind;
    return test::selfSigned(request);
}

} // namespace

class TestClientIdentity : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void aKeyIsReadInEveryForm_data();
    void aKeyIsReadInEveryForm();
    void aPassphraseThatIsNotNeededDoesNoHarm();
    void certificateAndKeyMayStandInOneFile();
    void theCertificateOfTheKeyComesFirst();
    void pkcs12BringsCertificatesAndKey_data();
    void pkcs12BringsCertificatesAndKey();
    void whatIsWrongIsTold_data();
    void whatIsWrongIsTold();
    void aFileTellsWhetherItNeedsAPassphrase_data();
    void aFileTellsWhetherItNeedsAPassphrase();
    void nothingStaysInTheListOfErrors();

private:
    test::Credentials m_ec;
    test::Credentials m_rsa;
    test::Credentials m_ed25519;
};

void TestClientIdentity::initTestCase()
{
    m_ec = make(test::KeyKind::Ec);
    m_rsa = make(test::KeyKind::Rsa);
    m_ed25519 = make(test::KeyKind::Ed25519);
}

/// Qt would report it as an error of the next connection.
void TestClientIdentity::cleanup()
{
    QCOMPARE(ERR_peek_error(), 0ul);
}

void TestClientIdentity::aKeyIsReadInEveryForm_data()
{
    QTest::addColumn<test::Credentials>("credentials");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("given");
    const QByteArray none;
    for (const test::Credentials &one : {m_ec, m_rsa}) {
        const QByteArray kind = one.key.algorithm() == QSsl::Ec ? "EC" : "RSA";
        const auto row = [&](const char *form, const QByteArray &key, const QByteArray &given) {
            QTest::newRow((kind + ' ' + form).constData()) << one << key << given;
        };
        row("PKCS#8", one.keyPem, none);
        row("traditional", one.key.toPem(), none);
        row("behind a remark", "# of console-07\r\n" + one.keyPem, none);
        row("encrypted PKCS#8", test::encrypted(one, passphrase), passphrase);
        row("encrypted traditional", test::traditionallyEncrypted(one, passphrase), passphrase);
        row("umlauts", test::encrypted(one, umlauts), umlauts);
    }
    QTest::newRow("EC behind its parameters")
        << m_ec
        << "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + m_ec.key.toPem()
        << none;
}

void TestClientIdentity::aKeyIsReadInEveryForm()
{
    QFETCH(test::Credentials, credentials);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, given);
    QVERIFY(!key.isEmpty());
    const ClientIdentity read = readClientIdentity(credentials.certificate.toPem(), key, Secret(given));
    QCOMPARE(read.failure, FailureKind::None);
    QCOMPARE(read.certificates, QList{credentials.certificate});
    QCOMPARE(read.key, credentials.key);
}

void TestClientIdentity::aPassphraseThatIsNotNeededDoesNoHarm()
{
    const ClientIdentity read = readClientIdentity(m_ec.certificate.toPem(), m_ec.keyPem, Secret(passphrase));
    QCOMPARE(read.failure, FailureKind::None);
    QCOMPARE(read.key, m_ec.key);
}

void TestClientIdentity::certificateAndKeyMayStandInOneFile()
{
    const QByteArray file = test::encrypted(m_rsa, passphrase) + m_rsa.certificate.toPem();
    const ClientIdentity read = readClientIdentity(file, std::nullopt, Secret(passphrase));
    QCOMPARE(read.failure, FailureKind::None);
    QCOMPARE(read.certificates, QList{m_rsa.certificate});
    QCOMPARE(read.key, m_rsa.key);
}

void TestClientIdentity::theCertificateOfTheKeyComesFirst()
{
    const test::Credentials root = test::authority();
    const test::Credentials leaf = test::signedBy(root);
    const QByteArray rootFirst = root.certificate.toPem() + leaf.certificate.toPem();
    QCOMPARE(readClientIdentity(rootFirst, leaf.keyPem, {}).certificates,
        QList({leaf.certificate, root.certificate}));
}

void TestClientIdentity::pkcs12BringsCertificatesAndKey_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::newRow("with a passphrase") << passphrase;
    QTest::newRow("with umlauts") << umlauts;
    QTest::newRow("with an empty passphrase") << QByteArray();
}

void TestClientIdentity::pkcs12BringsCertificatesAndKey()
{
    QFETCH(QByteArray, given);
    const test::Credentials root = test::authority();
    const test::Credentials between = test::signedBy(root, {.commonName = u"Between"_s, .authority = true});
    const test::Credentials leaf = test::signedBy(between);
    const QByteArray file = test::pkcs12(leaf, given, {between.certificate, root.certificate});
    QVERIFY(!file.isEmpty());
    const ClientIdentity read = readClientIdentity(file, std::nullopt, Secret(given));
    QCOMPARE(read.failure, FailureKind::None);
    QCOMPARE(read.certificates, QList({leaf.certificate, between.certificate, root.certificate}));
    QCOMPARE(read.key, leaf.key);
}

void TestClientIdentity::whatIsWrongIsTold_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key"); // null: no key file
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<FailureKind>("failure");
    QTest::addColumn<bool>("keyFile");
    const QByteArray pem = m_ec.certificate.toPem();
    const QByteArray none;
    const QByteArray wrong = "guessed";
    const bool ofKey = true;
    const bool ofCertificate = false;
    const auto row = [](const char *name, const QByteArray &certificate, const QByteArray &key,
                         const QByteArray &given, FailureKind failure, bool keyFile) {
        QTest::newRow(name) << certificate << key << given << failure << keyFile;
    };
    row("no certificate", "hello", m_ec.keyPem, none, FailureKind::InvalidSettings, ofCertificate);
    row("nothing at all", "hello", none, none, FailureKind::InvalidSettings, ofCertificate);
    row("DER", m_ec.certificate.toDer(), m_ec.keyPem, none, FailureKind::InvalidSettings, ofCertificate);
    row("no key", pem, "hello", none, FailureKind::InvalidSettings, ofKey);
    row("empty key file", pem, "", none, FailureKind::InvalidSettings, ofKey);
    row("certificate for a key", pem, pem, none, FailureKind::InvalidSettings, ofKey);
    row("half a key", pem, m_ec.keyPem.first(100), none, FailureKind::InvalidSettings, ofKey);
    row("public key", pem, m_ec.certificate.publicKey().toPem(), none, FailureKind::InvalidSettings, ofKey);
    row("no key file", pem, none, none, FailureKind::ClientKeyMissing, ofCertificate);
    row("another EC key", pem, make(test::KeyKind::Ec).keyPem, none, FailureKind::ClientKeyMismatch, ofKey);
    row("another kind of key", pem, m_rsa.keyPem, none, FailureKind::ClientKeyMismatch, ofKey);
    row("another RSA key", m_rsa.certificate.toPem(), make(test::KeyKind::Rsa).keyPem, none,
        FailureKind::ClientKeyMismatch, ofKey);
    for (const QByteArray &locked :
        {test::encrypted(m_ec, passphrase), test::traditionallyEncrypted(m_ec, passphrase)}) {
        const bool isPkcs8 = locked.contains("BEGIN ENCRYPTED");
        row(isPkcs8 ? "PKCS#8, no passphrase" : "traditional, no passphrase", pem, locked, none,
            FailureKind::PassphraseNeeded, ofKey);
        row(isPkcs8 ? "PKCS#8, wrong passphrase" : "traditional, wrong passphrase", pem, locked, wrong,
            FailureKind::WrongPassphrase, ofKey);
        row(isPkcs8 ? "PKCS#8, long passphrase" : "traditional, long passphrase", pem, locked,
            QByteArray(5000, 'x'), FailureKind::WrongPassphrase, ofKey);
    }
    row("Ed25519", m_ed25519.certificate.toPem(), m_ed25519.keyPem, none, FailureKind::UnsupportedKey, ofKey);
    row("encrypted Ed25519", m_ed25519.certificate.toPem(), test::encrypted(m_ed25519, passphrase),
        passphrase, FailureKind::UnsupportedKey, ofKey);

    const QByteArray file = test::pkcs12(m_ec, passphrase);
    row("PKCS#12, no passphrase", file, none, none, FailureKind::PassphraseNeeded, ofCertificate);
    row("PKCS#12, wrong passphrase", file, none, wrong, FailureKind::WrongPassphrase, ofCertificate);
    row("PKCS#12 with Ed25519", test::pkcs12(m_ed25519, passphrase), none, passphrase,
        FailureKind::UnsupportedKey, ofCertificate);
    row("PKCS#12 without a key", test::pkcs12WithoutKey(m_ec, passphrase), none, passphrase,
        FailureKind::ClientKeyMissing, ofCertificate);
    row("half a PKCS#12", file.first(file.size() / 2), none, passphrase, FailureKind::InvalidSettings,
        ofCertificate);
    const QByteArray old = test::oldPkcs12(m_rsa, passphrase);
    if (old.isEmpty())
        return;
    row("old PKCS#12, no passphrase", old, none, none, FailureKind::PassphraseNeeded, ofCertificate);
    row("old PKCS#12, wrong passphrase", old, none, wrong, FailureKind::WrongPassphrase, ofCertificate);
    row("old PKCS#12, right passphrase", old, none, passphrase, FailureKind::OldPkcs12, ofCertificate);
}

void TestClientIdentity::whatIsWrongIsTold()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, given);
    const std::optional<QByteArray> keyFile = key.isNull() ? std::nullopt : std::optional(key);
    const ClientIdentity read = readClientIdentity(certificate, keyFile, Secret(given));
    QTEST(read.failure, "failure");
    QTEST(read.isKeyFileAtFault, "keyFile");
    QVERIFY(read.certificates.isEmpty());
    QVERIFY(read.key.isNull());
}

void TestClientIdentity::aFileTellsWhetherItNeedsAPassphrase_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("needed");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("certificate") << m_ec.certificate.toPem() << false;
    QTest::newRow("plain EC") << m_ec.keyPem << false;
    QTest::newRow("plain RSA") << m_rsa.keyPem << false;
    QTest::newRow("encrypted PKCS#8") << test::encrypted(m_ec, passphrase) << true;
    QTest::newRow("encrypted traditional") << test::traditionallyEncrypted(m_rsa, passphrase) << true;
    QTest::newRow("behind its certificate")
        << m_ec.certificate.toPem() + test::encrypted(m_ec, passphrase) << true;
    QTest::newRow("PKCS#12") << test::pkcs12(m_ec, passphrase) << true;
    QTest::newRow("old PKCS#12") << test::oldPkcs12(m_ec, passphrase) << true;
    QTest::newRow("PKCS#12 with an empty passphrase") << test::pkcs12(m_ec, "") << false;
}

void TestClientIdentity::aFileTellsWhetherItNeedsAPassphrase()
{
    QFETCH(QByteArray, file);
    QTEST(needsPassphrase(file), "needed");
}

void TestClientIdentity::nothingStaysInTheListOfErrors()
{
    readClientIdentity("hello", "hello", {});
    needsPassphrase("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    QCOMPARE(ERR_peek_error(), 0ul);
}

QTEST_GUILESS_MAIN(TestClientIdentity)
#include "tst_clientidentity.moc"
