#pragma once

#include "lib/session.h"

#include <QStringList>

namespace console::test {

/// A row of a session with everything it stands for.
struct Row
{
    MessageId id;
    MessageKind kind = MessageKind::Note;
    MessageFlags flags;
    qint32 code = 0;
    QByteArray name;
    QByteArray room;
    QByteArray participant;
    QByteArray text;
};

inline Row rowAt(Session &session, MessageId id)
{
    const MessageLog *log = session.log();
    const MessageRecord &record = log->record(id);
    return {id, record.kind, record.flags(), record.code, log->name(id), log->room(id), log->participant(id),
        log->text(id).toByteArray()};
}

inline QList<Row> rowsOf(Session &session)
{
    QList<Row> rows;
    for (MessageId id = session.log()->first(); id < session.log()->end(); id = id + 1)
        rows.append(rowAt(session, id));
    return rows;
}

inline QList<Row> rowsOf(Session &session, MessageKind kind)
{
    QList<Row> rows = rowsOf(session);
    rows.removeIf([kind](const Row &row) { return row.kind != kind; });
    return rows;
}

inline QStringList notesOf(Session &session)
{
    QStringList notes;
    for (const Row &row : rowsOf(session, MessageKind::Note))
        notes.append(QString::fromUtf8(row.text));
    return notes;
}

} // namespace console::test
