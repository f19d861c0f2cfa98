#include "ui/widgets/connectiondialog.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
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
        check(u"Send a header"_s);
        QCOMPARE(edit(u"Header value"_s)->echoMode(), QLineEdit::Password);
        press(u"Show"_s);
        QCOMPARE(edit(u"Header value"_s)->echoMode(), QLineEdit::Normal);
    }

    void aValueForTheSessionNeverReachesTheKeychain()
    {
        type(u"Address"_s, u"localhost"_s);
        check(u"Send a header"_s);
        type(u"Header name"_s, u"X-Key"_s);
        type(u"Header value"_s, u"hunter2"_s);
        for (auto *choice : m_dialog->findChildren<QRadioButton *>())
            if (choice->text().contains(u"session"_s))
                QTest::mouseClick(choice, Qt::LeftButton, {}, QPoint(6, choice->height() / 2));
        press(u"Save"_s);
        QTRY_COMPARE(m_profiles->profiles().size(), 1);
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
        QTRY_COMPARE(m_profiles->profiles().first().name, u"Hall B"_s);
        QCOMPARE(stored(m_keychain.get(), profile.id), QByteArray("hunter2"));
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
        pressNamed(u"Remove the pinned certificate"_s);
        press(u"Save"_s);
        QTRY_VERIFY(m_profiles->profiles().first().pins.isEmpty());
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
            if (box->text() == text)
                QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(6, box->height() / 2));
    }

    void press(const QString &text)
    {
        for (auto *button : m_dialog->findChildren<QPushButton *>())
            if (button->text() == text)
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL("no such button");
    }

    void pressNamed(const QString &name)
    {
        for (auto *button : m_dialog->findChildren<QPushButton *>())
            if (button->accessibleName() == name)
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL("no such button");
    }

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
