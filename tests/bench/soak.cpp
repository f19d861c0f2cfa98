// soak MINUTES: the whole window follows a simulator at 5 000 events/s. Prints a line a minute and fails
// unless every message received is in the log or counted as dropped, the memory stays within the log's limit,
// and the window stays alive.

#include "lib/session.h"
#include "tests/bench/figure.h"
#include "tests/bench/heartbeat.h"
#include "tests/bench/simulatorprocess.h"
#include "tests/bench/waiting.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>

using namespace console;
using namespace Qt::StringLiterals;

constexpr quint64 memoryLimit = 128 * 1024 * 1024; // so that rows leave at the front within minutes
constexpr double longestStall =
    250; // milliseconds, p99 of a minute: beyond, nobody would call the window alive
constexpr int askEvery = 1'000; // milliseconds between two requests

/// Megabytes that the process holds in memory.
static double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

/// Received messages that the log has taken: rows in it and dropped ones, less notes and requests, which
/// nobody received.
class Ledger : public QObject
{
public:
    explicit Ledger(MessageLog *log)
    {
        connect(log, &MessageLog::appended, this, [this](MessageId, quint64, const BatchPointer &batch) {
            for (const MessageRecord &row : batch->rows)
                m_own += !row.isReceived();
        });
    }
    quint64 own() const { return m_own; }

private:
    quint64 m_own = 0;
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int minutes = std::max(1, application.arguments().value(1, u"10"_s).toInt());
    Theme theme;
    installTheme(&application, &theme);
    ActionRegistry actions(&theme);
    Session session({.memoryLimit = memoryLimit});
    const Ledger ledger(session.log());
    MainWindow window(&theme, &actions);
    window.setSession(&session);
    window.show();
    const SimulatorProcess server(
        {u"--rate"_s, u"5000"_s, u"--seed"_s, u"1"_s, u"--participants"_s, u"64"_s});
    session.open(server.settings());

    Heartbeat heartbeat;
    QTimer asking;
    QObject::connect(
        &asking, &QTimer::timeout, &session, [&] { session.send(R"({"Command": "get_room_count"})"); });
    asking.start(askEvery);

    bool good = true;
    double firstMinute = 0;
    for (int minute = 1; minute <= minutes; ++minute) {
        runFor(60'000);
        const quint64 logged =
            session.log()->size() - ledger.own() + session.log()->leftRows() + session.dropped();
        const double stall = quantile(heartbeat.takeStalls(), 0.99);
        const double resident = residentMegabytes();
        if (minute == 1)
            firstMinute = resident;
        const bool reconciles = session.received() == logged;
        const bool bounded =
            session.log()->memoryUsed() <= memoryLimit && resident <= firstMinute + 2.0 * memoryLimit / 1e6;
        const bool alive =
            stall <= longestStall && session.isConnected() && session.exchanges()->waiting() <= 2;
        good = good && reconciles && bounded && alive;
        std::printf("minute %d: received %llu, logged or dropped %llu%s, dropped rows %llu, log %.0f MB, "
                    "resident %.0f MB%s, "
                    "GUI stall p99 %.1f ms%s\n",
            minute, static_cast<unsigned long long>(session.received()),
            static_cast<unsigned long long>(logged), reconciles ? "" : " DIFFERENT",
            static_cast<unsigned long long>(session.log()->droppedRows()),
            double(session.log()->memoryUsed()) / 1e6, resident, bounded ? "" : " TOO MUCH", stall,
            alive ? "" : " NOT ALIVE");
        std::fflush(stdout);
    }
    std::printf(good ? "ok\n" : "FAILED\n");
    return good ? 0 : 1;
}
