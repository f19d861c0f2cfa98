#pragma once

#include "ui/models/timelinemodel.h"

namespace console {

// A stretch without events in words. GUI thread.

constexpr qint64 shortestQuiet = 10 * TimeScale::second; ///< below, nothing is said

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
