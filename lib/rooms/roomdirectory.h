#pragma once

#include "lib/rooms/layoutfile.h"
#include "lib/rooms/personnames.h"
#include "lib/rooms/roomfacts.h"

#include <array>
#include <optional>

namespace console {

/// Who has been heard of: rooms, participants and their names, from events, custom messages and answers
/// that were OK (what a request claims counts once it was answered); a room that the server denies is gone.
/// With them goes what RoomFacts knows. GUI thread. Reads the 32-byte rows; opens the text only where it
/// changes more than a position. Bounded, whatever a server invents: when full, those who have left make room
/// first; after that new ones are not taken. truncated() says so of both.
class RoomDirectory : public QObject
{
    Q_OBJECT
public:
    static constexpr int maximumRooms = 20'000;
    static constexpr int maximumParticipants = int(PersonNames::maximumIds);
    static constexpr int maximumRoomsSearched = 2'000; ///< for somebody whose room is not told
    static constexpr int maximumNameLength = Statement::maximumNameLength; ///< characters kept of a name

    explicit RoomDirectory(MessageLog *log, QObject *parent = nullptr);

    const QHash<QByteArray, SeenRoom> &rooms() const { return m_rooms; }
    int roomCount() const { return int(m_rooms.size()); }
    int participantCount() const { return m_participantCount; }
    /// What the server said of it, which need not be what was seen.
    const ToldRoomCount &toldRoomCount() const { return m_toldRoomCount; }
    /// What whoever has the id now is called; an empty room looks in all rooms. Empty: not known.
    QString nameOf(const QByteArray &room, const QByteArray &participant) const
    {
        return m_names.nameOf(room, participant);
    }
    /// What the person whom a message speaks of was called when it came, see NameHistory::at(). What is shown
    /// beside a message takes this one: an id may be another person's by now.
    QString nameOf(const QByteArray &room, const QByteArray &participant, MessageId message) const
    {
        return m_names.nameOf(room, participant, message);
    }
    const PersonNames &names() const { return m_names; }
    /// What is known of a participant; null: never heard of. Holds until the log grows.
    const SeenParticipant *participant(const QByteArray &room, const QByteArray &id) const;
    /// The one room that somebody of this id is in; empty: none, several, or too many rooms to look.
    QByteArray onlyRoomOf(const QByteArray &participant) const;
    /// The last message that named a participant or, where that is empty, a room; none: never heard of.
    MessageId lastSeen(const QByteArray &room, const QByteArray &participant) const;
    /// As the server's layout file names it; empty: it was not asked for, or lists no such layout.
    QString layoutName(int layout) const;
    const RoomFacts &facts() const { return m_facts; }
    bool hasTextIds() const { return m_textIds; } ///< some id was no integer
    bool truncated() const { return m_truncated; } ///< more were seen than the directory holds

signals:
    void stateChanged(); ///< some fact but a place, or a gap ended; coalesce as well
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
        bool isNobody = false; ///< looked for in all rooms, and in none or in several
    };
    /// What the name of a row says, whether it is an event or an answer.
    struct NameFact
    {
        Subject subject;
        bool isQuestion = false; ///< get_…
    };

    void take(MessageId first, quint64 count, const BatchPointer &batch);
    void takeGap(const MessageRecord &record, MessageId id);
    void takeDenial(const MessageRecord &record, MessageId id);
    void takeNameless(const MessageRecord &record, MessageId id, QByteArrayView text);
    void takeAnswer(const MessageRecord &record, MessageId id, QByteArrayView text);
    void takeLayouts(QByteArrayView answer);
    void takeRoomCount(const MessageRecord &record, MessageId id, QByteArrayView text);
    void fold(const MessageRecord &record, MessageId id, QByteArrayView text);
    Subject subjectOf(const MessageRecord &record, MessageId id, QByteArrayView text);
    Person known(const MessageRecord &record, const Subject &subject) const;
    Person look(const MessageRecord &record, RoomFacts::Message &message);
    bool mention(Person person, MessageId id);
    void setThere(Person person, const Subject &subject);
    void welcome(const RoomFacts::Message &message, Person person);
    void readName(const RoomFacts::Message &message, Person person, const QByteArray &participant);
    void adoptLayout(SeenRoom &room);
    QByteArray likelyRoom(const MessageRecord &record, const QByteArray &participant);
    void keepPlaces(MessageId newFirst);
    bool keepPlace(SeenParticipant &person);
    void thinHistories();
    void rename(const RoomFacts::Message &message, Person person, const QString &name);
    void setPresent(Person person, bool present);
    void setExisting(SeenRoom &room, bool exists);
    void touch(SeenRoom &room);
    void touchState(SeenRoom &room);
    Person find(const QByteArray &room, const QByteArray &participant);
    SeenRoom *findRoom(const QByteArray &id);
    SeenParticipant *findParticipant(SeenRoom &room, const QByteArray &id);
    void noteId(const QByteArray &id);
    void makeRoom();
    void forgetPlaces() { m_recent.fill({}); }

    MessageLog *m_log;
    QHash<QByteArray, SeenRoom> m_rooms;
    PersonNames m_names;
    std::vector<std::optional<NameFact>> m_subjects; ///< by the number of the row's name
    RoomFacts m_facts;
    Layouts m_layouts; ///< of the latest layout file
    ToldRoomCount m_toldRoomCount;
    std::array<Recent, 1024> m_recent; ///< emptied whenever something is inserted or removed
    quint64 m_revision = 0;
    quint64 m_refused = 0; ///< newcomers that found the directory full since it was last swept
    int m_participantCount = 0;
    bool m_textIds = false;
    bool m_truncated = false;
    bool m_dirty = false;
    bool m_stateDirty = false;
};

} // namespace console
