#include "lib/profile/profilejson.h"
#include "lib/profile/profilestore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Profile someProfile(const QString &name = u"Hall A"_s)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.host = u"engage.example.net"_s;
    return profile;
}

Profile fullProfile()
{
    Profile profile = someProfile();
    profile.port = 9443;
    profile.path = u"/behind?x=1"_s;
    profile.headerName = u"X-Engage-Key"_s;
    profile.storage = SecretStorage::Session;
    profile.authorityFile = u"/etc/ca.pem"_s;
    profile.clientCertificateFile = u"/etc/client.pem"_s;
    profile.clientKeyFile = u"/etc/client.key"_s;
    Pin pin;
    pin.sha256 = QByteArray(32, '\x9c');
    pin.acceptedErrors = {QSslError::HostNameMismatch, QSslError::CertificateExpired};
    pin.pinnedAt = QDateTime({2026, 3, 12}, {1, 2, 3, 4}, Qt::UTC);
    pin.subject = u"engage"_s;
    profile.pins = {pin};
    profile.trust = TrustRule::Pins;
    profile.maximumMessageMebibytes = 200;
    profile.furtherHeaders = {u"X-Site"_s, u"Cookie"_s};
    profile.lowestTls = TlsVersion::Tls13;
    profile.phaseSeconds = 30;
    profile.pingSeconds = 5;
    profile.reconnects = false;
    profile.passphraseStorage = SecretStorage::AskEveryTime;
    profile.proxy = {
        ProxySettings::Mode::Manual, ProxySettings::Type::Socks5, u"proxy.example.net"_s, 1080, u"me"_s};
    profile.proxyPasswordStorage = SecretStorage::Session;
    profile.colour = ColourBand::Violet;
    profile.monitorOnly = true;
    profile.ignoredFindings = {
        u"refused get_version -9990"_s, u"unknown-key 3 x value"_s, u"unknown-key 3 x Value"_s};
    profile.dialect = {{u"ids"_s, u"string"_s}, {u"a point of a newer version"_s, 7}};
    return profile;
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theFileStandsInTheUsersConfiguration();
    void aMissingFileIsEmptyAndWell();
    void aSavedProfileComesBackWhole();
    void aProfileWithoutHeaderComesBackWithoutOne();
    void anEmptyHeaderNameIsNotNoHeader();
    void savingTwiceReplaces();
    void removedProfilesAreGone();
    void aPinReplacesThePins();
    void aPinKeepsWhoMadeItAndItsCertificate();
    void anotherCertificateThanThePinnedOneIsNotShown();
    void aPinThatCannotBeReadStillForbidsEveryOtherCertificate();
    void folderAndFileAreForTheOwnerOnly();
    void profilesAreFoundByName();
    void unknownKeysSurviveAtBothLevels();
    void whatANewerVersionSaysOtherwiseSurvives();
    void aTrustRuleNobodyKnowsTrustsNobody();
    void aHeaderWithoutANameIsNone();
    void everyNameOfAnEnumerationComesBack();
    void aValueOfANewerVersionIsKeptUntilItIsChanged();
    void whatStandsInForANewerValueIsCareful();
    void aProfileWrittenBeforeThereWasARuleTrustsWhatItNames();
    void aLargestMessageOutOfRangeIsBroughtIntoIt();
    void numbersOutOfRangeAreBroughtIntoIt();
    void aBrokenFileIsSetAside_data();
    void aBrokenFileIsSetAside();
    void twoBrokenFilesInOneSecondAreBothKept();
    void aFileOfANewerVersionIsReadAndNeverWritten();
    void aFileOfANewerVersionWithAnotherShapeIsLeftAlone();
    void somethingElseThanAFileIsSaid();
    void whatCannotBeSavedIsSaid();
    void aHeldLockIsSaid();
    void everyChangeRereadsTheFile();
    void aChangeByOthersIsNoticed();
    void aChangeInPlaceIsNoticed();
    void ownChangesAreAnnouncedOnce();
    void aFileBrokenByOthersDoesNotTakeTheProfilesAway();
    void aDeletedFileEmptiesTheList();

private:
    QByteArray bytes() const;
    QJsonObject document() const;
    void write(const QByteArray &bytes) const;
    void replace(const QByteArray &bytes) const;
    QStringList setAside() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestProfileStore::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestProfileStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(u"config/profiles.json"_s);
}

