#include "ui/models/numbers.h"
#include "ui/models/roomtreerows.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// 0 where it was not seen.
int stateOf(const SeenParticipant &person, Aspect aspect)
{
    const Change *state = person.facts.current(aspect);
    return state ? int(std::clamp(state->value, 0.0, 1e6)) : 0;
}

bool isUnnamed(const SeenParticipant &person)
{
    return person.present && person.name.isEmpty();
}

/// Rooms of a higher rank come first, those of one rank by id.
qint64 rankOf(const SeenRoom &room, RoomTreeModel::Order order)
{
    switch (order) {
    case RoomTreeModel::Order::MostPeople:
        return room.presentCount;
    case RoomTreeModel::Order::LatestEvent:
        return qint64(room.lastSeen.value);
    case RoomTreeModel::Order::FirstSeen:
        return -qint64(room.firstSeen.value);
    case RoomTreeModel::Order::Id:
        break;
    }
    return 0;
}

} // namespace

RoomTreeModel::RoomTreeModel(const RoomDirectory *directory, QObject *parent)
    : QAbstractItemModel(parent), m_directory(directory), m_pacer(interval), m_statePacer(stateInterval)
{
    connect(directory, &RoomDirectory::changed, &m_pacer, &Pacer::request);
    connect(&m_pacer, &Pacer::due, this, &RoomTreeModel::refresh);
    connect(directory, &RoomDirectory::stateChanged, &m_statePacer, &Pacer::request);
    connect(&m_statePacer, &Pacer::due, this, &RoomTreeModel::refreshState);
    m_latest.setInterval(interval);
    connect(&m_latest, &QTimer::timeout, &m_pacer, &Pacer::request);
    refresh();
}

RoomTreeModel::~RoomTreeModel() = default;

void RoomTreeModel::setSearchText(const QString &text)
{
    if (m_searchText == text)
        return;
    m_searchText = text;
    ++m_filterRevision;
    refresh();
}

void RoomTreeModel::setOrder(std::optional<Order> order)
{
    m_order = order;
    if (order == Order::LatestEvent)
        m_latest.start();
    else
        m_latest.stop();
    const bool held = std::exchange(m_held, false); // the user asked for it
    refresh();
    m_held = held;
}

RoomTreeModel::Order RoomTreeModel::order() const
{
    return m_order.value_or(automaticOrder());
}

RoomTreeModel::Order RoomTreeModel::automaticOrder() const
{
    return m_directory->roomCount() <= maximumSortedById ? Order::Id : Order::MostPeople;
}

void RoomTreeModel::setAbsentShown(bool shown)
{
    if (m_absentShown == shown)
        return;
    m_absentShown = shown;
    ++m_filterRevision;
    refresh();
}

void RoomTreeModel::setHeld(bool held)
{
    m_held = held;
    if (!held)
        m_pacer.request();
}

void RoomTreeModel::setPaused(bool paused)
{
    m_pacer.setHeld(paused);
    m_statePacer.setHeld(paused);
}

void RoomTreeModel::refresh()
{
    const std::vector<Wanted> wanted = wantedRooms();
    m_totals = countAll();
    removeUnwanted(wanted);
    addMissing(wanted);
    if (!m_held)
        reorder(wanted);
    for (const Wanted &each : wanted)
        update(*m_roomOf.value(each.seen->id), each);
    countPeople();
}

/// Rooms and people that are shown, where they stand: who came and went waits for refresh().
void RoomTreeModel::refreshState()
{
    for (const std::unique_ptr<Room> &room : m_rooms) {
        const auto seen = m_directory->rooms().constFind(room->id);
        if (seen != m_directory->rooms().constEnd() && seen->stateRevision != room->stateRevision)
            updateState(*room, *seen);
    }
    countPeople();
}

bool RoomTreeModel::isFound(const QByteArray &id, const QString &name) const
{
    return name.contains(m_searchText, Qt::CaseInsensitive)
        || QString::fromUtf8(id).contains(m_searchText, Qt::CaseInsensitive);
}

bool RoomTreeModel::isWanted(const SeenParticipant &person) const
{
    return (m_absentShown || person.present) && (m_searchText.isEmpty() || isFound(person.id, person.name));
}

bool RoomTreeModel::isWanted(const SeenRoom &room, bool *matches) const
{
    *matches = m_searchText.isEmpty() || isFound(room.id, {});
    if (!m_absentShown && !room.exists)
        return false;
    return *matches
        || std::any_of(room.participants.begin(), room.participants.end(),
            [this](const SeenParticipant &person) { return isWanted(person); });
}

std::vector<RoomTreeModel::Wanted> RoomTreeModel::wantedRooms() const
{
    std::vector<Wanted> wanted;
    for (const SeenRoom &room : m_directory->rooms()) {
        bool matches = true;
        if (isWanted(room, &matches))
            wanted.push_back({&room, matches});
    }
    sort(wanted);
    return wanted;
}

