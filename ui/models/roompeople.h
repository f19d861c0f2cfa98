#pragma once

#include "lib/rooms/seenroom.h"

namespace console {

/// Visits everybody in a room, in no order. Their names and ids lie scattered in memory, which is waited for
/// longer than it takes to read them; so those of the next ones are asked for early. Any thread that may
/// read the room.
template <typename Visit>
void visitPeople(const SeenRoom &room, Visit visit)
{
    constexpr int askedEarly = 16;
    const auto end = room.participants.cend();
    auto next = room.participants.cbegin();
    const auto ask = [&] {
        if (next == end)
            return;
        __builtin_prefetch(next->name.constData());
        __builtin_prefetch(next->id.constData());
        ++next;
    };
    for (int i = 0; i < askedEarly; ++i)
        ask();
    for (const SeenParticipant &person : room.participants) {
        ask();
        visit(person);
    }
}

} // namespace console
