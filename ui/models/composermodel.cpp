#include "ui/models/composermodel.h"

#include "lib/protocol/jsontext.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

static bool isIntegerText(const QString &text)
{
    static const QRegularExpression integer(u"^-?(0|[1-9][0-9]*)$"_s);
    return integer.match(text).hasMatch();
}

/// One JSON value and nothing else.
static bool isJsonValue(const QByteArray &text)
{
    JsonLexer lexer(text);
    lexer.next();
    lexer.skipValue();
    return lexer.error() == JsonError::None && lexer.next() == JsonToken::End;
}

/// People type the true minus and a comma as they see them on screen.
static QString numberText(const QString &text)
{
    return text.trimmed().replace(QChar(0x2212), u'-');
}

static QByteArray valueText(const QJsonValue &value)
{
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.sliced(1, wrapped.size() - 2);
}

/// What the catalogue offers to begin with; empty: nothing.
static QString initialText(const Parameter &parameter)
{
    if (parameter.initial.isUndefined())
        return {};
    return parameter.initial.isString() ? parameter.initial.toString()
                                        : QString::fromUtf8(valueText(parameter.initial));
}

ComposerModel::ComposerModel(const Catalogue &catalogue, const RoomDirectory *rooms, QObject *parent)
    : QObject(parent), m_catalogue(catalogue), m_rooms(rooms), m_seen(rooms)
{
    read();
}

static bool isBlank(const ComposerField &field)
{
    return !field.isPresent || field.isBlank;
}

static QString counted(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? u"1 "_s + one : u"%1 "_s.arg(count) + many;
}

QString ComposerModel::problems() const
{
    if (!isObject())
        return {};
    qsizetype missing = 0;
    qsizetype outside = 0;
    for (const ComposerField &field : m_fields)
        if (!field.problem.isEmpty())
            ++(isBlank(field) ? missing : outside);
    QStringList texts;
    if (missing > 0)
        texts.append(counted(missing, u"value is missing"_s, u"values are missing"_s));
    if (outside > 0)
        texts.append(counted(outside, u"value outside the catalogue"_s, u"values outside the catalogue"_s));
    return texts.join(u", "_s);
}

void ComposerModel::startCommand(const QString &name, const QHash<ParameterRole, QString> &known)
{
    QByteArray json = "{\n  \"Command\": " + encodedString(name.toUtf8());
    if (const Command *command = m_catalogue.command(name)) {
        for (const Parameter &parameter : command->parameters) {
            if (!parameter.required)
                continue;
            const QString initial = known.value(parameter.role, initialText(parameter));
            const QByteArray value = initial.isEmpty() ? QByteArray("null") : token(parameter, initial);
            json += ",\n  " + encodedString(parameter.name.toUtf8()) + ": " + value;
        }
    }
    m_json = json + "\n}";
    show();
}

void ComposerModel::setJson(const QByteArray &json)
{
    if (json == m_json)
        return;
    m_json = json;
    read();
}

void ComposerModel::setFieldText(int index, const QString &text)
{
    if (index < 0 || index >= m_fields.size() || !isObject())
        return;
    const ComposerField field = m_fields[index];
    if (field.text == text && field.isPresent == !text.isEmpty())
        return;
    // An empty string is a value only where the document already says so; otherwise an empty field means
    // "leave it out".
    if (text.isEmpty())
        removeMember(field.parameter.name);
    else if (field.isPresent)
        replace(field.value, token(field.parameter, text));
    else
        insertMember(field.parameter.name, token(field.parameter, text));
    show();
}

void ComposerModel::addField(const QString &name, const QString &text)
{
    if (!isObject() || name.isEmpty())
        return;
    insertMember(name, token(Parameter{.name = name}, text));
    show();
}

void ComposerModel::format()
{
    if (!isObject())
        return;
    m_json = reindented(m_json);
    show();
}