QByteArray TestProfileStore::bytes() const
{
    QFile file(m_file);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject TestProfileStore::document() const
{
    return QJsonDocument::fromJson(bytes()).object();
}

void TestProfileStore::write(const QByteArray &content) const
{
    QDir().mkpath(QFileInfo(m_file).path());
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestProfileStore::replace(const QByteArray &content) const
{
    QSaveFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
    QVERIFY(file.commit());
}

QStringList TestProfileStore::setAside() const
{
    return QFileInfo(m_file).dir().entryList({u"profiles.json.broken-*"_s}, QDir::Files, QDir::Name);
}

void TestProfileStore::theFileStandsInTheUsersConfiguration()
{
    QCOMPARE(ProfileStore::defaultFile(),
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
            + u"/event-manager-console/profiles.json"_s);
}

void TestProfileStore::aMissingFileIsEmptyAndWell()
{
    const ProfileStore store(m_file);
    QVERIFY(store.profiles().isEmpty());
    QCOMPARE(store.problem(), QString());
    QVERIFY(!store.isReadOnly());
}

void TestProfileStore::aSavedProfileComesBackWhole()
{
    const Profile profile = fullProfile();
    ProfileStore store(m_file);
    QVERIFY2(store.save(profile), qPrintable(store.problem()));
    QCOMPARE(store.profiles(), QList{profile});
    QCOMPARE(ProfileStore(m_file).profiles(), QList{profile});
    QCOMPARE(document()[u"version"].toInt(), 1);
}

void TestProfileStore::aProfileWithoutHeaderComesBackWithoutOne()
{
    ProfileStore store(m_file);
    QVERIFY(store.save(someProfile()));
    QVERIFY(!ProfileStore(m_file).profiles().first().headerName);
}

void TestProfileStore::anEmptyHeaderNameIsNotNoHeader()
{
    Profile profile = someProfile();
    profile.headerName = QString();
    ProfileStore store(m_file);
    QVERIFY(store.save(profile));
    QVERIFY(ProfileStore(m_file).profiles().first().headerName);
}

void TestProfileStore::savingTwiceReplaces()
{
    Profile profile = someProfile();
    ProfileStore store(m_file);
    QVERIFY(store.save(profile));
    profile.headerName = u"X-Key"_s;
    QVERIFY(store.save(profile));
    profile.headerName.reset();
    profile.name = u"Hall B"_s;
    QVERIFY(store.save(profile));
    QCOMPARE(ProfileStore(m_file).profiles(), QList{profile});
}

void TestProfileStore::removedProfilesAreGone()
{
    const Profile one = someProfile(u"one"_s);
    const Profile two = someProfile(u"two"_s);
    ProfileStore store(m_file);
    QVERIFY(store.save(one) && store.save(two));
    QVERIFY(store.remove(one.id));
    QCOMPARE(ProfileStore(m_file).profiles(), QList{two});
    QVERIFY(!store.find(one.id));
    QCOMPARE(store.find(two.id)->name, u"two"_s);
}

void TestProfileStore::aPinReplacesThePins()
{
    const Profile profile = fullProfile();
    ProfileStore store(m_file);
    QVERIFY(store.save(profile));
    Pin pin;
    pin.sha256 = QByteArray(32, 'n');
    Profile other = someProfile(u"other"_s);
    QVERIFY(store.save(other));
    QVERIFY(store.addPin(profile.id, pin));
    QCOMPARE(ProfileStore(m_file).profiles().first().pins, QList{pin});
    QCOMPARE(*store.find(other.id), other);
    QVERIFY(store.addPin(other.id, pin));
    QCOMPARE(store.find(other.id)->trust, TrustRule::Pins);
}

void TestProfileStore::aPinKeepsWhoMadeItAndItsCertificate()
{
    Profile profile = fullProfile();
    Pin &pin = profile.pins.first();
    pin.certificate = "stands for the DER form";
    pin.sha256 = QCryptographicHash::hash(pin.certificate, QCryptographicHash::Sha256);
    pin.pinnedBy = u"anna"_s;
    QVERIFY(ProfileStore(m_file).save(profile));
    QCOMPARE(ProfileStore(m_file).profiles().first().pins, profile.pins);
}

void TestProfileStore::anotherCertificateThanThePinnedOneIsNotShown()
{
    Profile profile = fullProfile();
    profile.pins.first().certificate = "somebody else's";
    QVERIFY(ProfileStore(m_file).save(profile));
    QVERIFY(ProfileStore(m_file).profiles().first().pins.first().certificate.isEmpty());
}

void TestProfileStore::aPinThatCannotBeReadStillForbidsEveryOtherCertificate()
{
    write(
        R"({"version":1,"profiles":[{"id":"6b8e0b4e-6f9b-4c43-8e1d-0a3c5c1b2d3e","pins":[{"sha256":"zz"}]}]})");
    const ProfileStore store(m_file);
    QCOMPARE(store.profiles().first().pins.size(), 1);
    QVERIFY(store.profiles().first().pins.first().sha256.isEmpty());
}

void TestProfileStore::folderAndFileAreForTheOwnerOnly()
{
    ProfileStore store(m_file);
    QVERIFY(store.save(someProfile()));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(m_file) & others, QFile::Permissions());
    QCOMPARE(QFile::permissions(m_file) & ownerOnly, ownerOnly);
    QCOMPARE(QFile::permissions(QFileInfo(m_file).path()) & others, QFile::Permissions());
    QFile::setPermissions(m_file, ownerOnly | QFile::ReadOther);
    QVERIFY(store.save(someProfile()));
    QCOMPARE(QFile::permissions(m_file) & others, QFile::Permissions());
}

void TestProfileStore::profilesAreFoundByName()
{
    ProfileStore store(m_file);
    QVERIFY(store.save(someProfile(u"Hall A"_s)));
    QVERIFY(store.save(someProfile(u"demo"_s)));
    QVERIFY(store.save(someProfile(u"Demo"_s)));
    QCOMPARE(store.find(u"hall a"_s)->name, u"Hall A"_s);
    QCOMPARE(store.find(u"Demo"_s)->name, u"Demo"_s);
    QVERIFY(!store.find(u"DEMO"_s));
    QVERIFY(!store.find(u"Hall"_s));
}

void TestProfileStore::whatANewerVersionSaysOtherwiseSurvives()
{
    QJsonObject json = toJson(fullProfile());
    json.insert(u"reconnects"_s, QJsonObject{{u"after"_s, 5}});
    json.insert(u"proxy"_s, u"automatic"_s);
    json.insert(u"furtherHeaders"_s, QJsonObject{{u"X-Site"_s, u"a"_s}});
    QJsonArray pins = json.value(u"pins"_s).toArray();
    QJsonObject pin = pins.first().toObject();
    pin.insert(u"publicKey"_s, u"abc"_s);
    pins.replace(0, pin);
    json.insert(u"pins"_s, pins);
    const QJsonObject written = toJson(*profileFromJson(json));
    for (const QString &key : {u"reconnects"_s, u"proxy"_s, u"furtherHeaders"_s, u"pins"_s})
        QCOMPARE(written.value(key), json.value(key));
}

void TestProfileStore::aTrustRuleNobodyKnowsTrustsNobody()
{
    QJsonObject json = toJson(someProfile());
    json.insert(u"trust"_s, u"stricter"_s);
    const std::optional<Profile> profile = profileFromJson(json);
    QCOMPARE(profile->trust, TrustRule::Pins);
    QVERIFY(profile->pins.isEmpty()); // so the first certificate is a question
    QCOMPARE(toJson(*profile).value(u"trust"_s).toString(), u"stricter"_s);
}

void TestProfileStore::aHeaderWithoutANameIsNone()
{
    QJsonObject json = toJson(someProfile());
    json.insert(u"furtherHeaders"_s, QJsonArray{QString(), u"X-Site"_s, 7});
    QCOMPARE(profileFromJson(json)->furtherHeaders, QStringList{u"X-Site"_s});
}

void TestProfileStore::unknownKeysSurviveAtBothLevels()
{
    const Profile profile = someProfile();
    {
        ProfileStore store(m_file);
        QVERIFY(store.save(profile));
    }
    QJsonObject json = document();
    json[u"theme"] = QJsonObject{{u"colour"_s, u"blue"_s}};
    QJsonArray profiles = json[u"profiles"].toArray();
    QJsonObject first = profiles[0].toObject();
    first[u"note"] = u"second floor"_s;
    profiles[0] = first;
    json[u"profiles"] = profiles;
    write(QJsonDocument(json).toJson());

    ProfileStore store(m_file);
    Profile changed = store.profiles().first();
    changed.name = u"Hall B"_s;
    QVERIFY(store.save(changed));
    QCOMPARE(document()[u"theme"][u"colour"].toString(), u"blue"_s);
    QCOMPARE(document()[u"profiles"][0][u"note"].toString(), u"second floor"_s);
    QCOMPARE(document()[u"profiles"][0][u"name"].toString(), u"Hall B"_s);
}

void TestProfileStore::aLargestMessageOutOfRangeIsBroughtIntoIt()
{
    Profile profile = someProfile();
    profile.maximumMessageMebibytes = 5000;
    QVERIFY(ProfileStore(m_file).save(profile));
    QCOMPARE(document()[u"profiles"][0][u"maximumMessageMebibytes"].toInt(), 1024);
    write(bytes().replace(": 1024", ": 0"));
    QCOMPARE(ProfileStore(m_file).profiles().first().maximumMessageMebibytes, 1);
    write(bytes().replace("maximumMessageMebibytes", "somethingElse"));
    QCOMPARE(ProfileStore(m_file).profiles().first().maximumMessageMebibytes, 64);
}

void TestProfileStore::everyNameOfAnEnumerationComesBack()
{
    ProfileStore store(m_file);
    Profile profile = someProfile();
    const auto comesBack = [&] {
        return store.save(profile) && ProfileStore(m_file).profiles() == QList{profile};
    };
    for (const auto storage :
        {SecretStorage::Keychain, SecretStorage::Session, SecretStorage::AskEveryTime}) {
        profile.storage = profile.passphraseStorage = profile.proxyPasswordStorage = storage;
        QVERIFY(comesBack());
    }
    for (const auto rule : {TrustRule::Authorities, TrustRule::AuthorityFile, TrustRule::Pins}) {
        profile.trust = rule;
        QVERIFY(comesBack());
    }
    for (const auto mode :
        {ProxySettings::Mode::None, ProxySettings::Mode::System, ProxySettings::Mode::Manual}) {
        profile.proxy.mode = mode;
        QVERIFY(comesBack());
    }
    for (const auto colour : {ColourBand::None, ColourBand::Red, ColourBand::Orange, ColourBand::Green,
             ColourBand::Blue, ColourBand::Violet}) {
        profile.colour = colour;
        QVERIFY(comesBack());
    }
}

/// What a newer version of the program wrote into a profile.
static const QJsonObject newerValues{{u"secretStorage"_s, u"token"_s}, {u"passphraseStorage"_s, u"token"_s},
    {u"proxyPasswordStorage"_s, u"token"_s}, {u"trust"_s, u"dane"_s}, {u"lowestTls"_s, u"1.4"_s},
    {u"colour"_s, u"teal"_s},
    {u"proxy"_s, QJsonObject{{u"mode"_s, u"script"_s}, {u"type"_s, u"https"_s}, {u"script"_s, u"x"_s}}}};

void TestProfileStore::aValueOfANewerVersionIsKeptUntilItIsChanged()
{
    QJsonObject json = newerValues;
    json[u"id"] = QUuid::createUuid().toString(QUuid::WithoutBraces);
    write(QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"profiles"_s, QJsonArray{json}}}).toJson());
    ProfileStore store(m_file);
    Profile profile = store.profiles().first();
    profile.name = u"Hall B"_s;
    QVERIFY(store.save(profile));
    const QJsonObject kept = document()[u"profiles"][0].toObject();
    for (const char *key : {"secretStorage", "passphraseStorage", "trust", "lowestTls", "colour"})
        QCOMPARE(kept.value(QLatin1StringView(key)), newerValues.value(QLatin1StringView(key)));
    for (const char *key : {"mode", "type", "script"})
        QCOMPARE(kept[u"proxy"][QLatin1StringView(key)], newerValues[u"proxy"][QLatin1StringView(key)]);

    profile = ProfileStore(m_file).profiles().first();
    profile.colour = ColourBand::Green;
    profile.storage = SecretStorage::Session;
    profile.proxy.mode = ProxySettings::Mode::None;
    QVERIFY(store.save(profile));
    const QJsonObject changed = document()[u"profiles"][0].toObject();
    QCOMPARE(changed[u"colour"].toString(), u"green"_s);
    QCOMPARE(changed[u"secretStorage"].toString(), u"session"_s);
    QCOMPARE(changed[u"proxy"][u"mode"].toString(), u"none"_s);
    QCOMPARE(changed[u"proxy"][u"script"].toString(), u"x"_s);
    QCOMPARE(changed[u"lowestTls"].toString(), u"1.4"_s);
}

