#include "lib/connection/tlspolicy.h"
#include "tests/support/testcertificates.h"

#include <QCryptographicHash>
#include <QTest>

using namespace console;

namespace {

QList<QSslError> errors(std::initializer_list<QSslError::SslError> kinds)
{
    QList<QSslError> list;
    for (const QSslError::SslError kind : kinds)
        list.append(QSslError(kind));
    return list;
}

} // namespace

class TlsPolicyTest : public QObject
{
    Q_OBJECT

private slots:
    void anUnknownIssuerIsAQuestion_data();
    void anUnknownIssuerIsAQuestion();
    void theMostTellingKindIsNamed();
    void whatCannotBeExcusedIsRejected();
    void aPinCoversAnUnknownIssuer();
    void anotherCertificateThanThePinnedOneIsRejected();
    void aPinCoversOnlyTheErrorsSeenWhenPinned();
    void aPinFromTheCommandLineCoversAWrongNameButNoExpiry();
    void oneOfSeveralPinsIsEnough();
    void withoutACertificateNothingIsAccepted();
    void onlyAClientCertificateIsAReasonToStopEarly();
    void aPinRemembersWhatWasAccepted();
    void fingerprintsAreReadInAnySpelling();
    void whatIsNoFingerprintIsRefused();

private:
    const QList<QSslCertificate> m_chain{test::selfSigned().certificate};
    const Pin m_pin =
        pinFor({m_chain, errors({QSslError::SelfSignedCertificate})}, QDateTime::currentDateTimeUtc());
};

void TlsPolicyTest::anUnknownIssuerIsAQuestion_data()
{
    QTest::addColumn<QSslError::SslError>("kind");
    QTest::newRow("self-signed") << QSslError::SelfSignedCertificate;
    QTest::newRow("self-signed in chain") << QSslError::SelfSignedCertificateInChain;
    QTest::newRow("no issuer") << QSslError::UnableToGetIssuerCertificate;
    QTest::newRow("no local issuer") << QSslError::UnableToGetLocalIssuerCertificate;
    QTest::newRow("first not verified") << QSslError::UnableToVerifyFirstCertificate;
    QTest::newRow("untrusted") << QSslError::CertificateUntrusted;
}

void TlsPolicyTest::anUnknownIssuerIsAQuestion()
{
    QFETCH(const QSslError::SslError, kind);
    const TlsVerdict verdict = decideTls(errors({kind}), m_chain, {});
    QCOMPARE(verdict.decision, TlsDecision::Ask);
    QCOMPARE(verdict.failure, FailureKind::UntrustedCertificate);
}

void TlsPolicyTest::theMostTellingKindIsNamed()
{
    const auto why = [this](std::initializer_list<QSslError::SslError> kinds) {
        const TlsVerdict verdict = decideTls(errors(kinds), m_chain, {});
        return verdict.decision == TlsDecision::Ask ? verdict.failure : FailureKind::None;
    };
    QCOMPARE(why({QSslError::SelfSignedCertificate, QSslError::HostNameMismatch}), FailureKind::WrongName);
    QCOMPARE(
        why({QSslError::HostNameMismatch, QSslError::CertificateExpired}), FailureKind::CertificateExpired);
    QCOMPARE(why({QSslError::CertificateNotYetValid, QSslError::SelfSignedCertificate}),
        FailureKind::CertificateNotYetValid);
}

void TlsPolicyTest::whatCannotBeExcusedIsRejected()
{
    for (const auto kind : {QSslError::CertificateRevoked, QSslError::CertificateSignatureFailed,
             QSslError::CertificateBlacklisted}) {
        const auto found = errors({QSslError::SelfSignedCertificate, kind});
        QCOMPARE(decideTls(found, m_chain, {}).decision, TlsDecision::Reject);
        QCOMPARE(decideTls(found, m_chain, {m_pin}).decision, TlsDecision::Reject);
    }
}

void TlsPolicyTest::aPinCoversAnUnknownIssuer()
{
    QCOMPARE(decideTls(errors({QSslError::SelfSignedCertificate}), m_chain, {m_pin}).decision,
        TlsDecision::Accept);
    QCOMPARE(decideTls(errors({QSslError::UnableToGetLocalIssuerCertificate,
                           QSslError::UnableToVerifyFirstCertificate}),
                 m_chain, {m_pin})
                 .decision,
        TlsDecision::Accept);
}

void TlsPolicyTest::anotherCertificateThanThePinnedOneIsRejected()
{
    const QList<QSslCertificate> other{test::selfSigned().certificate};
    const TlsVerdict verdict = decideTls(errors({QSslError::SelfSignedCertificate}), other, {m_pin});
    QCOMPARE(verdict.decision, TlsDecision::Reject);
    QCOMPARE(verdict.failure, FailureKind::CertificateChanged);
    QCOMPARE(decideTls({}, other, {m_pin}).decision, TlsDecision::Reject);
}

