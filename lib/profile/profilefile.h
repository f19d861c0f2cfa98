#pragma once

#include "lib/profile/profile.h"

namespace console {

/// What a profile file holds.
struct ProfileFileContent
{
    QList<Profile> profiles;
    QJsonObject unknownKeys; ///< of the document; written back
    QString problem; ///< a sentence; empty: all well
    bool writable = true; ///< false: from a newer version, or cannot be read: must be left alone
    bool broken = false; ///< none of ours; problem says why

    friend bool operator==(const ProfileFileContent &, const ProfileFileContent &) = default;
};

/// Reads the one versioned JSON file with the profiles. A missing file is empty and well.
ProfileFileContent readProfileFile(const QString &file);

/// The same, but a broken file is renamed to <file>.broken-<UTC>, so that nothing is lost. The caller holds
/// the lock: else it could be a good file that somebody has just put in the place of the broken one.
ProfileFileContent readOrSetAside(const QString &file);

/// Writes atomically, for the owner's eyes only. Answers what went wrong, or
/// nothing.
QString writeProfileFile(const QString &file, const ProfileFileContent &content);

} // namespace console
