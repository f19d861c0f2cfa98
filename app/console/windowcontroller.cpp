#include "app/console/windowcontroller.h"

#include "app/console/demoserver.h"
#include "app/console/sessionquestion.h"
#include "lib/connection/tlspolicy.h"
#include "ui/widgets/connectiondialog.h"

#include <QFileDialog>

namespace console {

using namespace Qt::StringLiterals;

WindowController::WindowController(const Shared &shared, QObject *parent)
    : QObject(parent), m_theme(shared.theme), m_profiles(shared.profiles), m_keychain(shared.keychain),
      m_history(shared.history), m_actions(shared.theme), m_window(shared.theme, &m_actions),
      m_help(shared.theme, shared.history, &m_window),
      m_secrets(shared.theme, shared.profiles, {shared.keychain, &m_sessionSecrets}, &m_window),
      m_recordings(shared.theme, shared.settings, shared.recordings, &m_window),
      m_export(shared.theme, &m_window), m_recording(&m_recordings, shared.opened, &m_window, &m_actions),
      m_memory(shared.profiles), m_opener([this] { return makeSession(); }, shared.opened, &m_ending)
{
    if (shared.keys)
        m_actions.setBindings(shared.keys);
    connectWindow();
    connectHelp();
    connectSecrets();
    connectRecordings();
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
    connect(&m_window, &MainWindow::disconnectRequested, this, &WindowController::disconnectOrClose);
    connect(&m_window, &MainWindow::tryNowRequested, this, [this] { session()->tryNow(); });
    connect(&m_window, &MainWindow::newConnectionRequested, this, &WindowController::createConnection);
    connect(&m_window, &MainWindow::connectionsRequested, this, [this] { openConnections({}); });
    connect(&m_window, &MainWindow::importRequested, this, &WindowController::importConfiguration);
    connect(&m_window, &MainWindow::windowRequested, this, [this] { emit windowRequested({}); });
    connect(m_profiles, &ProfileStore::changed, this, [this] {
        showSaved();
        showStoreProblem();
    });
}

void WindowController::connectHelp()
{
    connect(&m_window, &MainWindow::diagnosisRequested, &m_help, &ConnectionHelp::diagnose);
    connect(&m_window, &MainWindow::certificateRequested, &m_help, &ConnectionHelp::showCertificate);
    connect(&m_window, &MainWindow::failureActionRequested, &m_help, &ConnectionHelp::help);
    connect(&m_help, &ConnectionHelp::retryRequested, this, &WindowController::reconnect);
    connect(&m_help, &ConnectionHelp::editRequested, this, &WindowController::editConnection);
    connect(&m_help, &ConnectionHelp::secretsRequested, this, [this] {
        if (m_profile && !m_secrets.askPassphrase(*m_profile, session()->status().failure))
            reconnect(); // the file is another one by now
    });
    connect(&m_help, &ConnectionHelp::trustedOnce, this,
        [this](const PeerCertificate &peer) { session()->trust(peer.sha256()); });
    connect(&m_help, &ConnectionHelp::pinned, this, &WindowController::pin);
}

void WindowController::connectSecrets()
{
    connect(&m_secrets, &AttemptSecrets::ready, this, &WindowController::openWith);
    connect(&m_secrets, &AttemptSecrets::profileChanged, this, &WindowController::adopt);
    connect(&m_secrets, &AttemptSecrets::keychainTold, this, &WindowController::showKeychainProblem);
    connect(&m_secrets, &AttemptSecrets::savingFailed, this, &WindowController::showStoreProblem);
}

Session *WindowController::session()
{
    if (!m_session)
        newSession();
    return m_session.get();
}

std::unique_ptr<Session> WindowController::makeSession() const
{
    Session::Options options;
    options.findsProblems = true;
    options.memoryLimit = m_recordings.settings().memoryLimit;
    options.software = "event-manager-console " CONSOLE_VERSION;
    return std::make_unique<Session>(options);
}

void WindowController::newSession()
{
    setSession(makeSession());
}

void WindowController::setSession(std::unique_ptr<Session> session)
{
    m_help.setSession(session.get());
    m_window.setSession(session.get()); // the views of the old session go before it does
    m_recording.setSession(session.get());
    m_memory.setSession(session.get(), &m_window.models()->findings);
    std::swap(m_session, session);
    if (session)
        m_ending.add(std::move(session));
}

void WindowController::finishIfOver()
{
    if (m_isOver && m_ending.isEmpty())
        emit finished();
}

void WindowController::finishSession()
{
    if (m_session)
        m_recording.tidyUp(m_session->recording());
    m_isOver = true;
    finishIfOver();
}

void WindowController::connectRecordings()
{
    connect(&m_recordings, &RecordingShelf::chosen, this, &WindowController::openRecording);
    connect(&m_opener, &RecordingOpener::opened, this, &WindowController::showOpened);
    connect(&m_opener, &RecordingOpener::failed, this, [this](const QString &problem) {
        showProblem(u"opening"_s, NoticeTone::Error, tr("The recording cannot be opened"), problem);
    });
    connect(&m_ending, &EndingSessions::ended, &m_recording, &SessionRecording::tidyUp);
    connect(&m_ending, &EndingSessions::emptied, this, &WindowController::finishIfOver);
}

void WindowController::disconnectOrClose()
{
    m_settings.forget();
    if (!session()->opened())
        return session()->close();
    newSession();
    forgetTarget();
    m_window.setTarget({}, {});
}

/// The window is about no server any more.
void WindowController::forgetTarget()
{
    m_settings.forget();
    m_secrets.forget();
    m_profile.reset();
    m_memory.forgetProfile();
    m_isDemo = false;
    m_window.setMarks(ColourBand::None, false);
}

/// Nothing that is on screen goes before the recording turns out to be one.
void WindowController::openRecording(const QString &file)
{
    const bool isLive = m_session && (m_session->isConnected() || !m_recording.isComplete());
    if (!isLive || m_session->received() == 0)
        return m_opener.open(file);
    const SessionQuestion question{tr("Open a recording"), tr("Open the recording in place of this session?"),
        m_recording.isComplete() ? tr("The session is recorded; its connection would end.")
                                 : tr("Not everything of the session is recorded: that would be gone, and "
                                      "its connection would end."),
        tr("Open here"), tr("Open in a new window")};
    ask(
        question, &m_window, [this, file] { m_opener.open(file); },
        [this, file] { emit windowForRecordingRequested(file); });
}

void WindowController::showOpened()
{
    m_window.notices()->dismiss(u"opening"_s);
    setSession(m_opener.take());
    forgetTarget();
    const OpenedRecording &opened = *m_session->opened();
    m_window.setTarget(QFileInfo(opened.file).fileName(), QString::fromUtf8(opened.facts.server));
}

void WindowController::beginWith(const Profile &profile, std::function<void()> proceed)
{
    m_opener.forget(); // the user wants something else by now
    const bool goesOn = m_profile && m_profile->id == profile.id;
    const quint64 received = session()->received();
    if (!goesOn && received > 0 && m_recording.isComplete())
        newSession();
    if (goesOn || session()->received() == 0) {
        proceed();
        return;
    }
    const SessionQuestion question{tr("Begin a new session"),
        tr("Begin a new session with %1?").arg(profile.name),
        tr("%L1 messages were received from %2, not all of them are recorded: the rest will be gone.")
            .arg(received)
            .arg(m_profile ? m_profile->name : QString()),
        tr("Begin a new session"), m_profiles->find(profile.id) ? tr("Open in a new window") : QString()};
    const auto beginHere = [this, proceed] {
        newSession();
        proceed();
    };
    ask(question, &m_window, beginHere, [this, id = profile.id] { emit windowRequested(id); });
}

/// A copy: what is in the store may be replaced meanwhile.
void WindowController::adopt(Profile profile)
{
    // The name, the colour and the lock that are shown belong to the server that is talked to.
    if (session()->settings().url != profile.url())
        session()->close();
    m_profile = profile;
    m_secrets.forget();
    m_settings.forget(); // what is still being read was for another one
    m_isDemo = false;
    m_window.notices()->dismiss(u"settings"_s);
    m_window.setTarget(profile.name, profile.address());
    m_window.setMarks(profile.colour, profile.monitorOnly);
    m_memory.setProfile(profile);
    m_help.setProfile(profile, m_profiles->find(profile.id) != nullptr);
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
                if (!m_isDemo)
                    return; // the user wants something else by now
                m_window.setTarget(tr("Demo server"), settings.url.toString());
                m_recording.begin(tr("Demo server"));
                session()->open(settings);
            });
        }
        adopt(demo);
        m_isDemo = true;
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
        m_secrets.read(*m_profile);
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
        m_secrets.read(*m_profile);
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
    m_secrets.read(*m_profile);
}

