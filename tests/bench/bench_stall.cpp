// Ten million messages over TLS, recorded, with the whole window following: what it takes of memory, and how
// long the GUI thread keeps input waiting while 20 000 events/s come on top of them. Beside it the same
// heartbeat while nothing happens, for what the machine itself does.

#include "app/allocator.h"
#include "lib/session.h"
#include "tests/bench/figure.h"
#include "tests/bench/heartbeat.h"
#include "tests/bench/simulatorprocess.h"
#include "tests/support/processfacts.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QTemporaryDir>

using namespace console;
using namespace Qt::StringLiterals;

constexpr quint64 rowsBefore = 10'000'000;
constexpr int measuredFor = 10'000; // milliseconds
constexpr int runs = 3;

static double stallAfter(Heartbeat *heartbeat, int milliseconds)
{
    heartbeat->takeStalls();
    QTimer::singleShot(milliseconds, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    return quantile(heartbeat->takeStalls(), 0.99);
}

/// Fills the log as fast as the simulator can.
static void fill(Session *session)
{
    const SimulatorProcess source(
        {u"--rate"_s, u"100000"_s, u"--seed"_s, u"1"_s, u"--participants"_s, u"64"_s});
    const QMetaObject::Connection watch = QObject::connect(session, &Session::taken, qApp, [session] {
        if (session->received() >= rowsBefore)
            QCoreApplication::quit();
    });
    session->open(source.settings());
    QCoreApplication::exec();
    QObject::disconnect(watch);
    session->close();
}

int main(int argc, char **argv)
{
    giveLargeBlocksBack();
    QApplication application(argc, argv);
    Theme theme;
    installTheme(&application, &theme);
    ActionRegistry actions(&theme);
    const QTemporaryDir folder;
    Session session;
    MainWindow window(&theme, &actions);
    window.setSession(&session);
    window.show();

    Heartbeat heartbeat;
    const double idle = stallAfter(&heartbeat, 2'000);
    session.startRecording(folder.filePath(u"session.mcap"_s));
    fill(&session);
    printFigure("resident-10m", double(test::resident()) / 1e6, "MB", 550);
    const SimulatorProcess source(
        {u"--rate"_s, u"20000"_s, u"--seed"_s, u"2"_s, u"--participants"_s, u"64"_s});
    session.open(source.settings());
    window.models()->navigator.setFollowing(true);
    stallAfter(&heartbeat, 3'000); // connected, and the flood before digested

    std::vector<double> stalls;
    const quint64 before = session.received();
    for (int run = 0; run < runs; ++run)
        stalls.push_back(stallAfter(&heartbeat, measuredFor));
    std::printf("# %.1f ms p99 while idle; followed %.0f events/s on top of %llu rows\n", idle,
        double(session.received() - before) * 1000 / (runs * measuredFor),
        static_cast<unsigned long long>(before));
    printFigure("gui-stall-p99", median(stalls), "ms", 16);
    const RecorderStatus &recording = session.recording();
    std::printf("# recorded %llu of %llu received, %llu not; file %.0f MB\n",
        static_cast<unsigned long long>(recording.recorded),
        static_cast<unsigned long long>(session.received()),
        static_cast<unsigned long long>(recording.notRecorded), double(recording.size) / 1e6);
    return 0;
}
