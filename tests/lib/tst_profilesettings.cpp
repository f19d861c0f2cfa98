#include "lib/connection/proxychoice.h"
#include "lib/connection/tlsconfiguration.h"
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

static const QByteArray passphrase = "hunter2-of-the-key";

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
    void anAuthorityFileThatIsNotChosenIsNoWiderTrust();
    void theTrustRuleDecidesWhatCounts();
    void aClientCertificateComesWithItsKey();
    void anEncryptedKeyIsOpenedByItsPassphrase();
    void pkcs12NeedsNoKeyFile();
    void whatHoldsNoCertificateOrKeyIsSaid();
    void whatIsWrongWithTheKeyNamesItsFile_data();
    void whatIsWrongWithTheKeyNamesItsFile();
    void aKeyNeedsItsCertificate();
    void furtherHeadersArePassedOnInOrder();
    void aFurtherHeaderThatMustNotBeSentIsRefused_data();
    void aFurtherHeaderThatMustNotBeSentIsRefused();
    void noProblemRepeatsASecret();
    void theLargestMessageIsPassedOnInBytes();
    void limitsAndRulesArePassedOn();
    void theLowestTlsVersionReachesTheConfiguration();
    void theProxyIsPassedOnWithItsPassword();
    void aManualProxyNeedsAHost();
    void aProxyIsWhatWasSet_data();
    void aProxyIsWhatWasSet();
    void theMemoryStoreAnswersLater();
    void theMemoryStoreForgetsWhatIsRemoved();
    void noAnswerReachesAContextThatIsGone();

private:
    QString write(const QString &name, const QByteArray &bytes);
    QString errorFor(const Profile &profile);
    Failure failureFor(const Profile &profile, const ProfileSecrets &secrets = {});
    void setAuthorityFile(const QString &file);

    std::unique_ptr<QTemporaryDir> m_folder;
    Profile m_profile;
};

void TestProfileSettings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_profile = {};
    m_profile.host = u"engage.example.net"_s;
}

QString TestProfileSettings::write(const QString &name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

Failure TestProfileSettings::failureFor(const Profile &profile, const ProfileSecrets &secrets)
{
    return settingsFor(profile, secrets).problem;
}

void TestProfileSettings::setAuthorityFile(const QString &file)
{
    m_profile.trust = TrustRule::AuthorityFile;
    m_profile.authorityFile = file;
}

QString TestProfileSettings::errorFor(const Profile &profile)
{
    return failureFor(profile, {.headerValue = Secret("hunter2")}).cause;
}

void TestProfileSettings::aProfileWithoutFilesUsesTheSystemsAuthorities()
{
    const ConnectionSettings settings = settingsFor(m_profile, {});
    QVERIFY(!settings.problem);
    QCOMPARE(settings.url, QUrl(u"wss://engage.example.net:9002"_s));
    QVERIFY(settings.authorities.isEmpty());
    QVERIFY(settings.clientKey.isNull());
}

void TestProfileSettings::withoutAHeaderNameNoHeaderIsSet()
{
    const ConnectionSettings settings = settingsFor(m_profile, {.headerValue = Secret("hunter2")});
    QVERIFY(settings.headerName.isEmpty());
    QVERIFY(settings.headerValue.reveal().isEmpty());
}

void TestProfileSettings::anEmptyHeaderValueIsAValue()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    const ConnectionSettings settings = settingsFor(m_profile, {.headerValue = Secret("")});
    QVERIFY(!settings.problem);
    QCOMPARE(settings.headerName, QByteArray("X-Engage-Key"));
}

void TestProfileSettings::aHeaderThatMustNotBeSentIsRefused()
{
    m_profile.headerName = u"X Key"_s;
    QCOMPARE(errorFor(m_profile), u"A header name has no spaces."_s);
    m_profile.headerName = u"X-Key"_s;
    QVERIFY(failureFor(m_profile, {.headerValue = Secret("a\r\nb")}).cause.contains(u"line break"_s));
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
    setAuthorityFile(write(u"ca.pem"_s, one.certificate.toPem() + two.certificate.toPem()));
    const ConnectionSettings settings = settingsFor(m_profile, {});
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
    setAuthorityFile(write(u"ca.pem"_s, bytes));
    QCOMPARE(errorFor(m_profile), u"The CA file “%1” %2"_s.arg(m_profile.authorityFile, problem));
}

