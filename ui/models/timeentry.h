#pragma once

#include <QString>

#include <optional>

namespace console {

/// Times of a session that a typed time is understood by; microseconds UTC.
struct TimeEntryContext
{
    qint64 reference = 0; ///< of the selected message: what is relative counts from it
    qint64 first = 0; ///< of the oldest message
    qint64 last = 0; ///< of the newest one
};

/// What a time that somebody typed means: a moment of the session, or why it is none.
struct TimeEntry
{
    std::optional<qint64> time; ///< microseconds UTC, within the session
    QString problem; ///< a sentence, where there is no time
};

/// "14:32", "14:32:07.418", a date, a date and time as in ISO 8601, "+5 min", "−30 s". A time of day is one
/// of a day of the session, of several the nearest to the reference; local time unless it says otherwise. A
/// whole minute or day during which the session began means its begin.
TimeEntry readTimeEntry(const QString &text, const TimeEntryContext &context);

} // namespace console
