#include "lib/export/csvcolumn.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr std::array names{"number"_L1, "time"_L1, "direction"_L1, "kind"_L1, "name"_L1, "room"_L1,
    "participant"_L1, "person"_L1, "status"_L1, "code"_L1, "latency"_L1, "size"_L1, "text"_L1, "base64"_L1};
static_assert(names.size() == size_t(CsvColumn::Base64) + 1);

} // namespace

QString csvColumnName(CsvColumn column)
{
    return names[size_t(column)];
}

std::optional<CsvColumn> csvColumn(QStringView name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(CsvColumn(found - names.begin()));
}

QList<CsvColumn> allCsvColumns()
{
    QList<CsvColumn> columns;
    for (size_t i = 0; i < names.size(); ++i)
        columns.append(CsvColumn(i));
    return columns;
}

} // namespace console
