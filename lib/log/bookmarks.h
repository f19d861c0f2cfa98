#pragma once

#include "lib/log/recordedbookmarks.h"

#include <QObject>
#include <QThreadPool>

#include <vector>

namespace console {

class MessageLog;

/// The messages of one session that the user marked, with their notes: in memory, and each beside the
/// recordings that hold its message. A file is read and written in the pool, one after the other. GUI thread.
class Bookmarks : public QObject
{
    Q_OBJECT
public:
    using ByMessage = std::map<MessageId, Bookmark>;

    /// @param log  of the session; outlives this
    explicit Bookmarks(MessageLog *log, QObject *parent = nullptr);
    ~Bookmarks() override; ///< what was changed is on the disk

    /// This recording holds the session's messages from this one on: their bookmarks are kept beside it, with
    /// those that are there already. Those are found by their times, as the log gets the messages.
    void setRecording(const QString &file, MessageId first = MessageId(1));
    /// It holds nothing from this message on; of a recording that was not set, nothing happens.
    void endRecording(const QString &file, MessageId end);

    const ByMessage &all() const { return m_bookmarks; } ///< of messages in the log, or that were there
    const Bookmark *find(MessageId message) const; ///< null: it has none
    void toggle(MessageId message); ///< a note goes with its bookmark
    /// Sets a bookmark where there is none.
    void setNote(MessageId message, const QString &note);
    /// The nearest bookmark before (-1) or after (+1) a message, among those that are still in the log; none
    /// if there is none. Of no message: the last, the first.
    MessageId next(MessageId message, int direction) const;

    /// What there is to say about the files, and of bookmarks that no file will hold: sentences; empty: all
    /// well.
    const QString &problem() const { return m_problem; }

signals:
    void changed(MessageId message);
    void problemChanged();

private:
    RecordedBookmarks *recordingWith(const QString &path);
    bool isKept(MessageId message) const;
    void take(const QString &path, const BookmarkFile &file);
    void findPending();
    std::vector<MessageId> adopt(const std::vector<Bookmark> &found);
    Bookmark bookmarkOf(MessageId message) const;
    void keep(MessageId message);
    void save(const RecordedBookmarks &recording);
    void showProblem(const QString &path, const QString &problem);
    QString lossProblem() const;
    void judge();

    MessageLog *m_log;
    ByMessage m_bookmarks;
    std::vector<RecordedBookmarks> m_recordings; ///< of this session, in their order
    QString m_problem;
    QThreadPool m_disk; ///< one thread; last, so that it ends first
};

} // namespace console
