#include "lib/connection/backgroundprobe.h"
#include "tests/support/heldpool.h"
#include "tests/support/testcertificates.h"
#include "tests/support/testserver.h"
#include "ui/widgets/connectiondialog.h"
#include "ui/widgets/connectionform.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/draftsecrets.h"
#include "ui/widgets/formtabs.h"
#include "ui/widgets/storagechoice.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/verdictline.h"

#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestConnectionDialog : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_profiles = std::make_unique<ProfileStore>(m_folder->filePath(u"profiles.json"_s));
        m_keychain = std::make_unique<MemorySecretStore>();
        m_session = std::make_unique<MemorySecretStore>();
        open();
    }

    void cleanup() { m_dialog.reset(); }

    void aNewConnectionIsSavedAndConnected()
    {
        QSignalSpy connectRequested(m_dialog.get(), &ConnectionDialog::connectRequested);
        type(u"Address"_s, u"wss://engage-01.example.net:9100/live"_s);
        showTab(ConnectionForm::Tab::Authorization);
        check(u"Send a header"_s);
        type(u"Header name"_s, u"X-Engage-Key"_s);
        type(u"Header value"_s, u"hunter2"_s);
        press(u"Save and connect"_s);
        QTRY_COMPARE(connectRequested.size(), 1);
        QCOMPARE(m_profiles->profiles().size(), 1);
        const Profile profile = m_profiles->profiles().first();
        QCOMPARE(connectRequested.first().first().toUuid(), profile.id);
        QCOMPARE(profile.host, u"engage-01.example.net"_s);
        QCOMPARE(profile.port, 9100);
        QCOMPARE(profile.headerName.value(), u"X-Engage-Key"_s);
        QCOMPARE(stored(m_keychain.get(), profile.id), QByteArray("hunter2"));
    }

    void aSavedProfilesSecretIsKeptEvenIfSavingEndsThere()
    {
        const SecretKey key{QUuid::createUuid(), {}};
        {
            DraftSecrets secrets(m_keychain.get(), m_session.get());
            secrets.change({{key, SecretStorage::Keychain, Secret("hunter2")}});
        } // the next profile could not be saved, and the dialog was cancelled
        QTRY_COMPARE(stored(m_keychain.get(), key.profile), QByteArray("hunter2"));
    }

    void anAddressThatWasOnlyTypedGetsANameOfItsOwn()
    {
        Profile saved;
        saved.id = QUuid::createUuid();
        saved.name = saved.host = u"127.0.0.1"_s;
        QVERIFY(m_profiles->save(saved));
        open();
        Profile typed = saved;
        typed.id = QUuid::createUuid();
        typed.port = 9'499;
        m_dialog->startNew(typed);
        QCOMPARE(edit(u"Name"_s)->text(), u"127.0.0.1:9499"_s);
    }

    void withoutAHeaderNoneIsConfigured()
    {
        type(u"Address"_s, u"localhost"_s);
        press(u"Save"_s);
        QTRY_COMPARE(m_profiles->profiles().size(), 1);
        QVERIFY(!m_profiles->profiles().first().headerName.has_value());
    }

    void aPlainAddressShowsThePortThatWillBeUsed()
    {
        type(u"Address"_s, u"engage-01"_s);
        edit(u"Name"_s)->setFocus();
        QTRY_COMPARE(edit(u"Address"_s)->text(), u"wss://engage-01:9002"_s);
    }

    void anAddressWithoutTlsIsAnsweredWithWordsAndNotSaved()
    {
        type(u"Address"_s, u"ws://engage-01"_s);
        press(u"Save"_s);
        QVERIFY(m_profiles->profiles().isEmpty());
        QVERIFY(m_dialog->isVisible());
        QVERIFY(edit(u"Address"_s)->accessibleDescription().contains(u"TLS"_s));
    }

    void theValueIsHiddenUntilShowIsPressed()
    {
        showTab(ConnectionForm::Tab::Authorization);
        check(u"Send a header"_s);
        QCOMPARE(edit(u"Header value"_s)->echoMode(), QLineEdit::Password);
        pressNamed(u"Show the header value"_s);
        QCOMPARE(edit(u"Header value"_s)->echoMode(), QLineEdit::Normal);
    }

    void aValueForTheSessionNeverReachesTheKeychain()
    {
        type(u"Address"_s, u"localhost"_s);
        showTab(ConnectionForm::Tab::Authorization);
        check(u"Send a header"_s);
        type(u"Header name"_s, u"X-Key"_s);
        type(u"Header value"_s, u"hunter2"_s);
        keepHeaderValues(Qt::Key_Down);
        press(u"Save"_s);
        QTRY_VERIFY(!m_dialog->isVisible()); // all is where it belongs
        QCOMPARE(m_profiles->profiles().size(), 1);
        const QUuid id = m_profiles->profiles().first().id;
        QCOMPARE(stored(m_session.get(), id), QByteArray("hunter2"));
        QCOMPARE(stored(m_keychain.get(), id), std::nullopt);
    }

    void aStoredValueIsShownAsDotsAndKept()
    {
        const Profile profile = saveProfile(u"Hall A"_s, "hunter2");
        open();
        QTRY_COMPARE(edit(u"Header value"_s)->text(), u"hunter2"_s);
        QCOMPARE(edit(u"Header value"_s)->echoMode(), QLineEdit::Password);
        type(u"Name"_s, u"Hall B"_s);
        press(u"Save"_s);
        QTRY_VERIFY(!m_dialog->isVisible()); // all is where it belongs
        QCOMPARE(m_profiles->profiles().first().name, u"Hall B"_s);
        QCOMPARE(stored(m_keychain.get(), profile.id), QByteArray("hunter2"));
    }

    void whatWasLearntMeanwhileIsNotUndone()
    {
        Profile profile = saveProfile(u"Hall A"_s, {});
        open();
        type(u"Name"_s, u"Hall B"_s);
        profile.ignoredFindings = {u"malformed text"_s};
        profile.dialect = {{u"ids"_s, u"string"_s}};
        QVERIFY(m_profiles->save(profile));
        press(u"Save"_s);
        QTRY_VERIFY(!m_dialog->isVisible());
        QCOMPARE(m_profiles->profiles().first().name, u"Hall B"_s);
        QCOMPARE(m_profiles->profiles().first().ignoredFindings, profile.ignoredFindings);
        QCOMPARE(m_profiles->profiles().first().dialect, profile.dialect);
    }

    void aDeletedConnectionCanBeTakenBackBeforeSaving()
    {
        saveProfile(u"Hall A"_s, "hunter2");
        open();
        pressNamed(u"Delete connection"_s);
        QCOMPARE(list()->count(), 0);
        press(u"Undo"_s);
        QCOMPARE(list()->count(), 1);
        pressNamed(u"Delete connection"_s);
        QCOMPARE(m_profiles->profiles().size(), 1);
        press(u"Save"_s);
        QTRY_COMPARE(m_profiles->profiles().size(), 0);
    }

    void whatWasTypedSurvivesALookAtAnotherConnection()
    {
        saveProfile(u"Hall A"_s, {});
        saveProfile(u"Hall B"_s, {});
        open();
        type(u"Name"_s, u"Renamed"_s);
        list()->setCurrentRow(1);
        QCOMPARE(edit(u"Name"_s)->text(), u"Hall B"_s);
        list()->setCurrentRow(0);
        QCOMPARE(edit(u"Name"_s)->text(), u"Renamed"_s);
        press(u"Cancel"_s);
        QCOMPARE(m_profiles->profiles().first().name, u"Hall A"_s);
    }

    void theLargestMessageIsShownAndSaved()
    {
        Profile profile = saveProfile(u"Hall A"_s, {});
        profile.maximumMessageMebibytes = 200;
        m_profiles->save(profile);
        open();
        QCOMPARE(edit(u"Largest message"_s)->text(), u"200 MiB"_s);
        type(u"Largest message"_s, u"512"_s);
        press(u"Save"_s);
        QTRY_COMPARE(m_profiles->profiles().first().maximumMessageMebibytes, 512);
    }

    void aPinCanBeRemoved()
    {
        Profile profile = saveProfile(u"Hall A"_s, {});
        profile.trust = TrustRule::Pins;
        profile.pins = {Pin{QByteArray(32, 'a'), {}, {}, u"<b>engage</b>"_s, false}};
        m_profiles->save(profile);
        open();
        showTab(ConnectionForm::Tab::Tls);
        pressNamed(u"Remove the pinned certificate"_s);
        press(u"Save"_s);
        QTRY_VERIFY(m_profiles->profiles().first().pins.isEmpty());
    }

    void theListIsSortedAsPeopleSort()
    {
        for (const QString &name : {u"Hall 10"_s, u"hall 9"_s, u"Annex"_s})
            saveProfile(name, {});
        open();
        QCOMPARE(names(), QStringList({u"Annex"_s, u"hall 9"_s, u"Hall 10"_s}));
        QVERIFY(list()->hasFocus());
    }

    void theSearchFindsNamesAndAddresses()
    {
        for (const QString &name : {u"Hall A"_s, u"Hall B"_s, u"Annex"_s})
            saveProfile(name, {});
        open();
        type(u"Search connections"_s, u"hall"_s);
        QTRY_COMPARE(names(), QStringList({u"Hall A"_s, u"Hall B"_s}));
        QCOMPARE(edit(u"Name"_s)->text(), u"Hall A"_s); // the first that can be seen is on show
        QTest::keyClick(edit(u"Search connections"_s), Qt::Key_Down);
        QVERIFY(list()->hasFocus());
        type(u"Search connections"_s, u"LOCALHOST"_s);
        QTRY_COMPARE(names().size(), 3);
        type(u"Search connections"_s, u"nothing"_s);
        QTRY_VERIFY(names().isEmpty());
        press(u"New connection"_s);
        QCOMPARE(names().size(), 4);
    }

    void aDuplicateHasItsOwnNameAndNoSecret()
    {
        saveProfile(u"Hall A"_s, "hunter2");
        open();
        QTRY_COMPARE(edit(u"Header value"_s)->text(), u"hunter2"_s);
        press(u"Duplicate connection"_s);
        QCOMPARE(edit(u"Name"_s)->text(), u"Hall A copy"_s);
        QVERIFY(edit(u"Header value"_s)->text().isEmpty());
        press(u"Save"_s);
        QTRY_COMPARE(m_profiles->profiles().size(), 2);
    }

    void aValueToBeAskedForIsKeptNowhere()
    {
        const Profile profile = saveProfile(u"Hall A"_s, "hunter2");
        open();
        QTRY_COMPARE(edit(u"Header value"_s)->text(), u"hunter2"_s);
        showTab(ConnectionForm::Tab::Authorization);
        keepHeaderValues(Qt::Key_End);
        press(u"Save"_s);
        QTRY_VERIFY(!m_dialog->isVisible());
        QCOMPARE(stored(m_keychain.get(), profile.id), std::nullopt);
        QCOMPARE(stored(m_session.get(), profile.id), std::nullopt);
    }

    void theSecretsOfADeletedConnectionAreForgotten()
    {
        const Profile profile = saveProfile(u"Hall A"_s, "hunter2");
        open();
        press(u"Delete connection"_s);
        press(u"Save"_s);
        QTRY_VERIFY(!m_dialog->isVisible());
        QCOMPARE(stored(m_keychain.get(), profile.id), std::nullopt);
    }

    void aProblemInAnotherTabIsShownBeforeAnythingIsSaved()
    {
        type(u"Address"_s, u"localhost"_s);
        showTab(ConnectionForm::Tab::Authorization);
        check(u"Send a header"_s);
        showTab(ConnectionForm::Tab::Server);
        edit(u"Address"_s)->setFocus();
        QTest::keyClick(edit(u"Address"_s), Qt::Key_Return);
        QVERIFY(m_profiles->profiles().isEmpty());
        QCOMPARE(m_dialog->findChild<FormTabs *>()->currentIndex(), int(ConnectionForm::Tab::Authorization));
        QVERIFY(edit(u"Header name"_s)->hasFocus());
        QVERIFY(!edit(u"Header name"_s)->accessibleDescription().isEmpty());
    }

    void nothingIsSavedBeforeTheKeyWasOpened()
    {
        test::HeldPool pool;
        beginWithCertificate(test::selfSigned());
        press(u"Save"_s);
        QVERIFY(verdict().tone == Verdict::Tone::Busy);
        QVERIFY(!m_dialog->isEnabled());
        QVERIFY(m_profiles->profiles().isEmpty());
        pool.release();
        QTRY_COMPARE(m_profiles->profiles().size(), 1);
        QTRY_VERIFY(!m_dialog->isVisible());
    }

    void aKeyOfAnotherCertificateIsNotSaved()
    {
        const test::Credentials other = test::selfSigned();
        beginWithCertificate({test::selfSigned().certificate, other.key, other.keyPem});
        press(u"Save"_s);
        QTRY_VERIFY(!edit(u"Private key"_s)->accessibleDescription().isEmpty());
        QVERIFY(edit(u"Private key"_s)->hasFocus());
        QVERIFY(verdict().tone == Verdict::Tone::None);
        QVERIFY(m_profiles->profiles().isEmpty());
    }

    void aDialogThatIsClosedSavesNothingMore()
    {
        test::HeldPool pool;
        beginWithCertificate(test::selfSigned());
        press(u"Save"_s);
        m_dialog->reject();
        pool.release();
        QVERIFY(m_profiles->profiles().isEmpty());
    }

    void aTestBeginsWhenTheKeyWasOpened()
    {
        test::HeldPool pool;
        beginWithCertificate(test::selfSigned());
        press(u"Test connection"_s);
        QCOMPARE(verdict().text, u"Testing…"_s);
        pool.release();
        QTRY_VERIFY(verdict().tone == Verdict::Tone::Bad); // nobody listens there
        type(u"Private key"_s, write(u"other.key"_s, test::selfSigned().keyPem));
        press(u"Test connection"_s);
        QTRY_VERIFY(!edit(u"Private key"_s)->accessibleDescription().isEmpty());
        QVERIFY(verdict().tone == Verdict::Tone::None);
    }

    void theTestSaysWhatTheServerSaid()
    {
        type(u"Address"_s, u"localhost"_s);
        press(u"Test connection"_s);
        QVERIFY(verdict().tone == Verdict::Tone::Busy);
        ProbeReport report;
        report.steps = {{ProbeStep::Port, StepOutcome::Running, 0, {}}};
        emit probe()->progressed(report);
        QCOMPARE(verdict().text, u"Reach the port…"_s);
        report.duration = 48'000;
        report.tlsVersion = u"TLS 1.3"_s;
        emit probe()->finished(report);
        QCOMPARE(verdict().text, u"Accepted after 48 ms, TLS 1.3"_s);
        type(u"Name"_s, u"Hall A"_s); // other settings, another answer
        QVERIFY(verdict().tone == Verdict::Tone::None);
    }

    void aFailedTestNamesTheFailure()
    {
        type(u"Address"_s, u"localhost"_s);
        press(u"Test connection"_s);
        ProbeReport report;
        report.failure =
            describeFailure(FailureKind::ConnectionRefused, {.host = u"localhost"_s, .port = 9002});
        emit probe()->finished(report);
        QVERIFY(verdict().tone == Verdict::Tone::Bad);
        QCOMPARE(verdict().text, report.failure.title);
    }

    void aTestThatWasStoppedSaysNothingMore()
    {
        type(u"Address"_s, u"localhost"_s);
        press(u"Test connection"_s);
        press(u"Test connection"_s);
        emit probe()->progressed({});
        QVERIFY(verdict().tone == Verdict::Tone::None);
    }

    void withoutItsValueAHeaderIsNotTested()
    {
        type(u"Address"_s, u"localhost"_s);
        showTab(ConnectionForm::Tab::Authorization);
        check(u"Send a header"_s);
        type(u"Header name"_s, u"X-Key"_s);
        press(u"Test connection"_s);
        QVERIFY(verdict().text.contains(u"X-Key"_s));
        QVERIFY(verdict().tone == Verdict::Tone::Doubtful);
    }

    void aServersFileBringsPortAndHeaderButNoHost()
    {
        m_dialog->importServerConfigFile(write(u"imm_websocket_config.json"_s,
            R"({"port": 9100, "authentification_key": "X-Key", "authentification_value": "hunter2",)"
            R"("certificate_file": "none", "private_key_file": "server.key"})"));
        QCOMPARE(edit(u"Address"_s)->text(), u"wss://:9100"_s);
        QCOMPARE(edit(u"Header value"_s)->text(), u"hunter2"_s);
        QVERIFY(edit(u"Address"_s)->hasFocus());
        QVERIFY(notice().contains(u"private keys were ignored"_s));
        press(u"Save"_s);
        QVERIFY(m_profiles->profiles().isEmpty());
        QVERIFY(edit(u"Address"_s)->accessibleDescription().contains(u"host"_s));
        m_dialog->findChild<ConnectionForm *>()->focusAddress();
        QTest::keyClicks(edit(u"Address"_s), u"engage-01"_s);
        press(u"Save"_s);
        QTRY_VERIFY(!m_dialog->isVisible()); // all is where it belongs
        QCOMPARE(m_profiles->profiles().size(), 1);
        const Profile profile = m_profiles->profiles().first();
        QCOMPARE(profile.address(), u"wss://engage-01:9100"_s);
        QCOMPARE(stored(m_keychain.get(), profile.id), QByteArray("hunter2"));
    }

    void theCertificateBesideTheServersFileIsPinnedOnDemand()
    {
        const QSslCertificate certificate = test::selfSigned().certificate;
        write(u"server.pem"_s, certificate.toPem());
        m_dialog->importServerConfigFile(write(u"imm_websocket_config.json"_s,
            R"({"port": 9002, "certificate_file": "/etc/engage/server.pem"})"));
        QVERIFY(notice().contains(u"server.pem"_s));
        press(u"Pin it"_s);
        QTest::keyClicks(edit(u"Address"_s), u"engage-01"_s);
        press(u"Save"_s);
        QTRY_COMPARE(m_profiles->profiles().size(), 1);
        const Profile profile = m_profiles->profiles().first();
        QVERIFY(profile.trust == TrustRule::Pins);
        QCOMPARE(profile.pins.first().sha256, certificate.digest(QCryptographicHash::Sha256));
    }

    void aFileThatIsNoneIsAnsweredWithWords()
    {
        m_dialog->importServerConfigFile(write(u"other.json"_s, "no JSON"));
        QVERIFY(verdict().tone == Verdict::Tone::Bad);
        m_dialog->importConnections(m_folder->filePath(u"missing.json"_s));
        QVERIFY(verdict().text.contains(u"missing.json"_s));
        QCOMPARE(list()->count(), 1);
    }

    void whatIsExportedCanBeImported()
    {
        saveProfile(u"Hall A"_s, "hunter2");
        const Profile second = saveProfile(u"Hall B"_s, {});
        open();
        const QString file = m_folder->filePath(u"connections.json"_s);
        m_dialog->exportConnections(file);
        QVERIFY(verdict().tone == Verdict::Tone::Good);
        QFile content(file);
        QVERIFY(content.open(QIODevice::ReadOnly));
        QVERIFY(!content.readAll().contains("hunter2"));
        m_dialog->importConnections(file); // what is there already is not added again
        QCOMPARE(list()->count(), 2);
        QVERIFY(verdict().tone == Verdict::Tone::Bad);

        QVERIFY(m_profiles->remove(second.id));
        open();
        m_dialog->importConnections(file);
        QCOMPARE(list()->count(), 2);
        QVERIFY(verdict().tone == Verdict::Tone::Good);
        QCOMPARE(m_profiles->profiles().size(), 1);
        press(u"Save"_s);
        QTRY_COMPARE(m_profiles->profiles().size(), 2);
    }

    void itFitsTheSmallestWindow()
    {
        saveProfile(u"Hall A"_s, "hunter2");
        open();
        const QSize smallest = m_dialog->minimumSizeHint();
        QVERIFY(smallest.width() <= 960 && smallest.height() <= 600);
    }

    void everyControlHasAName()
    {
        for (const QWidget *widget : m_dialog->findChildren<QLineEdit *>())
            QVERIFY(!widget->accessibleName().isEmpty());
        for (const QPushButton *button : m_dialog->findChildren<QPushButton *>())
            QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty());
    }

