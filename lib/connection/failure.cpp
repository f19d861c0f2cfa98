#include "lib/connection/failure.h"

#include "lib/connection/failurewords.h"

#include <QHash>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// Contracts §3, "Retry": what another try can cure.
bool isTransient(FailureKind kind, const FailureContext &c)
{
    switch (kind) {
    case FailureKind::UnknownName:
    case FailureKind::ConnectionRefused:
    case FailureKind::Unreachable:
    case FailureKind::ProxyFailed:
    case FailureKind::Timeout:
    case FailureKind::ConnectionLost:
    case FailureKind::PeerSilent:
        return true;
    case FailureKind::TlsFailed: // a server that is being stopped hangs up
        return c.hungUp;
    case FailureKind::HttpStatus:
        return c.httpStatus == 429 || c.httpStatus >= 500;
    case FailureKind::ClosedAtOnce:
    case FailureKind::ClosedByServer:
        return c.closeCode <= 0 || c.closeCode == 1001 || c.closeCode == 1006
            || (c.closeCode >= 1011 && c.closeCode <= 1013);
    default:
        return false;
    }
}

} // namespace

QString toText(ConnectionPhase phase)
{
    switch (phase) {
    case ConnectionPhase::Address:
        return u"finding the address"_s;
    case ConnectionPhase::Port:
        return u"reaching the port"_s;
    case ConnectionPhase::Tls:
        return u"the TLS handshake"_s;
    case ConnectionPhase::Upgrade:
        return u"opening the WebSocket"_s;
    }
    return {};
}

QString toText(FailureAction action)
{
    switch (action) {
    case FailureAction::TryAgain:
        return u"Try again"_s;
    case FailureAction::EditAddress:
        return u"Edit address…"_s;
    case FailureAction::EditHeader:
        return u"Edit header…"_s;
    case FailureAction::EditTrust:
        return u"Edit trust…"_s;
    case FailureAction::AddClientCertificate:
        return u"Add client certificate…"_s;
    case FailureAction::ChooseClientCertificate:
        return u"Choose client certificate…"_s;
    case FailureAction::EnterPassphrase:
        return u"Enter passphrase…"_s;
    case FailureAction::EditProxy:
        return u"Edit proxy…"_s;
    case FailureAction::EditLimits:
        return u"Edit limits…"_s;
    case FailureAction::CompareCertificates:
        return u"Compare…"_s;
    case FailureAction::ShowCertificate:
        return u"Show certificate…"_s;
    }
    return {};
}

Failure describeFailure(FailureKind kind, const FailureContext &context)
{
    const FailureWords words = wordsFor(kind, context);
    const FailureHelp help = helpFor(kind, context);
    Failure failure;
    failure.kind = kind;
    failure.title = words.title;
    failure.cause = words.cause;
    failure.detail = context.detail;
    if (kind == FailureKind::Timeout && failure.detail.isEmpty())
        failure.detail = u"timeout: %1"_s.arg(toText(context.phase));
    failure.advice = help.advice;
    failure.actions = help.actions;
    failure.transient = isTransient(kind, context);
    failure.retryAfter = context.retryAfter;
    failure.response = context.response;
    failure.httpStatus = context.httpStatus;
    failure.closeCode = context.closeCode;
    failure.closeReason = context.closeReason;
    return failure;
}

QString closeCodeText(int code)
{
    if (code == unreadableCloseCode)
        return u"a code that could not be read"_s;
    static const QHash<int, QString> meanings{{1000, u"normal end"_s}, {1001, u"going away"_s},
        {1002, u"protocol error"_s}, {1003, u"unsupported data"_s}, {1005, u"no code sent"_s},
        {1006, u"connection lost"_s}, {1007, u"invalid text"_s}, {1008, u"policy violation"_s},
        {1009, u"message too big"_s}, {1010, u"extension missing"_s}, {1011, u"server error"_s},
        {1012, u"service restart"_s}, {1013, u"try again later"_s}, {1014, u"bad gateway"_s},
        {1015, u"TLS failure"_s}};
    const QString meaning = meanings.value(code);
    return meaning.isEmpty() ? QString::number(code) : u"%1 %2"_s.arg(code).arg(meaning);
}

} // namespace console
