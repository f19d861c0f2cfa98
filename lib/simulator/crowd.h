#pragma once

#include "lib/simulator/place.h"

#include <QHash>
#include <QtGlobal>

#include <optional>
#include <vector>

namespace console {

/// What somebody is up to, beside what the conference knows.
struct Person
{
    int room = 0;
    int id = 0;
    bool talks = false;
    bool rises = false; ///< is about to leave the seat and walk
    std::optional<Point> destination; ///< centimetres
    double azimuthGoal = 0; ///< degrees
    double elevationGoal = 0;
    qint64 movedAt = 0; ///< microseconds of the life
};

/// Everybody in the conference: found by id or by lot in the same short time, however many they are.
class Crowd
{
public:
    int size() const { return int(m_people.size()); }
    bool isEmpty() const { return m_people.empty(); }
    Person &at(int index) { return m_people[size_t(index)]; }
    Person *find(int room, int id);

    void add(int room, int id);
    void remove(int room, int id);

private:
    static quint64 key(int room, int id) { return quint64(quint32(room)) << 32 | quint32(id); }

    std::vector<Person> m_people;
    QHash<quint64, int> m_indices;
};

} // namespace console