void TestProfileSettings::aFileThatMayNotBeReadIsSaid()
{
    setAuthorityFile(m_folder->filePath(u"missing.pem"_s));
    QCOMPARE(errorFor(m_profile), u"The CA file “%1” does not exist."_s.arg(m_profile.authorityFile));
    setAuthorityFile(m_folder->path());
    QCOMPARE(errorFor(m_profile), u"The CA file “%1” is no file."_s.arg(m_folder->path()));
    if (geteuid() == 0)
        QSKIP("root may read everything");
    setAuthorityFile(write(u"ca.pem"_s, "x"));
    QFile::setPermissions(m_profile.authorityFile, {});
    QVERIFY(
        errorFor(m_profile).startsWith(u"The CA file “%1” cannot be read: "_s.arg(m_profile.authorityFile)));
}

void TestProfileSettings::anAuthorityFileThatIsNotChosenIsNoWiderTrust()
{
    setAuthorityFile({});
    const Failure failure = failureFor(m_profile);
    QCOMPARE(failure.kind, FailureKind::AuthorityFileUnusable);
    QCOMPARE(failure.title, u"The file of the authority cannot be used"_s);
    QCOMPARE(failure.cause, u"The CA file is not chosen yet."_s);
}

void TestProfileSettings::theTrustRuleDecidesWhatCounts()
{
    Pin pin;
    pin.sha256 = QByteArray(32, 'x');
    const test::Credentials authority = test::authority();
    m_profile.pins = {pin};
    m_profile.authorityFile = write(u"ca.pem"_s, authority.certificate.toPem());
    const auto settings = [this](TrustRule rule) {
        m_profile.trust = rule;
        return settingsFor(m_profile, {});
    };
    QVERIFY(settings(TrustRule::Authorities).pins.isEmpty());
    QVERIFY(settings(TrustRule::Authorities).authorities.isEmpty());
    QCOMPARE(settings(TrustRule::AuthorityFile).authorities, QList{authority.certificate});
    QVERIFY(settings(TrustRule::AuthorityFile).pins.isEmpty());
    QCOMPARE(settings(TrustRule::Pins).pins, QList{pin});
    QVERIFY(settings(TrustRule::Pins).authorities.isEmpty());
}

void TestProfileSettings::aClientCertificateComesWithItsKey()
{
    const test::Credentials ca = test::authority();
    const test::Credentials client = test::signedBy(ca);
    m_profile.clientCertificateFile =
        write(u"client.pem"_s, client.certificate.toPem() + ca.certificate.toPem());
    m_profile.clientKeyFile = write(u"client.key"_s, client.keyPem);
    const ConnectionSettings settings = settingsFor(m_profile, {});
    QVERIFY(!settings.problem);
    QCOMPARE(settings.clientCertificates, QList({client.certificate, ca.certificate}));
    QCOMPARE(settings.clientKey, client.key);
}

void TestProfileSettings::anEncryptedKeyIsOpenedByItsPassphrase()
{
    const test::Credentials client = test::selfSigned();
    m_profile.clientCertificateFile = write(u"client.pem"_s, client.certificate.toPem());
    m_profile.clientKeyFile = write(u"client.key"_s, test::encrypted(client, passphrase));
    const ConnectionSettings settings = settingsFor(m_profile, {.passphrase = Secret(passphrase)});
    QVERIFY(!settings.problem);
    QCOMPARE(settings.clientKey, client.key);
}

void TestProfileSettings::pkcs12NeedsNoKeyFile()
{
    const test::Credentials client = test::selfSigned();
    m_profile.clientCertificateFile = write(u"client.p12"_s, test::pkcs12(client, passphrase));
    const ConnectionSettings settings = settingsFor(m_profile, {.passphrase = Secret(passphrase)});
    QVERIFY(!settings.problem);
    QCOMPARE(settings.clientCertificates, QList{client.certificate});
    QCOMPARE(settings.clientKey, client.key);
}

void TestProfileSettings::whatHoldsNoCertificateOrKeyIsSaid()
{
    m_profile.clientCertificateFile = write(u"client.pem"_s, "hello");
    QCOMPARE(errorFor(m_profile),
        u"The client certificate “%1” holds no certificate: neither in PEM form nor as PKCS#12."_s.arg(
            m_profile.clientCertificateFile));
    m_profile.clientCertificateFile = write(u"client.pem"_s, test::selfSigned().certificate.toPem());
    m_profile.clientKeyFile = write(u"client.key"_s, "hello");
    QCOMPARE(errorFor(m_profile),
        u"The key file “%1” holds no private key in PEM form."_s.arg(m_profile.clientKeyFile));
    m_profile.clientKeyFile = m_folder->filePath(u"missing.key"_s);
    QCOMPARE(errorFor(m_profile), u"The key file “%1” does not exist."_s.arg(m_profile.clientKeyFile));
}

