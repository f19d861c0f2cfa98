#include "lib/filter/answertimes.h"

#include <algorithm>

namespace console {

AnswerTimes::AnswerTimes(const std::vector<Match> &matches)
{
    m_entries.reserve(matches.size());
    for (const Match &match : matches)
        m_entries.push_back({match.response, match.latency});
    std::ranges::sort(m_entries, {}, &Entry::response);
}

qint64 AnswerTimes::latencyOf(MessageId response) const
{
    const auto found = std::ranges::lower_bound(m_entries, response, {}, &Entry::response);
    return found != m_entries.end() && found->response == response ? found->latency : -1;
}

} // namespace console
