#include "lib/log/consecutiverows.h"

#include <algorithm>

namespace console {

BatchPointer ConsecutiveRows::renumbered(const BatchPointer &batch)
{
    if (m_runs.empty() || m_runs.back().recorded + m_runs.back().count != batch->first) {
        const MessageId next = m_runs.empty() ? MessageId(1) : m_runs.back().given + m_runs.back().count;
        m_runs.push_back({batch->first, next, 0});
    }
    m_runs.back().count += batch->rows.size();
    if (m_runs.size() == 1 && m_runs.front().recorded == m_runs.front().given)
        return batch;
    auto result = std::make_shared<MessageBatch>(*batch);
    result->first = numberOf(batch->first);
    result->matches.clear();
    for (const Match &match : batch->matches) {
        if (const MessageId request = numberOf(match.request))
            result->matches.push_back({numberOf(match.response), request, match.latency});
    }
    result->lost.clear();
    for (const MessageId lost : batch->lost) {
        if (const MessageId request = numberOf(lost))
            result->lost.push_back(request);
    }
    return result;
}

/// None of a row that is not in the recording.
MessageId ConsecutiveRows::numberOf(MessageId recorded) const
{
    const auto after = std::ranges::upper_bound(m_runs, recorded, {}, &Run::recorded);
    if (after == m_runs.begin())
        return {};
    const Run &run = *std::prev(after);
    const quint64 offset = recorded.value - run.recorded.value;
    return offset < run.count ? run.given + offset : MessageId();
}

} // namespace console
