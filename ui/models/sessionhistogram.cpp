#include "ui/models/sessionhistogram.h"

#include <algorithm>
#include <cmath>

namespace console {

SessionHistogram::Bin &SessionHistogram::Bin::operator+=(const Bin &other)
{
    messages += other.messages;
    requests += other.requests;
    failures += other.failures;
    return *this;
}

void SessionHistogram::add(const MessageRecord &record)
{
    if (isEmpty())
        m_start = record.time;
    const qint64 elapsed = std::max<qint64>(0, record.time - m_start);
    while (elapsed / m_binLength >= qint64(binCount))
        doubleBins();
    const size_t index = size_t(elapsed / m_binLength);
    m_used = std::max(m_used, index + 1);
    const bool failed = record.kind == MessageKind::Malformed || record.has(MessageFlag::StatusError);
    m_bins[index] += {record.isReceived() ? 1u : 0u, record.isOutgoing() ? 1u : 0u, failed ? 1u : 0u};
}

void SessionHistogram::doubleBins()
{
    for (size_t i = 0; i < binCount; ++i) {
        Bin merged;
        if (2 * i < binCount) {
            merged = m_bins[2 * i];
            merged += m_bins[2 * i + 1];
        }
        m_bins[i] = merged;
    }
    m_used = (m_used + 1) / 2;
    m_binLength *= 2;
}

std::vector<double> SessionHistogram::density(qint64 until, int columns) const
{
    std::vector<double> parts(size_t(std::max(columns, 0)), 0.0);
    const double perColumn = double(until - m_start) / std::max(columns, 1);
    if (isEmpty() || perColumn <= 0)
        return parts;
    for (size_t i = 0; i < m_used; ++i) {
        const double messages = double(m_bins[i].messages);
        const double from = double(i) * double(m_binLength) / perColumn;
        const double to = std::min(double(i + 1) * double(m_binLength) / perColumn, double(columns));
        for (double x = from; messages > 0 && x < to; x = std::floor(x) + 1)
            parts[size_t(x)] += messages * (std::min(to, std::floor(x) + 1) - x) / (to - from);
    }
    return parts;
}

} // namespace console
