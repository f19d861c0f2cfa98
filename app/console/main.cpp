#include "app/allocator.h"
#include "app/console/appearancecontrol.h"
#include "app/console/consoleoptions.h"
#include "app/console/fontpreparation.h"
#include "app/console/screenshot.h"
#include "app/console/systemcolorscheme.h"
#include "app/console/windows.h"
#include "app/keychain/keychainsecretstore.h"
#include "app/terminationsignals.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/keybindings.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSettings>
#include <QStandardPaths>

#include <cstdio>

using namespace console;
using namespace Qt::StringLiterals;

static ConsoleOptions optionsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return parseConsoleOptions(arguments);
}

static QString settingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + u"/event-manager-console/window.ini"_s;
}

/// Wherever the end comes from, the layout is kept and the sessions end before the program does.
static void connectEnd(Windows *windows, const TerminationSignals *terminations)
{
    QObject::connect(windows, &Windows::lastFinished, qApp, &QCoreApplication::quit);
    QObject::connect(terminations, &TerminationSignals::received, windows, &Windows::closeAll);
    QObject::connect(
        qApp, &QGuiApplication::commitDataRequest, windows, &Windows::saveLayout, Qt::DirectConnection);
}

/// The picture is taken, the program ends; with 1 where the file could not be written.
static void takeScreenshot(WindowController *controller, const ConsoleOptions &options)
{
    const QString file = options.screenshot;
    auto *screenshot = new Screenshot(controller->window(), file, options.demo, controller);
    QObject::connect(screenshot, &Screenshot::taken, controller, [controller, file](bool saved) {
        if (!saved)
            std::fprintf(stderr, "The screenshot could not be written to %s\n", qPrintable(file));
        QObject::disconnect(controller, &WindowController::finished, nullptr, nullptr);
        QObject::connect(controller, &WindowController::finished, qApp,
            [saved] { QCoreApplication::exit(saved ? 0 : 1); });
        controller->shutdown();
    });
}

static void begin(WindowController *controller, const ProfileStore &profiles, const ConsoleOptions &options)
{
    if (options.demo)
        controller->startDemo();
    else if (const Profile *profile = profiles.find(options.target))
        controller->connectToProfile(profile->id);
    else if (QFileInfo(options.target).isFile() || options.target.endsWith(".mcap"_L1, Qt::CaseInsensitive))
        controller->openRecording(options.target);
    else if (!options.target.isEmpty())
        controller->connectToAddress(options.target);
}

int main(int argc, char **argv)
{
    const ConsoleOptions options = optionsOf(argc, argv);
    if (!options.error.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(options.error));
        return 2;
    }
    if (!options.text.isEmpty()) { // help and version need no display
        std::fputs(qPrintable(options.text), stdout);
        return 0;
    }

    giveLargeBlocksBack();
    FontPreparation fonts;
    QApplication application(argc, argv);
    fonts.lookUp();
    const auto finished = qScopeGuard([&fonts] { fonts.finish(); });
    QApplication::setApplicationName(u"event-manager-console"_s);
    QApplication::setApplicationDisplayName(u"Event Manager Console"_s);
    QApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    QApplication::setQuitOnLastWindowClosed(false); // the session ends first

    QSettings settings(settingsFile(), QSettings::IniFormat);
    const SystemColorScheme system; // before the theme, whose palette would be taken for the system's
    Theme theme;
    installTheme(&application, &theme);
    ProfileStore profiles;
    KeychainSecretStore keychain;
    AttemptHistory history;
    AppearanceControl appearance(&system, &theme, &settings);
    if (options.appearanceGiven)
        appearance.choose(options.appearance);
    OpenRecordings opened;
    KeyBindings keys(&settings);
    Windows windows({&theme, &profiles, &keychain, &history, &settings, &keys, RecordingFolder(), &opened},
        &appearance, &settings);
    WindowController *controller = windows.open();
    if (options.workspace == "compose"_L1)
        controller->window()->setWorkspace(Workspace::Compose);
    else if (options.workspace == "statistics"_L1)
        controller->window()->setWorkspace(Workspace::Statistics);

    const TerminationSignals terminations;
    connectEnd(&windows, &terminations);
    if (!options.screenshot.isEmpty())
        takeScreenshot(controller, options);
    begin(controller, profiles, options);
    return QApplication::exec();
}
