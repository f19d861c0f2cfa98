#include "lib/profile/profilejson.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

struct ErrorName
{
    QSslError::SslError error;
    QLatin1StringView name;
};

/// What a pin may accept beyond an unknown issuer, by names that do not depend on Qt's numbers.
constexpr std::array errorNames{ErrorName{QSslError::HostNameMismatch, "wrong name"_L1},
    ErrorName{QSslError::CertificateExpired, "expired"_L1},
    ErrorName{QSslError::CertificateNotYetValid, "not yet valid"_L1}};

QJsonArray toJson(const QList<QSslError::SslError> &errors)
{
    QJsonArray names;
    for (const ErrorName &known : errorNames) {
        if (errors.contains(known.error))
            names.append(known.name);
    }
    return names;
}

QList<QSslError::SslError> errorsFromJson(const QJsonArray &names)
{
    QList<QSslError::SslError> errors;
    for (const ErrorName &known : errorNames) {
        if (names.contains(known.name))
            errors.append(known.error);
    }
    return errors;
}

void insertUnlessEmpty(QJsonObject &json, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        json.insert(key, text);
}

QJsonObject toJson(const Pin &pin)
{
    QJsonObject json = pin.unknownKeys;
    json.insert(u"sha256"_s, QString::fromLatin1(pin.sha256.toHex()));
    json.insert(u"accepted"_s, toJson(pin.acceptedErrors));
    json.insert(u"pinnedAt"_s, pin.pinnedAt.toUTC().toString(Qt::ISODateWithMs));
    json.insert(u"subject"_s, pin.subject);
    insertUnlessEmpty(json, u"pinnedBy"_s, pin.pinnedBy);
    insertUnlessEmpty(json, u"certificate"_s, QString::fromLatin1(pin.certificate.toBase64()));
    return json;
}

/// Another certificate than the pinned one would show the user something else than what is compared.
QByteArray certificateFromJson(const QJsonValue &json, const QByteArray &sha256)
{
    const QByteArray der = QByteArray::fromBase64(json.toString().toLatin1());
    return QCryptographicHash::hash(der, QCryptographicHash::Sha256) == sha256 ? der : QByteArray();
}

Pin pinFromJson(const QJsonValue &json)
{
    Pin pin;
    pin.sha256 = parseSha256(json["sha256"_L1].toString());
    pin.acceptedErrors = errorsFromJson(json["accepted"_L1].toArray());
    pin.pinnedAt = QDateTime::fromString(json["pinnedAt"_L1].toString(), Qt::ISODateWithMs);
    pin.subject = json["subject"_L1].toString();
    pin.pinnedBy = json["pinnedBy"_L1].toString();
    pin.certificate = certificateFromJson(json["certificate"_L1], pin.sha256);
    pin.unknownKeys = json.toObject();
    for (const QLatin1StringView key :
        {"sha256"_L1, "accepted"_L1, "pinnedAt"_L1, "subject"_L1, "pinnedBy"_L1, "certificate"_L1})
        pin.unknownKeys.remove(key);
    return pin;
}

QList<Pin> pinsFromJson(const QJsonArray &json)
{
    QList<Pin> pins;
    for (const QJsonValue &entry : json) {
        // A pin that cannot be read must not vanish: without it the authorities would count again. An empty
        // fingerprint equals no certificate.
        pins.append(pinFromJson(entry));
    }
    return pins;
}

/// A value of an enumeration and its name in the file.
template <typename Value>
struct ValueName
{
    Value value;
    QLatin1StringView name;
};
template <typename Value>
ValueName(Value, QLatin1StringView) -> ValueName<Value>; // clang 14 does not guess it

constexpr std::array storageNames{ValueName{SecretStorage::Keychain, "keychain"_L1},
    ValueName{SecretStorage::Session, "session"_L1}, ValueName{SecretStorage::AskEveryTime, "ask"_L1}};
constexpr std::array trustNames{ValueName{TrustRule::Authorities, "authorities"_L1},
    ValueName{TrustRule::AuthorityFile, "authorityFile"_L1}, ValueName{TrustRule::Pins, "pins"_L1}};
