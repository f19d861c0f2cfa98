// What a room directory answers about whom it has heard of; it changes nothing.
#include "lib/rooms/roomdirectory.h"

namespace console {

QString RoomDirectory::layoutName(int layout) const
{
    const QByteArray id = QByteArray::number(layout);
    const auto told = m_layouts.constFind(id);
    const bool isId = told != m_layouts.constEnd() && told->id == id; // else it is another one's name
    return isId ? QString::fromUtf8(told->name) : QString();
}

const SeenParticipant *RoomDirectory::participant(const QByteArray &room, const QByteArray &id) const
{
    const auto seenRoom = m_rooms.constFind(room);
    if (seenRoom == m_rooms.constEnd())
        return nullptr;
    const auto seen = seenRoom->participants.constFind(id);
    return seen == seenRoom->participants.constEnd() ? nullptr : &*seen;
}

MessageId RoomDirectory::lastSeen(const QByteArray &room, const QByteArray &participant) const
{
    if (const SeenParticipant *seen = this->participant(room, participant))
        return seen->lastSeen;
    return participant.isEmpty() ? m_rooms.value(room).lastSeen : MessageId();
}

QByteArray RoomDirectory::onlyRoomOf(const QByteArray &participant) const
{
    QByteArray only;
    if (m_rooms.size() > maximumRoomsSearched)
        return {};
    for (const SeenRoom &room : m_rooms) {
        const auto seen = room.participants.constFind(participant);
        if (seen == room.participants.constEnd() || !seen->isHere)
            continue;
        if (!only.isEmpty())
            return {};
        only = room.id;
    }
    return only;
}

} // namespace console
