#include "ui/models/timescale.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qint64 s = TimeScale::second;
constexpr qint64 m = TimeScale::minute;
constexpr qint64 h = TimeScale::hour;
constexpr qint64 d = TimeScale::day;

struct Step
{
    qint64 length;
    int parts;
};

/// Distances that read as round on a clock, and into how many parts the finer ruler splits them.
constexpr std::array steps{
    Step{1, 1},
    Step{2, 2},
    Step{5, 5},
    Step{10, 5},
    Step{20, 4},
    Step{50, 5},
    Step{100, 5},
    Step{200, 4},
    Step{500, 5},
    Step{1'000, 5},
    Step{2'000, 4},
    Step{5'000, 5},
    Step{10'000, 5},
    Step{20'000, 4},
    Step{50'000, 5},
    Step{100'000, 5},
    Step{200'000, 4},
    Step{500'000, 5},
    Step{s, 5},
    Step{2 * s, 4},
    Step{5 * s, 5},
    Step{10 * s, 5},
    Step{15 * s, 3},
    Step{30 * s, 3},
    Step{m, 6},
    Step{2 * m, 4},
    Step{5 * m, 5},
    Step{10 * m, 5},
    Step{15 * m, 3},
    Step{30 * m, 3},
    Step{h, 6},
    Step{2 * h, 4},
    Step{3 * h, 3},
    Step{6 * h, 6},
    Step{12 * h, 4},
    Step{d, 4},
    Step{2 * d, 2},
    Step{7 * d, 7},
    Step{14 * d, 2},
    Step{28 * d, 4},
    Step{56 * d, 2},
};

Step stepFor(double atLeast)
{
    const auto found = std::ranges::find_if(steps, [&](Step step) { return double(step.length) >= atLeast; });
    return found == steps.end() ? steps.back() : *found;
}

QDateTime localTime(qint64 time, const QTimeZone &zone)
{
    const qint64 milliseconds = time >= 0 ? time / 1000 : (time - 999) / 1000;
    return QDateTime::fromMSecsSinceEpoch(milliseconds, zone);
}

qint64 offsetAt(qint64 time, const QTimeZone &zone)
{
    return localTime(time, zone).offsetFromUtc() * s;
}

/// The first multiple of `step` in local time that is not before `time`.
qint64 firstMultiple(qint64 time, qint64 step, qint64 offset)
{
    const qint64 local = time + offset;
    const qint64 floor = local >= 0 ? local / step : (local - step + 1) / step;
    const qint64 start = floor * step;
    return (start < local ? start + step : start) - offset;
}

QString fraction(qint64 time, qint64 step)
{
    const QString digits = u"%1"_s.arg(((time % s) + s) % s, 6, 10, QChar(u'0'));
    int shown = 6;
    for (qint64 unit = 10; unit <= step && step % unit == 0 && shown > 0; unit *= 10)
        --shown;
    return shown == 0 ? QString() : u"."_s + digits.first(shown);
}

QString label(qint64 time, qint64 step, const QTimeZone &zone)
{
    const QDateTime local = localTime(time, zone);
    if (step >= d || local.time() == QTime(0, 0))
        if (step >= s || time % s == 0)
            return QLocale::c().toString(local, u"ddd d MMM"_s);
    if (step >= m)
        return local.toString(u"HH:mm"_s);
    return local.toString(u"HH:mm:ss"_s) + fraction(time, step);
}

std::vector<qint64> multiples(const TimeRange &range, qint64 step, const QTimeZone &zone)
{
    std::vector<qint64> times;
    qint64 time = firstMultiple(range.from, step, offsetAt(range.from, zone));
    for (; time < range.until; time += step)
        times.push_back(time);
    return times;
}

TimeRange withinLimits(qint64 from, double length)
{
    const double bounded =
        std::clamp(length, double(TimeScale::minimumLength), double(TimeScale::maximumLength));
    return {from, from + std::llround(bounded)};
}

} // namespace

qint64 TimeScale::timeAt(double x) const
{
    return range.from + std::llround(x * perPixel());
}

TimeRange TimeScale::zoomedAt(double x, double factor) const
{
    const double length =
        std::clamp(double(range.length()) * factor, double(minimumLength), double(maximumLength));
    const double share = x / width;
    return withinLimits(range.from + std::llround(share * (double(range.length()) - length)), length);
}

TimeRange TimeScale::panned(double pixels) const
{
    const qint64 distance = std::llround(pixels * perPixel());
    return {range.from + distance, range.until + distance};
}

qint64 TimeScale::step(int spacing) const
{
    return stepFor(perPixel() * spacing).length;
}

std::vector<Tick> TimeScale::ticks(int spacing, const QTimeZone &zone) const
{
    const qint64 distance = step(spacing);
    std::vector<Tick> ticks;
    for (const qint64 time : multiples(range, distance, zone)) {
        const bool startsDay = localTime(time, zone).time() == QTime(0, 0) && time % s == 0;
        ticks.push_back({time, label(time, distance, zone), startsDay});
    }
    return ticks;
}

std::vector<qint64> TimeScale::minorTicks(int spacing, const QTimeZone &zone) const
{
    const Step distance = stepFor(perPixel() * spacing);
    std::vector<qint64> times = multiples(range, distance.length / distance.parts, zone);
    return times;
}

std::vector<qint64> TimeScale::binEdges(int pixels) const
{
    const double length = std::max(1.0, perPixel() * pixels);
    const double first = std::floor(double(range.from) / length);
    std::vector<qint64> edges;
    edges.reserve(size_t(width / pixels) + 3);
    for (double index = first;; ++index) {
        edges.push_back(std::llround(index * length));
        if (edges.back() >= range.until)
            return edges;
    }
}

TimeRange followed(const TimeRange &visible, qint64 now)
{
    constexpr double margin = 0.06; // of the length, so that the newest glyph does not touch the edge
    const qint64 until = now + std::llround(double(visible.length()) * margin);
    return {until - visible.length(), until};
}

QString dateAndZone(qint64 time, const QTimeZone &zone)
{
    const QDateTime local = localTime(time, zone);
    const int minutes = local.offsetFromUtc() / 60;
    QString offset = u"UTC"_s;
    if (minutes != 0)
        offset += (minutes < 0 ? u"\u2212"_s : u"+"_s) + QString::number(std::abs(minutes) / 60);
    if (minutes % 60 != 0)
        offset += u":%1"_s.arg(std::abs(minutes) % 60, 2, 10, QChar(u'0'));
    return QLocale::c().toString(local, u"ddd d MMM"_s) + u", "_s + offset;
}

QString clockText(qint64 time, const QTimeZone &zone)
{
    return localTime(time, zone).toString(u"HH:mm:ss.zzz"_s);
}

QString behindText(qint64 until, qint64 now)
{
    const qint64 behind = now - until;
    if (behind < s)
        return u"Live"_s;
    if (behind < 100 * s)
        return u"%1 s behind"_s.arg(behind / s);
    if (behind < 100 * m)
        return u"%1 min behind"_s.arg(behind / m);
    if (behind < 48 * h)
        return u"%1 h behind"_s.arg(behind / h);
    return u"%1 days behind"_s.arg(behind / d);
}

} // namespace console
