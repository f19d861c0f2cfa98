#include "lib/log/bookmarks.h"

#include "lib/log/messagelog.h"

#include <algorithm>

namespace console {

Bookmarks::Bookmarks(MessageLog *log, QObject *parent) : QObject(parent), m_log(log)
{
    m_disk.setMaxThreadCount(1);
    connect(log, &MessageLog::appended, this, &Bookmarks::findPending);
}

Bookmarks::~Bookmarks()
{
    m_disk.waitForDone();
}

void Bookmarks::setRecording(const QString &file)
{
    const QString path = BookmarkFile::pathFor(file);
    if (path == m_path)
        return;
    m_path = path;
    m_isRead = false;
    m_disk.start([this, path] {
        QMetaObject::invokeMethod(
            this, [this, path, file = BookmarkFile::read(path)] { take(path, file); }, Qt::QueuedConnection);
    });
}

void Bookmarks::take(const QString &path, const BookmarkFile &file)
{
    if (path != m_path)
        return;
    m_isRead = true;
    m_pending.insert(m_pending.end(), file.bookmarks.begin(), file.bookmarks.end());
    std::stable_sort(m_pending.begin(), m_pending.end(),
        [](const Bookmark &a, const Bookmark &b) { return a.time < b.time; });
    m_file = file;
    m_file.bookmarks.clear();
    setProblem(file.problem);
    const bool isNew = !m_bookmarks.empty();
    findPending();
    if (isNew)
        save();
}

const Bookmark *Bookmarks::find(MessageId message) const
{
    const auto found = m_bookmarks.find(message);
    return found == m_bookmarks.end() ? nullptr : &found->second;
}

void Bookmarks::toggle(MessageId message)
{
    if (m_bookmarks.erase(message) == 0) {
        if (!m_log->contains(message))
            return;
        m_bookmarks.emplace(message, bookmarkOf(message));
    }
    emit changed(message);
    save();
}

void Bookmarks::setNote(MessageId message, const QString &note)
{
    if (!find(message) && !m_log->contains(message))
        return;
    const auto [place, isNew] = m_bookmarks.try_emplace(message);
    if (isNew)
        place->second = bookmarkOf(message);
    else if (place->second.note == note)
        return;
    place->second.note = note;
    emit changed(message);
    save();
}

Bookmark Bookmarks::bookmarkOf(MessageId message) const
{
    Bookmark bookmark;
    bookmark.message = message;
    bookmark.time = m_log->record(message).time;
    bookmark.sameTime = quint32(message.value - m_log->atOrAfter(bookmark.time).value);
    return bookmark;
}

MessageId Bookmarks::next(MessageId message, int direction) const
{
    if (direction > 0) {
        const auto after = m_bookmarks.upper_bound(std::max(message, MessageId(m_log->first().value - 1)));
        return after == m_bookmarks.end() ? MessageId() : after->first;
    }
    auto before = message ? m_bookmarks.lower_bound(message) : m_bookmarks.end();
    if (before == m_bookmarks.begin() || !m_log->contains((--before)->first))
        return {};
    return before->first;
}

/// Those that were read and whose messages the log has by now. Times never decrease: what is not there when
/// later ones are will not come.
void Bookmarks::findPending()
{
    std::vector<MessageId> found;
    auto pending = m_pending.begin();
    for (; pending != m_pending.end() && !m_log->isEmpty() && pending->time <= m_log->lastTime(); ++pending) {
        const MessageId message = placeOf(*pending);
        if (!message && pending->time == m_log->lastTime())
            break;
        if (message)
            found.push_back(adopt(*pending, message));
        else
            m_absent.push_back(*pending);
    }
    m_pending.erase(m_pending.begin(), pending);
    for (const MessageId message : found)
        emit changed(message);
}

MessageId Bookmarks::adopt(Bookmark bookmark, MessageId message)
{
    bookmark.message = message;
    m_bookmarks.try_emplace(message, bookmark); // one that was set meanwhile stays
    return message;
}

MessageId Bookmarks::placeOf(const Bookmark &bookmark) const
{
    const MessageId message = m_log->atOrAfter(bookmark.time) + bookmark.sameTime;
    const bool isThere = m_log->contains(message) && m_log->record(message).time == bookmark.time;
    return isThere ? message : MessageId();
}

void Bookmarks::save()
{
    if (!m_isRead || !m_file.isWritable)
        return;
    BookmarkFile file = m_file;
    file.bookmarks = m_pending;
    file.bookmarks.insert(file.bookmarks.end(), m_absent.begin(), m_absent.end());
    for (const auto &[message, bookmark] : m_bookmarks)
        file.bookmarks.push_back(bookmark);
    std::stable_sort(file.bookmarks.begin(), file.bookmarks.end(),
        [](const Bookmark &a, const Bookmark &b) { return a.time < b.time; });
    m_disk.start([this, file, path = m_path] {
        QMetaObject::invokeMethod(
            this, [this, problem = file.write(path)] { setProblem(problem); }, Qt::QueuedConnection);
    });
}

void Bookmarks::setProblem(const QString &problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    emit problemChanged();
}

} // namespace console

#include "moc_bookmarks.cpp"
