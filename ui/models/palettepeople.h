#pragma once

#include "ui/models/paletteentry.h"

#include <functional>

namespace console {

class RoomDirectory;

constexpr int searchedPeople = 20'000;
constexpr size_t offeredPeople = 8;
constexpr size_t offeredRooms = 8;

/// Rooms and participants that a palette's query may mean, best first, as entries of "Go to". Looks at
/// `searchedPeople` participants at most. GUI thread.
/// @param words  of the query. A participant is found by name, id or state if any of them fits, since others
/// may
///     say what is to be done. Of those that all words fit, a remark says how many more there are,
///     another one where not all were looked at.
/// @param stateOf  a few words for the detail; empty: nothing is to be said
QList<PaletteEntry> palettePeople(
    const RoomDirectory &directory, const QStringList &words,
    const std::function<QString(const PersonRef &)> &stateOf = [](const PersonRef &) { return QString(); });

/// The one person of whom each word is a whole word of the name or the whole id, where they are now; nobody:
/// none, or it may be several. Looks at `searchedPeople` participants at most. GUI thread.
PersonRef paletteOnlyPerson(const RoomDirectory &directory, const QStringList &words);

} // namespace console
