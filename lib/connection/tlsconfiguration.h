#pragma once

#include "lib/connection/connectionsettings.h"

#include <QNetworkProxy>
#include <QSslConfiguration>

namespace console {

/// TLS 1.2 or newer, always verifying. With pins no authority counts, so that certificate errors are
/// reported, and the pins asked, before a byte of the WebSocket handshake leaves (contracts §3). Pure.
QSslConfiguration tlsConfigurationFor(const ConnectionSettings &settings);

/// Loopback is always direct; otherwise the proxy of the application, which is the system's.
QNetworkProxy proxyFor(const QUrl &url);

/// "TLS 1.3"; empty for what is no TLS.
QString tlsVersionText(QSsl::SslProtocol protocol);

} // namespace console
