#include "lib/filter/filtertime.h"

#include "lib/log/timestamp.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qint64 second = 1'000'000; // microseconds

struct Reading
{
    QDate date; ///< invalid: a time of day
    qint64 ofDay = 0; ///< microseconds; without a zone
    qint64 precision = 0; ///< microseconds; of a date a day
};

const QRegularExpression &shape()
{
    static const QRegularExpression expression(
        u"^(?:(\\d{4}-\\d{2}-\\d{2})(?:[T ](?=\\d)|$))?"
        u"(?:(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,6}))?)?(Z|[+-]\\d{2}:\\d{2})?)?$"_s);
    return expression;
}

std::optional<Reading> read(const QString &text)
{
    const QRegularExpressionMatch found = shape().match(text);
    if (!found.hasMatch() || text.isEmpty())
        return std::nullopt;
    Reading reading;
    reading.date = QDate::fromString(found.captured(1), Qt::ISODate);
    if (!found.captured(1).isEmpty() && !reading.date.isValid())
        return std::nullopt;
    if (found.captured(2).isEmpty()) {
        reading.precision = WallClock::day;
        return reading;
    }
    const QTime clock(found.captured(2).toInt(), found.captured(3).toInt(), found.captured(4).toInt());
    if (!clock.isValid() || (!reading.date.isValid() && !found.captured(6).isEmpty()))
        return std::nullopt;
    const QString fraction = found.captured(5);
    reading.ofDay =
        qint64(clock.msecsSinceStartOfDay()) * 1000 + fraction.leftJustified(6, u'0').toLongLong();
    reading.precision = found.captured(4).isEmpty() ? 60 * second : second;
    for (qsizetype digit = 0; digit < fraction.size(); ++digit)
        reading.precision /= 10;
    return reading;
}

FilterTime wholeDay(const QDate &date)
{
    const auto start = [](const QDate &day) { return day.startOfDay().toMSecsSinceEpoch() * 1000; };
    return {start(date), start(date.addDays(1)), false}; // which is not always 24 hours later
}

} // namespace

std::optional<FilterTime> readFilterTime(const QString &text)
{
    const std::optional<Reading> reading = read(text);
    if (!reading)
        return std::nullopt;
    if (!reading->date.isValid())
        return FilterTime{reading->ofDay, reading->ofDay + reading->precision, true};
    if (reading->precision == WallClock::day)
        return wholeDay(reading->date);
    const std::optional<qint64> time = timeOfTimestamp(text);
    return time ? std::optional(FilterTime{*time, *time + reading->precision, false}) : std::nullopt;
}

WallClock::WallClock()
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const QDateTime begin(QDate(1990, 1, 1), QTime(0, 0), Qt::UTC);
    m_offsets.push_back({std::numeric_limits<qint64>::min(), zone.offsetFromUtc(begin) * second});
    const auto changes = zone.transitions(begin, QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC));
    for (const QTimeZone::OffsetData &change : changes)
        m_offsets.push_back({change.atUtc.toMSecsSinceEpoch() * 1000, change.offsetFromUtc * second});
}

qint64 WallClock::timeOfDay(qint64 time) const
{
    const auto later = std::ranges::upper_bound(m_offsets, time, {}, &Offset::from);
    const qint64 local = time + std::prev(later)->shift;
    return ((local % day) + day) % day;
}

} // namespace console
