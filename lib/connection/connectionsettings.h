#pragma once

#include "lib/connection/pin.h"
#include "lib/connection/secret.h"

#include <QMetaType>
#include <QSslCertificate>
#include <QSslKey>
#include <QUrl>

#include <chrono>
#include <optional>

namespace console {

/// All that one connection needs; a value, complete before the first packet.
struct ConnectionSettings
{
    QUrl url; ///< wss://host:port/path; validated by parseAddress()
    QByteArray headerName; ///< RFC 7230 token; empty: no header is sent
    Secret headerValue; ///< an empty value is a value
    QList<QSslCertificate> authorities; ///< from the CA file; empty: the system's
    QList<Pin> pins; ///< where there is one, no authority counts
    QList<QSslCertificate> clientCertificates; ///< leaf first, then intermediates
    QSslKey clientKey;
    qint64 maximumMessageSize = 64 * 1024 * 1024; ///< bytes
    qint64 maximumWaiting = 256 * 1024 * 1024; ///< bytes of rows that the receiver is too busy to take
    std::chrono::milliseconds phaseTimeout{10'000}; ///< for each of: address, port, TLS, upgrade
    std::chrono::milliseconds pingInterval{15'000}; ///< dead after two without any frame
};

} // namespace console

Q_DECLARE_METATYPE(console::ConnectionSettings)
