#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace console {

/// What a comparison of the filter language looks at (packaging/filter-language.md).
enum class FilterKey : quint8 {
    Kind,
    Direction,
    Event,
    Command,
    Name,
    Room,
    Participant,
    Status,
    Code,
    Latency,
    Time,
    Size,
    Number,
    Path, ///< a value inside the JSON
};

enum class FilterOperator : quint8 { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, OneOf };

/// What a field is compared with, as written and, of fields that are counted, as a stretch of numbers.
struct FilterValue
{
    enum class Form : quint8 { Word, Quoted, Pattern, Range };

    Form form = Form::Word;
    QString text; ///< without quotes or slashes; of a range its beginning
    QString until; ///< end of a range
    bool ignoresCase = false; ///< of a pattern
    bool isTimeOfDay = false; ///< first and behind count from local midnight
    qint64 first = 0; ///< of number, time, latency (microseconds), size (bytes), code: the smallest it means
    qint64 behind = 0; ///< and the smallest above them that it does not mean

    friend bool operator==(const FilterValue &, const FilterValue &) = default;
};

/// One node of an expression.
struct FilterTerm
{
    enum class Kind : quint8 { Everything, And, Or, Not, Comparison, Text, Pattern };

    Kind kind = Kind::Everything;
    std::vector<FilterTerm> children; ///< And, Or: two or more, none of the same kind; Not: one
    FilterKey field = FilterKey::Kind; ///< Comparison
    FilterOperator comparison = FilterOperator::Equal; ///< Comparison
    QStringList path; ///< Comparison with a Path: its keys
    QList<FilterValue> values; ///< of OneOf one or more; else one

    friend bool operator==(const FilterTerm &, const FilterTerm &) = default;
};

/// A path as the language writes it: values.seat.id, ."Error Code".
QString pathText(const QStringList &path);

/// Terms joined; those of the same kind are taken in. One term stays as it is, none means everything.
FilterTerm joined(FilterTerm::Kind kind, std::vector<FilterTerm> terms);
FilterTerm negated(FilterTerm term);

/// What a user asks for, in the filter language: a tree, and the one text that stands for it. A value;
/// default constructed it lets everything through.
class FilterExpression
{
public:
    static constexpr int maximumDepth = 32; ///< parentheses and nots inside each other
    static constexpr int maximumLength = 20'000; ///< characters

    FilterExpression() = default;
    explicit FilterExpression(FilterTerm root) : m_root(std::move(root)) { }

    const FilterTerm &root() const { return m_root; }
    bool isEmpty() const { return m_root.kind == FilterTerm::Kind::Everything; }
    /// The canonical text: parsed it gives the same expression. Empty for everything.
    QString text() const;
    /// The terms that all must hold, the root itself where it is no And.
    std::vector<FilterTerm> conditions() const;

    friend bool operator==(const FilterExpression &, const FilterExpression &) = default;

private:
    FilterTerm m_root;
};

} // namespace console
