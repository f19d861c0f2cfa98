#include "ui/widgets/messagecopy.h"

#include "lib/log/messagelog.h"

#include <QClipboard>
#include <QGuiApplication>

namespace console {

void copyMessageText(const MessageLog *log, MessageId id, QObject *owner)
{
    if (!id || !log->contains(id))
        return;
    const QByteArrayView text = log->text(id);
    if (log->hasText(id)) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
        return;
    }
    if (!log->textProblem(id).isEmpty())
        return;
    auto *waiting = new QObject(owner);
    QObject::connect(
        log, &MessageLog::textArrived, waiting, [log, id, owner, waiting](MessageId from, MessageId to) {
            if (id < from || id >= to)
                return;
            delete waiting;
            copyMessageText(log, id, owner);
        });
}

} // namespace console
