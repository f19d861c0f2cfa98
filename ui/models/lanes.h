#pragma once

#include "ui/models/lanecounts.h"

#include <QHash>
#include <QString>

namespace console {

class RoomDirectory;

/// What the lanes of the timeline stand for, besides requests.
enum class LaneGrouping { Types, People, Rooms };

/// One row of the timeline.
struct Lane
{
    enum class Kind : quint8 {
        Requests,
        Events, ///< of one type
        Malformed,
        More, ///< the types that found no lane of their own; opens and closes
        Room, ///< what is said of the room itself while open, else of all in it
        Person,
        Others, ///< of whom there is no lane
    };
    Kind kind = Kind::Events;
    EventType type = EventType::Unknown; ///< with Events
    QString label; ///< safe to show
    QByteArray group = {}; ///< event group, for filters; empty: not one group
    QByteArray room = {}; ///< with Room and Person; empty: rows that tell none
    QByteArray participant = {}; ///< with Person
    int people = 0; ///< with Room
    bool canOpen = false; ///< or close
    bool isOpen = false;
    quint64 count = 0; ///< in the whole session
    LaneColumns facts = {};
    /// Positions, which come many times a second: counted apart, so that they do not hide the rest. Only
    /// where a lane stands for people.
    LaneColumns moves = {};

    LaneColumns columns() const; ///< both
    /// Of the same rows, whatever name and counts it has.
    bool isLike(const Lane &other) const;
    bool isOfPeople() const { return kind == Kind::Room || kind == Kind::Person || kind == Kind::Others; }
};

/// Requests, the listed types that occurred, then other names by count; beyond maximumLanes the rest shares
/// one lane, unless it is open.
std::vector<Lane> typeLanes(const LaneCounts &counts, const TypeColumns &columns, bool expanded);
constexpr size_t maximumTypeLanes = 11; ///< besides the one for more types

/// Which rooms are open.
struct RoomLanes
{
    bool isOpenAtFirst = true;
    bool canOpen = true;
    QHash<QByteArray, bool> chosen; ///< by the user: open or not, by id
    bool isOpen(const QByteArray &room) const { return canOpen && chosen.value(room, isOpenAtFirst); }
};

/// Requests, then each room that rows tell of, with its people while it is open, all in natural order.
/// @param directory  for names; may be null
std::vector<Lane> peopleLanes(const LaneCounts &counts, const PersonColumns &columns, const MessageLog &log,
    const RoomDirectory *directory, const RoomLanes &rooms);

} // namespace console
