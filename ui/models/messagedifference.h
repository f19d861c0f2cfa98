#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QStringList>

namespace console {

/// One place where two JSON texts are not the same.
struct ValueDifference
{
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    QStringList path; ///< keys from the outside in; of an array the place, from 0. Empty: all of it
    QByteArray before; ///< the token as it stands there; of containers with everything inside. Empty if added
    QByteArray after; ///< empty if removed
};

/// What makes the second of two messages another one than the first; a value.
struct MessageDifference
{
    QList<ValueDifference> differences; ///< in the order of the texts, at most `maximumDifferences`
    bool isCut = false; ///< there are more
    QString problem; ///< why they cannot be compared, a sentence; empty: they were
};

constexpr qsizetype maximumDifferences = 1'000;

/// By path: key order, white space and the spelling of strings do not matter, numbers compare by exact value,
/// of repeated keys the last one counts, arrays compare place by place. Below 500 levels values are the same
/// only if they are equal as JSON. Pure; any thread.
MessageDifference differenceBetween(QByteArrayView before, QByteArrayView after);

} // namespace console
