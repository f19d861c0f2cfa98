#include "app/cli/sessionrun.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

Session::Options smallSession()
{
    Session::Options options;
    options.memoryLimit = 0;
    options.recordedMemoryLimit = 0;
    options.software = "event-manager-cli " CONSOLE_VERSION;
    return options;
}

QString words(const Failure &failure)
{
    QString text = failure.title + u". "_s + failure.cause;
    if (!failure.detail.isEmpty() && !failure.title.contains(failure.detail)) // a file's name stands there
        text += u" ("_s + failure.detail + u')';
    return text;
}

} // namespace

SessionRun::SessionRun(const Arguments &arguments, SecretStore *secrets)
    : Run(arguments, secrets), m_session(smallSession())
{
    m_connectTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this,
        [this] { fail(exitcode::notConnected, u"Not connected in time (--connect-timeout)."_s); });
    connect(&m_session, &Session::taken, this, &SessionRun::takeUnlessEnding);
    connect(&m_session, &Session::statusChanged, this, &SessionRun::follow);
    connect(&m_session, &Session::finished, this, [this] { sessionEnded(); });
}

void SessionRun::start()
{
    m_connectTimer.start(arguments().connectTimeout);
    Run::start();
}

void SessionRun::open(const ConnectionSettings &settings)
{
    m_session.open(settings);
}

void SessionRun::shutDown()
{
    m_connectTimer.stop();
    m_session.shutdown();
}

void SessionRun::follow(const ConnectionStatus &status)
{
    if (isEnding())
        return;
    if (status.isConnected() && !m_connected) {
        m_connected = true;
        m_connectTimer.stop();
        beginWork();
    } else if (status.state == ConnectionState::WaitingForDecision) {
        complainOfCertificate(status);
    } else if (status.isRecovering()) {
        tellOfRecovery(status);
    } else if (status.failure) {
        if (status.failure.kind == FailureKind::CertificateChanged)
            complain(u"The server shows the certificate %1."_s.arg(formatSha256(status.peer.sha256())));
        fail(exitcode::notConnected, words(status.failure));
    } else if (m_connected && status.state == ConnectionState::NotConnected) {
        fail(exitcode::notConnected, u"The connection ended."_s);
    }
}

void SessionRun::complainOfCertificate(const ConnectionStatus &status)
{
    complain(words(status.failure));
    complain(
        u"The server shows the certificate with the SHA-256 %1."_s.arg(formatSha256(status.peer.sha256())));
    fail(exitcode::notConnected,
        u"If that is what the operator says, add --pin %1"_s.arg(
            QString::fromLatin1(status.peer.sha256().toHex())));
}

void SessionRun::tellOfRecovery(const ConnectionStatus &status)
{
    if (status.state != ConnectionState::Retrying)
        return;
    const double seconds = double(status.nextTry - status.since) / 1e6;
    complain(u"%1. Next try in %2 s."_s.arg(status.failure.title).arg(qMax(0.0, seconds), 0, 'f', 1));
}

void SessionRun::takeUnlessEnding(const BatchList &batches)
{
    if (!isEnding())
        take(batches);
}

} // namespace console::cli
