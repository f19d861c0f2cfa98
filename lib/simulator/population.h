#pragma once

#include "lib/simulator/roomevent.h"

namespace console {

class Conference;
struct SimulatorOptions;

/// The name of the n-th person, from 0. Never ends; beyond the first hundreds a number follows.
QString personName(int n);

/// What the n-th person sends and hears: one only sends, one only listens, the others do both.
Configuration personConfiguration(int n);

/// How far the ids of people are apart from room to room, so that nobody's id is used twice.
int idsPerRoom(const SimulatorOptions &options);

/// Puts rooms and people into an empty conference. Answers what happened.
RoomEvents populate(Conference &conference, const SimulatorOptions &options);

} // namespace console
