#include "lib/export/ndjsonexporter.h"

#include "lib/export/rowtext.h"
#include "lib/log/timestamp.h"
#include "lib/protocol/classify.h"

namespace console {

namespace {

void appendRaw(const MessageRecord &record, QByteArrayView bytes, QByteArray &line)
{
    if (isPlainText(record, bytes))
        line += ",\"raw\":" + encodedString(bytes);
    else
        line += ",\"raw_base64\":\"" + bytes.toByteArray().toBase64() + '"';
}

} // namespace

QByteArray jsonLine(MessageId id, const MessageRecord &record, QByteArrayView text)
{
    QByteArray line =
        "{\"n\":" + QByteArray::number(id.value) + ",\"time\":\"" + timestamp(record.time).toLatin1() + '"';
    if (record.kind != MessageKind::Note)
        line += record.isOutgoing() ? ",\"direction\":\"out\"" : ",\"direction\":\"in\"";
    line += ",\"kind\":\"" + kindName(record.kind).toByteArray() + '"';
    if (record.kind == MessageKind::Note)
        return line + ",\"text\":" + encodedString(text) + '}';
    appendRaw(record, text, line);
    if (record.kind == MessageKind::Malformed) {
        const QString reason = malformedReason(text, record.has(MessageFlag::Binary));
        line += ",\"reason\":" + encodedString(reason.toUtf8());
    }
    return line + '}';
}

bool NdjsonExporter::add(const ExportRow &row)
{
    const QByteArray line = jsonLine(row.id, row.record, row.text) + '\n';
    return m_device->write(line) == line.size();
}

} // namespace console
