#include "app/console/demoserver.h"

#include "lib/simulator/simulator.h"

#include <QRandomGenerator>

namespace console {

using namespace Qt::StringLiterals;

constexpr int demoRate = 40; // events per second: lively, and single events can still be told apart

DemoServer::DemoServer(QObject *parent) : QObject(parent), m_threadContext(new QObject)
{
    m_thread.setObjectName(u"demo server"_s);
    m_threadContext->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_threadContext, &QObject::deleteLater);
    m_thread.start();
}

DemoServer::~DemoServer()
{
    m_thread.quit();
    m_thread.wait();
}

void DemoServer::start()
{
    if (m_settings.url.isValid())
        emit ready(m_settings);
    else
        QMetaObject::invokeMethod(
            m_threadContext, [this] { run(); }, Qt::QueuedConnection);
}

void DemoServer::run()
{
    SimulatorOptions options;
    options.rate = demoRate;
    options.beginsWithClient =
        true; // so that a newcomer sees rooms open and people come in, with their names
    options.headerName = "X-Engage-Key";
    // Nobody types it and nothing keeps it: it is made anew each time and known to this process alone.
    options.headerValue = QByteArray::number(QRandomGenerator::system()->generate64(), 16);
    auto *simulator = new Simulator(options, m_threadContext);
    QString error;
    if (!simulator->start(&error)) {
        delete simulator;
        QMetaObject::invokeMethod(
            this, [this, error] { emit failed(error); }, Qt::QueuedConnection);
        return;
    }
    ConnectionSettings settings;
    settings.url = simulator->url();
    settings.headerName = options.headerName;
    settings.headerValue = Secret(options.headerValue);
    settings.pins = {{.sha256 = simulator->certificateSha256(), .fromCommandLine = true}};
    QMetaObject::invokeMethod(
        this,
        [this, settings] {
            m_settings = settings;
            emit ready(settings);
        },
        Qt::QueuedConnection);
}

} // namespace console
