#include "lib/filter/filterprogram.h"

#include "lib/filter/filtertext.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using enum FilterVerdict;
using Term = FilterTerm::Kind;

constexpr qint64 lowest = std::numeric_limits<qint64>::min();
constexpr qint64 highest = std::numeric_limits<qint64>::max();

constexpr quint32 bit(MessageKind kind)
{
    return 1u << unsigned(kind);
}

constexpr quint32 everyKind = (bit(MessageKind::Malformed) << 1) - 1;
constexpr quint32 sentKinds = bit(MessageKind::Request);
constexpr quint32 receivedKinds = bit(MessageKind::Response) | bit(MessageKind::Event)
    | bit(MessageKind::Other) | bit(MessageKind::Malformed);

quint32 kindsNamed(const QString &word)
{
    if (word == "in"_L1)
        return receivedKinds;
    if (word == "out"_L1 || word == "request"_L1)
        return sentKinds;
    if (word == "event"_L1)
        return bit(MessageKind::Event);
    if (word == "response"_L1)
        return bit(MessageKind::Response);
    if (word == "other"_L1)
        return bit(MessageKind::Other);
    return word == "note"_L1 ? bit(MessageKind::Note) : bit(MessageKind::Malformed);
}

/// The kinds of message that have this fact.
quint32 kindsWith(FilterKey field)
{
    switch (field) {
    case FilterKey::Event:
        return bit(MessageKind::Event) | bit(MessageKind::Other);
    case FilterKey::Command:
        return bit(MessageKind::Request) | bit(MessageKind::Response);
    case FilterKey::Status:
    case FilterKey::Code:
    case FilterKey::Latency:
        return bit(MessageKind::Response);
    default:
        return everyKind;
    }
}

FilterVerdict verdict(bool holds)
{
    return holds ? Yes : No;
}

FilterVerdict opposite(FilterVerdict verdict)
{
    return verdict == NeedsText ? NeedsText : verdict == Yes ? No : Yes;
}

} // namespace

FilterProgram::FilterProgram(const FilterExpression &expression)
{
    m_root = compile(expression.root());
    findRequiredText(expression);
}

FilterProgram::Node FilterProgram::compile(const FilterTerm &term)
{
    switch (term.kind) {
    case Term::Everything:
        return {};
    case Term::And:
        return compileAll(Op::And, term);
    case Term::Or:
        return compileAll(Op::Or, term);
    case Term::Not:
        return compileAll(Op::Not, term);
    case Term::Text:
        return compileText(term);
    case Term::Pattern:
        return compilePattern(term);
    case Term::Comparison:
        break;
    }
    return compileComparison(term);
}

/// What is cheap is asked first.
FilterProgram::Node FilterProgram::compileAll(Op op, const FilterTerm &term)
{
    Node node{.op = op};
    for (const FilterTerm &child : term.children)
        node.children.push_back(compile(child));
    std::ranges::stable_sort(node.children, {}, &Node::op);
    return node;
}

FilterProgram::Node FilterProgram::compileText(const FilterTerm &term)
{
    m_usesText = true;
    m_needles.emplace_back(term.values.first().text.toUtf8());
    return {.op = Op::Text, .index = m_needles.size() - 1};
}

FilterProgram::Node FilterProgram::compilePattern(const FilterTerm &term)
{
    m_usesText = true;
    m_patterns.emplace_back(term.values.first().text, term.values.first().ignoresCase);
    return {.op = Op::Pattern, .index = m_patterns.size() - 1};
}

FilterProgram::Node FilterProgram::compileComparison(const FilterTerm &term)
{
    Node node;
    switch (term.field) {
    case FilterKey::Kind:
    case FilterKey::Direction:
        node = compileKinds(term);
        break;
    case FilterKey::Code:
    case FilterKey::Latency:
    case FilterKey::Time:
    case FilterKey::Size:
    case FilterKey::Number:
        node = compileStretches(term);
        break;
    case FilterKey::Status:
        m_usesText = true;
        m_statuses.emplace_back(term);
        node = {.op = Op::Status, .index = m_statuses.size() - 1};
        break;
    case FilterKey::Path:
        m_usesText = true;
        m_paths.emplace_back(term);
        node = {.op = Op::Path, .index = m_paths.size() - 1};
        break;
    case FilterKey::Event:
        node = compileEvents(term);
        break;
    default:
        node = compileStrings(term);
    }
    node.negated = term.comparison == FilterOperator::NotEqual;
    if (node.op != Op::Kinds)
        node.kinds = kindsWith(term.field);
    return node;
}

