#include "lib/connection/failurewords.h"

#include <QFileInfo>
#include <QLocale>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Words = FailureWords;

/// A server tells its reasons on its terminal only (protocol §1); said wherever it refused.
const QString seeTerminal = u" The server prints the reason on its own terminal."_s;

QString address(const FailureContext &c)
{
    return (c.host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(c.host).arg(c.port);
}

QString day(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC().date(), u"d MMM yyyy"_s);
}

Words timeoutWords(const FailureContext &c)
{
    switch (c.phase) {
    case ConnectionPhase::Address:
        return {u"Finding the address took too long"_s,
            u"Nothing answered the question for the name %1. Check the network connection and the VPN."_s.arg(
                c.host)};
    case ConnectionPhase::Port:
        return {u"Reaching the port took too long"_s,
            u"Nothing came back from %1: the computer is off, the address is wrong, or a firewall drops the packets."_s
                .arg(address(c))};
    case ConnectionPhase::Tls:
        return {u"The TLS handshake took too long"_s,
            u"Something accepted the connection at %1 but did not answer in TLS: the server hangs, or "
            u"another program "
            u"that does not speak TLS owns port %2."_s.arg(address(c))
                .arg(c.port)};
    case ConnectionPhase::Upgrade:
        return {u"Opening the WebSocket took too long"_s,
            u"The server at %1 speaks TLS but did not answer the WebSocket handshake: it hangs, or another "
            u"program "
            u"owns port %2."_s.arg(address(c))
                    .arg(c.port)
                + seeTerminal};
    }
    return {};
}

Words expiredWords(const FailureContext &c)
{
    const QDateTime end = c.certificate.expiryDate();
    return {u"The server's certificate is out of date"_s,
        end.isValid() ? u"It ended on %1. The operator has to renew it."_s.arg(day(end))
                      : u"The operator has to renew it."_s};
}

Words notYetValidWords(const FailureContext &c)
{
    const QDateTime begin = c.certificate.effectiveDate();
    return {u"The server's certificate is not valid yet"_s,
        (begin.isValid() ? u"It begins on %1. "_s.arg(day(begin)) : QString())
            + u"The clock of this computer or of the one that made the certificate is probably wrong."_s};
}

Words wrongNameWords(const FailureContext &c)
{
    const QString valid = namesOf(c.certificate);
    return {u"The server's certificate is for another name"_s,
        (valid.isEmpty() ? u"It names no host at all"_s : u"It is for %1"_s.arg(valid))
            + u", and this connection goes to %1. Use a name of the certificate, or compare its fingerprint "
              u"with "
              u"the operator's before you trust it."_s.arg(c.host)};
}

Words changedWords(const FailureContext &c)
{
    return {u"This is not the certificate that was pinned"_s,
        (c.pinnedAt.isValid() ? u"Pinned on %1, changed since. "_s.arg(day(c.pinnedAt)) : QString())
            + u"The server was given a new certificate, or someone is in between. Ask the operator before "
              u"you "
              u"replace it."_s};
}

Words unauthorizedWords(const FailureContext &c)
{
    if (c.headerName.isEmpty())
        return {u"The server asks for an authorization header (%1)"_s.arg(c.httpStatus),
            u"This connection sends none. Its name and value are in the server's imm_websocket_config.json."_s
                + seeTerminal};
    return {u"The server refused the authorization header (%1)"_s.arg(c.httpStatus),
        u"The name or the value of %1 is probably wrong. Both are in the server's imm_websocket_config.json."_s
                .arg(c.headerName)
            + seeTerminal};
}

