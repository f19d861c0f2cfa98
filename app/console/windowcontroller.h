#pragma once

#include "lib/profile/profilestore.h"
#include "lib/profile/secretstore.h"
#include "lib/session.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/mainwindow.h"

#include <optional>

namespace console {

class DemoServer;
class TrustDialog;

/// One window and its session: what "connect" means here, which secret goes with it, and what the user
/// decides about a certificate. GUI thread.
class WindowController : public QObject
{
    Q_OBJECT
public:
    WindowController(
        const Theme *theme, ProfileStore *profiles, SecretStore *keychain, QObject *parent = nullptr);
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
    void askTrust(const PeerCertificate &peer);
    void pin(const PeerCertificate &peer);
    void showSaved();
    void showStoreProblem();
    void showKeychainProblem(const QString &problem); ///< empty: all is well

    const Theme *m_theme;
    ProfileStore *m_profiles;
    SecretStore *m_keychain;
    MemorySecretStore m_sessionSecrets;
    ActionRegistry m_actions;
    std::unique_ptr<Session> m_session; // before the window, whose views look at it
    MainWindow m_window;
    std::unique_ptr<DemoServer> m_demo;
    std::optional<Profile> m_profile; ///< of the session on screen
    bool m_isDemo = false;
    bool m_valueMissing = false; ///< the dialog is opened to ask for a header value
    TrustDialog *m_trustDialog = nullptr;
};

} // namespace console
