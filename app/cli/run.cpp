#include "app/cli/run.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

constexpr char environmentVariable[] = "EVENT_MANAGER_HEADER_VALUE";

} // namespace

Run::Run(const Arguments &arguments, SecretStore *secrets) : m_arguments(arguments), m_secrets(secrets) { }

void Run::start()
{
    const ProfileStore profiles;
    const Target target =
        resolveTarget(m_arguments, profiles, qEnvironmentVariableIsSet(environmentVariable));
    if (!target.error.isEmpty())
        return fail(exitcode::wrongUsage, target.error);
    m_profile = target.profile;
    findSecret(target);
}

void Run::findSecret(const Target &target)
{
    switch (target.secret) {
    case SecretSource::None:
        return openWith({});
    case SecretSource::Environment:
        return openWith(Secret(qgetenv(environmentVariable)));
    case SecretSource::Keychain:
        return readKeychain();
    case SecretSource::Missing:
        return fail(exitcode::notConnected, missingSecretSentence(*m_profile.headerName));
    case SecretSource::File:
        break;
    }
    QString error;
    if (const std::optional<Secret> value = readValueFile(m_arguments.headerValueFile, &error))
        openWith(*value);
    else
        fail(exitcode::notConnected, error);
}

void Run::readKeychain()
{
    m_secrets->read(m_profile.id, this, [this](const SecretStore::Result &result) {
        if (m_ending)
            return;
        if (result.secret)
            return openWith(*result.secret);
        if (!result.problem.isEmpty())
            complain(result.problem);
        fail(exitcode::notConnected, missingSecretSentence(*m_profile.headerName));
    });
}

void Run::openWith(const Secret &headerValue)
{
    Failure failure;
    const ConnectionSettings settings = settingsFor(m_profile, {.headerValue = headerValue}, &failure);
    if (failure)
        return fail(exitcode::notConnected, failure.cause);
    open(settings);
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
    shutDown();
}

} // namespace console::cli
