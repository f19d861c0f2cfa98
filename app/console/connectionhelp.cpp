#include "app/console/connectionhelp.h"

#include "ui/widgets/certificatedialog.h"
#include "ui/widgets/diagnosisdialog.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/pincomparisondialog.h"
#include "ui/widgets/trustdialog.h"

namespace console {

using namespace Qt::StringLiterals;

ConnectionHelp::ConnectionHelp(
    const Theme *theme, AttemptHistory *history, MainWindow *window, QObject *parent)
    : QObject(parent), m_theme(theme), m_history(history), m_window(window)
{
}

void ConnectionHelp::setSession(Session *session)
{
    m_session = session;
    m_attempts = {};
    connect(session, &Session::statusChanged, this, &ConnectionHelp::follow);
    connect(session, &Session::diagnosed, this, &ConnectionHelp::showReport);
}

void ConnectionHelp::setProfile(const Profile &profile, bool remembered)
{
    m_profile = profile;
    m_remembered = remembered;
}

void ConnectionHelp::follow(const ConnectionStatus &status)
{
    remember(status);
    if (status.state == ConnectionState::WaitingForDecision)
        askTrust(status.peer);
    else if (m_trust)
        m_trust->close();
}

/// A failure is told with what was before it, and the doctor asks the server again.
void ConnectionHelp::remember(const ConnectionStatus &status)
{
    const std::optional<PastAttempt> ended =
        m_attempts.follow(status, QDateTime::currentMSecsSinceEpoch() * 1'000);
    if (!ended)
        return;
    if (status.state == ConnectionState::Failed) {
        m_window->setAttempts(m_history->of(m_profile.id));
        m_session->diagnose();
    }
    if (m_remembered)
        m_history->add(m_profile.id, *ended);
}

void ConnectionHelp::help(FailureAction action)
{
    switch (action) {
    case FailureAction::TryAgain:
        return emit retryRequested();
    case FailureAction::EnterPassphrase:
        return emit secretsRequested();
    case FailureAction::CompareCertificates:
        return compareCertificates();
    case FailureAction::ShowCertificate:
        return showCertificate();
    default:
        emit editRequested(action);
    }
}

void ConnectionHelp::askTrust(const PeerCertificate &peer)
{
    if (m_trust)
        return;
    const QUrl url = m_session->settings().url;
    m_trust = new TrustDialog(m_theme,
        {.peer = peer,
            .host = url.host(),
            .port = url.port(),
            .tlsVersion = m_session->status().tlsVersion,
            .now = QDateTime::currentDateTimeUtc()},
        m_window);
    m_trust->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_trust, &TrustDialog::trustedOnce, this, [this, peer] { emit trustedOnce(peer); });
    connect(m_trust, &TrustDialog::pinned, this, [this, peer] { emit pinned(peer); });
    connect(m_trust, &TrustDialog::rejected, this, [this] {
        if (m_session->status().state == ConnectionState::WaitingForDecision)
            m_session->close();
    });
    m_trust->open();
}

/// An error, not a question: the way to replace a pin leads through the settings of the connection.
void ConnectionHelp::compareCertificates()
{
    const PeerCertificate peer = m_session->status().peer;
    const QList<Pin> pins = m_session->pins();
    if (peer.chain.isEmpty() || pins.isEmpty())
        return;
    auto *dialog = new PinComparisonDialog(m_profile.name, pins.last(), peer, m_theme, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PinComparisonDialog::editRequested, this,
        [this] { emit editRequested(FailureAction::EditTrust); });
    dialog->open();
}

void ConnectionHelp::showCertificate()
{
    const PeerCertificate peer = m_session->status().peer;
    if (peer.chain.isEmpty())
        return;
    auto *dialog = new CertificateDialog(peer, m_theme, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString ConnectionHelp::title() const
{
    return u"%1, %2"_s.arg(
        m_profile.name, m_session->settings().url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
}

void ConnectionHelp::diagnose()
{
    if (m_session->settings().url.isEmpty())
        return;
    if (m_session->settings().problem) // of a file: trying again reads it anew, asking the server does not
        return emit retryRequested();
    if (!m_diagnosis) {
        m_diagnosis = new DiagnosisDialog(m_theme, title(), m_window);
        m_diagnosis->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_diagnosis, &DiagnosisDialog::againRequested, this, &ConnectionHelp::diagnose);
        connect(m_diagnosis, &QDialog::finished, this, [this] { m_session->cancelDiagnosis(); });
        m_diagnosis->open();
    }
    m_session->diagnose();
}

void ConnectionHelp::showReport(const ProbeReport &report)
{
    if (m_diagnosis)
        m_diagnosis->setReport(report);
    else
        m_window->setReport(report);
}

} // namespace console
