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
        draft.headerValue = Secret("a\r\nb");
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
        draft.headerValue = Secret("x");
        const ProfileDraft copy = duplicateOf(draft);
        QVERIFY(copy.profile.id != draft.profile.id);
        QCOMPARE(copy.name, u"Hall A copy"_s);
        QVERIFY(copy.headerValue.reveal().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProfileDraft)
#include "tst_profiledraft.moc"
