#pragma once

#include "lib/simulator/place.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace console {

/// How a room is furnished (protocol §6). A value.
struct Layout
{
    int id = 0;
    QString name;
    QString description;
    bool allowsStacking = false; ///< two in one seat stand at the same place
    double stackDelta = 0; ///< else the next one is shifted along z by this, centimetres
    bool isOpen = false; ///< people may stand anywhere
    Point centre; ///< the point that seats face
    QList<std::pair<int, int>> defaultStates; ///< audio control, value
    QList<Point> seats; ///< numbered from 1 in this order

    /// Where the one who is the `occupant`-th (from 0) in a seat (from 1) sits.
    Place seated(int seat, int occupant) const;
};

/// A round table of eight, a classroom of fifteen, an open floor, and an open terrace with its centre off the
/// origin.
const QList<Layout> &builtInLayouts();

/// The layout file of protocol §6: its members without the enclosing braces.
QByteArray layoutFileMembers(const QList<Layout> &layouts);

} // namespace console
