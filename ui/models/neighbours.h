#pragma once

#include "lib/log/exchangelog.h"
#include "lib/protocol/eventtype.h"
#include "ui/models/text.h"

#include <QList>

namespace console {

/// A message about the same participant near another one, or several of one kind in a row.
struct Neighbour
{
    MessageId message; ///< the nearest of them
    MessageKind kind = MessageKind::Event;
    EventType type = EventType::Unknown;
    ExchangeState state = ExchangeState::Waiting; ///< of a request
    QString label; ///< "Mute on", "Moved", "get_participant_state"; safe to show
    quint64 count = 1;
    bool mayBeMore = false; ///< nobody looked further
    qint64 distance = 0; ///< microseconds from the message in the middle; negative: before it

    friend bool operator==(const Neighbour &, const Neighbour &) = default;
};

/// What happened to the participant of a message around it, latest first: the nearest request about that
/// participant, and the nearest events after and before, with those that changed everybody in the room while
/// the participant was there. Says nothing of cause and effect. Looks at `searchedNeighbours` rows in each
/// direction at most, and reads the few that it tells of. GUI thread.
QList<Neighbour> neighboursOf(const MessageLog &log, const ExchangeLog &exchanges, MessageId message);

constexpr quint64 searchedNeighbours = 200'000;

/// "Moved, 3 506 times"
QString neighbourText(const Neighbour &neighbour);
/// "+1.484 s", "−8.308 s", "−2 min 5 s"
QString neighbourDistance(const Neighbour &neighbour);

} // namespace console
