#pragma once

#include "lib/connection/connectionstatus.h"
#include "ui/models/navigator.h"

#include <vector>

namespace console {

/// How long one ping took.
struct PingTime
{
    qint64 time = 0; ///< when its answer came, microseconds UTC
    qint64 roundTrip = 0; ///< microseconds
};

/// Remembers the round trips of a session's pings, the latest `maximum`. GUI thread.
class PingHistory
{
public:
    static constexpr size_t maximum = 10'000;

    /// A status tells of a ping when its round trip is another than before.
    /// @param now  microseconds UTC
    void take(const ConnectionStatus &status, qint64 now);
    std::vector<PingTime> within(const TimeRange &range) const; ///< in order

private:
    std::vector<PingTime> m_pings;
    qint64 m_latest = -1;
};

} // namespace console
