#include "ui/models/rateseries.h"

#include "ui/models/statisticssheets.h"

#include <algorithm>

namespace console {

namespace {

const EventPart *biggestPart(const std::vector<EventPart> &parts)
{
    const auto biggest =
        std::max_element(parts.begin(), parts.end(), [](const EventPart &left, const EventPart &right) {
            return left.events.count() < right.events.count();
        });
    return biggest == parts.end() ? nullptr : &*biggest;
}

/// `counts`, `together` of them added up for each bin.
std::vector<quint32> folded(const std::vector<quint32> &counts, size_t bins, size_t together)
{
    std::vector<quint32> sums(bins, 0);
    for (size_t bin = 0; bin < counts.size() && bin / together < bins; ++bin)
        sums[bin / together] += counts[bin];
    return sums;
}

size_t binsIn(qint64 length, qint64 binLength)
{
    return size_t(std::max<qint64>(1, (length + binLength - 1) / binLength));
}

/// The last bin, which time has not filled yet, would look as if the rate fell; it counts only where it is
/// the only one.
size_t wholeBins(qint64 length, qint64 binLength)
{
    return size_t(std::max<qint64>(1, length / binLength));
}

bool isConnected(const StatisticsModel &model, const QuietTime &quiet)
{
    const std::vector<Gap> gaps =
        model.timeline()->gaps().within({quiet.from, quiet.until}, model.timeline()->now());
    return std::none_of(gaps.begin(), gaps.end(),
        [&quiet](const Gap &gap) { return gap.from < quiet.until && gap.until > quiet.from; });
}

} // namespace

TimeRange RateSeries::binRange(size_t bin) const
{
    const qint64 from = start + qint64(bin) * binLength;
    return {std::max(from, range.from), std::min(from + binLength, range.until)};
}

RateSeries rateSeries(const StatisticsModel &model, EventGrouping grouping)
{
    const EventTally &events = model.events();
    RateSeries series{.range = model.range()};
    const EventPart *biggest = biggestPart(events.parts(grouping));
    if (!biggest)
        return series;
    series.label = partLabel(model, grouping, *biggest);
    if (grouping == EventGrouping::Type)
        series.type = model.groups().type(biggest->group);
    const qint64 length = series.range.until - events.start();
    const size_t together =
        (binsIn(length, events.binLength()) + RateSeries::maximumBins - 1) / RateSeries::maximumBins;
    series.start = events.start();
    series.binLength = events.binLength() * qint64(together);
    const size_t bins = wholeBins(length, series.binLength);
    series.biggest = folded(biggest->events.bins(), bins, together);
    series.others = folded(events.all().bins(), bins, together);
    for (size_t bin = 0; bin < bins; ++bin)
        series.others[bin] -= series.biggest[bin];
    for (const QuietTime &quiet : events.quietTimes())
        if (isConnected(model, quiet))
            series.quiet.push_back(quiet);
    return series;
}

} // namespace console
