#include "ui/models/statisticsmodel.h"

#include <algorithm>
#include <functional>

namespace console {

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 interval = 500; // milliseconds between two counts at least
constexpr qint64 restFactor = 4; // a count that took long is followed by this many times as long a rest
constexpr qint64 mostBins = 256; // of a range
constexpr qint64 fewestBins = 30; // of a short range, so that it has a shape
constexpr qint64 shortestBin = 1'000; // microseconds

/// A second each, unless the range is too long or too short for that.
qint64 binLength(const TimeRange &range)
{
    if (range.length() < fewestBins * second)
        return std::max(shortestBin, range.length() / fewestBins);
    return std::max(second, (range.length() + mostBins - 1) / mostBins);
}

/// Only the rows of the segments that lie in the range.
void addRows(EventTally &tally, const SegmentSnapshot &segment, MessageId from, MessageId to,
    const EventGroups &groups)
{
    const MessageId first = std::max(from, segment.first());
    const MessageId end = std::min(to, segment.end());
    const size_t skipped = first.value - segment.first().value;
    tally.add(segment.rows().data() + skipped, size_t(end.value - first.value), groups);
}

} // namespace

StatisticsModel::StatisticsModel(
    Session *session, LogFeed *feed, TimelineModel *timeline, Navigator *navigator, QObject *parent)
    : QObject(parent), m_session(session), m_feed(feed), m_timeline(timeline), m_navigator(navigator),
      m_counted(session->log()->first()), m_question([this](const Answer &answer) { use(answer); })
{
    m_rest.setSingleShot(true);
    session->log()->forEachRun(m_counted, session->log()->end(),
        [this](MessageId first, const MessageRecord *rows, size_t count) { countRows(first, rows, count); });
    connect(session->log(), &MessageLog::appended, this, &StatisticsModel::take);
    connect(session, &Session::statusChanged, this, [this](const ConnectionStatus &status) {
        m_pings.take(status, m_timeline->now());
        request();
    });
    connect(session->exchanges(), &ExchangeLog::changed, this, &StatisticsModel::request);
    connect(feed, &LogFeed::advanced, this, &StatisticsModel::request);
    connect(feed, &LogFeed::pausedChanged, this, &StatisticsModel::request);
    connect(navigator, &Navigator::visibleRangeChanged, this,
        [this] { rangeMoved(StatisticsScope::VisibleRange); });
    connect(navigator, &Navigator::measuredRangeChanged, this,
        [this] { rangeMoved(StatisticsScope::MeasuredRange); });
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_wanted)
            count();
    });
}

void StatisticsModel::take(MessageId first, quint64 count, const BatchPointer &batch)
{
    if (first >= m_counted)
        countRows(first, batch->rows.data(), size_t(count));
}

void StatisticsModel::countRows(MessageId first, const MessageRecord *rows, size_t count)
{
    for (size_t row = 0; row < count; ++row)
        if (rows[row].kind == MessageKind::Event && !m_groups.knows(rows[row].name))
            m_groups.learn(rows[row].name, m_session->log()->string(rows[row].name));
    m_whole.add(rows, count, m_groups);
    m_counted = first + count;
}

void StatisticsModel::setShown(bool shown)
{
    m_shown = shown;
    if (shown)
        return ask();
    m_question.forget();
    m_counting = false;
    m_wanted = false;
}

void StatisticsModel::setScope(StatisticsScope scope)
{
    m_scopeBefore.reset();
    adoptScope(scope);
}

void StatisticsModel::adoptScope(StatisticsScope scope)
{
    if (m_scope == scope)
        return;
    m_scope = scope;
    if (m_shown)
        count(); // at once: somebody waits for it
}

/// A measured range that is given up leaves nothing to look at; one that was measured elsewhere is what
/// whoever comes here next wants to see.
void StatisticsModel::rangeMoved(StatisticsScope scope)
{
    if (scope == StatisticsScope::MeasuredRange && hasMeasuredRange() && !m_shown) {
        if (m_scope != scope)
            m_scopeBefore = m_scope;
        adoptScope(scope);
    } else if (m_scope == StatisticsScope::MeasuredRange && !hasMeasuredRange())
        setScope(m_scopeBefore.value_or(StatisticsScope::WholeSession));
    else if (m_scope == scope)
        ask();
}

