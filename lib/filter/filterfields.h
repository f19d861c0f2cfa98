#pragma once

#include "lib/filter/filterexpression.h"

#include <optional>

namespace console {

/// The fields of the filter language but JSON paths, in the order in which they are offered.
QList<FilterField> filterFields();
QString fieldName(FilterField field); ///< as it is written; empty for a path
/// A few words: "who or what it is about".
QString fieldHelp(FilterField field);
/// Whatever the case. None: there is no such field.
std::optional<FilterField> fieldNamed(QStringView name);

QString operatorText(FilterOperator comparison);
/// Those that make sense for a field, in the order in which they are offered.
QList<FilterOperator> operatorsOf(FilterField field);
bool canMatchPatterns(FilterField field); ///< after ":"

/// The words that a field can be compared with, where it is one of a few.
QStringList wordsOf(FilterField field);

} // namespace console
