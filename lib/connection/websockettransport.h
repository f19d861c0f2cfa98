#pragma once

#include "lib/connection/transport.h"

namespace console {

/// QWebSocket over TLS, and all its oddities (facts §1). The only place outside the simulator that includes
/// it.
class WebSocketTransport : public Transport
{
    Q_OBJECT
public:
    explicit WebSocketTransport(QObject *parent = nullptr);
    ~WebSocketTransport() override;

    void open(const ConnectionSettings &settings) override;
    void sendText(const QByteArray &utf8) override;
    void ping() override;
    void close(quint16 code, const QString &reason) override;
    void abort() override;
    qint64 bytesToWrite() const override;

private:
    class Attempt; ///< one QWebSocket, from address to close
    Attempt *m_attempt = nullptr; ///< a child; deleted later, as it may be the one that called us
};

} // namespace console
