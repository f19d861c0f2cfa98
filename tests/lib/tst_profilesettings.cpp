#include "lib/profile/profile.h"
#include "lib/profile/secretstore.h"
#include "tests/support/testcertificates.h"

#include <QDebug>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace console;

/// Holds at compile time: who prints a secret by mistake gets no program.
template <typename T>
concept Printable = requires(QDebug stream, T value)
{
    stream << value;
};
static_assert(Printable<QByteArray>);
static_assert(!Printable<console::Secret>);

class TestProfileSettings : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aProfileWithoutFilesUsesTheSystemsAuthorities();
    void withoutAHeaderNameNoHeaderIsSet();
    void anEmptyHeaderValueIsAValue();
    void aHeaderThatMustNotBeSentIsRefused();
    void aHostThatIsNoneIsRefused();
    void authoritiesComeFromTheFile();
    void whatIsWrongWithTheAuthorityFileIsSaid_data();
    void whatIsWrongWithTheAuthorityFileIsSaid();
    void aFileThatMayNotBeReadIsSaid();
    void aClientCertificateComesWithItsKey();
    void whatIsWrongWithTheKeyIsSaid_data();
    void whatIsWrongWithTheKeyIsSaid();
    void theKeyOfAnotherCertificateIsRefused();
    void certificateAndKeyNeedEachOther();
    void pinsArePassedOn();
    void theLargestMessageIsPassedOnInBytes();
    void theMemoryStoreAnswersLater();
    void theMemoryStoreForgetsWhatIsRemoved();
    void noAnswerReachesAContextThatIsGone();

private:
    QString write(const QString &name, const QByteArray &bytes);
    QString errorFor(const Profile &profile);

    std::unique_ptr<QTemporaryDir> m_folder;
    Profile m_profile;
};

void TestProfileSettings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_profile = {};
    m_profile.trust = TrustRule::AuthorityFile;
    m_profile.host = u"engage.example.net"_s;
}

QString TestProfileSettings::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

QString TestProfileSettings::errorFor(const Profile &profile)
{
    Failure failure;
    settingsFor(profile, {.headerValue = Secret("hunter2")}, &failure);
    return failure.cause;
}

void TestProfileSettings::aProfileWithoutFilesUsesTheSystemsAuthorities()
{
    Failure failure;
    const ConnectionSettings settings = settingsFor(m_profile, {}, &failure);
    QVERIFY(!failure);
    QCOMPARE(settings.url, QUrl(u"wss://engage.example.net:9002"_s));
    QVERIFY(settings.authorities.isEmpty());
    QVERIFY(settings.clientKey.isNull());
}

void TestProfileSettings::withoutAHeaderNameNoHeaderIsSet()
{
    const ConnectionSettings settings = settingsFor(m_profile, {.headerValue = Secret("hunter2")}, nullptr);
    QVERIFY(settings.headerName.isEmpty());
    QVERIFY(settings.headerValue.reveal().isEmpty());
}

void TestProfileSettings::anEmptyHeaderValueIsAValue()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    Failure failure;
    const ConnectionSettings settings = settingsFor(m_profile, {.headerValue = Secret("")}, &failure);
    QVERIFY(!failure);
    QCOMPARE(settings.headerName, QByteArray("X-Engage-Key"));
}

void TestProfileSettings::aHeaderThatMustNotBeSentIsRefused()
{
    m_profile.headerName = u"X Key"_s;
    QCOMPARE(errorFor(m_profile), u"A header name has no spaces."_s);
    m_profile.headerName = u"X-Key"_s;
    Failure failure;
    settingsFor(m_profile, {.headerValue = Secret("a\r\nb")}, &failure);
    QVERIFY(failure.cause.contains(u"line break"_s));
}

void TestProfileSettings::aHostThatIsNoneIsRefused()
{
    m_profile.host = u"a b"_s;
    QCOMPARE(errorFor(m_profile), u"“a b” is no host name."_s);
}

void TestProfileSettings::authoritiesComeFromTheFile()
{
    const test::Credentials one = test::authority();
    const test::Credentials two = test::authority(u"Another"_s);
    m_profile.authorityFile = write(u"ca.pem"_s, one.certificate.toPem() + two.certificate.toPem());
    const ConnectionSettings settings = settingsFor(m_profile, {}, nullptr);
    QCOMPARE(settings.authorities, QList({one.certificate, two.certificate}));
}

void TestProfileSettings::whatIsWrongWithTheAuthorityFileIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    const QString none = u"holds no certificate in PEM form."_s;
    QTest::newRow("empty") << QByteArray("") << none;
    QTest::newRow("text") << QByteArray("hello") << none;
    QTest::newRow("key") << test::selfSigned().keyPem << none;
    QTest::newRow("binary") << test::selfSigned().certificate.toDer() << none;
    QTest::newRow("half") << test::selfSigned().certificate.toPem().first(300) << none;
    QTest::newRow("big") << QByteArray(5'000'000, 'x') << u"is too big to be one."_s;
}

void TestProfileSettings::whatIsWrongWithTheAuthorityFileIsSaid()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    m_profile.authorityFile = write(u"ca.pem"_s, bytes);
    QCOMPARE(errorFor(m_profile), u"The CA file “%1” %2"_s.arg(m_profile.authorityFile, problem));
}

