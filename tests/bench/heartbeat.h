#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace console {

/// How long the GUI thread makes others wait: the intervals of a 16 ms timer, less 16 ms (contracts §2).
class Heartbeat : public QObject
{
    Q_OBJECT
public:
    explicit Heartbeat(QObject *parent = nullptr) : QObject(parent)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_stalls.push_back(std::max(0.0, double(m_clock.nsecsElapsed()) / 1e6 - 16));
            m_clock.start();
        });
        m_clock.start();
        m_timer.start(16);
    }
    /// Milliseconds, of all beats since the last call.
    std::vector<double> takeStalls() { return std::exchange(m_stalls, {}); }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_stalls;
};

} // namespace console
