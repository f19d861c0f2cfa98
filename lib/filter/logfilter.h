#pragma once

#include "lib/filter/compiledfilter.h"

namespace console {

class ExchangeLog;
class MessageLog;

/// A filter for the rows of one log, of whose strings and answers it keeps itself informed. GUI thread, as
/// its log.
class LogFilter
{
public:
    /// @param exchanges  tells latencies; may be null: then no comparison with one holds. Both must outlive
    /// it
    LogFilter(const FilterExpression &expression, const MessageLog *log, const ExchangeLog *exchanges);

    bool usesText() const { return m_filter.usesText(); }
    /// As it is now, with all strings and answers of the log: for the pool.
    const CompiledFilter &compiled();
    /// Without the text of the row.
    FilterVerdict decide(const MessageRecord &record, MessageId id);
    /// With the text, where it is at hand; where it is not, the row does not pass.
    bool passes(const MessageRecord &record, MessageId id);

private:
    void learn();
    FilterRow factsOf(const MessageRecord &record, MessageId id) const;

    CompiledFilter m_filter;
    const MessageLog *m_log;
    const ExchangeLog *m_exchanges;
};

} // namespace console
