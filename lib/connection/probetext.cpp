#include "lib/connection/probetext.h"

#include "lib/connection/failurewords.h"
#include "lib/connection/plaintext.h"

#include <QHash>
#include <QLocale>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostAddresses = 8;
constexpr qsizetype mostAnswerLines = 40;
constexpr qsizetype longestLine = 300;
constexpr qsizetype longestNames = 200;

/// IANA's registry of TLS alerts.
QString alertName(int number)
{
    static const QHash<int, QString> names{{0, u"close_notify"_s}, {10, u"unexpected_message"_s},
        {20, u"bad_record_mac"_s}, {22, u"record_overflow"_s}, {40, u"handshake_failure"_s},
        {42, u"bad_certificate"_s}, {43, u"unsupported_certificate"_s}, {44, u"certificate_revoked"_s},
        {45, u"certificate_expired"_s}, {46, u"certificate_unknown"_s}, {47, u"illegal_parameter"_s},
        {48, u"unknown_ca"_s}, {49, u"access_denied"_s}, {50, u"decode_error"_s}, {51, u"decrypt_error"_s},
        {70, u"protocol_version"_s}, {71, u"insufficient_security"_s}, {80, u"internal_error"_s},
        {86, u"inappropriate_fallback"_s}, {90, u"user_canceled"_s}, {100, u"no_renegotiation"_s},
        {109, u"missing_extension"_s}, {110, u"unsupported_extension"_s}, {112, u"unrecognized_name"_s},
        {113, u"bad_certificate_status_response"_s}, {115, u"unknown_psk_identity"_s},
        {116, u"certificate_required"_s}, {120, u"no_application_protocol"_s}};
    return names.value(number, u"unknown"_s);
}

QString counted(qsizetype count, const QString &version, bool further)
{
    const QString number = count == 1 ? u"one"_s : QString::number(count);
    return u"%1 %2%3 %4"_s.arg(
        number, further ? u"more "_s : QString(), version, count == 1 ? u"address"_s : u"addresses"_s);
}

} // namespace

ProbeStep failedStep(FailureKind kind, ConnectionPhase phase)
{
    switch (kind) {
    case FailureKind::UntrustedCertificate:
    case FailureKind::CertificateExpired:
    case FailureKind::CertificateNotYetValid:
    case FailureKind::WrongName:
    case FailureKind::CertificateChanged:
    case FailureKind::AuthorityFileUnusable:
        return ProbeStep::Certificate;
    case FailureKind::PlainText:
    case FailureKind::TlsFailed:
    case FailureKind::TlsVersion:
    case FailureKind::ClientCertificateRequired:
    case FailureKind::ClientCertificateRefused:
    case FailureKind::ClientKeyMissing:
    case FailureKind::ClientKeyMismatch:
    case FailureKind::PassphraseNeeded:
    case FailureKind::WrongPassphrase:
    case FailureKind::UnsupportedKey:
    case FailureKind::OldPkcs12:
    case FailureKind::ClientFileUnusable:
        return ProbeStep::Tls;
    default:
        break;
    }
    static constexpr ProbeStep steps[]{
        ProbeStep::Address, ProbeStep::Port, ProbeStep::Tls, ProbeStep::WebSocket};
    return steps[int(phase)];
}

QString alertText(int number)
{
    return u"%1, %2"_s.arg(number).arg(alertName(number));
}

QString alertText(QSsl::AlertLevel level, int number)
{
    const QString severity = level == QSsl::AlertLevel::Fatal ? u"fatal"_s
        : level == QSsl::AlertLevel::Warning                  ? u"warning"_s
                                                              : u"unknown level"_s;
    return u"%1, %2 (%3)"_s.arg(severity, alertName(number)).arg(number);
}

QString addressesText(const QList<QHostAddress> &addresses)
{
    if (addresses.isEmpty())
        return {};
    const bool firstIs4 = addresses.first().protocol() == QAbstractSocket::IPv4Protocol;
    const auto all4 = std::count_if(addresses.begin(), addresses.end(),
        [](const QHostAddress &address) { return address.protocol() == QAbstractSocket::IPv4Protocol; });
    const qsizetype more4 = all4 - (firstIs4 ? 1 : 0);
    const qsizetype more6 = addresses.size() - all4 - (firstIs4 ? 0 : 1);
    QStringList parts{addresses.first().toString()};
    if (more4 > 0)
        parts.append(counted(more4, u"IPv4"_s, firstIs4));
    if (more6 > 0)
        parts.append(counted(more6, u"IPv6"_s, !firstIs4));
    const QString last = parts.takeLast();
    return parts.isEmpty() ? last : parts.join(u", "_s) + u" and "_s + last;
}

