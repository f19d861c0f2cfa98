#include "ui/models/pinghistory.h"

#include <algorithm>

namespace console {

void PingHistory::take(const ConnectionStatus &status, qint64 now)
{
    if (std::exchange(m_latest, status.roundTrip) == status.roundTrip || status.roundTrip < 0)
        return;
    if (m_pings.size() == maximum)
        m_pings.erase(m_pings.begin(), m_pings.begin() + maximum / 10);
    m_pings.push_back({now, status.roundTrip});
}

std::vector<PingTime> PingHistory::within(const TimeRange &range) const
{
    std::vector<PingTime> found;
    std::copy_if(m_pings.begin(), m_pings.end(), std::back_inserter(found),
        [&range](const PingTime &ping) { return ping.time >= range.from && ping.time < range.until; });
    return found;
}

} // namespace console
