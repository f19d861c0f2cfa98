#include "ui/models/seenids.h"

#include "lib/rooms/roomdirectory.h"
#include "ui/models/roompeople.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

void addPeople(SuggestionList &list, const SeenRoom &room)
{
    visitPeople(room, [&list](const SeenParticipant &person) { list.take(person.id, person.name); });
}

QString neverSeen()
{
    return u"not seen in this session"_s;
}

} // namespace

QList<ComposerSuggestion> SeenIds::rooms(const QString &typed) const
{
    SuggestionList list(typed);
    if (!m_rooms)
        return {};
    for (const SeenRoom &room : m_rooms->rooms())
        list.take(room.id, {});
    return list.all();
}

QList<ComposerSuggestion> SeenIds::people(const QByteArray &wanted, const QString &typed) const
{
    SuggestionList list(typed);
    if (!m_rooms)
        return {};
    const auto seen = m_rooms->rooms().constFind(wanted);
    if (seen != m_rooms->rooms().constEnd())
        addPeople(list, *seen);
    else
        for (const SeenRoom &room : m_rooms->rooms())
            addPeople(list, room);
    return list.all();
}

bool SeenIds::isSeen(const QByteArray &room) const
{
    return m_rooms->rooms().contains(room);
}

/// Before anything was seen every id is new, and a full directory has seen more than it holds.
bool SeenIds::isKnowable() const
{
    return m_rooms && !m_rooms->rooms().isEmpty() && !m_rooms->truncated();
}

bool SeenIds::isSomewhere(const QByteArray &participant) const
{
    return std::ranges::any_of(m_rooms->rooms(),
        [&participant](const SeenRoom &room) { return room.participants.contains(participant); });
}

std::optional<QString> SeenIds::nameOfPerson(const QByteArray &room, const QByteArray &participant) const
{
    if (!m_rooms)
        return {};
    if (!isSeen(room))
        return isSomewhere(participant) ? std::optional(m_rooms->nameOf({}, participant)) : std::nullopt;
    const SeenParticipant *person = m_rooms->participant(room, participant);
    return person ? std::optional(person->name) : std::nullopt;
}

QString SeenIds::remarkOnRoom(const QByteArray &room) const
{
    return !isKnowable() || isSeen(room) ? QString() : neverSeen();
}

QString SeenIds::remarkOnPerson(const QByteArray &room, const QByteArray &participant) const
{
    if (!isKnowable() || m_rooms->participant(room, participant))
        return {};
    if (!isSomewhere(participant))
        return neverSeen();
    return isSeen(room) ? u"not seen in this room"_s : QString();
}

} // namespace console
