#include "app/cli/run.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

constexpr char environmentVariable[] = "EVENT_MANAGER_HEADER_VALUE";

Session::Options smallSession()
{
    Session::Options options;
    options.memoryLimit = 0;
    return options;
}

QString words(const Failure &failure)
{
    QString text = failure.title + u". "_s + failure.cause;
    if (!failure.detail.isEmpty())
        text += u" ("_s + failure.detail + u')';
    return text;
}

} // namespace

Run::Run(const Arguments &arguments, SecretStore *secrets)
    : m_arguments(arguments), m_secrets(secrets), m_session(smallSession())
{
    m_connectTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this,
        [this] { fail(exitcode::notConnected, u"Not connected in time (--connect-timeout)."_s); });
    connect(&m_session, &Session::taken, this, &Run::takeUnlessEnding);
    connect(&m_session, &Session::statusChanged, this, &Run::follow);
    connect(&m_session, &Session::finished, this, [this] { emit ended(m_exitCode); });
}

void Run::start()
{
    const ProfileStore profiles;
    const Target target =
        resolveTarget(m_arguments, profiles, qEnvironmentVariableIsSet(environmentVariable));
    if (!target.error.isEmpty())
        return fail(exitcode::wrongUsage, target.error);
    m_profile = target.profile;
    m_connectTimer.start(m_arguments.connectTimeout);
    findSecret(target);
}

void Run::findSecret(const Target &target)
{
    switch (target.secret) {
    case SecretSource::None:
        return open({});
    case SecretSource::Environment:
        return open(Secret(qgetenv(environmentVariable)));
    case SecretSource::Keychain:
        return readKeychain();
    case SecretSource::Missing:
        return fail(exitcode::notConnected, missingSecretSentence(*m_profile.headerName));
    case SecretSource::File:
        break;
    }
    QString error;
    if (const std::optional<Secret> value = readValueFile(m_arguments.headerValueFile, &error))
        open(*value);
    else
        fail(exitcode::notConnected, error);
}

void Run::readKeychain()
{
    m_secrets->read(m_profile.id, this, [this](const SecretStore::Result &result) {
        if (m_ending)
            return;
        if (result.secret)
            return open(*result.secret);
        if (!result.problem.isEmpty())
            complain(result.problem);
        fail(exitcode::notConnected, missingSecretSentence(*m_profile.headerName));
    });
}

void Run::open(const Secret &headerValue)
{
    Failure failure;
    const ConnectionSettings settings = settingsFor(m_profile, {.headerValue = headerValue}, &failure);
    if (failure)
        return fail(exitcode::notConnected, failure.cause);
    m_session.open(settings);
}

void Run::follow(const ConnectionStatus &status)
{
    if (m_ending)
        return;
    if (status.isConnected() && !m_connected) {
        m_connected = true;
        m_connectTimer.stop();
        beginWork();
    } else if (status.state == ConnectionState::WaitingForDecision) {
        complainOfCertificate(status);
    } else if (status.failure) {
        if (status.failure.kind == FailureKind::CertificateChanged)
            complain(u"The server shows the certificate %1."_s.arg(formatSha256(status.peer.sha256())));
        fail(exitcode::notConnected, words(status.failure));
    } else if (m_connected && status.state == ConnectionState::NotConnected) {
        fail(exitcode::notConnected, u"The connection ended."_s);
    }
}

void Run::complainOfCertificate(const ConnectionStatus &status)
{
    complain(words(status.failure));
    complain(
        u"The server shows the certificate with the SHA-256 %1."_s.arg(formatSha256(status.peer.sha256())));
    fail(exitcode::notConnected,
        u"If that is what the operator says, add --pin %1"_s.arg(
            QString::fromLatin1(status.peer.sha256().toHex())));
}

void Run::takeUnlessEnding(const BatchList &batches)
{
    if (!m_ending)
        take(batches);
}

void Run::print(const QByteArray &bytes)
{
    switch (writeAll(STDOUT_FILENO, bytes)) {
    case WriteResult::Written:
        break;
    case WriteResult::Closed:
        return finish(exitcode::done);
    case WriteResult::Failed:
        return fail(
            exitcode::notConnected, u"Standard output takes nothing more: %1."_s.arg(qt_error_string()));
    }
}

void Run::interrupt(int signal)
{
    finish(exitcode::signalled + signal);
}

void Run::fail(int exitCode, const QString &sentence)
{
    if (!m_ending)
        complain(sentence);
    finish(exitCode);
}

void Run::finish(int exitCode)
{
    if (m_ending)
        return;
    m_ending = true;
    m_exitCode = exitCode;
    m_connectTimer.stop();
    m_session.shutdown();
}

} // namespace console::cli
