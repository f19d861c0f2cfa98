#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/simulator/simulatoroptions.h"

#include <QThread>

namespace console {
class Simulator;
}

namespace console::test {

/// A real Event Manager on a thread of its own. isReady() once it listens.
class SimulatorThread : public QObject
{
    Q_OBJECT
public:
    explicit SimulatorThread(const SimulatorOptions &options);
    /// Without rooms and without a life; without a name everybody is let in.
    explicit SimulatorThread(const QByteArray &headerName = {}, const QByteArray &headerValue = {});
    ~SimulatorThread() override;

    bool isReady() const { return !m_settings.pins.isEmpty(); }
    QString address() const { return m_settings.url.toString(); }
    QByteArray sha256() const { return m_settings.pins.value(0).sha256; }
    /// With the header it asks for, its certificate pinned.
    const ConnectionSettings &settings() const { return m_settings; }
    void stop(); ///< says goodbye to its clients
    void startAgain(); ///< after stop(), where it was, and as it was at the beginning

private:
    void run(); ///< on its thread

    SimulatorOptions m_options; ///< touched on its thread only, as is the simulator
    ConnectionSettings m_settings;
    QThread m_thread;
    QObject *m_context; ///< on the thread; owns the simulator
    Simulator *m_simulator = nullptr;
};

} // namespace console::test
