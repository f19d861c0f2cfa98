#pragma once

#include "lib/rooms/controls.h"
#include "lib/simulator/layouts.h"
#include "lib/simulator/refusal.h"
#include "lib/simulator/roomevent.h"

#include <map>
#include <vector>

namespace console {

struct Participant
{
    QString name;
    Configuration configuration;
    int seat = notSeated; ///< from 1
    Place place;
    ControlValues controls = initialControls();

    ParticipantType type() const { return ParticipantType(configuration.type); }
};

struct Room
{
    int layout = 1;
    std::vector<int> taken; ///< people in each seat; index 0 is seat 1
    std::map<int, Participant> participants; ///< by id, unique in this room

    /// The first seat with the fewest people.
    int emptiestSeat() const;
    void leaveSeat(Participant &participant);
};

Problem unknownRoom(const QString &room);
Problem unknownParticipant(const QString &participant);

/// Knows rooms, people, seats, positions and controls, and the rules by which they change (protocol §3 to
/// §6). Pure state: no socket, no clock, no dialect. Each change either answers a problem and changes
/// nothing, or appends what happened to `events` in the order to announce it.
class Conference
{
public:
    explicit Conference(QList<Layout> layouts = builtInLayouts());

    const QList<Layout> &layouts() const { return m_layouts; }
    const Layout *layout(qint64 id) const;
    const Layout &layoutOf(const Room &room) const { return *layout(room.layout); }
    const std::map<int, Room> &rooms() const { return m_rooms; }
    const Room *room(int id) const;
    const Participant *participant(int room, int id) const;

    Problem createRoom(int room, RoomEvents &events);
    Problem destroyRoom(int room, RoomEvents &events); ///< whoever is in it leaves first
    Problem setLayout(int room, qint64 layout, RoomEvents &events); ///< reseats everybody
    /// The newcomer takes the first free seat, else the one with the fewest people.
    Problem addParticipant(
        int room, int id, const QString &name, const Configuration &configuration, RoomEvents &events);
    Problem removeParticipant(int room, int id, RoomEvents &events);
    Problem rename(int room, int id, const QString &name, RoomEvents &events);
    Problem seat(int room, int id, qint64 seat, RoomEvents &events);
    /// Only in an open room; whoever is moved leaves the seat.
    Problem move(int room, int id, const Place &place, RoomEvents &events);
    /// Turns the head and leaves the seat alone, in any room: what the host does, not a client.
    Problem turn(int room, int id, double azimuth, double elevation, RoomEvents &events);
    Problem setState(int room, int id, qint64 control, qint64 value, RoomEvents &events);
    /// For each participant whose type has the control.
    Problem setAllStates(int room, qint64 control, qint64 value, RoomEvents &events);

private:
    Problem problemWith(int room, int id) const;
    Room *findRoom(int id);
    Participant *findParticipant(int room, int id);
    void furnish(Room &room, const Layout &layout);
    void sit(int room, int id, int seat, RoomEvents &events);
    void reseat(int room, RoomEvents &events);
    void applyDefaults(int room, RoomEvents &events);
    void announcePlace(EventType type, int room, int id, RoomEvents &events) const;

    QList<Layout> m_layouts;
    std::map<int, Room> m_rooms;
};

} // namespace console
