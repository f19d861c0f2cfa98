#pragma once

#include "lib/simulator/conference.h"
#include "lib/simulator/life.h"
#include "lib/simulator/messagewriter.h"
#include "lib/simulator/simulatoroptions.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QUrl>

class QSslServer;
class QSslSocket;
class QTimer;
class QWebSocket;
class QWebSocketServer;

namespace console {

class SimulatorClient;

/// An Event Manager to talk to, over TLS (protocol §1 to §6): one conference, its life and the clients that
/// watch it. Runs on the thread it is started on; everything but signals belongs to that thread.
class Simulator : public QObject
{
    Q_OBJECT
public:
    explicit Simulator(SimulatorOptions options, QObject *parent = nullptr);
    ~Simulator() override;

    /// Listens. False and a sentence in `error` if it cannot.
    bool start(QString *error);
    /// Closes with 1001 ("going away"); stopped() follows within two seconds.
    void stop();

    QUrl url() const; ///< once started
    QString certificateFile() const { return m_certificateFile; }
    QByteArray certificateSha256() const { return m_certificateSha256; } ///< 32 bytes
    const Conference &conference() const { return m_conference; }
    qsizetype clientCount() const { return m_clients.size(); }

signals:
    /// A client, or what it asked for, was refused: the sentence for the terminal.
    void refused(const QString &text);
    void stopped();

private:
    void acceptSockets();
    void acceptClients();
    void upgrade(QSslSocket *socket);
    QSslSocket *takeUpgraded(const QWebSocket &socket);
    void forget(SimulatorClient *client);
    void answer(SimulatorClient *client, const QByteArray &json);
    void answerBinary(SimulatorClient *client);
    void reply(SimulatorClient *client, const Reply &reply, const QByteArray &echo);
    void broadcast(const RoomEvents &events);
    void begin();
    void live();

    SimulatorOptions m_options;
    MessageWriter m_writer;
    Conference m_conference;
    Life m_life;
    QString m_certificateFile;
    QByteArray m_certificateSha256;
    QSslServer *m_listener;
    QWebSocketServer *m_upgrader; ///< never listens, only speaks WebSocket
    QTimer *m_tick;
    QElapsedTimer m_sinceTick;
    QList<QPointer<QSslSocket>> m_upgrading; ///< QWebSocket does not tell what it writes to
    QList<SimulatorClient *> m_clients;
    bool m_stopping = false;
};

} // namespace console