void RoomTreeModel::sort(std::vector<Wanted> &wanted) const
{
    const Order order = this->order();
    std::sort(wanted.begin(), wanted.end(), [order](const Wanted &left, const Wanted &right) {
        const qint64 leftRank = rankOf(*left.seen, order);
        const qint64 rightRank = rankOf(*right.seen, order);
        if (leftRank != rightRank)
            return leftRank > rightRank;
        return compareNaturally(left.seen->id, right.seen->id) < 0;
    });
}

RoomTreeModel::Totals RoomTreeModel::countAll() const
{
    Totals totals;
    for (const SeenRoom &room : m_directory->rooms()) {
        totals.existing += room.exists;
        if (!m_absentShown && !room.exists)
            continue;
        ++totals.rooms;
        totals.people += m_absentShown ? int(room.participants.size()) : room.presentCount;
        totals.unnamed += int(std::count_if(room.participants.begin(), room.participants.end(), isUnnamed));
    }
    return totals;
}

void RoomTreeModel::removeUnwanted(const std::vector<Wanted> &wanted)
{
    QSet<QByteArray> ids;
    for (const Wanted &each : wanted)
        ids.insert(each.seen->id);
    const auto stays = [this, &ids](size_t row) { return ids.contains(m_rooms[row]->id); };
    for (size_t end = m_rooms.size(); end > 0;) {
        if (stays(end - 1)) {
            --end;
            continue;
        }
        size_t begin = end - 1;
        while (begin > 0 && !stays(begin - 1))
            --begin;
        beginRemoveRows({}, int(begin), int(end) - 1);
        for (size_t row = begin; row < end; ++row)
            m_roomOf.remove(m_rooms[row]->id);
        m_rooms.erase(m_rooms.begin() + qptrdiff(begin), m_rooms.begin() + qptrdiff(end));
        numberRooms();
        endRemoveRows();
        end = begin;
    }
}

/// New rooms come at the end, with their people; then they are put in order.
void RoomTreeModel::addMissing(const std::vector<Wanted> &wanted)
{
    std::vector<std::unique_ptr<Room>> missing;
    for (const Wanted &each : wanted) {
        if (m_roomOf.contains(each.seen->id))
            continue;
        auto room = std::make_unique<Room>();
        take(*room, *each.seen);
        room->matches = each.matches;
        room->filterRevision = m_filterRevision;
        room->people = peopleOf(each);
        missing.push_back(std::move(room));
    }
    if (missing.empty())
        return;
    const int first = int(m_rooms.size());
    beginInsertRows({}, first, first + int(missing.size()) - 1);
    for (std::unique_ptr<Room> &room : missing) {
        m_roomOf.insert(room->id, room.get());
        m_rooms.push_back(std::move(room));
    }
    numberRooms();
    endInsertRows();
}

void RoomTreeModel::take(Room &room, const SeenRoom &seen) const
{
    room.id = seen.id;
    room.layout = seen.layout;
    room.exists = seen.exists;
    room.confirmed = isConfirmed(seen.lastSeen);
    room.stateRevision = seen.stateRevision;
    room.revision = seen.revision;
}

/// m_rooms and `wanted` hold the same rooms here. Indexes that views keep move along.
void RoomTreeModel::reorder(const std::vector<Wanted> &wanted)
{
    const bool inOrder = std::equal(wanted.begin(), wanted.end(), m_rooms.begin(), m_rooms.end(),
        [](const Wanted &each, const std::unique_ptr<Room> &room) { return each.seen->id == room->id; });
    if (inOrder)
        return;
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> newRow(m_rooms.size());
    std::vector<std::unique_ptr<Room>> ordered(m_rooms.size());
    for (size_t row = 0; row < wanted.size(); ++row) {
        const int old = m_roomOf.value(wanted[row].seen->id)->row;
        newRow[size_t(old)] = int(row);
        ordered[row] = std::move(m_rooms[size_t(old)]);
    }
    m_rooms = std::move(ordered);
    numberRooms();
    const QModelIndexList persistent = persistentIndexList();
    for (const QModelIndex &index : persistent) {
        if (!index.internalPointer())
            changePersistentIndex(index, createIndex(newRow[size_t(index.row())], index.column(), nullptr));
    }
    emit layoutChanged({}, VerticalSortHint);
}

void RoomTreeModel::numberRooms()
{
    for (size_t row = 0; row < m_rooms.size(); ++row)
        m_rooms[row]->row = int(row);
}

void RoomTreeModel::update(Room &room, const Wanted &wanted)
{
    if (room.revision == wanted.seen->revision && room.filterRevision == m_filterRevision)
        return;
    take(room, *wanted.seen);
    room.matches = wanted.matches;
    room.filterRevision = m_filterRevision;
    mergePeople(room, peopleOf(wanted));
    const QModelIndex index = createIndex(room.row, 0, nullptr);
    emit dataChanged(index, index);
}

