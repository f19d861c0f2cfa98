#include "ui/models/concern.h"

#include "lib/log/messagelog.h"
#include "lib/rooms/statement.h"

namespace console {

namespace {

/// Names a room and nobody. Where some string was too long for the pool nobody knows which; a name that
/// changes everybody is never that long.
bool isOfRoomOnly(const MessageRecord &row)
{
    return row.room && row.name && !row.participant && !row.has(MessageFlag::Unpooled);
}

bool isOfRoom(const MessageLog &log, const MessageRecord &row, const PersonRef &person)
{
    return row.room && log.string(row.room) == person.room;
}

} // namespace

bool concerns(const MessageLog &log, const MessageRecord &row, const PersonRef &person)
{
    if (person.participant.isEmpty())
        return isOfRoom(log, row, person);
    if (!row.participant)
        return isOfRoomOnly(row) && isOfRoom(log, row, person) && changesEverybody(log.string(row.name));
    if (log.string(row.participant) != person.participant)
        return false;
    return !row.room || person.room.isEmpty() || isOfRoom(log, row, person);
}

bool RoomWideNames::changeEverybody(const MessageRecord &row)
{
    if (!isOfRoomOnly(row))
        return false;
    auto known = m_known.constFind(row.name);
    if (known == m_known.constEnd())
        known = m_known.insert(row.name, changesEverybody(m_log.string(row.name)));
    return *known;
}

} // namespace console
