#include "lib/profile/profilesecrets.h"
#include "tests/support/testcertificates.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

/// What readProfileSecrets answered.
struct Answer
{
    ProfileSecrets secrets;
    QList<SecretNeed> missing;
    QString problem;
};

/// A keychain that cannot be used.
class NoStore : public SecretStore
{
public:
    void read(const SecretKey &, QObject *, ReadHandler handler) override
    {
        handler({{}, u"No keychain."_s});
    }
    void write(const SecretKey &, const Secret &, QObject *, DoneHandler handler) override
    {
        handler(u"No keychain."_s);
    }
    void remove(const SecretKey &, QObject *, DoneHandler handler) override { handler(u"No keychain."_s); }
};

QStringList labels(const QList<SecretNeed> &needs)
{
    QStringList list;
    for (const SecretNeed &need : needs)
        list.append(need.label);
    return list;
}

const QByteArray passphrase = "hunter2-of-the-key";

} // namespace

class TestProfileSecrets : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aPlainProfileNeedsNothing();
    void everySecretIsNamedForPeople();
    void aPassphraseIsNeededOnlyForAnEncryptedKey_data();
    void aPassphraseIsNeededOnlyForAnEncryptedKey();
    void aProxyPasswordNeedsAUser();
    void everySecretIsFoundInItsPlace();
    void whatIsNotKeptIsMissing();
    void whatIsAskedEveryTimeIsMissingUnlessItIsGiven();
    void whatIsGivenIsKeptNowhere();
    void anEmptySecretIsASecret();
    void theProblemOfAStoreIsToldOnce();
    void theAnswerComesLater();
    void noAnswerReachesAContextThatIsGone();
    void aSecretMovesToItsNewPlace();
    void aProblemOfWritingIsTold();
    void whatHasNoValueIsForgottenEverywhere();

private:
    Answer read(const SecretsByName &given = {});
    void write(const SecretsByName &secrets);
    QString file(const QString &name, const QByteArray &bytes);
    std::optional<QByteArray> kept(SecretStore &store, const QString &name);
    SecretStores stores() { return {m_keychain.get(), m_session.get()}; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SecretStore> m_keychain;
    std::unique_ptr<SecretStore> m_session;
    Profile m_profile;
};

void TestProfileSecrets::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain = std::make_unique<MemorySecretStore>();
    m_session = std::make_unique<MemorySecretStore>();
    m_profile = {};
    m_profile.id = QUuid::createUuid();
}

QString TestProfileSecrets::file(const QString &name, const QByteArray &bytes)
{
    QFile written(m_folder->filePath(name));
    return written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size() ? written.fileName()
                                                                                      : QString();
}

Answer TestProfileSecrets::read(const SecretsByName &given)
{
    std::optional<Answer> answer;
    readProfileSecrets(
        m_profile, stores(), this,
        [&](const ProfileSecrets &secrets, const QList<SecretNeed> &missing, const QString &problem) {
            answer = {secrets, missing, problem};
        },
        given);
    return QTest::qWaitFor([&] { return answer.has_value(); }) ? *answer : Answer{{}, {}, u"no answer"_s};
}

void TestProfileSecrets::write(const SecretsByName &secrets)
{
    std::optional<QString> problem;
    writeProfileSecrets(m_profile, secrets, stores(), this, [&](const QString &answer) { problem = answer; });
    QTRY_VERIFY(problem);
    QCOMPARE(*problem, QString());
}

std::optional<QByteArray> TestProfileSecrets::kept(SecretStore &store, const QString &name)
{
    std::optional<SecretStore::Result> result;
    store.read({m_profile.id, name}, this, [&](const SecretStore::Result &answer) { result = answer; });
    const bool isAnswered = QTest::qWaitFor([&] { return result.has_value(); });
    return isAnswered && result->secret ? std::optional(result->secret->reveal()) : std::nullopt;
}

void TestProfileSecrets::aPlainProfileNeedsNothing()
{
    QVERIFY(secretNeeds(m_profile).isEmpty());
    const Answer answer = read();
    QVERIFY(answer.missing.isEmpty());
    QCOMPARE(answer.problem, QString());
}

