#include "lib/connection/pin.h"
#include "tests/e2e/consoleundertest.h"
#include "tests/support/sessionrows.h"
#include "tests/support/testserver.h"
#include "ui/widgets/connectiondialog.h"
#include "ui/widgets/connectionfailedpage.h"
#include "ui/widgets/ladderview.h"
#include "ui/widgets/pincomparisondialog.h"
#include "ui/widgets/secretprompt.h"
#include "ui/widgets/trustdialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>

using namespace console;
using namespace Qt::StringLiterals;
using test::ConsoleUnderTest;
using test::TestServer;

namespace {

const QByteArray headerValue = "open-sesame-4711";

} // namespace

/// A user and a server that never met: its configuration file, its certificate, its header, and what happens
/// when the certificate is another one day.
class TestFirstContact : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aConfigurationIsImportedComparedPinnedAndAnotherCertificateStopped();
    void whatIsAskedForEveryTimeIsKeptNowhere();
    void aWrongPassphraseIsAskedForAgain();
    void whoGivesUpOnAPassphraseSeesWhatFailed();
    void settingsThatLeadNowhereCutNoConnection();
    void aKeyThatWasPutBackIsReadAnewByTheDoctor();
    void whatWasGivenBesideAWrongPassphraseIsNotAskedForAgain();
    void aClientKeyThatCannotBeUsedIsAConnectionThatFailed_data();
    void aClientKeyThatCannotBeUsedIsAConnectionThatFailed();
    void aSecretForJustNowLeavesTheKeychain();
    void anotherServersNameNeverStandsOverThisConnection();
    void noReportHoldsTheQuery();
    void aMonitorOnlyConnectionIsMarkedAndSendsNoChange();
    void theSessionStaysWhileTheServerIsAway();
    void theDoctorLooksAtAConnectionThatWorks();
    void aFailureTellsHowItWentBefore();

private:
    void start();
    void restart(const test::Credentials &credentials);
    QString write(const QString &name, const QByteArray &bytes) const;
    Profile saved(const std::function<void(Profile &)> &change = {});
    Profile savedWithKey(const test::Credentials &client, const QByteArray &key);
    QLineEdit *promptField();
    QString stepState(const QString &step);

    std::unique_ptr<test::Home> m_home;
    TestServer::Options m_options;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<ConsoleUnderTest> m_console;
};

void TestFirstContact::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestFirstContact::init()
{
    m_home = std::make_unique<test::Home>();
    m_options = {};
    m_server = std::make_unique<TestServer>(m_options);
}

void TestFirstContact::cleanup()
{
    m_console.reset();
    m_server.reset();
}

void TestFirstContact::start()
{
    m_console = std::make_unique<ConsoleUnderTest>(m_home.get());
    QVERIFY(m_console->isActive());
}

/// The same port, perhaps with another certificate.
void TestFirstContact::restart(const test::Credentials &credentials)
{
    m_options.port = m_server->port();
    m_options.credentials = credentials;
    m_server.reset();
    m_server = std::make_unique<TestServer>(m_options);
}

QString TestFirstContact::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_home->folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

Profile TestFirstContact::saved(const std::function<void(Profile &)> &change)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = u"Hall A"_s;
    profile.host = u"127.0.0.1"_s;
    profile.port = m_server->port();
    profile.trust = TrustRule::Pins;
    profile.pins = {{.sha256 = m_options.credentials.certificate.digest(QCryptographicHash::Sha256)}};
    if (change)
        change(profile);
    ProfileStore(m_home->profileFile()).save(profile);
    return profile;
}

Profile TestFirstContact::savedWithKey(const test::Credentials &client, const QByteArray &key)
{
    const QString certificateFile = write(u"console-07.pem"_s, client.certificate.toPem());
    const QString keyFile = m_home->folder.filePath(u"console-07.key"_s);
    if (!key.isEmpty())
        write(u"console-07.key"_s, key);
    return saved([&](Profile &profile) {
        profile.clientCertificateFile = certificateFile;
        profile.clientKeyFile = keyFile;
    });
}