FilterProgram::Node FilterProgram::compileKinds(const FilterTerm &term) const
{
    Node node{.op = Op::Kinds, .kinds = 0};
    for (const FilterValue &value : term.values)
        node.kinds |= kindsNamed(value.text);
    return node;
}

FilterProgram::Node FilterProgram::compileStrings(const FilterTerm &term)
{
    m_strings.emplace_back(term);
    Node node{.op = Op::Strings, .index = m_strings.size() - 1};
    if (term.field == FilterKey::Room)
        node.column = Column::Room;
    else if (term.field == FilterKey::Participant)
        node.column = Column::Participant;
    return node;
}

/// A message that came bare is a custom event, besides what its action names.
FilterProgram::Node FilterProgram::compileEvents(const FilterTerm &term)
{
    Node named = compileStrings(term);
    if (!m_strings.back().asksForCustom())
        return named;
    named.kinds = kindsWith(FilterKey::Event);
    Node either{.op = Op::Or};
    either.children = {Node{.op = Op::Kinds, .kinds = bit(MessageKind::Other)}, std::move(named)};
    return either;
}

FilterProgram::Node FilterProgram::compileStretches(const FilterTerm &term)
{
    Node node{.op = Op::Stretches, .source = sourceOf(term.field)};
    Node days{.op = Op::Stretches, .source = Source::TimeOfDay};
    m_usesLatency |= node.source == Source::Latency;
    m_usesSize |= node.source == Source::Size;
    for (const FilterValue &value : term.values)
        addStretches(term.comparison, value, value.isTimeOfDay ? days.stretches : node.stretches);
    if (days.stretches.empty())
        return node;
    if (!m_clock)
        m_clock.emplace();
    if (node.stretches.empty())
        return days;
    Node either{.op = Op::Or}; // a list may hold both times of day and dates
    either.children = {std::move(node), std::move(days)};
    return either;
}

FilterProgram::Source FilterProgram::sourceOf(FilterKey field)
{
    switch (field) {
    case FilterKey::Code:
        return Source::Code;
    case FilterKey::Latency:
        return Source::Latency;
    case FilterKey::Size:
        return Source::Size;
    case FilterKey::Number:
        return Source::Number;
    default:
        return Source::Time;
    }
}

void FilterProgram::addStretches(
    FilterOperator comparison, const FilterValue &value, std::vector<Stretch> &stretches)
{
    switch (comparison) {
    case FilterOperator::Less:
        return stretches.push_back({lowest, value.first});
    case FilterOperator::LessOrEqual:
        return stretches.push_back({lowest, value.behind});
    case FilterOperator::Greater:
        return stretches.push_back({value.behind, highest});
    case FilterOperator::GreaterOrEqual:
        return stretches.push_back({value.first, highest});
    default:
        break;
    }
    if (value.first < value.behind)
        return stretches.push_back({value.first, value.behind});
    stretches.push_back({value.first, highest}); // over midnight
    stretches.push_back({lowest, value.behind});
}

void FilterProgram::findRequiredText(const FilterExpression &expression)
{
    for (const FilterTerm &term : expression.conditions()) {
        const QByteArray text = term.kind == Term::Text ? term.values.first().text.toUtf8() : QByteArray();
        if (text.size() > m_requiredText.size())
            m_requiredText = text;
    }
}

FilterVerdict FilterProgram::decide(
    const Node &node, const FilterRow &row, const Knowledge &knowledge, FilterText *text) const
{
    switch (node.op) {
    case Op::Everything:
        return Yes;
    case Op::And:
        return decideAll(node, row, knowledge, text);
    case Op::Or: {
        const FilterVerdict any = decideAny(node, row, knowledge, text);
        return node.negated ? opposite(any) : any;
    }
    case Op::Not:
        return opposite(decide(node.children.front(), row, knowledge, text));
    default:
        break;
    }
    const bool concerned = node.kinds >> unsigned(row.record.kind) & 1u;
    const FilterVerdict here = concerned ? decideHere(node, row, knowledge, text) : No;
    return node.negated ? opposite(here) : here;
}

