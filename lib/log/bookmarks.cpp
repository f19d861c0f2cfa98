#include "lib/log/bookmarks.h"

#include "lib/log/messagelog.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

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

void Bookmarks::setRecording(const QString &file, MessageId first)
{
    const QString path = BookmarkFile::pathFor(file);
    if (recordingWith(path))
        return;
    m_recordings.emplace_back(path, first);
    judge();
    m_disk.start([this, path] {
        QMetaObject::invokeMethod(
            this, [this, path, file = BookmarkFile::read(path)] { take(path, file); }, Qt::QueuedConnection);
    });
}

void Bookmarks::endRecording(const QString &file, MessageId end)
{
    RecordedBookmarks *recording = recordingWith(BookmarkFile::pathFor(file));
    if (!recording || recording->end() == end)
        return;
    recording->setEnd(end);
    save(*recording);
    judge();
}

RecordedBookmarks *Bookmarks::recordingWith(const QString &path)
{
    const auto found = std::find_if(m_recordings.begin(), m_recordings.end(),
        [&path](const RecordedBookmarks &recording) { return recording.path() == path; });
    return found == m_recordings.end() ? nullptr : &*found;
}

bool Bookmarks::isKept(MessageId message) const
{
    return std::any_of(m_recordings.begin(), m_recordings.end(),
        [message](const RecordedBookmarks &recording) { return recording.holds(message); });
}

void Bookmarks::take(const QString &path, const BookmarkFile &file)
{
    RecordedBookmarks *recording = recordingWith(path);
    recording->take(file);
    const bool isNew = std::any_of(m_bookmarks.begin(), m_bookmarks.end(),
        [recording](const auto &entry) { return recording->holds(entry.first); });
    findPending();
    if (isNew)
        save(*recording);
    judge();
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
    keep(message);
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
    keep(message);
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

void Bookmarks::findPending()
{
    for (RecordedBookmarks &recording : m_recordings) {
        for (const MessageId message : adopt(recording.takeFound(*m_log)))
            emit changed(message);
    }
}

/// All before the first is told of. One that was set meanwhile stays.
std::vector<MessageId> Bookmarks::adopt(const std::vector<Bookmark> &found)
{
    std::vector<MessageId> messages;
    for (const Bookmark &bookmark : found) {
        m_bookmarks.try_emplace(bookmark.message, bookmark);
        messages.push_back(bookmark.message);
    }
    return messages;
}

/// Beside each recording that holds the message.
void Bookmarks::keep(MessageId message)
{
    for (const RecordedBookmarks &recording : m_recordings) {
        if (recording.holds(message))
            save(recording);
    }
    judge();
}

void Bookmarks::save(const RecordedBookmarks &recording)
{
    if (!recording.isWritable())
        return;
    m_disk.start([this, file = recording.fileWith(m_bookmarks), path = recording.path()] {
        QMetaObject::invokeMethod(
            this, [this, path, problem = file.write(path)] { showProblem(path, problem); },
            Qt::QueuedConnection);
    });
}

void Bookmarks::showProblem(const QString &path, const QString &problem)
{
    recordingWith(path)->setProblem(problem);
    judge();
}

/// Empty: each bookmark is on a message that is recorded.
QString Bookmarks::lossProblem() const
{
    std::vector<MessageId> lost;
    for (const auto &[message, bookmark] : m_bookmarks) {
        if (!isKept(message))
            lost.push_back(message);
    }
    if (lost.empty())
        return {};
    return lost.size() == 1
        ? u"Message %1 is in no recording: its bookmark is kept only as long as the session is open."_s.arg(
            lost.front().value)
        : u"%1 bookmarks are on messages that are in no recording: they are kept only as long as the "
          u"session is open."_s.arg(lost.size());
}

void Bookmarks::judge()
{
    QStringList sentences{lossProblem()};
    for (const RecordedBookmarks &recording : m_recordings)
        sentences.append(recording.problem());
    sentences.removeAll(QString());
    const QString problem = sentences.join(u' ');
    if (m_problem == problem)
        return;
    m_problem = problem;
    emit problemChanged();
}

} // namespace console

#include "moc_bookmarks.cpp"
