#pragma once

#include "lib/connection/failure.h"
#include "lib/connection/pin.h"
#include "lib/connection/secret.h"

#include <QMetaType>
#include <QSsl>
#include <QSslCertificate>
#include <QSslKey>
#include <QUrl>

#include <chrono>
#include <optional>

namespace console {

/// A header of the handshake beside the one that lets in.
struct HandshakeHeader
{
    QByteArray name; ///< RFC 7230 token
    Secret value; ///< may be a token or a cookie, so it is treated as the secret it may be
};

/// How the server is reached. Loopback is always reached directly.
struct ProxySettings
{
    enum class Mode { None, System, Manual };
    enum class Type { Http, Socks5 };

    Mode mode = Mode::System;
    Type type = Type::Http; ///< this and the following only with Manual
    QString host;
    int port = 3128;
    QString user; ///< empty: none is sent
    Secret password;
};

/// When a lost connection is tried again by itself (contracts §3, "Retry").
struct ReconnectRule
{
    bool enabled = false;
    std::chrono::milliseconds firstPause{1'000}; ///< doubled after each try
    std::chrono::milliseconds longestPause{15'000};
};

/// All that one connection needs; a value, complete before the first packet.
struct ConnectionSettings
{
    Failure problem; ///< known before the first packet, for example a key that does not open; with one,
                     ///< each attempt and each diagnosis ends with it at once
    QUrl url; ///< wss://host:port/path; validated by parseAddress()
    QByteArray headerName; ///< RFC 7230 token; empty: no header is sent
    Secret headerValue; ///< an empty value is a value
    QList<HandshakeHeader> furtherHeaders;
    QList<QSslCertificate> authorities; ///< from the CA file; empty: the system's
    QList<Pin> pins; ///< where there is one, no authority counts
    bool onlyPins = false; ///< no authority counts, even without a pin: the first certificate is a question
    QList<QSslCertificate> clientCertificates; ///< leaf first, then intermediates
    QSslKey clientKey;
    QSsl::SslProtocol lowestTls = QSsl::TlsV1_2OrLater; ///< or TlsV1_3OrLater
    ProxySettings proxy;
    ReconnectRule reconnect;
    bool monitorOnly = false; ///< only requests that ask are sent
    qint64 maximumMessageSize = 64 * 1024 * 1024; ///< bytes
    qint64 maximumWaiting = 256 * 1024 * 1024; ///< bytes of rows that the receiver is too busy to take
    std::chrono::milliseconds phaseTimeout{10'000}; ///< for each of: address, port, TLS, upgrade
    std::chrono::milliseconds pingInterval{15'000}; ///< dead after two without any frame
};

} // namespace console

Q_DECLARE_METATYPE(console::ConnectionSettings)
