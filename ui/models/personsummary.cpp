#include "ui/models/personsummary.h"

#include "lib/rooms/controls.h"
#include "ui/models/concern.h"
#include "ui/models/connectiontext.h"
#include "ui/models/numbers.h"
#include "ui/models/provenance.h"
#include "ui/models/roomquestions.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 rowsAtOnce = 16'384;

/// A row that is about a room or participant and has the number of that id: one too long for the pool has
/// none.
std::optional<MessageRecord> likeOf(
    const MessageLog &log, const RoomDirectory &directory, const PersonRef &person)
{
    const MessageId lastSeen = directory.lastSeen(person.room, person.participant);
    if (!log.contains(lastSeen))
        return std::nullopt;
    const MessageRecord &row = log.record(lastSeen);
    const bool hasNumber = bool(person.participant.isEmpty() ? row.room : row.participant);
    return hasNumber ? std::optional(row) : std::nullopt;
}

/// Asks about one room or participant.
class Summarizer
{
public:
    Summarizer(const MessageLog &log, const ExchangeLog &exchanges, const RoomDirectory &directory,
        const PersonRef &person, qint64 now)
        : m_log(log), m_exchanges(exchanges), m_directory(directory), m_state(&log, &directory),
          m_person(person), m_now(now), m_like(likeOf(log, directory, person)), m_roomWide(log)
    {
    }

    QList<Fact> roomFacts() const;
    QList<Fact> personFacts(const SeenParticipant &seen) const;
    QList<Fact> controls() const;
    QList<Neighbour> latest();

private:
    Neighbour lineOf(MessageId message) const;
    QString labelOf(MessageId message, const Neighbour &line) const;
    template <typename Told>
    Fact aged(Fact fact, const Told &told, qint64 at) const;
    Fact fact(const QString &label, Aspect aspect) const;
    Fact presence(const QString &since, const QString &gone) const;
    QList<Fact> placeFacts() const;
    Fact nameFact(const SeenParticipant &seen) const;
    bool isAbout(const MessageRecord &row, MessageId id);
    bool isForAll(const MessageRecord &row, MessageId id);
    void findLatest(MessageId from, MessageId to, QList<MessageId> &found, bool &moved);

    const MessageLog &m_log;
    const ExchangeLog &m_exchanges;
    const RoomDirectory &m_directory;
    RoomState m_state;
    PersonRef m_person;
    qint64 m_now;
    std::optional<MessageRecord> m_like; ///< a row that names the same; none: no row that is here does
    RoomWideNames m_roomWide;
};

/// Says who told it how long ago, which becomes longer while it is shown.
template <typename Told>
Fact Summarizer::aged(Fact fact, const Told &told, qint64 at) const
{
    fact.soft = asOfText(m_log, told, m_now);
    fact.softAtLongest = asOfText(m_log, told, at + longestAge(m_now - at));
    return fact;
}

Fact Summarizer::fact(const QString &label, Aspect aspect) const
{
    const ToldValue told = m_state.value(m_person.room, m_person.participant, aspect);
    if (!told)
        return {label, {}, u"not seen yet"_s};
    return aged({label, stateText(aspect, told.value), {}, false, told.saidBy}, told, told.saidAt);
}

Fact Summarizer::presence(const QString &since, const QString &gone) const
{
    const ToldValue told = m_state.value(m_person.room, m_person.participant, Aspect::Present);
    if (!told)
        return {u"Seen"_s, {}, u"not seen yet"_s};
    const QString at = clockText(told.since).left(8);
    return {u"Seen"_s, told.value != 0 ? since : gone, u"%1, %2"_s.arg(at, tellerText(m_log, told.by)), false,
        told.by};
}

QList<Fact> Summarizer::roomFacts() const
{
    const auto seen = m_directory.rooms().constFind(m_person.room);
    const int people = seen == m_directory.rooms().constEnd() ? 0 : seen->presentCount;
    return {presence(u"there since"_s, u"destroyed"_s), fact(u"Layout"_s, Aspect::Layout),
        {u"People"_s, groupedNumber(people), u"seen and not seen leaving"_s}};
}

Fact Summarizer::nameFact(const SeenParticipant &seen) const
{
    if (seen.name.isEmpty())
        return {u"Name"_s, {}, u"not known"_s, false, {}, seen.present ? askNameText() : QString()};
    return {u"Name"_s, {}, namedText(m_log, seen.namedBy, seen.namedAt), false,
        seen.namedBy}; // the name itself is the title
}

QList<Fact> Summarizer::placeFacts() const
{
    const ToldPlace told = m_state.place(m_person.room, m_person.participant);
    if (!told && told.by)
        return {{u"Place"_s, {}, u"told by %1, whose text is not at hand"_s.arg(tellerText(m_log, told.by)),
            false, told.by}};
    if (!told)
        return {{u"Place"_s, {}, u"not seen yet"_s}};
    QList<Fact> facts{aged({u"Place"_s, positionText(told.place), {}, false, told.by}, told, told.at)};
    if (told.place.hasHeading)
        facts += {u"Heading"_s, headingText(told.place), {}};
    return facts;
}

QList<Fact> Summarizer::personFacts(const SeenParticipant &seen) const
{
    QList<Fact> facts{nameFact(seen), presence(u"here since"_s, u"left"_s), fact(u"Seat"_s, Aspect::Seat)};
    facts += placeFacts();
    facts += {fact(u"Talking"_s, Aspect::Talking), fact(u"Type"_s, Aspect::Type)};
    for (const Aspect aspect : {Aspect::SamplingRate, Aspect::Channels}) {
        const Fact audio = fact(u"Audio"_s, aspect);
        if (!audio.strong.isEmpty())
            facts += audio;
    }
    return facts;
}

