#pragma once

#include "lib/export/rowexport.h"

namespace console {

// What people read about exports. All texts are plain.

/// "CSV, a table"
QString formatLabel(ExportFormat format);
/// What is special about the form, in a sentence or two.
QString formatExplanation(ExportFormat format);
/// "Person's name": of a check box.
QString columnLabel(CsvColumn column);

/// "1 234 rows, 2.1 MB, written to rows.csv"
QString resultText(const ExportResult &result, const QString &file);
/// "messages.csv" for the same file in another form: the ending follows where it was one of a form.
QString fileFor(const QString &file, ExportFormat format);

} // namespace console