void TestProfileSecrets::everySecretIsNamedForPeople()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    m_profile.furtherHeaders = {u"X-Site"_s};
    m_profile.clientCertificateFile = u"console-07.pem"_s;
    m_profile.clientKeyFile = file(u"console-07.key"_s, test::encrypted(test::selfSigned(), passphrase));
    m_profile.proxy.mode = ProxySettings::Mode::Manual;
    m_profile.proxy.user = u"me"_s;
    m_profile.passphraseStorage = SecretStorage::AskEveryTime;
    m_profile.proxyPasswordStorage = SecretStorage::Session;
    const QList<SecretNeed> needs = secretNeeds(m_profile);
    QCOMPARE(labels(needs),
        QStringList({u"header value of X-Engage-Key"_s, u"header value of X-Site"_s,
            u"passphrase of console-07.key"_s, u"password of the proxy"_s}));
    QCOMPARE(needs[0].key, SecretKey(m_profile.id));
    QCOMPARE(needs[1].key, SecretKey(m_profile.id, furtherHeaderName(u"x-site"_s)));
    QCOMPARE(needs[1].storage, SecretStorage::Keychain);
    QCOMPARE(needs[2].storage, SecretStorage::AskEveryTime);
    QCOMPARE(needs[3].storage, SecretStorage::Session);
}

void TestProfileSecrets::aPassphraseIsNeededOnlyForAnEncryptedKey_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QStringList>("needs");
    const test::Credentials client = test::selfSigned();
    const QByteArray pem = client.certificate.toPem();
    const QByteArray locked = test::encrypted(client, passphrase);
    const QStringList ofKey{u"passphrase of client.key"_s};
    const QStringList ofCertificate{u"passphrase of client.pem"_s};
    QTest::newRow("plain") << pem << client.keyPem << QStringList();
    QTest::newRow("encrypted") << pem << locked << ofKey;
    QTest::newRow("in one file") << pem + locked << QByteArray() << ofCertificate;
    QTest::newRow("PKCS#12") << test::pkcs12(client, passphrase) << QByteArray() << ofCertificate;
    QTest::newRow("PKCS#12 without a passphrase")
        << test::pkcs12(client, "") << QByteArray() << QStringList();
    QTest::newRow("no key") << pem << QByteArray() << QStringList();
}

void TestProfileSecrets::aPassphraseIsNeededOnlyForAnEncryptedKey()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    m_profile.clientCertificateFile = file(u"client.pem"_s, certificate);
    if (!key.isNull())
        m_profile.clientKeyFile = file(u"client.key"_s, key);
    QTEST(labels(secretNeeds(m_profile)), "needs");
    m_profile.clientCertificateFile = m_profile.clientKeyFile = m_folder->filePath(u"missing"_s);
    QCOMPARE(labels(secretNeeds(m_profile)), QStringList());
}

void TestProfileSecrets::aProxyPasswordNeedsAUser()
{
    m_profile.proxy.mode = ProxySettings::Mode::Manual;
    QVERIFY(secretNeeds(m_profile).isEmpty());
    m_profile.proxy.user = u"me"_s;
    QCOMPARE(secretNeeds(m_profile).size(), 1);
    m_profile.proxy.mode = ProxySettings::Mode::System;
    QVERIFY(secretNeeds(m_profile).isEmpty());
}

void TestProfileSecrets::everySecretIsFoundInItsPlace()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    m_profile.furtherHeaders = {u"X-Site"_s, u"Cookie"_s};
    m_profile.proxy.mode = ProxySettings::Mode::Manual;
    m_profile.proxy.user = u"me"_s;
    m_profile.proxyPasswordStorage = SecretStorage::Session;
    write({{QString(), Secret("1")}, {furtherHeaderName(u"X-Site"_s), Secret("2")},
        {furtherHeaderName(u"cookie"_s), Secret("3")}, {proxyPasswordName(), Secret("4")}});
    QVERIFY(kept(*m_keychain, {}) && !kept(*m_session, {}));
    QVERIFY(kept(*m_session, proxyPasswordName()) && !kept(*m_keychain, proxyPasswordName()));

    const Answer answer = read();
    QVERIFY(answer.missing.isEmpty());
    QCOMPARE(answer.secrets.headerValue.reveal(), QByteArray("1"));
    QCOMPARE(answer.secrets.furtherHeaders.value(u"X-Site"_s).reveal(), QByteArray("2"));
    QCOMPARE(answer.secrets.furtherHeaders.value(u"Cookie"_s).reveal(), QByteArray("3"));
    QCOMPARE(answer.secrets.proxyPassword.reveal(), QByteArray("4"));
}