constexpr std::array tlsNames{ValueName{TlsVersion::Tls12, "1.2"_L1}, ValueName{TlsVersion::Tls13, "1.3"_L1}};
constexpr std::array proxyModeNames{ValueName{ProxySettings::Mode::None, "none"_L1},
    ValueName{ProxySettings::Mode::System, "system"_L1}, ValueName{ProxySettings::Mode::Manual, "manual"_L1}};
constexpr std::array proxyTypeNames{
    ValueName{ProxySettings::Type::Http, "http"_L1}, ValueName{ProxySettings::Type::Socks5, "socks5"_L1}};
constexpr std::array colourNames{ValueName{ColourBand::None, "none"_L1}, ValueName{ColourBand::Red, "red"_L1},
    ValueName{ColourBand::Orange, "orange"_L1}, ValueName{ColourBand::Green, "green"_L1},
    ValueName{ColourBand::Blue, "blue"_L1}, ValueName{ColourBand::Violet, "violet"_L1}};

// What stands in for a name of a newer version: the careful choice.
constexpr SecretStorage unknownStorage = SecretStorage::AskEveryTime;
constexpr TrustRule unknownTrust = TrustRule::Pins; // without one the certificate is a question
constexpr TlsVersion unknownTls = TlsVersion::Tls13;
constexpr ProxySettings::Mode unknownProxyMode = ProxySettings::Mode::System;
constexpr ProxySettings::Type unknownProxyType = ProxySettings::Type::Http;
constexpr ColourBand unknownColour = ColourBand::None;

/// What counts where no rule is named, as in files from before there was one: what the profile names.
TrustRule unnamedTrust(const Profile &profile)
{
    return !profile.pins.isEmpty()         ? TrustRule::Pins
        : !profile.authorityFile.isEmpty() ? TrustRule::AuthorityFile
                                           : TrustRule::Authorities;
}

/// The value under a key, and the key taken out of what is unknown. A name of a newer version stays there, so
/// that it is written back; what is no name does not.
template <typename Value, size_t count>
Value takeValue(QJsonObject &json, QLatin1StringView key, const std::array<ValueName<Value>, count> &names,
    Value otherwise, Value unknown)
{
    const QString name = json.value(key).toString();
    for (const ValueName<Value> &known : names) {
        if (name == known.name) {
            json.remove(key);
            return known.value;
        }
    }
    if (!name.isEmpty())
        return unknown;
    json.remove(key);
    return otherwise;
}

/// A name of a newer version stays as long as the value is what stood in for it: then nobody changed it.
template <typename Value, size_t count>
void insertValue(QJsonObject &json, QLatin1StringView key, const std::array<ValueName<Value>, count> &names,
    Value value, Value unknown)
{
    if (value == unknown && json.value(key).isString())
        return;
    for (const ValueName<Value> &known : names) {
        if (known.value == value)
            json.insert(key, known.name);
    }
}

int withinMessageLimits(int mebibytes)
{
    return std::clamp(mebibytes, fewestMessageMebibytes, mostMessageMebibytes);
}

int withinSeconds(int seconds)
{
    return std::clamp(seconds, fewestSeconds, mostSeconds);
}

int withinPorts(int port)
{
    return std::clamp(port, 1, 65535);
}

/// A text under a key, and the key taken out of what is unknown.
QString takeText(QJsonObject &json, QLatin1StringView key, const QString &otherwise = {})
{
    const QJsonValue value = json.take(key);
    return value.isString() ? value.toString() : otherwise;
}

/// What is of another shape is of a newer version, and stays.
QJsonArray takeArray(QJsonObject &json, QLatin1StringView key)
{
    return json.value(key).isArray() ? json.take(key).toArray() : QJsonArray();
}

QStringList takeTexts(
    QJsonObject &json, QLatin1StringView key, Qt::CaseSensitivity sameness = Qt::CaseInsensitive)
{
    QStringList texts;
    for (const QJsonValue &value : takeArray(json, key)) {
        if (!value.toString().isEmpty() && !texts.contains(value.toString(), sameness))
            texts.append(value.toString());
    }
    return texts;
}