private:
    void open()
    {
        m_dialog =
            std::make_unique<ConnectionDialog>(m_profiles.get(), m_keychain.get(), m_session.get(), &m_theme);
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    Profile saveProfile(const QString &name, const QByteArray &value)
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = name;
        profile.host = u"localhost"_s;
        if (!value.isEmpty())
            profile.headerName = u"X-Key"_s;
        m_profiles->save(profile);
        m_keychain->write(profile.id, Secret(value), this, [](const QString &) {});
        return profile;
    }

    std::optional<QByteArray> stored(SecretStore *store, const QUuid &id)
    {
        std::optional<QByteArray> value;
        bool answered = false;
        store->read(id, this, [&](const SecretStore::Result &result) {
            answered = true;
            if (result.secret)
                value = result.secret->reveal();
        });
        [&] { QTRY_VERIFY(answered); }();
        return value;
    }

    QLineEdit *edit(const QString &name)
    {
        for (auto *candidate : m_dialog->findChildren<QLineEdit *>())
            if (candidate->accessibleName() == name)
                return candidate;
        return nullptr;
    }

    void type(const QString &name, const QString &text)
    {
        QLineEdit *field = edit(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }

    void check(const QString &text)
    {
        for (auto *box : m_dialog->findChildren<QCheckBox *>())
            if (box->accessibleName() == text)
                QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(6, box->height() / 2));
    }

    void beginWithCertificate(const test::Credentials &credentials)
    {
        type(u"Address"_s, u"127.0.0.1:%1"_s.arg(test::closedPort()));
        showTab(ConnectionForm::Tab::Tls);
        check(u"Show a client certificate"_s);
        type(u"Client certificate"_s, write(u"client.pem"_s, credentials.certificate.toPem()));
        type(u"Private key"_s, write(u"client.key"_s, credentials.keyPem));
    }

    void press(const QString &text)
    {
        for (auto *button : m_dialog->findChildren<QPushButton *>())
            if (button->isVisible() && (button->text() == text || button->accessibleName() == text))
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL(qPrintable(text));
    }

    void pressNamed(const QString &name) { press(name); }

    void showTab(ConnectionForm::Tab tab) { m_dialog->findChild<ConnectionForm *>()->show(tab); }

    void keepHeaderValues(Qt::Key key)
    {
        for (auto *choice : m_dialog->findChildren<StorageChoice *>()) {
            if (choice->accessibleName() != u"Where header values are kept"_s)
                continue;
            choice->setFocus();
            QTest::keyClick(choice, key);
        }
    }

    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no disk");
        return file.fileName();
    }

    QStringList names()
    {
        QStringList names;
        for (int row = 0; row < list()->count(); ++row)
            if (!list()->item(row)->isHidden())
                names.append(list()->item(row)->text());
        return names;
    }

    const Verdict &verdict()
    {
        for (const auto *line : m_dialog->findChildren<VerdictLine *>())
            if (!m_dialog->findChild<ConnectionForm *>()->isAncestorOf(line))
                return line->verdict();
        qFatal("no verdict");
    }

    QString notice() { return m_dialog->findChild<ConnectionForm *>()->notice()->text(); }

    BackgroundProbe *probe() { return m_dialog->findChild<BackgroundProbe *>(); }

    QListWidget *list() { return m_dialog->findChild<QListWidget *>(); }

    Theme m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileStore> m_profiles;
    std::unique_ptr<MemorySecretStore> m_keychain;
    std::unique_ptr<MemorySecretStore> m_session;
    std::unique_ptr<ConnectionDialog> m_dialog;
};

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
