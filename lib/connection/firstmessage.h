#pragma once

#include "lib/connection/websockettransport.h"

#include <QElapsedTimer>
#include <QTimer>

namespace console {

/// The last step of the connection doctor: opens the connection as the console does, asks for the version,
/// waits for whatever comes first, and says goodbye. Network thread.
class FirstMessage : public QObject
{
    Q_OBJECT
public:
    FirstMessage(const ConnectionSettings &settings, QObject *parent);

    void start();
    void abandon(); ///< no signal follows

signals:
    void came(const QByteArray &message); ///< ended() follows
    void stayedSilent(std::chrono::milliseconds waited); ///< ended() follows
    void failed(const console::Failure &failure); ///< and nothing else
    void ended();

private:
    void ask();
    void take(const QByteArray &message);
    void noteClosed(const Failure &failure);
    void noteTimeout();
    void leave();
    void finish();

    const ConnectionSettings m_settings;
    WebSocketTransport m_transport;
    QTimer m_limit; ///< of the answer, later of the goodbye
    QElapsedTimer m_opened;
    bool m_leaving = false;
    bool m_done = false;
};

} // namespace console
