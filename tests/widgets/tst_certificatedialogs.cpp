#include "tests/support/testcertificates.h"
#include "ui/models/certificatetext.h"
#include "ui/models/profiletext.h"
#include "ui/widgets/certificatedialog.h"
#include "ui/widgets/fingerprintgrid.h"
#include "ui/widgets/pincomparisondialog.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

/// The dialogs that show certificates to people: one in full, and a changed one beside the pinned one.
class TestCertificateDialogs : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        const test::Credentials authority = test::authority(u"Example CA"_s);
        test::CertificateRequest request;
        request.commonName = u"<b>engage</b>"_s;
        m_peer.chain = {test::signedBy(authority, request).certificate, authority.certificate};
        m_pin = pinFromCertificate(
            test::selfSigned(request).certificate, QDateTime(QDate(2025, 3, 12), QTime(12, 0), Qt::UTC));
        m_pin.pinnedBy = u"anna"_s;
    }

    void cleanup() { m_dialog.reset(); }

    void aCertificateIsShownInFull()
    {
        openCertificate();
        for (const CertificateFact &fact : certificateFacts(m_peer.chain.first()))
            QVERIFY2(shows(fact.value), qPrintable(fact.name));
    }

    void theChainLeadsToTheRoot()
    {
        openCertificate();
        auto *chain = m_dialog->findChild<QListWidget *>();
        QCOMPARE(chain->count(), 2);
        QVERIFY(chain->item(1)->text().contains(u"root"_s));
        chain->setFocus();
        QTest::keyClick(chain, Qt::Key_Down);
        QVERIFY(shows(QString::fromLatin1(m_peer.chain.last().digest(QCryptographicHash::Sha256).toHex(':'))
                          .toUpper()));
    }

    void aCertificateAloneNeedsNoChain()
    {
        m_peer.chain.removeLast();
        openCertificate();
        QVERIFY(!m_dialog->findChild<QListWidget *>()->isVisible());
    }

    void theChosenCertificateIsCopied()
    {
        openCertificate();
        press(u"Copy PEM"_s);
        QCOMPARE(QSslCertificate(QGuiApplication::clipboard()->text().toLatin1(), QSsl::Pem),
            m_peer.chain.first());
    }

    void whatACertificateSaysIsPlainText()
    {
        openCertificate();
        for (const auto *label : m_dialog->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        openComparison();
        for (const auto *label : m_dialog->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void aChangeIsAnErrorAndNoQuestion()
    {
        openComparison();
        QStringList words;
        for (const auto *button : m_dialog->findChildren<QPushButton *>())
            words.append(button->text());
        QVERIFY(words.filter(u"Trust"_s).isEmpty());
        QSignalSpy edit(
            static_cast<PinComparisonDialog *>(m_dialog.get()), &PinComparisonDialog::editRequested);
        QTest::keyClick(m_dialog.get(), Qt::Key_Return);
        QVERIFY(!m_dialog->isVisible());
        QCOMPARE(edit.size(), 0);
    }

    void sinceWhenAndByWhomItWasPinnedIsTold()
    {
        openComparison();
        QVERIFY(shows(pinHistory(m_pin)));
        QVERIFY(shows(pinRemark(m_pin)));
    }

    void groupsThatDifferAreMarkedWithMoreThanColour()
    {
        QByteArray other(32, 'a');
        other[0] = 'b';
        const FingerprintGrid grid(&m_theme, QByteArray(32, 'a'), other);
        QCOMPARE(grid.accessibleDescription(), u"1 of 16 groups differ"_s);
    }

    void theOperatorsFingerprintDecides()
    {
        openComparison();
        auto *expected = m_dialog->findChild<QLineEdit *>();
        QCOMPARE(expected->accessibleName(), u"Compare with"_s);
        paste(expected, m_pin.sha256);
        QVERIFY(shows(u"Same as old"_s));
        paste(expected, m_peer.sha256());
        QVERIFY(shows(u"Same as new"_s));
        paste(expected, QByteArray(32, 'x'));
        QVERIFY(shows(u"Different"_s));
    }

    void theWayToReplaceLeadsThroughTheConnection()
    {
        openComparison();
        QSignalSpy edit(
            static_cast<PinComparisonDialog *>(m_dialog.get()), &PinComparisonDialog::editRequested);
        press(u"Edit connection"_s);
        QCOMPARE(edit.size(), 1);
        QVERIFY(!m_dialog->isVisible());
    }

    void aPinThatIsOnlyAFingerprintIsComparedToo()
    {
        m_pin = Pin{.sha256 = QByteArray(32, 'p')};
        openComparison();
        QVERIFY(shows(u"When and by whom is not known"_s));
    }

private:
    void open(std::unique_ptr<QDialog> dialog)
    {
        m_dialog = std::move(dialog);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    void openCertificate() { open(std::make_unique<CertificateDialog>(m_peer, &m_theme)); }

    void openComparison()
    {
        open(std::make_unique<PinComparisonDialog>(u"Hall A"_s, m_pin, m_peer, &m_theme));
    }

    static void paste(QLineEdit *edit, const QByteArray &sha256)
    {
        QGuiApplication::clipboard()->setText(QString::fromLatin1(sha256.toHex(':')));
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    }

    bool shows(const QString &text)
    {
        for (const auto *label : m_dialog->findChildren<QLabel *>())
            if (label->isVisible() && QString(label->text()).remove(QChar(0x200B)) == text)
                return true;
        return false;
    }

    void press(const QString &name)
    {
        for (auto *button : m_dialog->findChildren<QPushButton *>())
            if (button->accessibleName() == name)
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL("no such button");
    }

    Theme m_theme;
    PeerCertificate m_peer;
    Pin m_pin;
    std::unique_ptr<QDialog> m_dialog;
};

QTEST_MAIN(TestCertificateDialogs)
#include "tst_certificatedialogs.moc"
