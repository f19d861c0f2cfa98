#include "lib/connection/sessionclock.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace console {

namespace {

constexpr qint64 tolerance = 1'000'000;

template <typename Clock>
qint64 microseconds()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now().time_since_epoch()).count();
}

} // namespace

SessionClock::SessionClock(Source source) : m_source(source)
{
    rebase();
}

SessionClock::Source SessionClock::systemSource()
{
    return {&microseconds<std::chrono::system_clock>, &microseconds<std::chrono::steady_clock>};
}

qint64 SessionClock::now()
{
    m_last = std::max(m_last, m_base + m_source.steady());
    return m_last;
}

void SessionClock::rebase()
{
    m_base = std::max(m_source.wall(), m_last) - m_source.steady();
    m_accepted = offset();
}

qint64 SessionClock::followWallClock()
{
    const qint64 moved = offset() - m_accepted;
    if (std::abs(moved) <= tolerance)
        return 0;
    now();
    rebase();
    return moved;
}

qint64 SessionClock::offset() const
{
    return m_source.wall() - (m_base + m_source.steady());
}

} // namespace console
