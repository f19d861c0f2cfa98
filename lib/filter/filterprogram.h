#pragma once

#include "lib/filter/answertimes.h"
#include "lib/filter/filtertests.h"
#include "lib/filter/filtertime.h"
#include "lib/log/textneedle.h"
#include "lib/protocol/messagerecord.h"

namespace console {

enum class FilterVerdict : quint8 { No, Yes, NeedsText };

/// A row of the log, wherever it rests, without its text.
struct FilterRow
{
    const MessageRecord &record;
    MessageId id;
    quint32 size = 0; ///< bytes of its text
};

class FilterText;

/// An expression made ready to judge rows: numbers, kinds and the places of strings resolved. What the
/// strings themselves answer is kept by CompiledFilter, since their number grows. Immutable; usable on any
/// thread.
class FilterProgram
{
public:
    explicit FilterProgram(const FilterExpression &expression);

    /// What else a row is judged by.
    struct Knowledge
    {
        const QList<QByteArray> &answers; ///< for each of strings(): by string number 1 or 0
        const AnswerTimes *times; ///< may be null
    };
    /// @param text  null: not at hand; only then the verdict can be NeedsText
    FilterVerdict decide(const FilterRow &row, const Knowledge &knowledge, FilterText *text) const
    {
        return decide(m_root, row, knowledge, text);
    }

    const std::vector<StringTest> &strings() const { return m_strings; }
    bool usesText() const { return m_usesText; } ///< some rows cannot be judged without their text
    bool usesLatency() const { return m_usesLatency; }
    bool usesSize() const { return m_usesSize; }
    /// The longest text that each row that passes must hold; empty: there is none.
    const QByteArray &requiredText() const { return m_requiredText; }

private:
    /// In the order of what they cost.
    enum class Op : quint8 {
        Everything,
        Kinds,
        Stretches,
        Strings,
        Not,
        And,
        Or,
        Status,
        Text,
        Path,
        Pattern
    };
    enum class Source : quint8 { Time, TimeOfDay, Size, Number, Code, Latency };
    enum class Column : quint8 { Name, Room, Participant };
    struct Stretch
    {
        qint64 first;
        qint64 behind;
    };
    struct Node
    {
        Op op = Op::Everything;
        Source source = Source::Time;
        Column column = Column::Name;
        bool negated = false;
        quint32 kinds = ~0u; ///< a bit for each kind; of others a comparison does not hold
        size_t index = 0; ///< of the test, in the list for its op
        std::vector<Stretch> stretches;
        std::vector<Node> children;
    };

    Node compile(const FilterTerm &term);
    Node compileAll(Op op, const FilterTerm &term);
    Node compileComparison(const FilterTerm &term);
    Node compileKinds(const FilterTerm &term) const;
    Node compileStretches(const FilterTerm &term);
    static Source sourceOf(FilterKey field);
    static void addStretches(
        FilterOperator comparison, const FilterValue &value, std::vector<Stretch> &stretches);
    Node compileStrings(const FilterTerm &term);
    Node compileEvents(const FilterTerm &term);
    Node compileText(const FilterTerm &term);
    Node compilePattern(const FilterTerm &term);
    void findRequiredText(const FilterExpression &expression);

    FilterVerdict decide(const Node &node, const FilterRow &row, const Knowledge &, FilterText *text) const;
    FilterVerdict decideAll(const Node &node, const FilterRow &row, const Knowledge &, FilterText *) const;
    FilterVerdict decideAny(const Node &node, const FilterRow &row, const Knowledge &, FilterText *) const;
    FilterVerdict decideHere(const Node &node, const FilterRow &row, const Knowledge &, FilterText *) const;
    FilterVerdict decideStrings(
        const Node &node, const FilterRow &row, const Knowledge &, FilterText *) const;
    FilterVerdict decideStatus(const Node &node, const FilterRow &row, FilterText *text) const;
    bool isWithin(const Node &node, const FilterRow &row, const Knowledge &knowledge) const;

    Node m_root;
    std::vector<StringTest> m_strings;
    std::vector<StringTest> m_statuses;
    std::vector<TextNeedle> m_needles;
    std::vector<FilterPattern> m_patterns;
    std::vector<PathTest> m_paths;
    std::optional<WallClock> m_clock; ///< only where a time of day is asked for
    QByteArray m_requiredText;
    bool m_usesText = false;
    bool m_usesLatency = false;
    bool m_usesSize = false;
};

} // namespace console
