#pragma once

#include "lib/filter/filterexpression.h"

namespace console {

/// What is wrong with an expression, and where.
struct FilterError
{
    qsizetype position = -1; ///< characters (UTF-16 units); -1: nothing is wrong
    qsizetype length = 0; ///< 0 where something is missing
    QString message; ///< what was found and what is expected; no full stop

    explicit operator bool() const { return position >= 0; }
    friend bool operator==(const FilterError &, const FilterError &) = default;
};

/// "position 14: …"; counts from 1.
QString toText(const FilterError &error);

struct ParsedFilter
{
    FilterExpression expression; ///< everything where there is an error
    FilterError error;
};

/// Reads an expression of the filter language. White space alone is the filter that lets everything through.
ParsedFilter parseFilter(const QString &text);

} // namespace console
