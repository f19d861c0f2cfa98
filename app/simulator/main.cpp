#include "app/terminationsignals.h"
#include "lib/protocol/jsonlexer.h"
#include "lib/simulator/simulator.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int wrongUsage = 2;

void print(FILE *stream, const QByteArray &line)
{
    std::fwrite((line + '\n').constData(), 1, size_t(line.size()) + 1, stream);
    std::fflush(stream);
}

int fail(const QString &reason, int code)
{
    print(stderr, "event-manager-simulator: " + reason.toUtf8());
    return code;
}

QByteArray readyLine(const console::Simulator &simulator, const console::SimulatorOptions &options)
{
    const QByteArray header =
        options.headerName.isEmpty() ? "null"_ba : console::encodedString(options.headerName);
    return "{\"url\":" + console::encodedString(simulator.url().toEncoded()) + ",\"header\":" + header
        + ",\"certificate\":" + console::encodedString(simulator.certificateFile().toUtf8())
        + ",\"sha256\":\"" + simulator.certificateSha256().toHex() + "\"}";
}

int run(const console::SimulatorOptions &options)
{
    console::Simulator simulator(options);
    QObject::connect(&simulator, &console::Simulator::refused, &simulator,
        [](const QString &text) { print(stderr, text.toUtf8()); });
    QObject::connect(&simulator, &console::Simulator::stopped, qApp, &QCoreApplication::quit);
    console::TerminationSignals signalled;
    QObject::connect(
        &signalled, &console::TerminationSignals::received, &simulator, &console::Simulator::stop);
    QString error;
    if (!simulator.start(&error))
        return fail(error, 1);
    print(stdout, readyLine(simulator, options));
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"event-manager-simulator"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"An Event Manager with simulated people, to try the console against."_s);
    console::addSimulatorOptions(parser);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(QCoreApplication::arguments()))
        return fail(parser.errorText(), wrongUsage);
    if (parser.isSet(help))
        parser.showHelp();
    if (parser.isSet(version))
        parser.showVersion();
    QString error;
    const std::optional<console::SimulatorOptions> options = console::simulatorOptions(parser, &error);
    return options ? run(*options) : fail(error, wrongUsage);
}
