#include "lib/filter/filterparser.h"

#include "lib/filter/filterfields.h"
#include "lib/filter/filterlexer.h"
#include "lib/filter/filtervalue.h"
#include "lib/protocol/jsontext.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Kind = FilterTerm::Kind;

/// Descends through or, and, not; stops at the first error.
class FilterParser
{
public:
    explicit FilterParser(const QString &text) : m_text(text), m_lexer(m_text) { }

    ParsedFilter parse();

private:
    struct Operand
    {
        qsizetype position;
        qsizetype length;
        std::optional<FilterKey> field;
        QStringList path;
    };

    FilterTerm parseOr();
    FilterTerm parseAnd();
    FilterTerm parseNot();
    FilterTerm parseGroup();
    FilterTerm parseOperand();
    FilterTerm parseText();
    FilterTerm parsePattern();
    FilterTerm parseComparison(const Operand &operand);
    FilterValue parseValue(const FilterTerm &term);
    FilterValue parseValueText(const FilterTerm &term);
    FilterValue parseValuePattern(const FilterTerm &term);
    FilterValue readPattern();
    void checkOperator(const FilterTerm &term);
    Operand operandOf(FilterToken token, const QString &word) const;
    QString unknownField(const QString &word) const;

    bool beginsTerm() const;
    void advance();
    void fail(const QString &message);
    void failAt(qsizetype position, qsizetype length, const QString &message);

    QString m_text;
    FilterLexer m_lexer;
    FilterError m_error;
    int m_depth = 0;
};

ParsedFilter FilterParser::parse()
{
    if (m_text.size() > FilterExpression::maximumLength) {
        const QString limit = QString::number(FilterExpression::maximumLength);
        failAt(FilterExpression::maximumLength, 0,
            u"the filter is too long; at most %1 characters"_s.arg(limit));
        return {{}, m_error};
    }
    advance();
    if (m_lexer.token() == FilterToken::End)
        return {};
    FilterTerm root = parseOr();
    if (m_lexer.token() == FilterToken::Close)
        fail(u"this parenthesis closes none"_s);
    else if (m_lexer.token() != FilterToken::End)
        fail(u"“%1” does not belong here; expected and, or, or the end"_s.arg(m_lexer.raw()));
    if (m_error)
        return {{}, m_error};
    return {FilterExpression(std::move(root)), {}};
}

FilterTerm FilterParser::parseOr()
{
    std::vector<FilterTerm> terms{parseAnd()};
    while (!m_error && m_lexer.token() == FilterToken::Or) {
        advance();
        terms.push_back(parseAnd());
    }
    return joined(Kind::Or, std::move(terms));
}

/// Terms that stand side by side must all hold.
FilterTerm FilterParser::parseAnd()
{
    std::vector<FilterTerm> terms{parseNot()};
    while (!m_error && (m_lexer.token() == FilterToken::And || beginsTerm())) {
        if (m_lexer.token() == FilterToken::And)
            advance();
        terms.push_back(parseNot());
    }
    return joined(Kind::And, std::move(terms));
}

FilterTerm FilterParser::parseNot()
{
    if (m_lexer.token() != FilterToken::Not)
        return parseOperand();
    if (++m_depth > FilterExpression::maximumDepth)
        fail(u"this is nested too deeply; at most %1 levels"_s.arg(FilterExpression::maximumDepth));
    advance();
    FilterTerm term = m_error ? FilterTerm() : negated(parseNot());
    --m_depth;
    return term;
}

FilterTerm FilterParser::parseGroup()
{
    if (++m_depth > FilterExpression::maximumDepth)
        fail(u"this is nested too deeply; at most %1 levels"_s.arg(FilterExpression::maximumDepth));
    advance();
    FilterTerm term = m_error ? FilterTerm() : parseOr();
    --m_depth;
    if (m_lexer.token() != FilterToken::Close)
        fail(u"the closing parenthesis is missing; expected “)”"_s);
    advance();
    return term;
}

FilterTerm FilterParser::parseOperand()
{
    switch (m_lexer.token()) {
    case FilterToken::Open:
        return parseGroup();
    case FilterToken::Pattern:
        return parsePattern();
    case FilterToken::Word:
    case FilterToken::Quoted:
        return parseText();
    case FilterToken::End:
        fail(u"something is missing; expected a field, a text or “(”"_s);
        break;
    case FilterToken::Error:
        break;
    default:
        fail(u"“%1” does not belong here; expected a field, a text or “(”"_s.arg(m_lexer.raw()));
    }
    return {};
}

/// A word or quoted text; with an operator behind it it was a field or a path.
FilterTerm FilterParser::parseText()
{
    const FilterToken token = m_lexer.token();
    const QString word = token == FilterToken::Quoted ? m_lexer.content() : m_lexer.raw().toString();
    const Operand operand = operandOf(token, word);
    advance();
    if (m_lexer.token() == FilterToken::Operator) {
        if (!operand.field)
            failAt(operand.position, operand.length, unknownField(word));
        return m_error ? FilterTerm() : parseComparison(operand);
    }
    if (token == FilterToken::Word && operand.field && *operand.field != FilterKey::Path)
        failAt(operand.position, operand.length,
            u"“%1” is a field; expected “:” or “==” behind it, or the text in quotes"_s.arg(word));
    FilterTerm term;
    term.kind = Kind::Text;
    term.values = {{FilterValue::Form::Quoted, word, {}}};
    if (word.isEmpty())
        failAt(operand.position, operand.length, u"the text is empty; expected something to look for"_s);
    return term;
}

