#include "ui/models/profiledraft.h"

#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestProfileDraft : public QObject
{
    Q_OBJECT
private slots:
    void aDraftWithoutANameIsCalledAfterItsHost()
    {
        ProfileDraft draft = newDraft();
        QCOMPARE(draft.shownName(), u"New connection"_s);
        draft.address = u"wss://engage-01.example.net:9100/live"_s;
        const Profile profile = profileOf(draft);
        QCOMPARE(profile.name, u"engage-01.example.net"_s);
        QCOMPARE(profile.port, 9100);
        QCOMPARE(profile.path, u"/live"_s);
    }

    void withoutTheBoxNoHeaderIsConfigured()
    {
        ProfileDraft draft = newDraft();
        draft.address = u"localhost"_s;
        draft.headerName = u"X-Engage-Key"_s;
        QVERIFY(!profileOf(draft).headerName.has_value());
        draft.sendsHeader = true;
        QCOMPARE(profileOf(draft).headerName.value(), u"X-Engage-Key"_s);
        QVERIFY(problemsOf(draft, {}).isEmpty()); // an empty value is a value
    }

    void eachFieldSaysWhatIsWrongWithIt()
    {
        ProfileDraft draft = newDraft();
        draft.address = u"ws://host"_s;
        draft.sendsHeader = true;
        draft.headerName = u"no spaces"_s;
        draft.headerValue = typed("a\r\nb");
        const DraftProblems problems = problemsOf(draft, {});
        QVERIFY(problems.address.contains(u"TLS"_s));
        QVERIFY(!problems.headerName.isEmpty());
        QVERIFY(!problems.headerValue.isEmpty());
        QVERIFY(problems.name.isEmpty());
    }

    void aNameIsTakenOnlyOnce()
    {
        ProfileDraft first = newDraft();
        first.name = u"Hall A"_s;
        ProfileDraft second = newDraft();
        second.name = u"hall a"_s;
        second.address = u"localhost"_s;
        QVERIFY(!problemsOf(second, {first, second}).name.isEmpty());
        QVERIFY(problemsOf(second, {second}).name.isEmpty());
    }

    void anAuthorityFileThatIsNoneIsNamed()
    {
        QTemporaryDir folder;
        ProfileDraft draft = newDraft();
        draft.address = u"localhost"_s;
        draft.profile.authorityFile = folder.filePath(u"missing.pem"_s);
        draft.profile.trust = TrustRule::AuthorityFile;
        QVERIFY(problemsOf(draft, {}).authorityFile.contains(u"missing.pem"_s));
    }

    void aDuplicateIsAnotherConnectionWithoutTheSecret()
    {
        ProfileDraft draft = newDraft();
        draft.name = u"Hall A"_s;
        draft.headerValue = typed("x");
        const ProfileDraft copy = duplicateOf(draft);
        QVERIFY(copy.profile.id != draft.profile.id);
        QCOMPARE(copy.name, u"Hall A copy"_s);
        QVERIFY(!copy.headerValue.value);
    }

    void aTabKnowsWhetherItHoldsAProblem()
    {
        ProfileDraft draft = newDraft();
        draft.address = u"localhost"_s;
        draft.profile.proxy.mode = ProxySettings::Mode::Manual;
        DraftProblems problems = problemsOf(draft, {});
        QVERIFY(problems.ofServer() && !problems.ofTls() && !problems.ofAuthorization());
        draft.profile.proxy.host = u"proxy.example.net"_s;
        draft.showsCertificate = true;
        problems = problemsOf(draft, {});
        QVERIFY(!problems.ofServer() && problems.ofTls() && !problems.ofAuthorization());
        draft.showsCertificate = false;
        draft.furtherHeaders = {{u"no spaces"_s, {}, {}}};
        problems = problemsOf(draft, {});
        QVERIFY(!problems.ofServer() && !problems.ofTls() && problems.ofAuthorization());
    }

    void anAuthorityMustBeChosenBeforeItCounts()
    {
        ProfileDraft draft = newDraft();
        draft.address = u"localhost"_s;
        draft.profile.trust = TrustRule::AuthorityFile;
        QVERIFY(!problemsOf(draft, {}).authorityFile.isEmpty());
    }

    void noHeaderIsSentTwice()
    {
        ProfileDraft draft = newDraft();
        draft.address = u"localhost"_s;
        draft.sendsHeader = true;
        draft.headerName = u"X-Key"_s;
        draft.furtherHeaders = {{u"X-Other"_s, {}, {}}, {u"x-key"_s, {}, {}}, {u"x-other "_s, {}, {}}};
        const QStringList problems = problemsOf(draft, {}).furtherHeaders;
        QVERIFY(problems.at(0).isEmpty());
        QVERIFY(!problems.at(1).isEmpty());
        QVERIFY(!problems.at(2).isEmpty());
    }

    void anAddressThatLacksOnlyItsHostSaysSo()
    {
        ProfileDraft draft = newDraft();
        draft.address = u"wss://:9002"_s;
        QVERIFY(problemsOf(draft, {}).address.contains(u"host"_s));
        QVERIFY(!isBlank(draft));
    }

    void aSavedSecretIsUnknownUntilItWasRead()
    {
        Profile profile = withSecrets();
        ProfileDraft draft = draftOf(profile);
        QVERIFY(isReadingSecrets(draft));
        for (const SecretPlace &place : secretPlaces(profile)) {
            QVERIFY(!findSecret(draft, place.name)->known);
            *findSecret(draft, place.name) = {Secret("x"), true, false};
        }
        QVERIFY(!isReadingSecrets(draft));
        profile.storage = SecretStorage::AskEveryTime;
        QVERIFY(draftOf(profile).headerValue.known); // there is no place to look
    }

    void whatDidNotChangeIsNotWritten()
    {
        const Profile profile = withSecrets();
        QVERIFY(secretChanges(allRead(profile), &profile).isEmpty());
        QVERIFY(secretChanges(draftOf(profile), &profile).isEmpty()); // not even read
    }

    void eachSecretGoesWhereItBelongs()
    {
        const Profile profile = withSecrets();
        const QList<SecretChange> changes = secretChanges(allRead(profile), nullptr);
        QCOMPARE(namesOf(changes),
            QStringList({QString(), u"header x-token"_s, passphraseName(), proxyPasswordName()}));
        for (const SecretChange &change : changes)
            QVERIFY(change.value);
    }

    void aSecretThatMovesIsWrittenAnew()
    {
        const Profile profile = withSecrets();
        ProfileDraft draft = allRead(profile);
        draft.profile.storage = SecretStorage::Session;
        const QList<SecretChange> changes = secretChanges(draft, &profile);
        QCOMPARE(namesOf(changes), QStringList({QString(), u"header x-token"_s}));
        QVERIFY(changes.first().storage == SecretStorage::Session);
        draft.profile.storage = SecretStorage::AskEveryTime;
        for (const SecretChange &change : secretChanges(draft, &profile))
            QVERIFY(!change.value); // kept nowhere
    }

    void whatIsNoLongerNeededIsForgotten()
    {
        const Profile profile = withSecrets();
        ProfileDraft draft = allRead(profile);
        draft.sendsHeader = false;
        draft.showsCertificate = false;
        draft.furtherHeaders.clear();
        draft.profile.proxy.mode = ProxySettings::Mode::None;
        const QList<SecretChange> changes = secretChanges(draft, &profile);
        QCOMPARE(changes.size(), 4);
        for (const SecretChange &change : changes)
            QVERIFY(!change.value);
    }

    void aRenamedHeaderTakesItsValueAlong()
    {
        const Profile profile = withSecrets();
        ProfileDraft draft = allRead(profile);
        draft.furtherHeaders.first().name = u"X-Renamed"_s;
        const QList<SecretChange> changes = secretChanges(draft, &profile);
        QCOMPARE(namesOf(changes), QStringList({u"header x-renamed"_s, u"header x-token"_s}));
        QCOMPARE(changes.at(0).value->reveal(), QByteArray("x"));
        QVERIFY(!changes.at(1).value);
    }

    void aHeaderRenamedOntoAnothersNameKeepsItsOwnValue()
    {
        Profile profile = withSecrets();
        profile.furtherHeaders = {u"X-Token"_s, u"X-Other"_s};
        ProfileDraft draft = draftOf(profile);
        draft.headerValue = draft.passphrase = draft.proxyPassword = {Secret("kept"), true, false};
        draft.furtherHeaders[0].value = {Secret("token"), true, false};
        draft.furtherHeaders[1].value = {Secret("other"), true, false};
        draft.furtherHeaders.removeAt(1);
        draft.furtherHeaders[0].name = u"X-Other"_s;
        const QList<SecretChange> changes = secretChanges(draft, &profile);
        QCOMPARE(namesOf(changes), QStringList({u"header x-other"_s, u"header x-token"_s}));
        QCOMPARE(changes.at(0).value->reveal(), QByteArray("token"));
        QVERIFY(!changes.at(1).value);
    }

    void aRenamedHeaderWhoseValueCouldNotBeReadIsNotGivenUp()
    {
        const Profile profile = withSecrets();
        ProfileDraft draft = allRead(profile);
        draft.furtherHeaders.first().value = {std::nullopt, true, false}; // the keychain was locked
        draft.furtherHeaders.first().name = u"X-Renamed"_s;
        QVERIFY(secretChanges(draft, &profile).isEmpty());
    }

    void aHeaderWithoutANameIsOutlived()
    {
        Profile profile = withSecrets();
        profile.furtherHeaders = {QString()}; // no dialog lets it through, a file may hold it
        QCOMPARE(draftOf(profile).furtherHeaders.size(), 1);
    }

    void anEmptyHeaderValueIsAValueAnEmptyPassphraseIsNone()
    {
        const Profile profile = withSecrets();
        ProfileDraft draft = allRead(profile);
        draft.headerValue = typed("");
        draft.passphrase = typed("");
        const QList<SecretChange> changes = secretChanges(draft, &profile);
        QCOMPARE(changes.size(), 2);
        QVERIFY(changes.at(0).value.has_value());
        QVERIFY(!changes.at(1).value.has_value());
    }

    void aValueThatNobodyKnowsIsNotInvented()
    {
        ProfileDraft draft = newDraft();
        draft.sendsHeader = true;
        draft.headerName = u"X-Key"_s;
        QVERIFY(secretChanges(draft, nullptr).isEmpty()); // it is asked for when connecting
    }

private:
    static DraftSecret typed(const QByteArray &text) { return {Secret(text), true, true}; }

    static Profile withSecrets()
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.host = u"localhost"_s;
        profile.headerName = u"X-Key"_s;
        profile.furtherHeaders = {u"X-Token"_s};
        profile.clientCertificateFile = u"console.pem"_s;
        profile.proxy = {.mode = ProxySettings::Mode::Manual, .host = u"proxy"_s, .user = u"anna"_s};
        return profile;
    }

    static ProfileDraft allRead(const Profile &profile)
    {
        ProfileDraft draft = draftOf(profile);
        for (const SecretPlace &place : secretPlaces(profile))
            *findSecret(draft, place.name) = {Secret("x"), true, false};
        return draft;
    }

    static QStringList namesOf(const QList<SecretChange> &changes)
    {
        QStringList names;
        for (const SecretChange &change : changes)
            names.append(change.key.name);
        return names;
    }
};

QTEST_GUILESS_MAIN(TestProfileDraft)
#include "tst_profiledraft.moc"
