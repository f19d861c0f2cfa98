#pragma once

#include "lib/simulator/conference.h"
#include "lib/simulator/crowd.h"
#include "lib/simulator/random.h"

namespace console {

/// Lets the person turn the head, or walk where the room is open, for the time since the last time:
/// continuous, at the speed of people. Appends one position event.
void moveOn(Conference &conference, Person &person, qint64 now, Random &random, RoomEvents &events);

} // namespace console
