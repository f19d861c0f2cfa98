#include "app/cli/run.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

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

/// What is wrong with settings is one sentence; what is wrong with a key has a title that names it.
QString settingsWords(const Failure &failure)
{
    return failure.kind == FailureKind::InvalidSettings ? failure.cause
                                                        : failure.title + u". "_s + failure.cause;
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
    const Target target = resolveTarget(m_arguments, profiles);
    if (!target.error.isEmpty())
        return fail(exitcode::wrongUsage, target.error);
    m_profile = target.profile;
    m_connectTimer.start(m_arguments.connectTimeout);
    findSecrets(target.needs);
}

void Run::findSecrets(const QList<SecretNeed> &needs)
{
    QString error;
    const std::optional<SecretsByName> given = givenSecrets(m_arguments, &error);
    if (!given)
        return fail(exitcode::notConnected, error);
    const auto handler = [this](const ProfileSecrets &secrets, const QList<SecretNeed> &missing,
                             const QString &problem) {
        if (m_ending)
            return;
        if (missing.isEmpty())
            open(secrets);
        else
            complainOfMissing(missing, problem);
    };
    readSecrets(needs, {.keychain = m_secrets}, this, handler, *given);
}

void Run::complainOfMissing(const QList<SecretNeed> &missing, const QString &problem)
{
    if (!problem.isEmpty())
        complain(problem);
    for (const SecretNeed &need : missing)
        complain(missingSecretSentence(need));
    finish(exitcode::notConnected);
}

void Run::open(const ProfileSecrets &secrets)
{
    Failure failure;
    const ConnectionSettings settings = settingsFor(m_profile, secrets, &failure);
    if (failure)
        return fail(exitcode::notConnected, settingsWords(failure));
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
