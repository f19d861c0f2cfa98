#pragma once

#include "lib/rooms/roomdirectory.h"
#include "ui/models/pacer.h"

#include <QAbstractItemModel>
#include <QSet>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace console {

/// Rooms and the people in them, as the directory has heard of them. Unless told otherwise, up to 50 rooms
/// stand by id, more by the number of people; renewed at most every 2 s, what people do twice a second,
/// without a reset, so that views keep what is open and selected. GUI thread.
class RoomTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    static constexpr int interval = 2000; ///< milliseconds
    static constexpr int stateInterval = 500; ///< milliseconds
    static constexpr int maximumQuestions = 100;
    static constexpr int maximumSortedById = 50; ///< rooms

    /// DisplayRole is plain text of at most 256 characters.
    enum Role {
        PersonRole = Qt::UserRole + 1, ///< PersonRef
        IdRole, ///< QString: the whole id; the view elides its middle
        NameRole, ///< QString: name of a participant, made safe; empty: not known, or a room
        RawNameRole, ///< QString: likewise, as the server sent it, for copying alone
        CountRole, ///< int: people of a room that are shown; 0 of a participant
        PresentRole, ///< bool: not seen leaving; the room was not seen being destroyed
        LayoutRole, ///< int: layout id of a room; 0: not seen
        LayoutTextRole, ///< QString: its name, made safe, else "layout 1"; empty: not seen
        IsRoomRole, ///< bool
        TalkingRole, ///< bool: of a participant, as the next ones: false where it was not seen
        MutedRole, ///< bool
        WhisperRole, ///< int: number of the whisper room; 0: none
        SidebarRole, ///< int: likewise
        StateTextRole, ///< QString: the same in words: "talking, whisper room 2"; empty: nothing of it
        SearchRole, ///< QString: what is searched, to be marked; empty: nothing
        HoldsFoundRole, ///< bool: of a room: somebody in it matches what is searched
        ConfirmedRole, ///< bool: named by a message since the connection was last lost
    };

    enum class Order { MostPeople, LatestEvent, Id, FirstSeen };

    /// Of the rooms that are shown while nothing is searched.
    struct Totals
    {
        int rooms = 0;
        int people = 0;
        int unnamed = 0; ///< people present who were never named
        int existing = 0; ///< rooms that were not seen being destroyed
    };

    explicit RoomTreeModel(const RoomDirectory *directory, QObject *parent = nullptr);
    ~RoomTreeModel() override;

    /// Rooms and people whose id or name holds the text, in whatever case; a room that matches keeps all its
    /// people. Empty: all.
    void setSearchText(const QString &text);
    const QString &searchText() const { return m_searchText; }
    /// Of the rooms. Until it is set: by id, above maximumSortedById rooms the fullest first.
    void setOrder(std::optional<Order> order); ///< none: automaticOrder()
    Order order() const;
    std::optional<Order> chosenOrder() const { return m_order; } ///< none: it is automatic
    Order automaticOrder() const; ///< by id; most people first where there are many rooms
    /// Also those who have left and rooms that are gone. Off at first.
    void setAbsentShown(bool shown);
    /// While held, the order stays: for as long as the pointer is over the tree.
    void setHeld(bool held);
    /// During a pause nothing changes by itself.
    void setPaused(bool paused);

    const Totals &totals() const { return m_totals; }
    /// How many rooms there are as far as is known, to stand below the tree: "212 of 340 rooms seen so far".
    /// Empty: all that the server counts were seen, or nobody asked it and there are few.
    QString seenRoomsText() const;
    QString seenRoomsExplanation() const; ///< who said so, and when; empty: nobody
    int roomCount() const { return int(m_rooms.size()); } ///< shown
    int peopleCount() const { return m_people; } ///< shown
    int unconfirmedRooms() const; ///< shown, and not named by a message since the connection was last lost
    qint64 unconfirmedSince() const { return m_directory->facts().lastGapFrom(); } ///< microseconds UTC
    /// Requests whose answers would confirm them; at most maximumQuestions.
    QList<QByteArray> questions() const;
    /// Requests for the names of people present who were never named; at most maximumQuestions. The next call
    /// goes on with those not asked for yet; where all were, it starts over.
    QList<QByteArray> nextNameQuestions();
    QModelIndex indexOf(const QByteArray &room, const QByteArray &participant = {}) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

signals:
    void countsChanged();

private:
    struct Person;
    struct Room;
    /// A room of the directory that is to be shown.
    struct Wanted
    {
        const SeenRoom *seen = nullptr;
        bool matches = true; ///< the room itself, so all its people are shown
    };

    void refresh();
    void refreshState();
    std::vector<Wanted> wantedRooms() const;
    Totals countAll() const;
    QList<QByteArray> unaskedNames();
    void sort(std::vector<Wanted> &wanted) const;
    bool isWanted(const SeenRoom &room, bool *matches) const;
    bool isWanted(const SeenParticipant &person) const;
    bool isConfirmed(MessageId lastSeen) const;
    bool isFound(const QByteArray &id, const QString &name) const;
    bool holdsFound(const Room &room) const;
    void removeUnwanted(const std::vector<Wanted> &wanted);
    void addMissing(const std::vector<Wanted> &wanted);
    void reorder(const std::vector<Wanted> &wanted);
    void update(Room &room, const Wanted &wanted);
    void updateState(Room &room, const SeenRoom &seen);
    std::vector<Person> peopleOf(const Wanted &wanted) const;
    Person personOf(const SeenParticipant &seen) const;
    void mergePeople(Room &room, std::vector<Person> people);
    void insertPeople(Room &room, size_t at, std::vector<Person> &people, size_t from, size_t to);
    void removePeople(Room &room, size_t from, size_t to);
    void updatePerson(Room &room, size_t row, const Person &person);
    void take(Room &room, const SeenRoom &seen) const;
    void numberRooms();
    void countPeople();
    QVariant roomData(const Room &room, int role) const;
    QVariant stateData(const Person &person, int role) const;
    QVariant personData(const Room &room, const Person &person, int role) const;

    const RoomDirectory *m_directory;
    std::vector<std::unique_ptr<Room>> m_rooms;
    QHash<QByteArray, Room *> m_roomOf;
    QString m_searchText;
    quint64 m_filterRevision = 0; ///< grows with the search text and the like: all people are looked at again
    int m_people = 0;
    Totals m_totals;
    std::optional<Order> m_order; ///< none: as many rooms as there are decide
    QSet<QByteArray> m_asked; ///< requests that nextNameQuestions() gave
    bool m_absentShown = false;
    bool m_held = false;
    Pacer m_pacer;
    Pacer m_statePacer;
    QTimer m_latest; ///< runs while the order is by the latest event, of which the directory says nothing
};

} // namespace console
