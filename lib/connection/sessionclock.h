#pragma once

#include <QtGlobal>

namespace console {

/// Microseconds UTC that never decrease, from a steady clock and a base; contracts §1, "Time".
class SessionClock
{
public:
    /// Both in microseconds.
    struct Source
    {
        qint64 (*wall)();
        qint64 (*steady)();
    };
    explicit SessionClock(Source source = systemSource());
    static Source systemSource();

    qint64 now();
    qint64 steady() const { return m_source.steady(); }
    void rebase(); ///< a new base, never earlier than the last stamp
    /// Compares with the wall clock; by more than 1 s off it rebases and answers the difference in
    /// microseconds, else 0.
    qint64 followWallClock();

private:
    qint64 offset() const; ///< wall clock minus this one

    Source m_source;
    qint64 m_base = 0; ///< this clock minus steady
    qint64 m_last = 0;
    qint64 m_accepted = 0; ///< offset that stays because stamps never go back
};

} // namespace console
