#pragma once

#include "lib/log/bookmarkfile.h"

#include <QObject>
#include <QThreadPool>

#include <map>

namespace console {

class MessageLog;

/// The messages of one session that the user marked, with their notes: in memory, and beside the recording as
/// soon as there is one. A file is read and written in the pool, one after the other. GUI thread.
class Bookmarks : public QObject
{
    Q_OBJECT
public:
    using ByMessage = std::map<MessageId, Bookmark>;

    /// @param log  of the session; outlives this
    explicit Bookmarks(MessageLog *log, QObject *parent = nullptr);
    ~Bookmarks() override; ///< what was changed is on the disk

    /// From now on all of them are kept beside this recording, with those that are there already. Those are
    /// found by their times, as the log gets the messages.
    void setRecording(const QString &file);

    const ByMessage &all() const { return m_bookmarks; } ///< of messages in the log, or that were there
    const Bookmark *find(MessageId message) const; ///< null: it has none
    void toggle(MessageId message); ///< a note goes with its bookmark
    /// Sets a bookmark where there is none.
    void setNote(MessageId message, const QString &note);
    /// The nearest bookmark before (-1) or after (+1) a message, among those that are still in the log; none
    /// if there is none. Of no message: the last, the first.
    MessageId next(MessageId message, int direction) const;

    /// What there is to say about the file, a sentence; empty: all well, or nothing is recorded.
    const QString &problem() const { return m_problem; }

signals:
    void changed(MessageId message);
    void problemChanged();

private:
    void take(const QString &path, const BookmarkFile &file);
    void findPending();
    MessageId adopt(Bookmark bookmark, MessageId message);
    MessageId placeOf(const Bookmark &bookmark) const;
    Bookmark bookmarkOf(MessageId message) const;
    void save();
    void setProblem(const QString &problem);

    MessageLog *m_log;
    ByMessage m_bookmarks;
    std::vector<Bookmark> m_pending; ///< of messages that may still come; by time
    std::vector<Bookmark> m_absent; ///< of messages that the log does not have; kept in the file
    QString m_path; ///< empty: nothing is recorded
    BookmarkFile m_file; ///< what it holds besides the bookmarks
    bool m_isRead = false;
    QString m_problem;
    QThreadPool m_disk; ///< one thread; last, so that it ends first
};

} // namespace console
