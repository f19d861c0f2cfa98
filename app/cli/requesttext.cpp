#include "app/cli/requesttext.h"

#include "lib/protocol/jsonlexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

struct Assignment
{
    QString name;
    QString value;
};

/// A JSON value that may be numbers, literals or anything: its first token, or Error.
JsonToken typeOf(const QByteArray &json)
{
    JsonLexer lexer(json);
    const JsonToken first = lexer.next();
    lexer.skipValue();
    const bool isComplete = lexer.error() == JsonError::None && lexer.next() == JsonToken::End;
    return isComplete ? first : JsonToken::Error;
}

QByteArray asText(const QString &value)
{
    return encodedString(value.toUtf8());
}

QByteArray asJsonOrText(const QString &value)
{
    const QByteArray json = value.toUtf8();
    return typeOf(json) == JsonToken::Error ? asText(value) : json.trimmed();
}

std::optional<QByteArray> choiceNamed(const QList<Choice> &choices, const QString &name)
{
    const auto found = std::find_if(
        choices.begin(), choices.end(), [&](const Choice &choice) { return choice.name == name; });
    if (found == choices.end() || !found->value.isDouble())
        return std::nullopt;
    return QByteArray::number(found->value.toInteger());
}

QByteArray asNumber(const ValueRule &rule, const QString &value)
{
    const QByteArray json = value.toUtf8();
    if (typeOf(json) == JsonToken::Number)
        return json.trimmed();
    return choiceNamed(rule.choices, value).value_or(asText(value));
}

QByteArray asBoolean(const QString &value)
{
    const JsonToken type = typeOf(value.toUtf8());
    return type == JsonToken::True || type == JsonToken::False ? value.toUtf8().trimmed() : asText(value);
}

QByteArray valueText(const Parameter &parameter, const ValueRule &rule, const QString &value)
{
    switch (parameter.type) {
    case Parameter::Type::Integer:
    case Parameter::Type::Number:
        return asNumber(rule, value);
    case Parameter::Type::Boolean:
        return asBoolean(value);
    case Parameter::Type::String:
        return asText(value);
    case Parameter::Type::Any:
        break;
    }
    return asJsonOrText(value);
}

QList<Assignment> splitAssignments(const QStringList &parameters)
{
    QList<Assignment> assignments;
    for (const QString &parameter : parameters)
        assignments.append({parameter.section(u'=', 0, 0), parameter.section(u'=', 1)});
    return assignments;
}

/// Writes members in the order they are added.
class ObjectText
{
public:
    void add(const QString &name, const QByteArray &value)
    {
        m_text += m_text.isEmpty() ? '{' : ',';
        m_text += encodedString(name.toUtf8()) + ':' + value;
    }
    QByteArray text() const { return m_text + '}'; }

private:
    QByteArray m_text;
};

/// Takes the catalogue's parameters out of `assignments`. Rules may depend on parameters that come earlier.
void addKnown(const Command &command, QList<Assignment> &assignments, ObjectText &object)
{
    QJsonObject values;
    for (const Parameter &parameter : command.parameters) {
        const auto found = std::find_if(assignments.begin(), assignments.end(),
            [&](const Assignment &assignment) { return assignment.name == parameter.name; });
        if (found == assignments.end())
            continue;
        const QByteArray value = valueText(parameter, parameter.ruleFor(values), found->value);
        if (typeOf(value) == JsonToken::Number)
            values.insert(parameter.name, value.toDouble());
        object.add(parameter.name, value);
        assignments.erase(found);
    }
}

} // namespace

QByteArray requestText(const Catalogue &catalogue, const QString &command, const QStringList &parameters)
{
    QList<Assignment> assignments = splitAssignments(parameters);
    ObjectText object;
    object.add(u"Command"_s, asText(command));
    if (const Command *known = catalogue.command(command))
        addKnown(*known, assignments, object);
    for (const Assignment &assignment : std::as_const(assignments))
        object.add(assignment.name, asJsonOrText(assignment.value));
    return object.text();
}

QString jsonProblem(const QByteArray &text)
{
    JsonLexer lexer(text);
    lexer.next();
    lexer.skipValue();
    if (lexer.error() == JsonError::None)
        lexer.next();
    if (lexer.error() == JsonError::None)
        return {};
    return u"%1 at byte %2"_s.arg(toText(lexer.error())).arg(lexer.errorOffset());
}

} // namespace console::cli
