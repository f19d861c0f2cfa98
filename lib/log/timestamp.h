#pragma once

#include <QString>

#include <optional>

namespace console {

/// RFC 3339, UTC, six decimals: "2026-11-23T14:32:07.418000Z". @param time  microseconds UTC
QString timestamp(qint64 time);
/// Microseconds UTC of a date and time of ISO 8601 with up to six decimals, which may leave out seconds and
/// may give an offset; without one it is local time. Nothing where it is none.
std::optional<qint64> timeOfTimestamp(QStringView text);

} // namespace console
