#include "lib/filter/filtertests.h"

#include "lib/protocol/catalogue.h"
#include "lib/protocol/eventtype.h"
#include "lib/protocol/jsontext.h"

#include <algorithm>

namespace console {

namespace {

using Form = FilterValue::Form;

std::vector<FilterPattern> patternsOf(const FilterTerm &comparison)
{
    std::vector<FilterPattern> patterns;
    for (const FilterValue &value : comparison.values) {
        if (value.form == Form::Pattern)
            patterns.emplace_back(value.text, value.ignoresCase);
    }
    return patterns;
}

QList<QByteArray> keysOf(const QStringList &path)
{
    QList<QByteArray> keys;
    for (const QString &key : path)
        keys += key.toUtf8();
    return keys;
}

/// The groups that a word means: its own, and those that are labelled so ("Joined").
QList<QByteArray> groupsOf(const QString &word)
{
    QList<QByteArray> groups{eventGroup(word.toUtf8())};
    for (const EventDescription &event : Catalogue::builtIn().events()) {
        if (event.label.compare(word, Qt::CaseInsensitive) == 0)
            groups += eventGroup(event.name.toUtf8());
    }
    return groups;
}

QByteArray textOf(const JsonPath::Scalar &scalar)
{
    return scalar.type == JsonToken::String ? decodedString(scalar.token) : scalar.token.toByteArray();
}

bool stands(int order, FilterOperator comparison)
{
    switch (comparison) {
    case FilterOperator::Less:
        return order < 0;
    case FilterOperator::LessOrEqual:
        return order <= 0;
    case FilterOperator::Greater:
        return order > 0;
    case FilterOperator::GreaterOrEqual:
        return order >= 0;
    default:
        return order == 0;
    }
}

bool matchesAny(const std::vector<FilterPattern> &patterns, const QByteArray &text)
{
    return std::ranges::any_of(patterns, [&](const FilterPattern &each) { return each.isFoundIn(text); });
}

} // namespace

StringTest::StringTest(const FilterTerm &comparison)
    : m_isEvent(comparison.field == FilterKey::Event), m_ignoresCase(comparison.field == FilterKey::Status),
      m_patterns(patternsOf(comparison))
{
    for (const FilterValue &value : comparison.values) {
        if (value.form == Form::Pattern)
            continue;
        m_texts += m_ignoresCase ? value.text.toUtf8().toLower() : value.text.toUtf8();
        if (m_isEvent)
            m_groups += groupsOf(value.text);
    }
}

bool StringTest::holds(const QByteArray &text) const
{
    if (m_texts.contains(m_ignoresCase ? text.toLower() : text))
        return true;
    return (m_isEvent && isEvent(text)) || (!m_patterns.empty() && matchesAny(m_patterns, text));
}

bool StringTest::asksForCustom() const
{
    return m_groups.contains(groupOf(EventType::Custom).toByteArray());
}

bool StringTest::isEvent(const QByteArray &name) const
{
    return !name.isEmpty() && m_groups.contains(eventGroup(name));
}

PathTest::PathTest(const FilterTerm &comparison)
    : m_path(keysOf(comparison.path)), m_comparison(comparison.comparison), m_patterns(patternsOf(comparison))
{
    for (const FilterValue &value : comparison.values) {
        const QByteArray text = value.text.toUtf8();
        if (value.form != Form::Pattern)
            m_wanted.push_back({value.form, text, value.until.toUtf8(), isJsonNumber(text)});
    }
}

bool PathTest::holds(QByteArrayView json) const
{
    const std::optional<JsonPath::Scalar> found = m_path.find(json);
    if (!found)
        return false;
    const QByteArray text = textOf(*found);
    const auto isMet = [&](const Wanted &wanted) { return meets(wanted, *found, text); };
    return std::ranges::any_of(m_wanted, isMet) || matchesAny(m_patterns, text);
}

/// Without quotes a value may have been sent as number, word or text; a quoted one as text only.
bool PathTest::meets(const Wanted &wanted, const JsonPath::Scalar &found, const QByteArray &text) const
{
    if (wanted.form == Form::Quoted)
        return found.type == JsonToken::String && text == wanted.text;
    if (!wanted.isNumber || !isJsonNumber(text))
        return wanted.form == Form::Word && text == wanted.text;
    if (wanted.form == Form::Range)
        return compareNumbers(text, wanted.text) >= 0 && compareNumbers(text, wanted.until) <= 0;
    return stands(compareNumbers(text, wanted.text), m_comparison);
}

} // namespace console
