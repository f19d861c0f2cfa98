// What the whole console takes of a core while it follows a busy server at the server's own rate, and, for
// comparison, the same while its display is paused: receiving, counting and judging go on then.

#include "app/allocator.h"
#include "lib/session.h"
#include "tests/bench/figure.h"
#include "tests/bench/simulatorprocess.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelineview.h"

#include <QApplication>
#include <QElapsedTimer>

#include <ctime>

using namespace console;
using namespace Qt::StringLiterals;

constexpr int measuredFor = 5'000; // milliseconds
constexpr int runs = 3;

static void wait(int milliseconds)
{
    QTimer::singleShot(milliseconds, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
}

/// Seconds that all threads of this process have used so far.
static double processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

static double percentOfACore()
{
    std::vector<double> shares;
    for (int run = 0; run < runs; ++run) {
        QElapsedTimer clock;
        clock.start();
        const double before = processorTime();
        wait(measuredFor);
        shares.push_back((processorTime() - before) * 1e11 / double(clock.nsecsElapsed()));
    }
    return median(shares);
}

int main(int argc, char **argv)
{
    giveLargeBlocksBack();
    QApplication application(argc, argv);
    Theme theme;
    installTheme(&application, &theme);
    ActionRegistry actions(&theme);
    Session session;
    MainWindow window(&theme, &actions);
    window.setSession(&session);
    window.resize(1440, 900);
    window.show();
    const SimulatorProcess source(
        {u"--rate"_s, u"5000"_s, u"--seed"_s, u"1"_s, u"--participants"_s, u"64"_s});
    session.open(source.settings());
    wait(5'000);
    const quint64 before = session.received();
    if (!window.findChild<TimelineView *>()->isVisible())
        return 1; // nothing of what is measured would be painted
    const double following = percentOfACore();
    std::printf("# %.0f events/s\n", double(session.received() - before) * 1000 / (runs * measuredFor));
    window.models()->timeline.setGrouping(LaneGrouping::People);
    const double people = percentOfACore();
    window.models()->navigator.setPaused(true);
    std::printf("# %.1f %% of a core with lanes of people; %.1f %% while the display is paused\n", people,
        percentOfACore());
    printFigure("follow-5000-cpu", following, "% of a core", 100);
    return 0;
}
