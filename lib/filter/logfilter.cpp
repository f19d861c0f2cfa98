#include "lib/filter/logfilter.h"

#include "lib/log/exchangelog.h"
#include "lib/log/messagelog.h"

namespace console {

namespace {

std::vector<Match> answersOf(const ExchangeLog &exchanges)
{
    std::vector<Match> matches;
    for (const Exchange &exchange : exchanges.exchanges()) {
        if (exchange.response && exchange.latency >= 0)
            matches.push_back({exchange.response, exchange.request, exchange.latency});
    }
    return matches;
}

} // namespace

LogFilter::LogFilter(const FilterExpression &expression, const MessageLog *log, const ExchangeLog *exchanges)
    : m_filter(expression), m_log(log), m_exchanges(exchanges)
{
}

void LogFilter::learn()
{
    for (quint32 known = m_filter.stringCount(); known < m_log->stringCount(); ++known)
        m_filter.addString(m_log->string(StringId(known + 1)));
}

const CompiledFilter &LogFilter::compiled()
{
    learn();
    if (m_filter.usesLatency() && m_exchanges)
        m_filter.setAnswerTimes(std::make_shared<const AnswerTimes>(answersOf(*m_exchanges)));
    return m_filter;
}

/// Sizes are looked up for the filters that ask for them alone.
FilterRow LogFilter::factsOf(const MessageRecord &record, MessageId id) const
{
    return {record, id, m_filter.usesSize() ? m_log->textSize(id) : 0};
}

FilterVerdict LogFilter::decide(const MessageRecord &record, MessageId id)
{
    if (m_filter.stringCount() < m_log->stringCount())
        learn();
    if (m_filter.usesLatency() && m_exchanges && record.kind == MessageKind::Response) {
        const int index = m_exchanges->indexOf(id);
        const qint64 latency = index < 0 ? -1 : m_exchanges->exchanges()[size_t(index)].latency;
        m_filter.setAnswerTimes(std::make_shared<const AnswerTimes>(std::vector<Match>{{id, {}, latency}}));
    }
    return m_filter.decide(factsOf(record, id));
}

bool LogFilter::passes(const MessageRecord &record, MessageId id)
{
    const FilterVerdict verdict = decide(record, id);
    if (verdict != FilterVerdict::NeedsText)
        return verdict == FilterVerdict::Yes;
    return m_log->hasText(id) && m_filter.decide(factsOf(record, id), m_log->text(id));
}

} // namespace console
