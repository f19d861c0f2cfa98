#include "app/cli/doctorrun.h"
#include "app/cli/exitcode.h"
#include "app/cli/listenrun.h"
#include "app/cli/output.h"
#include "app/cli/recordingcommands.h"
#include "app/cli/recordrun.h"
#include "app/cli/requesttext.h"
#include "app/cli/sendrun.h"
#include "app/keychain/keychainsecretstore.h"
#include "app/terminationsignals.h"

#include <QCoreApplication>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace console;
using namespace console::cli;

namespace {

int wrongUsage(const QString &sentence)
{
    const QString lines =
        sentence + u" See event-manager-cli --help."_s; // some point at a place in the line above
    for (const QString &line : lines.split(u'\n'))
        complain(line);
    return exitcode::wrongUsage;
}

int say(const QString &text)
{
    writeAll(STDOUT_FILENO, text.toUtf8());
    return exitcode::done;
}

int execute(Run &run)
{
    const TerminationSignals terminated;
    QObject::connect(&terminated, &TerminationSignals::received, &run, &Run::interrupt);
    // Queued: an end before the event loop begins must not be lost.
    QObject::connect(
        &run, &Run::ended, qApp, [](int exitCode) { QCoreApplication::exit(exitCode); },
        Qt::QueuedConnection);
    run.start();
    return QCoreApplication::exec();
}

int send(const Arguments &arguments, SecretStore *secrets)
{
    QByteArray request;
    if (arguments.json)
        request = arguments.json->toUtf8();
    else
        request = requestText(Catalogue::builtIn(), arguments.command, arguments.parameters);
    if (const QString problem = jsonProblem(request); !problem.isEmpty())
        return wrongUsage(u"The text of --json is no JSON: %1."_s.arg(problem));
    SendRun run(arguments, secrets, request);
    return execute(run);
}

int listen(const Arguments &arguments, SecretStore *secrets)
{
    ListenRun run(arguments, secrets);
    return execute(run);
}

int record(const Arguments &arguments, SecretStore *secrets)
{
    RecordRun run(arguments, secrets);
    return execute(run);
}

int doctor(const Arguments &arguments, SecretStore *secrets)
{
    DoctorRun run(arguments, secrets);
    return execute(run);
}

int start(const Arguments &arguments)
{
    KeychainSecretStore secrets;
    switch (arguments.mode) {
    case Mode::Help:
        return say(helpText());
    case Mode::Version:
        return say(u"event-manager-cli %1\n"_s.arg(QCoreApplication::applicationVersion()));
    case Mode::Send:
        return send(arguments, &secrets);
    case Mode::Doctor:
        return doctor(arguments, &secrets);
    case Mode::Record:
        return record(arguments, &secrets);
    case Mode::Info:
        return showInfo(arguments);
    case Mode::Repair:
        return repair(arguments);
    case Mode::Convert:
        return convert(arguments);
    case Mode::Listen:
        break;
    }
    return listen(arguments, &secrets);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"event-manager-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    std::signal(SIGPIPE, SIG_IGN);
    QString error;
    const std::optional<Arguments> arguments = parseArguments(QCoreApplication::arguments(), &error);
    return arguments ? start(*arguments) : wrongUsage(error);
}
