#include "lib/connection/attemptfacts.h"

#include "lib/connection/httpanswer.h"
#include "lib/connection/plaintext.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// A close reason has at most 123 bytes: one that comes near may have been cut.
constexpr qsizetype fullCloseReason = 120;

/// Registered numbers of TLS alerts; Qt names only some of them.
enum Alert {
    HandshakeFailure = 40,
    BadCertificate = 42,
    CertificateRevoked = 44,
    CertificateExpired = 45,
    CertificateUnknown = 46,
    UnknownAuthority = 48,
    AccessDenied = 49,
    ProtocolVersion = 70,
    CertificateRequired = 116,
};

constexpr qsizetype longestLocation = 300; ///< characters of an address or a line of the server's

QString errorTexts(const AttemptFacts &facts)
{
    QStringList texts;
    for (const AttemptFacts::Error &error : facts.errors) {
        if (!texts.contains(error.text))
            texts.append(error.text);
    }
    return texts.join(u"; "_s);
}

bool says(const AttemptFacts &facts, QLatin1StringView words)
{
    return std::any_of(facts.errors.begin(), facts.errors.end(), [words](const AttemptFacts::Error &error) {
        return error.text.contains(words, Qt::CaseInsensitive);
    });
}

QAbstractSocket::SocketError firstError(const AttemptFacts &facts)
{
    return facts.errors.isEmpty() ? QAbstractSocket::RemoteHostClosedError : facts.errors.first().error;
}

bool hungUp(const AttemptFacts &facts)
{
    return facts.alert <= 0 && firstError(facts) == QAbstractSocket::RemoteHostClosedError;
}

/// Nothing came, or HTTP whose head was not finished.
bool isCut(const QByteArray &response)
{
    return response.isEmpty() || (response.startsWith("HTTP/") && !response.contains("\r\n\r\n"));
}

bool isTlsError(QAbstractSocket::SocketError error)
{
    return error == QAbstractSocket::SslHandshakeFailedError || error == QAbstractSocket::SslInternalError
        || error == QAbstractSocket::SslInvalidUserDataError;
}

FailureKind alertKind(const AttemptFacts &facts)
{
    const FailureKind client = facts.hasClientCertificate ? FailureKind::ClientCertificateRefused
                                                          : FailureKind::ClientCertificateRequired;
    switch (facts.alert) {
    case ProtocolVersion:
        return FailureKind::TlsVersion;
    case CertificateRequired:
    case BadCertificate:
        return client;
    case HandshakeFailure: // with TLS 1.2 the only sign that a certificate was missing
        return facts.hasClientCertificate ? FailureKind::TlsFailed : client;
    case CertificateRevoked:
    case CertificateExpired:
    case CertificateUnknown:
    case UnknownAuthority:
    case AccessDenied:
        return facts.hasClientCertificate ? client : FailureKind::TlsFailed;
    default:
        return FailureKind::TlsFailed;
    }
}

FailureKind tlsKind(const AttemptFacts &facts)
{
    if (facts.alert > 0)
        return alertKind(facts);
    if (says(facts, "wrong version number"_L1) || says(facts, "packet length too long"_L1))
        return FailureKind::PlainText;
    if (says(facts, "unsupported protocol"_L1) || says(facts, "protocol version"_L1))
        return FailureKind::TlsVersion;
    return FailureKind::TlsFailed;
}

FailureKind reachingKind(const AttemptFacts &facts)
{
    switch (firstError(facts)) {
    case QAbstractSocket::HostNotFoundError:
        return FailureKind::UnknownName;
    case QAbstractSocket::ConnectionRefusedError:
        return FailureKind::ConnectionRefused;
    case QAbstractSocket::SocketTimeoutError:
        return FailureKind::Timeout;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return FailureKind::ProxyWantsPassword;
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return FailureKind::ProxyFailed;
    default: // a proxy's "no" comes as SocketAccessError
        return says(facts, "proxy"_L1) ? FailureKind::ProxyFailed : FailureKind::Unreachable;
    }
}

/// The status of the answer to the WebSocket handshake; 0: it was no HTTP.
int httpStatus(const AttemptFacts &facts, const HttpAnswer &answer)
{
    static const QRegularExpression inWords(u"status code: ([1-5]\\d\\d)\\b"_s);
    return answer.status != 0 ? answer.status : inWords.match(errorTexts(facts)).captured(1).toInt();
}

FailureKind httpKind(const HttpAnswer &answer, int status)
{
    if (status == 401 || status == 403)
        return FailureKind::Unauthorized;
    return status < 300 && answer.isWebPage() ? FailureKind::NotWebSocket : FailureKind::HttpStatus;
}

FailureKind upgradeKind(const AttemptFacts &facts, const HttpAnswer &answer, int status)
{
    if (facts.alert > 0 || isTlsError(firstError(facts)))
        return tlsKind(facts);
    if (facts.wrongAcceptKey || says(facts, "Accept-Key received"_L1))
        return FailureKind::WrongAcceptKey;
    if (status != 0 && status != 101)
        return httpKind(answer, status);
    if (isCut(facts.response) && hungUp(facts))
        return FailureKind::ClosedAtOnce;
    return FailureKind::NotWebSocket;
}

