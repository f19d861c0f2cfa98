#include "lib/profile/serverconfig.h"

#include "lib/profile/profile.h"

#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Far above any configuration; keeps a wrong choice of file from being read as one.
constexpr qsizetype maximumSize = 1024 * 1024;

const QStringList headerNameKeys{u"authentification_key"_s, u"authentication_key"_s};
const QStringList headerValueKeys{u"authentification_value"_s, u"authentication_value"_s};
const QStringList certificateKeys{u"certificate_file"_s, u"certificate_chain_file"_s, u"cert_file_name"_s};
const QStringList serverKeys{u"private_key_file"_s, u"rsa_private_key_file"_s, u"key_file_name"_s,
    u"tmp_dh_file"_s, u"dh_params_file_name"_s, u"passphrase"_s};

/// Looks things up in the file and collects what is wrong with them.
class Reader
{
public:
    explicit Reader(QJsonObject json) : m_json(std::move(json)) { m_config.isConfig = true; }
    ServerConfig read();

private:
    /// The first of the keys that is set; none: none is.
    std::optional<QString> text(const QStringList &keys);
    void readPort();
    void readHeader();
    void complain(const QString &sentence) { m_config.problems.append(sentence); }

    QJsonObject m_json;
    ServerConfig m_config;
};

bool isSet(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull() && value.toString(u"x"_s) != ""_L1
        && value.toString().compare("none"_L1, Qt::CaseInsensitive) != 0;
}

std::optional<QString> Reader::text(const QStringList &keys)
{
    std::optional<QString> found;
    QString foundKey;
    for (const QString &key : keys) {
        const QJsonValue value = m_json.value(key);
        if (!isSet(value))
            continue;
        if (!value.isString()) {
            complain(u"“%1” should be a text and is none: it was left out."_s.arg(key));
        } else if (!found) {
            found = value.toString();
            foundKey = key;
        } else if (*found != value.toString()) {
            complain(u"“%1” and “%2” differ: the first was taken."_s.arg(foundKey, key));
        }
    }
    return found;
}

/// Some write it as a text.
std::optional<int> portFrom(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toInt(&isNumber);
    const bool isPort = isNumber && number >= 1 && number <= 65535 && std::trunc(number) == number;
    return isPort ? std::optional(int(number)) : std::nullopt;
}

void Reader::readPort()
{
    const QJsonValue value = m_json.value("port"_L1);
    if (const std::optional<int> port = portFrom(value))
        m_config.port = *port;
    else if (isSet(value))
        complain(
            u"“port” should be a number from 1 to 65535: the customary %1 was taken."_s.arg(customaryPort));
    else
        complain(u"The file names no port: the customary %1 was taken."_s.arg(customaryPort));
}

void Reader::readHeader()
{
    const std::optional<QString> name = text(headerNameKeys);
    const std::optional<QString> value = text(headerValueKeys);
    if (!name && value)
        complain(u"The file has the value of a header but not its name: neither was taken."_s);
    if (!name)
        return;
    if (const QString problem = headerNameProblem(*name); !problem.isEmpty())
        return complain(u"The name of the header cannot be used. %1"_s.arg(problem));
    m_config.headerName = name;
    const QByteArray bytes = value.value_or(QString()).toUtf8();
    if (const QString problem = headerValueProblem(bytes); !problem.isEmpty())
        complain(u"The value of the header was left out. %1"_s.arg(problem));
    else if (value)
        m_config.headerValue = Secret(bytes);
    else
        complain(u"The file names the header %1 but not its value: ask the operator for it."_s.arg(*name));
}

ServerConfig Reader::read()
{
    readPort();
    readHeader();
    m_config.certificateFile = text(certificateKeys).value_or(QString());
    for (const QString &key : serverKeys) {
        if (isSet(m_json.value(key)))
            m_config.ignoredKeys.append(key);
    }
    return m_config;
}

ServerConfig refused(const QString &why)
{
    return {.problems = {why}};
}

bool hasAnyKey(const QJsonObject &json)
{
    for (const QStringList &keys :
        {QStringList{u"port"_s}, headerNameKeys, headerValueKeys, certificateKeys, serverKeys}) {
        for (const QString &key : keys) {
            if (json.contains(key))
                return true;
        }
    }
    return false;
}

} // namespace

ServerConfig importServerConfig(const QByteArray &bytes)
{
    if (bytes.size() > maximumSize)
        return refused(u"The file is too big to be the configuration of a server."_s);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return refused(u"The file is no JSON: %1 at byte %2."_s.arg(error.errorString()).arg(error.offset));
    if (!document.isObject() || !hasAnyKey(document.object()))
        return refused(
            u"The file is JSON but not the configuration of a server: it has none of its keys, such as "
            u"“port”, “authentication_key” and “authentication_value”."_s);
    return Reader(document.object()).read();
}

} // namespace console
