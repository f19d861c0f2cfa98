#pragma once

#include "lib/protocol/ids.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace console {

/// A message that the user marked, and what they noted about it; a value.
struct Bookmark
{
    MessageId message; ///< its number in the session; another one where a part of the recording is missing
    qint64 time = 0; ///< of the message, microseconds UTC: by this it is found again
    quint32 sameTime = 0; ///< how many messages before it have the same time
    QString note; ///< may be empty
    QJsonObject unknownKeys; ///< written back

    friend bool operator==(const Bookmark &, const Bookmark &) = default;
};

/// The file with the bookmarks of a recording, which stands beside it.
struct BookmarkFile
{
    std::vector<Bookmark> bookmarks;
    QJsonObject unknownKeys; ///< of the document; written back
    QString problem; ///< a sentence; empty: all well
    bool isWritable = true; ///< false: from a newer version, or no such file: must be left alone

    static QString pathFor(const QString &recording);
    /// Puts what stands beside one recording beside its copy, nothing where there is nothing; what stood
    /// there goes. Answers what went wrong, or nothing.
    static QString copy(const QString &recording, const QString &copiedTo);
    /// A missing file is empty and well.
    static BookmarkFile read(const QString &path);
    /// Atomically, for the owner's eyes only; without anything to write the file goes. Answers what went
    /// wrong, or nothing.
    QString write(const QString &path) const;
};

} // namespace console
