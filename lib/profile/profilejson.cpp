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
    QJsonObject json{{u"sha256"_s, QString::fromLatin1(pin.sha256.toHex())},
        {u"accepted"_s, toJson(pin.acceptedErrors)},
        {u"pinnedAt"_s, pin.pinnedAt.toUTC().toString(Qt::ISODateWithMs)}, {u"subject"_s, pin.subject}};
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

QString storageName(SecretStorage storage)
{
    return storage == SecretStorage::Session ? u"session"_s : u"keychain"_s;
}

QString trustName(TrustRule rule)
{
    switch (rule) {
    case TrustRule::Authorities:
        return u"authorities"_s;
    case TrustRule::AuthorityFile:
        return u"authorityFile"_s;
    case TrustRule::Pins:
        break;
    }
    return u"pins"_s;
}

/// Profiles written before there was a rule: what they name is what counts.
TrustRule trustFromName(const QString &name, const Profile &profile)
{
    for (const TrustRule rule : {TrustRule::Authorities, TrustRule::AuthorityFile, TrustRule::Pins})
        if (name == trustName(rule))
            return rule;
    return !profile.pins.isEmpty()         ? TrustRule::Pins
        : !profile.authorityFile.isEmpty() ? TrustRule::AuthorityFile
                                           : TrustRule::Authorities;
}

int withinMessageLimits(int mebibytes)
{
    return std::clamp(mebibytes, fewestMessageMebibytes, mostMessageMebibytes);
}

/// A text under a key, and the key taken out of what is unknown.
QString takeText(QJsonObject &json, QLatin1StringView key, const QString &otherwise = {})
{
    const QJsonValue value = json.take(key);
    return value.isString() ? value.toString() : otherwise;
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
    if (profile.headerName)
        json.insert(u"headerName"_s, *profile.headerName);
    json.insert(u"secretStorage"_s, storageName(profile.storage));
    insertUnlessEmpty(json, u"authorityFile"_s, profile.authorityFile);
    insertUnlessEmpty(json, u"clientCertificateFile"_s, profile.clientCertificateFile);
    insertUnlessEmpty(json, u"clientKeyFile"_s, profile.clientKeyFile);
    json.insert(u"maximumMessageMebibytes"_s, withinMessageLimits(profile.maximumMessageMebibytes));
    QJsonArray pins;
    for (const Pin &pin : profile.pins)
        pins.append(toJson(pin));
    if (!pins.isEmpty())
        json.insert(u"pins"_s, pins);
    json.insert(u"trust"_s, trustName(profile.trust));
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
    profile.port = std::clamp(rest.take("port"_L1).toInt(customaryPort), 1, 65535);
    profile.path = takeText(rest, "path"_L1, u"/"_s);
    if (rest.value("headerName"_L1).isString())
        profile.headerName = takeText(rest, "headerName"_L1);
    const bool session = takeText(rest, "secretStorage"_L1) == storageName(SecretStorage::Session);
    profile.storage = session ? SecretStorage::Session : SecretStorage::Keychain;
    profile.authorityFile = takeText(rest, "authorityFile"_L1);
    profile.clientCertificateFile = takeText(rest, "clientCertificateFile"_L1);
    profile.clientKeyFile = takeText(rest, "clientKeyFile"_L1);
    profile.pins = pinsFromJson(rest.take("pins"_L1).toArray());
    profile.maximumMessageMebibytes =
        withinMessageLimits(rest.take("maximumMessageMebibytes"_L1).toInt(profile.maximumMessageMebibytes));
    profile.trust = trustFromName(takeText(rest, "trust"_L1), profile);
    profile.unknownKeys = rest;
    return profile;
}

} // namespace console
