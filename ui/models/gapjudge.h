#pragma once

#include "lib/filter/filterconditions.h"
#include "lib/filter/logfilter.h"

namespace console {

/// Decides which gaps of the connection stand among the rows of a filter: those that overlap the time asked
/// for, whatever type, room or person is; with a text only where they hold it. GUI thread.
class GapJudge
{
public:
    GapJudge(const FilterExpression &filter, const MessageLog *log);

    bool shows(MessageId gap); ///< @pre the log holds the row, which tells a gap

private:
    const MessageLog *m_log;
    FilterTimes m_times;
    LogFilter m_filter; ///< without the conditions on fields
};

} // namespace console