/// As the ladder on the page of a failed connection tells it.
QString TestFirstContact::stepState(const QString &step)
{
    const auto *ladder = m_console->find<LadderView>(u"How far it got"_s);
    if (!ladder)
        return {};
    const QList<QLabel *> labels = ladder->findChildren<QLabel *>();
    const auto named = [&step](const QLabel *label) { return label->text() == step; };
    const auto found = std::find_if(labels.begin(), labels.end(), named);
    return found == labels.end() ? QString() : (*found)->accessibleDescription();
}

QLineEdit *TestFirstContact::promptField()
{
    auto *prompt = qobject_cast<SecretPrompt *>(m_console->dialog());
    return prompt ? prompt->findChild<QLineEdit *>() : nullptr;
}

void TestFirstContact::aConfigurationIsImportedComparedPinnedAndAnotherCertificateStopped()
{
    const QString file = write(u"imm_websocket_config.json"_s,
        "{\"port\":" + QByteArray::number(m_server->port())
            + ",\"authentification_key\":\"X-Engage-Key\",\"authentification_value\":\"" + headerValue
            + "\",\"private_key_file\":\"server.key\",\"passphrase\":\"none\"}");
    start();
    m_console->key(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    auto *chooser = m_console->window()->findChild<QFileDialog *>();
    QVERIFY(chooser);
    emit chooser->fileSelected(file);
    chooser->close();
    QTRY_VERIFY(qobject_cast<ConnectionDialog *>(m_console->dialog()));
    auto *address = m_console->find<QLineEdit>(u"Address"_s);
    QTRY_COMPARE(QApplication::focusWidget(), address);
    QTest::keyClicks(address, u"127.0.0.1"_s); // the host goes where it is missing
    m_console->press(u"Save and connect"_s);

    QTRY_VERIFY(qobject_cast<TrustDialog *>(m_console->dialog()));
    QVERIFY(m_console->shows(u"Waiting for your decision"_s) || m_console->dialog());
    QCOMPARE(m_server->bytesReceived(), 0);
    const QByteArray sha256 = m_options.credentials.certificate.digest(QCryptographicHash::Sha256);
    m_console->fill(
        m_console->find<QLineEdit>(u"Compare with"_s), QString::fromLatin1(sha256.toHex(':').toUpper()));
    QVERIFY(m_console->shows(u"Same"_s));
    m_console->press(u"Trust and pin"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_server->head().contains("X-Engage-Key: " + headerValue));
    m_server->sendText(R"({"Event":"IMM_EVENT_CREATE_ROOM","room_id":1})");
    QTRY_COMPARE(m_console->session()->events(), quint64(1));

    const test::Credentials other = test::selfSigned();
    restart(other);
    QTRY_COMPARE_WITH_TIMEOUT(m_console->session()->status().state, ConnectionState::Failed, 10'000);
    QVERIFY(m_console->shows(u"This is not the certificate that was pinned"_s));
    QVERIFY(m_console->table(u"Events"_s)); // the session stays on screen
    QCOMPARE(m_server->bytesReceived(), 0);
    QVERIFY(!m_console->dialog()); // an error, not a question
    QVERIFY(m_console->isActive());
    m_console->press(u"Compare…"_s);
    QTRY_VERIFY(qobject_cast<PinComparisonDialog *>(m_console->dialog()));
    QVERIFY(m_console->shows(u"Ask the operator before you replace it"_s));
    m_console->press(u"Edit connection"_s);
    QTRY_VERIFY(qobject_cast<ConnectionDialog *>(m_console->dialog()));
}

void TestFirstContact::whatIsAskedForEveryTimeIsKeptNowhere()
{
    const Profile profile = saved([](Profile &asked) {
        asked.headerName = u"X-Engage-Key"_s;
        asked.storage = SecretStorage::AskEveryTime;
    });
    start();
    for (int attempt = 1; attempt <= 2; ++attempt) {
        m_console->controller()->connectToProfile(profile.id);
        QTRY_VERIFY(promptField());
        QVERIFY(promptField()->text().isEmpty());
        QTest::keyClicks(promptField(), QString::fromLatin1(headerValue));
        m_console->press(u"Connect"_s);
        QTRY_COMPARE(m_server->upgrades(), attempt);
        QVERIFY(m_server->head().contains("X-Engage-Key: " + headerValue));
        m_console->session()->close();
        QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    }
    bool answered = false;
    m_home->keychain.read(profile.id, this,
        [&answered](const SecretStore::Result &result) { answered = !result.secret.has_value(); });
    QTRY_VERIFY(answered);
}

void TestFirstContact::aWrongPassphraseIsAskedForAgain()
{
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    m_options.clientAuthorities = {authority.certificate};
    restart(m_options.credentials);
    const QString certificate = write(u"console-07.pem"_s, client.certificate.toPem());
    const QString key = write(u"console-07.key"_s, test::encrypted(client, "right"));
    const Profile profile = saved([&](Profile &locked) {
        locked.clientCertificateFile = certificate;
        locked.clientKeyFile = key;
        locked.passphraseStorage = SecretStorage::Session;
    });
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(promptField());
    QTest::keyClicks(promptField(), u"wrong"_s);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(promptField() && m_console->shows(u"The passphrase does not open console-07.key"_s));
    QCOMPARE(m_server->clients(), 0);
    QTest::keyClicks(promptField(), u"right"_s);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
}

void TestFirstContact::whoGivesUpOnAPassphraseSeesWhatFailed()
{
    const test::Credentials client = test::selfSigned();
    const Profile profile = savedWithKey(client, test::encrypted(client, "right"));
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(promptField());
    QTest::keyClicks(promptField(), u"wrong"_s);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(promptField() && m_console->shows(u"The passphrase does not open console-07.key"_s));
    m_console->press(u"Cancel"_s);
    QTRY_VERIFY(!m_console->dialog() && m_console->find<ConnectionFailedPage>(u"Connection failed"_s));
    QVERIFY(m_console->shows(u"The passphrase does not open console-07.key"_s));
    m_console->press(u"Enter passphrase…"_s);
    QTRY_VERIFY(promptField() && m_console->shows(u"The passphrase does not open console-07.key"_s));
    QTest::keyClicks(promptField(), u"right"_s);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
}

void TestFirstContact::aClientKeyThatCannotBeUsedIsAConnectionThatFailed_data()
{
    QTest::addColumn<test::Credentials>("client");
    QTest::addColumn<QByteArray>("key"); // empty: the file is not there
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("cause"); // %1: the folder
    QTest::addColumn<QString>("action");
    const test::Credentials client = test::selfSigned();
    const test::Credentials unusual = test::selfSigned({.key = test::KeyKind::Ed25519});
    const QString choose = u"Choose client certificate…"_s;
    QTest::newRow("key of another certificate")
        << client << test::selfSigned().keyPem << u"The key does not belong to the client certificate"_s
        << u"What is in console-07.key is the key of another certificate, so the server would refuse it."_s
        << choose;
    QTest::newRow("unsupported key")
        << unusual << unusual.keyPem << u"The kind of key in console-07.key cannot be used"_s
        << u"TLS takes RSA and EC keys here; others, for example Ed25519, cannot be loaded."_s << choose;
    QTest::newRow("missing file") << client << QByteArray() << u"The file console-07.key cannot be used"_s
                                  << u"The key file “%1/console-07.key” does not exist."_s << choose;
    QTest::newRow("outdated passphrase in the keychain")
        << client << test::encrypted(client, "right") << u"The passphrase does not open console-07.key"_s
        << u"Another one was used to encrypt the key, or the file is damaged."_s << u"Enter passphrase…"_s;
}

void TestFirstContact::aClientKeyThatCannotBeUsedIsAConnectionThatFailed()
{
    QFETCH(const test::Credentials, client);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, title);
    QFETCH(const QString, cause);
    QFETCH(const QString, action);
    const Profile profile = savedWithKey(client, key);
    m_home->keychain.write({profile.id, passphraseName()}, Secret("outdated"), this, [](const QString &) {});
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->find<ConnectionFailedPage>(u"Connection failed"_s));
    QVERIFY(m_console->shows(title));
    QVERIFY(m_console->shows(QString(cause).replace(u"%1"_s, m_home->folder.path())));
    const auto *button = qobject_cast<QPushButton *>(QApplication::focusWidget());
    QVERIFY(button && button->text() == action);
    QTRY_COMPARE(stepState(u"Finish the TLS handshake"_s), u"failed"_s);
    QCOMPARE(stepState(u"Find the address"_s), u"not reached"_s);
    m_console->press(u"Copy report"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(title));
    QVERIFY(!m_console->window()->notices()->isVisible());
    QCOMPARE(m_server->clients(), 0);
    m_console->press(action);
    QTRY_VERIFY(m_console->dialog());
}

