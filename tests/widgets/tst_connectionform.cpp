#include "tests/support/heldpool.h"
#include "tests/support/testcertificates.h"
#include "ui/models/profiletext.h"
#include "ui/widgets/certificatedialog.h"
#include "ui/widgets/connectionform.h"
#include "ui/widgets/formtabs.h"
#include "ui/widgets/pinbox.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/storagechoice.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/verdictline.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace console;
using namespace Qt::StringLiterals;

/// The form and its tabs by themselves: what is shown is what is written back.
class TestConnectionForm : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_form = std::make_unique<ConnectionForm>(&m_theme);
        m_form->resize(700, 600);
        m_form->show();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    }

    void whatIsShownComesBackUnchanged()
    {
        const ProfileDraft draft = fullDraft();
        m_form->setDraft(draft);
        ProfileDraft back = written();
        back.profile.id = draft.profile.id;
        QCOMPARE(profileOf(back), profileOf(draft));
        QVERIFY(secretsOf(back).headerValue == Secret("value"));
        QVERIFY(secretsOf(back).furtherHeaders.value(u"X-Token"_s) == Secret("token"));
        QVERIFY(secretsOf(back).passphrase == Secret("passphrase"));
        QVERIFY(secretsOf(back).proxyPassword == Secret("password"));
        QVERIFY(secretChanges(back, &draft.profile).isEmpty());
    }

    void showingADraftIsNoEdit()
    {
        QSignalSpy edited(m_form.get(), &ConnectionForm::edited);
        m_form->setDraft(fullDraft());
        m_form->setDraft(newDraft());
        QCOMPARE(edited.size(), 0);
    }

    void limitsAreTyped()
    {
        m_form->setDraft(newDraft());
        type(u"Largest message"_s, u"512"_s);
        type(u"Time limit of a phase"_s, u"30"_s);
        type(u"Keep-alive interval"_s, u"5"_s);
        const Profile profile = written().profile;
        QCOMPARE(profile.maximumMessageMebibytes, 512);
        QCOMPARE(profile.phaseSeconds, 30);
        QCOMPARE(profile.pingSeconds, 5);
    }

    void aProxyHasFieldsOnlyWhereItIsChosenByHand()
    {
        m_form->setDraft(newDraft());
        QVERIFY(!find<QLineEdit>(u"Proxy host"_s)->isVisible());
        choose(find<QComboBox>(u"Proxy"_s), Qt::Key_End);
        QVERIFY(find<QLineEdit>(u"Proxy host"_s)->isVisible());
        type(u"Proxy host"_s, u"proxy.example.net"_s);
        type(u"Proxy user"_s, u"anna"_s);
        type(u"Proxy password"_s, u"hunter2"_s);
        const ProfileDraft draft = written();
        QVERIFY(draft.profile.proxy.mode == ProxySettings::Mode::Manual);
        QCOMPARE(draft.profile.proxy.host, u"proxy.example.net"_s);
        QVERIFY(secretsOf(draft).proxyPassword == Secret("hunter2"));
        QVERIFY(!draft.profile.proxy.user.contains(u"hunter2"_s));
    }

    void marksAreChosen()
    {
        m_form->setDraft(newDraft());
        choose(find<QComboBox>(u"Colour band"_s), Qt::Key_Down);
        check(u"Monitor only"_s);
        QVERIFY(written().profile.colour == ColourBand::Red);
        QVERIFY(written().profile.monitorOnly);
    }

    void theWheelScrollsAndChangesNothing()
    {
        m_form->setDraft(newDraft());
        auto *number = find<QSpinBox>(u"Largest message"_s);
        const QPointF middle = number->rect().center();
        QWheelEvent wheel(middle, number->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(number, &wheel);
        QCOMPARE(written().profile.maximumMessageMebibytes, Profile().maximumMessageMebibytes);
    }

    void aRuleOfTrustShowsWhatItNeeds()
    {
        m_form->setDraft(newDraft());
        m_form->show(ConnectionForm::Tab::Tls);
        QVERIFY(!find<QLineEdit>(u"Authority file"_s)->isVisible());
        check(u"Certificates of one authority, from a file"_s);
        QVERIFY(find<QLineEdit>(u"Authority file"_s)->isVisible());
        type(u"Authority file"_s, u"/ca.pem"_s);
        QVERIFY(written().profile.trust == TrustRule::AuthorityFile);
        QCOMPARE(written().profile.authorityFile, u"/ca.pem"_s);
        check(u"Only pinned certificates"_s);
        QVERIFY(!find<QLineEdit>(u"Authority file"_s)->isVisible());
        QVERIFY(find<QLineEdit>(u"Fingerprint to pin"_s)->isVisible());
        QVERIFY(written().profile.trust == TrustRule::Pins);
    }

    void aPastedFingerprintIsPinned()
    {
        showPins({});
        const QByteArray sha256(32, 'f');
        paste(u"Fingerprint to pin"_s, u"sha256 Fingerprint="_s + QString::fromLatin1(sha256.toHex(':')));
        const QList<Pin> pins = written().profile.pins;
        QCOMPARE(pins.size(), 1);
        QCOMPARE(pins.first().sha256, sha256);
        QVERIFY(pins.first().pinnedAt.isValid());
        QVERIFY(find<QLineEdit>(u"Fingerprint to pin"_s)->text().isEmpty());
        paste(u"Fingerprint to pin"_s, QString::fromLatin1(sha256.toHex()));
        QCOMPARE(written().profile.pins.size(), 1);
    }

    void halfAFingerprintIsAnsweredWithWords()
    {
        showPins({});
        type(u"Fingerprint to pin"_s, u"9C41"_s);
        find<QLineEdit>(u"Name"_s)->setFocus();
        QTRY_VERIFY(find<QLineEdit>(u"Fingerprint to pin"_s)->accessibleDescription().contains(u"64"_s));
    }

    void aPinIsViewedWhereItsCertificateIsKnown()
    {
        const Pin known = pinFromCertificate(test::selfSigned().certificate, {});
        showPins({Pin{.sha256 = QByteArray(32, 'a')}});
        QVERIFY(!shown<QPushButton>(u"View the pinned certificate"_s));
        showPins({known});
        press(u"View the pinned certificate"_s);
        auto *dialog = m_form->findChild<CertificateDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->close();
    }

    void aPinIsReplacedByTheNextConnectionAndCanBeKept()
    {
        const Pin pin{.sha256 = QByteArray(32, 'a')};
        showPins({pin});
        press(u"Replace the pinned certificate"_s);
        QVERIFY(written().profile.pins.isEmpty());
        QVERIFY(written().profile.trust == TrustRule::Pins);
        press(u"Keep the pinned certificate"_s);
        QCOMPARE(written().profile.pins, QList{pin});
    }

    void oneOfSeveralPinsIsRemoved()
    {
        const Pin first{.sha256 = QByteArray(32, 'a')};
        const Pin second{.sha256 = QByteArray(32, 'b')};
        showPins({first, second});
        press(u"Remove the pinned certificate"_s);
        QCOMPARE(written().profile.pins, QList{second});
    }

    void keyAndCertificateAreCheckedWhileTyping()
    {
        test::CertificateRequest request;
        request.commonName = u"console-07"_s;
        showCertificate(test::selfSigned(request));
        QTRY_VERIFY(verdict().tone == Verdict::Tone::Good);
        QVERIFY(verdict().text.contains(u"console-07"_s));
        type(u"Private key"_s, write(u"other.key"_s, test::selfSigned().keyPem));
        QTRY_VERIFY(verdict().tone == Verdict::Tone::Bad);
    }

    void aKeyIsOpenedWithoutHoldingUpTheForm()
    {
        test::HeldPool pool;
        showCertificate(test::selfSigned());
        QTRY_VERIFY(verdict().tone == Verdict::Tone::Busy);
        QCOMPARE(verdict().text, u"Checking…"_s);
        pool.release();
        QVERIFY(verdict().tone == Verdict::Tone::Good);
    }

    void aKeyThatIsNoLongerThereIsNotJudged()
    {
        test::HeldPool pool;
        showCertificate(test::selfSigned());
        QTRY_VERIFY(verdict().tone == Verdict::Tone::Busy);
        type(u"Private key"_s, write(u"other.key"_s, test::selfSigned().keyPem));
        pool.release();
        QVERIFY(verdict().tone != Verdict::Tone::Good);
        QTRY_VERIFY(verdict().tone == Verdict::Tone::Bad);
    }

    void aFormThatIsGoneWaitsForNoKey()
    {
        test::HeldPool pool;
        showCertificate(test::selfSigned());
        QTRY_VERIFY(verdict().tone == Verdict::Tone::Busy);
        m_form.reset();
        pool.release();
    }

    void furtherHeadersAreAddedAndRemoved()
    {
        m_form->setDraft(newDraft());
        m_form->show(ConnectionForm::Tab::Authorization);
        press(u"Add a header"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"X-Token"_s);
        type(u"Value of a further header"_s, u"hunter2"_s);
        QCOMPARE(profileOf(written()).furtherHeaders, QStringList{u"X-Token"_s});
        QVERIFY(secretsOf(written()).furtherHeaders.value(u"X-Token"_s) == Secret("hunter2"));
        press(u"Remove this header"_s);
        QVERIFY(written().furtherHeaders.isEmpty());
    }

    void aSecretThatArrivesLateDoesNotReplaceWhatWasTyped()
    {
        ProfileDraft draft = newDraft();
        draft.sendsHeader = true;
        draft.headerName = u"X-Key"_s;
        draft.headerValue.known = false;
        m_form->setDraft(draft);
        m_form->show(ConnectionForm::Tab::Authorization);
        QVERIFY(find<QLineEdit>(u"Header value"_s)->isReadOnly());
        draft.headerValue = {Secret("kept"), true, false};
        m_form->setSecrets(draft);
        QCOMPARE(find<QLineEdit>(u"Header value"_s)->text(), u"kept"_s);
        type(u"Header value"_s, u"typed"_s);
        m_form->setSecrets(draft);
        QCOMPARE(find<QLineEdit>(u"Header value"_s)->text(), u"typed"_s);
    }

    void bytesThatAreNoTextStayAsTheyAre()
    {
        ProfileDraft draft = newDraft();
        draft.sendsHeader = true;
        draft.headerValue = {Secret("\xff\xfe"), true, false};
        m_form->setDraft(draft);
        QVERIFY(secretsOf(written()).headerValue == Secret("\xff\xfe"));
    }

    void eachSecretHasItsPlace()
    {
        ProfileDraft draft = fullDraft();
        m_form->setDraft(draft);
        for (auto *choice : m_form->findChildren<StorageChoice *>())
            choose(choice, Qt::Key_End);
        const Profile profile = written().profile;
        QVERIFY(profile.storage == SecretStorage::AskEveryTime);
        QVERIFY(profile.passphraseStorage == SecretStorage::AskEveryTime);
        QVERIFY(profile.proxyPasswordStorage == SecretStorage::AskEveryTime);
    }

    void reconnectingIsSwitchedOff()
    {
        m_form->setDraft(newDraft());
        m_form->show(ConnectionForm::Tab::Reconnect);
        check(u"Reconnect automatically"_s);
        QVERIFY(!written().profile.reconnects);
    }

    void theTabWithAProblemIsMarkedAndShown()
    {
        m_form->setDraft(newDraft());
        auto *tabs = m_form->findChild<FormTabs *>();
        DraftProblems problems;
        problems.headerName = u"The header needs a name."_s;
        check(u"Send a header"_s);
        m_form->setProblems(problems);
        QCOMPARE(tabs->currentIndex(), int(ConnectionForm::Tab::Authorization));
        QVERIFY(tabs->hasProblem(int(ConnectionForm::Tab::Authorization)));
        QVERIFY(!tabs->hasProblem(int(ConnectionForm::Tab::Tls)));
        QVERIFY(find<QLineEdit>(u"Header name"_s)->hasFocus());
        m_form->setProblems({});
        QVERIFY(!tabs->hasProblem(int(ConnectionForm::Tab::Authorization)));
    }

    void aFailureLeadsToWhatHelps_data()
    {
        QTest::addColumn<FailureAction>("action");
        QTest::addColumn<QString>("field");
        QTest::newRow("address") << FailureAction::EditAddress << u"Address"_s;
        QTest::newRow("header") << FailureAction::EditHeader << u"Header value"_s;
        QTest::newRow("trust") << FailureAction::EditTrust << u"Only pinned certificates"_s;
        QTest::newRow("certificate") << FailureAction::AddClientCertificate << u"Client certificate"_s;
        QTest::newRow("passphrase") << FailureAction::EnterPassphrase << u"Passphrase"_s;
        QTest::newRow("proxy") << FailureAction::EditProxy << u"Proxy host"_s;
        QTest::newRow("limits") << FailureAction::EditLimits << u"Largest message"_s;
    }

    void aFailureLeadsToWhatHelps()
    {
        QFETCH(const FailureAction, action);
        QFETCH(const QString, field);
        m_form->setDraft(fullDraft());
        m_form->editFor(action);
        QVERIFY(QApplication::focusWidget()->isVisible());
        QCOMPARE(QApplication::focusWidget()->accessibleName(), field);
    }

    void everyTabIsReachedByItsLetter()
    {
        m_form->setDraft(newDraft());
        QTest::keyClick(m_form.get(), Qt::Key_L, Qt::AltModifier);
        QCOMPARE(m_form->findChild<FormTabs *>()->currentIndex(), int(ConnectionForm::Tab::Tls));
    }

    void everyFieldHasAName()
    {
        m_form->setDraft(fullDraft());
        for (const auto *edit : m_form->findChildren<QLineEdit *>())
            QVERIFY(!edit->accessibleName().isEmpty() || qobject_cast<QComboBox *>(edit->parentWidget()));
        for (const auto *box : m_form->findChildren<QComboBox *>())
            QVERIFY(!box->accessibleName().isEmpty());
        for (const auto *button : m_form->findChildren<QPushButton *>())
            QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
    }

private:
    void showCertificate(const test::Credentials &credentials)
    {
        m_form->setDraft(newDraft());
        m_form->show(ConnectionForm::Tab::Tls);
        check(u"Show a client certificate"_s);
        type(u"Client certificate"_s, write(u"client.pem"_s, credentials.certificate.toPem()));
        type(u"Private key"_s, write(u"client.key"_s, credentials.keyPem));
    }

    const Verdict &verdict() { return m_form->findChild<VerdictLine *>()->verdict(); }

    static ProfileDraft fullDraft()
    {
        ProfileDraft draft = newDraft();
        Profile &profile = draft.profile;
        draft.name = profile.name = u"Hall A"_s;
        profile.host = u"engage-01"_s;
        draft.address = profile.address();
        draft.sendsHeader = true;
        profile.headerName = draft.headerName = u"X-Key"_s;
        profile.furtherHeaders = {u"X-Token"_s};
        draft.headerValue = {Secret("value"), true, false};
        draft.furtherHeaders = {{u"X-Token"_s, {Secret("token"), true, false}, u"X-Token"_s}};
        draft.showsCertificate = true;
        profile.clientCertificateFile = u"/client.pem"_s;
        profile.clientKeyFile = u"/client.key"_s;
        draft.passphrase = {Secret("passphrase"), true, false};
        profile.proxy = {
            ProxySettings::Mode::Manual, ProxySettings::Type::Socks5, u"proxy"_s, 1080, u"anna"_s};
        draft.proxyPassword = {Secret("password"), true, false};
        profile.trust = TrustRule::Pins;
        profile.authorityFile = u"/ca.pem"_s;
        profile.pins = {Pin{.sha256 = QByteArray(32, 'a')}};
        profile.lowestTls = TlsVersion::Tls13;
        profile.phaseSeconds = 20;
        profile.pingSeconds = 30;
        profile.reconnects = false;
        profile.colour = ColourBand::Violet;
        profile.monitorOnly = true;
        return draft;
    }

    ProfileDraft written()
    {
        ProfileDraft draft = newDraft();
        m_form->writeTo(draft);
        return draft;
    }

    void showPins(const QList<Pin> &pins)
    {
        ProfileDraft draft = newDraft();
        draft.profile.trust = TrustRule::Pins;
        draft.profile.pins = pins;
        m_form->setDraft(draft);
        m_form->show(ConnectionForm::Tab::Tls);
    }

    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no disk");
        return file.fileName();
    }

    template <typename Widget>
    Widget *find(const QString &name)
    {
        for (auto *candidate : m_form->findChildren<Widget *>())
            if (candidate->accessibleName() == name)
                return candidate;
        return nullptr;
    }

    template <typename Widget>
    Widget *shown(const QString &name)
    {
        for (auto *candidate : m_form->findChildren<Widget *>())
            if (candidate->isVisible() && candidate->accessibleName() == name)
                return candidate;
        return nullptr;
    }

    void type(const QString &name, const QString &text)
    {
        auto *field = shown<QLineEdit>(name);
        QVERIFY2(field, qPrintable(name));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }

    void paste(const QString &name, const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        auto *field = shown<QLineEdit>(name);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    }

    void check(const QString &name)
    {
        for (auto *button : m_form->findChildren<QAbstractButton *>())
            if (button->accessibleName() == name)
                return QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(6, button->height() / 2));
        QFAIL(qPrintable(name));
    }

    static void choose(QComboBox *box, Qt::Key key)
    {
        box->setFocus();
        QTest::keyClick(box, key);
    }

    void press(const QString &name)
    {
        auto *button = shown<QPushButton>(name);
        QVERIFY2(button, qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }

    Theme m_theme;
    QTemporaryDir m_folder;
    std::unique_ptr<ConnectionForm> m_form;
};

QTEST_MAIN(TestConnectionForm)
#include "tst_connectionform.moc"
