#pragma once

#include "lib/profile/profile.h"
#include "lib/session.h"
#include "ui/models/attempthistory.h"

#include <QPointer>

namespace console {

class DiagnosisDialog;
class MainWindow;
class Theme;
class TrustDialog;

/// What a user sees and decides when a connection does not come about or is to be looked at: the question
/// about an unknown certificate, a changed one beside its pin, the doctor's findings, earlier attempts. GUI
/// thread.
class ConnectionHelp : public QObject
{
    Q_OBJECT
public:
    ConnectionHelp(
        const Theme *theme, AttemptHistory *history, MainWindow *window, QObject *parent = nullptr);

    void setSession(Session *session);
    /// @param remembered  its attempts are kept: it is a saved connection
    void setProfile(const Profile &profile, bool remembered);

public slots:
    void help(console::FailureAction action);
    void diagnose();
    void showCertificate();

signals:
    void trustedOnce(const console::PeerCertificate &peer);
    void pinned(const console::PeerCertificate &peer);
    void retryRequested();
    void secretsRequested(); ///< the user wants to enter a secret again
    void editRequested(console::FailureAction action);

private:
    void follow(const ConnectionStatus &status);
    void remember(const ConnectionStatus &status);
    void askTrust(const PeerCertificate &peer);
    void compareCertificates();
    void showReport(const ProbeReport &report);
    QString title() const;

    const Theme *m_theme;
    AttemptHistory *m_history;
    MainWindow *m_window;
    Session *m_session = nullptr;
    Profile m_profile;
    bool m_remembered = false;
    AttemptRecorder m_attempts;
    QPointer<TrustDialog> m_trust;
    QPointer<DiagnosisDialog> m_diagnosis;
};

} // namespace console
