#include "app/cli/run.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console::cli {

Run::Run(const Arguments &arguments, SecretStore *secrets) : m_arguments(arguments), m_secrets(secrets) { }

void Run::start()
{
    const ProfileStore profiles;
    const Target target = resolveTarget(m_arguments, profiles);
    if (!target.error.isEmpty())
        return fail(exitcode::wrongUsage, target.error);
    m_profile = target.profile;
    findSecrets(target.needs);
}

void Run::findSecrets(const QList<SecretNeed> &needs)
{
    QString error;
    const std::optional<SecretsByName> given = givenSecrets(m_arguments, &error);
    if (!given)
        return fail(exitcode::fileTrouble, error);
    const auto handler = [this](const ProfileSecrets &secrets, const QList<SecretNeed> &missing,
                             const QString &problem) {
        if (m_ending)
            return;
        if (missing.isEmpty())
            return open(settingsWith(secrets));
        complainOfMissing(missing, problem);
        endWithout(secrets);
    };
    readSecrets(needs, {.keychain = m_secrets}, this, handler, *given);
}

void Run::complainOfMissing(const QList<SecretNeed> &missing, const QString &problem)
{
    if (!problem.isEmpty())
        complain(problem);
    for (const SecretNeed &need : missing)
        complain(missingSecretSentence(need));
}

void Run::endWithout(const ProfileSecrets &)
{
    finish(exitcode::notConnected);
}

ConnectionSettings Run::settingsWith(const ProfileSecrets &secrets) const
{
    ConnectionSettings settings = settingsFor(m_profile, secrets);
    settings.reconnect.enabled = m_arguments.reconnects; // a script says itself what it wants
    return settings;
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
