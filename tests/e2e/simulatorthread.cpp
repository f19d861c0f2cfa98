#include "tests/e2e/simulatorthread.h"

#include "lib/simulator/simulator.h"

namespace console::test {

SimulatorThread::SimulatorThread(const QByteArray &headerName, const QByteArray &headerValue)
    : m_context(new QObject)
{
    m_settings.headerName = headerName;
    m_settings.headerValue = Secret(headerValue);
    m_context->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_context, [this] { run(); }, Qt::QueuedConnection);
}

SimulatorThread::~SimulatorThread()
{
    m_thread.quit();
    m_thread.wait();
}

void SimulatorThread::run()
{
    SimulatorOptions options;
    options.headerName = m_settings.headerName;
    options.headerValue = m_settings.headerValue.reveal();
    options.rate = 0;
    options.rooms = 0;
    options.participants = 0;
    m_simulator = new Simulator(options, m_context);
    QString error;
    if (!m_simulator->start(&error))
        qFatal("%s", qPrintable(error));
    const auto tell = [this, url = m_simulator->url(), sha256 = m_simulator->certificateSha256()] {
        m_settings.url = url;
        m_settings.pins = {{.sha256 = sha256, .fromCommandLine = true}};
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void SimulatorThread::stop()
{
    QMetaObject::invokeMethod(
        m_context, [this] { m_simulator->stop(); }, Qt::QueuedConnection);
}

} // namespace console::test
