#pragma once

#include <QString>

namespace console {

/// Thin spaces between thousands and a true minus: "1 463 982".
QString groupedNumber(qint64 number);
/// Time between two rows in seconds: "+0.423"; from a minute on "22:52", from an hour "3:07:05". Negative
/// counts as 0.
QString intervalText(qint64 microseconds);
/// Time from another row on, to the microsecond: "+0.423118", "−61.000000"; 0 is "0".
QString signedIntervalText(qint64 microseconds);
/// "118": what a text of milliseconds leaves off.
QString microsecondDigits(qint64 time);
/// Local time of day, "14:32:07.418", of microseconds UTC.
QString clockText(qint64 time);
/// Like clockText(), with the weekday before it where `time` is not of the same local day as `today`.
QString clockText(qint64 time, qint64 today);
/// conf-9 before conf-10: stretches of digits compare by value, all else by code point. Negative, zero or
/// positive.
int compareNaturally(QByteArrayView left, QByteArrayView right);

} // namespace console