QString httpReason(const FailureContext &c)
{
    if (c.httpStatus == 400)
        return u" It could not make sense of the handshake: the path, or a header, is probably not what it expects."_s;
    if (c.httpStatus == 404)
        return u" The path %1 is probably wrong."_s.arg(c.path.isEmpty() ? u"/"_s : c.path);
    if (c.httpStatus == 429)
        return u" It is asked too often: wait before the next try."_s;
    if (c.httpStatus >= 500)
        return u" The server, or a proxy in front of it, has a problem: try again later."_s;
    if (c.httpStatus >= 300 && c.httpStatus < 400)
        return u" It points to another address, which is not followed: ask the operator for the right one."_s;
    return u" Check address, port and path."_s;
}

Words httpWords(const FailureContext &c)
{
    QString cause = u"It answered with HTTP status %1."_s.arg(c.httpStatus) + httpReason(c);
    if (!c.location.isEmpty())
        cause += u" The address it names is \u201c%1\u201d."_s.arg(c.location);
    if (c.retryAfter > 0)
        cause += u" It asks to wait %1 s."_s.arg(c.retryAfter);
    return {u"The server did not open a WebSocket"_s, cause + seeTerminal};
}

Words notWebSocketWords(const FailureContext &c)
{
    const QString cause = c.httpStatus == 0 || c.httpStatus == 101
        ? u"It speaks TLS but refused the WebSocket handshake: another program may own port %1."_s.arg(c.port)
        : u"It answered with a web page (HTTP status %1): a web server owns port %2, or its WebSocket has "
          u"another path than %3."_s.arg(c.httpStatus)
              .arg(c.port)
              .arg(c.path.isEmpty() ? u"/"_s : c.path);
    return {u"This server does not speak WebSocket"_s, cause + seeTerminal};
}

QString closing(const FailureContext &c)
{
    QString text =
        c.closeCode == 0 ? u"without a close code"_s : u"with %1"_s.arg(closeCodeText(c.closeCode));
    if (!c.closeReason.isEmpty())
        text += u" and the reason \u201c%1\u201d"_s.arg(c.closeReason);
    return text;
}

Words closedAtOnceWords(const FailureContext &c)
{
    return {u"The server closed the connection at once"_s,
        u"It accepted the connection and ended it %1 before anything was exchanged. "_s.arg(closing(c))
            + (c.headerName.isEmpty()
                    ? u"Perhaps it asks for an authorization header, and this connection sends none."_s
                    : u"The name or the value of %1 is perhaps wrong."_s.arg(c.headerName))
            + seeTerminal};
}

Words closedWords(const FailureContext &c)
{
    return {u"The server closed the connection"_s,
        u"It ended it %1."_s.arg(closing(c))
            + (c.closeCode == 1008 ? seeTerminal : u" Connect again when the server is ready."_s)};
}

Words unreadableWords(const FailureContext &c)
{
    const QString why = c.closeCode == 1002
        ? u"It breaks the rules of WebSocket"_s
        : u"Its text is not valid UTF-8, or it is valid and came in parts cut inside a character, which the "
          u"console's WebSocket (QWebSocket) cannot put together"_s;
    const QString lost = c.partial > 0
        ? u"the message under way is lost; %1 bytes of it had come"_s.arg(c.partial)
        : u"the message under way is lost"_s;
    return {u"A message could not be read"_s,
        why + u". So the connection was closed, and "_s + lost + u". Connect again."_s};
}

Words tooBigWords(const FailureContext &c)
{
    const QString limit =
        c.limit > 0 ? u"the limit of %1 bytes"_s.arg(c.limit) : u"the limit of this connection"_s;
    return {u"A message was too big"_s,
        u"The server sent a message beyond %1, so the console closed the connection. Raise the limit if such "
        u"messages are "
        u"expected."_s.arg(limit)};
}