void insertUnlessEmpty(QJsonObject &json, const QString &key, const QJsonArray &array)
{
    if (!array.isEmpty())
        json.insert(key, array);
}

/// @param json  what the file held about the proxy and we do not know
QJsonObject toJson(const ProfileProxy &proxy, QJsonObject json)
{
    insertValue(json, "mode"_L1, proxyModeNames, proxy.mode, unknownProxyMode);
    insertValue(json, "type"_L1, proxyTypeNames, proxy.type, unknownProxyType);
    insertUnlessEmpty(json, u"host"_s, proxy.host);
    json.insert(u"port"_s, withinPorts(proxy.port));
    insertUnlessEmpty(json, u"user"_s, proxy.user);
    return json;
}

/// Takes what is known out of `json`; puts what is not back under the same key.
ProfileProxy takeProxy(QJsonObject &json)
{
    if (json.contains("proxy"_L1) && !json.value("proxy"_L1).isObject())
        return {};
    QJsonObject rest = json.take("proxy"_L1).toObject();
    ProfileProxy proxy;
    proxy.mode = takeValue(rest, "mode"_L1, proxyModeNames, proxy.mode, unknownProxyMode);
    proxy.type = takeValue(rest, "type"_L1, proxyTypeNames, proxy.type, unknownProxyType);
    proxy.host = takeText(rest, "host"_L1);
    proxy.port = withinPorts(rest.take("port"_L1).toInt(proxy.port));
    proxy.user = takeText(rest, "user"_L1);
    if (!rest.isEmpty())
        json.insert("proxy"_L1, rest);
    return proxy;
}

void insertSecurity(QJsonObject &json, const Profile &profile)
{
    if (profile.headerName)
        json.insert(u"headerName"_s, *profile.headerName);
    insertUnlessEmpty(json, u"furtherHeaders"_s, QJsonArray::fromStringList(profile.furtherHeaders));
    insertValue(json, "secretStorage"_L1, storageNames, profile.storage, unknownStorage);
    insertUnlessEmpty(json, u"authorityFile"_s, profile.authorityFile);
    insertUnlessEmpty(json, u"clientCertificateFile"_s, profile.clientCertificateFile);
    insertUnlessEmpty(json, u"clientKeyFile"_s, profile.clientKeyFile);
    insertValue(json, "passphraseStorage"_L1, storageNames, profile.passphraseStorage, unknownStorage);
    QJsonArray pins;
    for (const Pin &pin : profile.pins)
        pins.append(toJson(pin));
    insertUnlessEmpty(json, u"pins"_s, pins);
    insertValue(json, "trust"_L1, trustNames, profile.trust, unknownTrust);
    insertValue(json, "lowestTls"_L1, tlsNames, profile.lowestTls, unknownTls);
}

void takeSecurity(QJsonObject &rest, Profile &profile)
{
    if (rest.value("headerName"_L1).isString())
        profile.headerName = takeText(rest, "headerName"_L1);
    profile.furtherHeaders = takeTexts(rest, "furtherHeaders"_L1);
    profile.storage =
        takeValue(rest, "secretStorage"_L1, storageNames, SecretStorage::Keychain, unknownStorage);
    profile.authorityFile = takeText(rest, "authorityFile"_L1);
    profile.clientCertificateFile = takeText(rest, "clientCertificateFile"_L1);
    profile.clientKeyFile = takeText(rest, "clientKeyFile"_L1);
    profile.passphraseStorage =
        takeValue(rest, "passphraseStorage"_L1, storageNames, SecretStorage::Keychain, unknownStorage);
    profile.pins = pinsFromJson(takeArray(rest, "pins"_L1));
    profile.trust = takeValue(rest, "trust"_L1, trustNames, unnamedTrust(profile), unknownTrust);
    profile.lowestTls = takeValue(rest, "lowestTls"_L1, tlsNames, TlsVersion::Tls12, unknownTls);
}

