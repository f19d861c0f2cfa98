#include "lib/profile/profileexchange.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

Profile someProfile(const QString &name = u"Hall A"_s)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.host = u"engage.example.net"_s;
    return profile;
}

QStringList names(const QList<Profile> &profiles)
{
    QStringList list;
    for (const Profile &profile : profiles)
        list.append(profile.name);
    return list;
}

} // namespace

class TestProfileExchange : public QObject
{
    Q_OBJECT

private slots:
    void whatIsExportedComesBackWhole();
    void theDocumentSaysThatItHoldsNoSecrets();
    void whatIsThereAlreadyIsLeftOut();
    void anEmptyNameOfAValueIsNoOtherConnection();
    void anIdThatIsTakenIsReplaced();
    void anIdThatIsTakenWithinTheDocumentIsReplaced();
    void aNameThatIsTakenGetsANumber();
    void aProfileWithoutAnIdOrANameGetsOne();
    void whatIsNoConnectionIsLeftOutAndSaid();
    void aDocumentOfANewerVersionIsTakenAsFarAsUnderstood();
    void aDocumentThatCannotBeReadIsSaid_data();
    void aDocumentThatCannotBeReadIsSaid();
};

void TestProfileExchange::whatIsExportedComesBackWhole()
{
    Profile profile = someProfile();
    profile.headerName = u"X-Engage-Key"_s;
    profile.furtherHeaders = {u"X-Site"_s};
    profile.authorityFile = u"/etc/ca.pem"_s;
    profile.clientCertificateFile = u"/etc/client.pem"_s;
    profile.clientKeyFile = u"/etc/client.key"_s;
    profile.proxy = {ProxySettings::Mode::Manual, ProxySettings::Type::Http, u"proxy"_s, 3128, u"me"_s};
    profile.trust = TrustRule::AuthorityFile;
    profile.colour = ColourBand::Red;
    profile.monitorOnly = true;
    profile.unknownKeys.insert(u"note"_s, u"second floor"_s);
    const QList<Profile> both{profile, someProfile(u"Hall B"_s)};
    const ProfileImport imported = importProfiles(exportProfiles(both), {});
    QCOMPARE(imported.problem, QString());
    QCOMPARE(imported.remarks, QStringList());
    QCOMPARE(imported.profiles, both);
}

void TestProfileExchange::theDocumentSaysThatItHoldsNoSecrets()
{
    QVERIFY(exportProfiles({someProfile()}).contains("There are no secrets in this file"));
}

void TestProfileExchange::whatIsThereAlreadyIsLeftOut()
{
    const Profile profile = someProfile();
    const ProfileImport imported = importProfiles(exportProfiles({profile, someProfile(u"B"_s)}), {profile});
    QCOMPARE(names(imported.profiles), QStringList{u"B"_s});
    QCOMPARE(imported.remarks, QStringList{u"“Hall A” is there already."_s});
}

/// Found by the fuzzer: such a name was kept when it was read, but written as what stood in for it.
void TestProfileExchange::anEmptyNameOfAValueIsNoOtherConnection()
{
    const QByteArray bytes = exportProfiles({someProfile()})
                                 .replace("\"lowestTls\": \"1.2\"", "\"lowestTls\": \"\"")
                                 .replace("\"trust\": \"authorities\"", "\"trust\": 7");
    const QList<Profile> profiles = importProfiles(bytes, {}).profiles;
    QCOMPARE(profiles.size(), 1);
    QCOMPARE(profiles[0].lowestTls, TlsVersion::Tls12);
    QVERIFY(importProfiles(exportProfiles(profiles), profiles).profiles.isEmpty());
}

void TestProfileExchange::anIdThatIsTakenIsReplaced()
{
    Profile profile = someProfile();
    const Profile there = profile;
    profile.host = u"elsewhere.example.net"_s;
    const ProfileImport imported = importProfiles(exportProfiles({profile}), {there});
    QCOMPARE(imported.profiles.size(), 1);
    QVERIFY(imported.profiles.first().id != there.id);
    QCOMPARE(imported.profiles.first().host, profile.host);
    QCOMPARE(imported.profiles.first().name, u"Hall A (2)"_s);
}