void TestProfileStore::whatStandsInForANewerValueIsCareful()
{
    QJsonObject json = newerValues;
    json[u"id"] = QUuid::createUuid().toString(QUuid::WithoutBraces);
    json[u"pins"] = QJsonArray{QJsonObject{{u"sha256"_s, QString(64, u'a')}}};
    write(QJsonDocument(QJsonObject{{u"version"_s, 1}, {u"profiles"_s, QJsonArray{json}}}).toJson());
    const Profile profile = ProfileStore(m_file).profiles().first();
    QCOMPARE(profile.storage, SecretStorage::AskEveryTime);
    QCOMPARE(profile.passphraseStorage, SecretStorage::AskEveryTime);
    QCOMPARE(profile.proxyPasswordStorage, SecretStorage::AskEveryTime);
    QCOMPARE(profile.lowestTls, TlsVersion::Tls13);
    QCOMPARE(profile.trust, TrustRule::Pins);
    QCOMPARE(profile.proxy.mode, ProxySettings::Mode::System);
    QCOMPARE(profile.colour, ColourBand::None);
}

void TestProfileStore::aProfileWrittenBeforeThereWasARuleTrustsWhatItNames()
{
    write(R"({"version":1,"profiles":[
        {"id":"6b8e0b4e-6f9b-4c43-8e1d-0a3c5c1b2d31","authorityFile":"ca.pem","pins":[{"sha256":"zz"}]},
        {"id":"6b8e0b4e-6f9b-4c43-8e1d-0a3c5c1b2d32","authorityFile":"ca.pem"},
        {"id":"6b8e0b4e-6f9b-4c43-8e1d-0a3c5c1b2d33"}]})");
    const ProfileStore store(m_file);
    QCOMPARE(store.profiles()[0].trust, TrustRule::Pins);
    QCOMPARE(store.profiles()[1].trust, TrustRule::AuthorityFile);
    QCOMPARE(store.profiles()[2].trust, TrustRule::Authorities);
    QVERIFY(store.profiles()[2].unknownKeys.isEmpty());
    Profile unwritten;
    unwritten.id = store.profiles()[2].id;
    QCOMPARE(store.profiles()[2], unwritten);
}

