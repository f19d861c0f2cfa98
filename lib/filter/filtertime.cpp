#include "lib/filter/filtertime.h"

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
    qint64 ofDay = 0; ///< microseconds
    qint64 precision = 0; ///< microseconds; of a date a day
    QString zone;
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
    reading.zone = found.captured(6);
    if (!found.captured(1).isEmpty() && !reading.date.isValid())
        return std::nullopt;
    if (found.captured(2).isEmpty()) {
        reading.precision = WallClock::day;
        return reading;
    }
    const QTime clock(found.captured(2).toInt(), found.captured(3).toInt(), found.captured(4).toInt());
    if (!clock.isValid() || (!reading.date.isValid() && !reading.zone.isEmpty()))
        return std::nullopt;
    const QString fraction = found.captured(5);
    reading.ofDay =
        qint64(clock.msecsSinceStartOfDay()) * 1000 + fraction.leftJustified(6, u'0').toLongLong();
    reading.precision = found.captured(4).isEmpty() ? 60 * second : second;
    for (qsizetype digit = 0; digit < fraction.size(); ++digit)
        reading.precision /= 10;
    return reading;
}

qint64 epochTime(const Reading &reading)
{
    const QTime clock = QTime::fromMSecsSinceStartOfDay(int(reading.ofDay / 1000));
    QDateTime moment(reading.date, clock);
    if (reading.zone == "Z"_L1) {
        moment = QDateTime(reading.date, clock, Qt::UTC);
    } else if (!reading.zone.isEmpty()) {
        const int sign = reading.zone.startsWith(u'-') ? -1 : 1;
        const int minutes = reading.zone.mid(1, 2).toInt() * 60 + reading.zone.mid(4, 2).toInt();
        moment = QDateTime(reading.date, clock, Qt::OffsetFromUTC, sign * minutes * 60);
    }
    return moment.toMSecsSinceEpoch() * 1000 + reading.ofDay % 1000;
}

FilterTime wholeDay(const Reading &reading)
{
    Reading next = reading;
    next.date = reading.date.addDays(1); // which is not always 24 hours later
    return {epochTime(reading), epochTime(next), false};
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
        return wholeDay(*reading);
    const qint64 time = epochTime(*reading);
    return FilterTime{time, time + reading->precision, false};
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
