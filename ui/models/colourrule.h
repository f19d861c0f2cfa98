#pragma once

#include "lib/filter/filterexpression.h"

namespace console {

/// Rows that the filter lets through get a tint. A value.
struct ColourRule
{
    static constexpr int tintCount = 6;

    QString name;
    FilterExpression filter;
    int tint = 0; ///< [0, tintCount); what colour that is the theme knows
    bool enabled = true;

    friend bool operator==(const ColourRule &, const ColourRule &) = default;
};

} // namespace console
