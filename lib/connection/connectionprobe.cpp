#include "lib/connection/connectionprobe.h"

namespace console {

ConnectionProbe::ConnectionProbe(QObject *parent) : QObject(parent) { }

ConnectionProbe::~ConnectionProbe() = default;

void ConnectionProbe::start(const ConnectionSettings &) { }

void ConnectionProbe::cancel() { }

} // namespace console

#include "moc_connectionprobe.cpp"
