#pragma once

#include "lib/connection/transport.h"

namespace console::test {

/// A wire that is none: remembers what it was told to do, and says what the test wants.
class FakeTransport : public Transport
{
    Q_OBJECT
public:
    using Transport::Transport;

    QList<ConnectionSettings> attempts;
    QList<QByteArray> sent;
    QList<quint16> closeCodes;
    int pings = 0;
    int aborts = 0;

    void open(const ConnectionSettings &settings) override
    {
        attempts.append(settings);
        emit stageChanged(ConnectionState::FindingAddress);
    }
    void sendText(const QByteArray &utf8) override { sent.append(utf8); }
    void ping() override { ++pings; }
    void close(quint16 code, const QString &) override { closeCodes.append(code); }
    void abort() override { ++aborts; }
    qint64 bytesToWrite() const override { return 0; }

    /// The rest of a successful attempt.
    void succeed(const PeerCertificate &peer = {})
    {
        emit encrypted(peer, QStringLiteral("TLS 1.3"), QStringLiteral("TLS_AES_256_GCM_SHA384"));
        emit opened();
    }
};

} // namespace console::test
