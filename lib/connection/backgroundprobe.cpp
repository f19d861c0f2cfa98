#include "lib/connection/backgroundprobe.h"

namespace console {

namespace {

/// The thread never waits for a peer, at most for the name or proxy lookup of the system.
constexpr unsigned long joinLimit = 2'000;

} // namespace

BackgroundProbe::BackgroundProbe(QObject *parent)
    : QObject(parent), m_thread(new QThread), m_probe(new ConnectionProbe)
{
    m_probe->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_probe, &QObject::deleteLater);
    connect(m_probe, &ConnectionProbe::progressed, this, &BackgroundProbe::progressed, Qt::QueuedConnection);
    connect(m_probe, &ConnectionProbe::finished, this, &BackgroundProbe::finished, Qt::QueuedConnection);
    m_thread->setObjectName(QStringLiteral("probe"));
}

BackgroundProbe::~BackgroundProbe()
{
    if (!m_thread->isRunning()) {
        delete m_probe;
        delete m_thread;
        return;
    }
    m_thread->quit();
    if (m_thread->wait(joinLimit))
        delete m_thread;
}

void BackgroundProbe::start(const ConnectionSettings &settings)
{
    m_thread->start(); // nothing where it runs already
    QMetaObject::invokeMethod(
        m_probe, [probe = m_probe, settings] { probe->start(settings); }, Qt::QueuedConnection);
}

void BackgroundProbe::cancel()
{
    if (m_thread->isRunning())
        QMetaObject::invokeMethod(m_probe, &ConnectionProbe::cancel, Qt::QueuedConnection);
}

} // namespace console

#include "moc_backgroundprobe.cpp"
