#pragma once

#include "lib/connection/connectionsettings.h"

#include <QThread>

namespace console {

/// The demo: a simulator on a thread of its own, on a port of its own, trusted without a question because it
/// is ours.
class DemoServer : public QObject
{
    Q_OBJECT
public:
    explicit DemoServer(QObject *parent = nullptr);
    ~DemoServer() override;

    /// Starts it, or answers at once if it runs already: ready() or failed() follows.
    void start();

signals:
    void ready(const console::ConnectionSettings &settings);
    void failed(const QString &reason);

private:
    void run(); ///< on its thread

    QThread m_thread;
    QObject *m_threadContext = nullptr;
    ConnectionSettings m_settings;
};

} // namespace console
