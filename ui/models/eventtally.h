#pragma once

#include "ui/models/eventgroups.h"
#include "ui/models/navigator.h"

#include <array>
#include <unordered_map>
#include <vector>

namespace console {

/// By what events are told apart.
enum class EventGrouping : quint8 { Type, Room, Participant };

/// What is counted of some events. A clock second is one of UTC, whole or as far as it was counted.
class EventCount
{
public:
    void add(qint64 time, size_t bin);
    void mergeBins();

    quint64 count() const { return m_count; }
    quint32 peak() const { return m_peak; } ///< the most in one clock second
    qint64 peakTime() const { return m_peakTime; } ///< the first such second, microseconds UTC
    qint64 last() const { return m_last; } ///< time of the last one, microseconds UTC; 0: there was none
    const std::vector<quint32> &bins() const { return m_bins; } ///< those behind the last one are left off

private:
    quint64 m_count = 0;
    qint64 m_last = 0;
    qint64 m_second = -1;
    qint64 m_peakTime = 0;
    quint32 m_inSecond = 0;
    quint32 m_peak = 0;
    std::vector<quint32> m_bins;
};

/// The events of one type, room or participant.
struct EventPart
{
    quint16 group = EventGroups::others; ///< with Type
    StringId room; ///< with Room and Participant; none: the events named none
    StringId participant; ///< with Participant
    bool isRest = false; ///< all those that came after maximumParts
    EventCount events;
};

/// A while in which nothing happened, between two events.
struct QuietTime
{
    qint64 from = 0; ///< microseconds UTC
    qint64 until = 0;
    qint64 length() const { return until - from; }
    friend bool operator==(const QuietTime &, const QuietTime &) = default;
};

/// Counts events by type, room and participant, in one pass and in order of time. A value without a thread;
/// bounded, however many rooms and participants there are.
class EventTally
{
public:
    static constexpr size_t binCount = 512; ///< beyond, two become one
    static constexpr size_t maximumParts = 4000; ///< of each grouping
    static constexpr size_t maximumQuiet = 3;
    static constexpr qint64 shortestQuiet = 10'000'000; ///< microseconds

    /// @param start  of the first bin; 0: the first event  @param binLength  microseconds
    explicit EventTally(qint64 start = 0, qint64 binLength = 1'000'000);

    /// The rows that follow those counted so far; rows of other kinds are passed over, but for malformed
    /// ones.
    /// @pre the names of their events were learnt
    void add(const MessageRecord *rows, size_t count, const EventGroups &groups);

    const EventCount &all() const { return m_all; }
    quint64 malformed() const { return m_malformed; }
    const std::vector<EventPart> &parts(EventGrouping grouping) const
    {
        return m_parts[size_t(grouping)];
    } ///< in the order in which they were first seen
    const std::vector<QuietTime> &quietTimes() const { return m_quiet; } ///< the longest ones, in order

    qint64 start() const { return m_start; } ///< of the first bin, microseconds UTC; 0: no event yet
    qint64 binLength() const { return m_binLength; } ///< microseconds

private:
    size_t binOf(qint64 time);
    void addEvent(const MessageRecord &record, quint16 group);
    void noteQuiet(qint64 until);
    size_t placeOfGroup(quint16 group);
    size_t placeOfRoom(StringId room);
    size_t placeOfPerson(StringId room, StringId participant);
    size_t newPart(EventGrouping grouping, const EventPart &part);
    std::vector<EventPart> &partsOf(EventGrouping grouping) { return m_parts[size_t(grouping)]; }

    qint64 m_start;
    qint64 m_binLength;
    quint64 m_malformed = 0;
    EventCount m_all;
    std::array<std::vector<EventPart>, 3> m_parts;
    std::vector<quint32> m_placeOfGroup; ///< place + 1; 0: none yet
    std::vector<quint32> m_placeOfRoom; ///< by StringId, place + 1; 0: none yet
    std::unordered_map<quint64, quint32> m_placeOfPerson;
    std::vector<QuietTime> m_quiet;
};

} // namespace console
