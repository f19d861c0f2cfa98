#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/failure.h"
#include "lib/profile/address.h"

#include <QJsonObject>
#include <QUuid>

namespace console {

/// Where a profile keeps a secret.
enum class SecretStorage { Keychain, Session, AskEveryTime };

/// Which server certificates a profile accepts.
enum class TrustRule { Authorities, AuthorityFile, Pins };

enum class TlsVersion { Tls12, Tls13 };

/// A band along the window's top edge, to tell servers apart.
enum class ColourBand { None, Red, Orange, Green, Blue, Violet };

/// The proxy of a profile; its password is a secret.
struct ProfileProxy
{
    ProxySettings::Mode mode = ProxySettings::Mode::System;
    ProxySettings::Type type = ProxySettings::Type::Http;
    QString host;
    int port = 3128;
    QString user;
    friend bool operator==(const ProfileProxy &, const ProfileProxy &) = default;
};

/// The limits of Profile::maximumMessageMebibytes.
constexpr int fewestMessageMebibytes = 1;
constexpr int mostMessageMebibytes = 1024;
/// The limits of Profile::phaseSeconds and Profile::pingSeconds.
constexpr int fewestSeconds = 1;
constexpr int mostSeconds = 300;

/// A saved connection. Holds no secret.
struct Profile
{
    QUuid id;
    QString name;
    QString host; ///< host name, IPv4 or IPv6 without brackets
    int port = customaryPort;
    QString path = QStringLiteral("/"); ///< with query
    std::optional<QString> headerName; ///< none: no header is sent
    QStringList furtherHeaders; ///< names; their values are secrets
    SecretStorage storage = SecretStorage::Keychain; ///< of header values
    TrustRule trust = TrustRule::Authorities;
    QString authorityFile; ///< PEM; used with TrustRule::AuthorityFile
    QList<Pin> pins; ///< used with TrustRule::Pins
    TlsVersion lowestTls = TlsVersion::Tls12;
    int maximumMessageMebibytes = 64; ///< MiB; a bigger message closes the connection with 1009
    int phaseSeconds = 10; ///< the limit of each phase of connecting
    int pingSeconds = 15; ///< dead after two without any frame
    bool reconnects = true;
    QString clientCertificateFile; ///< PEM, or PKCS#12 with its key in it
    QString clientKeyFile; ///< PEM; empty with PKCS#12
    SecretStorage passphraseStorage = SecretStorage::Keychain; ///< of the client key
    ProfileProxy proxy;
    SecretStorage proxyPasswordStorage = SecretStorage::Keychain;
    ColourBand colour = ColourBand::None;
    bool monitorOnly = false; ///< requests that change something are refused here
    QStringList ignoredFindings; ///< ids of findings (idOf) that the user does not want to see
    QJsonObject dialect; ///< how this server wrote what the protocol leaves open (ServerDialect), last seen
    QJsonObject unknownKeys; ///< of newer versions; written back

    QUrl url() const;
    QString address() const { return url().toString(); } ///< "wss://host:9002", for people
    friend bool operator==(const Profile &, const Profile &) = default;
};

/// Why a header name or value must not be sent, as a sentence; empty: fine. The name is an RFC 7230 token and
/// none that the handshake itself uses; the value has no CR, LF, NUL. The sentence never repeats the value.
QString headerNameProblem(const QString &name);
QString headerValueProblem(const QByteArray &value);

/// The secrets of a profile, as far as they are known.
struct ProfileSecrets
{
    Secret headerValue;
    QHash<QString, Secret> furtherHeaders; ///< by name
    Secret passphrase; ///< of the client key
    Secret proxyPassword;
};

/// The names of a profile's secrets in a store (SecretKey::name).
inline QString passphraseName()
{
    return QStringLiteral("passphrase");
}
inline QString proxyPasswordName()
{
    return QStringLiteral("proxy");
}
inline QString furtherHeaderName(const QString &header)
{
    return QStringLiteral("header ") + header.toLower();
}

/// Reads the files a profile names and checks its headers. What is wrong is the problem of the settings, and
/// names the file. Keys are RSA or EC.
ConnectionSettings settingsFor(const Profile &profile, const ProfileSecrets &secrets);

} // namespace console
