#pragma once

#include "ui/models/requesttally.h"

namespace console {

/// How many latencies lie in each of equal parts of a logarithmic axis. A value without a thread.
class LatencyHistogram
{
public:
    static constexpr int binsPerDecade = 16;

    explicit LatencyHistogram(const Latencies &latencies);

    const std::vector<quint64> &counts() const { return m_counts; } ///< empty: there are no latencies
    quint64 most() const;
    /// Where bin `index` begins, and bin `index - 1` ends, microseconds.
    double edge(int index) const;
    /// Where a latency stands between the first edge (0) and the last (1).
    double place(double latency) const;

private:
    int m_firstBin = 0;
    std::vector<quint64> m_counts;
};

} // namespace console
