#pragma once

#include "lib/connection/connectionprobe.h"

#include <QThread>

namespace console {

/// The connection doctor on a thread of its own, for whoever has no session: asking the system for its proxy
/// and taking a large first message may take their time. Lives on the caller's thread.
class BackgroundProbe : public QObject
{
    Q_OBJECT
public:
    explicit BackgroundProbe(QObject *parent = nullptr);
    ~BackgroundProbe() override; ///< waits for the thread, which never waits for the peer

    void start(const ConnectionSettings &settings); ///< ends the one under way
    void cancel(); ///< what is on its way may still arrive

signals:
    void progressed(const console::ProbeReport &report);
    void finished(const console::ProbeReport &report);

private:
    QThread *m_thread; ///< outlives us where joining it takes too long
    ConnectionProbe *m_probe; ///< on the thread
};

} // namespace console
