#pragma once

#include "lib/profile/profilestore.h"
#include "lib/profile/secretstore.h"
#include "lib/session.h"
#include "ui/models/attempthistory.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/mainwindow.h"

#include <optional>

namespace console {

class DemoServer;
class DiagnosisDialog;
class TrustDialog;

/// One window and its session: what "connect" means here, which secret goes with it, and what the user
/// decides about a certificate. GUI thread.
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
    };
    explicit WindowController(const Shared &shared, QObject *parent = nullptr);
    ~WindowController() override;

    MainWindow *window() { return &m_window; }
    ActionRegistry *actions() { return &m_actions; }
    Session *session() { return m_session.get(); }

public slots:
    void startDemo();
    void connectToProfile(const QUuid &id);
    void connectToAddress(const QString &address);
    void reconnect();
    /// Ends connection and session; finished() follows within three seconds.
    void shutdown();

signals:
    void finished();
    void windowRequested(const QUuid &profile); ///< another one, connected to it; null: to nothing yet

private:
    void connectWindow();
    void newSession();
    /// Calls `proceed` at once where the session on screen goes on, else after the user agreed to begin a new
    /// one.
    void beginWith(const Profile &profile, std::function<void()> proceed);
    void adopt(const Profile &profile);
    void readSecret();
    void openWith(const Secret &secret);
    void showSettingsProblem(const QString &problem);
    void openConnections(const QUuid &selected, bool createNew);
    void followStatus(const ConnectionStatus &status);
    void remember(const ConnectionStatus &status);
    void help(FailureAction action);
    void diagnose();
    void showReport(const ProbeReport &report);
    QString targetTitle() const;
    void askTrust(const PeerCertificate &peer);
    void pin(const PeerCertificate &peer);
    void showSaved();
    void showStoreProblem();
    void showKeychainProblem(const QString &problem); ///< empty: all is well

    const Theme *m_theme;
    ProfileStore *m_profiles;
    SecretStore *m_keychain;
    AttemptHistory *m_history;
    AttemptRecorder m_attempts;
    MemorySecretStore m_sessionSecrets;
    ActionRegistry m_actions;
    std::unique_ptr<Session> m_session; // before the window, whose views look at it
    MainWindow m_window;
    std::unique_ptr<DemoServer> m_demo;
    std::optional<Profile> m_profile; ///< of the session on screen
    bool m_isDemo = false;
    bool m_valueMissing = false; ///< the dialog is opened to ask for a header value
    TrustDialog *m_trustDialog = nullptr;
    DiagnosisDialog *m_diagnosis = nullptr;
};

} // namespace console
