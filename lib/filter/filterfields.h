#pragma once

#include "lib/filter/filterexpression.h"

#include <optional>

namespace console {

/// The fields of the filter language but JSON paths, in the order in which they are offered.
QList<FilterKey> filterFields();
QString fieldName(FilterKey field); ///< as it is written; empty for a path
/// A few words: "who or what it is about".
QString fieldHelp(FilterKey field);
/// Whatever the case. None: there is no such field.
std::optional<FilterKey> fieldNamed(QStringView name);

QString operatorText(FilterOperator comparison);
/// Those that make sense for a field, in the order in which they are offered.
QList<FilterOperator> operatorsOf(FilterKey field);
bool canMatchPatterns(FilterKey field); ///< after ":"

/// The words that a field can be compared with, where it is one of a few.
QStringList wordsOf(FilterKey field);

} // namespace console
