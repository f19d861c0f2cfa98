#include "ui/models/neighbours.h"

#include "ui/models/concern.h"
#include "ui/models/messagefacts.h"
#include "ui/models/numbers.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsBefore = 3;
constexpr int eventsAfter = 2;
constexpr quint32 largestRead = 64 * 1024; ///< bytes; larger messages only tell their kind
constexpr qint64 minute = 60'000'000; ///< microseconds

/// Whose message it is; the same number in another room is somebody else.
struct Whose
{
    StringId room;
    StringId participant;

    bool isNamedBy(const MessageRecord &row) const
    {
        return row.participant == participant && row.room == room;
    }
    bool isOfRoom(const MessageRecord &row) const { return room && row.room == room && !row.participant; }
};

bool isReadable(const MessageLog &log, MessageId id)
{
    return log.hasText(id) && log.textSize(id) <= largestRead;
}

/// What a custom message is about, as far as its text is at hand; empty: it does not say.
QByteArray actionOf(const MessageLog &log, MessageId id, const QByteArray &name)
{
    if (log.record(id).kind == MessageKind::Other)
        return name;
    return isReadable(log, id) ? MessageFacts(log.text(id)).text({"action"}) : QByteArray();
}

/// "Custom, stop-talking": that is their whole point.
QString customLabel(const MessageLog &log, MessageId id, const QByteArray &name)
{
    const QString label = kindLabel(log.record(id), name);
    const QByteArray action = actionOf(log, id, name);
    return action.isEmpty() ? label : label + u", "_s + safeText(action);
}

/// What became otherwise: "Mute on", "Seat 7", "Renamed, “Dan”".
QString changeLabel(const MessageLog &log, MessageId id, const QByteArray &name)
{
    const QString label = kindLabel(log.record(id), name);
    const QString change = isReadable(log, id) ? shortLabelOf(log, id) : QString();
    if (change.isEmpty() || change == label)
        return label;
    return eventType(name) == EventType::SetName ? label + u", "_s + change : change;
}

bool isCustom(const Neighbour &neighbour)
{
    return neighbour.kind == MessageKind::Other || neighbour.type == EventType::Custom;
}

/// Positions and what nobody knows come in floods and say nothing that a line could hold.
bool isOnlyCounted(const Neighbour &neighbour)
{
    return !isCustom(neighbour)
        && (neighbour.type == EventType::SetParticipantPosition || neighbour.type == EventType::Unknown);
}

/// Gathers what it is shown row by row, walking away from the message in the middle.
class Gatherer
{
public:
    enum class Direction { Before, Behind };

    Gatherer(const MessageLog &log, MessageId middle, Direction direction)
        : m_log(log), m_middle(middle), m_limit(direction == Direction::Before ? eventsBefore : eventsAfter),
          m_threshold(
              direction == Direction::Before ? EventType::AddParticipant : EventType::RemoveParticipant),
          m_whose{log.record(middle).room, log.record(middle).participant}, m_roomWide(log),
          m_isThere(eventType(log.name(middle)) != m_threshold)
    {
    }

    /// Quickly, whether take() may have a use for it.
    bool mayWant(const MessageRecord &row) const { return m_whose.isNamedBy(row) || m_whose.isOfRoom(row); }
    /// False: it has enough.
    bool take(const MessageRecord &row, MessageId id)
    {
        const bool isNamed = m_whose.isNamedBy(row);
        if (!isNamed && !(m_isThere && m_roomWide.changeEverybody(row)))
            return true;
        if (row.kind == MessageKind::Request)
            m_request = m_request ? m_request : id;
        else if (row.isEvent())
            return takeEvent(row, id, isNamed);
        return true;
    }
    /// The rows ended before there was enough.
    void stop()
    {
        if (!m_events.isEmpty())
            m_events.last().mayBeMore = true;
    }
    const QList<Neighbour> &events() const { return m_events; }
    MessageId request() const { return m_request; }

private:
    /// Several in a row that have nothing of their own to say are one.
    bool takeEvent(const MessageRecord &row, MessageId id, bool isNamed)
    {
        const bool repeats =
            !m_events.isEmpty() && row.kind == m_events.last().kind && row.name == m_lastName;
        if (repeats && isOnlyCounted(m_events.last())) {
            ++m_events.last().count;
            return true;
        }
        if (int(m_events.size()) == m_limit)
            return false;
        m_lastName = row.name;
        m_events += neighbourAt(row, id);
        m_isThere =
            isNamed ? m_events.last().type != m_threshold : m_events.last().type != EventType::DestroyRoom;
        return true;
    }
    Neighbour neighbourAt(const MessageRecord &row, MessageId id) const
    {
        const QByteArray name = m_log.name(id);
        Neighbour neighbour{.message = id, .kind = row.kind, .type = eventType(name)};
        neighbour.label = isCustom(neighbour) ? customLabel(m_log, id, name) : changeLabel(m_log, id, name);
        neighbour.distance = row.time - m_log.record(m_middle).time;
        return neighbour;
    }

