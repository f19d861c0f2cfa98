#pragma once

#include "ui/widgets/actionregistry.h"

#include <QList>

namespace console {

/// Keys that a pane knows by itself and nobody can change: they move and choose there.
struct FixedKeys
{
    QList<QKeySequence> keys;
    QString words; ///< "Left, Right"
    QString what;
};

/// The fixed keys of one pane.
struct FixedKeysOfPane
{
    QString title; ///< "In the timeline"
    bool isTimeline = false;
    QList<FixedKeys> lines;
};

/// All of them, for the list of keys and so that no action is given one where it would be lost.
QList<FixedKeysOfPane> fixedKeys();

/// Who has the keys already, in words: "Filter text", "Previous, next row in tables"; empty: nobody.
/// @param id  the action that they are meant for
QString ownerInWords(const ActionRegistry &actions, const QKeySequence &keys, ActionId id);

} // namespace console
