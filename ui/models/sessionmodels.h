#pragma once

#include "lib/session.h"
#include "ui/models/bookmarkmodel.h"
#include "ui/models/composermodel.h"
#include "ui/models/exchangemodel.h"
#include "ui/models/filterlibrary.h"
#include "ui/models/findingsmodel.h"
#include "ui/models/logfeed.h"
#include "ui/models/messagetablemodel.h"
#include "ui/models/navigator.h"
#include "ui/models/roomtreemodel.h"
#include "ui/models/statisticsmodel.h"
#include "ui/models/timelinemodel.h"

namespace console {

/// The models of one session and the navigator that its views share; made and dropped together. GUI thread.
class SessionModels : public QObject
{
    Q_OBJECT
public:
    /// @param session  must outlive the models
    explicit SessionModels(Session *session, QObject *parent = nullptr);

    Session *session() const { return m_session; }

    LogFeed feed;
    Navigator navigator;
    FilterLibrary filters;
    MessageTableModel events;
    MessageTableModel notes;
    ExchangeModel exchanges; ///< all of them
    ExchangeModel foundExchanges; ///< beside the composer, where they can be filtered
    RoomTreeModel rooms;
    TimelineModel timeline;
    StatisticsModel statistics;
    ComposerModel composer;
    Bookmarks bookmarks;
    BookmarkModel bookmarkList;
    FindingsModel findings;

    /// The nearest message before (-1) or after (+1) another one that names the same participant; none if
    /// there is none or the message names nobody.
    MessageId samePerson(MessageId message, int direction) const;
    /// Likewise of the same kind: the same event, command or answer; what has no name, of its kind.
    MessageId sameKind(MessageId message, int direction) const;

private:
    void keepBookmarks();
    void filterMeasured();
    void keepMeasured(const FilterExpression &filter);
    void adoptDialect();

    Session *m_session;
    TimeRange m_filtered; ///< the measured range that the filter was told of
    Pacer m_measuring{200}; ///< a range that is being dragged is not searched for at each step
};

/// Events per second, from a running total that is looked at now and then: the mean over the last two
/// seconds.
class RateMeter
{
public:
    /// @param total  events so far  @param time  milliseconds of a steady clock
    void sample(quint64 total, qint64 time);
    double perSecond() const;

private:
    struct Sample
    {
        quint64 total;
        qint64 time;
    };
    std::deque<Sample> m_samples;
};

} // namespace console
