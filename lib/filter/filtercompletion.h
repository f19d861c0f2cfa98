#pragma once

#include "lib/filter/filterexpression.h"

#include <functional>

namespace console {

/// Something that can be written at the cursor.
struct FilterSuggestion
{
    QString text; ///< as it is written: quoted where it must be
    QString detail; ///< a few words about it; may be empty

    friend bool operator==(const FilterSuggestion &, const FilterSuggestion &) = default;
};

struct FilterCompletion
{
    qsizetype from = 0; ///< what is replaced: [from, until), characters
    qsizetype until = 0;
    QList<FilterSuggestion> suggestions; ///< those that begin with what is written there; best first
    bool needsSpace = false; ///< before what is inserted: without one it would run into what stands there
};

/// Values of a field that the session has shown, most frequent first, not quoted.
using FilterValuesOf = std::function<QList<FilterSuggestion>(FilterKey)>;

/// What can follow, or complete, what stands before the cursor. @param cursor  [0, text.size()]
FilterCompletion completeFilter(const QString &text, qsizetype cursor, const FilterValuesOf &valuesOf);

} // namespace console
