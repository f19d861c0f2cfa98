#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace console {

/// The event types of protocol §5. The order is the protocol's; numeric event names count from 1, "probably".
enum class EventType : quint8 {
    Unknown, ///< IMM_EVENT_… or a number not listed
    CreateRoom,
    DestroyRoom,
    AddParticipant,
    RemoveParticipant,
    SetParticipantSeat,
    SetParticipantPosition,
    SetParticipantState,
    SetAllParticipantsState,
    SetRoomLayout,
    SetName,
    Custom, ///< any other text
};
constexpr int eventTypeCount = 12;

/// Whatever the spelling: IMM_EVENT_ADD_PARTICIPANT, add_participant, 3.
EventType eventType(QByteArrayView name);

/// One text for all spellings of the same event, for grouping: "ADD_PARTICIPANT"; of a listed custom spelling
/// "CUSTOM"; of other text the name itself; of an unlisted IMM_EVENT_X "X".
QByteArray eventGroup(QByteArrayView name);

/// The group of a listed type ("ADD_PARTICIPANT", "CUSTOM"); empty for Unknown.
QByteArrayView groupOf(EventType type);

} // namespace console
