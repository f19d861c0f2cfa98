#pragma once

#include "lib/simulator/conference.h"
#include "lib/simulator/crowd.h"
#include "lib/simulator/random.h"

#include <queue>
#include <utility>

namespace console {

struct SimulatorOptions;

/// Knows what the simulated people do next: they join, sit, walk, turn, talk, mute, whisper and leave. Has no
/// clock: time is given, and counted in events, so that the options alone (seed, rate, rooms, participants)
/// fix the sequence.
class Life
{
public:
    /// Fills the conference, which must outlive the life.
    Life(const SimulatorOptions &options, Conference &conference);

    /// What filled the conference, once: rooms that were created, people who joined.
    RoomEvents takeOpening() { return std::exchange(m_opening, {}); }
    /// What happens in the next microseconds: on average exactly the rate.
    RoomEvents advance(qint64 microseconds);
    /// Tells what clients have changed.
    void notice(const RoomEvents &events);

private:
    enum class Card : quint8 {
        Talk,
        Mute,
        Seat,
        Rise,
        Whisper,
        Sidebar,
        Dial,
        Rename,
        Leave,
        MuteAll,
        Layout,
        Room,
        Filter
    };
    enum class Then : quint8 { StopTalking, SetState, SetAllStates, SetLayout, Rename, Join, CloseRoom };

    /// Something that will follow from what was done.
    struct Task
    {
        qint64 time = 0; ///< microseconds of this life
        quint64 order = 0; ///< among those of the same time
        Then then = Then::StopTalking;
        int room = 0;
        int id = 0;
        int control = 0;
        int value = 0;
        QString name = {};
        Configuration configuration = {};

        friend bool operator>(const Task &a, const Task &b)
        {
            return std::pair(a.time, a.order) > std::pair(b.time, b.order);
        }
    };

    qint64 now() const;
    void step(RoomEvents &events);
    void later(double seconds, Task task);
    void perform(const Task &task, RoomEvents &events);
    bool drawCard(RoomEvents &events);
    void play(Card card, RoomEvents &events);
    void shuffleDeck();
    void move(RoomEvents &events);
    Person &someoneInFocus();
    Person &anyone() { return m_crowd.at(m_random.below(m_crowd.size())); }
    int anyRoom();

    void talk(RoomEvents &events);
    void mute(RoomEvents &events);
    void changeSeat(RoomEvents &events);
    void rise(RoomEvents &events);
    void gather(Control control, RoomEvents &events);
    void turnDial(RoomEvents &events);
    void switchFilter(RoomEvents &events);
    void rename(RoomEvents &events);
    void leave(RoomEvents &events);
    void muteAll(RoomEvents &events);
    void refurnish(RoomEvents &events);
    void openRoom(RoomEvents &events);
    void stopTalking(int room, int id, RoomEvents &events);

    Conference &m_conference;
    Random m_random;
    Crowd m_crowd;
    RoomEvents m_opening;
    int m_rate;
    int m_idsPerRoom;
    int m_firstVisitorRoom;
    int m_nextName;
    qint64 m_credit = 0; ///< millionths of an event that are due
    qint64 m_slots = 0; ///< events that time has had room for
    qint64 m_nextCard = 0; ///< microseconds
    std::vector<Card> m_deck;
    std::vector<std::pair<int, int>> m_focus; ///< room and id of those who move at low rates
    qint64 m_nextFocus = 0; ///< microseconds
    std::priority_queue<Task, std::vector<Task>, std::greater<>> m_tasks;
    quint64 m_nextTask = 0;
};

} // namespace console
