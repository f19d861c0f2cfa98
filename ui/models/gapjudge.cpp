#include "ui/models/gapjudge.h"

#include "lib/log/messagelog.h"

namespace console {

namespace {

bool isAboutAField(const FilterTerm &term)
{
    const FilterTerm &inner = term.kind == FilterTerm::Kind::Not ? term.children.front() : term;
    return inner.kind == FilterTerm::Kind::Comparison;
}

FilterExpression withoutFields(const FilterExpression &filter)
{
    std::vector<FilterTerm> terms = filter.conditions();
    std::erase_if(terms, &isAboutAField);
    return FilterExpression(joined(FilterTerm::Kind::And, std::move(terms)));
}

} // namespace

GapJudge::GapJudge(const FilterExpression &filter, const MessageLog *log)
    : m_log(log), m_times(allowedTimes(filter)), m_filter(withoutFields(filter), log, nullptr)
{
}

bool GapJudge::shows(MessageId gap)
{
    const MessageRecord &record = m_log->record(gap);
    if (record.time < m_times.from
        || (m_times.until != 0 && record.time - record.gapLength() >= m_times.until))
        return false;
    // Where its text has to be read first the row stays: that there was a gap matters more than the words.
    const bool isOpenQuestion =
        m_filter.decide(record, gap) == FilterVerdict::NeedsText && !m_log->hasText(gap);
    return isOpenQuestion || m_filter.passes(record, gap);
}

} // namespace console
