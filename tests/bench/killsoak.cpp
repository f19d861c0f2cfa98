// killsoak TIMES: kills a recording of 20 000 events/s at random moments and fails unless each file opens,
// with all but the last second, in order and byte for byte.

#include "tests/e2e/killtrial.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace console;
using namespace Qt::StringLiterals;

constexpr int rate = 20'000; // events/s

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int times = std::max(1, QCoreApplication::arguments().value(1, u"50"_s).toInt());
    const quint32 seed = QRandomGenerator::system()->generate();
    std::printf("seed %u\n", seed);
    const SimulatorProcess simulator({u"--rate"_s, QString::number(rate), u"--seed"_s, u"1"_s});
    test::KillTrial trial(simulator, rate, seed);
    int wrong = 0;
    for (int kill = 1; kill <= times; ++kill) {
        const QString problem = trial.run();
        wrong += !problem.isEmpty();
        std::printf("kill %d: %llu messages, %.3f s missing%s%s\n", kill,
            static_cast<unsigned long long>(trial.messages()), double(trial.missing()) / 1e6,
            problem.isEmpty() ? "" : ", ", qPrintable(problem));
        std::fflush(stdout);
    }
    std::printf(wrong == 0 ? "ok\n" : "FAILED\n");
    return wrong == 0 ? 0 : 1;
}