Words tlsWords(FailureKind kind, const FailureContext &c)
{
    switch (kind) {
    case FailureKind::PlainText:
        return {u"This port does not speak TLS"_s,
            u"Something answered in plain text. Event Manager servers always use TLS: another program may own port %1."_s
                .arg(c.port)};
    case FailureKind::TlsVersion:
        return {u"The server does not speak a TLS version that is safe"_s,
            (c.needsTls13 ? u"This connection needs TLS 1.3"_s : u"The console needs TLS 1.2 or newer"_s)
                + u". The operator has to allow it, or to update the server."_s + seeTerminal};
    case FailureKind::UntrustedCertificate:
        return {u"The server's certificate is not known"_s,
            u"Nobody this connection trusts has signed it. Compare its fingerprint with the operator's and "
            u"pin it, or "
            u"choose the file of the authority that signed it."_s};
    case FailureKind::CertificateExpired:
        return expiredWords(c);
    case FailureKind::CertificateNotYetValid:
        return notYetValidWords(c);
    case FailureKind::WrongName:
        return wrongNameWords(c);
    case FailureKind::CertificateChanged:
        return changedWords(c);
    case FailureKind::ClientCertificateRequired:
        return {u"The server asks for a client certificate"_s,
            u"It ended the TLS handshake because this connection has none to show. Add a client certificate."_s
                + seeTerminal};
    case FailureKind::ClientCertificateRefused:
        return {u"The server refused the client certificate"_s,
            u"It ended the TLS handshake after it saw the certificate: probably it does not know who signed "
            u"it, or "
            u"the certificate is out of date. Choose another one."_s
                + seeTerminal};
    default:
        return {u"The TLS handshake failed"_s,
            u"The server and the console did not agree on a secure connection."_s + seeTerminal};
    }
}

/// The file as people call it; its folder is under Details where it is known.
QString fileOf(const FailureContext &c, const QString &otherwise)
{
    return c.file.isEmpty() ? otherwise : QFileInfo(c.file).fileName();
}

Words keyWords(FailureKind kind, const FailureContext &c)
{
    const QString key = fileOf(c, u"the client key"_s);
    switch (kind) {
    case FailureKind::ClientKeyMissing:
        return {u"The client certificate has no key"_s,
            u"A certificate can only be shown together with its private key, and this connection has none."_s};
    case FailureKind::ClientKeyMismatch:
        return {u"The key does not belong to the client certificate"_s,
            u"What is in %1 is the key of another certificate, so the server would refuse it."_s.arg(key)};
    case FailureKind::PassphraseNeeded:
        return {u"A passphrase is needed for %1"_s.arg(key),
            u"The key is encrypted, and without it the client certificate cannot be shown."_s};
    case FailureKind::WrongPassphrase:
        return {u"The passphrase does not open %1"_s.arg(key),
            u"Another one was used to encrypt the key, or the file is damaged."_s};
    case FailureKind::UnsupportedKey:
        return {u"The kind of key in %1 cannot be used"_s.arg(key),
            u"TLS takes RSA and EC keys here; others, for example Ed25519, cannot be loaded."_s};
    default:
        return {u"The encryption of %1 is too old"_s.arg(fileOf(c, u"the PKCS#12 file"_s)),
            u"It was written with RC2 or 3DES, which OpenSSL 3 no longer reads. Export it again with AES."_s};
    }
}

Words fileWords(FailureKind kind, const FailureContext &c)
{
    const QString owner =
        kind == FailureKind::AuthorityFileUnusable ? u"of the authority"_s : u"of the client certificate"_s;
    return {u"The file %1 cannot be used"_s.arg(fileOf(c, owner)), c.problem};
}