/// Files are read and a locked key is opened in the pool: both may take their time.
void WindowController::openWith(const ProfileSecrets &secrets)
{
    m_settings.ask([profile = *m_profile, secrets] { return settingsFor(profile, secrets); });
}

/// Whoever mistyped a passphrase may type it again at once; any other trouble with the settings is shown as
/// the failed connection it is, and so is this one where the user gives up.
void WindowController::begin(const ConnectionSettings &settings)
{
    const bool isMistyped =
        settings.problem.kind == FailureKind::WrongPassphrase && m_secrets.takeBackPassphrase();
    const SecretPrompt *prompt = isMistyped ? m_secrets.askPassphrase(*m_profile, settings.problem) : nullptr;
    if (!prompt)
        return open(settings);
    connect(prompt, &SecretPrompt::rejected, this, [this, settings] { open(settings); });
}

/// What is connected is not given up for settings that lead nowhere.
void WindowController::open(const ConnectionSettings &settings)
{
    const Failure &problem = settings.problem;
    if (problem && session()->isConnected())
        showSettingsProblem(problem.title + u". "_s + problem.cause);
    else {
        m_recording.begin(m_profile->name);
        session()->open(settings);
    }
}

/// In a bar of its own; empty: all is well.
void WindowController::showProblem(
    const QString &id, NoticeTone tone, const QString &title, const QString &problem)
{
    if (problem.isEmpty())
        m_window.notices()->dismiss(id);
    else
        m_window.notices()->show({.id = id, .tone = tone, .title = title, .text = problem});
}

