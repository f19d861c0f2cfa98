#pragma once

#include "lib/log/exchangelog.h"

namespace console {

/// What we asked for before an event. Whether the event came of it nobody says.
struct OwnRequests
{
    const Exchange *same = nullptr; ///< the last within ownRequestSpan that said what the event tells; a
                                    ///< refused one only where there is no other
    const Exchange *before = nullptr; ///< the last one before `same`, else before the event
    MessageId awaited; ///< a request whose text is being read, so that more will be known then
    bool isComparable = false; ///< false: nothing can be said to be the same as what this event tells
    bool isSpanKnown = false; ///< no request of the span escaped: without `same` there was none
    bool isStartKnown = false; ///< without `before` nothing was asked before
};

/// Finds them; see above. Of two that say the same both are about the same room and participant, or the
/// request was for everybody in the room. Reads the texts of few messages. GUI thread; the exchanges hold
/// until the log grows. @pre log.contains(event)
OwnRequests ownRequestsBefore(const MessageLog &log, const ExchangeLog &exchanges, MessageId event);

constexpr qint64 ownRequestSpan = 10'000'000; ///< microseconds

} // namespace console
