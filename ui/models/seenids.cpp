#include "ui/models/seenids.h"

#include "lib/rooms/roomdirectory.h"
#include "ui/models/numbers.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QList<ComposerSuggestion> inOrder(const QHash<QByteArray, QString> &names)
{
    std::vector<QByteArray> ids(names.keyBegin(), names.keyEnd());
    std::ranges::sort(
        ids, [](const auto &left, const auto &right) { return compareNaturally(left, right) < 0; });
    QList<ComposerSuggestion> result;
    for (const QByteArray &id : ids)
        result.append({QString::fromUtf8(id), names.value(id)});
    return result;
}

void addPeople(QHash<QByteArray, QString> *names, const SeenRoom &room)
{
    for (const SeenParticipant &person : room.participants) {
        QString &name = (*names)[person.id];
        name = name.isEmpty() ? person.name : name;
    }
}

QString neverSeen()
{
    return u"not seen in this session"_s;
}

} // namespace

QList<ComposerSuggestion> SeenIds::rooms() const
{
    QHash<QByteArray, QString> names;
    if (!m_rooms)
        return {};
    for (const SeenRoom &room : m_rooms->rooms())
        names.insert(room.id, {});
    return inOrder(names);
}

QList<ComposerSuggestion> SeenIds::people(const QByteArray &wanted) const
{
    QHash<QByteArray, QString> names;
    if (!m_rooms)
        return {};
    for (const SeenRoom &room : m_rooms->rooms()) {
        if (room.id == wanted || !isSeen(wanted))
            addPeople(&names, room);
    }
    return inOrder(names);
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
