#include "tests/support/testcertificates.h"
#include "ui/models/certificatetext.h"
#include "ui/models/connectiontext.h"

#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

namespace {

CertificateQuestion questionFor(const QSslCertificate &certificate, QList<QSslError> errors = {})
{
    CertificateQuestion question;
    question.peer.chain = {certificate};
    question.peer.errors = std::move(errors);
    question.host = u"engage-01.example.net"_s;
    question.port = 9002;
    question.tlsVersion = u"TLS 1.3"_s;
    question.now = QDateTime::currentDateTimeUtc();
    return question;
}

} // namespace

class TestConnectionText : public QObject
{
    Q_OBJECT
private slots:
    void aSelfSignedCertificateForAnotherNameGivesTwoReasonsToLookTwice()
    {
        const QSslCertificate certificate = test::selfSigned().certificate;
        const QList<CertificateFinding> findings = certificateFindings(questionFor(certificate,
            {QSslError(QSslError::SelfSignedCertificate), QSslError(QSslError::HostNameMismatch)}));
        QCOMPARE(findings.size(), 4);
        QCOMPARE(findings.at(0).title, u"Issued by itself"_s);
        QVERIFY(!findings.at(0).good);
        QCOMPARE(findings.at(1).title, u"Made out to another name"_s);
        QVERIFY(findings.at(1).detail.contains(u"engage-01.example.net"_s));
        QVERIFY(findings.at(2).good);
        QVERIFY(findings.at(3).good);
        QVERIFY2(findings.at(3).detail.contains(u"SHA-256"_s), qPrintable(findings.at(3).detail));
        QVERIFY(findings.at(3).detail.endsWith(u"TLS 1.3"_s));
    }

    void aCertificateOfAStrangeAuthorityNamesIt()
    {
        const auto authority = test::authority(u"Strange authority"_s);
        const QSslCertificate certificate = test::signedBy(authority).certificate;
        const QList<CertificateFinding> findings = certificateFindings(
            questionFor(certificate, {QSslError(QSslError::UnableToGetLocalIssuerCertificate)}));
        QCOMPARE(findings.at(0).title, u"Issued by an unknown authority"_s);
        QVERIFY(findings.at(0).detail.contains(u"Strange authority"_s));
        QCOMPARE(certificateFindings(questionFor(certificate)).at(0).title, u"Issued by a known authority"_s);
    }

    void datesAreJudgedByTheClockGiven()
    {
        CertificateQuestion question = questionFor(test::selfSigned().certificate);
        question.now = question.now.addDays(10);
        QCOMPARE(certificateFindings(question).at(2).title, u"Out of date"_s);
        question.now = question.now.addDays(-20);
        QCOMPARE(certificateFindings(question).at(2).title, u"Not valid yet"_s);
    }

    void namesWithDirectionMarksAreMadeVisible()
    {
        test::CertificateRequest request;
        request.commonName = u"evil\u202Etxt"_s;
        const QSslCertificate certificate = test::selfSigned(request).certificate;
        const QString subject = certificateFacts(certificate).at(0).value;
        QVERIFY(!subject.contains(QChar(0x202E)));
        QVERIFY(subject.contains(u"U+202E"_s));
    }

    void fingerprintsAreComparedInAnySpelling()
    {
        const QByteArray sha256 =
            QByteArray::fromHex("9c417ed2085b3f6ac2e814b790dd5a216f3ce8940b7d42a9d158e7c336a613f0");
        QCOMPARE(fingerprintGroups(sha256).size(), 16);
        QCOMPARE(fingerprintGroups(sha256).first(), u"9C41"_s);
        const QString colons = QString::fromLatin1(sha256.toHex(':'));
        QCOMPARE(compareFingerprint(colons, sha256), Comparison::Same);
        QCOMPARE(compareFingerprint(u" sha256 Fingerprint="_s + colons.toUpper() + u'\n', sha256),
            Comparison::Same);
        QCOMPARE(compareFingerprint(fingerprintGroups(sha256).join(u' '), sha256), Comparison::Same);
        QCOMPARE(compareFingerprint(colons.left(20), sha256), Comparison::Incomplete);
        QCOMPARE(compareFingerprint(colons + u"00"_s, sha256), Comparison::Different);
        QCOMPARE(compareFingerprint(u"9C42"_s, sha256), Comparison::Different);
        QCOMPARE(compareFingerprint(u"  "_s, sha256), Comparison::Nothing);
    }

