#include "lib/protocol/schemadocument.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int maximumReferences = 16;
constexpr int maximumNesting = 8;

std::optional<double> numberIn(const QJsonObject &schema, QLatin1StringView key)
{
    const QJsonValue value = schema[key];
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

SchemaDocument::SchemaDocument(const QByteArray &json)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        fail(u"The catalogue is no JSON: %1 at byte %2."_s.arg(parseError.errorString())
                 .arg(parseError.offset));
    else if (!document.object()["asyncapi"_L1].toString().startsWith("3."_L1))
        fail(u"The catalogue is no AsyncAPI 3 document."_s);
    else
        m_root = document.object();
}

void SchemaDocument::fail(const QString &sentence)
{
    if (m_error.isEmpty())
        m_error = sentence;
}

QJsonObject SchemaDocument::resolved(const QJsonValue &value)
{
    QJsonValue current = value;
    for (int hop = 0; hop < maximumReferences; ++hop) {
        const QJsonValue reference = current["$ref"_L1];
        if (reference.isUndefined())
            return current.toObject();
        current = target(reference.toString());
        if (!current.isObject()) {
            fail(u"The reference “%1” leads nowhere."_s.arg(reference.toString()));
            return {};
        }
    }
    fail(u"The reference “%1” leads in a circle."_s.arg(value["$ref"_L1].toString()));
    return {};
}

QJsonValue SchemaDocument::target(const QString &reference) const
{
    if (!reference.startsWith("#/"_L1))
        return QJsonValue::Undefined;
    QJsonValue value = m_root;
    for (QString &name : reference.mid(2).split(u'/'))
        value = value[name.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1)];
    return value;
}

QJsonObject SchemaDocument::schema(const QString &name)
{
    return resolved(m_root["components"_L1]["schemas"_L1][name]);
}

QList<QJsonObject> SchemaDocument::parts(const QJsonValue &schema)
{
    QList<QJsonObject> parts;
    collectParts(schema, 0, parts);
    return parts;
}

void SchemaDocument::collectParts(const QJsonValue &schema, int depth, QList<QJsonObject> &parts)
{
    if (depth > maximumNesting)
        return fail(u"Schemas are nested deeper than %1."_s.arg(maximumNesting));
    const QJsonObject object = resolved(schema);
    parts.append(object);
    for (const QJsonValue &part : object["allOf"_L1].toArray()) {
        if (m_error.isEmpty())
            collectParts(part, depth + 1, parts);
    }
}

ValueRule SchemaDocument::valueRule(const QJsonValue &schema)
{
    const QJsonObject object = resolved(schema);
    ValueRule rule;
    rule.range = {numberIn(object, "minimum"_L1), numberIn(object, "maximum"_L1)};
    rule.unit = object["x-unit"_L1].toString();
    rule.choices = choicesOf(object);
    rule.help = object["description"_L1].toString();
    rule.usual = object["default"_L1];
    return rule;
}

Parameter::Type parameterType(const QJsonObject &schema)
{
    using Type = Parameter::Type;
    const QJsonValue type = schema["type"_L1];
    const QString name = type.isArray() ? type[0].toString() : type.toString();
    static const QHash<QString, Type> types{{u"integer"_s, Type::Integer}, {u"number"_s, Type::Number},
        {u"string"_s, Type::String}, {u"boolean"_s, Type::Boolean}};
    return types.value(name, Type::Any);
}

ParameterRole parameterRole(const QJsonObject &schema)
{
    static const QHash<QString, ParameterRole> roles{{u"room"_s, ParameterRole::Room},
        {u"participant"_s, ParameterRole::Participant}, {u"layout"_s, ParameterRole::Layout},
        {u"seat"_s, ParameterRole::Seat}};
    return roles.value(schema["x-role"_L1].toString(), ParameterRole::Plain);
}

QList<Choice> choicesOf(const QJsonObject &schema)
{
    QList<Choice> choices;
    for (const QJsonValue &choice : schema["oneOf"_L1].toArray())
        choices.append(
            {choice["const"_L1], choice["title"_L1].toString(), choice["description"_L1].toString()});
    for (const QJsonValue &value : schema["enum"_L1].toArray())
        choices.append({value, value.toVariant().toString(), {}});
    return choices;
}

QStringList orderedKeys(const QJsonObject &object, const QJsonValue &order)
{
    QStringList keys;
    QStringList others = object.keys();
    for (const QJsonValue &name : order.toArray()) {
        if (others.removeOne(name.toString()))
            keys.append(name.toString());
    }
    return keys + others;
}

} // namespace console
