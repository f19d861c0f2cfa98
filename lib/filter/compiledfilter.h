#pragma once

#include "lib/filter/filterprogram.h"
#include "lib/filter/filtertext.h"
#include "lib/protocol/messagebatch.h"

#include <memory>

namespace console {

/// An expression ready to judge the rows of one session: the program, and what each string of the session
/// answers. A value that is cheap to copy; a copy can be used on another thread while the original goes on.
class CompiledFilter
{
public:
    CompiledFilter() : CompiledFilter(FilterExpression()) { }
    explicit CompiledFilter(const FilterExpression &expression);

    bool usesText() const { return m_program->usesText(); }
    bool usesLatency() const { return m_program->usesLatency(); }
    bool usesSize() const { return m_program->usesSize(); } ///< else FilterRow::size means nothing
    /// A text that each row that passes must hold; empty: there is none.
    const QByteArray &requiredText() const { return m_program->requiredText(); }

    /// Tells of the next string of the session's pool, in the order of their numbers from 1. Rows whose
    /// strings were not told need their text.
    void addString(const QByteArray &string);
    quint32 stringCount() const { return m_stringCount; }
    /// Latencies for the rows to come; without them no comparison with a latency holds.
    void setAnswerTimes(std::shared_ptr<const AnswerTimes> times) { m_times = std::move(times); }

    FilterVerdict decide(const FilterRow &row) const
    {
        return m_program->decide(row, {m_answers, m_times.get()}, nullptr);
    }
    bool decide(const FilterRow &row, QByteArrayView text) const;

private:
    std::shared_ptr<const FilterProgram> m_program;
    std::shared_ptr<const AnswerTimes> m_times;
    QList<QByteArray>
        m_answers; ///< for each string test a byte for each string number, 0 means the empty one
    quint32 m_stringCount = 0;
};

/// Judges the rows of batches as they come, without a log. Not shared between threads.
class BatchFilter
{
public:
    explicit BatchFilter(const FilterExpression &expression) : m_filter(expression) { }

    /// Takes what the batch introduces. @pre each batch once, in their order
    void begin(const MessageBatch &batch);
    bool passes(const MessageBatch &batch, size_t row) const;

private:
    CompiledFilter m_filter;
};

} // namespace console