Words networkWords(FailureKind kind, const FailureContext &c)
{
    switch (kind) {
    case FailureKind::UnknownName:
        return {u"The name %1 is not known"_s.arg(c.host),
            u"Check the spelling; on a company network the VPN may be off."_s};
    case FailureKind::ConnectionRefused:
        return {u"Nobody answers at %1"_s.arg(address(c)),
            u"The computer is there but refuses port %1: the server is probably not running, or uses another port."_s
                .arg(c.port)};
    case FailureKind::Unreachable:
        return {u"There is no way to %1"_s.arg(address(c)),
            u"The network does not reach this computer. Check the network connection, the VPN and the address."_s};
    case FailureKind::ProxyFailed:
        return {u"The proxy did not connect to %1"_s.arg(address(c)),
            u"This computer is set to use a proxy, and the proxy refused or could not be reached. Check the "
            u"proxy, or "
            u"exclude this server from it."_s};
    case FailureKind::ProxyWantsPassword:
        return {u"The proxy asks for a password"_s,
            u"The way to %1 leads through a proxy. It lets nobody through without a user name and a "
            u"password, "
            u"and got none, or wrong ones."_s.arg(address(c))};
    case FailureKind::ConnectionLost:
        return {u"The connection was lost"_s,
            u"It ended without a word from the server: the network failed, or the server stopped. Connect again."_s};
    default:
        return {u"The server fell silent"_s,
            u"Nothing came from it any more, not even answers to pings: the network or the server hangs. Connect again."_s};
    }
}

Words webSocketWords(FailureKind kind, const FailureContext &c)
{
    switch (kind) {
    case FailureKind::Unauthorized:
        return unauthorizedWords(c);
    case FailureKind::HttpStatus:
        return httpWords(c);
    case FailureKind::NotWebSocket:
        return notWebSocketWords(c);
    case FailureKind::WrongAcceptKey:
        return {u"The answer to the WebSocket handshake is not for this connection"_s,
            u"It agrees to open a WebSocket, but its Sec-WebSocket-Accept does not belong to the key that "
            u"was "
            u"sent: a proxy or a cache in between answered in the server's place, or the server has an error."_s
                + seeTerminal};
    case FailureKind::ClosedAtOnce:
        return closedAtOnceWords(c);
    case FailureKind::ClosedByServer:
        return closedWords(c);
    case FailureKind::UnreadableText:
        return unreadableWords(c);
    case FailureKind::MessageTooBig:
        return tooBigWords(c);
    default:
        return {u"The settings of this connection do not fit"_s, c.problem};
    }
}

} // namespace

FailureWords wordsFor(FailureKind kind, const FailureContext &context)
{
    switch (kind) {
    case FailureKind::None:
        return {};
    case FailureKind::Timeout:
        return timeoutWords(context);
    case FailureKind::UnknownName:
    case FailureKind::ConnectionRefused:
    case FailureKind::Unreachable:
    case FailureKind::ProxyFailed:
    case FailureKind::ProxyWantsPassword:
    case FailureKind::ConnectionLost:
    case FailureKind::PeerSilent:
        return networkWords(kind, context);
    case FailureKind::PlainText:
    case FailureKind::TlsFailed:
    case FailureKind::TlsVersion:
    case FailureKind::UntrustedCertificate:
    case FailureKind::CertificateExpired:
    case FailureKind::CertificateNotYetValid:
    case FailureKind::WrongName:
    case FailureKind::CertificateChanged:
    case FailureKind::ClientCertificateRequired:
    case FailureKind::ClientCertificateRefused:
        return tlsWords(kind, context);
    case FailureKind::ClientKeyMissing:
    case FailureKind::ClientKeyMismatch:
    case FailureKind::PassphraseNeeded:
    case FailureKind::WrongPassphrase:
    case FailureKind::UnsupportedKey:
    case FailureKind::OldPkcs12:
        return keyWords(kind, context);
    case FailureKind::ClientFileUnusable:
    case FailureKind::AuthorityFileUnusable:
        return fileWords(kind, context);
    default:
        return webSocketWords(kind, context);
    }
}

QString namesOf(const QSslCertificate &certificate)
{
    QStringList list = certificate.subjectAlternativeNames().values();
    if (list.isEmpty())
        list = certificate.subjectInfo(QSslCertificate::CommonName);
    list.sort();
    if (list.size() > 3)
        list = list.mid(0, 3) << u"\u2026"_s;
    return list.join(u", "_s);
}

} // namespace console
