#pragma once

#include "ui/models/statisticsmodel.h"

namespace console {

/// Events in equal stretches of time: the biggest part of them, and all others together.
struct RateSeries
{
    static constexpr size_t maximumBins = 256;

    QString label; ///< of the biggest part; empty: there were no events
    EventType type = EventType::Unknown; ///< of the biggest part; Unknown: it is none of the types
    qint64 start = 0; ///< microseconds UTC
    qint64 binLength = 1; ///< microseconds
    TimeRange range; ///< what the axis shows
    std::vector<quint32> biggest;
    std::vector<quint32> others; ///< as many
    std::vector<QuietTime> quiet; ///< without those in which there was no connection

    TimeRange binRange(size_t bin) const; ///< as far as it lies in the range
    double perSecond(quint32 count) const { return double(count) * 1'000'000 / double(binLength); }
};

RateSeries rateSeries(const StatisticsModel &model, EventGrouping grouping);

} // namespace console