    void twoFingerprintsAreComparedGroupByGroup()
    {
        const QByteArray one(32, 'a');
        QByteArray other = one;
        other[2] = 'b';
        const QList<bool> differing = differingGroups(one, other);
        QCOMPARE(differing.size(), 16);
        QCOMPARE(differing.count(true), 1);
        QVERIFY(differing.at(1));
        QCOMPARE(differingGroups(one, {}).count(true), 16); // a pin that cannot be read
    }

    void theOperatorsFingerprintIsTheOldOneTheNewOneOrNeither()
    {
        const QByteArray pinned(32, 'a');
        const QByteArray shown(32, 'b');
        const auto compare = [&](const QByteArray &text) {
            return compareWithBoth(QString::fromLatin1(text), pinned, shown);
        };
        QVERIFY(compare("") == ChangedComparison::Nothing);
        QVERIFY(compare(pinned.toHex(':')) == ChangedComparison::SameAsPinned);
        QVERIFY(compare(shown.toHex()) == ChangedComparison::SameAsNew);
        QVERIFY(compare(shown.toHex().first(10)) == ChangedComparison::Incomplete);
        QVERIFY(compare(QByteArray(32, 'c').toHex()) == ChangedComparison::Different);
    }

    void bothFingerprintsAreAmongTheFacts()
    {
        QStringList names;
        for (const CertificateFact &fact : certificateFacts(test::selfSigned().certificate))
            names.append(fact.name);
        QVERIFY(names.contains(u"SHA-256"_s));
        QVERIFY(names.contains(u"SHA-1"_s));
    }

    void aMissingCertificateIsNoCrash()
    {
        QCOMPARE(certificateFindings(CertificateQuestion()).size(), 4);
        QVERIFY(fingerprintGroups({}).isEmpty());
    }

    void trustHasAWord()
    {
        ConnectionStatus status;
        status.state = ConnectionState::Connected;
        QCOMPARE(trustText(status), QString());
        status.peer.chain = {test::selfSigned().certificate};
        QCOMPARE(trustText(status), u"Verified"_s);
        status.peer.pinned = true;
        QCOMPARE(trustText(status), u"Pinned"_s);
        status.peer.pinnedForSession = true;
        QCOMPARE(trustText(status), u"Trusted once"_s);
    }

    void timesReadAsAPersonSaysThem()
    {
        const qint64 second = 1'000'000;
        QCOMPARE(elapsedText(2512 * second), u"00:41:52"_s);
        QCOMPARE(elapsedText(-1), u"00:00:00"_s);
        QCOMPARE(agoText(second - 1), u"now"_s);
        QCOMPARE(agoText(6 * second), u"6 s ago"_s);
        QCOMPARE(agoText(59 * second), u"59 s ago"_s);
        QCOMPARE(agoText((2 * 3600 + 12 * 60) * second), u"2 h 12 min ago"_s);
        QCOMPARE(agoText(76 * 3600 * second), u"3 d 4 h ago"_s);
        QCOMPARE(agoText(longestAge(0)), u"59 min ago"_s);
        QCOMPARE(agoText(longestAge(3600 * second)), u"23 h 59 min ago"_s);
        QCOMPARE(agoText(longestAge(24 * 3600 * second)), u"99 d 23 h ago"_s);
    }
};

QTEST_GUILESS_MAIN(TestConnectionText)
#include "tst_connectiontext.moc"
