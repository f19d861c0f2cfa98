#include "ui/models/exporttext.h"

#include "ui/models/numbers.h"
#include "ui/models/text.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace console {

QString formatLabel(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return u"CSV, a table"_s;
    case ExportFormat::Har:
        return u"HAR, as browsers keep WebSocket messages"_s;
    case ExportFormat::Mcap:
        return u"MCAP, a recording"_s;
    case ExportFormat::Ndjson:
        break;
    }
    return u"NDJSON, a line of JSON for each row"_s;
}

QString formatExplanation(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return u"Times are UTC, latencies milliseconds, sizes bytes. Texts stand as they are: a spreadsheet "
               u"may "
               u"take one that begins with = for a formula."_s;
    case ExportFormat::Har:
        return u"One connection with all its messages. What the console noted has no place in it."_s;
    case ExportFormat::Mcap:
        return u"Every byte, with requests and answers. It opens here and in other MCAP programs."_s;
    case ExportFormat::Ndjson:
        break;
    }
    return u"The same lines that event-manager-cli listen prints."_s;
}

QString columnLabel(CsvColumn column)
{
    switch (column) {
    case CsvColumn::Number:
        return u"Number"_s;
    case CsvColumn::Time:
        return u"Time"_s;
    case CsvColumn::Direction:
        return u"Direction"_s;
    case CsvColumn::Kind:
        return u"Kind"_s;
    case CsvColumn::Name:
        return u"Event or command"_s;
    case CsvColumn::Room:
        return u"Room"_s;
    case CsvColumn::Participant:
        return u"Participant"_s;
    case CsvColumn::Person:
        return u"Person's name"_s;
    case CsvColumn::Status:
        return u"Status"_s;
    case CsvColumn::Code:
        return u"Error code"_s;
    case CsvColumn::Latency:
        return u"Latency"_s;
    case CsvColumn::Size:
        return u"Size"_s;
    case CsvColumn::Text:
        return u"Text"_s;
    case CsvColumn::Base64:
        break;
    }
    return u"Base64, if no text"_s;
}

QString resultText(const ExportResult &result, const QString &file)
{
    const QString rows =
        result.written == 1 ? u"1 row"_s : groupedNumber(qint64(result.written)) + u" rows"_s;
    return u"%1, %2, written to %3"_s.arg(
        rows, sizeText(result.size), isolated(visibleText(QFileInfo(file).fileName())));
}

QString fileFor(const QString &file, ExportFormat format)
{
    const QFileInfo info(file);
    if (!exportFormat(info.suffix()))
        return file;
    return file.chopped(info.suffix().size()) + suffixOf(format);
}

} // namespace console
