#include "lib/simulator/simulator.h"

#include "lib/simulator/commands.h"
#include "lib/simulator/handshake.h"
#include "lib/simulator/request.h"
#include "lib/simulator/simulatorclient.h"
#include "lib/simulator/simulatortls.h"

#include <QSslServer>
#include <QSslSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::chrono::milliseconds tick(5);
constexpr qint64 longestPause = 200'000; ///< microseconds that are made up for after a stall
constexpr std::chrono::milliseconds stopPatience(1500);
constexpr int goingAway = 1001;
constexpr qsizetype longestEcho = 200; ///< characters of a refused request on the terminal

QString shortened(const QByteArray &json)
{
    const QString text = QString::fromUtf8(json.left(4 * longestEcho)).simplified();
    return text.size() > longestEcho ? text.left(longestEcho) + u"…"_s : text;
}

/// What a client on this machine types to reach an address.
QString hostOf(const QHostAddress &address)
{
    if (address == QHostAddress::Any || address == QHostAddress::AnyIPv4)
        return u"127.0.0.1"_s;
    return address == QHostAddress::AnyIPv6 ? u"::1"_s : address.toString();
}

} // namespace

Simulator::Simulator(SimulatorOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_writer(m_options.dialect),
      m_life(m_options, m_conference), m_listener(new QSslServer(this)),
      m_upgrader(new QWebSocketServer(u"Event Manager simulator"_s, QWebSocketServer::SecureMode, this)),
      m_tick(new QTimer(this))
{
    connect(m_listener, &QSslServer::pendingConnectionAvailable, this, &Simulator::acceptSockets);
    connect(m_listener, &QSslServer::errorOccurred, this, [this](QSslSocket *socket) {
        const bool left = socket->error() == QAbstractSocket::RemoteHostClosedError;
        emit refused(u"%1: %2"_s.arg(socket->peerAddress().toString(),
            left ? u"left during the TLS handshake, as one does who does not trust the certificate"_s
                 : u"no TLS: "_s + socket->errorString()));
    });
    connect(m_upgrader, &QWebSocketServer::newConnection, this, &Simulator::acceptClients);
    connect(m_upgrader, &QWebSocketServer::serverError, this,
        [this] { emit refused(u"no WebSocket handshake: "_s + m_upgrader->errorString()); });
    connect(m_tick, &QTimer::timeout, this, &Simulator::live);
    m_tick->setTimerType(Qt::PreciseTimer);
    m_tick->setInterval(tick);
}

Simulator::~Simulator() = default;

bool Simulator::start(QString *error)
{
    const std::optional<SimulatorTls> tls = simulatorTls(m_options, error);
    if (!tls)
        return false;
    m_certificateFile = tls->certificateFile;
    m_certificateSha256 = tls->configuration.localCertificate().digest(QCryptographicHash::Sha256);
    m_listener->setSslConfiguration(tls->configuration);
    if (!m_listener->listen(m_options.address, m_options.port)) {
        *error = u"cannot listen on %1 port %2: %3"_s.arg(m_options.address.toString())
                     .arg(m_options.port)
                     .arg(m_listener->errorString());
        return false;
    }
    if (!m_options.beginsWithClient)
        begin();
    return true;
}

void Simulator::begin()
{
    broadcast(m_life.takeOpening());
    m_sinceTick.start();
    if (m_options.rate > 0)
        m_tick->start();
}

QUrl Simulator::url() const
{
    QUrl url;
    url.setScheme(u"wss"_s);
    url.setHost(hostOf(m_options.address));
    url.setPort(m_listener->serverPort());
    return url;
}

void Simulator::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_tick->stop();
    m_listener->close();
    QTimer::singleShot(stopPatience, this, &Simulator::stopped);
    const QList<SimulatorClient *> clients = m_clients;
    for (SimulatorClient *client : clients)
        client->close(goingAway, u"The simulator ends"_s);
    if (m_clients.isEmpty())
        QMetaObject::invokeMethod(this, &Simulator::stopped, Qt::QueuedConnection);
}

