#include "app/console/windowcontroller.h"

#include "app/console/demoserver.h"
#include "lib/connection/tlspolicy.h"
#include "ui/widgets/connectiondialog.h"
#include "ui/widgets/diagnosisdialog.h"
#include "ui/widgets/trustdialog.h"

#include <QMessageBox>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

WindowController::WindowController(const Shared &shared, QObject *parent)
    : QObject(parent), m_theme(shared.theme), m_profiles(shared.profiles), m_keychain(shared.keychain),
      m_history(shared.history), m_actions(shared.theme), m_window(shared.theme, &m_actions)
{
    newSession();
    connectWindow();
    showSaved();
    showStoreProblem();
}

WindowController::~WindowController() = default;

void WindowController::connectWindow()
{
    connect(&m_window, &MainWindow::demoRequested, this, &WindowController::startDemo);
    connect(&m_window, &MainWindow::savedChosen, this, &WindowController::connectToProfile);
    connect(&m_window, &MainWindow::addressEntered, this, &WindowController::connectToAddress);
    connect(&m_window, &MainWindow::reconnectRequested, this, &WindowController::reconnect);
    connect(&m_window, &MainWindow::disconnectRequested, this, [this] { m_session->close(); });
    connect(&m_window, &MainWindow::tryNowRequested, this, [this] { m_session->tryNow(); });
    connect(&m_window, &MainWindow::diagnosisRequested, this, &WindowController::diagnose);
    connect(&m_window, &MainWindow::newConnectionRequested, this, [this] { openConnections({}, true); });
    connect(&m_window, &MainWindow::connectionsRequested, this, [this] { openConnections({}, false); });
    connect(&m_window, &MainWindow::failureActionRequested, this, &WindowController::help);
    connect(&m_window, &MainWindow::windowRequested, this, [this] { emit windowRequested({}); });
    connect(m_profiles, &ProfileStore::changed, this, [this] {
        showSaved();
        showStoreProblem();
    });
}

void WindowController::newSession()
{
    auto session = std::make_unique<Session>();
    connect(session.get(), &Session::statusChanged, this, &WindowController::followStatus);
    connect(session.get(), &Session::diagnosed, this, &WindowController::showReport);
    m_window.setSession(session.get()); // the views of the old session go before it does
    m_session = std::move(session);
}

void WindowController::beginWith(const Profile &profile, std::function<void()> proceed)
{
    const bool goesOn = m_profile && m_profile->id == profile.id;
    const quint64 received = m_session->received();
    if (goesOn || received == 0) {
        proceed();
        return;
    }
    auto *question = new QMessageBox(QMessageBox::Question, tr("Begin a new session"),
        tr("Begin a new session with %1?").arg(profile.name), QMessageBox::Cancel, &m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        tr("The %L1 messages received from %2 are held in memory only and will be gone.")
            .arg(received)
            .arg(m_profile->name));
    QPushButton *begin = question->addButton(tr("Begin a new session"), QMessageBox::AcceptRole);
    const bool saved = m_profiles->find(profile.id);
    const QAbstractButton *another =
        saved ? question->addButton(tr("Open in a new window"), QMessageBox::AcceptRole) : nullptr;
    connect(question, &QMessageBox::buttonClicked, this,
        [this, begin, another, proceed, id = profile.id](const QAbstractButton *button) {
            if (another && button == another)
                emit windowRequested(id);
            if (button != static_cast<QAbstractButton *>(begin))
                return;
            newSession();
            proceed();
        });
    question->open();
}

void WindowController::adopt(const Profile &profile)
{
    m_profile = profile;
    m_isDemo = false;
    m_window.notices()->dismiss(u"settings"_s);
    m_window.setTarget(profile.name, profile.address());
}

void WindowController::startDemo()
{
    Profile demo;
    demo.id = QUuid(
        u"{5d9e2c1a-7c1f-4f0e-9d55-1b6a3f2e8d01}"_s); // the same for each demo, so that its session goes on
    demo.name = tr("Demo server");
    beginWith(demo, [this, demo] {
        if (!m_demo) {
            m_demo = std::make_unique<DemoServer>();
            connect(m_demo.get(), &DemoServer::failed, this, &WindowController::showSettingsProblem);
            connect(m_demo.get(), &DemoServer::ready, this, [this](const ConnectionSettings &settings) {
                m_window.setTarget(tr("Demo server"), settings.url.toString());
                m_session->open(settings);
            });
        }
        m_profile = demo;
        m_isDemo = true;
        m_window.notices()->dismiss(u"settings"_s);
        m_demo->start();
    });
}

