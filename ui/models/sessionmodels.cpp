#include "ui/models/sessionmodels.h"

#include "lib/filter/filterconditions.h"

#include <algorithm>

namespace console {

SessionModels::SessionModels(Session *session, QObject *parent)
    : QObject(parent), feed(session->log()), events(&feed, session->rooms()), notes(&feed, session->rooms()),
      exchanges(session->log(), session->exchanges()), foundExchanges(session->log(), session->exchanges()),
      rooms(session->rooms()), timeline(&feed, session->exchanges(), session->rooms()),
      statistics(session, &feed, &timeline, &navigator), composer(Catalogue::builtIn(), session->rooms()),
      bookmarks(session->log()), bookmarkList(&bookmarks, session),
      findings(session->findings(), session->log()), m_session(session)
{
    notes.setKinds({MessageKind::Note});
    events.setExchanges(session->exchanges());
    timeline.setConnection(session->status());
    connect(session, &Session::statusChanged, &timeline, &TimelineModel::setConnection);
    events.setBookmarks(&bookmarks);
    connect(session, &Session::recordingChanged, this, &SessionModels::keepBookmarks);
    connect(session, &Session::openedChanged, this, &SessionModels::keepBookmarks);
    connect(&navigator, &Navigator::pausedChanged, &feed, &LogFeed::setPaused);
    connect(&navigator, &Navigator::pausedChanged, &rooms, &RoomTreeModel::setPaused);
    connect(&navigator, &Navigator::pausedChanged, &findings, &FindingsModel::setPaused);
    connect(&navigator, &Navigator::measuredRangeChanged, &m_measuring, &Pacer::request);
    connect(&m_measuring, &Pacer::due, this, &SessionModels::filterMeasured);
    connect(&navigator, &Navigator::filterChanged, this, &SessionModels::keepMeasured);
    connect(session->findings(), &FindingLog::dialectChanged, this, &SessionModels::adoptDialect);
    keepBookmarks();
    adoptDialect();
}

/// What the server is asked about is written as it writes it.
void SessionModels::adoptDialect()
{
    composer.setIdsAsText(m_session->findings()->dialect().current(DialectPoint::Ids) == "string");
}

/// What is measured is a filter by time, which can be taken away like any other.
void SessionModels::filterMeasured()
{
    const TimeRange range = navigator.measuredRange();
    const FilterTimes times = allowedTimes(navigator.filter());
    const bool isOurs = times.from == m_filtered.from && times.until == m_filtered.until;
    m_filtered = range;
    if (range.length() > 0 || isOurs)
        navigator.setFilter(withTimes(navigator.filter(), {range.from, range.until}));
}

/// Whoever chose other times no longer looks at what was measured.
void SessionModels::keepMeasured(const FilterExpression &filter)
{
    const FilterTimes times = allowedTimes(filter);
    if (times.from != m_filtered.from || times.until != m_filtered.until)
        navigator.setMeasuredRange({});
}

/// Beside the recordings that hold them, live or opened; one that failed may have no file.
void SessionModels::keepBookmarks()
{
    const RecorderStatus &status = m_session->recording();
    if (const OpenedRecording *opened = m_session->opened())
        bookmarks.setRecording(opened->file);
    else if (status.state != RecorderStatus::State::Recording)
        bookmarks.endRecording(status.file, status.end);
    else if (status.first)
        bookmarks.setRecording(status.file, status.first);
}

namespace {

/// Rows looked at in one piece: the nearest is usually near, and pieces cost no lookup for each row.
constexpr quint64 searchedAtOnce = 16'384;

struct Hits
{
    MessageId first;
    MessageId last;
};

/// The first and the last row in [from, to) that is one of those wanted; none where there is none.
template <typename Wanted>
Hits rowsLike(const MessageLog &log, Wanted wanted, MessageId from, MessageId to)
{
    Hits hits;
    log.forEachRun(from, to, [&](MessageId first, const MessageRecord *rows, size_t count) {
        for (size_t row = 0; row < count; ++row) {
            if (!wanted(rows[row]))
                continue;
            hits.last = first + row;
            if (!hits.first)
                hits.first = hits.last;
        }
    });
    return hits;
}

template <typename Wanted>
MessageId next(const MessageLog &log, Wanted wanted, MessageId from)
{
    while (from < log.end()) {
        const MessageId to = std::min(from + searchedAtOnce, log.end());
        if (const MessageId found = rowsLike(log, wanted, from, to).first)
            return found;
        from = to;
    }
    return {};
}

template <typename Wanted>
MessageId previous(const MessageLog &log, Wanted wanted, MessageId to)
{
    while (to > log.first()) {
        const quint64 rows = std::min(searchedAtOnce, to.value - log.first().value);
        const MessageId from(to.value - rows);
        if (const MessageId found = rowsLike(log, wanted, from, to).last)
            return found;
        to = from;
    }
    return {};
}

template <typename Wanted>
MessageId nearest(const MessageLog &log, Wanted wanted, MessageId message, int direction)
{
    return direction > 0 ? next(log, wanted, message + 1) : previous(log, wanted, message);
}

} // namespace

MessageId SessionModels::samePerson(MessageId message, int direction) const
{
    const MessageLog &log = *m_session->log();
    if (!log.contains(message))
        return {};
    const MessageRecord &like = log.record(message);
    if (!like.participant)
        return {};
    const auto wanted = [&like](const MessageRecord &row) {
        return row.participant == like.participant && row.room == like.room;
    };
    return nearest(log, wanted, message, direction);
}

MessageId SessionModels::sameKind(MessageId message, int direction) const
{
    const MessageLog &log = *m_session->log();
    if (!log.contains(message))
        return {};
    const MessageRecord &like = log.record(message);
    const auto wanted = [&like](const MessageRecord &row) {
        return row.kind == like.kind && row.name == like.name && row.isGap() == like.isGap();
    };
    return nearest(log, wanted, message, direction);
}

void RateMeter::sample(quint64 total, qint64 time)
{
    if (!m_samples.empty() && total < m_samples.back().total)
        m_samples.clear(); // another session
    m_samples.push_back({total, time});
    while (m_samples.size() > 2 && m_samples[1].time <= time - 2'000)
        m_samples.pop_front();
}

double RateMeter::perSecond() const
{
    if (m_samples.size() < 2 || m_samples.back().time == m_samples.front().time)
        return 0;
    const double milliseconds = double(m_samples.back().time - m_samples.front().time);
    return double(m_samples.back().total - m_samples.front().total) * 1000 / milliseconds;
}

} // namespace console