/// The members of the top-level object; false, with the problem noted, where there is no object.
bool ComposerModel::readMembers(QList<Member> *members)
{
    m_jsonProblem.clear();
    m_jsonProblemOffset = -1;
    JsonLexer lexer(m_json);
    const bool opened = lexer.next() == JsonToken::BeginObject;
    while (opened) {
        if (lexer.next() != JsonToken::Key)
            break;
        const ByteSpan key = lexer.span();
        const JsonToken type = lexer.next();
        const ByteSpan value = lexer.skipValue();
        if (lexer.error() != JsonError::None)
            break;
        members->append({decodedString(key.in(m_json)), key, value, type});
    }
    if (opened && lexer.error() == JsonError::None)
        lexer.next(); // nothing but white space may follow
    if (lexer.error() != JsonError::None) {
        m_jsonProblem = u"This is no JSON yet: %1."_s.arg(toText(lexer.error()));
        m_jsonProblemOffset = lexer.errorOffset();
    } else if (!opened) {
        m_jsonProblem = u"A request is one JSON object, in braces."_s;
        m_jsonProblemOffset = 0;
    }
    return m_jsonProblem.isEmpty();
}

/// The text comes first: the marks that follow are places in it.
void ComposerModel::show()
{
    emit jsonChanged();
    read();
}

void ComposerModel::read()
{
    QList<Member> members;
    if (readMembers(&members)) {
        const QList<ComposerField> before = m_fields;
        rebuildFields(members);
        const bool sameShape =
            std::ranges::equal(before, m_fields, [](const ComposerField &a, const ComposerField &b) {
                return a.parameter.name == b.parameter.name && a.isListed == b.isListed;
            });
        if (!sameShape)
            emit shapeChanged();
    }
    emit fieldsChanged();
}

void ComposerModel::rebuildFields(const QList<Member> &members)
{
    QHash<QByteArray, Member> byName; // the last of repeated keys counts
    for (const Member &member : members)
        byName.insert(member.name, member);

    const Member commandMember = byName.value("Command");
    m_commandName = commandMember.type == JsonToken::String
        ? QString::fromUtf8(decodedString(commandMember.value.in(m_json)))
        : QString();

    m_fields.clear();
    if (const Command *known = command()) {
        for (const Parameter &parameter : known->parameters)
            m_fields.append({.parameter = parameter, .isListed = true});
    }
    for (const Member &member : members) {
        const QString name = QString::fromUtf8(member.name);
        const bool listed = std::ranges::any_of(
            m_fields, [&](const ComposerField &field) { return field.parameter.name == name; });
        if (!listed && name != "Command"_L1)
            m_fields.append({.parameter = Parameter{.name = name}});
    }

    m_values = {};
    for (ComposerField &field : m_fields) {
        const auto found = byName.constFind(field.parameter.name.toUtf8());
        if (found == byName.constEnd())
            continue;
        const QByteArrayView raw = found->value.in(m_json);
        field.isPresent = true;
        field.value = found->value;
        field.isBlank = field.isListed && found->type == JsonToken::Null; // startCommand() leaves such blanks
        if (!field.isBlank)
            field.text =
                QString::fromUtf8(found->type == JsonToken::String ? decodedString(raw) : raw.toByteArray());
        if (found->type == JsonToken::String)
            m_values.insert(field.parameter.name, field.text);
        else if (found->type == JsonToken::Number)
            m_values.insert(field.parameter.name, field.text.toDouble());
    }
    for (ComposerField &field : m_fields)
        judge(&field);
}

static QString rangeText(const ValueRange &range)
{
    const auto number = [](double value) { return QString::number(value).replace(u'-', QChar(0x2212)); };
    if (range.minimum && range.maximum)
        return u"%1 to %2"_s.arg(number(*range.minimum), number(*range.maximum));
    if (range.minimum)
        return u"%1 or more"_s.arg(number(*range.minimum));
    return u"%1 or less"_s.arg(number(*range.maximum));
}

/// A heading outside its full circle has a twin inside.
static QString sameHeading(double value, const ValueRule &rule)
{
    const bool fullCircle =
        rule.range.minimum && rule.range.maximum && *rule.range.maximum - *rule.range.minimum == 360;
    if (!fullCircle || !std::isfinite(value))
        return {};
    return QString::number(std::remainder(value, 360.0));
}

