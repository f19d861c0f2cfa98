#include "lib/connection/handshakerequest.h"

#include <QRandomGenerator>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// RFC 7230 §3.2.6
bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// What went unchecked here would end the header, and begin another.
bool canBeSent(const HandshakeHeader &header)
{
    const QByteArray &value = header.value.reveal();
    return !header.name.isEmpty() && std::all_of(header.name.begin(), header.name.end(), isTokenCharacter)
        && !value.contains('\r') && !value.contains('\n') && !value.contains('\0');
}

QByteArray hostOf(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    const QByteArray port = url.port() < 0 ? QByteArray() : ':' + QByteArray::number(url.port());
    return (host.contains(':') ? '[' + host + ']' : host) + port;
}

} // namespace

Failure problemOf(const ConnectionSettings &settings)
{
    if (settings.problem)
        return settings.problem;
    FailureContext context = contextFor(settings);
    const QList<HandshakeHeader> headers = handshakeHeaders(settings);
    if (!settings.url.isValid() || settings.url.scheme() != "wss"_L1 || settings.url.host().isEmpty())
        context.problem = u"The address is no wss:// address."_s;
    else if (!std::all_of(headers.begin(), headers.end(), canBeSent))
        context.problem = u"A header of this connection cannot be sent."_s;
    else if (!settings.clientCertificates.isEmpty() && settings.clientKey.isNull())
        return describeFailure(FailureKind::ClientKeyMissing, context);
    else
        return {};
    return describeFailure(FailureKind::InvalidSettings, context);
}

QUrl handshakeUrl(const ConnectionSettings &settings)
{
    QUrl url = settings.url;
    if (url.path().isEmpty())
        url.setPath(u"/"_s);
    return url;
}

QList<HandshakeHeader> handshakeHeaders(const ConnectionSettings &settings)
{
    QList<HandshakeHeader> headers;
    if (!settings.headerName.isEmpty())
        headers.append({settings.headerName, settings.headerValue});
    return headers + settings.furtherHeaders;
}

QByteArray handshakeRequest(const ConnectionSettings &settings, const QByteArray &key)
{
    const QUrl url = handshakeUrl(settings);
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: " + hostOf(url)
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: " + key
        + "\r\nSec-WebSocket-Version: 13\r\n";
    for (const HandshakeHeader &header : handshakeHeaders(settings))
        request += header.name + ": " + header.value.reveal() + "\r\n";
    return request + "\r\n";
}

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, '\0');
    for (char &byte : bytes)
        byte = char(QRandomGenerator::system()->bounded(256));
    return bytes;
}

QByteArray goodbyeFrame(const QByteArray &mask)
{
    QByteArray code("\x03\xe8");
    for (qsizetype i = 0; i < code.size(); ++i)
        code[i] = char(code.at(i) ^ mask.at(i));
    return "\x88\x82" + mask + code;
}

FailureContext contextFor(const ConnectionSettings &settings)
{
    FailureContext told;
    told.host = settings.url.host();
    told.port = settings.url.port(443);
    told.path = settings.url.path();
    told.headerName = QString::fromUtf8(settings.headerName);
    told.limit = settings.maximumMessageSize;
    told.needsTls13 = settings.lowestTls == QSsl::TlsV1_3OrLater;
    for (const Pin &pin : settings.pins)
        told.pinnedAt = pin.pinnedAt;
    return told;
}

} // namespace console