void TestProfileSettings::whatIsWrongWithTheKeyNamesItsFile_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key"); // null: no key file
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<FailureKind>("kind");
    QTest::addColumn<QString>("file");
    const test::Credentials client = test::selfSigned();
    const QByteArray pem = client.certificate.toPem();
    const QByteArray locked = test::encrypted(client, passphrase);
    const QByteArray none;
    const QByteArray wrong = "guessed";
    const QString keyFile = u"console-07.key"_s;
    const QString certificateFile = u"console-07.pem"_s;
    QTest::newRow("missing") << pem << none << none << FailureKind::ClientKeyMissing << certificateFile;
    QTest::newRow("another") << pem << test::selfSigned().keyPem << none << FailureKind::ClientKeyMismatch
                             << keyFile;
    QTest::newRow("locked") << pem << locked << none << FailureKind::PassphraseNeeded << keyFile;
    QTest::newRow("wrong passphrase") << pem << locked << wrong << FailureKind::WrongPassphrase << keyFile;
    QTest::newRow("in one file") << pem + locked << none << wrong << FailureKind::WrongPassphrase
                                 << certificateFile;
    QTest::newRow("PKCS#12") << test::pkcs12(client, passphrase) << none << wrong
                             << FailureKind::WrongPassphrase << certificateFile;
}

void TestProfileSettings::whatIsWrongWithTheKeyNamesItsFile()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, given);
    m_profile.clientCertificateFile = write(u"console-07.pem"_s, certificate);
    if (!key.isNull())
        m_profile.clientKeyFile = write(u"console-07.key"_s, key);
    const Failure failure = failureFor(m_profile, {.passphrase = Secret(given)});
    QTEST(failure.kind, "kind");
    QTEST(failure.detail, "file");
    QVERIFY(!failure.title.isEmpty() && !failure.cause.isEmpty());
}

void TestProfileSettings::aKeyNeedsItsCertificate()
{
    m_profile.clientKeyFile = u"client.key"_s;
    QCOMPARE(errorFor(m_profile), u"The key file “client.key” needs its client certificate."_s);
}

void TestProfileSettings::furtherHeadersArePassedOnInOrder()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    m_profile.furtherHeaders = {u"X-Site"_s, u"Cookie"_s};
    const ConnectionSettings settings =
        settingsFor(m_profile, {.furtherHeaders = {{u"Cookie"_s, Secret("a=b")}}});
    QVERIFY(!settings.problem);
    QCOMPARE(settings.furtherHeaders.size(), 2);
    QCOMPARE(settings.furtherHeaders[0].name, QByteArray("X-Site"));
    QCOMPARE(settings.furtherHeaders[0].value.reveal(), QByteArray());
    QCOMPARE(settings.furtherHeaders[1].name, QByteArray("Cookie"));
    QCOMPARE(settings.furtherHeaders[1].value.reveal(), QByteArray("a=b"));
}

void TestProfileSettings::aFurtherHeaderThatMustNotBeSentIsRefused_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("problem");
    const QString twice = u"The header “%1” is there twice: each is sent once."_s;
    QTest::newRow("no name") << QStringList{u""_s} << QByteArray() << u"The header needs a name."_s;
    QTest::newRow("spaces") << QStringList{u"X Site"_s} << QByteArray() << u"A header name has no spaces."_s;
    QTest::newRow("the main one") << QStringList{u"x-engage-key"_s} << QByteArray()
                                  << twice.arg(u"x-engage-key"_s);
    QTest::newRow("another one") << QStringList{u"X-Site"_s, u"X-SITE"_s} << QByteArray()
                                 << twice.arg(u"X-SITE"_s);
    QTest::newRow("line break")
        << QStringList{u"X-Site"_s} << QByteArray("a\r\nHost: evil")
        << u"X-Site: The header value holds a line break, which would end the header."_s;
}