static void judgeRange(ComposerField *field, const ValueRule &rule, double value)
{
    const bool below = rule.range.minimum && value < *rule.range.minimum;
    const bool above = rule.range.maximum && value > *rule.range.maximum;
    if (!below && !above)
        return;
    const QString shown = QString(field->text).replace(u'-', QChar(0x2212));
    field->problem = u"%1 is outside %2."_s.arg(shown, rangeText(rule.range));
    field->replacement = sameHeading(value, rule);
    if (!field->replacement.isEmpty())
        field->problem +=
            u" The same heading is %1."_s.arg(QString(field->replacement).replace(u'-', QChar(0x2212)));
}

/// A name in place of an id, most likely. Where nothing was seen yet, nobody knows.
bool ComposerModel::isStrangeId(const ComposerField &field) const
{
    const ParameterRole role = field.parameter.role;
    const bool isId = role == ParameterRole::Room || role == ParameterRole::Participant;
    const bool areNumbers = m_rooms && !m_idsAsText && !m_rooms->rooms().isEmpty() && !m_rooms->hasTextIds();
    return isId && areNumbers && !isIntegerText(numberText(field.text));
}

void ComposerModel::judge(ComposerField *field) const
{
    if (!field->isListed)
        return;
    const Parameter &parameter = field->parameter;
    if (isBlank(*field)) {
        if (parameter.required)
            field->problem = u"%1 is missing."_s.arg(parameter.name);
        return;
    }
    if (isStrangeId(*field)) {
        field->problem = u"“%1” is no number, but all ids seen here are."_s.arg(field->text);
        return;
    }
    const ValueRule &rule = parameter.ruleFor(m_values);
    const bool isNumeric =
        parameter.type == Parameter::Type::Integer || parameter.type == Parameter::Type::Number;
    const bool isId = parameter.role == ParameterRole::Room || parameter.role == ParameterRole::Participant;
    bool isNumber = false;
    const double value = field->text.toDouble(&isNumber);
    if (isNumeric && !isId && !isNumber)
        field->problem = u"“%1” is no number."_s.arg(field->text);
    else if (parameter.type == Parameter::Type::Integer && !isId && value != std::floor(value))
        field->problem = u"%1 is no whole number."_s.arg(field->text);
    else if (!rule.choices.isEmpty()) {
        const bool known = std::ranges::any_of(rule.choices, [&](const Choice &choice) {
            return choice.value.isDouble() ? isNumber && choice.value.toDouble() == value
                                           : choice.value.toString() == field->text;
        });
        if (!known)
            field->problem = u"%1 is none of the listed values."_s.arg(field->text);
    } else if (isNumber && !isId)
        judgeRange(field, rule, value);
}

QByteArray ComposerModel::token(const Parameter &parameter, const QString &text) const
{
    const QString number = numberText(text);
    const bool isId = parameter.role == ParameterRole::Room || parameter.role == ParameterRole::Participant;
    if (isId) {
        const bool asText = m_idsAsText || !isIntegerText(number) || (m_rooms && m_rooms->hasTextIds());
        return asText ? encodedString(text.toUtf8()) : number.toUtf8();
    }
    for (const Choice &choice : parameter.rule.choices) {
        if (choice.name == text)
            return valueText(choice.value);
    }
    if (parameter.type == Parameter::Type::String)
        return encodedString(text.toUtf8());
    const QByteArray raw = number.toUtf8();
    return isJsonValue(raw) ? raw : encodedString(text.toUtf8());
}

void ComposerModel::replace(ByteSpan span, const QByteArray &bytes)
{
    m_json.replace(span.start, span.length, bytes);
}

