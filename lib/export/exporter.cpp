#include "lib/export/exporter.h"

#include "lib/export/csvexporter.h"
#include "lib/export/harexporter.h"
#include "lib/export/mcapexporter.h"
#include "lib/export/ndjsonexporter.h"

using namespace Qt::StringLiterals;

namespace console {

QString suffixOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return u"csv"_s;
    case ExportFormat::Har:
        return u"har"_s;
    case ExportFormat::Mcap:
        return u"mcap"_s;
    case ExportFormat::Ndjson:
        break;
    }
    return u"ndjson"_s;
}

std::optional<ExportFormat> exportFormat(QStringView suffix)
{
    for (const auto format :
        {ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Har, ExportFormat::Mcap}) {
        if (suffixOf(format) == suffix)
            return format;
    }
    return std::nullopt;
}

std::unique_ptr<Exporter> makeExporter(
    const ExportOptions &options, const RecordingFacts &facts, QIODevice *device)
{
    switch (options.format) {
    case ExportFormat::Csv:
        return std::make_unique<CsvExporter>(options.columns, device);
    case ExportFormat::Har:
        return std::make_unique<HarExporter>(facts, device);
    case ExportFormat::Mcap:
        return std::make_unique<McapExporter>(facts, device);
    case ExportFormat::Ndjson:
        break;
    }
    return std::make_unique<NdjsonExporter>(device);
}

} // namespace console
