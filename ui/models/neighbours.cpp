#include "ui/models/neighbours.h"

#include "ui/models/numbers.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventsBefore = 3;
constexpr int eventsAfter = 2;
constexpr qint64 minute = 60'000'000; ///< microseconds

/// Whose message it is; the same number in another room is somebody else.
struct Whose
{
    StringId room;
    StringId participant;

    bool has(const MessageRecord &row) const { return row.participant == participant && row.room == room; }
};

/// "Custom, stop-talking": what a bare message says it is about is its whole point.
QString labelOf(const MessageRecord &row, const QByteArray &name)
{
    const QString label = kindLabel(row, name);
    return row.kind == MessageKind::Other && !name.isEmpty() ? label + u", "_s + safeText(name) : label;
}

/// Gathers what it is shown row by row, walking away from the message in the middle.
class Gatherer
{
public:
    Gatherer(const MessageLog &log, MessageId middle, int limit)
        : m_log(log), m_middle(middle), m_limit(limit)
    {
    }

    /// False: it has enough.
    bool take(const MessageRecord &row, MessageId id)
    {
        if (row.kind == MessageKind::Request)
            m_request = m_request ? m_request : id;
        else if (row.kind == MessageKind::Event || row.kind == MessageKind::Other)
            return takeEvent(row, id);
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
    /// Several of one kind in a row are one.
    bool takeEvent(const MessageRecord &row, MessageId id)
    {
        if (!m_events.isEmpty() && row.kind == m_events.last().kind && row.name == m_lastName) {
            ++m_events.last().count;
            return true;
        }
        if (int(m_events.size()) == m_limit)
            return false;
        m_lastName = row.name;
        Neighbour neighbour{.message = id, .kind = row.kind};
        const QByteArray name = m_log.name(id);
        neighbour.type = eventType(name);
        neighbour.label = labelOf(row, name);
        neighbour.distance = row.time - m_log.record(m_middle).time;
        m_events += neighbour;
        return true;
    }

    const MessageLog &m_log;
    MessageId m_middle;
    int m_limit;
    QList<Neighbour> m_events;
    MessageId m_request;
    StringId m_lastName;
};

void gatherBehind(Gatherer &gatherer, const MessageLog &log, const Whose &whose, MessageId message)
{
    const MessageId from = message + 1;
    const MessageId to = std::min(from + searchedNeighbours, log.end());
    bool enough = false;
    log.forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count && !enough; ++row)
            enough = whose.has(rows[row]) && !gatherer.take(rows[row], first + row);
    });
    if (!enough && to < log.end())
        gatherer.stop();
}

/// In pieces, each from its end, because the nearest is usually near.
void gatherBefore(Gatherer &gatherer, const MessageLog &log, const Whose &whose, MessageId message)
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
                if (whose.has(run[row]))
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
    const Whose whose{log.record(message).room, log.record(message).participant};
    Gatherer behind(log, message, eventsAfter);
    Gatherer before(log, message, eventsBefore);
    gatherBehind(behind, log, whose, message);
    gatherBefore(before, log, whose, message);
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