void TestProfileSecrets::whatIsNotKeptIsMissing()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    m_profile.furtherHeaders = {u"X-Site"_s};
    write({{QString(), Secret("1")}});
    const Answer answer = read();
    QCOMPARE(labels(answer.missing), QStringList{u"header value of X-Site"_s});
    QCOMPARE(answer.secrets.headerValue.reveal(), QByteArray("1"));
}

void TestProfileSecrets::whatIsAskedEveryTimeIsMissingUnlessItIsGiven()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    write({{QString(), Secret("kept")}});
    m_profile.storage = SecretStorage::AskEveryTime;
    QCOMPARE(labels(read().missing), QStringList{u"header value of X-Engage-Key"_s});
    const Answer answer = read({{QString(), Secret("given")}});
    QVERIFY(answer.missing.isEmpty());
    QCOMPARE(answer.secrets.headerValue.reveal(), QByteArray("given"));
}

void TestProfileSecrets::whatIsGivenIsKeptNowhere()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    read({{QString(), Secret("given")}});
    QVERIFY(!kept(*m_keychain, {}) && !kept(*m_session, {}));
}

void TestProfileSecrets::anEmptySecretIsASecret()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    write({{QString(), Secret("")}});
    QVERIFY(read().missing.isEmpty());
}

void TestProfileSecrets::theProblemOfAStoreIsToldOnce()
{
    m_keychain = std::make_unique<NoStore>();
    m_profile.headerName = u"X-Engage-Key"_s;
    m_profile.furtherHeaders = {u"X-Site"_s};
    const Answer answer = read();
    QCOMPARE(answer.missing.size(), 2);
    QCOMPARE(answer.problem, u"No keychain."_s);
}

void TestProfileSecrets::theAnswerComesLater()
{
    bool answered = false;
    readProfileSecrets(m_profile, stores(), this,
        [&](const ProfileSecrets &, const QList<SecretNeed> &, const QString &) { answered = true; });
    QVERIFY(!answered);
    QTRY_VERIFY(answered);
}

void TestProfileSecrets::noAnswerReachesAContextThatIsGone()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    bool answered = false;
    auto context = std::make_unique<QObject>();
    readProfileSecrets(m_profile, stores(), context.get(),
        [&](const ProfileSecrets &, const QList<SecretNeed> &, const QString &) { answered = true; });
    context.reset();
    read();
    QVERIFY(!answered);
}

void TestProfileSecrets::aSecretMovesToItsNewPlace()
{
    m_profile.headerName = u"X-Engage-Key"_s;
    write({{QString(), Secret("1")}});
    m_profile.storage = SecretStorage::Session;
    write({{QString(), Secret("2")}});
    QVERIFY(!kept(*m_keychain, {}));
    QCOMPARE(kept(*m_session, {}), std::optional(QByteArray("2")));
    m_profile.storage = SecretStorage::AskEveryTime;
    write({{QString(), Secret("3")}});
    QVERIFY(!kept(*m_keychain, {}) && !kept(*m_session, {}));
}

void TestProfileSecrets::aProblemOfWritingIsTold()
{
    m_keychain = std::make_unique<NoStore>();
    std::optional<QString> problem;
    writeProfileSecrets(m_profile, {{QString(), Secret("1")}, {proxyPasswordName(), Secret("2")}}, stores(),
        this, [&](const QString &answer) { problem = answer; });
    QTRY_VERIFY(problem);
    QCOMPARE(*problem, u"No keychain."_s);
    m_profile.storage = SecretStorage::Session;
    write({{QString(), Secret("1")}}); // without a word about the keychain
}

void TestProfileSecrets::whatHasNoValueIsForgottenEverywhere()
{
    m_profile.furtherHeaders = {u"X-Site"_s};
    m_profile.passphraseStorage = SecretStorage::Session;
    const QStringList names{QString(), furtherHeaderName(u"X-Site"_s), passphraseName(), proxyPasswordName()};
    SecretsByName secrets;
    QList<SecretChange> changes;
    for (const QString &name : names) {
        secrets.insert(name, Secret("x"));
        changes.append({{m_profile.id, name}, SecretStorage::Keychain, std::nullopt});
    }
    write(secrets);
    std::optional<QString> problem;
    changeSecrets(changes, stores(), this, [&](const QString &answer) { problem = answer; });
    QTRY_VERIFY(problem);
    for (const QString &name : names)
        QVERIFY2(!kept(*m_keychain, name) && !kept(*m_session, name), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestProfileSecrets)
#include "tst_profilesecrets.moc"
