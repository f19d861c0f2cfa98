#include "lib/rooms/personnames.h"

#include <algorithm>

namespace console {

const GivenName *NameHistory::at(MessageId message) const
{
    const auto later = std::ranges::upper_bound(m_names, message, {}, &GivenName::by);
    if (later != m_names.begin() && !(later - 1)->name.isEmpty())
        return &*(later - 1);
    return later != m_names.end() && !later->isNewcomer ? &*later : nullptr;
}

const GivenName *NameHistory::before(MessageId message) const
{
    const auto from = std::ranges::lower_bound(m_names, message, {}, &GivenName::by);
    return from == m_names.begin() || (from - 1)->name.isEmpty() ? nullptr : &*(from - 1);
}

const GivenName *NameHistory::last() const
{
    return m_names.isEmpty() || m_names.constLast().name.isEmpty() ? nullptr : &m_names.constLast();
}

bool NameHistory::isStillTheirs(MessageId message) const
{
    const auto later = std::ranges::upper_bound(m_names, message, {}, &GivenName::by);
    return std::none_of(later, m_names.end(), [](const GivenName &name) { return name.isNewcomer; });
}

QStringList NameHistory::holders() const
{
    QStringList names;
    for (auto name = m_names.begin(); name != m_names.end(); ++name) {
        const bool isLastOfPerson = name + 1 == m_names.end() || (name + 1)->isNewcomer;
        if (isLastOfPerson && !name->name.isEmpty())
            names += name->name;
    }
    return names;
}

void NameHistory::begin(MessageId by, qint64 at)
{
    m_names.append({by, at, {}, true});
}

void NameHistory::give(MessageId by, qint64 at, const QString &name)
{
    if (m_names.isEmpty() || (m_names.constLast().by != by && m_names.constLast().name != name))
        m_names.append({by, at, name, false});
    else
        m_names.last().name = name;
}

void NameHistory::thin()
{
    if (m_names.size() < 2)
        return;
    m_names.remove(0, m_names.size() / 2);
    m_names.squeeze();
    m_names.first().isNewcomer = true;
}

const NameHistory *PersonNames::history(const QByteArray &room, const QByteArray &participant) const
{
    if (room.isEmpty()) {
        const auto found = m_anywhere.constFind(participant);
        return found == m_anywhere.constEnd() ? nullptr : &*found;
    }
    const auto found = m_inRooms.constFind({room, participant});
    return found == m_inRooms.constEnd() ? nullptr : &*found;
}

QString PersonNames::nameOf(const QByteArray &room, const QByteArray &participant) const
{
    const NameHistory *names = history(room, participant);
    const GivenName *last = names ? names->last() : nullptr;
    return last ? last->name : QString();
}

QString PersonNames::nameOf(const QByteArray &room, const QByteArray &participant, MessageId message) const
{
    const NameHistory *names = history(room, participant);
    const GivenName *given = names ? names->at(message) : nullptr;
    return given ? given->name : QString();
}

/// Of the same id in another room nothing is known by that: there its name stays.
void PersonNames::begin(const QByteArray &room, const QByteArray &participant, MessageId by, qint64 at)
{
    const auto begins = [&](NameHistory &history) { history.begin(by, at); };
    const QString last = nameOf({}, participant);
    const bool isTheOnlyOne = last.isEmpty() || last == nameOf(room, participant);
    NameHistory *everywhere = isTheOnlyOne ? anywhere(participant) : nullptr;
    if (everywhere)
        change(*everywhere, begins);
    if (!room.isEmpty())
        change(m_inRooms[{room, participant}], begins);
}

void PersonNames::give(
    const QByteArray &room, const QByteArray &participant, MessageId by, qint64 at, const QString &name)
{
    const auto gives = [&](NameHistory &history) { history.give(by, at, name); };
    if (NameHistory *everywhere = anywhere(participant))
        change(*everywhere, gives);
    if (!room.isEmpty())
        change(m_inRooms[{room, participant}], gives);
}

/// Null: there are too many already.
NameHistory *PersonNames::anywhere(const QByteArray &participant)
{
    const bool fits = m_anywhere.size() < maximumIds || m_anywhere.contains(participant);
    const bool isId = !participant.isEmpty() && participant.size() <= maximumIdLength;
    return fits && isId ? &m_anywhere[participant] : nullptr;
}

template <typename Change>
void PersonNames::change(NameHistory &history, Change change)
{
    const qsizetype before = history.size();
    change(history);
    m_size += history.size() - before;
    if (m_size > m_limit)
        thin();
}

void PersonNames::thin()
{
    m_size = 0;
    const auto thinOne = [this](NameHistory &history) {
        history.thin();
        m_size += history.size();
    };
    std::ranges::for_each(m_inRooms, thinOne);
    std::ranges::for_each(m_anywhere, thinOne);
    m_limit = std::max(maximumNames, 2 * m_size);
}

void PersonNames::keep(
    const std::function<bool(const QByteArray &room, const QByteArray &participant)> &isKept)
{
    m_inRooms.removeIf([&](const QHash<std::pair<QByteArray, QByteArray>, NameHistory>::iterator &history) {
        const bool goes = !isKept(history.key().first, history.key().second);
        m_size -= goes ? history->size() : 0;
        return goes;
    });
}

} // namespace console
