#include "app/console/consoleoptions.h"

#include <QCommandLineParser>

namespace console {

using namespace Qt::StringLiterals;

ConsoleOptions parseConsoleOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Watch and steer an Event Manager server."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(u"target"_s,
        u"Connect to this wss:// address, or to the saved connection of this name, or open this recording."_s,
        u"[target]"_s);
    const QCommandLineOption demo(u"demo"_s, u"Start the demo server and connect to it."_s);
    const QCommandLineOption screenshot(u"screenshot"_s,
        u"Once there is something to see, save a picture of the window to <file> and end."_s, u"file"_s);
    const QCommandLineOption workspace(
        u"workspace"_s, u"Begin in <monitor>, <compose> or <statistics>."_s, u"name"_s, u"monitor"_s);
    const QCommandLineOption appearance(
        u"appearance"_s, u"<system>, <light>, <dark> or <high-contrast>, for this run."_s, u"name"_s);
    parser.addOptions({demo, screenshot, workspace, appearance});

    ConsoleOptions options;
    const QStringList workspaces{u"monitor"_s, u"compose"_s, u"statistics"_s};
    const QStringList appearances{u"system"_s, u"light"_s, u"dark"_s, u"high-contrast"_s};
    const bool parsed = parser.parse(arguments);
    options.demo = parser.isSet(demo);
    options.screenshot = parser.value(screenshot);
    options.workspace = parser.value(workspace);
    options.appearanceGiven = parser.isSet(appearance);
    options.appearance = Appearance(std::max<qsizetype>(0, appearances.indexOf(parser.value(appearance))));
    options.target = parser.positionalArguments().value(0);
    if (!parsed)
        options.error = parser.errorText();
    else if (parser.isSet(help))
        options.text = parser.helpText().replace(u"<executable_name>"_s, u"event-manager-console"_s);
    else if (parser.isSet(version))
        options.text = u"event-manager-console %1\n"_s.arg(QStringLiteral(CONSOLE_VERSION));
    else if (parser.isSet(screenshot) && options.screenshot.isEmpty())
        options.error = u"The screenshot needs the name of a file."_s;
    else if (!workspaces.contains(options.workspace))
        options.error =
            u"There is no workspace “%1”: monitor, compose and statistics are."_s.arg(options.workspace);
    else if (options.appearanceGiven && !appearances.contains(parser.value(appearance)))
        options.error = u"There is no appearance “%1”: system, light, dark and high-contrast are."_s.arg(
            parser.value(appearance));
    else if (parser.positionalArguments().size() > 1 || (options.demo && !options.target.isEmpty()))
        options.error = u"One at a time: an address, a name, a recording, or --demo."_s;
    return options;
}

} // namespace console
