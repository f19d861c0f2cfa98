#pragma once

#include "ui/models/navigator.h"

#include <QString>
#include <QTimeZone>

#include <vector>

namespace console {

/// A mark on the ruler.
struct Tick
{
    qint64 time = 0; ///< microseconds UTC
    QString label;
    bool startsDay = false; ///< midnight in the ruler's zone; the label is the date
};

/// Alone knows where a time stands on a pixel axis and which times deserve a mark. A value; no thread.
struct TimeScale
{
    static constexpr qint64 second = 1'000'000;
    static constexpr qint64 minute = 60 * second;
    static constexpr qint64 hour = 60 * minute;
    static constexpr qint64 day = 24 * hour;
    static constexpr qint64 minimumLength = 1'000; ///< microseconds across the whole width
    static constexpr qint64 maximumLength = 400 * day;

    TimeRange range;
    int width = 1; ///< pixels, at least 1

    double perPixel() const { return double(range.length()) / width; } ///< microseconds
    double xOf(qint64 time) const { return double(time - range.from) / perPixel(); }
    qint64 timeAt(double x) const;

    /// The range with the time under `x` kept in place and `factor` times as much in view, within the limits
    /// of length.
    TimeRange zoomedAt(double x, double factor) const;
    TimeRange panned(double pixels) const;

    /// Marks at least `spacing` pixels apart, at round times of the zone.
    std::vector<Tick> ticks(int spacing, const QTimeZone &zone) const;
    /// Unlabelled times between the ticks, for a finer ruler.
    std::vector<qint64> minorTicks(int spacing, const QTimeZone &zone) const;
    /// Starts of bins `pixels` wide, the last one ending the list. They stand on multiples of their own
    /// length, so that panning moves bars without changing them.
    std::vector<qint64> binEdges(int pixels) const;

private:
    qint64 step(int spacing) const;
};

/// The same length, ending a little after `now`.
TimeRange followed(const TimeRange &visible, qint64 now);

/// "Mon 23 Nov, UTC+1"
QString dateAndZone(qint64 time, const QTimeZone &zone);
/// "14:32:07.418"
QString clockText(qint64 time, const QTimeZone &zone);
/// How far `until` lies behind `now`, in words: "9 s behind"; "Live" if it does not.
QString behindText(qint64 until, qint64 now);

} // namespace console