void TestProfileSettings::aFileThatMayNotBeReadIsSaid()
{
    m_profile.authorityFile = m_folder->filePath(u"missing.pem"_s);
    QCOMPARE(errorFor(m_profile), u"The CA file “%1” does not exist."_s.arg(m_profile.authorityFile));
    m_profile.authorityFile = m_folder->path();
    QCOMPARE(errorFor(m_profile), u"The CA file “%1” is no file."_s.arg(m_folder->path()));
    if (geteuid() == 0)
        QSKIP("root may read everything");
    m_profile.authorityFile = write(u"ca.pem"_s, "x");
    QFile::setPermissions(m_profile.authorityFile, {});
    QVERIFY(
        errorFor(m_profile).startsWith(u"The CA file “%1” cannot be read: "_s.arg(m_profile.authorityFile)));
}

void TestProfileSettings::aClientCertificateComesWithItsKey()
{
    const test::Credentials ca = test::authority();
    const test::Credentials client = test::signedBy(ca);
    m_profile.clientCertificateFile =
        write(u"client.pem"_s, client.certificate.toPem() + ca.certificate.toPem());
    m_profile.clientKeyFile = write(u"client.key"_s, client.keyPem);
    Failure failure;
    const ConnectionSettings settings = settingsFor(m_profile, {}, &failure);
    QVERIFY(!failure);
    QCOMPARE(settings.clientCertificates, QList({client.certificate, ca.certificate}));
    QCOMPARE(settings.clientKey, client.key);
}

void TestProfileSettings::whatIsWrongWithTheKeyIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("problem");
    const QString none = u"The key file “%1” holds no RSA or EC key in PEM form."_s;
    QTest::newRow("empty") << QByteArray() << none;
    QTest::newRow("certificate") << test::selfSigned().certificate.toPem() << none;
    const QString locked = u"The key in “%1” is protected by a passphrase, which the console cannot ask for "
                           u"yet: use a key without one."_s;
    const QByteArray passphrase = "hunter2";
    QTest::newRow("traditional encryption") << test::selfSigned().key.toPem(passphrase) << locked;
    QTest::newRow("PKCS#8 encryption")
        << QByteArray("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n")
        << locked;
}

void TestProfileSettings::whatIsWrongWithTheKeyIsSaid()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, problem);
    m_profile.clientCertificateFile = write(u"client.pem"_s, test::selfSigned().certificate.toPem());
    m_profile.clientKeyFile = write(u"client.key"_s, bytes);
    QCOMPARE(errorFor(m_profile), problem.arg(m_profile.clientKeyFile));
}

void TestProfileSettings::theKeyOfAnotherCertificateIsRefused()
{
    m_profile.clientCertificateFile = write(u"client.pem"_s, test::selfSigned().certificate.toPem());
    m_profile.clientKeyFile = write(u"client.key"_s, test::selfSigned().keyPem);
    QCOMPARE(errorFor(m_profile),
        u"The key in “%1” does not belong to the certificate in “%2”."_s.arg(
            m_profile.clientKeyFile, m_profile.clientCertificateFile));
}

void TestProfileSettings::certificateAndKeyNeedEachOther()
{
    m_profile.clientCertificateFile = u"client.pem"_s;
    QCOMPARE(errorFor(m_profile), u"The client certificate “client.pem” needs its key file."_s);
    m_profile.clientCertificateFile.clear();
    m_profile.clientKeyFile = u"client.key"_s;
    QCOMPARE(errorFor(m_profile), u"The key file “client.key” needs its client certificate."_s);
}

void TestProfileSettings::pinsArePassedOn()
{
    Pin pin;
    pin.sha256 = QByteArray(32, 'x');
    m_profile.pins = {pin};
    m_profile.trust = TrustRule::Pins;
    QCOMPARE(settingsFor(m_profile, {}, nullptr).pins, m_profile.pins);
}

void TestProfileSettings::theLargestMessageIsPassedOnInBytes()
{
    QCOMPARE(settingsFor(m_profile, {}, nullptr).maximumMessageSize, ConnectionSettings().maximumMessageSize);
    m_profile.maximumMessageMebibytes = 1024;
    QCOMPARE(settingsFor(m_profile, {}, nullptr).maximumMessageSize, qint64(1'073'741'824));
}

void TestProfileSettings::theMemoryStoreAnswersLater()
{
    MemorySecretStore store;
    const QUuid id = QUuid::createUuid();
    store.write(id, Secret("hunter2"), this, [](const QString &problem) { QCOMPARE(problem, QString()); });
    std::optional<SecretStore::Result> result;
    store.read(id, this, [&](const SecretStore::Result &answer) { result = answer; });
    QVERIFY(!result);
    QTRY_VERIFY(result);
    QVERIFY(result->secret);
    QCOMPARE(result->secret->reveal(), QByteArray("hunter2"));
    QCOMPARE(result->problem, QString());
}

void TestProfileSettings::theMemoryStoreForgetsWhatIsRemoved()
{
    MemorySecretStore store;
    const QUuid id = QUuid::createUuid();
    store.write(id, Secret("hunter2"), this, [](const QString &) {});
    store.remove(id, this, [](const QString &) {});
    std::optional<SecretStore::Result> result;
    store.read(id, this, [&](const SecretStore::Result &answer) { result = answer; });
    QTRY_VERIFY(result);
    QVERIFY(!result->secret);
}

void TestProfileSettings::noAnswerReachesAContextThatIsGone()
{
    MemorySecretStore store;
    bool answered = false;
    auto context = std::make_unique<QObject>();
    store.read(QUuid::createUuid(), context.get(), [&](const SecretStore::Result &) { answered = true; });
    context.reset();
    bool passed = false;
    store.read(QUuid::createUuid(), this, [&](const SecretStore::Result &) { passed = true; });
    QTRY_VERIFY(passed);
    QVERIFY(!answered);
}

QTEST_GUILESS_MAIN(TestProfileSettings)
#include "tst_profilesettings.moc"
