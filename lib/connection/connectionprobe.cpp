#include "lib/connection/connectionprobe.h"

#include "lib/connection/proberun.h"

namespace console {

ConnectionProbe::ConnectionProbe(QObject *parent) : QObject(parent) { }

ConnectionProbe::~ConnectionProbe()
{
    cancel();
}

void ConnectionProbe::start(const ConnectionSettings &settings)
{
    cancel();
    m_run = new Run(settings, this);
    m_run->setParent(this);
    m_run->start();
}

void ConnectionProbe::cancel()
{
    if (!m_run)
        return;
    m_run->abandon();
    m_run->deleteLater();
    m_run = nullptr;
}

} // namespace console

#include "moc_connectionprobe.cpp"