void WindowController::connectToProfile(const QUuid &id)
{
    const Profile *profile = m_profiles->find(id);
    if (!profile)
        return;
    beginWith(*profile, [this, copy = *profile] {
        adopt(copy);
        readSecret();
    });
}

void WindowController::connectToAddress(const QString &text)
{
    const Address address = parseAddress(text);
    if (!address.error.isEmpty()) {
        showSettingsProblem(address.error);
        return;
    }
    Profile profile;
    profile.host = address.host;
    profile.port = address.port;
    profile.path = address.path;
    profile.name = address.host;
    for (const Profile &saved : m_profiles->profiles()) {
        if (saved.url() == profile.url()) {
            connectToProfile(saved.id);
            return;
        }
    }
    // An address typed again is the same connection: its session and a certificate trusted once go on.
    const bool again = m_profile && !m_isDemo && m_profile->url() == profile.url();
    profile.id = again ? m_profile->id : QUuid::createUuid();
    beginWith(profile, [this, profile] {
        adopt(profile);
        openWith({});
    });
}

void WindowController::reconnect()
{
    if (!m_profile)
        return;
    if (m_isDemo) {
        startDemo();
        return;
    }
    if (const Profile *saved = m_profiles->find(m_profile->id))
        adopt(*saved);
    readSecret();
}

void WindowController::readSecret()
{
    if (!m_profile->headerName) {
        openWith({});
        return;
    }
    SecretStore *store = m_profile->storage == SecretStorage::Keychain ? m_keychain : &m_sessionSecrets;
    store->read(m_profile->id, this, [this, id = m_profile->id](const SecretStore::Result &result) {
        if (!m_profile || m_profile->id != id)
            return;
        showKeychainProblem(result.problem);
        if (result.secret) {
            openWith(*result.secret);
            return;
        }
        const QString why =
            result.problem.isEmpty() ? tr("It is not stored on this computer.") : result.problem;
        showSettingsProblem(tr("The value of the header %1 is needed to connect to %2. %3 Enter it here.")
                                .arg(*m_profile->headerName, m_profile->name, why));
        m_valueMissing = true;
        openConnections(id, false);
    });
}

void WindowController::openWith(const Secret &secret)
{
    Failure problem;
    const ConnectionSettings settings = settingsFor(*m_profile, {.headerValue = secret}, &problem);
    if (problem) {
        showSettingsProblem(problem.cause);
        return;
    }
    m_session->open(settings);
}

void WindowController::showSettingsProblem(const QString &problem)
{
    m_window.notices()->show(
        {.id = u"settings"_s, .tone = NoticeTone::Error, .title = tr("Cannot connect"), .text = problem});
}

