#pragma once

#include "lib/rooms/roomstate.h"
#include "ui/models/inspection.h"

namespace console {

// Where values come from, in words. A value that a message did not bring always says so.

/// "event 48 211", "answer 48 211" to a get_…, "own request, answer 48 211".
QString tellerText(const MessageLog &log, MessageId by);
/// "as of event 48 211, 3 min ago": who told a value, seen from a time in microseconds UTC.
QString asOfText(const MessageLog &log, const ToldValue &told, qint64 now);
QString asOfText(const MessageLog &log, const ToldPlace &told, qint64 now);
/// "Mute on", "Seat 7", "No seat", "Layout 2", "Talking", "Listener only", "48 000 Hz"
QString stateText(Aspect aspect, double value);
/// "x −90 y 0 z 60 cm"
QString positionText(const StatedPlace &place);
/// "45°, 10° up"
QString headingText(const StatedPlace &place);
/// "x −90 y 0 z 60 cm, heading 45°"
QString placeText(const StatedPlace &place);
/// "named 09:11:47, event 71 230": by a message, at microseconds UTC; empty where nobody did.
QString namedText(const MessageLog &log, MessageId by, qint64 at);

/// What was known before a message of what it changes, and of whom it names: "Before", "Name", "Place". None
/// for a message that changes nothing of somebody.
/// @param claim  the answer to a request of our own that said the same: what counts is what was before it,
///               else the message seems to change nothing. None: there is no such answer
QList<Fact> earlierFacts(
    const MessageLog &log, const RoomDirectory &directory, MessageId message, MessageId claim = {});
/// "Muted for 15 min 3 s, since 14:32:07.418", where a message ends what held; else empty. With a claim as
/// above.
QString endedText(
    const MessageLog &log, const RoomDirectory &directory, MessageId message, MessageId claim = {});

} // namespace console
