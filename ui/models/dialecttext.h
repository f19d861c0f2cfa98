#pragma once

#include "lib/findings/serverdialect.h"

#include <QList>

namespace console {

/// One open point of the protocol and what a server does there: a line of the list.
struct DialectRow
{
    QString point; ///< "Error codes"
    QString written; ///< "numbers, as −9993"; "not seen yet"
    QString evidence; ///< "1 204 messages, the first is 12"; empty: none in this session
    QString remark; ///< "as before", "before: text"; empty: nothing was known
    MessageId message; ///< the first that shows it; none: none does
};

/// All points; one that was written in several ways has a line for each.
QList<DialectRow> dialectRows(const ServerDialect &dialect);
/// The same as text, columns separated by tabs.
QString tableText(const QList<DialectRow> &rows);

} // namespace console
