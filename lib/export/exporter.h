#pragma once

#include "lib/export/csvcolumn.h"
#include "lib/export/exportrow.h"
#include "lib/log/recordingfacts.h"

#include <QIODevice>
#include <QList>

#include <memory>

namespace console {

/// The forms in which rows leave the console.
enum class ExportFormat : quint8 { Ndjson, Csv, Har, Mcap };

/// "ndjson", "csv", "har", "mcap": the ending of the file, and what the command line calls the form.
QString suffixOf(ExportFormat format);
/// Nothing for any other text.
std::optional<ExportFormat> exportFormat(QStringView suffix);

/// What an export is to hold; a value.
struct ExportOptions
{
    ExportFormat format = ExportFormat::Ndjson;
    QList<CsvColumn> columns = allCsvColumns(); ///< CSV
    bool standIns = false; ///< instead of names and ids of people and rooms; nothing of the server
};

/// Writes rows in one form. Knows nothing of where they come from. Any one thread.
class Exporter
{
public:
    virtual ~Exporter() = default;

    /// Rows without a place in the form are left out, and counted by whoever asks.
    virtual bool takes(const MessageRecord &) const { return true; }
    /// Whether it writes name, room, participant or person: to find them costs reading each message.
    virtual bool needsFacts() const { return false; }

    // False where the device took less; its errorString() says why.
    virtual bool begin() = 0;
    /// @pre takes(row.record); numbers rise
    virtual bool add(const ExportRow &row) = 0;
    /// The end of the connection left this request unanswered.
    virtual void lose(MessageId) { }
    virtual bool end() = 0;
};

/// @param facts  of the session, for the forms that have a place for them
/// @param device  open for writing and empty; outlives the exporter
std::unique_ptr<Exporter> makeExporter(
    const ExportOptions &options, const RecordingFacts &facts, QIODevice *device);

} // namespace console
