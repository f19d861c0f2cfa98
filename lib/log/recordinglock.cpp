#include "lib/log/recordinglock.h"

#include <QFileInfo>
#include <QLockFile>

using namespace Qt::StringLiterals;

namespace console {

QString lockOfRecording(const QString &file)
{
    return file + u".lock"_s;
}

/// Takes the lock only where there is one to be looked at: else a recorder that begins just now would find
/// its file held.
bool isBeingRecorded(const QString &file)
{
    if (!QFileInfo::exists(lockOfRecording(file)))
        return false;
    QLockFile lock(lockOfRecording(file));
    lock.setStaleLockTime(0);
    return !lock.tryLock(0) && lock.error() == QLockFile::LockFailedError;
}

} // namespace console
