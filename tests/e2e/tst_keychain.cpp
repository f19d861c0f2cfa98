#include "app/keychain/keychainsecretstore.h"
#include "lib/profile/profilesecrets.h"
#include "lib/profile/profilestore.h"

#include <QDirIterator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

/// Runs inside with-keyring: a real secret service, empty and unlocked.
class TestKeychain : public QObject
{
    Q_OBJECT

private slots:
    void aWrittenValueIsReadByAnotherStore_data();
    void aWrittenValueIsReadByAnotherStore();
    void whatWasNeverWrittenIsNoProblem();
    void everyProfileHasItsOwnValue();
    void everySecretOfAProfileHasAPlaceOfItsOwn();
    void aRemovedValueIsGone();
    void removingWhatIsNotThereIsNoProblem();
    void noAnswerReachesAContextThatIsGone();
    void theProfileFileDoesNotHoldTheValue();

private:
    SecretStore::Result read(const QUuid &profile);
    QString write(const QUuid &profile, const QByteArray &value);
    QString remove(const QUuid &profile);
    std::optional<ProfileSecrets> readAll(const Profile &profile);
};

SecretStore::Result TestKeychain::read(const QUuid &profile)
{
    KeychainSecretStore store;
    std::optional<SecretStore::Result> result;
    store.read(profile, this, [&](const SecretStore::Result &answer) { result = answer; });
    return QTest::qWaitFor([&] { return result.has_value(); }) ? *result
                                                               : SecretStore::Result{{}, u"no answer"_s};
}

QString TestKeychain::write(const QUuid &profile, const QByteArray &value)
{
    KeychainSecretStore store;
    std::optional<QString> problem;
    store.write(profile, Secret(value), this, [&](const QString &answer) { problem = answer; });
    return QTest::qWaitFor([&] { return problem.has_value(); }) ? *problem : u"no answer"_s;
}

QString TestKeychain::remove(const QUuid &profile)
{
    KeychainSecretStore store;
    std::optional<QString> problem;
    store.remove(profile, this, [&](const QString &answer) { problem = answer; });
    return QTest::qWaitFor([&] { return problem.has_value(); }) ? *problem : u"no answer"_s;
}

void TestKeychain::aWrittenValueIsReadByAnotherStore_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("text") << QByteArray("hunter2");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("spaces") << QByteArray("  a value  ");
    QTest::newRow("any bytes") << QByteArray("\xc3\xa9\xff\t\x01");
    QTest::newRow("long") << QByteArray(2000, 'k');
}

void TestKeychain::aWrittenValueIsReadByAnotherStore()
{
    QFETCH(QByteArray, value);
    const QUuid id = QUuid::createUuid();
    QCOMPARE(write(id, value), QString());
    const SecretStore::Result result = read(id);
    QCOMPARE(result.problem, QString());
    QVERIFY(result.secret);
    QCOMPARE(result.secret->reveal(), value);
}

void TestKeychain::whatWasNeverWrittenIsNoProblem()
{
    const SecretStore::Result result = read(QUuid::createUuid());
    QVERIFY(!result.secret);
    QCOMPARE(result.problem, QString());
}

void TestKeychain::everyProfileHasItsOwnValue()
{
    const QUuid one = QUuid::createUuid();
    const QUuid two = QUuid::createUuid();
    QCOMPARE(write(one, "1"), QString());
    QCOMPARE(write(two, "2"), QString());
    QCOMPARE(read(one).secret->reveal(), QByteArray("1"));
    QCOMPARE(read(two).secret->reveal(), QByteArray("2"));
}

std::optional<ProfileSecrets> TestKeychain::readAll(const Profile &profile)
{
    KeychainSecretStore store;
    std::optional<ProfileSecrets> found;
    bool answered = false;
    readProfileSecrets(profile, {.keychain = &store}, this,
        [&](const ProfileSecrets &secrets, const QList<SecretNeed> &missing, const QString &problem) {
            answered = true;
            if (missing.isEmpty() && problem.isEmpty())
                found = secrets;
        });
    return QTest::qWaitFor([&] { return answered; }) ? found : std::nullopt;
}

void TestKeychain::everySecretOfAProfileHasAPlaceOfItsOwn()
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.headerName = u"X-Engage-Key"_s;
    profile.furtherHeaders = {u"X-Site"_s, u"Cookie"_s};
    profile.proxy.mode = ProxySettings::Mode::Manual;
    profile.proxy.user = u"me"_s;
    const SecretsByName secrets{{QString(), Secret("1")}, {furtherHeaderName(u"X-Site"_s), Secret("2")},
        {furtherHeaderName(u"Cookie"_s), Secret("3")}, {passphraseName(), Secret("4")},
        {proxyPasswordName(), Secret("5")}};
    KeychainSecretStore store;
    std::optional<QString> problem;
    const auto done = [&problem](const QString &answer) { problem = answer; };
    writeProfileSecrets(profile, secrets, {.keychain = &store}, this, done);
    QTRY_VERIFY(problem);
    QCOMPARE(*problem, QString());

    const std::optional<ProfileSecrets> found = readAll(profile);
    QVERIFY(found);
    QCOMPARE(found->headerValue.reveal(), QByteArray("1"));
    QCOMPARE(found->furtherHeaders.value(u"X-Site"_s).reveal(), QByteArray("2"));
    QCOMPARE(found->furtherHeaders.value(u"Cookie"_s).reveal(), QByteArray("3"));
    QCOMPARE(found->proxyPassword.reveal(), QByteArray("5"));

    problem.reset();
    QList<SecretChange> removals;
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret)
        removals.append({{profile.id, secret.key()}, SecretStorage::Keychain, std::nullopt});
    changeSecrets(removals, {.keychain = &store}, this, done);
    QTRY_VERIFY(problem);
    QVERIFY(!readAll(profile));
    QVERIFY(!read(profile.id).secret);
}

void TestKeychain::aRemovedValueIsGone()
{
    const QUuid id = QUuid::createUuid();
    QCOMPARE(write(id, "hunter2"), QString());
    QCOMPARE(remove(id), QString());
    QVERIFY(!read(id).secret);
}

void TestKeychain::removingWhatIsNotThereIsNoProblem()
{
    QCOMPARE(remove(QUuid::createUuid()), QString());
}

void TestKeychain::noAnswerReachesAContextThatIsGone()
{
    KeychainSecretStore store;
    bool answered = false;
    auto context = std::make_unique<QObject>();
    store.read(QUuid::createUuid(), context.get(), [&](const SecretStore::Result &) { answered = true; });
    context.reset();
    bool passed = false;
    store.read(QUuid::createUuid(), this, [&](const SecretStore::Result &) { passed = true; });
    QTRY_VERIFY(passed);
    QVERIFY(!answered);
}

void TestKeychain::theProfileFileDoesNotHoldTheValue()
{
    QVERIFY(ProfileStore::defaultFile().startsWith(qEnvironmentVariable("HOME")));
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.headerName = u"X-Engage-Key"_s;
    ProfileStore profiles;
    QVERIFY(profiles.save(profile));
    QCOMPARE(write(profile.id, "hunter2-of-the-file"), QString());
    int files = 0;
    QDirIterator entries(
        qEnvironmentVariable("HOME"), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        QFile file(entries.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("hunter2-of-the-file"), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files > 0);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
