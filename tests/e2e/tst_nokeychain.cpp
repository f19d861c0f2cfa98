#include "app/keychain/keychainsecretstore.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

/// No secret service can be reached.
class TestNoKeychain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aValueIsKeptForTheSessionAndSaidSo();
    void anotherStoreDoesNotKnowIt();
    void aRemovedValueIsForgotten();

private:
    SecretStore::Result read(KeychainSecretStore &store);
    QString write(KeychainSecretStore &store, const QByteArray &value);

    const QUuid m_profile = QUuid::createUuid();
};

void TestNoKeychain::initTestCase()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qunsetenv("XDG_CURRENT_DESKTOP");
    qunsetenv("DISPLAY");
}

SecretStore::Result TestNoKeychain::read(KeychainSecretStore &store)
{
    std::optional<SecretStore::Result> result;
    store.read(m_profile, this, [&](const SecretStore::Result &answer) { result = answer; });
    return QTest::qWaitFor([&] { return result.has_value(); }) ? *result
                                                               : SecretStore::Result{{}, u"no answer"_s};
}

QString TestNoKeychain::write(KeychainSecretStore &store, const QByteArray &value)
{
    std::optional<QString> problem;
    store.write(m_profile, Secret(value), this, [&](const QString &answer) { problem = answer; });
    return QTest::qWaitFor([&] { return problem.has_value(); }) ? *problem : u"no answer"_s;
}

void TestNoKeychain::aValueIsKeptForTheSessionAndSaidSo()
{
    KeychainSecretStore store;
    const QString problem = write(store, "hunter2");
    QVERIFY2(problem.startsWith(u"The system keychain is not available ("_s), qPrintable(problem));
    QVERIFY2(problem.endsWith(u"): the secret is kept for this session only."_s), qPrintable(problem));
    const SecretStore::Result result = read(store);
    QVERIFY(result.secret);
    QCOMPARE(result.secret->reveal(), QByteArray("hunter2"));
    QVERIFY(result.problem.endsWith(u"for this session only."_s));
}

void TestNoKeychain::anotherStoreDoesNotKnowIt()
{
    KeychainSecretStore first;
    write(first, "hunter2");
    KeychainSecretStore second;
    const SecretStore::Result result = read(second);
    QVERIFY(!result.secret);
    QVERIFY2(result.problem.endsWith(u"the secret is not known."_s), qPrintable(result.problem));
}

void TestNoKeychain::aRemovedValueIsForgotten()
{
    KeychainSecretStore store;
    write(store, "hunter2");
    std::optional<QString> problem;
    store.remove(m_profile, this, [&](const QString &answer) { problem = answer; });
    QTRY_VERIFY(problem);
    QVERIFY(!problem->isEmpty());
    QVERIFY(!read(store).secret);
}

QTEST_GUILESS_MAIN(TestNoKeychain)
#include "tst_nokeychain.moc"
