#pragma once

#include "lib/connection/connectionsettings.h"

#include <QProcess>
#include <QTemporaryDir>

namespace console {

/// The simulator in a process of its own, so that its work is not counted as the console's.
class SimulatorProcess
{
public:
    /// Starts it and waits until it is ready; ends the program with a message where it cannot.
    explicit SimulatorProcess(const QStringList &arguments);
    ~SimulatorProcess();

    /// Connects to it, with its certificate pinned.
    ConnectionSettings settings() const { return m_settings; }
    QString certificateFile() const { return m_certificateFile; }
    qint64 processId() const { return m_process.processId(); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    ConnectionSettings m_settings;
    QString m_certificateFile;
};

} // namespace console
