#pragma once

#include "lib/log/recorderstatus.h"
#include "lib/log/storedrecording.h"

#include <QList>
#include <QStringList>

namespace console {

/// The folder in which sessions are recorded unasked: how their files are named, which ones are there, and
/// how they leave. Holds the path alone; any thread, but what reads or removes files belongs in the pool.
class RecordingFolder
{
public:
    explicit RecordingFolder(const QString &path = defaultPath()) : m_path(path) { }
    static QString defaultPath(); ///< of this user

    const QString &path() const { return m_path; }

    /// Where a session that begins now is to be recorded, <profile>-<UTC>-<process>.mcap; there is no such
    /// file yet. Makes the folder; where that fails, the recorder will say that it cannot write there.
    /// @param profile  any text, made fit for a file name
    QString newFile(const QString &profile, const QDateTime &now, qint64 process) const;
    /// Whether a file has the name of one that nobody named.
    static bool isAutomatic(const QString &file);

    /// All of the folder, newest first.
    QList<StoredRecording> recordings() const;

    /// Removes the files and what stands beside them; none that is being written. Answers a sentence for what
    /// is still there, or nothing.
    QString remove(const QStringList &files) const;
    /// Removes the file that a session leaves in which nothing was received, if it is one of ours that
    /// nobody named. Answers as remove().
    QString removeIfEmpty(const RecorderStatus &ended) const;

private:
    QString m_path;
};

} // namespace console