/// Appends a member in the manner of the document: on a line of its own if the last one stands on its own
/// line.
void ComposerModel::insertMember(const QString &name, const QByteArray &value)
{
    QList<Member> members;
    if (!readMembers(&members))
        return;
    const QByteArray member = encodedString(name.toUtf8()) + ": " + value;
    if (members.isEmpty()) {
        const qsizetype brace = m_json.indexOf('{');
        replace({brace, m_json.lastIndexOf('}') - brace + 1}, "{\n  " + member + "\n}");
        return;
    }
    const ByteSpan lastKey = members.last().key;
    const qsizetype lineStart = m_json.lastIndexOf('\n', lastKey.start) + 1;
    const QByteArray indent = m_json.sliced(lineStart, lastKey.start - lineStart);
    const bool ownLine = lineStart > 0 && indent.trimmed().isEmpty();
    replace({members.last().value.end(), 0}, (ownLine ? ",\n" + indent : QByteArray(", ")) + member);
}

/// Takes every member of that name out, with the comma that joins it to its neighbour.
void ComposerModel::removeMember(const QString &name)
{
    const QByteArray wanted = name.toUtf8();
    while (true) {
        QList<Member> members;
        if (!readMembers(&members))
            return;
        const auto found = std::ranges::find(members, wanted, &Member::name);
        if (found == members.end())
            return;
        const qsizetype index = found - members.begin();
        const qsizetype start = index > 0 ? members[index - 1].value.end() : found->key.start;
        const bool joinsNext = index == 0 && members.size() > 1;
        const qsizetype end = joinsNext ? members[1].key.start : found->value.end();
        replace({start, end - start}, {});
    }
}

const ValueRule &ComposerModel::ruleFor(int index) const
{
    return m_fields.at(index).parameter.ruleFor(m_values);
}

/// "Mute · IMM_CONTROL_MUTE_ENABLE"; what has no words of its own is its name.
static QString readableName(const Choice &choice)
{
    const QString label = controlLabel(choice.name.toUtf8());
    return label.isEmpty() ? choice.name : label + u" · "_s + choice.name;
}

static QList<ComposerSuggestion> listedIn(const ValueRule &rule)
{
    QList<ComposerSuggestion> listed;
    for (const Choice &choice : rule.choices)
        listed.append({choice.value.toVariant().toString(), readableName(choice)});
    return listed;
}

QList<ComposerSuggestion> ComposerModel::suggestions(int index, const QString &typed) const
{
    const ParameterRole role = m_fields.at(index).parameter.role;
    QList<ComposerSuggestion> listed = listedIn(ruleFor(index));
    if (listed.isEmpty() && role == ParameterRole::Room)
        return m_seen.rooms(typed);
    if (listed.isEmpty() && role == ParameterRole::Participant)
        return m_seen.people(room(), typed);
    listed.removeIf([list = SuggestionList(typed)](const auto &it) { return !list.fits(it.value, it.name); });
    return listed;
}

std::optional<QString> ComposerModel::meaningOf(int index) const
{
    const ComposerField &field = m_fields.at(index);
    for (const ComposerSuggestion &each : listedIn(ruleFor(index)))
        if (each.value == field.text)
            return each.name;
    const bool isPerson = field.parameter.role == ParameterRole::Participant;
    return isPerson ? m_seen.nameOfPerson(room(), field.text.toUtf8()) : std::nullopt;
}

/// The room that the request is about; empty: it says none.
QByteArray ComposerModel::room() const
{
    const auto found = std::ranges::find_if(
        m_fields, [](const ComposerField &field) { return field.parameter.role == ParameterRole::Room; });
    return found == m_fields.end() ? QByteArray() : found->text.toUtf8();
}

/// These commands give an id to what has none yet.
bool ComposerModel::isNewId(ParameterRole role) const
{
    return (role == ParameterRole::Room && m_commandName == u"create_room")
        || (role == ParameterRole::Participant && m_commandName == u"add_participant");
}

QString ComposerModel::remarkOn(int index) const
{
    const ComposerField &field = m_fields.at(index);
    const ParameterRole role = field.parameter.role;
    if (isBlank(field) || !field.problem.isEmpty() || isNewId(role))
        return {};
    if (role == ParameterRole::Room)
        return m_seen.remarkOnRoom(field.text.toUtf8());
    return role == ParameterRole::Participant ? m_seen.remarkOnPerson(room(), field.text.toUtf8())
                                              : QString();
}

} // namespace console
