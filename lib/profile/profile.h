#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/profile/address.h"

#include <QJsonObject>
#include <QUuid>

namespace console {

/// Where a profile keeps its header value.
enum class SecretStorage { Keychain, Session };

/// The limits of Profile::maximumMessageMebibytes.
constexpr int fewestMessageMebibytes = 1;
constexpr int mostMessageMebibytes = 1024;

/// A saved connection. Holds no secret.
struct Profile
{
    QUuid id;
    QString name;
    QString host; ///< host name, IPv4 or IPv6 without brackets
    int port = customaryPort;
    QString path = QStringLiteral("/"); ///< with query
    std::optional<QString> headerName; ///< none: no header is sent
    SecretStorage storage = SecretStorage::Keychain;
    QString authorityFile; ///< PEM; empty: the system's authorities
    QList<Pin> pins;
    int maximumMessageMebibytes = 64; ///< MiB; a bigger message closes the connection with 1009
    QString clientCertificateFile; ///< PEM
    QString clientKeyFile; ///< PEM
    QJsonObject unknownKeys; ///< of newer versions; written back

    QUrl url() const;
    QString address() const { return url().toString(); } ///< "wss://host:9002", for people
    friend bool operator==(const Profile &, const Profile &) = default;
};

/// Why a header name or value must not be sent, as a sentence; empty: fine. The name is an RFC 7230 token and
/// none that the handshake itself uses; the value has no CR, LF, NUL. The sentence never repeats the value.
QString headerNameProblem(const QString &name);
QString headerValueProblem(const QByteArray &value);

/// Reads the files a profile names and checks its header. `error` is a sentence that names the file and what
/// is wrong with it, or empty; with an error the settings must not be used. Keys are RSA or EC, without a
/// passphrase.
ConnectionSettings settingsFor(const Profile &profile, const Secret &headerValue, QString *error);

} // namespace console