void insertConduct(QJsonObject &json, const Profile &profile)
{
    json.insert(u"maximumMessageMebibytes"_s, withinMessageLimits(profile.maximumMessageMebibytes));
    json.insert(u"phaseSeconds"_s, withinSeconds(profile.phaseSeconds));
    json.insert(u"pingSeconds"_s, withinSeconds(profile.pingSeconds));
    // What is of another shape is of a newer version, and stays as long as nothing else is wanted.
    if (!json.contains("reconnects"_L1) || !profile.reconnects)
        json.insert(u"reconnects"_s, profile.reconnects);
    if (!json.contains("proxy"_L1) || json.value("proxy"_L1).isObject() || profile.proxy != ProfileProxy())
        json.insert(u"proxy"_s, toJson(profile.proxy, json.value("proxy"_L1).toObject()));
    insertValue(json, "proxyPasswordStorage"_L1, storageNames, profile.proxyPasswordStorage, unknownStorage);
    insertValue(json, "colour"_L1, colourNames, profile.colour, unknownColour);
    json.insert(u"monitorOnly"_s, profile.monitorOnly);
}

/// What was learnt of the server while it was watched. What is of another shape is of a newer version, and
/// stays until there is something to say.
void insertLearnt(QJsonObject &json, const Profile &profile)
{
    insertUnlessEmpty(json, u"ignoredFindings"_s, QJsonArray::fromStringList(profile.ignoredFindings));
    if (!profile.dialect.isEmpty())
        json.insert(u"dialect"_s, profile.dialect);
}

void takeLearnt(QJsonObject &rest, Profile &profile)
{
    profile.ignoredFindings = takeTexts(rest, "ignoredFindings"_L1, Qt::CaseSensitive);
    if (rest.value("dialect"_L1).isObject())
        profile.dialect = rest.take("dialect"_L1).toObject();
}

void takeConduct(QJsonObject &rest, Profile &profile)
{
    profile.maximumMessageMebibytes =
        withinMessageLimits(rest.take("maximumMessageMebibytes"_L1).toInt(profile.maximumMessageMebibytes));
    profile.phaseSeconds = withinSeconds(rest.take("phaseSeconds"_L1).toInt(profile.phaseSeconds));
    profile.pingSeconds = withinSeconds(rest.take("pingSeconds"_L1).toInt(profile.pingSeconds));
    if (rest.value("reconnects"_L1).isBool())
        profile.reconnects = rest.take("reconnects"_L1).toBool();
    profile.proxy = takeProxy(rest);
    profile.proxyPasswordStorage =
        takeValue(rest, "proxyPasswordStorage"_L1, storageNames, SecretStorage::Keychain, unknownStorage);
    profile.colour = takeValue(rest, "colour"_L1, colourNames, ColourBand::None, unknownColour);
    profile.monitorOnly = rest.take("monitorOnly"_L1).toBool(profile.monitorOnly);
}

} // namespace

QJsonObject toJson(const Profile &profile)
{
    QJsonObject json = profile.unknownKeys;
    json.insert(u"id"_s, profile.id.toString(QUuid::WithoutBraces));
    json.insert(u"name"_s, profile.name);
    json.insert(u"host"_s, profile.host);
    json.insert(u"port"_s, profile.port);
    json.insert(u"path"_s, profile.path);
    insertSecurity(json, profile);
    insertConduct(json, profile);
    insertLearnt(json, profile);
    return json;
}

std::optional<Profile> profileFromJson(const QJsonObject &json)
{
    QJsonObject rest = json;
    Profile profile;
    profile.id = QUuid::fromString(takeText(rest, "id"_L1));
    if (profile.id.isNull())
        return std::nullopt;
    profile.name = takeText(rest, "name"_L1);
    profile.host = takeText(rest, "host"_L1);
    profile.port = withinPorts(rest.take("port"_L1).toInt(customaryPort));
    profile.path = takeText(rest, "path"_L1, u"/"_s);
    takeSecurity(rest, profile);
    takeConduct(rest, profile);
    takeLearnt(rest, profile);
    profile.unknownKeys = rest;
    return profile;
}

} // namespace console
