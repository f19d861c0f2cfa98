#pragma once

#include "lib/connection/transport.h"
#include "lib/log/stringpool.h"
#include "lib/protocol/classify.h"
#include "lib/protocol/messagebatch.h"
#include "lib/protocol/requestmatcher.h"

#include <QTimer>

namespace console {

/// Microseconds UTC that never decrease, from a steady clock and a base; contracts §1, "Time".
class SessionClock
{
public:
    struct Source { qint64 (*wall)(); qint64 (*steady)(); }; ///< both microseconds
    explicit SessionClock(Source source = systemSource());
    static Source systemSource();

    qint64 now();
    qint64 steady() const { return m_source.steady(); }
    void rebase(); ///< a new base, never earlier than the last stamp
    /// Compares with the wall clock; by more than 1 s off it rebases and answers the difference, else 0.
    qint64 followWallClock();

private:
    Source m_source;
    qint64 m_base = 0; ///< wall minus steady
    qint64 m_last = 0;
};

/// Turns the bytes of the wire into numbered, stamped, classified rows and hands them over in batches. Every row of a
/// session is born here, notes too; it outlives single connections. Network thread.
class Connection : public QObject
{
    Q_OBJECT
public:
    /// Takes ownership of the transport.
    Connection(std::unique_ptr<Transport> transport, QHash<QByteArray, qint32> codes, SessionClock clock = SessionClock(),
        QObject *parent = nullptr);
    ~Connection() override;

public slots:
    void open(const console::ConnectionSettings &settings);
    void close(); ///< close frame, abort after 1 s
    void send(const QByteArray &json);
    void note(const QString &text);
    /// The receiver took a delivery: the next may follow.
    void acknowledge();

signals:
    /// At most one is unacknowledged; a batch always leaves before the status that follows it.
    void delivered(const console::BatchList &batches);
    void statusChanged(const console::ConnectionStatus &status);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace console