void TestProfileStore::numbersOutOfRangeAreBroughtIntoIt()
{
    write(R"({"version":1,"profiles":[{"id":"6b8e0b4e-6f9b-4c43-8e1d-0a3c5c1b2d3e","port":0,
        "phaseSeconds":0,"pingSeconds":100000,"proxy":{"port":70000}}]})");
    const Profile profile = ProfileStore(m_file).profiles().first();
    QCOMPARE(profile.port, 1);
    QCOMPARE(profile.phaseSeconds, fewestSeconds);
    QCOMPARE(profile.pingSeconds, mostSeconds);
    QCOMPARE(profile.proxy.port, 65535);
}

void TestProfileStore::aBrokenFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("half") << QByteArray(R"({"version":1,"profiles":[{"id")");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no version") << QByteArray(R"({"profiles":[]})");
    QTest::newRow("no profiles") << QByteArray(R"({"version":1})");
    QTest::newRow("profile without id") << QByteArray(R"({"version":1,"profiles":[{"name":"x"}]})");
    QTest::newRow("profile that is a number") << QByteArray(R"({"version":1,"profiles":[7]})");
}

void TestProfileStore::aBrokenFileIsSetAside()
{
    QFETCH(QByteArray, content);
    write(content);
    ProfileStore store(m_file);
    QVERIFY(store.profiles().isEmpty());
    QVERIFY(!store.isReadOnly());
    QCOMPARE(setAside().size(), 1);
    QVERIFY2(store.problem().contains(setAside().first()), qPrintable(store.problem()));
    QFile kept(QFileInfo(m_file).dir().filePath(setAside().first()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), content);
    QVERIFY(store.save(someProfile()));
    QCOMPARE(store.problem(), QString());
    QCOMPARE(ProfileStore(m_file).profiles().size(), 1);
}

