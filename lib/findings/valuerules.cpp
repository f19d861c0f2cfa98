#include "lib/findings/valuerules.h"

#include "lib/filter/filterexpression.h"
#include "lib/findings/messagerules.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString numberText(double number)
{
    const QString digits = QString::number(qAbs(number));
    return number < 0 ? QChar(0x2212) + digits : digits;
}

/// "−180 to 180 °", "1, 2 or 3", "at least 1"
QString allowedText(const ValueRule &rule)
{
    if (!rule.choices.isEmpty()) {
        QStringList choices;
        for (const Choice &choice : rule.choices)
            choices += numberText(choice.value.toDouble());
        const QString last = choices.takeLast();
        return choices.isEmpty() ? last : choices.join(u", "_s) + u" or "_s + last;
    }
    const auto &[minimum, maximum] = rule.range;
    const QString unit = rule.unit.isEmpty() ? QString() : u' ' + rule.unit;
    if (minimum && maximum)
        return numberText(*minimum) + u" to "_s + numberText(*maximum) + unit;
    return minimum ? u"at least "_s + numberText(*minimum) + unit
                   : u"at most "_s + numberText(maximum.value_or(0)) + unit;
}

QString pathOf(const MessageView &message, const MessageMember &member)
{
    QStringList path;
    for (const QByteArray &key : message.pathOf(member))
        path += QString::fromUtf8(key);
    return pathText(path);
}

QString outsideFilter(const QString &path, const ValueRule &rule)
{
    if (!rule.choices.isEmpty()) {
        QStringList values;
        for (const Choice &choice : rule.choices)
            values += QString::number(choice.value.toDouble());
        return u"not %1: %2"_s.arg(path, values.join(u", "_s));
    }
    QStringList sides;
    if (rule.range.minimum)
        sides += u"%1 < %2"_s.arg(path, QString::number(*rule.range.minimum));
    if (rule.range.maximum)
        sides += u"%1 > %2"_s.arg(path, QString::number(*rule.range.maximum));
    return u'(' + sides.join(u" or "_s) + u')';
}

/// The rule in force: that of `value` hangs on `control`.
struct RuleInForce
{
    const ValueRule *rule;
    const MessageMember *condition = nullptr;
};

RuleInForce ruleFor(const MessageView &message, const Parameter &parameter)
{
    if (parameter.conditions.isEmpty())
        return {&parameter.rule};
    const QString other = parameter.conditions.first().parameter;
    const MessageMember *condition = message.anywhere(other.toUtf8());
    if (!condition || condition->type != JsonToken::Number || !std::isfinite(condition->value.toDouble()))
        return {&parameter.rule};
    const QJsonObject values{{other, condition->value.toDouble()}};
    return {&parameter.ruleFor(values), condition};
}

bool isNobodysSeat(const MessageView &message, const Parameter &parameter, double number)
{
    return message.is(MessageKind::Event) && parameter.role == ParameterRole::Seat && number == -1;
}

} // namespace

const ValueRule *brokenRule(const MessageView &message, const MessageMember &member, const KnownKeys &known)
{
    const Parameter *parameter =
        member.type == JsonToken::Number ? known.parameter(message, member) : nullptr;
    if (!parameter)
        return nullptr;
    const double number = member.value.toDouble();
    const ValueRule *rule = ruleFor(message, *parameter).rule;
    return rule->allows(number) || isNobodysSeat(message, *parameter, number) ? nullptr : rule;
}

bool isUnknownKey(const MessageView &message, const MessageMember &member, const QSet<QByteArray> *keys)
{
    if (!keys || keys->contains(QByteArray::fromRawData(member.key.data(), member.key.size())))
        return false;
    for (int parent = member.parent; parent >= 0; parent = message.members[size_t(parent)].parent) {
        if (!KnownKeys::isDescribed(message.members[size_t(parent)].key))
            return false;
    }
    return true;
}

std::optional<Finding> outOfRange(
    const MessageView &message, const MessageMember &member, const KnownKeys &known)
{
    if (!brokenRule(message, member, known))
        return std::nullopt;
    const Parameter &parameter = *known.parameter(message, member);
    const auto [rule, condition] = ruleFor(message, parameter);
    const QString path = pathOf(message, member);
    const QString control = condition ? QString::number(condition->value.toDouble()) : QString();
    const QString of = condition ? u" of control "_s + control : QString();
    Finding finding = findingIn(message, FindingRule::OutOfRange, Severity::Warning);
    finding.subject = subjectOf({message.name, (parameter.name + of).toUtf8()});
    finding.sentence = u"%1%2 is out of range in %3: %4 is allowed"_s.arg(
        parameter.name, of, kindOfMessages(message), allowedText(*rule));
    finding.filter = filterOfKind(message) + u" and "_s + outsideFilter(path, *rule);
    if (condition)
        finding.filter += u" and %1 == %2"_s.arg(pathOf(message, *condition), control);
    return finding;
}

std::optional<Finding> unknownKey(
    const MessageView &message, const MessageMember &member, const KnownKeys &known)
{
    if (!isUnknownKey(message, member, known.of(message)))
        return std::nullopt;
    Finding finding = findingIn(message, FindingRule::UnknownKey, Severity::Information);
    const QByteArrayView key = member.key.first(std::min<qsizetype>(member.key.size(), 100));
    finding.subject = subjectOf({QByteArray::number(int(message.record.kind)), message.name, key});
    finding.sentence =
        u"The key %1 is not in the catalogue for %2"_s.arg(QString::fromUtf8(key), kindOfMessages(message));
    finding.filter = filterOfKind(message) + u" and %1: /./"_s.arg(pathOf(message, member));
    return finding;
}

} // namespace console
