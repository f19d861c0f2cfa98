#pragma once

#include "lib/log/messagelog.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace console {

/// Does the raw text, or the unescaped text where the row holds \u, contain `needle` (UTF-8)? ASCII case does
/// not matter. An empty needle is in every text.
bool containsText(QByteArrayView text, bool hasUnicodeEscapes, QByteArrayView needle);

/// Finds rows by text in the thread pool, segment by segment, newest first; a new search makes older results
/// void. GUI thread. All rows of the segments are searched: other conditions are for the receiver to apply.
class TextSearch : public QObject
{
    Q_OBJECT
public:
    explicit TextSearch(QObject *parent = nullptr);
    ~TextSearch() override; ///< waits until the pool has noticed, at most as long as one segment takes

    /// Starts over: searches the rows of the segments; found() arrives in any order of segments, finished()
    /// last. An empty needle only cancels.
    void start(const QString &needle, const std::vector<SegmentSnapshot> &segments);
    /// Continues the current search on a batch just appended. Nothing to do while no search is active.
    void continueOn(const BatchPointer &batch);
    void cancel();
    bool isActive() const { return !m_needle.isEmpty(); }

signals:
    /// Ascending numbers within one call; [from, to) is the stretch they come from. Comes without hits too.
    void found(MessageId from, MessageId to, const std::vector<MessageId> &hits);
    void finished(); ///< all that start() was given has been searched

private:
    struct Piece;
    void search(Piece piece, bool isPartOfStart);
    void deliver(quint64 generation, MessageId from, MessageId to, const std::vector<MessageId> &hits,
        bool isPartOfStart);

    std::shared_ptr<std::atomic<quint64>> m_generation; ///< read by the pool: older work gives up
    int m_pending = 0; ///< segments of start() that are not done
    QByteArray m_needle; ///< UTF-8, ASCII letters in lower case
    QThreadPool m_pool;
};

} // namespace console
