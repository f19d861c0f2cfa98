#pragma once

#include "lib/findings/finding.h"
#include "lib/findings/messageview.h"
#include "lib/rooms/layoutfile.h"
#include "lib/rooms/place.h"

#include <QHash>

#include <optional>

namespace console {

/// The rules about rooms, and what has to be remembered for them: which rooms were told of, their layouts,
/// who sits where. Any one thread at a time; messages in their order. Says nothing of numeric events, whose
/// meaning is not certain. Bounded: what is beyond 20 000 rooms or 100 000 people is not looked at.
class RoomRules
{
public:
    static constexpr qsizetype maximumRooms = 20'000;
    static constexpr int maximumPeople = 100'000;

    /// What the rules say of a message; several may. Then the message is taken in.
    std::vector<Finding> judge(const MessageView &message);
    /// Messages are missing before the next one: who sits where, which layout holds and which rooms are gone
    /// may be otherwise by now.
    void forgetMoments();

private:
    struct Person
    {
        int seat = 0; ///< 0 or less: none that is known
        std::optional<Point> place; ///< in a closed room
    };
    struct Room
    {
        QByteArray layout; ///< id or name; empty: not seen
        bool exists = true; ///< false after it was seen being destroyed
        QHash<QByteArray, Person> people;
        QHash<int, int> sitters; ///< people by seat

        void seat(Person &person, int seat);
        void stand(const Person &person);
        bool remove(QByteArrayView id); ///< true: there was one
        void clear();
    };

    std::optional<Finding> unseenRoom(const MessageView &message) const;
    std::optional<Finding> destroyedRoom(const MessageView &message) const;
    std::optional<Finding> closedRoom(const MessageView &message) const;
    std::optional<Finding> sharedSeat(const MessageView &message) const;

    void learn(const MessageView &message);
    void learnAnswer(const MessageView &message);
    void learnDone(const MessageView &message, Room &room);
    void learnLayout(const MessageView &message, Room &room);
    void setLayout(Room &room, const QByteArray &layout);
    void seat(const MessageView &message, Room &room);
    void move(const MessageView &message, Room &room);
    Room *roomFor(QByteArrayView id);
    void makeRoom();
    Person *personFor(Room &room, QByteArrayView id);
    const Room *find(QByteArrayView id) const;
    const ToldLayout *layoutOf(const Room &room) const;
    bool isClosed(const Room &room) const;
    /// Whether somebody else sits there.
    bool isTaken(const Room &room, int seat, QByteArrayView but) const;

    QHash<QByteArray, Room> m_rooms;
    Layouts m_layouts; ///< of the latest layout file
    int m_people = 0;
    quint64 m_refused = 0; ///< rooms that came when there were too many
};

} // namespace console
