#pragma once

#include "lib/log/messagelog.h"
#include "lib/protocol/eventtype.h"

#include <QHash>

#include <array>
#include <optional>

namespace console {

/// A participant that messages have mentioned.
struct SeenParticipant
{
    QByteArray id; ///< as text
    QString name; ///< last name seen; empty: never named
    MessageId namedBy; ///< the message that said so
    MessageId lastSeen;
    bool present = true; ///< false after it was seen leaving
};

/// A room that messages have mentioned.
struct SeenRoom
{
    QByteArray id;
    int layout = 0; ///< last layout id seen; 0: not seen
    bool exists = true; ///< false after it was seen being destroyed
    MessageId lastSeen;
    QHash<QByteArray, SeenParticipant> participants; ///< by id
    int presentCount = 0; ///< participants that are present
    quint64 revision = 0; ///< grows with every change but that of a lastSeen
};

/// The last names of people as they were at some moment; a value for any thread. Costs nothing to copy.
class PersonNames
{
public:
    /// An empty room looks in all rooms. Empty: never named.
    QString nameOf(const QByteArray &room, const QByteArray &participant) const;

private:
    friend class RoomDirectory;
    QHash<QByteArray, SeenRoom> m_rooms;
    QHash<QByteArray, QString> m_names;
};

/// Who has been heard of: rooms, participants and their last names, from events, custom messages and answers
/// that were OK (what a request claims counts once it was answered). GUI thread. Reads the 32-byte rows;
/// opens the text only of messages that carry a name or a layout. Bounded, whatever a server invents: when
/// full, those who have left make room first; after that new ones are not taken and truncated() says so.
class RoomDirectory : public QObject
{
    Q_OBJECT
public:
    static constexpr int maximumRooms = 20'000;
    static constexpr int maximumParticipants = 100'000;
    static constexpr int maximumNameLength = 512; ///< characters kept of a name

    explicit RoomDirectory(MessageLog *log, QObject *parent = nullptr);

    const QHash<QByteArray, SeenRoom> &rooms() const { return m_rooms; }
    int roomCount() const { return int(m_rooms.size()); }
    int participantCount() const { return m_participantCount; }
    /// Last name seen of a participant; an empty room looks in all rooms. Empty: never named.
    QString nameOf(const QByteArray &room, const QByteArray &participant) const;
    PersonNames names();
    /// What is known of a participant; null: never heard of. Holds until the log grows.
    const SeenParticipant *participant(const QByteArray &room, const QByteArray &id) const;
    bool hasTextIds() const { return m_textIds; } ///< some id was no integer
    bool truncated() const { return m_truncated; } ///< there were more than the directory holds

signals:
    void changed(); ///< something but a lastSeen; coalesce: it may come for each batch

private:
    struct Person
    {
        SeenRoom *room = nullptr;
        SeenParticipant *participant = nullptr;
    };
    /// A pair of ids seen lately and where they are kept: most rows only renew these.
    struct Recent
    {
        StringId room;
        StringId participant;
        Person person;
    };
    struct Fact
    {
        EventType type = EventType::Custom;
        bool isQuestion = false; ///< a response to a get_…: its facts stand in the answer, not in the echo
        bool mayBeAnEnd = false; ///< of a room or a stay, by a number whose meaning is not certain
    };

    void take(MessageId first, quint64 count, const BatchPointer &batch);
    void fold(const MessageRecord &record, MessageId id, QByteArrayView text);
    bool renew(const MessageRecord &record, MessageId id);
    Fact factOf(const MessageRecord &record, MessageId id);
    void apply(Fact fact, Person person, MessageId id, bool isAnswer, QByteArrayView text);
    void rename(Person person, const QByteArray &participant, MessageId id, const QString &name);
    void remember(const QByteArray &participant, const QString &name);
    void setPresent(Person person, bool present);
    void setExisting(SeenRoom &room, bool exists);
    void touch(SeenRoom &room);
    Person find(const QByteArray &room, const QByteArray &participant);
    SeenRoom *findRoom(const QByteArray &id);
    SeenParticipant *findParticipant(SeenRoom &room, const QByteArray &id);
    void noteId(const QByteArray &id);
    void makeRoom();
    void forgetPlaces() { m_recent.fill({}); }

    MessageLog *m_log;
    QHash<QByteArray, SeenRoom> m_rooms;
    QHash<QByteArray, QString> m_names; ///< by participant id alone, the last one wins
    std::vector<std::optional<Fact>> m_facts; ///< by the number of the row's name
    std::array<Recent, 1024> m_recent; ///< emptied whenever something is inserted or removed
    quint64 m_revision = 0;
    quint64 m_refused = 0; ///< newcomers that found the directory full since it was last swept
    int m_participantCount = 0;
    bool m_textIds = false;
    bool m_truncated = false;
    bool m_dirty = false;
};

} // namespace console
