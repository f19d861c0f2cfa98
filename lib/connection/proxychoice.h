#pragma once

#include "lib/connection/connectionsettings.h"

#include <QNetworkProxy>

namespace console {

// Through which proxy a server is reached.

/// Loopback is always direct; otherwise as set: none, that of the application, which is the system's, or the
/// one named. Pure.
QNetworkProxy proxyFor(const ConnectionSettings &settings);

/// The same, but where Qt is left to choose, what it would choose, so that it can be told. May ask the
/// system.
QNetworkProxy proxyInUse(const ConnectionSettings &settings);

} // namespace console
