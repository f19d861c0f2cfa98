#pragma once

#include "lib/log/messagelog.h"

#include <QHash>
#include <QMap>

namespace console {

/// A room or participant that messages have mentioned.
struct SeenParticipant
{
    QByteArray id; ///< as text
    QString name; ///< last name seen; empty: never named
    MessageId namedBy; ///< the message that said so
    MessageId lastSeen;
    bool present = true; ///< false after it was seen leaving
};

struct SeenRoom
{
    QByteArray id;
    int layout = 0; ///< last layout id seen; 0: not seen
    bool exists = true; ///< false after it was seen being destroyed
    MessageId lastSeen;
    QHash<QByteArray, SeenParticipant> participants; ///< by id
};

/// Who has been heard of: rooms, participants and their last names, from events, answers and requests alike. GUI thread.
/// Reads the 32-byte rows; opens the text only of messages that carry a name, a layout or a seat list.
class RoomDirectory : public QObject
{
    Q_OBJECT
public:
    explicit RoomDirectory(MessageLog *log, QObject *parent = nullptr);

    const QHash<QByteArray, SeenRoom> &rooms() const { return m_rooms; }
    int roomCount() const { return int(m_rooms.size()); }
    int participantCount() const { return m_participantCount; }
    /// Last name seen of a participant; an empty room looks in all rooms. Empty: never named.
    QString nameOf(const QByteArray &room, const QByteArray &participant) const;
    bool hasTextIds() const { return m_textIds; } ///< some id was no integer

signals:
    void changed(); ///< coalesce: it may come for each batch

private:
    void take(MessageId first, quint64 count, const BatchPointer &batch);

    MessageLog *m_log;
    QHash<QByteArray, SeenRoom> m_rooms;
    QHash<QByteArray, QString> m_names; ///< by participant id alone, the last one wins
    int m_participantCount = 0;
    bool m_textIds = false;
};

} // namespace console