/// Says whether the reason of a close frame is one that our own WebSocket gave.
bool isOwnReason(const QString &reason, QLatin1StringView words)
{
    return reason.startsWith(words, Qt::CaseInsensitive);
}

/// What QWebSocket says when a peer breaks the rules of framing.
bool isOwnProtocolReason(const QString &reason)
{
    for (const QLatin1StringView words : {"Rsv field is"_L1, "Used reserved opcode"_L1, "Invalid opcode"_L1,
             "Control frame"_L1, "Highest bit of payload"_L1, "Payload of close frame"_L1,
             "Received Continuation frame"_L1, "All data frames after"_L1}) {
        if (isOwnReason(reason, words))
            return true;
    }
    return false;
}

/// Some ends look like a close by the server but are our WebSocket's answer to what it could not read.
FailureKind ownCloseKind(const AttemptFacts &facts)
{
    const QString &reason = facts.closeReason;
    if (facts.closeCode == 1007 && isOwnReason(reason, "Invalid UTF-8"_L1))
        return FailureKind::UnreadableText;
    if (facts.closeCode == 1002 && isOwnProtocolReason(reason))
        return FailureKind::UnreadableText;
    if (facts.closeCode == 1009
        && (isOwnReason(reason, "Maximum framesize"_L1)
            || isOwnReason(reason, "Received message is too big"_L1)))
        return FailureKind::MessageTooBig;
    if (facts.closeCode == 1001 && isOwnReason(reason, "Timeout when reading data"_L1))
        return FailureKind::PeerSilent;
    return FailureKind::None;
}

/// QWebSocket takes close codes that were registered after RFC 6455 (1012 service restart, 1013 try again
/// later, 1014 bad gateway) for broken framing, and neither says which one came nor keeps the reason.
AttemptFacts asSent(AttemptFacts facts)
{
    if (facts.closeCode == 1002 && isOwnReason(facts.closeReason, "Invalid close code"_L1)) {
        facts.closeCode = unreadableCloseCode;
        facts.closeReason.clear();
    }
    return facts;
}

FailureKind openedKind(const AttemptFacts &facts)
{
    if (facts.alert > 0 && !facts.exchanged)
        return alertKind(facts);
    if (facts.closeFrame && ownCloseKind(facts) != FailureKind::None)
        return ownCloseKind(facts);
    if (facts.early && !facts.exchanged)
        return FailureKind::ClosedAtOnce;
    return facts.closeFrame ? FailureKind::ClosedByServer : FailureKind::ConnectionLost;
}

FailureKind kindOf(const AttemptFacts &facts, const HttpAnswer &answer, int status)
{
    if (facts.opened)
        return openedKind(facts);
    if (facts.phase == ConnectionPhase::Upgrade)
        return upgradeKind(facts, answer, status);
    if (facts.phase == ConnectionPhase::Tls || isTlsError(firstError(facts)))
        return tlsKind(facts);
    return reachingKind(facts);
}

/// What a person may want to see of the answer, without what it must not repeat.
/// @param response, answer  already without secrets
void addAnswer(
    const AttemptFacts &facts, const QByteArray &response, const HttpAnswer &answer, FailureContext &context)
{
    context.httpStatus = httpStatus(facts, answer);
    context.retryAfter = retryAfter(answer, facts.endedAt);
    context.response = response.left(mostResponseBytes);
    if (context.httpStatus >= 300 && context.httpStatus < 400)
        context.location = plainText(answer.header("location"), longestLocation);
    // A status says more than that the server then closed the connection.
    const bool refusedInWords = answer.status != 0 && answer.status != 101;
    if (refusedInWords || context.detail.isEmpty())
        context.detail = plainText(answer.statusLine, longestLocation);
}

void addClose(const AttemptFacts &facts, FailureContext &context)
{
    context.closeCode = facts.closeCode;
    const QByteArray reason = facts.closeReason.toUtf8();
    const bool cut = reason.size() >= fullCloseReason;
    context.closeReason = QString::fromUtf8(facts.secrets.filtered(reason, cut));
    if (context.detail.isEmpty())
        context.detail = context.closeReason;
}

} // namespace

Failure diagnose(const AttemptFacts &observed, FailureContext context)
{
    const AttemptFacts facts = asSent(observed);
    const bool refused = !facts.opened && facts.phase == ConnectionPhase::Upgrade;
    // Filtered as a whole, and only then cut into lines: a secret at the end of a line is one too.
    const bool cut = facts.response.size() >= mostResponseBytes;
    const QByteArray response = facts.secrets.filtered(facts.response, cut);
    const HttpAnswer answer = refused ? parseHttpAnswer(response) : HttpAnswer();
    context.phase = facts.phase;
    context.hungUp = hungUp(facts);
    context.partial = facts.partial;
    context.detail = facts.secrets.filtered(errorTexts(facts));
    if (refused)
        addAnswer(facts, response, answer, context);
    if (facts.closeFrame)
        addClose(facts, context);
    return describeFailure(kindOf(facts, answer, context.httpStatus), context);
}

} // namespace console
