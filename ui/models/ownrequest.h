#pragma once

#include "lib/log/exchangelog.h"

namespace console {

/// Finds among our own requests the last one that said what an event tells, about the same room and
/// participant, at most ownRequestSpan before it; null: none was found. Whether the event came of it nobody
/// says. Reads the texts of few messages. GUI thread; the exchange holds until the log grows.
const Exchange *ownRequestBefore(const MessageLog &log, const ExchangeLog &exchanges, MessageId event);

constexpr qint64 ownRequestSpan = 10'000'000; ///< microseconds

} // namespace console