QString addressList(const QList<QHostAddress> &addresses)
{
    QStringList list;
    for (const QHostAddress &address : addresses.first(std::min(addresses.size(), mostAddresses)))
        list.append(address.toString());
    if (addresses.size() > mostAddresses)
        list.append(u"…"_s);
    return list.join(u", "_s);
}

QString endpointText(const QString &host, int port)
{
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

QString proxyText(const QNetworkProxy &proxy)
{
    return u"the proxy "_s + endpointText(proxy.hostName(), proxy.port());
}

QString shortFingerprint(const QByteArray &sha256)
{
    constexpr qsizetype twoGroups = 9;
    const QString groups = formatSha256(sha256);
    return groups.left(twoGroups) + u" … "_s + groups.right(twoGroups);
}

QString certificateText(FailureKind kind, bool pinned)
{
    switch (kind) {
    case FailureKind::None:
        return pinned ? u"equal to the pin"_s : u"signed by a trusted authority"_s;
    case FailureKind::CertificateChanged:
        return u"not the pinned one"_s;
    case FailureKind::CertificateExpired:
        return u"out of date"_s;
    case FailureKind::CertificateNotYetValid:
        return u"not valid yet"_s;
    case FailureKind::WrongName:
        return u"for another name"_s;
    case FailureKind::UntrustedCertificate:
        return u"signed by nobody this connection trusts"_s;
    default:
        return u"refused"_s;
    }
}

QString certificateLine(const QSslCertificate &certificate)
{
    const QString names = namesOf(certificate);
    const QString issuer = certificate.issuerDisplayName();
    const auto day = [](const QDateTime &time) {
        return QLocale::c().toString(time.toUTC().date(), u"d MMM yyyy"_s);
    };
    return u"it is for %1, from %2 to %3, issued by %4"_s.arg(
        names.isEmpty() ? u"no name"_s : plainText(names, longestNames), day(certificate.effectiveDate()),
        day(certificate.expiryDate()), issuer.isEmpty() ? u"nobody"_s : plainText(issuer, longestNames));
}

QString problemsText(const QList<QSslError> &errors)
{
    QStringList words;
    for (const QSslError &error : errors) {
        if (!words.contains(error.errorString()))
            words.append(error.errorString());
    }
    return words.join(u"; "_s);
}

QString headersText(const ConnectionSettings &settings)
{
    QStringList names;
    if (!settings.headerName.isEmpty())
        names.append(QString::fromUtf8(settings.headerName));
    for (const HandshakeHeader &header : settings.furtherHeaders)
        names.append(QString::fromUtf8(header.name));
    if (names.isEmpty())
        return u"without an authorization header"_s;
    return (names.size() == 1 ? u"with the header "_s : u"with the headers "_s) + names.join(u", "_s);
}

QString lowestTlsText(QSsl::SslProtocol protocol)
{
    return protocol == QSsl::TlsV1_3OrLater ? u"TLS 1.3 or newer"_s : u"TLS 1.2 or newer"_s;
}

QStringList answerLines(const QByteArray &bytes)
{
    QStringList lines;
    for (const QByteArray &line : bytes.split('\n')) {
        if (lines.size() == mostAnswerLines)
            return lines << u"…"_s;
        if (!line.trimmed().isEmpty())
            lines.append(plainText(line.endsWith('\r') ? line.chopped(1) : line, longestLine));
    }
    return lines;
}

QString endText(const Failure &failure)
{
    const bool byServer =
        failure.kind == FailureKind::ClosedAtOnce || failure.kind == FailureKind::ClosedByServer;
    if (failure.closeCode == 0 || !byServer)
        return failure.title;
    QString text = u"Closed with "_s + closeCodeText(failure.closeCode);
    if (!failure.closeReason.isEmpty())
        text += u" and the reason \u201c%1\u201d"_s.arg(plainText(failure.closeReason, longestLine));
    return text;
}

QString withCapital(const QString &text)
{
    return text.left(1).toUpper() + text.mid(1);
}

QString secondsText(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1'000) + u" s"_s;
}

} // namespace console
