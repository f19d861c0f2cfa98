#include "ui/models/latencyhistogram.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr int fewestBins = 24; // one and a half decades, so that a single answer is no wall

double shortest(double latency)
{
    return std::max(latency, 1.0); // microseconds: a logarithmic axis has no zero
}

int binOf(qint64 latency)
{
    return int(std::floor(std::log10(shortest(double(latency))) * LatencyHistogram::binsPerDecade + 1e-9));
}

} // namespace

/// With some room at both ends, and never less than a decade and a half wide.
LatencyHistogram::LatencyHistogram(const Latencies &latencies)
{
    if (latencies.size() == 0)
        return;
    const int first = binOf(latencies.sorted().front());
    const int last = binOf(latencies.longest());
    const int spare = std::max(2, (fewestBins - (last - first + 1) + 1) / 2);
    m_firstBin = std::max(0, first - spare);
    m_counts.resize(size_t(last + spare - m_firstBin + 1), 0);
    for (const qint64 latency : latencies.sorted())
        ++m_counts[size_t(binOf(latency) - m_firstBin)];
}

quint64 LatencyHistogram::most() const
{
    return m_counts.empty() ? 0 : *std::max_element(m_counts.begin(), m_counts.end());
}

double LatencyHistogram::edge(int index) const
{
    return std::pow(10.0, double(m_firstBin + index) / binsPerDecade);
}

double LatencyHistogram::place(double latency) const
{
    const double bin = std::log10(shortest(latency)) * binsPerDecade - m_firstBin;
    return m_counts.empty() ? 0 : bin / double(m_counts.size());
}

} // namespace console
