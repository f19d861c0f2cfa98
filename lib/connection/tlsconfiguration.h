#pragma once

#include "lib/connection/connectionsettings.h"

#include <QSslConfiguration>

namespace console {

/// The lowest TLS version or newer, always verifying. With pins no authority counts, so that certificate
/// errors are reported, and the pins asked, before a byte of the WebSocket handshake leaves (contracts §3).
/// Pure.
QSslConfiguration tlsConfigurationFor(const ConnectionSettings &settings);

/// "TLS 1.3"; empty for what is no TLS.
QString tlsVersionText(QSsl::SslProtocol protocol);

} // namespace console
