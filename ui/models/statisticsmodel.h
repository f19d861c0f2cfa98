#pragma once

#include "lib/session.h"
#include "ui/models/eventtally.h"
#include "ui/models/pinghistory.h"
#include "ui/models/poolquestion.h"
#include "ui/models/requesttally.h"
#include "ui/models/timelinemodel.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace console {

/// Of which time the statistics are.
enum class StatisticsScope : quint8 { WholeSession, VisibleRange, MeasuredRange };

/// Alone knows what is counted of which stretch of a session, and when it is counted anew. Events of the
/// whole session are counted as they arrive, whatever leaves the log afterwards; those of a range and
/// requests in the pool, at most twice a second and only while somebody looks; the facts of requests are
/// gathered before. A pause stops what comes by itself, not what the user asks for. GUI thread.
class StatisticsModel : public QObject
{
    Q_OBJECT
public:
    /// All must outlive the model; feed and timeline are of the session's log.
    StatisticsModel(Session *session, LogFeed *feed, TimelineModel *timeline, Navigator *navigator,
        QObject *parent = nullptr);

    Session *session() const { return m_session; }
    const TimelineModel *timeline() const { return m_timeline; }
    Navigator *navigator() const { return m_navigator; }

    StatisticsScope scope() const { return m_scope; }
    bool hasMeasuredRange() const { return m_navigator->measuredRange().length() > 0; }
    /// What was counted lies in it: as far as the session goes, now included. Of length 0: nothing came yet.
    TimeRange range() const { return m_range; }
    const EventTally &events() const { return m_ranged ? *m_ranged : m_whole; }
    const EventGroups &groups() const { return m_groups; }
    const RequestTally &requests() const { return m_requests; }
    /// Some requests of the range have left the memory, and are in no count.
    bool lacksRequests() const { return m_lacksRequests; }
    std::vector<PingTime> pings() const { return m_pings.within(m_range); }
    /// How much of the range there was a connection, microseconds.
    qint64 connectedTime() const;
    double eventsPerSecond() const; ///< the mean over the connected time; without any 0
    /// The events of the last whole two seconds, while paused of those before the pause, per second; of times
    /// that have passed, of the range's mean.
    double eventsPerSecondNow() const;

public slots:
    /// Nothing is counted for nobody.
    void setShown(bool shown);
    void setScope(console::StatisticsScope scope);

signals:
    void changed(); ///< other numbers, or another scope

private:
    struct Answer
    {
        std::shared_ptr<const EventTally> events; ///< null: of the whole session
        std::shared_ptr<const RequestTally> requests;
        bool lacksRequests = false;
    };

    void take(MessageId first, quint64 count, const BatchPointer &batch);
    void countRows(MessageId first, const MessageRecord *rows, size_t count);
    void request();
    void ask();
    void count();
    void use(const Answer &answer);
    TimeRange wantedRange() const;
    bool isWhole(const TimeRange &range) const;
    std::function<Answer()> question(const TimeRange &range) const;
    void adoptScope(StatisticsScope scope);
    void rangeMoved(StatisticsScope scope);

    Session *m_session;
    LogFeed *m_feed;
    TimelineModel *m_timeline;
    Navigator *m_navigator;
    EventGroups m_groups;
    EventTally m_whole;
    MessageId m_counted; ///< rows before it are in m_whole
    std::shared_ptr<const EventTally> m_ranged; ///< null: what is shown is of the whole session
    RequestTally m_requests;
    bool m_lacksRequests = false;
    PingHistory m_pings;
    StatisticsScope m_scope = StatisticsScope::WholeSession;
    std::optional<StatisticsScope> m_scopeBefore; ///< a measured range took its place by itself
    TimeRange m_range;
    TimeRange m_askedRange;
    PoolQuestion<Answer> m_question;
    QTimer m_rest; ///< runs while the last count is fresh
    QElapsedTimer m_took;
    bool m_shown = false;
    bool m_wanted = false;
    bool m_counting = false;
};

} // namespace console
