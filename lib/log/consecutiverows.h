#pragma once

#include "lib/protocol/messagebatch.h"

namespace console {

/// Gives the rows of a recording numbers without holes, from 1 on, as a MessageLog wants them: a recording
/// may begin in the midst of a session, and rows may be missing in it.
class ConsecutiveRows
{
public:
    /// The same batch where its numbers are right already. @pre numbers rise from batch to batch
    BatchPointer renumbered(const BatchPointer &batch);

private:
    /// Rows without a hole.
    struct Run
    {
        MessageId recorded; ///< number of the first
        MessageId given;
        quint64 count = 0;
    };
    MessageId numberOf(MessageId recorded) const;

    std::vector<Run> m_runs;
};

} // namespace console
