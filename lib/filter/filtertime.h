#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace console {

/// A time as the filter language writes it: all that it does not say is left open, so 14:30 is a minute and
/// 2026-11-25 a day.
struct FilterTime
{
    qint64 first = 0; ///< microseconds since the Unix epoch, UTC; of a time of day since local midnight
    qint64 behind = 0;
    bool isTimeOfDay = false;
};

/// Local time, unless it ends in Z or an offset. None: it is no time.
std::optional<FilterTime> readFilterTime(const QString &text);

/// What the clock on the wall showed. Immutable; usable on any thread.
class WallClock
{
public:
    static constexpr qint64 day = 24 * 3600 * qint64(1'000'000); ///< microseconds

    WallClock(); ///< of the local zone, summer times from 1990 to 2100 included

    /// Microseconds since midnight, [0, day).
    qint64 timeOfDay(qint64 time) const;

private:
    struct Offset
    {
        qint64 from; ///< microseconds UTC
        qint64 shift;
    };
    std::vector<Offset> m_offsets; ///< ascending, never empty
};

} // namespace console
