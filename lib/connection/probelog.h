#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/probereport.h"

#include <QElapsedTimer>

#include <array>

namespace console {

/// Writes the report of one run: what was seen when, and how long each step took. Knows no socket.
class ProbeLog
{
public:
    explicit ProbeLog(const ConnectionSettings &settings);

    void begin(ProbeStep step);
    /// Also of a step that seemed to be done: it then lasted until now.
    void end(ProbeStep step, StepOutcome outcome, const QString &detail);
    void putBack(ProbeStep step); ///< it was begun too early, or for nothing
    void add(const QString &text, ProbeLine::Tone tone = ProbeLine::Tone::Plain);
    /// What seemed harmless when it was written, and was not.
    void raise(const QString &text, ProbeLine::Tone tone);
    void setPeer(const PeerCertificate &peer) { m_report.peer = peer; }
    void setTlsVersion(const QString &version) { m_report.tlsVersion = version; }
    void fail(ProbeStep step, const Failure &failure, const QString &detail);
    void finish();

    const ProbeReport &report() const { return m_report; }

private:
    StepResult &result(ProbeStep step) { return m_report.steps[int(step)]; }
    qint64 elapsed() const { return m_clock.nsecsElapsed() / 1'000; }

    ProbeReport m_report;
    QElapsedTimer m_clock;
    std::array<qint64, 6> m_begun; ///< microseconds since the start; -1: not begun
    qint64 m_lastBegun = 0;
};

} // namespace console
