#include "lib/connection/retryschedule.h"

#include <algorithm>

namespace console {

namespace {

constexpr double scatter = 0.2;
/// A server may ask for patience, not for ever.
constexpr int longestRetryAfter = 3'600;
constexpr int unreadableMessagesForgiven = 1;

} // namespace

bool RetrySchedule::allows(const Failure &failure) const
{
    if (!m_rule.enabled)
        return false;
    if (failure.kind == FailureKind::UnreadableText)
        return m_unreadable < unreadableMessagesForgiven;
    return failure.transient;
}

std::chrono::milliseconds RetrySchedule::next(const Failure &failure, double chance)
{
    m_unreadable += failure.kind == FailureKind::UnreadableText;
    std::chrono::milliseconds pause = m_rule.firstPause;
    for (int i = 0; i < m_tries && pause < m_rule.longestPause; ++i)
        pause *= 2;
    ++m_tries;
    pause = std::min(pause, m_rule.longestPause);
    const double scattered = double(pause.count()) * (1.0 - scatter + 2 * scatter * chance);
    const std::chrono::seconds asked(std::clamp(failure.retryAfter, 0, longestRetryAfter));
    return std::max<std::chrono::milliseconds>(std::chrono::milliseconds(qint64(scattered)), asked);
}

} // namespace console
