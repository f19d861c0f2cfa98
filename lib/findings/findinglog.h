#pragma once

#include "lib/findings/findingjudge.h"
#include "lib/log/messagelog.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace console {

/// The findings of a session in the order in which they were found first. GUI thread. Follows its log from
/// the first row on: what came is judged in the pool, every message, in order, a tenth of a second after it
/// came, later where the pool cannot keep up. What has left the log by then is not checked, and unchecked()
/// says so.
class FindingLog : public QObject
{
    Q_OBJECT
public:
    static constexpr int interval = 100; ///< milliseconds

    explicit FindingLog(MessageLog *log, QObject *parent = nullptr);
    ~FindingLog() override; ///< waits until the pool has noticed, at most as long as one message takes

    /// Looks for problems from now on. @pre the log is empty
    void start();
    bool isStarted() const { return m_judge != nullptr; }
    /// What was seen of this server before, for the messages to come.
    void setSavedDialect(const QJsonObject &saved);
    /// Sentences about a recording as a whole; those known already are not repeated.
    void addRemarks(const QStringList &remarks);

    /// At most FindingJudge::maximumFindings, and the remarks.
    const std::vector<Finding> &findings() const { return m_findings; }
    quint64 unlisted() const { return m_unlisted; } ///< messages of further findings that are not listed
    quint64 unchecked() const { return m_backlog.missed() + m_unread; } ///< messages that no rule has seen
    bool isBehind() const { return m_isJudging || !m_backlog.isEmpty(); } ///< something is yet to be judged
    const ServerDialect &dialect() const { return m_dialect; }

signals:
    void appended(int first, int count);
    void changed(const std::vector<int> &indexes); ///< counts and ends have grown
    /// A point is written in a way that was not seen in this session, or what was seen before was told.
    void dialectChanged();
    void judged(); ///< what waited is judged; all of the above came before

private:
    void take(MessageId first, quint64 count, const BatchPointer &batch);
    void work();
    void takeNews(const FindingNews &news);
    void merge(const Finding &finding, std::vector<int> &known);

    MessageLog *m_log;
    std::shared_ptr<FindingJudge> m_judge; ///< in the pool's hands while something is judged
    std::atomic<bool> m_stop = false; ///< read by the pool
    FindingBacklog m_backlog;
    std::optional<QJsonObject> m_savedDialect; ///< to be told to the judge
    std::vector<Finding> m_findings;
    QHash<QByteArray, int> m_indexes; ///< by id
    ServerDialect m_dialect;
    quint64 m_unlisted = 0;
    quint64 m_unread = 0; ///< messages whose text could not be read back
    bool m_isJudging = false;
    QTimer m_timer;
    QThreadPool m_pool;
};

} // namespace console
