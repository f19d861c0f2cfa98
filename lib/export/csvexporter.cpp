#include "lib/export/csvexporter.h"

#include "lib/export/rowtext.h"
#include "lib/log/timestamp.h"
#include "lib/protocol/messagefields.h"

#include <algorithm>

namespace console {

namespace {

QByteArray quoted(QByteArray cell)
{
    const bool isPlain = std::none_of(
        cell.begin(), cell.end(), [](char c) { return c == '"' || c == ',' || c == '\r' || c == '\n'; });
    return isPlain ? cell : '"' + cell.replace('"', "\"\"") + '"';
}

QByteArray direction(const MessageRecord &record)
{
    if (record.kind == MessageKind::Note)
        return {};
    return record.isOutgoing() ? "out" : "in";
}

QByteArray status(const ExportRow &row)
{
    if (row.record.kind != MessageKind::Response)
        return {};
    if (row.record.has(MessageFlag::StatusOk))
        return "OK";
    if (row.record.has(MessageFlag::StatusError))
        return "ERROR";
    return MessageFields(row.text).text({"Status"}).value_or(QByteArray());
}

QByteArray code(const MessageRecord &record)
{
    const bool hasCode = record.kind == MessageKind::Response && record.code != 0;
    return hasCode ? QByteArray::number(record.code) : QByteArray();
}

QByteArray bytes(const ExportRow &row, bool asText)
{
    if (isPlainText(row.record, row.text) != asText)
        return {};
    return asText ? row.text.toByteArray() : row.text.toByteArray().toBase64();
}

QByteArray cell(CsvColumn column, const ExportRow &row)
{
    switch (column) {
    case CsvColumn::Number:
        return QByteArray::number(row.id.value);
    case CsvColumn::Time:
        return timestamp(row.record.time).toLatin1();
    case CsvColumn::Direction:
        return direction(row.record);
    case CsvColumn::Kind:
        return kindName(row.record.kind).toByteArray();
    case CsvColumn::Name:
        return row.name.toByteArray();
    case CsvColumn::Room:
        return row.room.toByteArray();
    case CsvColumn::Participant:
        return row.participant.toByteArray();
    case CsvColumn::Person:
        return row.person;
    case CsvColumn::Status:
        return status(row);
    case CsvColumn::Code:
        return code(row.record);
    case CsvColumn::Latency:
        return row.latency < 0 ? QByteArray() : millisecondsText(row.latency);
    case CsvColumn::Size:
        return QByteArray::number(row.text.size());
    case CsvColumn::Text:
        return bytes(row, true);
    case CsvColumn::Base64:
        break;
    }
    return bytes(row, false);
}

} // namespace

bool CsvExporter::needsFacts() const
{
    return std::any_of(m_columns.begin(), m_columns.end(), [](CsvColumn column) {
        return column == CsvColumn::Name || column == CsvColumn::Room || column == CsvColumn::Participant
            || column == CsvColumn::Person;
    });
}

bool CsvExporter::begin()
{
    QByteArrayList names;
    for (const CsvColumn column : m_columns)
        names.append(csvColumnName(column).toLatin1());
    return write(names);
}

bool CsvExporter::add(const ExportRow &row)
{
    QByteArrayList cells;
    for (const CsvColumn column : m_columns)
        cells.append(quoted(cell(column, row)));
    return write(cells);
}

bool CsvExporter::write(const QByteArrayList &cells)
{
    const QByteArray line = cells.join(',') + "\r\n";
    return m_device->write(line) == line.size();
}

} // namespace console
