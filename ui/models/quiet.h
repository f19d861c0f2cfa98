#pragma once

#include "ui/models/timelinemodel.h"

namespace console {

// Stretches without events: where they are, and in words. GUI thread.

constexpr qint64 shortestQuiet = 10 * TimeScale::second; ///< below, nothing is said

/// A stretch without events while connected, both of whose ends are known.
struct QuietStretch
{
    TimeRange range;
    MessageId after; ///< the newest event before it
    friend bool operator==(const QuietStretch &, const QuietStretch &) = default;
};

/// Those of which the scale shows at least `pixels`, in order: from an event, or from the end of a gap behind
/// it, until the next event or gap. The one that is not over is TimelineModel::quiet(). Costs a few look-ups,
/// however many events there are. @param pixels  > 0
std::vector<QuietStretch> quietStretches(const TimelineModel &model, const TimeScale &scale, double pixels);

/// "no events for 2 h 12 min"
QString quietLabel(qint64 microseconds);

/// What is to be said below the newest event.
struct QuietLine
{
    QString statement; ///< does not change while time goes on; empty: there is nothing to say
    QString length; ///< for how long; may be empty
    friend bool operator==(const QuietLine &, const QuietLine &) = default;
};

/// "No events since 04:19:27", "2 h 12 min"; while the connection is lost "Not connected since 03:12:03".
/// Nothing where time stands still.
QuietLine quietLine(const TimelineModel &model);

} // namespace console
