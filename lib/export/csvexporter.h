#pragma once

#include "lib/export/exporter.h"

namespace console {

/// A table by RFC 4180: a header line, lines end in CR LF, UTF-8 without a mark at its start. Texts stand as
/// they are: one that begins with "=" is not changed, so a spreadsheet that opens the file may take it for a
/// formula.
class CsvExporter : public Exporter
{
public:
    /// @param columns  in the order to write; at least one
    CsvExporter(const QList<CsvColumn> &columns, QIODevice *device) : m_columns(columns), m_device(device) { }

    bool needsFacts() const override;
    bool begin() override;
    bool add(const ExportRow &row) override;
    bool end() override { return true; }

private:
    bool write(const QByteArrayList &cells);

    QList<CsvColumn> m_columns;
    QIODevice *m_device;
};

} // namespace console