void WindowController::showSettingsProblem(const QString &problem)
{
    showProblem(u"settings"_s, NoticeTone::Error, tr("Cannot connect"), problem);
}

ConnectionDialog *WindowController::openConnections(const QUuid &selected)
{
    auto *dialog = new ConnectionDialog(m_profiles, m_keychain, &m_sessionSecrets, m_theme, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!selected.isNull() && m_profiles->find(selected))
        dialog->select(selected);
    else if (!selected.isNull() && m_profile && !m_isDemo)
        dialog->startNew(*m_profile);
    connect(dialog, &ConnectionDialog::connectRequested, this, &WindowController::connectToProfile);
    connect(dialog, &ConnectionDialog::secretsProblem, this, &WindowController::showKeychainProblem);
    dialog->open();
    return dialog;
}

void WindowController::createConnection()
{
    openConnections({})->startNew();
}

void WindowController::editConnection(FailureAction action)
{
    if (m_isDemo) // it has no settings
        return reconnect();
    openConnections(m_profile ? m_profile->id : QUuid())->editFor(action);
}

void WindowController::importConfiguration()
{
    auto *chooser = new QFileDialog(&m_window, tr("Import a server's configuration"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setNameFilters(
        {tr("Server configuration (imm_websocket_config.json *.json)"), tr("All files (*)")});
    connect(chooser, &QFileDialog::fileSelected, this,
        [this](const QString &file) { openConnections({})->importServerConfigFile(file); });
    chooser->open();
}

/// A pin belongs to a saved connection: an address that was only typed is saved with it.
void WindowController::pin(const PeerCertificate &peer)
{
    m_profile->pins = {pinFor(peer, QDateTime::currentDateTimeUtc())};
    m_profile->trust = TrustRule::Pins;
    if (!m_profiles->find(m_profile->id) && m_profiles->find(m_profile->name)) // names are unique
        m_profile->name = m_profile->address().remove(u"wss://"_s);
    const bool saved = m_profiles->find(m_profile->id)
        ? m_profiles->addPin(m_profile->id, m_profile->pins.first())
        : m_profiles->save(*m_profile);
    if (!saved)
        showStoreProblem();
    session()->trust(peer.sha256(), TrustDuration::Always);
}

void WindowController::showSaved()
{
    QSet<QUuid> ids;
    for (const Profile &profile : m_profiles->profiles())
        ids.insert(profile.id);
    if (m_profiles->problem().isEmpty()) // else the list may be shorter than what was saved
        m_history->keepOnly(ids);
    QList<SavedConnection> saved;
    for (const Profile &profile : m_profiles->profiles())
        saved.append({profile.id, profile.name, profile.address()});
    m_window.setSaved(saved);
}

void WindowController::showStoreProblem()
{
    showProblem(u"profiles"_s, NoticeTone::Warning, tr("Saved connections"), m_profiles->problem());
}

void WindowController::showKeychainProblem(const QString &problem)
{
    showProblem(u"keychain"_s, NoticeTone::Warning, tr("Secrets"), problem);
}

void WindowController::shutdown()
{
    m_window.hide();
    m_opener.forget();
    if (!m_session) {
        QMetaObject::invokeMethod(this, &WindowController::finishSession, Qt::QueuedConnection);
        return;
    }
    connect(m_session.get(), &Session::finished, this, &WindowController::finishSession);
    m_session->shutdown();
}

} // namespace console