void Simulator::acceptSockets()
{
    while (auto *socket = qobject_cast<QSslSocket *>(m_listener->nextPendingConnection())) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        auto *handshake = new Handshake(socket, {m_options.headerName, m_options.headerValue});
        const QString peer = socket->peerAddress().toString();
        connect(handshake, &Handshake::refused, this,
            [this, peer](const QString &reason) { emit refused(u"%1: %2"_s.arg(peer, reason)); });
        connect(handshake, &Handshake::accepted, this, &Simulator::upgrade);
    }
}

void Simulator::upgrade(QSslSocket *socket)
{
    m_upgrading.removeIf([](const QPointer<QSslSocket> &waiting) { return waiting.isNull(); });
    m_upgrading += socket;
    m_upgrader->handleConnection(socket);
}

QSslSocket *Simulator::takeUpgraded(const QWebSocket &socket)
{
    const auto isOf = [&socket](const QPointer<QSslSocket> &wire) {
        return wire && wire->peerPort() == socket.peerPort() && wire->peerAddress() == socket.peerAddress();
    };
    const auto found = std::find_if(m_upgrading.begin(), m_upgrading.end(), isOf);
    if (found == m_upgrading.end())
        return nullptr;
    QSslSocket *wire = *found;
    m_upgrading.erase(found);
    return wire;
}

void Simulator::acceptClients()
{
    while (QWebSocket *socket = m_upgrader->nextPendingConnection()) {
        auto *client = new SimulatorClient(socket, takeUpgraded(*socket), this);
        client->setWritingAtOnce(m_options.writesAtOnce);
        connect(client, &SimulatorClient::refused, this, &Simulator::refused);
        connect(client, &SimulatorClient::requested, this,
            [this, client](const QByteArray &json) { answer(client, json); });
        connect(client, &SimulatorClient::requestedBinary, this, [this, client] { answerBinary(client); });
        connect(client, &SimulatorClient::gone, this, [this, client] { forget(client); });
        m_clients += client;
        if (m_options.beginsWithClient && !m_sinceTick.isValid())
            begin();
    }
}

void Simulator::forget(SimulatorClient *client)
{
    if (m_clients.removeOne(client))
        client->deleteLater();
    if (m_stopping && m_clients.isEmpty())
        emit stopped();
}

void Simulator::answer(SimulatorClient *client, const QByteArray &json)
{
    const Request request(json);
    const Reply outcome = carryOut(m_conference, request, m_options.dialect.ids);
    if (outcome.problem)
        emit refused(u"%1: %2: %3"_s.arg(client->name(), outcome.problem.text, shortened(json)));
    reply(client, outcome, request.isObject() ? json : QByteArray());
}

void Simulator::answerBinary(SimulatorClient *client)
{
    const Reply outcome{
        .problem = {Refusal::InvalidValue, u"a request is a text message, not a binary one"_s}};
    emit refused(u"%1: %2"_s.arg(client->name(), outcome.problem.text));
    reply(client, outcome, {});
}

void Simulator::reply(SimulatorClient *client, const Reply &reply, const QByteArray &echo)
{
    client->send(QString::fromUtf8(m_writer.response(reply, echo)));
    m_life.notice(reply.events);
    broadcast(reply.events);
}

void Simulator::broadcast(const RoomEvents &events)
{
    if (m_clients.isEmpty())
        return;
    const QList<SimulatorClient *> clients = m_clients;
    for (const RoomEvent &event : events) {
        const QString text = QString::fromUtf8(m_writer.event(event));
        for (SimulatorClient *client : clients)
            client->send(text);
    }
}

void Simulator::live()
{
    const qint64 elapsed = m_sinceTick.nsecsElapsed() / 1000;
    m_sinceTick.start();
    broadcast(m_life.advance(std::min(elapsed, longestPause)));
}

} // namespace console