/// What comes by itself waits for the end of a pause.
void StatisticsModel::request()
{
    if (!m_feed->isPaused())
        ask();
}

void StatisticsModel::ask()
{
    if (!m_shown)
        return;
    m_wanted = true;
    if (!m_counting && !m_rest.isActive())
        count();
}

void StatisticsModel::count()
{
    m_wanted = false;
    m_counting = true;
    m_took.start();
    m_askedRange = wantedRange();
    m_question.ask(question(m_askedRange));
}

std::function<StatisticsModel::Answer()> StatisticsModel::question(const TimeRange &range) const
{
    const MessageLog &log = *m_session->log();
    const ExchangeLog &exchanges = *m_session->exchanges();
    std::vector<RequestFact> facts = requestFacts(exchanges, log, range);
    const bool lacks = exchanges.requestsLeft() > 0 && range.from <= exchanges.leftUntil();
    if (isWhole(range))
        return [=, facts = std::move(facts)] {
            return Answer{{}, std::make_shared<RequestTally>(facts), lacks};
        };
    const MessageId from = log.atOrAfter(range.from);
    const MessageId to = std::max(from, std::min(log.atOrAfter(range.until), m_feed->end()));
    return [=, groups = m_groups, segments = log.snapshot(from, to), facts = std::move(facts)] {
        const auto tally = std::make_shared<EventTally>(range.from, binLength(range));
        for (const SegmentSnapshot &segment : segments)
            addRows(*tally, segment, from, to, groups);
        return Answer{tally, std::make_shared<RequestTally>(facts), lacks};
    };
}

void StatisticsModel::use(const Answer &answer)
{
    m_counting = false;
    m_rest.start(int(std::max(interval, restFactor * m_took.elapsed())));
    m_range = m_askedRange;
    m_ranged = answer.events;
    m_requests = *answer.requests;
    m_lacksRequests = answer.lacksRequests;
    emit changed();
}

/// As far as the session goes: what lies outside would only dilute the means.
TimeRange StatisticsModel::wantedRange() const
{
    const TimeRange session{m_timeline->sessionStart(), m_timeline->now() + 1};
    if (m_scope == StatisticsScope::WholeSession || m_timeline->sessionStart() == 0)
        return m_timeline->sessionStart() == 0 ? TimeRange() : session;
    const TimeRange chosen =
        m_scope == StatisticsScope::VisibleRange ? m_navigator->visibleRange() : m_navigator->measuredRange();
    const TimeRange range{
        std::clamp(chosen.from, session.from, session.until), std::min(chosen.until, session.until)};
    return {range.from, std::max(range.from, range.until)};
}

/// Does all that ever came lie in it?
bool StatisticsModel::isWhole(const TimeRange &range) const
{
    return range.from <= m_timeline->sessionStart() && range.until > m_session->log()->lastTime();
}

qint64 StatisticsModel::connectedTime() const
{
    qint64 time = m_range.length();
    for (const Gap &gap : m_timeline->gaps().within(m_range, m_timeline->now())) {
        const qint64 seen = std::min(gap.until, m_range.until) - std::max(gap.from, m_range.from);
        time -= std::clamp<qint64>(seen, 0, gap.length);
    }
    return std::max<qint64>(0, time);
}

double StatisticsModel::eventsPerSecond() const
{
    const qint64 time = connectedTime();
    return time <= 0 ? 0 : double(events().all().count()) * second / double(time);
}

double StatisticsModel::eventsPerSecondNow() const
{
    if (!m_timeline->isLive() || m_scope == StatisticsScope::MeasuredRange)
        return eventsPerSecond();
    constexpr qint64 window = 2 * second;
    const qint64 now = m_timeline->now();
    const MessageLog &log = *m_session->log();
    quint64 events = 0;
    log.forEachRun(log.atOrAfter(now - window), log.atOrAfter(now + 1),
        [&](MessageId, const MessageRecord *rows, size_t count) {
            events += quint64(std::count_if(rows, rows + count, std::mem_fn(&MessageRecord::isEvent)));
        });
    return double(events) / 2;
}

} // namespace console
