#pragma once

#include "lib/protocol/messagerecord.h"
#include "ui/models/navigator.h"

#include <QHash>

namespace console {

/// Is a message about a room or participant: does it name them, or change everybody in their room? Whether
/// the participant was there at that time it does not ask. Judges by the numbers of the pool and never reads
/// a text, so that it may be asked of many rows: nothing is about an id that is too long for the pool.
bool concerns(const MessageLog &log, const MessageRecord &row, const PersonRef &person);

/// Knows which names change everybody in a room, and looks at each name once. GUI thread.
class RoomWideNames
{
public:
    /// @param log  must outlive it
    explicit RoomWideNames(const MessageLog &log) : m_log(log) { }

    /// Does a row name its room and nobody in it, and change something of everybody there?
    bool changeEverybody(const MessageRecord &row);

private:
    const MessageLog &m_log;
    QHash<StringId, bool> m_known;
};

} // namespace console
