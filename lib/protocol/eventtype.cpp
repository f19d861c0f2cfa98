#include "lib/protocol/eventtype.h"

#include "lib/protocol/jsontext.h"

#include <algorithm>
#include <array>

namespace console {

namespace {

constexpr QByteArrayView prefix("IMM_EVENT_");

constexpr std::array<QByteArrayView, eventTypeCount> groups{"", "CREATE_ROOM", "DESTROY_ROOM",
    "ADD_PARTICIPANT", "REMOVE_PARTICIPANT", "SET_PARTICIPANT_SEAT", "SET_PARTICIPANT_POSITION",
    "SET_PARTICIPANT_STATE", "SET_ALL_PARTICIPANTS_STATE", "SET_ROOM_LAYOUT", "SET_NAME", "CUSTOM"};

/// Longer names are nobody's enum: they are not worth a second look.
constexpr qsizetype longestKnownName = 64;

struct Reading
{
    EventType type;
    QByteArray group;
};

bool startsWithPrefix(QByteArrayView name)
{
    return name.size() > prefix.size() && name.first(prefix.size()).compare(prefix, Qt::CaseInsensitive) == 0;
}

Reading listed(EventType type)
{
    return {type, groupOf(type).toByteArray()};
}

Reading readNumber(QByteArrayView name)
{
    const QByteArray number = canonicalNumber(name);
    const int index = number.toInt();
    if (index < 1 || index >= eventTypeCount)
        return {EventType::Unknown, number};
    return listed(EventType(index));
}

Reading readText(QByteArrayView name)
{
    const bool prefixed = startsWithPrefix(name);
    const QByteArray upper = name.sliced(prefixed ? prefix.size() : 0).toByteArray().toUpper();
    if (upper == "CUSTOM_EVENT")
        return listed(EventType::Custom);
    const auto found = std::find(groups.begin() + 1, groups.end(), QByteArrayView(upper));
    if (found != groups.end())
        return listed(EventType(found - groups.begin()));
    if (prefixed)
        return {EventType::Unknown, upper};
    return {EventType::Custom, name.toByteArray()};
}

Reading read(QByteArrayView name)
{
    if (name.isEmpty())
        return {EventType::Unknown, {}};
    if (name.size() > longestKnownName && !startsWithPrefix(name))
        return {isJsonNumber(name) ? EventType::Unknown : EventType::Custom, name.toByteArray()};
    return isJsonNumber(name) ? readNumber(name) : readText(name);
}

} // namespace

EventType eventType(QByteArrayView name)
{
    return read(name).type;
}

QByteArray eventGroup(QByteArrayView name)
{
    return read(name).group;
}

QByteArrayView groupOf(EventType type)
{
    return groups[size_t(type)];
}

} // namespace console
