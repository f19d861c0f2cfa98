#pragma once

#include <QtGlobal>

#include <random>

namespace console {

/// Numbers that a seed fixes on every platform (the distributions of the standard library do not).
class Random
{
public:
    explicit Random(quint64 seed) : m_engine(seed) { }

    /// 0 to `count` − 1; `count` is positive.
    int below(int count) { return int(m_engine() % quint64(count)); }
    int between(int least, int most) { return least + below(most - least + 1); }
    /// 0 up to, not including, 1.
    double fraction() { return double(m_engine() >> 11) * 0x1p-53; }
    double within(double least, double most) { return least + (most - least) * fraction(); }
    bool chance(double probability) { return fraction() < probability; }

private:
    std::mt19937_64 m_engine;
};

} // namespace console
