// Searching a million messages in memory for a text, against ripgrep on the same messages as lines of JSON:
// the whole search, and how soon the first hits are there.

#include "lib/export/ndjsonexporter.h"
#include "lib/filter/filterparser.h"
#include "lib/filter/filtersearch.h"
#include "lib/session.h"
#include "tests/bench/figure.h"
#include "tests/bench/simulatorprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

using namespace console;
using namespace Qt::StringLiterals;

constexpr quint64 messages = 1'000'000;
constexpr int runs = 5;

struct Times
{
    double all = 0; ///< milliseconds
    double first = 0; ///< until the first hits; 0: there are none
    quint64 hits = 0;
};

static void fill(Session *session)
{
    const SimulatorProcess source(
        {u"--rate"_s, u"100000"_s, u"--seed"_s, u"1"_s, u"--participants"_s, u"64"_s});
    QObject::connect(session, &Session::taken, qApp, [session] {
        if (session->received() >= messages)
            QCoreApplication::quit();
    });
    session->open(source.settings());
    QCoreApplication::exec();
    session->shutdown();
    QObject::connect(session, &Session::finished, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
}

static bool writeLines(const MessageLog &log, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    for (MessageId id = log.first(); id < log.end(); id = id + 1)
        file.write(jsonLine(id, log.record(id), log.text(id)) + '\n');
    return file.flush();
}

static Times search(const MessageLog &log, const QString &text)
{
    CompiledFilter filter(parseFilter(u'"' + text + u'"').expression);
    for (quint32 id = 1; id <= log.stringCount(); ++id)
        filter.addString(log.string(StringId(id)));
    FilterSearch search;
    Times times;
    QElapsedTimer clock;
    QObject::connect(
        &search, &FilterSearch::found, qApp, [&](MessageId, MessageId, const std::vector<MessageId> &hits) {
            if (times.hits == 0 && !hits.empty())
                times.first = double(clock.nsecsElapsed()) / 1e6;
            times.hits += hits.size();
        });
    QObject::connect(&search, &FilterSearch::finished, qApp, &QCoreApplication::quit);
    clock.start();
    search.start(filter, log.snapshot(log.first(), log.end()));
    QCoreApplication::exec();
    times.all = double(clock.nsecsElapsed()) / 1e6;
    return times;
}

static Times ripgrep(const QString &text, const QString &file)
{
    QProcess process;
    QElapsedTimer clock;
    clock.start();
    process.start(u"rg"_s, {u"--no-config"_s, u"-c"_s, u"-i"_s, u"-F"_s, text, file});
    if (!process.waitForFinished()) {
        std::fprintf(stderr, "ripgrep cannot be run: %s\n", qPrintable(process.errorString()));
        std::exit(2);
    }
    return {double(clock.nsecsElapsed()) / 1e6, 0, process.readAllStandardOutput().trimmed().toULongLong()};
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Session::Options options;
    options.memoryLimit = 4'000'000'000;
    Session session(options);
    fill(&session);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"messages.ndjson"_s);
    if (!writeLines(*session.log(), file))
        return 2;
    double worst = 0;
    double slowestFirst = 0;
    for (const QString &text : {u"stop-talking"_s, u"set_participant_position"_s, u"nowhere to be found"_s}) {
        std::vector<double> ours;
        std::vector<double> first;
        std::vector<double> theirs;
        Times found;
        Times expected;
        for (int run = 0; run < runs; ++run) {
            ours.push_back((found = search(*session.log(), text)).all);
            first.push_back(found.first);
            theirs.push_back((expected = ripgrep(text, file)).all);
        }
        std::printf(
            "# \"%s\": %llu hits in %.0f ms, the first after %.1f ms; ripgrep %llu lines in %.0f ms\n",
            qPrintable(text), static_cast<unsigned long long>(found.hits), median(ours), median(first),
            static_cast<unsigned long long>(expected.hits), median(theirs));
        worst = std::max(worst, median(ours) / median(theirs));
        slowestFirst = std::max(slowestFirst, median(first));
    }
    printFigure("text-search-1m", worst, "× ripgrep", 2);
    printFigure("text-search-first-hits", slowestFirst, "ms", 100);
    return 0;
}
