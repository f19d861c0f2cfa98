#include "lib/export/rowtext.h"

#include <QUtf8StringView>

namespace console {

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

bool isPlainText(const MessageRecord &record, QByteArrayView bytes)
{
    return !record.has(MessageFlag::Binary) && QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8();
}

QByteArray millisecondsText(qint64 duration)
{
    return QByteArray::number(duration / 1'000) + '.'
        + QByteArray::number(duration % 1'000).rightJustified(3, '0');
}

} // namespace console
