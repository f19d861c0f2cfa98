#pragma once

#include "lib/protocol/messagerecord.h"
#include "ui/models/timescale.h"

#include <vector>

namespace console {

/// A stretch of the session without a connection, or several that stand too close to tell apart.
struct Gap
{
    qint64 from = 0; ///< microseconds UTC
    qint64 until = 0; ///< of an open one: now, as far as time goes on
    MessageId note; ///< the row that tells it, the first of several; none: it is still open
    qint64 length = 0; ///< microseconds without a connection, between `from` and `until`
    int count = 1;

    bool isOpen() const { return !note; }
    friend bool operator==(const Gap &, const Gap &) = default;
};

/// The gap that a row tells. @pre record.isGap()
Gap gapOf(const MessageRecord &record, MessageId id);

/// Alone knows when the session was not connected, rows that have left the log included. Bounded: beyond
/// `maximum` the closest two become one. GUI thread.
class SessionGaps
{
public:
    static constexpr size_t maximum = 10'000;

    static constexpr qint64 shortestOpening = 1'000'000; ///< microseconds

    /// A row that tells a gap is remembered, others are passed over.
    void add(const MessageRecord &record, MessageId id);
    /// The stretch from a session's start to its first connection, told by `note`, is a gap like others,
    /// unless it is over in no time. Comes before all others. Times in microseconds UTC.
    void addOpening(qint64 from, qint64 until, MessageId note);
    /// Since when the session is not connected, microseconds UTC; 0: it is, or never was.
    void setOpenSince(qint64 time) { m_openSince = time; }
    qint64 openSince() const { return m_openSince; }

    const std::vector<Gap> &closed() const { return m_closed; } ///< in order
    bool isOpen() const;
    size_t size() const { return m_closed.size() + (isOpen() ? 1 : 0); }
    Gap at(size_t index, qint64 now) const; ///< an open one is the last. @pre index < size()
    /// Those that touch the range, in order.
    std::vector<Gap> within(const TimeRange &range, qint64 now) const;

private:
    void mergeClosest();

    std::vector<Gap> m_closed;
    qint64 m_openSince = 0;
};

constexpr double narrowestGap = 6; // pixels

/// A gap on a pixel axis: from its lost connection to the next one, never too narrow to be seen.
struct GapBand
{
    double from = 0; ///< pixels
    double until = 0;
    Gap gap;

    double width() const { return until - from; }
};

GapBand gapBand(const Gap &gap, const TimeScale &scale, double narrowest = narrowestGap);
/// What is seen of gaps in the range of a scale: bands at least `narrowest` wide; closed ones that would
/// touch are one.
std::vector<GapBand> gapBands(
    const SessionGaps &gaps, const TimeScale &scale, qint64 now, double narrowest = narrowestGap);
/// The band under a pixel, or near enough to be meant; null: there is none.
const GapBand *bandAt(const std::vector<GapBand> &bands, double x);

// Gaps in words. Times of another day than `today` get the weekday.

/// "20 ms", "2.1 s", "2 min 14 s", "1 h 3 min"
QString gapLengthText(qint64 microseconds);
/// "not connected 2 min 14 s", "not connected since 03:12:03", "3 gaps, not connected 12.0 s"
QString gapLabel(const Gap &gap, qint64 today, const QTimeZone &zone);
/// Why the connection was lost, as far as the row of a gap tells it; not yet safe to show.
QString gapReason(QByteArrayView row);
/// "Not connected 2 min 14 s, 03:12:03 to 03:14:17"
QString gapSentence(const Gap &gap, qint64 today, const QTimeZone &zone);
/// "03:12:03.220 to 03:14:17.604"
QString gapTimes(const Gap &gap, qint64 today, const QTimeZone &zone);

} // namespace console
