#pragma once

#include "lib/rooms/facthistory.h"
#include "lib/rooms/statement.h"

#include <QHash>
#include <QString>

namespace console {

/// A participant that messages have mentioned.
struct SeenParticipant
{
    QByteArray id; ///< as text
    QString name; ///< last name seen; empty: whoever has the id now was not named
    MessageId namedBy; ///< the last message that said so
    qint64 namedAt = 0; ///< time of that message, microseconds UTC
    MessageId lastSeen;
    bool present = true; ///< false after it was seen leaving
    bool isHere = false; ///< false too where a number probably says that it left
    FactHistory facts;
    StatedPlace place; ///< where it was put last, except that it may have moved since
    MessageId placedBy; ///< none: `place` says nothing
    MessageId movedBy; ///< the last message about its position, which nobody has read; none: see `place`
};

/// A room that messages have mentioned.
struct SeenRoom
{
    QByteArray id;
    int layout = 0; ///< last layout id seen; 0: not seen
    bool exists = true; ///< false after it was seen being destroyed
    bool isHere = false; ///< false too where a number probably says that it was destroyed
    MessageId firstSeen;
    MessageId lastSeen;
    QHash<QByteArray, SeenParticipant> participants; ///< by id
    int presentCount = 0; ///< participants that are present
    quint64 revision = 0; ///< grows with every change of what stands above but a lastSeen
    quint64 stateRevision = 0; ///< grows with every change of a fact, and when one is first seen after a gap
    FactHistory facts;
};

/// How many rooms the server has by its own count: the latest answer to a get_room_count.
struct ToldRoomCount
{
    int rooms = 0;
    MessageId by; ///< none: nobody asked, or nothing was told
    qint64 at = 0; ///< microseconds UTC
};

} // namespace console
