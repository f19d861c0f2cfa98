#include "ui/widgets/messagesign.h"

#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

StateSign stateSign(ExchangeState state)
{
    switch (state) {
    case ExchangeState::Waiting:
        return {u"pending"_s, &Colours::text2};
    case ExchangeState::Overdue:
        return {u"pending"_s, &Colours::warn};
    case ExchangeState::Answered:
        return {u"check-circle"_s, &Colours::ok};
    case ExchangeState::Refused:
        return {u"error"_s, &Colours::error};
    case ExchangeState::Late:
        return {u"history"_s, &Colours::warn};
    case ExchangeState::Lost:
        return {u"plug-off"_s, &Colours::error};
    case ExchangeState::Unmatched:
    case ExchangeState::Duplicate:
        break;
    }
    return {u"unlink"_s, &Colours::warn};
}

void drawStateSign(QPainter *painter, const Theme &theme, ExchangeState state, QPointF centre, qreal size)
{
    const StateSign sign = stateSign(state);
    theme.drawIcon(painter, sign.icon, theme.colours().*sign.colour, centre, size);
}

void drawMessageSign(
    QPainter *painter, const Theme &theme, MessageKind kind, EventType type, QPointF centre, qreal scale)
{
    switch (kind) {
    case MessageKind::Event:
        return theme.drawGlyph(painter, glyphOf(type), centre, scale);
    case MessageKind::Other:
        return theme.drawGlyph(painter, Glyph::Custom, centre, scale);
    case MessageKind::Malformed:
        return theme.drawGlyph(painter, Glyph::Failed, centre, scale);
    case MessageKind::Request:
        return theme.drawGlyph(painter, Glyph::Request, centre, scale);
    case MessageKind::Response:
        return theme.drawIcon(painter, u"response"_s, theme.colours().text2, centre, 14);
    case MessageKind::Note:
        return theme.drawIcon(painter, u"info"_s, theme.colours().text2, centre, 14);
    }
}

} // namespace console
