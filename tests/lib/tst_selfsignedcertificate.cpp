#include "lib/simulator/selfsignedcertificate.h"

#include <QFileInfo>
#include <QSslCertificate>
#include <QSslCertificateExtension>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

CertificateFiles filesIn(const QTemporaryDir &folder)
{
    return {folder.filePath(u"simulator/certificate.pem"_s), folder.filePath(u"simulator/key.pem"_s)};
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestSelfSignedCertificate : public QObject
{
    Q_OBJECT

private slots:
    void itNamesThisMachineAndIsValidFromAnHourAgo();
    void eachHasItsOwnKeyAndSerialNumber();
    void theFilesAreMadeForTheirOwnerOnly();
    void aGoodCertificateIsKept();
    void itIsRenewedWhenFewerThanThirtyDaysRemain();
    void brokenFilesAreReplaced();
    void aFolderThatCannotBeWrittenIsSaid();

private:
    const QDateTime m_now = QDateTime::currentDateTimeUtc();
};

void TestSelfSignedCertificate::itNamesThisMachineAndIsValidFromAnHourAgo()
{
    const CertificateAndKey made = makeSelfSigned(m_now, 90);
    const QSslCertificate certificate(made.certificate);
    QVERIFY(!certificate.isNull());
    const auto names = certificate.subjectAlternativeNames();
    QCOMPARE(names.values(QSsl::DnsEntry), QStringList{u"localhost"_s});
    QCOMPARE(names.values(QSsl::IpAddressEntry).size(), 2);
    QVERIFY(names.values(QSsl::IpAddressEntry).contains(u"127.0.0.1"_s));
    QVERIFY(certificate.isSelfSigned());
    QCOMPARE(certificate.effectiveDate().toSecsSinceEpoch(), m_now.addSecs(-3600).toSecsSinceEpoch());
    QCOMPARE(certificate.expiryDate().toSecsSinceEpoch(), m_now.addDays(90).toSecsSinceEpoch());
    QCOMPARE(certificate.publicKey().algorithm(), QSsl::Ec);
    QCOMPARE(certificate.publicKey().length(), 256);
    QVERIFY(!QSslKey(made.key, QSsl::Ec).isNull());
}

void TestSelfSignedCertificate::eachHasItsOwnKeyAndSerialNumber()
{
    const CertificateAndKey one = makeSelfSigned(m_now);
    const CertificateAndKey other = makeSelfSigned(m_now);
    QVERIFY(one.key != other.key);
    QVERIFY(
        QSslCertificate(one.certificate).serialNumber() != QSslCertificate(other.certificate).serialNumber());
}

void TestSelfSignedCertificate::theFilesAreMadeForTheirOwnerOnly()
{
    const QTemporaryDir folder;
    const CertificateFiles files = filesIn(folder);
    QString error;
    QVERIFY2(renewOwnCertificate(files, m_now, &error), qPrintable(error));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(files.key) & others, QFile::Permissions());
    QVERIFY(QFile::permissions(files.key) & QFile::ReadOwner);
    QCOMPARE(QFile::permissions(QFileInfo(files.key).path()) & others, QFile::Permissions());
}

void TestSelfSignedCertificate::aGoodCertificateIsKept()
{
    const QTemporaryDir folder;
    const CertificateFiles files = filesIn(folder);
    QString error;
    QVERIFY(renewOwnCertificate(files, m_now, &error));
    const QByteArray before = contents(files.certificate);
    QVERIFY(renewOwnCertificate(files, m_now.addDays(365 - 31), &error));
    QCOMPARE(contents(files.certificate), before);
}

void TestSelfSignedCertificate::itIsRenewedWhenFewerThanThirtyDaysRemain()
{
    const QTemporaryDir folder;
    const CertificateFiles files = filesIn(folder);
    QString error;
    QVERIFY(renewOwnCertificate(files, m_now, &error));
    const QByteArray before = contents(files.certificate);
    const QByteArray keyBefore = contents(files.key);
    QVERIFY(renewOwnCertificate(files, m_now.addDays(365 - 29), &error));
    QVERIFY(contents(files.certificate) != before);
    QVERIFY(contents(files.key) != keyBefore);
}

void TestSelfSignedCertificate::brokenFilesAreReplaced()
{
    const QTemporaryDir folder;
    const CertificateFiles files = filesIn(folder);
    QString error;
    QVERIFY(renewOwnCertificate(files, m_now, &error));
    overwrite(files.key, "junk");
    QVERIFY(renewOwnCertificate(files, m_now, &error));
    QVERIFY(!QSslKey(contents(files.key), QSsl::Ec).isNull());
    overwrite(files.certificate, "junk");
    QVERIFY(renewOwnCertificate(files, m_now, &error));
    QVERIFY(!QSslCertificate(contents(files.certificate)).isNull());
    QVERIFY(QFile::remove(files.key));
    QVERIFY(renewOwnCertificate(files, m_now, &error));
    QVERIFY(!QSslKey(contents(files.key), QSsl::Ec).isNull());
}

void TestSelfSignedCertificate::aFolderThatCannotBeWrittenIsSaid()
{
    const QTemporaryDir folder;
    overwrite(folder.filePath(u"simulator"_s), "a file where the folder should be");
    QString error;
    QVERIFY(!renewOwnCertificate(filesIn(folder), m_now, &error));
    QVERIFY(error.contains(folder.path()));
}

QTEST_GUILESS_MAIN(TestSelfSignedCertificate)
#include "tst_selfsignedcertificate.moc"