void RoomTreeModel::updateState(Room &room, const SeenRoom &seen)
{
    room.stateRevision = seen.stateRevision;
    const bool confirmed = isConfirmed(seen.lastSeen);
    if (std::exchange(room.confirmed, confirmed) != confirmed) {
        const QModelIndex index = createIndex(room.row, 0, nullptr);
        emit dataChanged(index, index);
    }
    for (size_t row = 0; row < room.people.size(); ++row) {
        const auto person = seen.participants.constFind(room.people[row].id);
        if (person != seen.participants.constEnd())
            updatePerson(room, row, personOf(*person));
    }
}

bool RoomTreeModel::isConfirmed(MessageId lastSeen) const
{
    return lastSeen > m_directory->facts().lastGap();
}

std::vector<RoomTreeModel::Person> RoomTreeModel::peopleOf(const Wanted &wanted) const
{
    std::vector<Person> people;
    for (const SeenParticipant &person : wanted.seen->participants) {
        if (wanted.matches ? m_absentShown || person.present : isWanted(person))
            people.push_back(personOf(person));
    }
    std::sort(people.begin(), people.end(),
        [](const Person &left, const Person &right) { return compareNaturally(left.id, right.id) < 0; });
    return people;
}

RoomTreeModel::Person RoomTreeModel::personOf(const SeenParticipant &seen) const
{
    return {seen.id, seen.name, seen.present, isConfirmed(seen.lastSeen), stateOf(seen, Aspect::Talking) != 0,
        stateOf(seen, Aspect::Mute) != 0, stateOf(seen, Aspect::Whisper), stateOf(seen, Aspect::Sidebar)};
}

/// Both lists have the same order, so one walk finds who came and who went.
void RoomTreeModel::mergePeople(Room &room, std::vector<Person> people)
{
    const auto isBefore = [](const Person &left, const Person &right) {
        return compareNaturally(left.id, right.id) < 0;
    };
    size_t row = 0;
    size_t next = 0;
    while (row < room.people.size() || next < people.size()) {
        size_t gone = row;
        while (
            gone < room.people.size() && (next == people.size() || isBefore(room.people[gone], people[next])))
            ++gone;
        removePeople(room, row, gone);
        size_t come = next;
        while (
            come < people.size() && (row == room.people.size() || isBefore(people[come], room.people[row])))
            ++come;
        insertPeople(room, row, people, next, come);
        row += come - next;
        next = come;
        for (; row < room.people.size() && next < people.size() && room.people[row].id == people[next].id;
             ++row, ++next)
            updatePerson(room, row, people[next]);
    }
}

void RoomTreeModel::removePeople(Room &room, size_t from, size_t to)
{
    if (from == to)
        return;
    beginRemoveRows(createIndex(room.row, 0, nullptr), int(from), int(to) - 1);
    room.people.erase(room.people.begin() + qptrdiff(from), room.people.begin() + qptrdiff(to));
    endRemoveRows();
}

void RoomTreeModel::insertPeople(Room &room, size_t at, std::vector<Person> &people, size_t from, size_t to)
{
    if (from == to)
        return;
    beginInsertRows(createIndex(room.row, 0, nullptr), int(at), int(at + to - from) - 1);
    room.people.insert(room.people.begin() + qptrdiff(at),
        std::make_move_iterator(people.begin() + qptrdiff(from)),
        std::make_move_iterator(people.begin() + qptrdiff(to)));
    endInsertRows();
}

void RoomTreeModel::updatePerson(Room &room, size_t row, const Person &person)
{
    if (room.people[row] == person)
        return;
    room.people[row] = person;
    const QModelIndex index = createIndex(int(row), 0, &room);
    emit dataChanged(index, index);
}

void RoomTreeModel::countPeople()
{
    int people = 0;
    for (const std::unique_ptr<Room> &room : m_rooms)
        people += int(room->people.size());
    m_people = people;
    emit countsChanged();
}

QModelIndex RoomTreeModel::indexOf(const QByteArray &room, const QByteArray &participant) const
{
    Room *found = m_roomOf.value(room);
    if (!found)
        return {};
    if (participant.isEmpty())
        return createIndex(found->row, 0, nullptr);
    const auto person = std::lower_bound(found->people.begin(), found->people.end(), participant,
        [](const Person &left, const QByteArray &id) { return compareNaturally(left.id, id) < 0; });
    if (person == found->people.end() || person->id != participant)
        return {};
    return createIndex(int(person - found->people.begin()), 0, found);
}

QModelIndex RoomTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? m_rooms[size_t(parent.row())].get() : nullptr);
}

QModelIndex RoomTreeModel::parent(const QModelIndex &child) const
{
    const Room *room = static_cast<const Room *>(child.internalPointer());
    return child.isValid() && room ? createIndex(room->row, 0, nullptr) : QModelIndex();
}

int RoomTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_rooms.size());
    return parent.internalPointer() || parent.column() > 0
        ? 0
        : int(m_rooms[size_t(parent.row())]->people.size());
}

int RoomTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

} // namespace console
