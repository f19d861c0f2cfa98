#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/failure.h"

namespace console {

/// What the settings of a connection make of the WebSocket handshake: the same for the connection and for its
/// doctor. Pure.

/// Why the settings cannot work at all; none: they can. Words for people without a value of a header.
Failure problemOf(const ConnectionSettings &settings);

/// The address with a path: without one a query would follow the method directly.
QUrl handshakeUrl(const ConnectionSettings &settings);

/// The headers to send beside those of WebSocket itself, in their order.
QList<HandshakeHeader> handshakeHeaders(const ConnectionSettings &settings);

/// The whole request. @param key  for Sec-WebSocket-Key: 16 random bytes in Base64
QByteArray handshakeRequest(const ConnectionSettings &settings, const QByteArray &key);

/// From the system's source of randomness.
QByteArray randomBytes(int count);

/// A close frame with code 1000 and without a reason (RFC 6455 §5.5.1); a client masks all it sends.
/// @param mask  4 random bytes
QByteArray goodbyeFrame(const QByteArray &mask);

/// Facts of the settings that the description of a failure may mention.
FailureContext contextFor(const ConnectionSettings &settings);

} // namespace console
