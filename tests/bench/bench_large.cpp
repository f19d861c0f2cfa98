// Ten million messages over TLS, recorded, with the whole window following: what they take of memory, how
// long the GUI thread keeps input waiting while 20 000 events/s come on top of them (beside it the same
// heartbeat while nothing happens, for what the machine itself does), how long a filter and disconnecting
// take, and how soon the recording is on screen again.

#include "app/allocator.h"
#include "lib/filter/filterparser.h"
#include "lib/session.h"
#include "tests/bench/figure.h"
#include "tests/bench/heartbeat.h"
#include "tests/bench/simulatorprocess.h"
#include "tests/bench/waiting.h"
#include "tests/support/processfacts.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QTemporaryDir>

using namespace console;
using namespace Qt::StringLiterals;

constexpr quint64 rowsUnlessTold = 10'000'000;
constexpr int measuredFor = 10'000; // milliseconds
constexpr int runs = 3;

static void printRemark(const QString &remark)
{
    std::printf("# %s\n", qPrintable(remark));
    std::fflush(stdout);
}

static double stallAfter(Heartbeat *heartbeat, int milliseconds)
{
    heartbeat->takeStalls();
    runFor(milliseconds);
    return quantile(heartbeat->takeStalls(), 0.99);
}

/// Fills the log as fast as the simulator can.
static void fill(Session *session, quint64 rows)
{
    const SimulatorProcess source(
        {u"--rate"_s, u"100000"_s, u"--seed"_s, u"1"_s, u"--participants"_s, u"64"_s});
    session->open(source.settings());
    while (session->received() < rows)
        runUntil(session, &Session::taken);
    session->close();
    while (session->status().state != ConnectionState::NotConnected)
        runUntil(session, &Session::statusChanged);
    printFigure("resident-10m", double(test::resident()) / 1e6, "MB", 550);
}

static void measureStalls(Session *session, MainWindow *window, Heartbeat *heartbeat, double idle)
{
    const SimulatorProcess source(
        {u"--rate"_s, u"20000"_s, u"--seed"_s, u"2"_s, u"--participants"_s, u"64"_s});
    session->open(source.settings());
    window->models()->navigator.setFollowing(true);
    stallAfter(heartbeat, 3'000); // connected, and the flood before digested
    std::vector<double> stalls;
    const quint64 before = session->received();
    for (int run = 0; run < runs; ++run)
        stalls.push_back(stallAfter(heartbeat, measuredFor));
    if (!window->isVisible())
        qFatal("the window is not seen, so nothing of it is measured");
    printRemark(u"%1 ms p99 while idle; followed %2 events/s on top of %3 rows"_s.arg(idle, 0, 'f', 1)
                    .arg(double(session->received() - before) * 1000 / (runs * measuredFor), 0, 'f', 0)
                    .arg(before));
    printFigure("gui-stall-p99", median(stalls), "ms", 16);
    QElapsedTimer clock;
    clock.start();
    session->close();
    while (session->status().state != ConnectionState::NotConnected)
        runUntil(session, &Session::statusChanged);
    printFigure("disconnect", double(clock.nsecsElapsed()) / 1e6, "ms", 200);
}

/// Milliseconds until the rows that pass are on screen.
static double filterTime(MainWindow *window, const QString &text)
{
    SessionModels *models = window->models();
    QElapsedTimer clock;
    clock.start();
    models->navigator.setFilter(parseFilter(text).expression);
    while (models->events.isSearching())
        runUntil(&models->events, &MessageTableModel::searchingChanged);
    window->repaint();
    const double time = double(clock.nsecsElapsed()) / 1e6;
    printRemark(u"%1: %2 rows after %3 ms"_s.arg(text).arg(models->events.rowCount()).arg(time, 0, 'f', 0));
    models->navigator.clearFilter();
    while (models->events.isSearching())
        runUntil(&models->events, &MessageTableModel::searchingChanged);
    return time;
}

static void measureFilter(MainWindow *window)
{
    double worst = 0;
    for (const QString &text : {u"room: 1 and participant: 101"_s, u"kind: event and room: 2"_s,
             u"not event: moved"_s, u"event: joined, left"_s, u"participant: 101"_s})
        worst = std::max(
            worst, median({filterTime(window, text), filterTime(window, text), filterTime(window, text)}));
    printFigure("filter-10m", worst, "ms", 250);
}

static void measureOpening(MainWindow *window, Session &session, const QString &file)
{
    QElapsedTimer clock;
    clock.start();
    session.openRecording(file);
    runUntil(&session, &Session::openedChanged);
    window->setSession(&session);
    window->repaint();
    printFigure("open-10m-first-rows", double(clock.nsecsElapsed()) / 1e6, "ms", 1'000);
    Heartbeat heartbeat;
    while (!session.opened()->isComplete)
        runUntil(&session, &Session::openedChanged);
    printRemark(
        u"all %1 rows after %2 s; GUI stall p99 %3 ms meanwhile; resident %4 MB"_s.arg(session.log()->size())
            .arg(double(clock.elapsed()) / 1e3, 0, 'f', 1)
            .arg(quantile(heartbeat.takeStalls(), 0.99), 0, 'f', 1)
            .arg(double(test::resident()) / 1e6, 0, 'f', 0));
}

int main(int argc, char **argv)
{
    giveLargeBlocksBack();
    QApplication application(argc, argv);
    Theme theme;
    installTheme(&application, &theme);
    ActionRegistry actions(&theme);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"session.mcap"_s);
    auto session = std::make_unique<Session>();
    Session opened;
    MainWindow window(&theme, &actions);
    window.setSession(session.get());
    window.show();

    Heartbeat heartbeat;
    const double idle = stallAfter(&heartbeat, 2'000);
    session->startRecording(file);
    fill(session.get(), argc > 1 ? QByteArray(argv[1]).toULongLong() : rowsUnlessTold);
    measureStalls(session.get(), &window, &heartbeat, idle);
    measureFilter(&window);
    session->shutdown();
    runUntil(session.get(), &Session::finished);
    const RecorderStatus recording = session->recording();
    printRemark(u"recorded %1 of %2 received, %3 not; %4 MB"_s.arg(recording.recorded)
                    .arg(session->received())
                    .arg(recording.notRecorded)
                    .arg(double(recording.size) / 1e6, 0, 'f', 0));
    measureOpening(&window, opened, file);
    return 0;
}
