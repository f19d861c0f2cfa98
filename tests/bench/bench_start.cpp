// From the start of the program to the first painted window, against a program that shows an empty
// QMainWindow, on a display as the user has one. Each is this program started again: it is told when that
// was, and says how long after that its window had painted itself. What the system then takes to clear away
// the process is no part of it. How long a window with one word takes is printed beside them: that is what
// the fonts alone cost.

#include "app/console/fontpreparation.h"
#include "app/console/windowcontroller.h"
#include "tests/bench/figure.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/keybindings.h"
#include "ui/widgets/picturepreparation.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QProcess>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <chrono>
#include <optional>

using namespace console;
using namespace Qt::StringLiterals;

constexpr int runs = 45; ///< of each, by turns: single ones differ by a third on a shared machine

/// Milliseconds of a clock that all processes of the machine share.
static double now()
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Ends the process as soon as its window has painted itself, and prints when that was.
class EndAfterPaint : public QObject
{
public:
    explicit EndAfterPaint(double started) : m_started(started) { }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, this, &EndAfterPaint::end); // all that is seen is painted and sent by then
        return false;
    }

private:
    void end() const
    {
        std::printf("%f\n", now() - m_started);
        std::fflush(stdout);
        std::_Exit(0);
    }

    double m_started; ///< milliseconds, see now()
};

static int show(QApplication &application, EndAfterPaint &end, QWidget *content)
{
    QMainWindow window;
    window.resize(1440, 900);
    if (content)
        window.setCentralWidget(content);
    (content ? content : &window)->installEventFilter(&end);
    window.show();
    return application.exec();
}

static int showConsole(QApplication &application, EndAfterPaint &end)
{
    QStandardPaths::setTestModeEnabled(true);
    Theme theme;
    installTheme(&application, &theme);
    ProfileStore profiles;
    MemorySecretStore secrets;
    AttemptHistory history;
    QSettings settings(QDir::home().filePath(u"window.ini"_s), QSettings::IniFormat);
    KeyBindings keys(&settings);
    OpenRecordings opened;
    WindowController controller(
        {&theme, &profiles, &secrets, &history, &settings, &keys, RecordingFolder(), &opened});
    // Of any widget: the central one is wholly covered by its page, and so is never asked to paint itself.
    application.installEventFilter(&end);
    controller.window()->show();
    new PicturePreparation(controller.window()); // as the program does
    return application.exec();
}

/// Milliseconds. At home in a folder where nobody left recordings or connections.
static double timeOf(const QString &what, const QString &home)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {what, QString::number(now(), 'f', 6)});
    process.waitForFinished();
    const QByteArray said = process.readAllStandardOutput();
    if (said.isEmpty())
        qFatal("the program has painted no window");
    return said.toDouble();
}

int main(int argc, char **argv)
{
    const QString what = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    std::optional<FontPreparation> fonts; // where the program does it
    if (what == "console"_L1)
        fonts.emplace();
    QApplication application(argc, argv);
    if (fonts)
        fonts->lookUp();
    EndAfterPaint end(argc > 2 ? QByteArray(argv[2]).toDouble() : now());
    if (what == "empty"_L1)
        return show(application, end, nullptr);
    if (what == "word"_L1)
        return show(application, end, new QLabel(u"word"_s));
    if (what == "console"_L1)
        return showConsole(application, end);

    const QTemporaryDir home;
    std::vector<double> empty;
    std::vector<double> word;
    std::vector<double> console;
    for (int run = 0; run < runs; ++run) {
        empty.push_back(timeOf(u"empty"_s, home.path()));
        word.push_back(timeOf(u"word"_s, home.path()));
        console.push_back(timeOf(u"console"_s, home.path()));
    }
    std::printf("# empty QMainWindow %.0f ms, with one word %.0f ms, console %.0f ms\n", median(empty),
        median(word), median(console));
    printFigure("start-to-first-paint", median(console) / median(empty), "× empty QMainWindow", 1.5);
    return 0;
}
