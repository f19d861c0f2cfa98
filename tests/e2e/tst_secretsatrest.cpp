#include "app/keychain/keychainsecretstore.h"
#include "lib/connection/tlspolicy.h"
#include "lib/profile/profileexchange.h"
#include "lib/profile/profilesecrets.h"
#include "tests/e2e/consoleundertest.h"
#include "tests/support/testserver.h"

#include <QDirIterator>
#include <QLineEdit>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace console;
using test::TestServer;

namespace {

const QByteArray headerValue = "zq7-of-the-header";
const QByteArray siteValue = "zq7-of-the-site";
const QByteArray passphrase = "zq7-of-the-key";
const QByteArray proxyPassword = "zq7-of-the-proxy";

/// As they are, and as they stand in some files.
QList<QByteArray> forms(const QByteArray &secret)
{
    return {secret, secret.toBase64(), secret.toHex()};
}

} // namespace

/// Everything that the programs write for a user whose computer has no keychain, searched for every secret.
class TestSecretsAtRest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theSearchFindsASecret();
    void profilesAndTheirExportHoldNone();
    void theConsoleWritesNone();
    void theCommandLineWritesNone();

private:
    QString file(const QString &name, const QByteArray &bytes); ///< of the user's, elsewhere
    Profile saveProfile();
    ProfileSecrets keep(const Profile &profile);
    QStringList filesWithSecrets(); ///< below the home
    QString homeFile(const QString &name) const { return m_home->folder.filePath(name); }

    std::unique_ptr<QTemporaryDir> m_elsewhere;
    std::unique_ptr<test::Home> m_home;
    std::unique_ptr<TestServer> m_server;
    KeychainSecretStore m_keychain;
    MemorySecretStore m_session;
    test::Credentials m_self;
    test::Credentials m_client;
};

void TestSecretsAtRest::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qunsetenv("XDG_CURRENT_DESKTOP");
    m_self = test::selfSigned();
}

void TestSecretsAtRest::init()
{
    m_elsewhere = std::make_unique<QTemporaryDir>();
    m_home = std::make_unique<test::Home>();
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, m_home->folder.path().toUtf8());
    const test::Credentials authority = test::authority();
    m_client = test::signedBy(authority);
    TestServer::Options options;
    options.credentials = m_self;
    options.clientAuthorities = {authority.certificate};
    m_server = std::make_unique<TestServer>(options);
}

QString TestSecretsAtRest::file(const QString &name, const QByteArray &bytes)
{
    QFile written(m_elsewhere->filePath(name));
    return written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size() ? written.fileName()
                                                                                      : QString();
}

Profile TestSecretsAtRest::saveProfile()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"Hall A"_s;
    profile.host = u"127.0.0.1"_s;
    profile.port = m_server->port();
    profile.headerName = u"X-Engage-Key"_s;
    profile.furtherHeaders = {u"X-Site"_s};
    profile.trust = TrustRule::Pins;
    profile.pins = {pinFor({{m_self.certificate}, {}}, QDateTime::currentDateTimeUtc())};
    profile.clientCertificateFile = file(u"client.p12"_s, test::pkcs12(m_client, passphrase));
    profile.proxy.mode = ProxySettings::Mode::Manual;
    profile.proxy.host = u"proxy.example.net"_s;
    profile.proxy.user = u"me"_s;
    ProfileStore(ProfileStore::defaultFile()).save(profile);
    ProfileStore(m_home->profileFile()).save(profile);
    return profile;
}

/// Into a keychain that is not there, and back.
ProfileSecrets TestSecretsAtRest::keep(const Profile &profile)
{
    const SecretsByName secrets{{QString(), Secret(headerValue)},
        {furtherHeaderName(u"X-Site"_s), Secret(siteValue)}, {passphraseName(), Secret(passphrase)},
        {proxyPasswordName(), Secret(proxyPassword)}};
    const SecretStores stores{&m_keychain, &m_session};
    QString problem;
    writeProfileSecrets(profile, secrets, stores, this, [&](const QString &answer) { problem = answer; });
    if (!QTest::qWaitFor([&] { return problem.contains(u"for this session only"_s); }))
        return {};
    std::optional<ProfileSecrets> found;
    readProfileSecrets(profile, stores, this,
        [&](const ProfileSecrets &answer, const QList<SecretNeed> &missing, const QString &) {
            found = missing.isEmpty() ? answer : ProfileSecrets();
        });
    return QTest::qWaitFor([&] { return found.has_value(); }) ? *found : ProfileSecrets();
}