void TestFirstContact::settingsThatLeadNowhereCutNoConnection()
{
    const test::Credentials client = test::signedBy(test::authority());
    const Profile profile = savedWithKey(client, client.keyPem);
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(QFile::remove(profile.clientKeyFile));
    m_console->controller()->reconnect();
    QTRY_VERIFY(m_console->window()->notices()->has(u"settings"_s));
    QVERIFY(m_console->session()->isConnected());
}

void TestFirstContact::aKeyThatWasPutBackIsReadAnewByTheDoctor()
{
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    const Profile profile = savedWithKey(client, QByteArray());
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->find<ConnectionFailedPage>(u"Connection failed"_s));
    write(u"console-07.key"_s, client.keyPem);
    m_console->controller()->actions()->action(ActionId::Diagnose)->trigger();
    QTRY_VERIFY(m_console->session()->isConnected());
}

void TestFirstContact::whatWasGivenBesideAWrongPassphraseIsNotAskedForAgain()
{
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    m_options.clientAuthorities = {authority.certificate};
    restart(m_options.credentials);
    const QString certificate = write(u"console-07.pem"_s, client.certificate.toPem());
    const QString key = write(u"console-07.key"_s, test::encrypted(client, "right"));
    const Profile profile = saved([&](Profile &locked) {
        locked.clientCertificateFile = certificate;
        locked.clientKeyFile = key;
        locked.headerName = u"X-Engage-Key"_s;
        locked.storage = locked.passphraseStorage = SecretStorage::AskEveryTime;
    });
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(promptField());
    const QList<QLineEdit *> fields = m_console->dialog()->findChildren<QLineEdit *>();
    QCOMPARE(fields.size(), 2);
    QTest::keyClicks(fields.at(0), QString::fromLatin1(headerValue));
    QTest::keyClicks(fields.at(1), u"wrong"_s);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(promptField() && m_console->dialog()->findChildren<QLineEdit *>().size() == 1);
    QTest::keyClicks(promptField(), u"right"_s);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(m_server->head().contains("X-Engage-Key: " + headerValue));
}

