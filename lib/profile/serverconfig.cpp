#include "lib/profile/serverconfig.h"

#include "lib/profile/address.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The first of the spellings that is set; "none" means not set.
QString textOf(const QJsonObject &json, const QStringList &keys)
{
    for (const QString &key : keys)
        if (const QString text = json.value(key).toString(); !text.isEmpty() && text != "none"_L1)
            return text;
    return {};
}

} // namespace

ServerConfig importServerConfig(const QByteArray &json)
{
    ServerConfig config;
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject()) {
        config.problem = u"This file is no imm_websocket_config.json: it holds no JSON object."_s;
        return config;
    }
    const QJsonObject object = document.object();
    config.port = object.value("port"_L1).toInt(customaryPort);
    const QString name = textOf(object, {u"authentification_key"_s, u"authentication_key"_s});
    if (!name.isEmpty())
        config.headerName = name;
    config.headerValue =
        Secret(textOf(object, {u"authentification_value"_s, u"authentication_value"_s}).toUtf8());
    config.certificateFile =
        textOf(object, {u"certificate_file"_s, u"certificate_chain_file"_s, u"cert_file_name"_s});
    for (const QString &key :
        {u"private_key_file"_s, u"rsa_private_key_file"_s, u"key_file_name"_s, u"passphrase"_s})
        if (!textOf(object, {key}).isEmpty())
            config.ignored.append(key);
    return config;
}

} // namespace console