FilterParser::Operand FilterParser::operandOf(FilterToken token, const QString &word) const
{
    Operand operand{m_lexer.position(), m_lexer.end() - m_lexer.position(), std::nullopt, {}};
    if (token == FilterToken::Quoted)
        operand.path = {word};
    else if ((operand.field = fieldNamed(word)))
        return operand;
    else
        operand.path = FilterLexer::pathKeys(word);
    if (!operand.path.isEmpty())
        operand.field = FilterKey::Path;
    return operand;
}

QString FilterParser::unknownField(const QString &word) const
{
    if (word.contains(u'.') || word.contains(u'['))
        return u"“%1” is no path; expected keys with points between, such as values.seat.id"_s.arg(word);
    QStringList names;
    for (const FilterKey field : filterFields())
        names += fieldName(field);
    return u"there is no field “%1”; expected one of %2, or .%1 for the key of a message"_s.arg(
        word, names.join(u", "_s));
}

FilterValue FilterParser::readPattern()
{
    QString problem;
    qsizetype inside = -1;
    const FilterValue value = readFilterPattern(m_lexer.content(), m_lexer.ignoresCase(), &problem, &inside);
    if (!problem.isEmpty())
        failAt(std::min(m_lexer.position() + 1 + inside, m_lexer.end() - 1), 1,
            u"the pattern is wrong here: %1"_s.arg(problem));
    return value;
}

FilterTerm FilterParser::parsePattern()
{
    FilterTerm term;
    term.kind = Kind::Pattern;
    term.values = {readPattern()};
    if (m_lexer.content().isEmpty())
        fail(u"the pattern is empty; expected something to look for"_s);
    advance();
    return term;
}

FilterTerm FilterParser::parseComparison(const Operand &operand)
{
    FilterTerm term;
    term.kind = Kind::Comparison;
    term.field = *operand.field;
    term.path = operand.path;
    term.comparison = m_lexer.comparison();
    checkOperator(term);
    do {
        advance();
        term.values += parseValue(term);
    } while (!m_error && m_lexer.token() == FilterToken::Comma && term.comparison == FilterOperator::OneOf);
    if (m_lexer.token() == FilterToken::Comma)
        fail(
            u"a list stands behind “:”; expected one value behind “%1”"_s.arg(operatorText(term.comparison)));
    else if (m_lexer.token() == FilterToken::Operator)
        fail(u"“%1” does not belong here; expected and, or, or the end"_s.arg(m_lexer.raw()));
    return term;
}

void FilterParser::checkOperator(const FilterTerm &term)
{
    const QList<FilterOperator> possible = operatorsOf(term.field);
    if (possible.contains(term.comparison))
        return;
    QStringList texts;
    for (const FilterOperator each : possible)
        texts += operatorText(each);
    fail(u"“%1” has no order; expected one of %2"_s.arg(fieldName(term.field), texts.join(u"  "_s)));
}

FilterValue FilterParser::parseValue(const FilterTerm &term)
{
    switch (m_lexer.token()) {
    case FilterToken::Pattern:
        return parseValuePattern(term);
    case FilterToken::Word:
    case FilterToken::Quoted:
        return parseValueText(term);
    default:
        fail(u"a value is missing; expected it behind “%1”"_s.arg(operatorText(term.comparison)));
        return {};
    }
}

FilterValue FilterParser::parseValuePattern(const FilterTerm &term)
{
    if (!canMatchPatterns(term.field))
        fail(u"“%1” matches no pattern; expected a value"_s.arg(fieldName(term.field)));
    else if (term.comparison != FilterOperator::OneOf)
        fail(u"a pattern stands behind “:”; expected a value behind “%1”"_s.arg(
            operatorText(term.comparison)));
    const FilterValue value = readPattern();
    advance();
    return value;
}

FilterValue FilterParser::parseValueText(const FilterTerm &term)
{
    const bool isQuoted = m_lexer.token() == FilterToken::Quoted;
    const QString text = isQuoted ? m_lexer.content() : m_lexer.raw().toString();
    QString problem;
    const FilterValue value = readFilterValue(term.field, text, isQuoted, &problem);
    if (problem.isEmpty() && value.form == FilterValue::Form::Range
        && term.comparison != FilterOperator::OneOf)
        problem =
            u"a range stands behind “:”; expected one value behind “%1”"_s.arg(operatorText(term.comparison));
    const bool isOrdered = term.comparison != FilterOperator::OneOf
        && term.comparison != FilterOperator::Equal && term.comparison != FilterOperator::NotEqual;
    if (isOrdered && term.field == FilterKey::Path && (isQuoted || !isJsonNumber(text.toUtf8())))
        problem =
            u"only numbers have an order; expected one behind “%1”"_s.arg(operatorText(term.comparison));
    if (!problem.isEmpty())
        fail(problem);
    advance();
    return value;
}

bool FilterParser::beginsTerm() const
{
    switch (m_lexer.token()) {
    case FilterToken::Word:
    case FilterToken::Quoted:
    case FilterToken::Pattern:
    case FilterToken::Open:
    case FilterToken::Not:
        return true;
    default:
        return false;
    }
}

void FilterParser::advance()
{
    if (m_lexer.next() == FilterToken::Error)
        fail(m_lexer.problem());
}

void FilterParser::fail(const QString &message)
{
    failAt(m_lexer.position(), m_lexer.end() - m_lexer.position(), message);
}

/// The first problem is the one that helps.
void FilterParser::failAt(qsizetype position, qsizetype length, const QString &message)
{
    if (!m_error)
        m_error = {position, length, message};
}

} // namespace

QString toText(const FilterError &error)
{
    return error ? u"position %1: %2"_s.arg(error.position + 1).arg(error.message) : QString();
}

ParsedFilter parseFilter(const QString &text)
{
    return FilterParser(text).parse();
}

} // namespace console
