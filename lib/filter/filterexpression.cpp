#include "lib/filter/filterexpression.h"

#include "lib/filter/filterfields.h"
#include "lib/filter/filterlexer.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Kind = FilterTerm::Kind;
using Form = FilterValue::Form;

QString valueText(const FilterValue &value)
{
    switch (value.form) {
    case Form::Pattern:
        return FilterLexer::patternText(value.text, value.ignoresCase);
    case Form::Range:
        return value.text + u".."_s + value.until;
    case Form::Quoted:
        return FilterLexer::quoted(value.text);
    case Form::Word:
        break;
    }
    return FilterLexer::canBeValue(value.text) ? value.text : FilterLexer::quoted(value.text);
}

/// A text means the same with and without quotes.
QString searchedText(const QString &text)
{
    return FilterLexer::canBeText(text) && !fieldNamed(text) ? text : FilterLexer::quoted(text);
}

QString comparisonText(const FilterTerm &term)
{
    QStringList values;
    for (const FilterValue &value : term.values)
        values += valueText(value);
    const QString field = term.field == FilterKey::Path ? pathText(term.path) : fieldName(term.field);
    const QString space = term.comparison == FilterOperator::OneOf ? QString() : u" "_s;
    return field + space + operatorText(term.comparison) + u' ' + values.join(u", "_s);
}

QString termText(const FilterTerm &term);

/// @param outer  the kind of the term around
QString innerText(const FilterTerm &term, Kind outer)
{
    const bool loose = term.kind == Kind::Or || (term.kind == Kind::And && outer == Kind::Not);
    return loose ? u'(' + termText(term) + u')' : termText(term);
}

QString termText(const FilterTerm &term)
{
    QStringList parts;
    switch (term.kind) {
    case Kind::Everything:
        return {};
    case Kind::Not:
        return u"not "_s + innerText(term.children.front(), Kind::Not);
    case Kind::Comparison:
        return comparisonText(term);
    case Kind::Text:
        return searchedText(term.values.first().text);
    case Kind::Pattern:
        return valueText(term.values.first());
    case Kind::And:
    case Kind::Or:
        break;
    }
    for (const FilterTerm &child : term.children)
        parts += innerText(child, term.kind);
    return parts.join(term.kind == Kind::And ? u" and "_s : u" or "_s);
}

} // namespace

QString pathText(const QStringList &path)
{
    QString text;
    for (const QString &key : path)
        text += u'.' + (FilterLexer::canBeKey(key) ? key : FilterLexer::quoted(key));
    const bool needsPoint = path.size() == 1 || text.startsWith(u".\""_s);
    return needsPoint ? text : text.sliced(1);
}

FilterTerm joined(Kind kind, std::vector<FilterTerm> terms)
{
    FilterTerm result;
    for (FilterTerm &term : terms) {
        if (term.kind == kind)
            result.children.insert(result.children.end(), term.children.begin(), term.children.end());
        else if (term.kind != Kind::Everything)
            result.children.push_back(std::move(term));
    }
    if (result.children.empty())
        return {};
    if (result.children.size() == 1)
        return FilterTerm(result.children.front());
    result.kind = kind;
    return result;
}

FilterTerm negated(FilterTerm term)
{
    FilterTerm result;
    result.kind = Kind::Not;
    result.children.push_back(std::move(term));
    return result;
}

QString FilterExpression::text() const
{
    return termText(m_root);
}

std::vector<FilterTerm> FilterExpression::conditions() const
{
    if (isEmpty())
        return {};
    return m_root.kind == Kind::And ? m_root.children : std::vector{m_root};
}

} // namespace console