void TestProfileStore::twoBrokenFilesInOneSecondAreBothKept()
{
    write("one");
    const ProfileStore first(m_file);
    write("two");
    const ProfileStore second(m_file);
    QCOMPARE(setAside().size(), 2);
}

void TestProfileStore::aFileOfANewerVersionIsReadAndNeverWritten()
{
    const Profile profile = fullProfile();
    {
        ProfileStore store(m_file);
        QVERIFY(store.save(profile));
    }
    QJsonObject json = document();
    json[u"version"] = 2;
    write(QJsonDocument(json).toJson());
    const QByteArray before = bytes();

    ProfileStore store(m_file);
    QCOMPARE(store.profiles(), QList{profile});
    QVERIFY(store.isReadOnly());
    QVERIFY(store.problem().contains(u"newer version"));
    QVERIFY(!store.save(someProfile()));
    QVERIFY(!store.remove(profile.id));
    QCOMPARE(bytes(), before);
    QVERIFY(setAside().isEmpty());
}

void TestProfileStore::aFileOfANewerVersionWithAnotherShapeIsLeftAlone()
{
    write(R"({"version":3,"profiles":{"by":"name"}})");
    const ProfileStore store(m_file);
    QVERIFY(store.isReadOnly());
    QVERIFY(setAside().isEmpty());
}

