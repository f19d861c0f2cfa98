#pragma once

#include "lib/connection/connection.h"
#include "tests/support/faketransport.h"

#include <QTest>

#include <algorithm>

namespace console::test {

/// The two clocks of the machine, set by the test; microseconds.
inline qint64 g_wall = 0;
inline qint64 g_steady = 0;

constexpr qint64 second = 1'000'000;
constexpr qint64 begin = 1'700'000'000 * second;

inline SessionClock testClock()
{
    g_wall = begin;
    g_steady = 5 * second;
    return SessionClock({[] { return g_wall; }, [] { return g_steady; }});
}

inline void pass(qint64 time)
{
    g_wall += time;
    g_steady += time;
}

struct Row
{
    MessageId id;
    MessageRecord record;
    QByteArray text;
};

/// A connection on a wire that is none, and all that it handed over.
struct Watched
{
    FakeTransport *wire = new FakeTransport;
    Connection connection{
        std::unique_ptr<Transport>(wire), {{"IMM_ERROR_INVALID_ROOM_ID", -9993}}, testClock()};
    bool acknowledges = true;
    QList<BatchList> deliveries;
    QList<ConnectionStatus> statuses;
    QStringList order; ///< "rows 1-3", "Connected": what came when

    Watched()
    {
        QObject::connect(&connection, &Connection::delivered, &connection, [this](const BatchList &batches) {
            deliveries.append(batches);
            order.append(QStringLiteral("rows"));
            if (acknowledges)
                connection.acknowledge();
        });
        QObject::connect(
            &connection, &Connection::statusChanged, &connection, [this](const ConnectionStatus &status) {
                statuses.append(status);
                order.append(QStringLiteral("status %1").arg(int(status.state)));
            });
    }

    void connectNow(const ConnectionSettings &with = settings())
    {
        connection.open(with);
        wire->succeed();
    }
    /// Connects, and keeps the receiver busy with its first delivery. Ten messages of kilobyte() may wait.
    void connectBusy()
    {
        ConnectionSettings tight = settings();
        tight.maximumWaiting = 10 * (1'000 + qint64(sizeof(MessageRecord)));
        connectNow(tight);
        deliveries.clear();
        acknowledges = false;
        emit wire->textReceived(QStringLiteral("{}"));
        QTRY_COMPARE(deliveries.size(), 1);
    }
    static QString kilobyte() { return QStringLiteral("{\"text\":\"%1\"}").arg(QString(1'000 - 11, u'x')); }
    static ConnectionSettings settings()
    {
        ConnectionSettings made;
        made.url = QUrl(QStringLiteral("wss://user@engage.example.net:9002/path?token=1"));
        made.headerName = "X-Key";
        made.headerValue = Secret("geheim");
        return made;
    }

    QList<Row> rows() const
    {
        QList<Row> all;
        for (const BatchList &delivery : deliveries) {
            for (const BatchPointer &batch : delivery) {
                for (size_t i = 0; i < batch->rows.size(); ++i)
                    all.append({batch->first + i, batch->rows[i], batch->textOf(i).toByteArray()});
            }
        }
        return all;
    }
    quint64 received() const
    {
        const QList<Row> all = rows();
        return quint64(std::ranges::count_if(all, [](const Row &row) { return row.record.isReceived(); }));
    }
    quint64 dropped() const
    {
        quint64 all = 0;
        for (const BatchList &delivery : deliveries) {
            for (const BatchPointer &batch : delivery)
                all += batch->dropped;
        }
        return all;
    }
    QList<Row> messages() const
    {
        QList<Row> found = rows();
        found.removeIf([](const Row &row) { return row.record.kind == MessageKind::Note; });
        return found;
    }
    QStringList notes() const
    {
        QStringList found;
        for (const Row &row : rows()) {
            if (row.record.kind == MessageKind::Note)
                found.append(QString::fromUtf8(row.text));
        }
        return found;
    }
    QList<Match> matches() const
    {
        QList<Match> found;
        for (const BatchList &delivery : deliveries) {
            for (const BatchPointer &batch : delivery)
                found.append(QList<Match>(batch->matches.begin(), batch->matches.end()));
        }
        return found;
    }
    ConnectionState state() const
    {
        return statuses.isEmpty() ? ConnectionState::NotConnected : statuses.last().state;
    }
};

} // namespace console::test
