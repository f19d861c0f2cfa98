#pragma once

#include "lib/log/exchangelog.h"
#include "lib/protocol/eventtype.h"
#include "ui/widgets/theme.h"

class QPainter;

namespace console {

/// The icon of a state of an exchange: how it ended, and its colour.
struct StateSign
{
    QString icon;
    ColourRole colour;
};
StateSign stateSign(ExchangeState state);
void drawStateSign(
    QPainter *painter, const Theme &theme, ExchangeState state, QPointF centre, qreal size = 14);

/// The glyph of an event, or what stands for a message of another kind.
void drawMessageSign(
    QPainter *painter, const Theme &theme, MessageKind kind, EventType type, QPointF centre, qreal scale = 1);

} // namespace console
