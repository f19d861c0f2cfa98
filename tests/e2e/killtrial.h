#pragma once

#include "tests/bench/simulatorprocess.h"

#include <QRandomGenerator>
#include <QString>

namespace console::test {

class Program;

/// Records from a simulator with the real program, kills it in the midst, and compares what it left with what
/// another client of the same simulator received. The moments are random; the seed fixes them.
class KillTrial
{
public:
    static constexpr qint64 mostMissing = 1'000'000; ///< microseconds before the kill

    /// @param rate  events/s that the simulator sends
    KillTrial(const SimulatorProcess &simulator, int rate, quint32 seed)
        : m_simulator(simulator), m_rate(rate), m_random(seed)
    {
    }

    /// A sentence about what is wrong; empty: the file opens, its messages are in order, byte for byte, and
    /// nothing older than the last second is missing.
    QString run();

    qint64 missing() const { return m_missing; } ///< microseconds before the kill, of the last run
    quint64 messages() const { return m_messages; } ///< in the file of the last run

private:
    void start(Program &program, const QStringList &command, const QStringList &rest) const;
    bool recordUntilKilled(const QString &path, Program &listener);
    QString read(const QString &path);
    bool listenerReceivedTheSame(Program &listener) const;
    qsizetype bytesIn(int milliseconds) const;

    const SimulatorProcess &m_simulator;
    QTemporaryDir m_folder;
    int m_rate;
    QRandomGenerator m_random;
    qint64 m_killed = 0; ///< microseconds UTC
    qint64 m_missing = 0;
    quint64 m_messages = 0;
    QByteArray m_recorded; ///< received messages, a line each
};

} // namespace console::test
