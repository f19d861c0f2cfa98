// What the tree would have the server asked, and what it said.

#include "ui/models/numbers.h"
#include "ui/models/roomquestions.h"
#include "ui/models/roomtreerows.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

/// A total comes from the server or from nowhere.
QString RoomTreeModel::seenRoomsText() const
{
    const ToldRoomCount &told = m_directory->toldRoomCount();
    const QString seen = groupedNumber(m_totals.existing);
    if (told.by && told.rooms > m_totals.existing)
        return u"%1 of %2 rooms seen so far"_s.arg(seen, groupedNumber(told.rooms));
    const bool isUnsure = !told.by && m_totals.existing > maximumSortedById;
    return isUnsure ? u"%1 rooms seen so far"_s.arg(seen) : QString();
}

QString RoomTreeModel::seenRoomsExplanation() const
{
    const ToldRoomCount &told = m_directory->toldRoomCount();
    if (!told.by)
        return {};
    return u"The server counted %1 at %2 (answer %3)"_s.arg(
        groupedNumber(told.rooms), clockText(told.at).left(8), groupedNumber(qint64(told.by.value)));
}

int RoomTreeModel::unconfirmedRooms() const
{
    return int(std::count_if(m_rooms.begin(), m_rooms.end(),
        [](const std::unique_ptr<Room> &room) { return room->exists && !room->confirmed; }));
}

QList<QByteArray> RoomTreeModel::questions() const
{
    QList<QByteArray> questions;
    for (const std::unique_ptr<Room> &room : m_rooms) {
        if (room->exists && !room->confirmed && questions.size() < maximumQuestions)
            questions += layoutQuestion(room->id);
    }
    return questions;
}

QList<QByteArray> RoomTreeModel::nextNameQuestions()
{
    QList<QByteArray> questions = unaskedNames();
    if (questions.isEmpty() && !m_asked.isEmpty()) {
        m_asked.clear();
        questions = unaskedNames();
    }
    return questions;
}

/// In the order that the tree has while nothing is searched, so that what is seen first is named first.
QList<QByteArray> RoomTreeModel::unaskedNames()
{
    std::vector<Wanted> rooms;
    for (const SeenRoom &room : m_directory->rooms())
        rooms.push_back({&room});
    sort(rooms);
    QList<QByteArray> questions;
    for (const Wanted &room : rooms) {
        for (const Person &person : peopleOf(room)) {
            const QByteArray question = nameQuestion({room.seen->id, person.id});
            if (!person.present || !person.name.isEmpty() || m_asked.contains(question))
                continue;
            if (questions.size() == maximumQuestions)
                return questions;
            m_asked.insert(question);
            questions += question;
        }
    }
    return questions;
}

} // namespace console
