#pragma once

#include "lib/profile/profile.h"

namespace console {

/// One JSON document with profiles, to be carried to another computer. It holds no secret and says so; client
/// keys and authorities go along as paths.
QByteArray exportProfiles(const QList<Profile> &profiles);

/// What a document brings.
struct ProfileImport
{
    QList<Profile> profiles; ///< to be added as they are: ids and names fit beside those that are there
    QStringList remarks; ///< sentences about what was changed or left out on the way
    QString problem; ///< a sentence; empty: the document could be read
};

/// Reads such a document, or a profile file. A profile that is there already, unchanged, is left out; one
/// with the id of another gets a new one, and with it no secret; a name that is taken becomes "Hall A (2)".
ProfileImport importProfiles(const QByteArray &document, const QList<Profile> &existing);

} // namespace console
