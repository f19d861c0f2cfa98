#pragma once

#include "lib/protocol/eventtype.h"
#include "lib/rooms/place.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace console {

/// What a participant sends: hertz, channels, imm_participant_type.
struct Configuration
{
    int samplingRate = 48000;
    int channels = 1;
    int type = 1;

    friend bool operator==(const Configuration &, const Configuration &) = default;
};

/// A key and a value of a custom event, as JSON text.
struct RawMember
{
    QByteArray key; ///< with quotes
    QByteArray value;

    friend bool operator==(const RawMember &, const RawMember &) = default;
};

/// One change of the conference, in no dialect. Which members count depends on the type (protocol §5).
struct RoomEvent
{
    EventType type = EventType::Unknown;
    int room = 0;
    int participant = -1; ///< of a custom event: −1: nobody in particular
    int control = 0;
    int value = 0;
    int layout = 0;
    int seat = notSeated;
    Place place;
    QString name;
    Configuration configuration;
    std::vector<RawMember> members;

    friend bool operator==(const RoomEvent &, const RoomEvent &) = default;
};

using RoomEvents = std::vector<RoomEvent>;

} // namespace console
