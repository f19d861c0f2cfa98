// CPU per message of the whole way from the socket into the log, against a bare QWebSocket that only counts:
// same server, same TLS, same rate, the network on a worker thread in both.

#include "lib/session.h"
#include "tests/bench/figure.h"
#include "tests/bench/simulatorprocess.h"

#include <QCoreApplication>
#include <QFile>
#include <QThread>
#include <QWebSocket>

#include <sys/resource.h>

using namespace console;
using namespace Qt::StringLiterals;

constexpr quint64 messages = 100'000;
constexpr int runs = 3;

/// Microseconds of CPU that this process has used, all threads.
static double cpuTime()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto microseconds = [](const timeval &time) {
        return double(time.tv_sec) * 1e6 + double(time.tv_usec);
    };
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
}

/// Counts what a QWebSocket delivers and does nothing with it.
class BareClient : public QObject
{
    Q_OBJECT
public:
    BareClient(const QUrl &url, const QString &certificateFile)
        : m_url(url), m_certificateFile(certificateFile)
    {
    }

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
        m_socket->open(m_url);
    }

signals:
    void started();
    void finished();

private:
    void count()
    {
        if (m_count == 0)
            emit started();
        if (++m_count == messages)
            emit finished();
    }

    QUrl m_url;
    QString m_certificateFile;
    QWebSocket *m_socket = nullptr;
    quint64 m_count = 0;
};

/// Microseconds of CPU per message.
static double measureBare(const SimulatorProcess &server)
{
    QThread thread;
    auto *client = new BareClient(server.settings().url, server.certificateFile());
    client->moveToThread(&thread);
    double begin = 0;
    QObject::connect(&thread, &QThread::started, client, &BareClient::open);
    QObject::connect(&thread, &QThread::finished, client, &QObject::deleteLater);
    QObject::connect(client, &BareClient::started, qApp, [&] { begin = cpuTime(); });
    QObject::connect(client, &BareClient::finished, qApp, &QCoreApplication::quit);
    thread.start();
    QCoreApplication::exec();
    const double used = cpuTime() - begin;
    thread.quit();
    thread.wait();
    return used / double(messages);
}

static double measureSession(const SimulatorProcess &server)
{
    Session session;
    double begin = 0;
    QObject::connect(&session, &Session::taken, qApp, [&] {
        if (begin == 0 && session.received() > 0)
            begin = cpuTime();
        if (session.received() >= messages)
            QCoreApplication::quit();
    });
    session.open(server.settings());
    QCoreApplication::exec();
    return (cpuTime() - begin) / double(session.received());
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::vector<double> bare;
    std::vector<double> whole;
    for (int run = 0; run < runs; ++run) {
        const SimulatorProcess server({u"--rate"_s, u"20000"_s, u"--seed"_s, u"1"_s});
        bare.push_back(measureBare(server));
        whole.push_back(measureSession(server));
    }
    std::printf("# bare %.2f µs, receive + classify + log %.2f µs of CPU per message, at 20 000 messages/s\n",
        median(bare), median(whole));
    printFigure("receive-classify-log", median(whole) / median(bare), "× bare QWebSocket", 2.0);
    return 0;
}

#include "bench_receive.moc"
