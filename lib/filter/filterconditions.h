#pragma once

#include "lib/filter/filterexpression.h"

#include <QByteArray>
#include <QSet>

namespace console {

/// A stretch of time; 0: open.
struct FilterTimes
{
    qint64 from = 0; ///< microseconds UTC
    qint64 until = 0; ///< exclusive

    explicit operator bool() const { return from != 0 || until != 0; }
    friend bool operator==(const FilterTimes &, const FilterTimes &) = default;
};

/// How buttons and menus read and write an expression: as conditions that all must hold, each about one
/// field. What they do not understand they leave alone.

/// The values that a condition allows, `room: 1, 2`; empty: none restricts the field. Event types as
/// eventGroup().
QSet<QByteArray> allowedValues(const FilterExpression &filter, FilterKey field);
/// The values that a condition forbids, `not event: Moved`.
QSet<QByteArray> forbiddenValues(const FilterExpression &filter, FilterKey field);
/// What comparisons anywhere in the filter call event types, as written; patterns name none.
QStringList namedEvents(const FilterExpression &filter);
/// The stretch that `time >=`, `time <` and the like leave; times of day are not understood.
FilterTimes allowedTimes(const FilterExpression &filter);

/// The filter with other conditions about a field; empty sets do not restrict.
FilterExpression withValues(const FilterExpression &filter, FilterKey field, const QSet<QByteArray> &allowed,
    const QSet<QByteArray> &forbidden = {});
FilterExpression withTimes(const FilterExpression &filter, const FilterTimes &times);
/// Both must hold.
FilterExpression narrowed(const FilterExpression &filter, const FilterExpression &further);

/// One value of a field.
FilterTerm equals(FilterKey field, const QByteArray &value);
/// One of the values; of kinds their words.
FilterTerm isOneOf(FilterKey field, const QList<QByteArray> &values);

} // namespace console
