#pragma once

#include "ui/models/paletteentry.h"

namespace console {

class RoomDirectory;

constexpr int searchedPeople = 20'000;
constexpr size_t offeredPeople = 8;
constexpr size_t offeredRooms = 8;

/// Rooms and participants that a palette's query may mean.
struct PaletteFinding
{
    QList<PaletteEntry> entries; ///< of "Go to": people, rooms, then remarks on what is not among them
    /// The one person of whom each word is a whole word of the name or the whole id, where they are now;
    /// nobody: none, or it may be several.
    PersonRef only = {};
};

/// The best of each first. Looks at `searchedPeople` participants at most, which takes a few milliseconds:
/// at names, ids, and whether they are muted. GUI thread.
/// @param words  of the query. A participant is found by name, id or being muted if any of them fits, since
///     others may say what is to be done. Of those that all words fit, a remark says how many more there are.
/// @param today  microseconds UTC; what was of another day is told with its weekday
PaletteFinding palettePeople(const RoomDirectory &directory, const QStringList &words, qint64 today);

} // namespace console