void TestFirstContact::aSecretForJustNowLeavesTheKeychain()
{
    const test::Credentials authority = test::authority();
    const test::Credentials client = test::signedBy(authority);
    const Profile profile = savedWithKey(client, test::encrypted(client, "right"));
    m_home->keychain.write({profile.id, passphraseName()}, Secret("outdated"), this, [](const QString &) {});
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->find<ConnectionFailedPage>(u"Connection failed"_s));
    m_console->press(u"Enter passphrase…"_s);
    QTRY_VERIFY(promptField());
    auto *storage = m_console->dialog()->findChild<QComboBox *>();
    storage->setCurrentIndex(storage->findData(int(SecretStorage::AskEveryTime)));
    QTest::keyClicks(promptField(), u"right"_s);
    m_console->press(u"Connect"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    bool gone = false;
    m_home->keychain.read({profile.id, passphraseName()}, this,
        [&gone](const SecretStore::Result &result) { gone = !result.secret; });
    QTRY_VERIFY(gone);
    QCOMPARE(m_console->profiles()->find(profile.id)->passphraseStorage, SecretStorage::AskEveryTime);
}

void TestFirstContact::anotherServersNameNeverStandsOverThisConnection()
{
    const Profile first = saved();
    const Profile second = saved([](Profile &other) {
        other.name = u"Hall B"_s;
        other.host = u"localhost"_s;
        other.headerName = u"X-Engage-Key"_s;
        other.storage = SecretStorage::AskEveryTime;
    });
    start();
    m_console->controller()->connectToProfile(first.id);
    QTRY_VERIFY(m_console->session()->isConnected());
    m_console->controller()->connectToProfile(second.id);
    QTRY_VERIFY(promptField());
    m_console->press(u"Cancel"_s);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
}

