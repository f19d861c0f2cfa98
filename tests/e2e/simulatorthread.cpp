#include "tests/e2e/simulatorthread.h"

#include "lib/simulator/simulator.h"

namespace console::test {

static SimulatorOptions lifeless(const QByteArray &headerName, const QByteArray &headerValue)
{
    SimulatorOptions options;
    options.headerName = headerName;
    options.headerValue = headerValue;
    options.rate = 0;
    options.rooms = 0;
    options.participants = 0;
    return options;
}

SimulatorThread::SimulatorThread(const QByteArray &headerName, const QByteArray &headerValue)
    : SimulatorThread(lifeless(headerName, headerValue))
{
}

SimulatorThread::SimulatorThread(const SimulatorOptions &options) : m_options(options), m_context(new QObject)
{
    m_settings.headerName = options.headerName;
    m_settings.headerValue = Secret(options.headerValue);
    m_context->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
    startAgain();
}

SimulatorThread::~SimulatorThread()
{
    m_thread.quit();
    m_thread.wait();
}

void SimulatorThread::run()
{
    delete m_simulator;
    m_simulator = new Simulator(m_options, m_context);
    QString error;
    if (!m_simulator->start(&error))
        qFatal("%s", qPrintable(error));
    m_options.port = quint16(m_simulator->url().port());
    const auto tell = [this, url = m_simulator->url(), sha256 = m_simulator->certificateSha256()] {
        m_settings.url = url;
        m_settings.pins = {{.sha256 = sha256, .fromCommandLine = true}};
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void SimulatorThread::startAgain()
{
    QMetaObject::invokeMethod(
        m_context, [this] { run(); }, Qt::QueuedConnection);
}

void SimulatorThread::stop()
{
    QMetaObject::invokeMethod(
        m_context, [this] { m_simulator->stop(); }, Qt::QueuedConnection);
}

} // namespace console::test
