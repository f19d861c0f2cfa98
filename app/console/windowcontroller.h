#pragma once

#include "app/console/attemptsecrets.h"
#include "app/console/connectionhelp.h"
#include "app/console/endingsessions.h"
#include "app/console/openrecordings.h"
#include "app/console/profilememory.h"
#include "app/console/recordingopener.h"
#include "app/console/recordingshelf.h"
#include "app/console/sessionexport.h"
#include "app/console/sessionrecording.h"
#include "lib/session.h"
#include "ui/models/poolquestion.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/mainwindow.h"

#include <optional>

namespace console {

class ConnectionDialog;
class DemoServer;
class KeyBindings;

/// One window and its session: what "connect" means here, with which settings and which secrets. GUI thread.
class WindowController : public QObject
{
    Q_OBJECT
public:
    /// What every window of the program shares; all of it outlives them.
    struct Shared
    {
        const Theme *theme = nullptr;
        ProfileStore *profiles = nullptr;
        SecretStore *keychain = nullptr;
        AttemptHistory *history = nullptr;
        QSettings *settings = nullptr; ///< of the program
        KeyBindings *keys = nullptr;
        RecordingFolder recordings;
        OpenRecordings *opened = nullptr;
    };
    explicit WindowController(const Shared &shared, QObject *parent = nullptr);
    ~WindowController() override;

    MainWindow *window() { return &m_window; }
    ActionRegistry *actions() { return &m_actions; }
    Session *session(); ///< made when it is needed first, so that the window need not wait for it

public slots:
    void startDemo();
    void connectToProfile(const QUuid &id);
    void connectToAddress(const QString &address);
    void reconnect();
    void openRecording(const QString &file);
    /// Ends connection and session; finished() follows within three seconds.
    void shutdown();

signals:
    void finished();
    void windowRequested(const QUuid &profile); ///< another one, connected to it; null: to nothing yet
    void windowForRecordingRequested(const QString &file);

private:
    void connectWindow();
    void connectHelp();
    void connectSecrets();
    void connectRecordings();
    std::unique_ptr<Session> makeSession() const;
    void newSession();
    void setSession(std::unique_ptr<Session> session);
    void finishIfOver();
    void finishSession();
    void disconnectOrClose();
    void showOpened();
    void forgetTarget();
    /// Calls `proceed` at once where the session on screen goes on, else after the user agreed to begin a new
    /// one.
    void beginWith(const Profile &profile, std::function<void()> proceed);
    void adopt(Profile profile);
    void openWith(const ProfileSecrets &secrets);
    void begin(const ConnectionSettings &settings);
    void open(const ConnectionSettings &settings);
    void showProblem(const QString &id, NoticeTone tone, const QString &title, const QString &problem);
    void showSettingsProblem(const QString &problem);
    ConnectionDialog *openConnections(const QUuid &selected);
    void createConnection();
    void editConnection(FailureAction action);
    void importConfiguration();
    void pin(const PeerCertificate &peer);
    void showSaved();
    void showStoreProblem();
    void showKeychainProblem(const QString &problem); ///< empty: all is well

    const Theme *m_theme;
    ProfileStore *m_profiles;
    SecretStore *m_keychain;
    AttemptHistory *m_history;
    MemorySecretStore m_sessionSecrets;
    ActionRegistry m_actions;
    std::unique_ptr<Session> m_session; // null before it is needed; before the window, whose views look at it
    MainWindow m_window;
    ConnectionHelp m_help;
    AttemptSecrets m_secrets;
    RecordingShelf m_recordings;
    SessionExport m_export;
    SessionRecording m_recording;
    ProfileMemory m_memory;
    EndingSessions m_ending;
    RecordingOpener m_opener;
    std::unique_ptr<DemoServer> m_demo;
    std::optional<Profile> m_profile; ///< of the session on screen
    bool m_isDemo = false;
    bool m_isOver = false; ///< the session on screen has ended for good
    PoolQuestion<ConnectionSettings> m_settings{
        [this](const ConnectionSettings &settings) { begin(settings); }}; ///< of the connection being begun
};

} // namespace console