    const MessageLog &m_log;
    MessageId m_middle;
    int m_limit;
    EventType m_threshold; ///< behind it, seen from the middle, the participant was not there
    Whose m_whose;
    RoomWideNames m_roomWide;
    bool m_isThere; ///< so that what changes everybody in the room counts
    QList<Neighbour> m_events;
    MessageId m_request;
    StringId m_lastName;
};

void gatherBehind(Gatherer &gatherer, const MessageLog &log, MessageId message)
{
    const MessageId from = message + 1;
    const MessageId to = std::min(from + searchedNeighbours, log.end());
    bool enough = false;
    log.forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count && !enough; ++row)
            enough = gatherer.mayWant(rows[row]) && !gatherer.take(rows[row], first + row);
    });
    if (!enough && to < log.end())
        gatherer.stop();
}

/// In pieces, each from its end, because the nearest is usually near.
void gatherBefore(Gatherer &gatherer, const MessageLog &log, MessageId message)
{
    constexpr quint64 piece = 4'096;
    const quint64 reach = std::min(searchedNeighbours, message.value - log.first().value);
    const MessageId last(message.value - reach);
    bool enough = false;
    for (MessageId to = message; to > last && !enough;) {
        const MessageId from(std::max(last.value, to.value > piece ? to.value - piece : 0));
        std::vector<std::pair<MessageId, MessageRecord>> rows;
        log.forEachRun(from, to, [&](MessageId first, const MessageRecord *run, size_t count) {
            for (size_t row = 0; row < count; ++row)
                if (gatherer.mayWant(run[row]))
                    rows.emplace_back(first + row, run[row]);
        });
        for (auto row = rows.crbegin(); row != rows.crend() && !enough; ++row)
            enough = !gatherer.take(row->second, row->first);
        to = from;
    }
    if (!enough && last > log.first())
        gatherer.stop();
}

Neighbour requestAt(const MessageLog &log, const ExchangeLog &exchanges, MessageId request, MessageId middle)
{
    Neighbour neighbour{.message = request, .kind = MessageKind::Request};
    const MessageRecord &row = log.record(request);
    neighbour.label = safeText(log.name(request));
    neighbour.distance = row.time - log.record(middle).time;
    if (const int index = exchanges.indexOf(request); index >= 0)
        neighbour.state = exchanges.exchanges()[size_t(index)].state;
    return neighbour;
}

MessageId nearer(const MessageLog &log, MessageId middle, MessageId before, MessageId after)
{
    if (!before || !after)
        return before ? before : after;
    const qint64 time = log.record(middle).time;
    return time - log.record(before).time < log.record(after).time - time ? before : after;
}

} // namespace

QList<Neighbour> neighboursOf(const MessageLog &log, const ExchangeLog &exchanges, MessageId message)
{
    if (!log.contains(message) || !log.record(message).participant)
        return {};
    Gatherer behind(log, message, Gatherer::Direction::Behind);
    Gatherer before(log, message, Gatherer::Direction::Before);
    gatherBehind(behind, log, message);
    gatherBefore(before, log, message);
    QList<Neighbour> all = behind.events() + before.events();
    if (const MessageId request = nearer(log, message, before.request(), behind.request()))
        all += requestAt(log, exchanges, request, message);
    std::stable_sort(all.begin(), all.end(),
        [](const Neighbour &left, const Neighbour &right) { return left.message > right.message; });
    return all;
}

QString neighbourText(const Neighbour &neighbour)
{
    if (neighbour.count == 1)
        return neighbour.label;
    const QString times = groupedNumber(qint64(neighbour.count)) + u" times"_s;
    return neighbour.label + (neighbour.mayBeMore ? u", at least "_s : u", "_s) + times;
}

QString neighbourDistance(const Neighbour &neighbour)
{
    const qint64 distance = std::abs(neighbour.distance);
    const QString sign = neighbour.distance < 0 ? u"−"_s : u"+"_s;
    if (distance >= minute)
        return sign + durationText(distance);
    return sign + QString::number(double(distance) / 1e6, 'f', 3) + u" s"_s;
}

} // namespace console
