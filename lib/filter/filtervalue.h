#pragma once

#include "lib/filter/filterexpression.h"

namespace console {

/// Longest regular expression, characters.
constexpr qsizetype longestPattern = 1000;

/// Reads what a field is compared with. The text is a word as it stands behind the operator, or what stood in
/// quotes. A problem is told as a sentence that says what was expected.
/// @return  the value with its stretch of numbers, where the field is counted
FilterValue readFilterValue(FilterKey field, const QString &text, bool isQuoted, QString *problem);
/// A regular expression, with its problem and where in it that lies (characters; -1: nowhere).
FilterValue readFilterPattern(
    const QString &pattern, bool ignoresCase, QString *problem, qsizetype *position);

} // namespace console
