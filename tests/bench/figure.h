#pragma once

#include <algorithm>
#include <cstdio>
#include <vector>

namespace console {

inline double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

/// The value below which a share of all lies.
inline double quantile(std::vector<double> values, double share)
{
    std::ranges::sort(values);
    return values.empty() ? 0 : values[std::min(values.size() - 1, size_t(double(values.size()) * share))];
}

/// One line of packaging/run-benchmarks.
inline void printFigure(const char *name, double value, const char *unit, double budget)
{
    std::printf("%s: %.2f %s (budget %g) %s\n", name, value, unit, budget, value <= budget ? "ok" : "over");
    std::fflush(stdout);
}

} // namespace console