void TestProfileSettings::aFurtherHeaderThatMustNotBeSentIsRefused()
{
    QFETCH(QStringList, names);
    QFETCH(QByteArray, value);
    m_profile.headerName = u"X-Engage-Key"_s;
    m_profile.furtherHeaders = names;
    ProfileSecrets secrets;
    secrets.furtherHeaders.insert(names.first(), Secret(value));
    const Failure failure = failureFor(m_profile, secrets);
    QCOMPARE(failure.kind, FailureKind::InvalidSettings);
    QTEST(failure.cause, "problem");
}

void TestProfileSettings::noProblemRepeatsASecret()
{
    m_profile.furtherHeaders = {u"X-Site"_s};
    const Failure failure = failureFor(m_profile, {.furtherHeaders = {{u"X-Site"_s, Secret("hunter2\r\n")}}});
    QVERIFY(failure);
    QVERIFY(!(failure.title + failure.cause + failure.detail).contains(u"hunter2"_s));
}

void TestProfileSettings::theLargestMessageIsPassedOnInBytes()
{
    QCOMPARE(settingsFor(m_profile, {}).maximumMessageSize, ConnectionSettings().maximumMessageSize);
    m_profile.maximumMessageMebibytes = 1024;
    QCOMPARE(settingsFor(m_profile, {}).maximumMessageSize, qint64(1'073'741'824));
}

void TestProfileSettings::limitsAndRulesArePassedOn()
{
    m_profile.phaseSeconds = 25;
    m_profile.pingSeconds = 9'999;
    ConnectionSettings settings = settingsFor(m_profile, {});
    QCOMPARE(settings.phaseTimeout, std::chrono::seconds(25));
    QCOMPARE(settings.pingInterval, std::chrono::seconds(mostSeconds));
    QVERIFY(settings.reconnect.enabled);
    m_profile.reconnects = false;
    QVERIFY(!settingsFor(m_profile, {}).reconnect.enabled);
}

void TestProfileSettings::theLowestTlsVersionReachesTheConfiguration()
{
    const auto protocol = [this] { return tlsConfigurationFor(settingsFor(m_profile, {})).protocol(); };
    QCOMPARE(protocol(), QSsl::TlsV1_2OrLater);
    m_profile.lowestTls = TlsVersion::Tls13;
    QCOMPARE(protocol(), QSsl::TlsV1_3OrLater);
}

void TestProfileSettings::theProxyIsPassedOnWithItsPassword()
{
    m_profile.proxy = {ProxySettings::Mode::Manual, ProxySettings::Type::Socks5, u" proxy "_s, 1080, u"me"_s};
    const ConnectionSettings settings = settingsFor(m_profile, {.proxyPassword = Secret("p\xc3\xa4ss")});
    const QNetworkProxy proxy = proxyFor(settings);
    QCOMPARE(proxy.type(), QNetworkProxy::Socks5Proxy);
    QCOMPARE(proxy.hostName(), u"proxy"_s);
    QCOMPARE(proxy.port(), 1080);
    QCOMPARE(proxy.user(), u"me"_s);
    QCOMPARE(proxy.password(), u"p\u00e4ss"_s);
}

void TestProfileSettings::aManualProxyNeedsAHost()
{
    m_profile.proxy.mode = ProxySettings::Mode::Manual;
    QCOMPARE(errorFor(m_profile), u"The proxy needs a host."_s);
    m_profile.proxy.mode = ProxySettings::Mode::None;
    QCOMPARE(errorFor(m_profile), QString());
}

void TestProfileSettings::aProxyIsWhatWasSet_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<ProxySettings::Mode>("mode");
    QTest::addColumn<QNetworkProxy::ProxyType>("type");
    using Mode = ProxySettings::Mode;
    const QString far = u"engage.example.net"_s;
    QTest::newRow("system") << far << Mode::System << QNetworkProxy::DefaultProxy;
    QTest::newRow("none") << far << Mode::None << QNetworkProxy::NoProxy;
    QTest::newRow("manual") << far << Mode::Manual << QNetworkProxy::HttpProxy;
    for (const QString &near : {u"localhost"_s, u"console.localhost"_s, u"127.0.0.1"_s, u"::1"_s})
        QTest::newRow(qPrintable(near)) << near << Mode::Manual << QNetworkProxy::NoProxy;
}

void TestProfileSettings::aProxyIsWhatWasSet()
{
    QFETCH(QString, host);
    QFETCH(ProxySettings::Mode, mode);
    m_profile.host = host;
    m_profile.proxy.mode = mode;
    m_profile.proxy.host = u"proxy"_s;
    QTEST(proxyFor(settingsFor(m_profile, {})).type(), "type");
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