void WindowController::openConnections(const QUuid &selected, bool createNew)
{
    auto *dialog = new ConnectionDialog(m_profiles, m_keychain, &m_sessionSecrets, m_theme, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (createNew)
        dialog->startNew();
    else if (!selected.isNull() && m_profiles->find(selected))
        dialog->select(selected);
    else if (!selected.isNull() && m_profile && !m_isDemo)
        dialog->startNew(*m_profile);
    connect(dialog, &ConnectionDialog::connectRequested, this, &WindowController::connectToProfile);
    dialog->open();
    const bool valueIsTheMatter =
        m_session->status().failure.kind == FailureKind::Unauthorized || m_valueMissing;
    if (!selected.isNull() && valueIsTheMatter && m_profile && m_profile->headerName)
        dialog->editHeaderValue();
    m_valueMissing = false;
}

void WindowController::followStatus(const ConnectionStatus &status)
{
    remember(status);
    if (status.state == ConnectionState::WaitingForDecision)
        askTrust(status.peer);
    else if (m_trustDialog)
        m_trustDialog->close();
}

/// A failure is told with what was before it, and the doctor asks the server again.
void WindowController::remember(const ConnectionStatus &status)
{
    if (!m_profile)
        return;
    const QUuid id = m_profile->id;
    const std::optional<PastAttempt> ended =
        m_attempts.follow(status, QDateTime::currentMSecsSinceEpoch() * 1'000);
    if (!ended)
        return;
    if (status.state == ConnectionState::Failed) {
        m_window.setAttempts(m_history->of(id));
        m_session->diagnose();
    }
    if (m_profiles->find(id))
        m_history->add(id, *ended);
}

void WindowController::help(FailureAction action)
{
    if (action == FailureAction::TryAgain)
        return reconnect();
    openConnections(m_profile ? m_profile->id : QUuid(), false);
}

QString WindowController::targetTitle() const
{
    return m_profile ? u"%1, %2"_s.arg(m_profile->name, m_session->settings().url.toString()) : QString();
}

void WindowController::diagnose()
{
    if (!m_profile || m_session->settings().url.isEmpty())
        return;
    if (!m_diagnosis) {
        m_diagnosis = new DiagnosisDialog(m_theme, targetTitle(), &m_window);
        m_diagnosis->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_diagnosis, &DiagnosisDialog::againRequested, this, [this] { m_session->diagnose(); });
        connect(m_diagnosis, &QObject::destroyed, this, [this] { m_diagnosis = nullptr; });
        m_diagnosis->open();
    }
    m_session->diagnose();
}

void WindowController::showReport(const ProbeReport &report)
{
    if (m_diagnosis)
        m_diagnosis->setReport(report);
    else
        m_window.setReport(report);
}

void WindowController::askTrust(const PeerCertificate &peer)
{
    if (m_trustDialog)
        return;
    const ConnectionStatus &status = m_session->status();
    const QUrl url = m_session->settings().url;
    m_trustDialog = new TrustDialog(m_theme,
        {.peer = peer,
            .host = url.host(),
            .port = url.port(),
            .tlsVersion = status.tlsVersion,
            .now = QDateTime::currentDateTimeUtc()},
        &m_window);
    m_trustDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(
        m_trustDialog, &TrustDialog::trustedOnce, this, [this, peer] { m_session->trust(peer.sha256()); });
    connect(m_trustDialog, &TrustDialog::pinned, this, [this, peer] { pin(peer); });
    connect(m_trustDialog, &TrustDialog::rejected, this, [this] {
        if (m_session->status().state == ConnectionState::WaitingForDecision)
            m_session->close();
    });
    connect(m_trustDialog, &QObject::destroyed, this, [this] { m_trustDialog = nullptr; });
    m_trustDialog->open();
}

/// A pin belongs to a saved connection: an address that was only typed is saved with it.
void WindowController::pin(const PeerCertificate &peer)
{
    m_profile->pins = {pinFor(peer, QDateTime::currentDateTimeUtc())};
    m_profile->trust = TrustRule::Pins;
    const bool saved = m_profiles->find(m_profile->id)
        ? m_profiles->addPin(m_profile->id, m_profile->pins.first())
        : m_profiles->save(*m_profile);
    if (!saved)
        showStoreProblem();
    m_session->trust(peer.sha256(), TrustDuration::Always);
}

void WindowController::showSaved()
{
    QList<SavedConnection> saved;
    for (const Profile &profile : m_profiles->profiles())
        saved.append({profile.id, profile.name, profile.address()});
    m_window.setSaved(saved);
}

void WindowController::showStoreProblem()
{
    const QString problem = m_profiles->problem();
    if (problem.isEmpty())
        m_window.notices()->dismiss(u"profiles"_s);
    else
        m_window.notices()->show({.id = u"profiles"_s,
            .tone = NoticeTone::Warning,
            .title = tr("Saved connections"),
            .text = problem});
}

void WindowController::showKeychainProblem(const QString &problem)
{
    if (problem.isEmpty())
        m_window.notices()->dismiss(u"keychain"_s);
    else
        m_window.notices()->show(
            {.id = u"keychain"_s, .tone = NoticeTone::Warning, .title = tr("Header value"), .text = problem});
}

void WindowController::shutdown()
{
    m_window.hide();
    connect(m_session.get(), &Session::finished, this, &WindowController::finished);
    m_session->shutdown();
}

} // namespace console
