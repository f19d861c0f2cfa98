#include "ui/models/eventtally.h"

#include <algorithm>

namespace console {

namespace {

constexpr qint64 second = 1'000'000;

quint32 &entry(std::vector<quint32> &table, size_t index)
{
    if (table.size() <= index)
        table.resize(index + 1, 0);
    return table[index];
}

bool isShorter(const QuietTime &left, const QuietTime &right)
{
    return left.length() < right.length();
}

} // namespace

void EventCount::add(qint64 time, size_t bin)
{
    ++m_count;
    m_last = time;
    if (time / second != m_second) {
        m_second = time / second;
        m_inSecond = 0;
    }
    if (++m_inSecond > m_peak) {
        m_peak = m_inSecond;
        m_peakTime = m_second * second;
    }
    ++entry(m_bins, bin);
}

void EventCount::mergeBins()
{
    for (size_t bin = 0; bin < m_bins.size(); bin += 2)
        m_bins[bin / 2] = m_bins[bin] + (bin + 1 < m_bins.size() ? m_bins[bin + 1] : 0);
    m_bins.resize((m_bins.size() + 1) / 2);
}

EventTally::EventTally(qint64 start, qint64 binLength) : m_start(start), m_binLength(binLength) { }

void EventTally::add(const MessageRecord *rows, size_t count, const EventGroups &groups)
{
    for (size_t row = 0; row < count; ++row) {
        if (rows[row].isEvent())
            addEvent(rows[row], groups.groupOf(rows[row]));
        else
            m_malformed += rows[row].kind == MessageKind::Malformed;
    }
}

void EventTally::addEvent(const MessageRecord &record, quint16 group)
{
    const size_t bin = binOf(record.time);
    noteQuiet(record.time);
    m_all.add(record.time, bin);
    partsOf(EventGrouping::Type)[placeOfGroup(group)].events.add(record.time, bin);
    partsOf(EventGrouping::Room)[placeOfRoom(record.room)].events.add(record.time, bin);
    partsOf(EventGrouping::Participant)[placeOfPerson(record.room, record.participant)].events.add(
        record.time, bin);
}

/// Bins double their length when time runs out of them.
size_t EventTally::binOf(qint64 time)
{
    if (m_start == 0)
        m_start = time;
    while (time - m_start >= qint64(binCount) * m_binLength) {
        m_binLength *= 2;
        m_all.mergeBins();
        for (std::vector<EventPart> &parts : m_parts)
            for (EventPart &part : parts)
                part.events.mergeBins();
    }
    return size_t((time - m_start) / m_binLength);
}

void EventTally::noteQuiet(qint64 until)
{
    const QuietTime quiet{m_all.last(), until};
    if (quiet.from == 0 || quiet.length() < shortestQuiet)
        return;
    if (m_quiet.size() == maximumQuiet) {
        const auto shortest = std::min_element(m_quiet.begin(), m_quiet.end(), isShorter);
        if (!isShorter(*shortest, quiet))
            return;
        m_quiet.erase(shortest);
    }
    m_quiet.push_back(quiet);
}

size_t EventTally::placeOfGroup(quint16 group)
{
    quint32 &place = entry(m_placeOfGroup, group);
    if (place == 0)
        place = quint32(newPart(EventGrouping::Type, {.group = group})) + 1;
    return place - 1;
}

size_t EventTally::placeOfRoom(StringId room)
{
    quint32 &place = entry(m_placeOfRoom, room.value);
    if (place == 0)
        place = quint32(newPart(EventGrouping::Room, {.room = room})) + 1;
    return place - 1;
}

/// All events that name nobody are one part, whatever their room. What came after maximumParts is not
/// remembered, as there may be any number of it.
size_t EventTally::placeOfPerson(StringId room, StringId participant)
{
    const quint64 key = participant ? quint64(room.value) << 32 | participant.value : 0;
    const auto known = m_placeOfPerson.find(key);
    if (known != m_placeOfPerson.end())
        return known->second;
    const EventPart part{.room = participant ? room : StringId(), .participant = participant};
    const size_t place = newPart(EventGrouping::Participant, part);
    if (m_placeOfPerson.size() < maximumParts)
        m_placeOfPerson.emplace(key, quint32(place));
    return place;
}

size_t EventTally::newPart(EventGrouping grouping, const EventPart &part)
{
    std::vector<EventPart> &parts = partsOf(grouping);
    if (parts.size() < maximumParts)
        parts.push_back(part);
    else if (parts.size() == maximumParts)
        parts.push_back({.isRest = true});
    return parts.size() - 1;
}

} // namespace console
