#pragma once

#include "lib/filter/filterexpression.h"
#include "lib/protocol/eventtype.h"
#include "ui/models/navigator.h"

#include <QUuid>

#include <optional>
#include <variant>

namespace console {

/// What an entry of the palette stands for. Who runs it knows how.
struct ActionTarget
{
    int id = 0; ///< ActionId of the window
    friend bool operator==(const ActionTarget &, const ActionTarget &) = default;
};
/// The newest event of a group (eventGroup()); empty: the newest request.
struct NewestTarget
{
    QByteArray group;
    friend bool operator==(const NewestTarget &, const NewestTarget &) = default;
};
struct TimeTarget
{
    QString text; ///< as readTimeEntry() takes it
    friend bool operator==(const TimeTarget &, const TimeTarget &) = default;
};
/// A command of the catalogue, to be composed.
struct CommandTarget
{
    QString name;
    PersonRef person; ///< whom it is about; nobody: whoever is selected
    friend bool operator==(const CommandTarget &, const CommandTarget &) = default;
};
struct RequestTarget
{
    QByteArray json; ///< to be sent as it is
    friend bool operator==(const RequestTarget &, const RequestTarget &) = default;
};
struct ConnectionTarget
{
    QUuid id; ///< of a saved one
    friend bool operator==(const ConnectionTarget &, const ConnectionTarget &) = default;
};
using PaletteTarget = std::variant<ActionTarget, PersonRef, MessageId, NewestTarget, TimeTarget,
    CommandTarget, RequestTarget, ConnectionTarget, FilterExpression>;

enum class PaletteGroup { Requests, GoTo, Commands };

/// Where an entry stands in its group, however well it fits.
enum class PaletteRank {
    Answer, ///< made for this query: it fits as it is
    Usual,
    Past, ///< events found by their sentence, in the order given
    Offered, ///< what may be done with what was named, though nobody asked for it
    Fallback, ///< what is left to do where nothing else was meant
};

/// One thing that the palette can find. A value; its texts are plain and safe to show.
struct PaletteEntry
{
    QString key = {}; ///< names the same thing in another session; empty: it is not remembered
    PaletteGroup group = PaletteGroup::Commands;
    QString title = {};
    QString detail = {}; ///< a few words behind it
    QString more = {}; ///< is searched too, and not shown
    QString keys = {}; ///< "Ctrl Shift N"; empty: none
    QString icon = {}; ///< resources/icons/NAME.svg; empty: the glyph of `type`
    EventType type = EventType::Unknown;
    PaletteTarget target = {};
    QString problem = {}; ///< why it cannot be run now, a sentence; empty: it can
    PaletteRank rank = PaletteRank::Usual;
    bool isRemark = false; ///< only says something: it can be neither selected nor run
};

} // namespace console
