#include "lib/filter/filtercompletion.h"

#include "lib/filter/filterfields.h"
#include "lib/filter/filterlexer.h"
#include "lib/protocol/catalogue.h"

using namespace Qt::StringLiterals;

namespace console {

namespace {

enum class Expected { Operand, Operator, Value, Connective };

/// What the tokens before the cursor lead to.
struct Situation
{
    Expected expected = Expected::Operand;
    std::optional<FilterKey> field; ///< that the next operator, or value, belongs to; none: it is unknown
    qsizetype from = 0; ///< where what is being written begins
    bool mayConnect = false; ///< with Operand: and, or fit as well
    bool isWhole = true; ///< false: within a quote or pattern, or behind an error
};

std::optional<FilterKey> fieldOf(const FilterLexer &lexer)
{
    if (lexer.token() == FilterToken::Quoted)
        return FilterKey::Path;
    if (lexer.token() != FilterToken::Word)
        return std::nullopt;
    const std::optional<FilterKey> field = fieldNamed(lexer.raw());
    const bool isPath = !field && !FilterLexer::pathKeys(lexer.raw()).isEmpty();
    return isPath ? FilterKey::Path : field;
}

/// @param isWritten  the cursor stands right behind the word
Situation afterOperand(const FilterLexer &lexer, const Situation &before, bool isWritten)
{
    Situation next{Expected::Connective, fieldOf(lexer)};
    next.mayConnect = before.expected == Expected::Connective;
    if (isWritten)
        next.expected = Expected::Operand;
    else if (next.field && lexer.token() == FilterToken::Word)
        next.expected = Expected::Operator;
    return next;
}

Situation after(const FilterLexer &lexer, const Situation &before, bool isWritten)
{
    switch (lexer.token()) {
    case FilterToken::Word:
    case FilterToken::Quoted:
    case FilterToken::Pattern:
        if (before.expected == Expected::Value)
            return {isWritten ? Expected::Value : Expected::Connective, before.field};
        return afterOperand(lexer, before, isWritten);
    case FilterToken::Operator:
    case FilterToken::Comma:
        return {Expected::Value, before.field};
    case FilterToken::Close:
        return {Expected::Connective};
    default:
        return {};
    }
}

Situation situationAt(QStringView text)
{
    Situation situation;
    FilterLexer lexer(text);
    while (lexer.next() != FilterToken::End) {
        if (lexer.token() == FilterToken::Error)
            return {.from = text.size(), .isWhole = false};
        const bool isWord = lexer.raw().back().isLetterOrNumber() && lexer.token() != FilterToken::Pattern;
        const bool isWritten = isWord && lexer.end() == text.size();
        situation = after(lexer, situation, isWritten);
        situation.from = isWritten ? lexer.position() : text.size();
    }
    return situation;
}

QString asValue(const QString &text)
{
    return FilterLexer::canBeValue(text) ? text : FilterLexer::quoted(text);
}

QList<FilterSuggestion> connectives()
{
    return {{u"and"_s, u"both must hold"_s}, {u"or"_s, u"one must hold"_s}};
}

QList<FilterSuggestion> fieldSuggestions(bool mayConnect)
{
    QList<FilterSuggestion> list = mayConnect ? connectives() : QList<FilterSuggestion>();
    for (const FilterKey field : filterFields())
        list.append({fieldName(field), fieldHelp(field)});
    list.append({u"not"_s, u"the opposite of what follows"_s});
    return list;
}

QString operatorHelp(FilterOperator comparison)
{
    switch (comparison) {
    case FilterOperator::OneOf:
        return u"one of a list, a range, or a pattern"_s;
    case FilterOperator::Equal:
        return u"equals"_s;
    case FilterOperator::NotEqual:
        return u"does not equal"_s;
    case FilterOperator::Less:
        return u"less, earlier"_s;
    case FilterOperator::LessOrEqual:
        return u"not more, not later"_s;
    case FilterOperator::Greater:
        return u"more, later"_s;
    case FilterOperator::GreaterOrEqual:
        break;
    }
    return u"not less, not earlier"_s;
}

QList<FilterSuggestion> operatorSuggestions(FilterKey field)
{
    QList<FilterSuggestion> list;
    for (const FilterOperator comparison : operatorsOf(field))
        list.append({operatorText(comparison), operatorHelp(comparison)});
    return list;
}

/// What the catalogue knows; what the session has shown comes before.
QList<FilterSuggestion> knownValues(FilterKey field)
{
    QList<FilterSuggestion> list;
    for (const QString &word : wordsOf(field))
        list.append({word, {}});
    const Catalogue &catalogue = Catalogue::builtIn();
    if (field == FilterKey::Event) {
        for (const EventDescription &event : catalogue.events())
            list.append({event.label, event.name});
    } else if (field == FilterKey::Command) {
        for (const Command &command : catalogue.commands())
            list.append({command.name, {}});
    } else if (field == FilterKey::Code) {
        for (const ErrorCode &code : catalogue.errorCodes())
            list.append({code.name, code.meaning});
    }
    return list;
}

QList<FilterSuggestion> valueSuggestions(FilterKey field, const FilterValuesOf &valuesOf)
{
    QList<FilterSuggestion> all = valuesOf ? valuesOf(field) : QList<FilterSuggestion>();
    QList<FilterSuggestion> list;
    all += knownValues(field);
    for (const FilterSuggestion &each : all) {
        const FilterSuggestion written{asValue(each.text), each.detail};
        if (std::ranges::none_of(list, [&](const auto &other) { return other.text == written.text; }))
            list.append(written);
    }
    return list;
}

/// Words stand apart from what is before them, `"Keiko" and`; operators, and values behind them, need not.
bool needsSpace(const Situation &situation, QStringView before)
{
    const bool isWord = situation.expected == Expected::Operand || situation.expected == Expected::Connective;
    return isWord && !before.isEmpty() && !before.back().isSpace() && before.back() != u'(';
}

QList<FilterSuggestion> suggestionsFor(const Situation &situation, const FilterValuesOf &valuesOf)
{
    switch (situation.expected) {
    case Expected::Operand:
        return fieldSuggestions(situation.mayConnect);
    case Expected::Operator:
        return operatorSuggestions(*situation.field);
    case Expected::Value:
        return situation.field ? valueSuggestions(*situation.field, valuesOf) : QList<FilterSuggestion>();
    case Expected::Connective:
        break;
    }
    return connectives();
}

} // namespace

FilterCompletion completeFilter(const QString &text, qsizetype cursor, const FilterValuesOf &valuesOf)
{
    const Situation situation = situationAt(QStringView(text).first(cursor));
    FilterCompletion completion{situation.from, cursor, {}, false};
    if (!situation.isWhole)
        return completion;
    const QStringView written = QStringView(text).sliced(situation.from, cursor - situation.from);
    if (situation.expected == Expected::Operand && fieldNamed(written))
        return {cursor, cursor, operatorSuggestions(*fieldNamed(written)), false};
    completion.needsSpace = needsSpace(situation, QStringView(text).first(situation.from));
    for (const FilterSuggestion &each : suggestionsFor(situation, valuesOf)) {
        QStringView plain = each.text;
        if (plain.startsWith(u'"'))
            plain = plain.sliced(1);
        if (plain.startsWith(written, Qt::CaseInsensitive) && each.text != written)
            completion.suggestions.append(each);
    }
    return completion;
}

} // namespace console
