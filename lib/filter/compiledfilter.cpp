#include "lib/filter/compiledfilter.h"

namespace console {

CompiledFilter::CompiledFilter(const FilterExpression &expression)
    : m_program(std::make_shared<const FilterProgram>(expression))
{
    for (const StringTest &test : m_program->strings())
        m_answers += QByteArray(1, test.holds({}) ? '\1' : '\0');
}

void CompiledFilter::addString(const QByteArray &string)
{
    ++m_stringCount;
    for (qsizetype i = 0; i < m_answers.size(); ++i)
        m_answers[i] += m_program->strings()[size_t(i)].holds(string) ? '\1' : '\0';
}

bool CompiledFilter::decide(const FilterRow &row, QByteArrayView text) const
{
    FilterText readable(row.record, text);
    return m_program->decide(row, {m_answers, m_times.get()}, &readable) == FilterVerdict::Yes;
}

void BatchFilter::begin(const MessageBatch &batch)
{
    for (const QByteArray &string : batch.strings)
        m_filter.addString(string);
    if (m_filter.usesLatency())
        m_filter.setAnswerTimes(std::make_shared<const AnswerTimes>(batch.matches));
}

bool BatchFilter::passes(const MessageBatch &batch, size_t row) const
{
    const QByteArrayView text = batch.textOf(row);
    const FilterRow facts{batch.rows[row], batch.first + row, quint32(text.size())};
    const FilterVerdict verdict = m_filter.decide(facts);
    return verdict == FilterVerdict::NeedsText ? m_filter.decide(facts, text) : verdict == FilterVerdict::Yes;
}

} // namespace console
