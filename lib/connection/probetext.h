#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/probereport.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QSsl>

namespace console {

/// The judgements and sentences of the connection doctor; pure.

/// Whose fault a failure is, whenever it was noticed: with TLS 1.3 a server looks for the client's
/// certificate only after the handshake seems to be over.
ProbeStep failedStep(FailureKind kind, ConnectionPhase phase);

/// "116, certificate_required": a TLS alert with its registered name; Qt knows only some.
QString alertText(int number);
/// "fatal, certificate_required (116)".
QString alertText(QSsl::AlertLevel level, int number);

/// "192.0.2.14 and one IPv6 address".
QString addressesText(const QList<QHostAddress> &addresses);
/// "192.0.2.14, 2001:db8::14".
QString addressList(const QList<QHostAddress> &addresses);
/// "192.0.2.14:9002", "[::1]:9002".
QString endpointText(const QString &host, int port);
/// "the proxy 192.0.2.14:3128".
QString proxyText(const QNetworkProxy &proxy);

/// "9C41 7ED2 … 36A6 13F0".
QString shortFingerprint(const QByteArray &sha256);
/// "equal to the pin", "not the pinned one"; None: it was accepted.
QString certificateText(FailureKind kind, bool pinned);
/// "for localhost, until 3 Nov 2026, issued by Example CA".
QString certificateLine(const QSslCertificate &certificate);

/// OpenSSL's words for what is wrong with a certificate.
QString problemsText(const QList<QSslError> &errors);

/// "with the header X-Engage-Key"; names only.
QString headersText(const ConnectionSettings &settings);
/// "TLS 1.2 or newer".
QString lowestTlsText(QSsl::SslProtocol protocol);

/// The lines of an answer to the handshake, bounded and plain. @param bytes  without a secret
QStringList answerLines(const QByteArray &bytes);

/// "Closed with 4001 and the reason “go away”"; for other failures their title.
QString endText(const Failure &failure);

QString withCapital(const QString &text);
/// "0.3 s".
QString secondsText(std::chrono::milliseconds time);

} // namespace console
