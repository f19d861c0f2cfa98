#pragma once

#include "ui/models/roomtreemodel.h"

class QSettings;

namespace console {

/// How the user wants the rooms listed, from one start to the next; none: never chosen. A value.
struct RoomListSettings
{
    std::optional<RoomTreeModel::Order> order;
    std::optional<bool> collapsesNew; ///< rooms that are new stay closed

    /// What cannot be read counts as never chosen.
    static RoomListSettings read(const QSettings &from);
    void write(QSettings *to) const;

    friend bool operator==(const RoomListSettings &, const RoomListSettings &) = default;
};

} // namespace console
