#include "tests/support/testcertificates.h"
#include "ui/widgets/certificatedialog.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/trustdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestTrustDialog : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { installTheme(qApp, &m_theme); }

    void init()
    {
        test::CertificateRequest request;
        request.commonName = u"<b>engage</b>"_s;
        m_peer.chain = {test::selfSigned(request).certificate};
        m_peer.errors = {QSslError(QSslError::SelfSignedCertificate)};
        m_dialog =
            std::make_unique<TrustDialog>(m_peer, QUrl(u"wss://engage-01.example.net:9002"_s), &m_theme);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    void enterMeansCancel()
    {
        QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
        QSignalSpy pinned(m_dialog.get(), &TrustDialog::pinned);
        QTest::keyClick(m_dialog.get(), Qt::Key_Return);
        QCOMPARE(rejected.size(), 1);
        QCOMPARE(pinned.size(), 0);
    }

    void enterPressesTheButtonThatHasTheFocus()
    {
        QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
        QSignalSpy once(m_dialog.get(), &TrustDialog::trustedOnce);
        QPushButton *trust = button(u"Trust for this session"_s);
        QVERIFY(trust);
        trust->setFocus(Qt::TabFocusReason);
        QTest::keyClick(trust, Qt::Key_Return);
        QCOMPARE(once.size(), 1);
        QCOMPARE(rejected.size(), 0);
    }

    void enterBehindTheRightFingerprintPins()
    {
        QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
        QSignalSpy pinned(m_dialog.get(), &TrustDialog::pinned);
        QLineEdit *expected = comparison();
        QVERIFY(expected);
        expected->setFocus();
        QTest::keyClicks(expected, QString::fromLatin1(m_peer.sha256().toHex(':')));
        QTest::keyClick(expected, Qt::Key_Return);
        QCOMPARE(pinned.size(), 1);
        QCOMPARE(rejected.size(), 0);
    }

    void theFocusRingIsOnCancel()
    {
        QPushButton *cancel = button(u"Cancel"_s);
        QVERIFY(cancel && cancel->hasFocus());
        const QImage image = cancel->grab().toImage();
        QCOMPARE(image.pixelColor(image.width() / 2, 0), m_theme.colours().accent);
        QCOMPARE(image.pixelColor(image.width() / 2, 1), m_theme.colours().accent);
    }

    void eachAnswerIsItsOwnSignal()
    {
        QSignalSpy once(m_dialog.get(), &TrustDialog::trustedOnce);
        QSignalSpy pinned(m_dialog.get(), &TrustDialog::pinned);
        QSignalSpy rejected(m_dialog.get(), &QDialog::rejected);
        press(u"Trust for this session"_s);
        QCOMPARE(once.size(), 1);
        QCOMPARE(once.first().first().toByteArray(), m_peer.sha256());
        m_dialog->open();
        press(u"Trust and pin"_s);
        QCOMPARE(pinned.size(), 1);
        QCOMPARE(rejected.size(), 0);
    }

    void theOperatorsFingerprintIsCompared()
    {
        QLineEdit *expected = comparison();
        QVERIFY(expected);
        QTest::keyClicks(expected, QString::fromLatin1(m_peer.sha256().toHex(':')));
        QVERIFY(shows(u"Same"_s));
        QTest::keyClicks(expected, u"0"_s);
        QVERIFY(shows(u"Different"_s));
    }

    void whatTheCertificateSaysIsPlainText()
    {
        for (const auto *label : m_dialog->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void allOfTheFingerprintIsShown()
    {
        for (const QString &group : fingerprintGroups(m_peer.sha256()))
            QVERIFY(shows(group));
    }

    void detailsOpenOnDemand()
    {
        press(u"Certificate details…"_s);
        auto *details = m_dialog->findChild<CertificateDialog *>();
        QVERIFY(details && details->isVisible());
        QVERIFY(shows(u"Serial number"_s));
        QVERIFY(m_dialog->isVisible());
    }

private:
    bool shows(const QString &text)
    {
        for (const auto *label : m_dialog->findChildren<QLabel *>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }

    QPushButton *button(const QString &text)
    {
        for (auto *each : m_dialog->findChildren<QPushButton *>())
            if (each->text() == text)
                return each;
        return nullptr;
    }

    QLineEdit *comparison()
    {
        for (auto *edit : m_dialog->findChildren<QLineEdit *>())
            if (edit->accessibleName() == u"Compare with"_s)
                return edit;
        return nullptr;
    }

    void press(const QString &text)
    {
        QPushButton *wanted = button(text);
        QVERIFY2(wanted, "no such button");
        QTest::mouseClick(wanted, Qt::LeftButton);
    }

    Theme m_theme;
    PeerCertificate m_peer;
    std::unique_ptr<TrustDialog> m_dialog;
};

QTEST_MAIN(TestTrustDialog)
#include "tst_trustdialog.moc"
