#include "lib/log/recordedbookmarks.h"

#include "lib/log/messagelog.h"

#include <algorithm>

namespace console {

namespace {

void sortByTime(std::vector<Bookmark> &bookmarks)
{
    std::stable_sort(bookmarks.begin(), bookmarks.end(),
        [](const Bookmark &a, const Bookmark &b) { return a.time < b.time; });
}

} // namespace

void RecordedBookmarks::take(const BookmarkFile &file)
{
    m_isRead = true;
    m_pending = file.bookmarks;
    sortByTime(m_pending);
    m_file = file;
    m_file.bookmarks.clear();
}

/// Times never decrease: what is not there when later ones are will not come.
std::vector<Bookmark> RecordedBookmarks::takeFound(const MessageLog &log)
{
    std::vector<Bookmark> found;
    auto pending = m_pending.begin();
    for (; pending != m_pending.end() && !log.isEmpty() && pending->time <= log.lastTime(); ++pending) {
        const MessageId message = placeOf(*pending, log);
        if (!message && pending->time == log.lastTime())
            break;
        if (message)
            found.emplace_back(*pending).message = message;
        else
            m_absent.push_back(*pending);
    }
    m_pending.erase(m_pending.begin(), pending);
    return found;
}

/// The recording may begin amid messages of the same time.
MessageId RecordedBookmarks::placeOf(const Bookmark &bookmark, const MessageLog &log) const
{
    const MessageId message = std::max(log.atOrAfter(bookmark.time), m_first) + bookmark.sameTime;
    const bool isThere = log.contains(message) && log.record(message).time == bookmark.time;
    return isThere ? message : MessageId();
}

BookmarkFile RecordedBookmarks::fileWith(const std::map<MessageId, Bookmark> &all) const
{
    BookmarkFile file = m_file;
    file.bookmarks = m_pending;
    file.bookmarks.insert(file.bookmarks.end(), m_absent.begin(), m_absent.end());
    for (const auto &[message, bookmark] : all) {
        if (!holds(message))
            continue;
        Bookmark &kept = file.bookmarks.emplace_back(bookmark);
        kept.sameTime = quint32(std::min<quint64>(kept.sameTime, message.value - m_first.value));
    }
    sortByTime(file.bookmarks);
    return file;
}

} // namespace console
