#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/httpanswer.h"

#include <QObject>
#include <QTimer>

class QSslSocket;

namespace console {

/// A WebSocket handshake by hand, over a socket that is encrypted: writes the request and reads the answer
/// with headers and body, as far as it is worth it. Network thread.
class HandshakeExchange : public QObject
{
    Q_OBJECT
public:
    /// @param socket  outlives us, and is somebody else's to close
    explicit HandshakeExchange(QSslSocket *socket);

    void start(const ConnectionSettings &settings);
    void stop(); ///< no signal follows
    void readRest(); ///< what came before the socket ended

    const QByteArray &response() const { return m_response; } ///< as it came, mostAnswerBytes at most
    bool isSwitched() const; ///< the server agrees to a WebSocket
    bool isForUs() const; ///< and means this handshake

signals:
    void answered(); ///< once: nothing more is to come, or to be waited for

private:
    void read();
    void finish();

    QSslSocket *m_socket;
    QTimer m_quiet; ///< after it nothing more of an answer without a length is expected
    QByteArray m_key;
    QByteArray m_response;
    bool m_running = false;
};

} // namespace console
