#pragma once

#include "lib/log/messagelog.h"

#include <array>

namespace console {

/// Alone knows how busy the whole session was, rows that have left the log included: a fixed number of bins
/// that double their length when time runs out of them. GUI thread.
class SessionHistogram
{
public:
    static constexpr size_t binCount = 2048;
    static constexpr qint64 shortestBin = 10'000; ///< microseconds

    struct Bin
    {
        quint64 messages = 0; ///< received
        quint64 requests = 0;
        quint64 failures = 0; ///< refused requests and malformed messages
        Bin &operator+=(const Bin &other);
        friend bool operator==(const Bin &, const Bin &) = default;
    };

    void add(const MessageRecord &record);

    bool isEmpty() const { return m_used == 0; }
    qint64 start() const { return m_start; } ///< time of the session's first row, microseconds UTC
    qint64 binLength() const { return m_binLength; } ///< microseconds
    size_t size() const { return m_used; } ///< bins in use
    const Bin &bin(size_t index) const { return m_bins[index]; }

    /// Messages in each of `columns` equal parts of [start(), until). A bin that lies across a border is
    /// shared out by length.
    std::vector<double> density(qint64 until, int columns) const;

private:
    void doubleBins();

    std::array<Bin, binCount> m_bins{};
    size_t m_used = 0;
    qint64 m_start = 0;
    qint64 m_binLength = shortestBin;
};

} // namespace console