/// One that does not hold is enough, even where another needs the text.
FilterVerdict FilterProgram::decideAll(
    const Node &node, const FilterRow &row, const Knowledge &knowledge, FilterText *text) const
{
    FilterVerdict result = Yes;
    for (const Node &child : node.children) {
        const FilterVerdict each = decide(child, row, knowledge, text);
        if (each == No)
            return No;
        if (each == NeedsText)
            result = NeedsText;
    }
    return result;
}

FilterVerdict FilterProgram::decideAny(
    const Node &node, const FilterRow &row, const Knowledge &knowledge, FilterText *text) const
{
    FilterVerdict result = No;
    for (const Node &child : node.children) {
        const FilterVerdict each = decide(child, row, knowledge, text);
        if (each == Yes)
            return Yes;
        if (each == NeedsText)
            result = NeedsText;
    }
    return result;
}

FilterVerdict FilterProgram::decideHere(
    const Node &node, const FilterRow &row, const Knowledge &knowledge, FilterText *text) const
{
    switch (node.op) {
    case Op::Kinds:
        return Yes;
    case Op::Stretches:
        return verdict(isWithin(node, row, knowledge));
    case Op::Strings:
        return decideStrings(node, row, knowledge, text);
    case Op::Status:
        return decideStatus(node, row, text);
    default:
        break;
    }
    if (!text)
        return NeedsText;
    if (node.op == Op::Text)
        return verdict(text->contains(m_needles[node.index]));
    if (node.op == Op::Pattern)
        return verdict(text->contains(m_patterns[node.index]));
    return verdict(text->canHoldJson() && m_paths[node.index].holds(text->raw()));
}

inline FilterVerdict FilterProgram::decideStrings(
    const Node &node, const FilterRow &row, const Knowledge &knowledge, FilterText *text) const
{
    const StringId string = node.column == Column::Name ? row.record.name
        : node.column == Column::Room                   ? row.record.room
                                                        : row.record.participant;
    const QByteArray &answers = knowledge.answers[qsizetype(node.index)];
    const bool inPool = string || !row.record.has(MessageFlag::Unpooled);
    if (inPool && string.value < answers.size())
        return verdict(answers[string.value] != 0);
    if (!text)
        return NeedsText;
    const StringTest &test = m_strings[node.index];
    if (node.column == Column::Name)
        return verdict(test.holds(text->name()));
    return verdict(test.holds(node.column == Column::Room ? text->room() : text->participant()));
}

FilterVerdict FilterProgram::decideStatus(const Node &node, const FilterRow &row, FilterText *text) const
{
    const StringTest &test = m_statuses[node.index];
    if (row.record.has(MessageFlag::StatusOk))
        return verdict(test.holds("OK"));
    if (row.record.has(MessageFlag::StatusError))
        return verdict(test.holds("ERROR"));
    return text ? verdict(test.holds(text->status())) : NeedsText;
}

inline bool FilterProgram::isWithin(const Node &node, const FilterRow &row, const Knowledge &knowledge) const
{
    qint64 value = 0;
    switch (node.source) {
    case Source::Time:
        value = row.record.time;
        break;
    case Source::TimeOfDay:
        value = m_clock->timeOfDay(row.record.time);
        break;
    case Source::Size:
        value = row.size;
        break;
    case Source::Number:
        value = qint64(row.id.value);
        break;
    case Source::Code:
        value = row.record.code;
        if (value == 0)
            return false;
        break;
    case Source::Latency:
        value = knowledge.times ? knowledge.times->latencyOf(row.id) : -1;
        if (value < 0)
            return false;
        break;
    }
    for (const Stretch &stretch : node.stretches) {
        if (value >= stretch.first && value < stretch.behind)
            return true;
    }
    return false;
}

} // namespace console
