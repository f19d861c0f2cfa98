#pragma once

#include "lib/log/bookmarkfile.h"

#include <limits>
#include <map>

namespace console {

class MessageLog;

/// What is kept beside one recording of a session: which messages that holds, and what was read there and
/// waits for its message. Touches no disk. GUI thread.
class RecordedBookmarks
{
public:
    /// @param path  of the file with the bookmarks
    /// @param first  number in the session of the recording's first message
    RecordedBookmarks(const QString &path, MessageId first) : m_path(path), m_first(first) { }

    const QString &path() const { return m_path; }
    bool holds(MessageId message) const { return message >= m_first && message < m_end; }
    MessageId end() const { return m_end; } ///< number behind the last message that it will hold
    void setEnd(MessageId end) { m_end = end; }

    /// What stands there already.
    void take(const BookmarkFile &file);
    /// Of those that were read: the ones whose messages the log has by now, with their numbers there. Each is
    /// told once.
    std::vector<Bookmark> takeFound(const MessageLog &log);

    bool isWritable() const { return m_isRead && m_file.isWritable; }
    /// What is to stand there, where these are all bookmarks of the session.
    BookmarkFile fileWith(const std::map<MessageId, Bookmark> &all) const;

    const QString &problem() const { return m_file.problem; } ///< a sentence; empty: all well
    void setProblem(const QString &problem) { m_file.problem = problem; }

private:
    MessageId placeOf(const Bookmark &bookmark, const MessageLog &log) const;

    QString m_path;
    MessageId m_first;
    MessageId m_end = MessageId(std::numeric_limits<quint64>::max()); ///< it goes on
    std::vector<Bookmark> m_pending; ///< of messages that may still come; by time
    std::vector<Bookmark> m_absent; ///< of messages that the log does not have; kept in the file
    BookmarkFile m_file; ///< what it holds besides the bookmarks
    bool m_isRead = false;
};

} // namespace console