void TestFirstContact::noReportHoldsTheQuery()
{
    const Profile profile = saved([](Profile &query) { query.path = u"/?token=query-secret"_s; });
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->session()->isConnected());
    m_console->controller()->actions()->action(ActionId::Diagnose)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_console->shows(u"The connection works"_s), 10'000);
    m_console->press(u"Copy report"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Hall A, wss://127.0.0.1"_s));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"query-secret"_s));
}

void TestFirstContact::aMonitorOnlyConnectionIsMarkedAndSendsNoChange()
{
    const Profile profile = saved([](Profile &live) {
        live.monitorOnly = true;
        live.colour = ColourBand::Red;
    });
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->session()->isConnected());
    QTRY_VERIFY(m_console->shows(u"Monitor only"_s));
    m_console->key(Qt::Key_N, Qt::ControlModifier);
    m_console->type(u"set_room_layout"_s);
    m_console->key(Qt::Key_Return);
    QTRY_VERIFY(m_console->shows(u"Monitor only: just get_… requests are sent."_s));
    m_console->key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_server->texts().isEmpty());
}

void TestFirstContact::theSessionStaysWhileTheServerIsAway()
{
    const Profile profile = saved();
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->session()->isConnected());
    m_server->sendText(R"({"Event":"IMM_EVENT_CREATE_ROOM","room_id":1})");
    QTRY_COMPARE(m_console->session()->events(), quint64(1));
    m_options.port = m_server->port();
    m_server.reset(); // away for as long as it takes to look
    QTRY_VERIFY(m_console->shows(u"The connection was lost"_s));
    QVERIFY(m_console->table(u"Events"_s));
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::Retrying);
    m_server = std::make_unique<TestServer>(m_options);
    m_console->press(u"Try now"_s);
    QTRY_VERIFY(m_console->session()->isConnected());
    QVERIFY(!m_console->window()->notices()->has(u"connection"_s));
    QCOMPARE(test::notesOf(*m_console->session()).filter(u"not connected for "_s).size(), 1);
}

void TestFirstContact::theDoctorLooksAtAConnectionThatWorks()
{
    const Profile profile = saved();
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->session()->isConnected());
    m_console->controller()->actions()->action(ActionId::ServerCertificate)->trigger();
    QTRY_VERIFY(m_console->dialog());
    m_console->dialog()->close();
    m_console->controller()->actions()->action(ActionId::Diagnose)->trigger();
    QTRY_VERIFY(m_console->dialog());
    QTRY_VERIFY_WITH_TIMEOUT(m_console->shows(u"The connection works"_s), 10'000);
    QVERIFY(m_console->session()->isConnected());
}

void TestFirstContact::aFailureTellsHowItWentBefore()
{
    const Profile profile = saved([](Profile &calm) { calm.reconnects = false; });
    start();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_VERIFY(m_console->session()->isConnected());
    m_console->session()->close();
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::NotConnected);
    m_server.reset();
    m_console->controller()->connectToProfile(profile.id);
    QTRY_COMPARE(m_console->session()->status().state, ConnectionState::Failed);
    QTRY_VERIFY(m_console->shows(u"Earlier attempts"_s));
    QVERIFY(m_console->shows(u"Connected for "_s));
    QVERIFY(m_console->shows(u"It worked today"_s));
    QTRY_VERIFY(m_console->shows(u"asked again at"_s));
}

QTEST_MAIN(TestFirstContact)
#include "tst_firstcontact.moc"
