#include "ui/models/lanes.h"

#include "ui/models/numbers.h"
#include "ui/models/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// The order of the design guide's table of event types.
constexpr std::array typeOrder{
    EventType::CreateRoom,
    EventType::DestroyRoom,
    EventType::SetRoomLayout,
    EventType::AddParticipant,
    EventType::RemoveParticipant,
    EventType::SetName,
    EventType::SetParticipantSeat,
    EventType::SetParticipantPosition,
    EventType::SetParticipantState,
    EventType::SetAllParticipantsState,
    EventType::Custom,
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Lanes", text);
}

LaneColumns joined(const LaneColumns &left, const LaneColumns &right)
{
    LaneColumns both;
    std::ranges::merge(left, right, std::back_inserter(both));
    return both;
}

Lane singleColumnLane(Lane::Kind kind, quint32 column, const QString &label)
{
    return {.kind = kind, .label = label, .facts = {column}};
}

Lane requestsLane()
{
    return singleColumnLane(Lane::Kind::Requests, TypeColumns::Requests, tr("Requests"));
}

void addMalformed(std::vector<Lane> &lanes, const LaneCounts &counts)
{
    if (counts.total(TypeColumns::Malformed) > 0)
        lanes.push_back(singleColumnLane(Lane::Kind::Malformed, TypeColumns::Malformed, tr("Malformed")));
}

void finish(std::vector<Lane> &lanes, const LaneCounts &counts)
{
    for (Lane &lane : lanes) {
        std::ranges::sort(lane.facts);
        std::ranges::sort(lane.moves);
        lane.count = counts.total(lane.facts) + counts.total(lane.moves);
    }
}

} // namespace

LaneColumns Lane::columns() const
{
    return joined(facts, moves);
}

bool Lane::isLike(const Lane &other) const
{
    return kind == other.kind && type == other.type && group == other.group && room == other.room
        && participant == other.participant && isOpen == other.isOpen && facts == other.facts
        && moves == other.moves;
}

// By type

namespace {

Lane typeLane(EventType type)
{
    Lane lane = singleColumnLane(Lane::Kind::Events, TypeColumns::columnOf(type), eventLabel(type));
    lane.type = type;
    lane.group = groupOf(type).toByteArray();
    return lane;
}

Lane nameLane(const TypeColumns &columns, quint32 column)
{
    const TypeColumns::Name &name = columns.name(column);
    Lane lane = singleColumnLane(Lane::Kind::Events, column, safeText(name.group));
    lane.type = name.type;
    lane.group = name.group;
    return lane;
}

std::vector<quint32> namesByCount(const LaneCounts &counts, const TypeColumns &columns)
{
    std::vector<quint32> names;
    for (quint32 column = TypeColumns::FirstName; column < columns.size(); ++column)
        names.push_back(column);
    std::ranges::stable_sort(
        names, std::greater(), [&counts](quint32 column) { return counts.total(column); });
    return names;
}

std::vector<Lane> allTypeLanes(const LaneCounts &counts, const TypeColumns &columns)
{
    std::vector<Lane> lanes{requestsLane()};
    addMalformed(lanes, counts);
    for (const EventType type : typeOrder)
        if (counts.total(TypeColumns::columnOf(type)) > 0)
            lanes.push_back(typeLane(type));
    for (const quint32 column : namesByCount(counts, columns))
        lanes.push_back(nameLane(columns, column));
    if (counts.total(TypeColumns::OtherNames) > 0)
        lanes.push_back(singleColumnLane(Lane::Kind::Events, TypeColumns::OtherNames, tr("Other types")));
    return lanes;
}

Lane moreLane(const std::vector<Lane> &hidden, bool hasOthers, quint64 otherNames, bool expanded)
{
    const quint64 types = hidden.size() - (hasOthers ? 1 : 0) + otherNames;
    Lane lane{.kind = Lane::Kind::More,
        .label = tr("%1 more types…").arg(types),
        .canOpen = true,
        .isOpen = expanded};
    for (const Lane &one : hidden)
        lane.facts = expanded ? LaneColumns() : joined(lane.facts, one.facts);
    return lane;
}

} // namespace

