#pragma once

#include "ui/models/inspection.h"
#include "ui/models/navigator.h"
#include "ui/models/neighbours.h"

namespace console {

class RoomDirectory;

/// All that is known of a room or participant at this moment, each value with where it comes from. A value.
struct PersonSummary
{
    PersonRef person; ///< nobody: nothing is shown
    QString title; ///< the name, else "Person 104"; "Room 1"
    QString subtitle; ///< "104 in room 1"
    QList<Fact> facts; ///< who, where
    QList<Fact> controls; ///< of a participant: the audio controls; those never seen in one line
    /// Newest first, seen from now: what names them or, of a participant, changed everybody in the room. Of
    /// positions the last one alone, of exchanges the request.
    QList<Neighbour> latest;

    static constexpr int maximumLatest = 8;
    static constexpr quint64 maximumRowsSearched = 200'000; ///< backwards, for the latest
};

/// @param now  microseconds UTC, to say how old values are
PersonSummary summarize(const MessageLog &log, const ExchangeLog &exchanges, const RoomDirectory &directory,
    const PersonRef &person, qint64 now);

} // namespace console
