#pragma once

#include "lib/filter/compiledfilter.h"
#include "lib/log/messagelog.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace console {

/// Finds the rows that a filter lets through in the thread pool, segment by segment, newest first; a new
/// search makes older results void. Text is read only where it decides. GUI thread.
class FilterSearch : public QObject
{
    Q_OBJECT
public:
    explicit FilterSearch(QObject *parent = nullptr);
    ~FilterSearch() override; ///< waits until the pool has noticed, at most as long as one segment takes

    /// Starts over: judges the rows of the segments; found() arrives in any order of segments, finished()
    /// last. @param filter  knows the strings of the session so far
    void start(const CompiledFilter &filter, const std::vector<SegmentSnapshot> &segments);
    /// Continues the current search on a batch just appended. Nothing to do while no search is active.
    void continueOn(const BatchPointer &batch);
    void cancel();
    bool isActive() const { return m_filter.has_value(); }
    int done() const { return m_total - m_pending; } ///< segments of start() that have been judged
    int total() const { return m_total; }

signals:
    /// Ascending numbers within one call; [from, to) is the stretch they come from. Comes without hits too.
    void found(MessageId from, MessageId to, const std::vector<MessageId> &hits);
    void finished(); ///< all that start() was given has been judged

private:
    struct Piece;
    void search(Piece piece, bool isPartOfStart);
    void deliver(quint64 generation, MessageId from, MessageId to, const std::vector<MessageId> &hits,
        bool isPartOfStart);

    std::shared_ptr<std::atomic<quint64>> m_generation; ///< read by the pool: older work gives up
    std::optional<CompiledFilter> m_filter; ///< none: nothing is searched for
    int m_total = 0;
    int m_pending = 0; ///< segments of start() that are not done
    QThreadPool m_pool;
};

} // namespace console