QStringList TestSecretsAtRest::filesWithSecrets()
{
    QStringList found;
    QDirIterator entries(
        m_home->folder.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        QFile written(entries.next());
        if (!written.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = written.readAll();
        for (const QByteArray &secret : {headerValue, siteValue, passphrase, proxyPassword}) {
            for (const QByteArray &form : forms(secret)) {
                if (bytes.contains(form))
                    found.append(written.fileName());
            }
        }
    }
    return found;
}

void TestSecretsAtRest::theSearchFindsASecret()
{
    QFile planted(homeFile(u".planted"_s));
    QVERIFY(planted.open(QIODevice::WriteOnly) && planted.write("x" + siteValue + "x") > 0);
    planted.close();
    QCOMPARE(filesWithSecrets(), QStringList{planted.fileName()});
}

void TestSecretsAtRest::profilesAndTheirExportHoldNone()
{
    const Profile profile = saveProfile();
    const ProfileSecrets secrets = keep(profile);
    QCOMPARE(secrets.headerValue.reveal(), headerValue);
    QCOMPARE(secrets.furtherHeaders.value(u"X-Site"_s).reveal(), siteValue);
    QCOMPARE(secrets.passphrase.reveal(), passphrase);
    QCOMPARE(secrets.proxyPassword.reveal(), proxyPassword);
    QFile exported(homeFile(u"export.json"_s));
    QVERIFY(exported.open(QIODevice::WriteOnly) && exported.write(exportProfiles({profile})) > 0);
    exported.close();
    QVERIFY(QFile::exists(ProfileStore::defaultFile()));
    QCOMPARE(filesWithSecrets(), QStringList());
}

void TestSecretsAtRest::theConsoleWritesNone()
{
    Profile profile = saveProfile();
    KeychainSecretStore nobody; // knows nothing yet, so that the user is asked
    test::ConsoleUnderTest console(m_home.get(), &nobody);
    QVERIFY(console.isActive());
    console.controller()->connectToProfile(profile.id);
    QTRY_VERIFY(console.dialog());
    const QList<QLineEdit *> fields = console.dialog()->findChildren<QLineEdit *>();
    const QList<QByteArray> secrets{headerValue, siteValue, passphrase, proxyPassword};
    QCOMPARE(fields.size(), secrets.size());
    for (qsizetype i = 0; i < fields.size(); ++i)
        QTest::keyClicks(fields.at(i), QString::fromLatin1(secrets.at(i)));
    console.press(u"Connect"_s);
    QTRY_VERIFY(console.session()->isConnected());
    QTRY_VERIFY(console.window()->notices()->has(u"keychain"_s)); // what could not be kept is said
    QVERIFY(m_server->head().contains(headerValue) && m_server->head().contains(siteValue));
    m_server->sendText(R"({"Event":"x"})");
    QTRY_VERIFY(console.session()->received() > 0);
    profile.name = u"Hall B"_s;
    QVERIFY(console.profiles()->save(profile));
    QVERIFY(console.quits());
    QVERIFY(QFile::exists(m_home->settingsFile()));
    QCOMPARE(filesWithSecrets(), QStringList());
}

void TestSecretsAtRest::theCommandLineWritesNone()
{
    Profile profile = saveProfile();
    profile.furtherHeaders.clear(); // no option gives their values
    QVERIFY(ProfileStore(ProfileStore::defaultFile()).save(profile));
    QProcess program;
    program.start(QStringLiteral(CLI_PROGRAM),
        {u"listen"_s, u"Hall A"_s, u"--seconds"_s, u"0.05"_s, u"--header-value-file"_s,
            file(u"header"_s, headerValue), u"--passphrase-file"_s, file(u"passphrase"_s, passphrase),
            u"--proxy-password-file"_s, file(u"proxy"_s, proxyPassword)});
    QTRY_COMPARE(m_server->upgrades(), 1);
    QVERIFY(m_server->head().contains(headerValue));
    QTRY_COMPARE(program.state(), QProcess::NotRunning);
    const QByteArray printed = program.readAllStandardOutput() + program.readAllStandardError();
    QVERIFY2(program.exitCode() == 0, printed.constData());
    QVERIFY2(!printed.contains("zq7"), printed.constData());
    QCOMPARE(filesWithSecrets(), QStringList());
}

QTEST_MAIN(TestSecretsAtRest)
#include "tst_secretsatrest.moc"
