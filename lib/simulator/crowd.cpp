#include "lib/simulator/crowd.h"

namespace console {

Person *Crowd::find(int room, int id)
{
    const auto found = m_indices.constFind(key(room, id));
    return found == m_indices.constEnd() ? nullptr : &at(*found);
}

void Crowd::add(int room, int id)
{
    if (find(room, id))
        return;
    m_indices.insert(key(room, id), size());
    m_people.push_back({.room = room, .id = id});
}

void Crowd::remove(int room, int id)
{
    const auto found = m_indices.constFind(key(room, id));
    if (found == m_indices.constEnd())
        return;
    const int index = *found;
    m_indices.erase(found);
    if (index != size() - 1) {
        at(index) = m_people.back();
        m_indices[key(at(index).room, at(index).id)] = index;
    }
    m_people.pop_back();
}

} // namespace console