std::vector<Lane> typeLanes(const LaneCounts &counts, const TypeColumns &columns, bool expanded)
{
    std::vector<Lane> lanes = allTypeLanes(counts, columns);
    // A lane for one more type would take as much room as the type itself.
    const bool hasOthers = counts.total(TypeColumns::OtherNames) > 0;
    const bool fits =
        lanes.size() <= maximumTypeLanes || (lanes.size() == maximumTypeLanes + 1 && !hasOthers);
    if (!fits) {
        const std::vector<Lane> hidden(lanes.begin() + qsizetype(maximumTypeLanes), lanes.end());
        lanes.resize(maximumTypeLanes);
        lanes.push_back(moreLane(hidden, hasOthers, columns.otherNames(), expanded));
        if (expanded)
            lanes.insert(lanes.end(), hidden.begin(), hidden.end());
    }
    finish(lanes, counts);
    return lanes;
}

// By people

namespace {

/// A participant, or the room itself.
struct Place
{
    QByteArray room;
    QByteArray participant; ///< empty: what is said of the room
    size_t person = 0; ///< of PersonColumns
};

std::vector<Place> placesInOrder(const PersonColumns &columns, const MessageLog &log)
{
    std::vector<Place> places;
    for (size_t person = 0; person < columns.people().size(); ++person)
        places.push_back({log.string(columns.people()[person].room),
            log.string(columns.people()[person].participant), person});
    std::ranges::sort(places, [](const Place &left, const Place &right) {
        const int rooms = compareNaturally(left.room, right.room);
        return rooms != 0 ? rooms < 0 : compareNaturally(left.participant, right.participant) < 0;
    });
    return places;
}

Lane personLane(const Place &place, const RoomDirectory *directory)
{
    return {.kind = Lane::Kind::Person,
        .label = peopleText(directory, place.room, place.participant),
        .room = place.room,
        .participant = place.participant,
        .facts = {PersonColumns::factsOf(place.person)},
        .moves = {PersonColumns::movesOf(place.person)}};
}

Lane roomLane(const QByteArray &room)
{
    return {.kind = Lane::Kind::Room,
        .label = room.isEmpty() ? tr("No room told") : roomLabel(room),
        .room = room};
}

void addPlace(Lane &lane, const Place &place)
{
    lane.facts.push_back(PersonColumns::factsOf(place.person));
    lane.moves.push_back(PersonColumns::movesOf(place.person));
}

} // namespace

std::vector<Lane> peopleLanes(const LaneCounts &counts, const PersonColumns &columns, const MessageLog &log,
    const RoomDirectory *directory, const RoomLanes &rooms)
{
    std::vector<Lane> lanes{requestsLane()};
    addMalformed(lanes, counts);
    size_t room = 0; // lane of the room at hand; 0: none yet
    for (const Place &place : placesInOrder(columns, log)) {
        if (room == 0 || lanes[room].room != place.room) {
            room = lanes.size();
            lanes.push_back(roomLane(place.room));
            lanes.back().canOpen = rooms.canOpen;
            lanes.back().isOpen = rooms.isOpen(place.room);
        }
        const bool isPerson = !place.participant.isEmpty();
        lanes[room].people += isPerson ? 1 : 0;
        if (isPerson && lanes[room].isOpen)
            lanes.push_back(personLane(place, directory));
        else
            addPlace(lanes[room], place);
    }
    if (counts.total(PersonColumns::Others) > 0)
        lanes.push_back(singleColumnLane(Lane::Kind::Others, PersonColumns::Others, tr("More people")));
    finish(lanes, counts);
    return lanes;
}

} // namespace console
