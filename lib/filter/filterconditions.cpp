#include "lib/filter/filterconditions.h"

#include "lib/filter/filterlexer.h"
#include "lib/filter/filtervalue.h"
#include "lib/log/timestamp.h"
#include "lib/protocol/catalogue.h"
#include "lib/protocol/eventtype.h"

#include <algorithm>

namespace console {

namespace {

using Kind = FilterTerm::Kind;
using Form = FilterValue::Form;

bool namesValues(const FilterTerm &term, FilterKey field)
{
    return term.kind == Kind::Comparison && term.field == field
        && std::ranges::none_of(
            term.values, [](const FilterValue &value) { return value.form == Form::Pattern; });
}

/// `field: …` or `field == …`
bool allows(const FilterTerm &term, FilterKey field)
{
    return namesValues(term, field) && term.comparison != FilterOperator::NotEqual;
}

/// `not field: …` or `field != …`
bool forbids(const FilterTerm &term, FilterKey field)
{
    if (term.kind == Kind::Not)
        return allows(term.children.front(), field);
    return namesValues(term, field) && term.comparison == FilterOperator::NotEqual;
}

const QList<FilterValue> &valuesOf(const FilterTerm &term)
{
    return term.kind == Kind::Not ? term.children.front().values : term.values;
}

/// The group that a word means: a label's, else its own.
QByteArray eventNamed(const QString &word)
{
    for (const EventDescription &event : Catalogue::builtIn().events()) {
        if (event.label.compare(word, Qt::CaseInsensitive) == 0)
            return eventGroup(event.name.toUtf8());
    }
    return eventGroup(word.toUtf8());
}

/// As the tables call it, where that is a name of one.
QString wordFor(FilterKey field, const QByteArray &value)
{
    if (field == FilterKey::Event) {
        for (const EventDescription &event : Catalogue::builtIn().events()) {
            if (eventGroup(event.name.toUtf8()) == value)
                return event.label;
        }
    }
    return QString::fromUtf8(value);
}

QSet<QByteArray> valuesWhere(
    const FilterExpression &filter, FilterKey field, bool (*counts)(const FilterTerm &, FilterKey))
{
    QSet<QByteArray> values;
    for (const FilterTerm &term : filter.conditions()) {
        if (!counts(term, field))
            continue;
        for (const FilterValue &value : valuesOf(term))
            values += field == FilterKey::Event ? eventNamed(value.text) : value.text.toUtf8();
    }
    return values;
}

void addNamedEvents(const FilterTerm &term, QStringList &names)
{
    if (term.kind == Kind::Comparison && term.field == FilterKey::Event) {
        for (const FilterValue &value : term.values) {
            if (value.form != Form::Pattern && !names.contains(value.text))
                names += value.text;
        }
    }
    for (const FilterTerm &child : term.children)
        addNamedEvents(child, names);
}

bool isAboutTime(const FilterTerm &term)
{
    return term.kind == Kind::Comparison && term.field == FilterKey::Time && term.values.size() == 1
        && term.comparison != FilterOperator::NotEqual && !term.values.first().isTimeOfDay;
}

void narrow(FilterTimes &times, qint64 from, qint64 until)
{
    if (from != 0)
        times.from = std::max(times.from, from);
    if (until != 0)
        times.until = times.until == 0 ? until : std::min(times.until, until);
}

FilterTerm timeTerm(FilterOperator comparison, qint64 time)
{
    FilterTerm term;
    term.kind = Kind::Comparison;
    term.field = FilterKey::Time;
    term.comparison = comparison;
    QString problem;
    term.values = {readFilterValue(FilterKey::Time, timestamp(time), false, &problem)};
    return term;
}

template <typename Leaves>
std::vector<FilterTerm> conditionsWithout(const FilterExpression &filter, Leaves leaves)
{
    std::vector<FilterTerm> terms = filter.conditions();
    std::erase_if(terms, leaves);
    return terms;
}

QList<QByteArray> sorted(const QSet<QByteArray> &set)
{
    QList<QByteArray> list = set.values();
    std::ranges::sort(list);
    return list;
}

} // namespace

QSet<QByteArray> allowedValues(const FilterExpression &filter, FilterKey field)
{
    return valuesWhere(filter, field, &allows);
}

QSet<QByteArray> forbiddenValues(const FilterExpression &filter, FilterKey field)
{
    return valuesWhere(filter, field, &forbids);
}

QStringList namedEvents(const FilterExpression &filter)
{
    QStringList names;
    addNamedEvents(filter.root(), names);
    return names;
}

FilterTimes allowedTimes(const FilterExpression &filter)
{
    FilterTimes times;
    for (const FilterTerm &term : filter.conditions()) {
        if (!isAboutTime(term))
            continue;
        const FilterValue &value = term.values.first();
        switch (term.comparison) {
        case FilterOperator::Less:
            narrow(times, 0, value.first);
            break;
        case FilterOperator::LessOrEqual:
            narrow(times, 0, value.behind);
            break;
        case FilterOperator::Greater:
            narrow(times, value.behind, 0);
            break;
        case FilterOperator::GreaterOrEqual:
            narrow(times, value.first, 0);
            break;
        default:
            narrow(times, value.first, value.behind);
        }
    }
    return times;
}

FilterExpression withValues(const FilterExpression &filter, FilterKey field, const QSet<QByteArray> &allowed,
    const QSet<QByteArray> &forbidden)
{
    std::vector<FilterTerm> terms = conditionsWithout(
        filter, [field](const FilterTerm &term) { return allows(term, field) || forbids(term, field); });
    if (!allowed.isEmpty())
        terms.push_back(isOneOf(field, sorted(allowed)));
    if (!forbidden.isEmpty())
        terms.push_back(negated(isOneOf(field, sorted(forbidden))));
    return FilterExpression(joined(Kind::And, std::move(terms)));
}

FilterExpression withTimes(const FilterExpression &filter, const FilterTimes &times)
{
    std::vector<FilterTerm> terms = conditionsWithout(filter, &isAboutTime);
    if (times.from != 0)
        terms.push_back(timeTerm(FilterOperator::GreaterOrEqual, times.from));
    if (times.until != 0)
        terms.push_back(timeTerm(FilterOperator::Less, times.until));
    return FilterExpression(joined(Kind::And, std::move(terms)));
}

FilterExpression narrowed(const FilterExpression &filter, const FilterExpression &further)
{
    return FilterExpression(joined(Kind::And, {filter.root(), further.root()}));
}

FilterTerm equals(FilterKey field, const QByteArray &value)
{
    FilterTerm term = isOneOf(field, {value});
    term.comparison = FilterOperator::Equal;
    return term;
}

FilterTerm isOneOf(FilterKey field, const QList<QByteArray> &values)
{
    FilterTerm term;
    term.kind = Kind::Comparison;
    term.field = field;
    term.comparison = FilterOperator::OneOf;
    for (const QByteArray &value : values) {
        const QString word = wordFor(field, value);
        const Form form = FilterLexer::canBeValue(word) ? Form::Word : Form::Quoted;
        term.values.append({form, word, {}});
    }
    return term;
}

} // namespace console
