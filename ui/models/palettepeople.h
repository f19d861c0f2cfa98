#pragma once

#include "ui/models/paletteentry.h"

namespace console {

class RoomDirectory;

constexpr int searchedPeople = 20'000;
constexpr size_t offeredPeople = 8;
constexpr size_t offeredRooms = 8;

/// Rooms and participants that a palette's query may mean, best first, as entries of "Go to". Looks at
/// `searchedPeople` participants at most. GUI thread.
/// @param words  of the query. A participant is found by name or id if any of them fits, since others may
///     say what is to be done.
QList<PaletteEntry> palettePeople(const RoomDirectory &directory, const QStringList &words);

/// The one person of whom each word is a whole word of the name or the whole id, where they are now; nobody:
/// none, or it may be several. Looks at `searchedPeople` participants at most. GUI thread.
PersonRef paletteOnlyPerson(const RoomDirectory &directory, const QStringList &words);

} // namespace console