void TestProfileExchange::anIdThatIsTakenWithinTheDocumentIsReplaced()
{
    Profile one = someProfile();
    Profile two = one;
    two.name = u"Hall B"_s;
    const ProfileImport imported = importProfiles(exportProfiles({one, two}), {});
    QCOMPARE(names(imported.profiles), QStringList({u"Hall A"_s, u"Hall B"_s}));
    QVERIFY(imported.profiles[0].id != imported.profiles[1].id);
}

void TestProfileExchange::aNameThatIsTakenGetsANumber()
{
    const QList<Profile> existing{someProfile(u"hall a"_s), someProfile(u"Hall A (2)"_s)};
    const ProfileImport imported = importProfiles(exportProfiles({someProfile(), someProfile()}), existing);
    QCOMPARE(names(imported.profiles), QStringList({u"Hall A (3)"_s, u"Hall A (4)"_s}));
    QCOMPARE(imported.remarks.first(), u"The name “Hall A” is taken: imported as “Hall A (3)”."_s);
}

void TestProfileExchange::aProfileWithoutAnIdOrANameGetsOne()
{
    const ProfileImport imported =
        importProfiles(R"({"version":1,"profiles":[{"host":"engage.example.net"}]})", {});
    QCOMPARE(names(imported.profiles), QStringList{u"engage.example.net"_s});
    QVERIFY(!imported.profiles.first().id.isNull());
}

void TestProfileExchange::whatIsNoConnectionIsLeftOutAndSaid()
{
    const ProfileImport imported =
        importProfiles(R"({"version":1,"profiles":[7,{"host":"a","name":"A"},{"name":"no host"}]})", {});
    QCOMPARE(names(imported.profiles), QStringList{u"A"_s});
    QCOMPARE(imported.remarks,
        QStringList({u"Entry 1 is no connection: it was left out."_s,
            u"Entry 3 is no connection: it was left out."_s}));
}

void TestProfileExchange::aDocumentOfANewerVersionIsTakenAsFarAsUnderstood()
{
    const ProfileImport imported =
        importProfiles(R"({"version":9,"profiles":[{"host":"a","name":"A","note":"kept"}]})", {});
    QCOMPARE(imported.problem, QString());
    QCOMPARE(imported.profiles.first().unknownKeys[u"note"].toString(), u"kept"_s);
    QVERIFY(imported.remarks.first().contains(u"newer version"_s));
}

void TestProfileExchange::aDocumentThatCannotBeReadIsSaid_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("problem");
    const QString noJson = u"The file is no JSON: "_s;
    const QString none = u"The file is JSON but holds no connections"_s;
    QTest::newRow("empty") << QByteArray() << noJson;
    QTest::newRow("half") << exportProfiles({someProfile()}).first(100) << noJson;
    QTest::newRow("deep") << QByteArray(100'000, '[') << noJson;
    QTest::newRow("array") << QByteArray("[]") << none;
    QTest::newRow("server configuration") << QByteArray(R"({"port":9002})") << none;
    QTest::newRow("profiles that are none") << QByteArray(R"({"version":1,"profiles":{}})") << none;
    QTest::newRow("big") << QByteArray(17 * 1024 * 1024, ' ') << u"The file is too big"_s;
}

void TestProfileExchange::aDocumentThatCannotBeReadIsSaid()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, problem);
    const ProfileImport imported = importProfiles(document, {});
    QVERIFY2(imported.problem.startsWith(problem), qPrintable(imported.problem));
    QVERIFY(imported.profiles.isEmpty());
}

QTEST_GUILESS_MAIN(TestProfileExchange)
#include "tst_profileexchange.moc"
