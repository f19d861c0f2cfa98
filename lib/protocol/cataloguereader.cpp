#include "lib/protocol/cataloguereader.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace console {

CatalogueReader::CatalogueReader(const QByteArray &document) : m_document(document) { }

Catalogue CatalogueReader::catalogue()
{
    const QJsonObject root = m_document.root();
    const QJsonObject operations = root["operations"_L1].toObject();
    for (const QString &name : orderedKeys(operations, root["x-order"_L1])) {
        if (m_document.error().isEmpty())
            readOperation(name, m_document.resolved(operations[name]));
    }
    m_catalogue.m_errorCodes = errorCodes();
    m_catalogue.m_controls = choicesOf(m_document.schema(u"imm_audio_control"_s));
    if (operations.isEmpty())
        m_document.fail(u"The catalogue has no operations."_s);
    m_error = m_document.error();
    return m_error.isEmpty() ? m_catalogue : Catalogue();
}

void CatalogueReader::readOperation(const QString &name, const QJsonObject &operation)
{
    const QString action = operation["action"_L1].toString();
    if (action == "receive"_L1)
        m_catalogue.m_commands.append(command(name, operation));
    else if (action == "send"_L1)
        m_catalogue.m_events.append(event(name, operation));
    else
        failAt(name, u"its action is neither “receive” nor “send”"_s);
}

Command CatalogueReader::command(const QString &name, const QJsonObject &operation)
{
    Command command;
    const QJsonObject payload = m_document.resolved(message(name, operation["messages"_L1])["payload"_L1]);
    command.name = m_document.resolved(payload["properties"_L1]["Command"_L1])["const"_L1].toString();
    if (command.name.isEmpty())
        failAt(name, u"its payload has no constant property “Command”"_s);
    command.group = operation["tags"_L1][0]["name"_L1].toString();
    command.help = operation["summary"_L1].toString();
    command.mayBeRefused = operation["x-may-be-refused"_L1].toBool();
    command.takesMore = payload["additionalProperties"_L1].toBool();
    command.reply = replyFields(operation);
    readParameters(payload, command);
    return command;
}

void CatalogueReader::readParameters(const QJsonValue &payload, Command &command)
{
    const QJsonArray required = payload["required"_L1].toArray();
    const QJsonObject properties = payload["properties"_L1].toObject();
    const QList<QJsonObject> parts = m_document.parts(payload);
    for (const QString &name : orderedKeys(properties, payload["x-order"_L1])) {
        if (name == "Command"_L1)
            continue;
        Parameter read = parameter(name, properties[name]);
        read.required = required.contains(name);
        read.conditions = conditions(parts, name);
        command.parameters.append(read);
    }
}

Parameter CatalogueReader::parameter(const QString &name, const QJsonValue &schema)
{
    const QJsonObject object = m_document.resolved(schema);
    Parameter parameter;
    parameter.name = name;
    parameter.type = parameterType(object);
    parameter.role = parameterRole(object);
    parameter.rule = m_document.valueRule(object);
    parameter.initial = object["default"_L1];
    return parameter;
}

QList<ConditionalRule> CatalogueReader::conditions(const QList<QJsonObject> &parts, const QString &parameter)
{
    QList<ConditionalRule> rules;
    for (const QJsonObject &part : parts) {
        const QJsonValue then = part["then"_L1]["properties"_L1][parameter];
        const QJsonObject condition = part["if"_L1]["properties"_L1].toObject();
        if (then.isUndefined() || condition.size() != 1)
            continue;
        const QString other = condition.constBegin().key();
        rules.append({other, condition[other]["const"_L1], m_document.valueRule(then)});
    }
    return rules;
}

QList<ReplyField> CatalogueReader::replyFields(const QJsonObject &operation)
{
    QList<ReplyField> fields;
    const QJsonValue messages = operation["reply"_L1]["messages"_L1];
    if (messages.isUndefined())
        return fields;
    const QJsonObject reply = message(u"reply"_s, messages);
    for (const QJsonValue &part : m_document.resolved(reply["payload"_L1])["allOf"_L1].toArray()) {
        if (!part.toObject().contains("$ref"_L1))
            appendFields(part.toObject(), {}, fields);
    }
    return fields;
}

// Two levels are all that a list for people can show.
void CatalogueReader::appendFields(
    const QJsonObject &schema, const QString &prefix, QList<ReplyField> &fields)
{
    const QJsonObject properties = schema["properties"_L1].toObject();
    for (const QString &name : orderedKeys(properties, schema["x-order"_L1])) {
        const QJsonObject field = m_document.resolved(properties[name]);
        fields.append({prefix + name, field["description"_L1].toString()});
        if (prefix.isEmpty())
            appendFields(field, name + u'.', fields);
    }
}

EventDescription CatalogueReader::event(const QString &name, const QJsonObject &operation)
{
    const QJsonObject payload = m_document.resolved(message(name, operation["messages"_L1])["payload"_L1]);
    const QJsonObject properties = payload["properties"_L1].toObject();
    EventDescription event{name, operation["title"_L1].toString(), operation["summary"_L1].toString(),
        orderedKeys(properties, payload["x-order"_L1])};
    event.fields.removeAll(u"Event"_s);
    event.fields.removeAll(u"values"_s);
    return event;
}

QList<ErrorCode> CatalogueReader::errorCodes()
{
    QList<ErrorCode> codes;
    for (const Choice &choice : choicesOf(m_document.schema(u"imm_error_code"_s)))
        codes.append({choice.value.toInt(), choice.name, choice.help});
    return codes;
}

QJsonObject CatalogueReader::message(const QString &place, const QJsonValue &messages)
{
    const QJsonObject found = m_document.resolved(messages[0]);
    if (!found["payload"_L1].isObject())
        failAt(place, u"its message has no payload"_s);
    return found;
}

void CatalogueReader::failAt(const QString &operation, const QString &what)
{
    m_document.fail(u"The operation “%1” cannot be read: %2."_s.arg(operation, what));
}

} // namespace console
