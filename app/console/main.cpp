#include "app/console/consoleoptions.h"
#include "app/console/screenshot.h"
#include "app/console/systemcolorscheme.h"
#include "app/console/windowcontroller.h"
#include "app/keychain/keychainsecretstore.h"
#include "app/terminationsignals.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

#include <cstdio>

using namespace console;
using namespace Qt::StringLiterals;

/// Help, version and wrong usage need no display and are answered without one.
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

/// The appearance follows the system unless the user chose one.
static void applyAppearance(ActionRegistry *actions, const SystemColorScheme *system, Theme *theme)
{
    const bool dark = actions->action(ActionId::AppearanceDark)->isChecked()
        || (actions->action(ActionId::AppearanceSystem)->isChecked() && system->isDark());
    theme->setScheme(dark ? Scheme::Dark : Scheme::Light);
}

static ActionId appearanceAction(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return ActionId::AppearanceLight;
    case Appearance::Dark:
        return ActionId::AppearanceDark;
    case Appearance::System:
        break;
    }
    return ActionId::AppearanceSystem;
}

int main(int argc, char **argv)
{
    const ConsoleOptions options = optionsOf(argc, argv);
    if (!options.error.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(options.error));
        return 2;
    }
    if (!options.text.isEmpty()) {
        std::fputs(qPrintable(options.text), stdout);
        return 0;
    }

    QApplication application(argc, argv);
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
    WindowController controller(&theme, &profiles, &keychain);
    ActionRegistry *actions = controller.actions();
    MainWindow *window = controller.window();

    const auto chosen =
        options.appearanceGiven ? options.appearance : Appearance(settings.value("appearance"_L1).toInt());
    actions->action(appearanceAction(chosen))->setChecked(true);
    const auto apply = [&] { applyAppearance(actions, &system, &theme); };
    apply();
    QObject::connect(&system, &SystemColorScheme::changed, &theme, apply);
    for (const Appearance appearance : {Appearance::System, Appearance::Light, Appearance::Dark}) {
        QObject::connect(
            actions->action(appearanceAction(appearance)), &QAction::triggered, &theme, [&, appearance] {
                settings.setValue("appearance"_L1, int(appearance));
                apply();
            });
    }

    window->restoreLayout(&settings);
    if (options.compose)
        window->setWorkspace(Workspace::Compose);
    window->show();

    bool failed = false;
    QObject::connect(window, &MainWindow::closeRequested, &controller, [&] {
        window->saveLayout(&settings);
        controller.shutdown();
    });
    QObject::connect(&controller, &WindowController::finished, &application, &QCoreApplication::quit);
    const TerminationSignals signalsFromOutside;
    QObject::connect(&signalsFromOutside, &TerminationSignals::received, window, &QWidget::close);
    QObject::connect(
        &application, &QGuiApplication::commitDataRequest, window, [&] { window->saveLayout(&settings); },
        Qt::DirectConnection);
    if (!options.screenshot.isEmpty()) {
        auto *screenshot = new Screenshot(window, options.screenshot, options.demo, &controller);
        QObject::connect(screenshot, &Screenshot::taken, window, [&](bool saved) {
            failed = !saved;
            controller.shutdown();
        });
    }

    if (options.demo)
        controller.startDemo();
    else if (const Profile *profile = profiles.find(options.target))
        controller.connectToProfile(profile->id);
    else if (!options.target.isEmpty())
        controller.connectToAddress(options.target);

    const int result = QApplication::exec();
    if (failed)
        std::fprintf(stderr, "The screenshot could not be written to %s\n", qPrintable(options.screenshot));
    return failed ? 1 : result;
}
