#include "lib/export/rowtext.h"

#include <QDateTime>
#include <QUtf8StringView>

using namespace Qt::StringLiterals;

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

QByteArray rfc3339(qint64 time)
{
    constexpr qint64 second = 1'000'000;
    const qint64 micros = ((time % second) + second) % second;
    const QDateTime whole = QDateTime::fromSecsSinceEpoch((time - micros) / second, Qt::UTC);
    return whole.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s).toLatin1() + '.'
        + QByteArray::number(micros).rightJustified(6, '0') + 'Z';
}

QByteArray millisecondsText(qint64 duration)
{
    return QByteArray::number(duration / 1'000) + '.'
        + QByteArray::number(duration % 1'000).rightJustified(3, '0');
}

} // namespace console
