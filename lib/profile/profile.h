#pragma once

#include "lib/connection/connectionsettings.h"

#include <QJsonObject>
#include <QUuid>

namespace console {

/// Where a profile keeps its header value.
enum class SecretStorage { Keychain, Session };

/// A saved connection. Holds no secret.
struct Profile
{
    QUuid id;
    QString name;
    QString host; ///< host name, IPv4 or IPv6 without brackets
    int port = 9002;
    QString path = QStringLiteral("/"); ///< with query
    std::optional<QString> headerName; ///< none: no header is sent
    SecretStorage storage = SecretStorage::Keychain;
    QString authorityFile; ///< PEM; empty: the system's authorities
    QList<Pin> pins;
    QString clientCertificateFile; ///< PEM
    QString clientKeyFile; ///< PEM
    QJsonObject unknownKeys; ///< of newer versions; written back

    QUrl url() const;
    QString address() const { return url().toString(); } ///< "wss://host:9002"
    friend bool operator==(const Profile &, const Profile &) = default;
};

/// The parts of an address, or why it is none.
struct Address
{
    QString host;
    int port = 9002;
    QString path = QStringLiteral("/");
    QString error; ///< a sentence; empty: it is an address
};

/// Reads "host", "host:9002", "[::1]:9002", "wss://host:9002/path". ws:// is answered with words.
Address parseAddress(const QString &text);

/// Why a header name or value must not be sent; empty: fine. The name is an RFC 7230 token and none that the handshake
/// itself uses; the value has no CR, LF, NUL.
QString headerNameProblem(const QString &name);
QString headerValueProblem(const QByteArray &value);

/// Reads the files a profile names. `error` is a sentence that names the file and what is wrong with it.
ConnectionSettings settingsFor(const Profile &profile, const Secret &headerValue, QString *error);

} // namespace console
