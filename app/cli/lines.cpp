#include "app/cli/lines.h"

#include "lib/protocol/classify.h"

#include <QDateTime>
#include <QUtf8StringView>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

QByteArrayView kindName(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Note:
        return "note";
    case MessageKind::Request:
        return "request";
    case MessageKind::Response:
        return "response";
    case MessageKind::Event:
        return "event";
    case MessageKind::Other:
        return "other";
    case MessageKind::Malformed:
        break;
    }
    return "malformed";
}

bool isText(const MessageRecord &record, QByteArrayView bytes)
{
    return !record.has(MessageFlag::Binary) && QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8();
}

void appendRaw(const MessageRecord &record, QByteArrayView bytes, QByteArray &line)
{
    if (isText(record, bytes))
        line += ",\"raw\":" + encodedString(bytes);
    else
        line += ",\"raw_base64\":\"" + bytes.toByteArray().toBase64() + '"';
}

} // namespace

QByteArray rfc3339(qint64 time)
{
    constexpr qint64 second = 1'000'000;
    const qint64 micros = ((time % second) + second) % second;
    const QDateTime whole = QDateTime::fromSecsSinceEpoch((time - micros) / second, Qt::UTC);
    return whole.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s).toLatin1() + '.'
        + QByteArray::number(micros).rightJustified(6, '0') + 'Z';
}

QByteArray jsonLine(MessageId id, const MessageRecord &record, QByteArrayView text)
{
    QByteArray line = "{\"n\":" + QByteArray::number(id.value) + ",\"time\":\"" + rfc3339(record.time) + '"';
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

LineWriter::LineWriter(bool raw, std::optional<quint64> count, const FilterExpression &filter)
    : m_filter(filter), m_raw(raw), m_remaining(count)
{
}

QByteArray LineWriter::lines(const BatchList &batches)
{
    QByteArray lines;
    for (const BatchPointer &batch : batches) {
        m_filter.begin(*batch);
        for (size_t row = 0; row < batch->rows.size() && !isComplete(); ++row)
            append(*batch, row, lines);
    }
    return lines;
}

void LineWriter::append(const MessageBatch &batch, size_t row, QByteArray &lines)
{
    const MessageRecord &record = batch.rows[row];
    if (m_filter.passes(batch, row)) {
        if (!m_raw)
            lines += jsonLine(batch.first + row, record, batch.textOf(row)) + '\n';
        else if (record.isReceived())
            lines += batch.textOf(row).toByteArray() + '\n';
    }
    if (record.isReceived() && m_remaining)
        --*m_remaining;
}

} // namespace console::cli
