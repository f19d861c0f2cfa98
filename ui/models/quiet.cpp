#include "ui/models/quiet.h"

#include "ui/models/connectiontext.h"
#include "ui/models/numbers.h"

#include <QTimeZone>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

qint64 timeOf(const TimelineModel &model, MessageId id)
{
    return id ? model.log()->record(id).time : 0;
}

/// The end of the last gap that began before `time`; 0: none did.
qint64 gapEndBefore(const TimelineModel &model, qint64 time)
{
    const std::vector<Gap> &gaps = model.gaps().closed();
    const auto next = std::ranges::lower_bound(gaps, time, {}, &Gap::from);
    return next == gaps.begin() ? 0 : std::prev(next)->until;
}

/// Where the next event after `before`, or the first gap from `time` on, ends what was quiet; 0: nothing has.
qint64 endOfQuiet(const TimelineModel &model, MessageId before, qint64 time)
{
    const qint64 event = timeOf(model, model.eventAfter(before));
    const std::vector<Gap> &gaps = model.gaps().closed();
    const auto gap = std::ranges::lower_bound(gaps, time, {}, &Gap::from);
    const bool isTold = gap != gaps.end() && gap->until <= model.settledUntil(); // not so during a pause
    return isTold && (event == 0 || gap->from < event) ? gap->from : event;
}

} // namespace

std::vector<QuietStretch> quietStretches(const TimelineModel &model, const TimeScale &scale, double pixels)
{
    const qint64 least = std::max<qint64>(1, std::llround(pixels * scale.perPixel()));
    std::vector<QuietStretch> found;
    qint64 from = scale.range.from;
    while (from + least <= scale.range.until) {
        const qint64 seen = from + least; // long enough is what has begun by `from` and goes on here
        const MessageId before = model.eventBefore(seen);
        const qint64 begin = std::max(timeOf(model, before), gapEndBefore(model, seen));
        if (begin > from) {
            from = begin;
            continue;
        }
        const qint64 end = endOfQuiet(model, before, seen);
        if (end == 0)
            break;
        if (before && end - begin >= shortestQuiet)
            found.push_back({{begin, end}, before});
        from = end;
    }
    return found;
}

QString quietLabel(qint64 microseconds)
{
    return u"no events for "_s + coarseDurationText(microseconds);
}

QuietLine quietLine(const TimelineModel &model)
{
    const qint64 now = model.now();
    const SessionGaps &gaps = model.gaps();
    if (gaps.isOpen())
        return {gapSentence(gaps.at(gaps.size() - 1, now), now, QTimeZone::systemTimeZone()), {}};
    const TimeRange quiet = model.quiet();
    if (!model.isLive() || model.isPaused() || quiet.length() < shortestQuiet)
        return {};
    const QString since = clockText(quiet.from, now).chopped(4); // without milliseconds
    return {u"No events since "_s + since, coarseDurationText(quiet.length())};
}

} // namespace console
