#include "lib/connection/probereport.h"
#include "tests/support/testcertificates.h"
#include "ui/models/profiletext.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestProfileText : public QObject
{
    Q_OBJECT
private slots:
    void aPinTellsSinceWhenAndByWhom()
    {
        Pin pin;
        QCOMPARE(pinTitle(pin), u"Pinned certificate"_s);
        QCOMPARE(pinHistory(pin), QString());
        QCOMPARE(pinRemark(pin), QString());
        pin.pinnedAt = QDateTime(QDate(2025, 3, 12), QTime(12, 0), Qt::UTC);
        QCOMPARE(pinHistory(pin), u"Pinned on 12 Mar 2025"_s);
        pin.pinnedBy = u"anna"_s;
        QVERIFY(pinHistory(pin).startsWith(u"Pinned on 12 Mar 2025 by "_s));
        QVERIFY(pinHistory(pin).contains(u"anna"_s));
    }

    void aPinOfACertificateAtHandKnowsAllOfIt()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QSslCertificate certificate = test::selfSigned().certificate;
        const Pin pin = pinFromCertificate(certificate, now);
        QCOMPARE(pin.sha256, certificate.digest(QCryptographicHash::Sha256));
        QCOMPARE(QSslCertificate(pin.certificate, QSsl::Der), certificate);
        QVERIFY(pinRemark(pin).startsWith(u"self-signed, valid until "_s));
        const Pin issued =
            pinFromCertificate(test::signedBy(test::authority(u"Example CA"_s)).certificate, now);
        QVERIFY(pinRemark(issued).contains(u"Example CA"_s));
    }

    void aSubjectCannotTurnTheTextAround()
    {
        Pin pin;
        pin.subject = u"evil\u202Etxt"_s;
        QVERIFY(!pinTitle(pin).contains(QChar(0x202E)));
        QVERIFY(pinTitle(pin).contains(u"U+202E"_s));
    }

    void aClientCertificateAndItsKeyMatch()
    {
        const ProfileDraft draft = withCertificate(test::selfSigned(named(u"console-07"_s)), {});
        const Verdict verdict = clientCertificateVerdict(draft, QDateTime::currentDateTimeUtc());
        QVERIFY2(verdict.tone == Verdict::Tone::Good, qPrintable(verdict.text));
        QVERIFY(verdict.text.startsWith(u"Key and certificate match. "_s));
        QVERIFY(verdict.text.contains(u"console-07"_s));
    }

    void anotherKeyDoesNotMatch()
    {
        const ProfileDraft draft = withCertificate(test::selfSigned(), test::selfSigned().keyPem);
        QVERIFY(clientCertificateVerdict(draft, QDateTime::currentDateTimeUtc()).tone == Verdict::Tone::Bad);
        QVERIFY(problemsOf(draft, {}).ofTls());
    }

    void aClientCertificateThatIsOverIsDoubtful()
    {
        const ProfileDraft draft = withCertificate(test::selfSigned(test::expiredRequest()), {});
        const Verdict verdict = clientCertificateVerdict(draft, QDateTime::currentDateTimeUtc());
        QVERIFY2(verdict.tone == Verdict::Tone::Doubtful, qPrintable(verdict.text));
    }

    void withoutACertificateThereIsNothingToSay()
    {
        ProfileDraft draft = withCertificate(test::selfSigned(), {});
        draft.showsCertificate = false;
        QVERIFY(clientCertificateVerdict(draft, {}).tone == Verdict::Tone::None);
    }

    void theDoctorSaysWhatItIsDoing()
    {
        ProbeReport report;
        report.steps = {
            {ProbeStep::Address, StepOutcome::Done, 0, {}}, {ProbeStep::Port, StepOutcome::Running, 0, {}}};
        QVERIFY(probeVerdict(report).tone == Verdict::Tone::Busy);
        QCOMPARE(probeVerdict(report).text, u"Reach the port…"_s);
    }

    void theDoctorSaysWhatItFound()
    {
        ProbeReport report;
        report.finished = true;
        report.duration = 48'000;
        report.tlsVersion = u"TLS 1.3"_s;
        QVERIFY(probeVerdict(report).tone == Verdict::Tone::Good);
        QCOMPARE(probeVerdict(report).text, u"Accepted after 48 ms, TLS 1.3"_s);
        report.failure = describeFailure(FailureKind::ConnectionRefused, {.host = u"h"_s, .port = 9002});
        QVERIFY(probeVerdict(report).tone == Verdict::Tone::Bad);
        QCOMPARE(probeVerdict(report).text, report.failure.title);
        QCOMPARE(probeVerdict(report).detail, report.failure.cause);
    }

    void marksAreSaidInWords()
    {
        Profile profile;
        QCOMPARE(markText(profile), QString());
        profile.monitorOnly = true;
        QCOMPARE(markText(profile), u"Monitor only"_s);
        profile.colour = ColourBand::Red;
        QCOMPARE(markText(profile), u"Red band, monitor only"_s);
    }

private:
    static test::CertificateRequest named(const QString &name)
    {
        test::CertificateRequest request;
        request.commonName = name;
        return request;
    }

    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no disk");
        return file.fileName();
    }

    ProfileDraft withCertificate(const test::Credentials &credentials, const QByteArray &otherKey)
    {
        ProfileDraft draft = newDraft();
        draft.address = u"localhost"_s;
        draft.showsCertificate = true;
        draft.profile.clientCertificateFile = write(u"client.pem"_s, credentials.certificate.toPem());
        draft.profile.clientKeyFile =
            write(u"client.key"_s, otherKey.isEmpty() ? credentials.keyPem : otherKey);
        return draft;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestProfileText)
#include "tst_profiletext.moc"
