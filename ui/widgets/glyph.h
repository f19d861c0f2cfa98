#pragma once

#include "lib/protocol/eventtype.h"

#include <QColor>
#include <QPointF>

class QPainter;

namespace console {

/// The shapes that carry what a message is, without its colour: one for each event type, in their order, then
/// our own.
enum class Glyph : quint8 {
    Unknown,
    RoomCreated,
    RoomDestroyed,
    Joined,
    Left,
    Seated,
    Moved,
    StateChanged,
    StateForAll,
    LayoutChanged,
    Renamed,
    Custom,
    Request, ///< answered
    Waiting, ///< a request without an answer yet
    Failed, ///< an answer ERROR, a malformed message
};
constexpr int glyphCount = 15;

constexpr Glyph glyphOf(EventType type)
{
    return Glyph(quint8(type));
}

/// Draws a glyph of about 9 × 9 at scale 1; sharp at any scale, no file is read. Turns antialiasing on.
void drawGlyph(QPainter *painter, Glyph glyph, QPointF centre, const QColor &colour, qreal scale = 1);

} // namespace console