/// A line each; those never seen share one.
QList<Fact> Summarizer::controls() const
{
    QList<Fact> facts;
    QStringList notSeen;
    for (int control = 1; control <= controlCount; ++control) {
        const QByteArray number = QByteArray::number(control);
        const ToldValue told = m_state.value(m_person.room, m_person.participant, aspectOf(control));
        if (told)
            facts +=
                aged({controlLabel(number), controlValueText(number, QByteArray::number(told.value, 'g', 15)),
                         {}, false, told.saidBy},
                    told, told.saidAt);
        else
            notSeen += controlLabel(number);
    }
    if (!notSeen.isEmpty())
        facts += {u"Not seen yet"_s, {}, notSeen.join(u", "_s)};
    return facts;
}

bool Summarizer::isAbout(const MessageRecord &row, MessageId id)
{
    if (row.kind == MessageKind::Note || row.kind == MessageKind::Response)
        return false;
    if (isForAll(row, id))
        return true;
    if (!m_like)
        return false;
    if (m_person.participant.isEmpty())
        return row.room == m_like->room;
    const bool isSameRoom = !row.room || !m_like->room || row.room == m_like->room;
    return row.participant == m_like->participant && isSameRoom;
}

/// What changed everybody in the room, while the participant was seen to be there.
bool Summarizer::isForAll(const MessageRecord &row, MessageId id)
{
    if (m_person.participant.isEmpty() || !m_roomWide.changeEverybody(row)
        || m_log.string(row.room) != m_person.room)
        return false;
    const ToldValue there = m_state.valueBefore(m_person.room, m_person.participant, Aspect::Present, id);
    return there && there.value != 0;
}

void Summarizer::findLatest(MessageId from, MessageId to, QList<MessageId> &found, bool &moved)
{
    QList<MessageId> about;
    m_log.forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count; ++row) {
            if (isAbout(rows[row], first + row))
                about += first + row;
        }
    });
    for (auto id = about.crbegin(); id != about.crend() && found.size() < PersonSummary::maximumLatest;
         ++id) {
        const bool isMove = eventType(m_log.name(*id)) == EventType::SetParticipantPosition
            && m_log.record(*id).kind == MessageKind::Event;
        if (!isMove || !std::exchange(moved, true))
            found += *id;
    }
}

/// A sentence; on a participant's page a change of state or seat goes without the name that stands above it,
/// so that there is room for the value.
QString Summarizer::labelOf(MessageId message, const Neighbour &line) const
{
    if (line.kind == MessageKind::Request)
        return safeText(m_log.name(message));
    const bool isState =
        line.type == EventType::SetParticipantState || line.type == EventType::SetParticipantSeat;
    const bool isShort = isState && !m_person.participant.isEmpty();
    const QString state = isShort ? shortLabelOf(m_log, message) : QString();
    return state.isEmpty() ? sentenceOf(m_log, message, &m_directory).title : state;
}

Neighbour Summarizer::lineOf(MessageId message) const
{
    const MessageRecord &record = m_log.record(message);
    Neighbour line{message, record.kind, eventType(m_log.name(message))};
    line.distance = record.time - m_now;
    line.label = labelOf(message, line);
    const int exchange = m_exchanges.indexOf(message);
    if (exchange >= 0)
        line.state = m_exchanges.exchanges()[size_t(exchange)].state;
    return line;
}

QList<Neighbour> Summarizer::latest()
{
    QList<MessageId> found;
    bool moved = false;
    const quint64 rows = std::min(m_log.size(), PersonSummary::maximumRowsSearched);
    const MessageId first(m_log.end().value - rows);
    for (MessageId to = m_log.end(); to > first && found.size() < PersonSummary::maximumLatest;) {
        const MessageId from(to.value - std::min(rowsAtOnce, to.value - first.value));
        findLatest(from, to, found, moved);
        to = from;
    }
    QList<Neighbour> lines;
    for (const MessageId id : found)
        lines += lineOf(id);
    return lines;
}

QString titleOf(const PersonRef &person, const QString &name)
{
    if (person.participant.isEmpty())
        return roomLabel(person.room);
    return name.isEmpty() ? u"Person "_s + isolated(shortenedId(person.participant))
                          : isolated(visibleText(name, 80));
}

} // namespace

PersonSummary summarize(const MessageLog &log, const ExchangeLog &exchanges, const RoomDirectory &directory,
    const PersonRef &person, qint64 now)
{
    PersonSummary summary;
    summary.person = person;
    if (!person)
        return summary;
    Summarizer summarizer(log, exchanges, directory, person, now);
    const SeenParticipant *seen = directory.participant(person.room, person.participant);
    summary.title = titleOf(person, seen ? seen->name : QString());
    if (person.participant.isEmpty()) {
        summary.subtitle = u"All that was seen of this room"_s;
        summary.facts = summarizer.roomFacts();
    } else {
        summary.subtitle =
            u"id %1 in %2"_s.arg(isolated(shortenedId(person.participant, 40)), roomText(person.room));
        if (seen)
            summary.facts = summarizer.personFacts(*seen);
        summary.controls = summarizer.controls();
    }
    summary.latest = summarizer.latest();
    return summary;
}

} // namespace console
