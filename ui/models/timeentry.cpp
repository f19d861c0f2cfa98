#include "ui/models/timeentry.h"

#include "lib/filter/filtertime.h"
#include "ui/models/numbers.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 mostDays = 400; ///< that a session is looked through for a time of day

/// From the first moment that is meant to behind the last.
struct Stretch
{
    qint64 from = 0;
    qint64 behind = 0;
};

/// The length of a unit of time; 0: it is none.
qint64 unitLength(const QString &unit)
{
    static const QHash<QString, qint64> lengths{{u"ms"_s, second / 1000}, {u""_s, second}, {u"s"_s, second},
        {u"sec"_s, second}, {u"m"_s, 60 * second}, {u"min"_s, 60 * second}, {u"h"_s, 3600 * second},
        {u"d"_s, 24 * 3600 * second}};
    return lengths.value(unit.toLower());
}

/// "+5 min" from the reference on.
std::optional<Stretch> relative(const QString &text, qint64 reference)
{
    static const QRegularExpression form(
        u"^([+\\-\u2212\u2013])\\s*(\\d{1,9}(?:[.,]\\d{1,6})?)\\s*([a-z]*)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch parts = form.match(text);
    const qint64 unit = unitLength(parts.captured(3));
    if (!parts.hasMatch() || unit == 0)
        return std::nullopt;
    const double number = QString(parts.captured(2)).replace(u',', u'.').toDouble();
    const qint64 length = std::llround(number * double(unit));
    const qint64 time = reference + (parts.captured(1) == u"+" ? length : -length);
    return Stretch{time, time + 1};
}

qint64 timeOn(const QDate &date, qint64 ofDay)
{
    const QDateTime moment(date, QTime::fromMSecsSinceStartOfDay(int(ofDay / 1000)));
    return moment.toMSecsSinceEpoch() * 1000 + ofDay % 1000;
}

bool touches(const Stretch &stretch, const TimeEntryContext &context)
{
    return stretch.from <= context.last && stretch.behind > context.first;
}

/// A time of day on that day of the session which is nearest to the reference.
Stretch onBestDay(const FilterTime &time, const TimeEntryContext &context)
{
    const auto dayOf = [](qint64 moment) { return QDateTime::fromMSecsSinceEpoch(moment / 1000).date(); };
    const auto on = [&time](const QDate &day) {
        const qint64 from = timeOn(day, time.first);
        return Stretch{from, from + time.behind - time.first};
    };
    Stretch best = on(dayOf(context.reference));
    const QDate first = dayOf(context.first);
    const qint64 days = std::min(first.daysTo(dayOf(context.last)), mostDays);
    for (qint64 day = 0; day <= days; ++day) {
        const Stretch candidate = on(first.addDays(day));
        const bool isNearer =
            std::abs(candidate.from - context.reference) < std::abs(best.from - context.reference);
        if (touches(candidate, context) && (isNearer || !touches(best, context)))
            best = candidate;
    }
    return best;
}

std::optional<Stretch> readStretch(const QString &text, const TimeEntryContext &context)
{
    if (const std::optional<Stretch> stretch = relative(text, context.reference))
        return stretch;
    static const QRegularExpression oneDigit(u"^\\d:"_s);
    const std::optional<FilterTime> time =
        readFilterTime(text.contains(oneDigit) ? u'0' + text : QString(text).replace(u',', u'.'));
    if (!time)
        return std::nullopt;
    return time->isTimeOfDay ? onBestDay(*time, context) : Stretch{time->first, time->behind};
}

} // namespace

TimeEntry readTimeEntry(const QString &text, const TimeEntryContext &context)
{
    const std::optional<Stretch> stretch = readStretch(text.simplified(), context);
    if (!stretch)
        return {{}, u"This is no time."_s};
    if (!touches(*stretch, context))
        return {{},
            u"The session goes from %1 to %2."_s.arg(
                clockText(context.first, context.last), clockText(context.last, context.reference))};
    return {std::max(stretch->from, context.first), {}};
}

} // namespace console
