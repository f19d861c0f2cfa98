#include "lib/log/bookmarkfile.h"

#include "lib/log/timestamp.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr int ourVersion = 1;
constexpr qint64 maximumSize = 64 * 1024 * 1024;

constexpr auto versionKey = "version"_L1;
constexpr auto bookmarksKey = "bookmarks"_L1;
constexpr auto messageKey = "message"_L1;
constexpr auto timeKey = "time"_L1;
constexpr auto sameTimeKey = "same_time"_L1;
constexpr auto noteKey = "note"_L1;

QJsonObject toJson(const Bookmark &bookmark)
{
    QJsonObject json = bookmark.unknownKeys;
    json.insert(messageKey, qint64(bookmark.message.value));
    json.insert(timeKey, timestamp(bookmark.time));
    if (bookmark.sameTime > 0)
        json.insert(sameTimeKey, qint64(bookmark.sameTime));
    if (!bookmark.note.isEmpty())
        json.insert(noteKey, bookmark.note);
    return json;
}

/// Nothing without a time: then no message is meant.
std::optional<Bookmark> bookmarkFrom(QJsonObject json)
{
    const std::optional<qint64> time = timeOfTimestamp(json.take(timeKey).toString());
    if (!time)
        return std::nullopt;
    Bookmark bookmark;
    bookmark.time = *time;
    bookmark.message = MessageId(quint64(std::max<qint64>(json.take(messageKey).toInteger(), 0)));
    bookmark.sameTime = quint32(std::max<qint64>(json.take(sameTimeKey).toInteger(), 0));
    bookmark.note = json.take(noteKey).toString();
    bookmark.unknownKeys = json;
    return bookmark;
}

/// What makes a file one that is not written to.
BookmarkFile untouchable(const QString &problem)
{
    BookmarkFile file;
    file.problem = problem;
    file.isWritable = false;
    return file;
}

BookmarkFile parse(const QString &path, const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    QJsonObject json = document.object();
    const int version = json.take(versionKey).toInt();
    if (!document.isObject() || version < 1)
        return untouchable(
            u"“%1” holds no notes of ours, so it is left alone: new ones are not saved."_s.arg(path));
    BookmarkFile file;
    for (const QJsonValue &entry : json.take(bookmarksKey).toArray()) {
        if (const std::optional<Bookmark> bookmark = bookmarkFrom(entry.toObject()))
            file.bookmarks.push_back(*bookmark);
    }
    file.unknownKeys = json;
    if (version > ourVersion) {
        file.problem =
            u"The notes in “%1” come from a newer version of the console: changes are not saved."_s.arg(path);
        file.isWritable = false;
    }
    return file;
}

QString writeProblem(const QString &path, const QString &why)
{
    return u"The notes cannot be saved in “%1”: %2. They are kept as long as the session is open."_s.arg(
        path, why);
}

} // namespace

QString BookmarkFile::pathFor(const QString &recording)
{
    return recording + u".notes.json"_s;
}

QString BookmarkFile::copy(const QString &recording, const QString &copiedTo)
{
    QFile from(pathFor(recording));
    const QString path = pathFor(copiedTo);
    if (!from.exists())
        return BookmarkFile().write(path);
    QSaveFile to(path);
    const bool isCopied = from.open(QIODevice::ReadOnly) && to.open(QIODevice::WriteOnly)
        && to.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && to.write(from.readAll()) == from.size()
        && to.commit();
    return isCopied ? QString()
                    : u"The notes could not be copied to “%1”: %2."_s.arg(
                        path, from.isOpen() ? to.errorString() : from.errorString());
}

BookmarkFile BookmarkFile::read(const QString &path)
{
    QFile device(path);
    if (!device.exists())
        return {};
    if (device.size() > maximumSize)
        return untouchable(u"The notes in “%1” are not read: the file is too large."_s.arg(path));
    if (!device.open(QIODevice::ReadOnly))
        return untouchable(u"The notes in “%1” cannot be read: %2."_s.arg(path, device.errorString()));
    return parse(path, device.readAll());
}

QString BookmarkFile::write(const QString &path) const
{
    if (bookmarks.empty() && unknownKeys.isEmpty())
        return !QFile::exists(path) || QFile::remove(path) ? QString()
                                                           : writeProblem(path, u"it cannot be removed"_s);
    QJsonArray entries;
    for (const Bookmark &bookmark : bookmarks)
        entries.append(toJson(bookmark));
    QJsonObject json = unknownKeys;
    json.insert(versionKey, ourVersion);
    json.insert(bookmarksKey, entries);
    QSaveFile device(path);
    const bool isWritten = device.open(QIODevice::WriteOnly)
        && device.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && device.write(QJsonDocument(json).toJson()) >= 0 && device.commit();
    return isWritten ? QString() : writeProblem(path, device.errorString());
}

} // namespace console
