// CPU per message of the whole way from the socket into the log, and into the recording too, against a bare
// QWebSocket that only counts: same server, same TLS, same rate, the network on a worker thread in all.
// How dear the bare socket is depends on how the server writes: one that tells each change at once has a TLS
// record for each message; one that collects for a moment, as the simulator does by itself, has some 58
// messages in a record at 20 000 messages/s. Both are measured.

#include "lib/session.h"
#include "tests/bench/figure.h"
#include "tests/bench/simulatorprocess.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <QWebSocket>

#include <ctime>
#include <optional>

using namespace console;
using namespace Qt::StringLiterals;

/// How fast the server sends, and which of its messages are measured: the first are not, with them come the
/// handshake and all that is done once.
struct Load
{
    int rate; ///< messages a second
    quint64 from;
    quint64 to;
    bool atOnce = false; ///< a TLS record for each message
};

constexpr Load single{20'000, 10'000, 50'000, true};
constexpr Load collected{20'000, 10'000, 50'000};
constexpr Load flood{100'000, 50'000, 200'000}; ///< about all that the server can
constexpr int runs = 11; ///< of each, by turns: single runs differ by a third on a shared machine

/// Microseconds of CPU that this process has used, all threads.
static double cpuTime()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return double(used.tv_sec) * 1e6 + double(used.tv_nsec) / 1e3;
}

/// The CPU of a stretch of messages, however late they are looked at.
class Stretch
{
public:
    explicit Stretch(const Load &load) : m_load(load) { }

    /// Looks at the clock where the stretch begins and ends. True: it is over.
    bool reach(quint64 count)
    {
        if (m_first == 0 && count >= m_load.from) {
            m_first = count;
            m_begin = cpuTime();
        }
        if (m_last == 0 && count >= m_load.to) {
            m_last = count;
            m_end = cpuTime();
        }
        return m_last != 0;
    }
    double perMessage() const { return (m_end - m_begin) / double(m_last - m_first); } ///< microseconds

private:
    Load m_load;
    quint64 m_first = 0;
    quint64 m_last = 0;
    double m_begin = 0;
    double m_end = 0;
};

/// Counts what a QWebSocket delivers and does nothing with it.
class BareClient : public QObject
{
    Q_OBJECT
public:
    BareClient(const SimulatorProcess &server, const Load &load)
        : m_url(server.settings().url), m_certificateFile(server.certificateFile()), m_stretch(load)
    {
    }
    double perMessage() const { return m_stretch.perMessage(); } ///< after finished()

public slots:
    void open()
    {
        m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
        QFile file(m_certificateFile);
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        if (file.open(QIODevice::ReadOnly))
            configuration.setCaCertificates({QSslCertificate(file.readAll())});
        m_socket->setSslConfiguration(configuration);
        connect(m_socket, &QWebSocket::textMessageReceived, this, &BareClient::count);
        connect(m_socket, &QWebSocket::disconnected, this, &BareClient::lost);
        m_socket->open(m_url);
    }
    void close() { m_socket->deleteLater(); } ///< on the thread that it lives on

signals:
    void finished();
    void lost(); ///< the connection, before the stretch was over

private:
    void count()
    {
        if (m_stretch.reach(++m_count)) {
            m_socket->disconnect(this);
            emit finished();
        }
    }

    QUrl m_url;
    QString m_certificateFile;
    QWebSocket *m_socket = nullptr;
    quint64 m_count = 0;
    Stretch m_stretch;
};

/// No figure comes of a connection that ends early, and nobody waits for one.
static void giveUp()
{
    std::fprintf(stderr, "The connection ended before the measurement did.\n");
    QCoreApplication::exit(2);
}

/// Microseconds of CPU per message; none where the connection was lost.
static std::optional<double> measureBare(const SimulatorProcess &server, const Load &load)
{
    BareClient client(server, load);
    QThread thread;
    client.moveToThread(&thread);
    QObject::connect(&thread, &QThread::started, &client, &BareClient::open);
    QObject::connect(&client, &BareClient::finished, qApp, &QCoreApplication::quit);
    QObject::connect(&client, &BareClient::finished, &client, &BareClient::close);
    QObject::connect(&client, &BareClient::lost, qApp, &giveUp);
    thread.start();
    const int outcome = QCoreApplication::exec();
    thread.quit();
    thread.wait();
    return outcome == 0 ? std::optional(client.perMessage()) : std::nullopt;
}

/// @param recording  a file; empty: nothing is recorded
static std::optional<double> measureSession(
    const SimulatorProcess &server, const Load &load, const QString &recording)
{
    Session session;
    if (!recording.isEmpty())
        session.startRecording(recording);
    Stretch stretch(load);
    QObject::connect(&session, &Session::taken, qApp, [&] {
        if (stretch.reach(session.received()))
            QCoreApplication::quit();
    });
    QObject::connect(&session, &Session::statusChanged, qApp, [](const ConnectionStatus &status) {
        if (status.state == ConnectionState::NotConnected || status.state == ConnectionState::Failed)
            giveUp();
    });
    session.open(server.settings());
    const int outcome = QCoreApplication::exec();
    return outcome == 0 ? std::optional(stretch.perMessage()) : std::nullopt;
}

/// As multiples of the bare socket.
struct Ratios
{
    double logged;
    double recorded;
};

/// Prints what each costs and answers the ratios.
static std::optional<Ratios> compare(const Load &load)
{
    const QTemporaryDir folder;
    std::vector<double> bare;
    std::vector<double> logged;
    std::vector<double> recorded;
    for (int run = 0; run < runs; ++run) {
        QStringList arguments{u"--rate"_s, QString::number(load.rate), u"--seed"_s, u"1"_s};
        if (load.atOnce)
            arguments.append(u"--at-once"_s);
        const SimulatorProcess server(arguments);
        const QString file = folder.filePath(QString::number(run));
        const std::optional<double> bareCost = measureBare(server, load);
        const std::optional<double> logCost = bareCost ? measureSession(server, load, {}) : std::nullopt;
        const std::optional<double> recordCost = logCost ? measureSession(server, load, file) : std::nullopt;
        if (!recordCost)
            return std::nullopt;
        bare.push_back(*bareCost);
        logged.push_back(*logCost);
        recorded.push_back(*recordCost);
    }
    std::printf(
        "# at %d messages/s%s: bare %.2f µs, receive + classify + log %.2f µs, and record %.2f µs of CPU "
        "per message\n",
        load.rate, load.atOnce ? ", each in a TLS record" : "", median(bare), median(logged),
        median(recorded));
    return Ratios{median(logged) / median(bare), median(recorded) / median(bare)};
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const std::optional<Ratios> flooded = compare(flood);
    const std::optional<Ratios> apart = flooded ? compare(single) : std::nullopt;
    const std::optional<Ratios> together = apart ? compare(collected) : std::nullopt;
    if (!together)
        return 2;
    std::printf(
        "# in a flood: %.2f ×, recorded %.2f × bare QWebSocket\n", flooded->logged, flooded->recorded);
    constexpr auto unit = "× bare QWebSocket";
    printFigure("receive-classify-log", apart->logged, unit, 2.0);
    printFigure("receive-classify-log-record", apart->recorded, unit, 2.0);
    printFigure("receive-classify-log, many messages in a TLS record", together->logged, unit, 2.0);
    printFigure("receive-classify-log-record, many messages in a TLS record", together->recorded, unit, 2.0);
    return 0;
}

#include "bench_receive.moc"