void TlsPolicyTest::aPinCoversOnlyTheErrorsSeenWhenPinned()
{
    const auto expired = errors({QSslError::SelfSignedCertificate, QSslError::CertificateExpired});
    const TlsVerdict verdict = decideTls(expired, m_chain, {m_pin});
    QCOMPARE(verdict.decision, TlsDecision::Ask);
    QCOMPARE(verdict.failure, FailureKind::CertificateExpired);

    const Pin knowing = pinFor({m_chain, expired}, QDateTime::currentDateTimeUtc());
    QCOMPARE(decideTls(expired, m_chain, {knowing}).decision, TlsDecision::Accept);
    const auto misnamed = errors({QSslError::SelfSignedCertificate, QSslError::HostNameMismatch});
    QCOMPARE(decideTls(misnamed, m_chain, {knowing}).decision, TlsDecision::Ask);
}

void TlsPolicyTest::aPinFromTheCommandLineCoversAWrongNameButNoExpiry()
{
    Pin pin;
    pin.sha256 = m_pin.sha256;
    pin.fromCommandLine = true;
    const auto misnamed = errors({QSslError::SelfSignedCertificate, QSslError::HostNameMismatch});
    QCOMPARE(decideTls(misnamed, m_chain, {pin}).decision, TlsDecision::Accept);
    const auto expired = errors({QSslError::SelfSignedCertificate, QSslError::CertificateExpired});
    QVERIFY(decideTls(expired, m_chain, {pin}).decision != TlsDecision::Accept);
}

void TlsPolicyTest::oneOfSeveralPinsIsEnough()
{
    Pin other = m_pin;
    other.sha256.fill('x');
    QCOMPARE(decideTls(errors({QSslError::SelfSignedCertificate}), m_chain, {other, m_pin}).decision,
        TlsDecision::Accept);
}

void TlsPolicyTest::withoutACertificateNothingIsAccepted()
{
    QCOMPARE(decideTls({}, {}, {}).decision, TlsDecision::Reject);
    Pin empty;
    QCOMPARE(decideTls({}, {}, {empty}).decision, TlsDecision::Reject);
}

void TlsPolicyTest::onlyAClientCertificateIsAReasonToStopEarly()
{
    const QSslError found(QSslError::SelfSignedCertificate, m_chain.first());
    ConnectionSettings settings;
    settings.url = QUrl(QStringLiteral("wss://elsewhere.example"));
    QVERIFY(reasonsToStop(found, m_chain, settings).isEmpty());
    settings.clientCertificates = m_chain;
    const QSslError wrongName(QSslError::HostNameMismatch, m_chain.first());
    QCOMPARE(reasonsToStop(found, m_chain, settings), (QList{found, wrongName}));
    settings.pins = {m_pin};
    QVERIFY(reasonsToStop(found, m_chain, settings).isEmpty());
}

void TlsPolicyTest::aPinRemembersWhatWasAccepted()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Pin pin = pinFor({m_chain,
                               errors({QSslError::SelfSignedCertificate, QSslError::HostNameMismatch,
                                   QSslError::HostNameMismatch})},
        now);
    QCOMPARE(pin.sha256, m_chain.first().digest(QCryptographicHash::Sha256));
    QCOMPARE(pin.acceptedErrors, QList<QSslError::SslError>{QSslError::HostNameMismatch});
    QCOMPARE(pin.pinnedAt, now);
    QCOMPARE(pin.subject, QStringLiteral("localhost"));
    QVERIFY(!pin.fromCommandLine);
}

void TlsPolicyTest::fingerprintsAreReadInAnySpelling()
{
    const QByteArray sha256 = m_pin.sha256;
    const QString grouped = formatSha256(sha256);
    QCOMPARE(grouped.size(), 16 * 4 + 15);
    QCOMPARE(parseSha256(grouped), sha256);
    QCOMPARE(parseSha256(grouped.toLower()), sha256);
    QCOMPARE(parseSha256(QString::fromLatin1(sha256.toHex(':'))), sha256);
}

void TlsPolicyTest::whatIsNoFingerprintIsRefused()
{
    const QString hex = QString::fromLatin1(m_pin.sha256.toHex());
    QVERIFY(parseSha256(QString()).isEmpty());
    QVERIFY(parseSha256(hex.chopped(1)).isEmpty());
    QVERIFY(parseSha256(hex + QLatin1Char('0')).isEmpty());
    QVERIFY(parseSha256(hex.chopped(1) + QLatin1Char('g')).isEmpty());
}

QTEST_GUILESS_MAIN(TlsPolicyTest)
#include "tst_tlspolicy.moc"
