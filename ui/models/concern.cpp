#include "ui/models/concern.h"

#include "lib/log/messagelog.h"
#include "lib/rooms/statement.h"

namespace console {

bool concerns(const MessageLog &log, MessageId message, const PersonRef &person)
{
    const QByteArray room = log.room(message);
    if (person.participant.isEmpty())
        return room == person.room;
    const QByteArray participant = log.participant(message);
    if (participant.isEmpty())
        return !room.isEmpty() && room == person.room && changesEverybody(log.name(message));
    const bool isSameRoom = room.isEmpty() || person.room.isEmpty() || room == person.room;
    return participant == person.participant && isSameRoom;
}

} // namespace console
