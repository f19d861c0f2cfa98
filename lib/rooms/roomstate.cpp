#include "lib/rooms/roomstate.h"

#include "lib/protocol/jsontext.h"

#include <algorithm>
#include <utility>

namespace console {

namespace {

constexpr quint64 rowsAtOnce = 16'384;

constexpr std::pair<Aspect, Band::Kind> bandKinds[] = {{Aspect::Talking, Band::Kind::Talking},
    {Aspect::Mute, Band::Kind::Muted}, {Aspect::Whisper, Band::Kind::Whisper},
    {Aspect::Sidebar, Band::Kind::Sidebar}};

bool tellsPlace(QByteArrayView name)
{
    const EventType type = subjectOf(name);
    return type == EventType::SetParticipantPosition || type == EventType::SetParticipantSeat;
}

} // namespace

const SeenParticipant *RoomState::personOf(const QByteArray &room, const QByteArray &participant) const
{
    return m_rooms->participant(room.isEmpty() ? m_rooms->onlyRoomOf(participant) : room, participant);
}

const FactHistory *RoomState::factsOf(const QByteArray &room, const QByteArray &participant) const
{
    if (!participant.isEmpty()) {
        const SeenParticipant *person = personOf(room, participant);
        return person ? &person->facts : nullptr;
    }
    const auto seen = m_rooms->rooms().constFind(room);
    return seen == m_rooms->rooms().constEnd() ? nullptr : &seen->facts;
}

bool RoomState::isConfirmed(MessageId message, MessageId until) const
{
    const ConnectionGap *gap = m_rooms->facts().gapAfter(message);
    const bool hasGap = gap && (!until || gap->note < until);
    const bool isDoubtful =
        m_rooms->facts().lastDoubt() > message && (!until || m_rooms->facts().firstDoubt() < until);
    return !hasGap && !isDoubtful;
}

ToldValue RoomState::told(const Track &track, const Change &change, MessageId until) const
{
    if (!change.isKnown())
        return {};
    const bool isLatest = track.isLast(change) && (!until || track.confirmedBy < until);
    const MessageId saidBy = isLatest ? track.confirmedBy : change.by;
    return {change.value, change.by, change.time, saidBy, isLatest ? track.confirmedAt : change.time,
        change.certainty == Change::Certainty::Probable, isConfirmed(saidBy, until)};
}

ToldValue RoomState::value(const QByteArray &room, const QByteArray &participant, Aspect aspect) const
{
    const FactHistory *facts = factsOf(room, participant);
    const Track *track = facts ? facts->track(aspect) : nullptr;
    if (!track)
        return {};
    const ToldValue value = told(*track, track->changes.constLast(), {});
    return aspect == Aspect::Seat && value ? seatAfterMove(value, *personOf(room, participant)) : value;
}

/// Moved by hand, a participant leaves its seat (protocol §6); who only turns the head stays where it is.
ToldValue RoomState::seatAfterMove(const ToldValue &seat, const SeenParticipant &person) const
{
    if (person.movedBy <= seat.saidBy || seat.value == notSeated)
        return seat;
    const ToldPlace now = placeTold(person.movedBy);
    ToldValue after = seat;
    after.isConfirmed =
        seat.isConfirmed && now && person.placedBy && now.place.place.position == person.place.place.position;
    if (after.isConfirmed || !now || !person.placedBy)
        return after;
    return {notSeated, now.by, now.at, now.by, now.at, true, now.isConfirmed};
}

ToldValue RoomState::valueBefore(
    const QByteArray &room, const QByteArray &participant, Aspect aspect, MessageId message) const
{
    const FactHistory *facts = factsOf(room, participant);
    const Track *track = facts ? facts->track(aspect) : nullptr;
    const Change *change = track ? track->before(message) : nullptr;
    return change ? told(*track, *change, message) : ToldValue();
}

ToldPlace RoomState::placeTold(MessageId by) const
{
    ToldPlace told;
    told.by = by;
    told.isConfirmed = isConfirmed(by);
    told.isReadable = m_log->contains(by) && m_log->hasText(by);
    if (!m_log->contains(by))
        return told;
    if (const auto place = placeIn(*m_log, by))
        told.place = *place;
    else if (told.isReadable)
        return {};
    told.at = m_log->record(by).time;
    told.isProbable = m_log->record(by).kind == MessageKind::Event && isJsonNumber(m_log->name(by));
    return told;
}

ToldPlace RoomState::place(const QByteArray &room, const QByteArray &participant) const
{
    const SeenParticipant *person = personOf(room, participant);
    if (!person)
        return {};
    if (person->movedBy)
        return placeTold(person->movedBy);
    if (!person->placedBy)
        return {};
    ToldPlace told{person->place, person->placedBy, 0, false, isConfirmed(person->placedBy), true};
    if (m_log->contains(told.by))
        told.at = m_log->record(told.by).time;
    return told;
}

/// The message that the stay began or ended with before another: what came earlier may be of somebody else,
/// who had the same id. None: not seen.
MessageId RoomState::stayBefore(MessageId message) const
{
    const FactHistory *facts = factsOf(m_log->room(message), m_log->participant(message));
    const Track *present = facts ? facts->track(Aspect::Present) : nullptr;
    const Change *last = present ? present->before(message) : nullptr;
    return last ? last->by : MessageId();
}

/// The last row of [from, to) that puts the same participant somewhere.
MessageId RoomState::lastPlaced(const MessageRecord &like, MessageId from, MessageId to) const
{
    MessageId last;
    m_log->forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count; ++row) {
            const bool isStatement = rows[row].kind == MessageKind::Event
                || (rows[row].kind == MessageKind::Response && rows[row].has(MessageFlag::StatusOk));
            if (isStatement && rows[row].participant == like.participant && rows[row].room == like.room
                && tellsPlace(m_log->name(first + row)))
                last = first + row;
        }
    });
    return last;
}

