#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/probereport.h"

#include <QObject>

namespace console {

/// The connection doctor: asks a server again, step by step, on a socket of its own, with the settings of the
/// connection, and says which step failed and why. Lives on the network thread.
class ConnectionProbe : public QObject
{
    Q_OBJECT
public:
    explicit ConnectionProbe(QObject *parent = nullptr);
    ~ConnectionProbe() override;

    void start(const ConnectionSettings &settings); ///< ends the one under way
    void cancel(); ///< no signal follows

signals:
    /// After each change, never from inside start().
    void progressed(const console::ProbeReport &report);
    void finished(const console::ProbeReport &report); ///< exactly once, unless it was cancelled

private:
    class Run; ///< one walk down the steps
    Run *m_run = nullptr; ///< a child; deleted later, as it may be the one that called us
};

} // namespace console