void TestProfileStore::somethingElseThanAFileIsSaid()
{
    QDir().mkpath(m_file);
    ProfileStore store(m_file);
    QVERIFY(store.isReadOnly());
    QVERIFY(store.problem().contains(m_file));
    QVERIFY(!store.save(someProfile()));
}

void TestProfileStore::whatCannotBeSavedIsSaid()
{
    QFile blocker(m_folder->filePath(u"config"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    ProfileStore store(m_file);
    QSignalSpy changed(&store, &ProfileStore::changed);
    QVERIFY(!store.save(someProfile()));
    QVERIFY(store.problem().contains(blocker.fileName()));
    QCOMPARE(changed.count(), 1);
    QVERIFY(store.profiles().isEmpty());
}

void TestProfileStore::aHeldLockIsSaid()
{
    ProfileStore store(m_file);
    QLockFile lock(m_file + u".lock"_s);
    QVERIFY(lock.lock());
    QVERIFY(!store.save(someProfile()));
    QVERIFY(store.problem().contains(u"another program"));
    lock.unlock();
    QVERIFY(store.save(someProfile()));
    QCOMPARE(store.problem(), QString());
}

void TestProfileStore::everyChangeRereadsTheFile()
{
    ProfileStore window(m_file);
    ProfileStore commandLine(m_file);
    QVERIFY(window.save(someProfile(u"one"_s)));
    QVERIFY(commandLine.save(someProfile(u"two"_s)));
    QCOMPARE(ProfileStore(m_file).profiles().size(), 2);
}

void TestProfileStore::aChangeByOthersIsNoticed()
{
    ProfileStore window(m_file);
    QSignalSpy changed(&window, &ProfileStore::changed);
    ProfileStore commandLine(m_file);
    // More than once: replacing the file must not end the watch.
    for (int round = 1; round <= 3; ++round) {
        QVERIFY(commandLine.save(someProfile()));
        QTRY_COMPARE(window.profiles().size(), round);
        QCOMPARE(changed.count(), round);
    }
}

void TestProfileStore::aChangeInPlaceIsNoticed()
{
    ProfileStore window(m_file);
    QVERIFY(window.save(someProfile(u"Hall A"_s)));
    for (const QByteArray name : {"Hall B", "Hall C"}) {
        QByteArray content = bytes();
        content.replace(window.profiles().first().name.toUtf8(), name);
        write(content);
        QTRY_COMPARE(window.profiles().first().name, QString::fromUtf8(name));
    }
}

void TestProfileStore::ownChangesAreAnnouncedOnce()
{
    ProfileStore window(m_file);
    ProfileStore other(m_file);
    QSignalSpy changed(&window, &ProfileStore::changed);
    QVERIFY(window.save(someProfile()));
    QTRY_COMPARE(other.profiles().size(), 1);
    QCOMPARE(changed.count(), 1);
}

void TestProfileStore::aFileBrokenByOthersDoesNotTakeTheProfilesAway()
{
    ProfileStore window(m_file);
    const Profile profile = someProfile(u"one"_s);
    QVERIFY(window.save(profile));
    replace("{ broken");
    QTRY_VERIFY(!window.problem().isEmpty());
    QCOMPARE(window.profiles(), QList{profile});
    QCOMPARE(setAside().size(), 1);
    QVERIFY(window.save(someProfile(u"two"_s)));
    QCOMPARE(ProfileStore(m_file).profiles().size(), 2);
}

void TestProfileStore::aDeletedFileEmptiesTheList()
{
    ProfileStore window(m_file);
    QVERIFY(window.save(someProfile()));
    QVERIFY(QFile::remove(m_file));
    QTRY_VERIFY(window.profiles().isEmpty());
    QCOMPARE(window.problem(), QString());
}

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
