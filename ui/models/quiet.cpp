#include "ui/models/quiet.h"

#include "ui/models/connectiontext.h"
#include "ui/models/numbers.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace console {

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