ToldPlace RoomState::placeBefore(MessageId message) const
{
    if (!m_log->contains(message) || !m_log->record(message).participant)
        return {};
    const MessageRecord like = m_log->record(message);
    const quint64 farthest = message.value > maximumRowsSearched ? message.value - maximumRowsSearched : 1;
    const MessageId first(std::max({m_log->first().value, farthest, stayBefore(message).value}));
    bool isStillThere = true;
    for (MessageId to = message; to > first;) {
        const MessageId from(to.value - std::min(rowsAtOnce, to.value - first.value));
        const MessageId found = lastPlaced(like, from, to);
        ToldPlace told = found ? placeTold(found) : ToldPlace();
        if (told.by) {
            told.isConfirmed = isStillThere && isConfirmed(found, message);
            return told;
        }
        isStillThere = isStillThere && !found; // a seat that says no place may be elsewhere
        to = found ? found : from;
    }
    return {};
}

ToldName RoomState::nameBefore(const QByteArray &room, const QByteArray &participant, MessageId message) const
{
    const QByteArray told = room.isEmpty() ? m_rooms->onlyRoomOf(participant) : room;
    const NameHistory *names = m_rooms->names().history(told, participant);
    const GivenName *name = names ? names->before(message) : nullptr;
    return name ? ToldName{name->name, name->by, name->at} : ToldName();
}

void RoomState::forEachBand(const QByteArray &room, const QByteArray &participant, qint64 from, qint64 until,
    const BandVisitor &visitor) const
{
    const FactHistory *facts = factsOf(room, participant);
    if (!facts)
        return;
    for (const auto &[aspect, kind] : bandKinds) {
        if (const Track *track = facts->track(aspect))
            visitBands(*track, kind, from, until, visitor);
    }
}

void RoomState::visitBands(
    const Track &track, Band::Kind kind, qint64 from, qint64 until, const BandVisitor &visitor) const
{
    const auto later = std::upper_bound(track.changes.begin(), track.changes.end(), from,
        [](qint64 time, const Change &change) { return time < change.time; });
    qsizetype change = std::max<qsizetype>(0, later - track.changes.begin() - 1);
    for (; change < track.changes.size() && track.changes[change].time < until; ++change) {
        if (!track.changes[change].isKnown() || track.changes[change].value <= 0)
            continue;
        const Band band = bandOf(track, change, kind);
        if (!band.end || band.until > from)
            visitor(band);
    }
}

/// Until the next change, or until nobody listened any more.
Band RoomState::bandOf(const Track &track, qsizetype change, Band::Kind kind) const
{
    const Change &begin = track.changes[change];
    Band band{kind, int(std::min(begin.value, 1e9)), begin.time, 0, begin.by, {},
        begin.certainty == Change::Certainty::Probable};
    if (change + 1 < track.changes.size()) {
        band.until = track.changes[change + 1].time;
        band.end = track.changes[change + 1].by;
    }
    const ConnectionGap *gap = m_rooms->facts().gapAfter(begin.by);
    if (gap && (!band.end || gap->note < band.end)) {
        band.until = std::max(gap->from, band.from);
        band.end = gap->note;
    }
    return band;
}

} // namespace console
