#pragma once

#include "lib/profile/profile.h"

namespace console {

/// Profiles as a file to hand on; without a secret.
QByteArray exportProfiles(const QList<Profile> &profiles);

struct ImportedProfiles
{
    QList<Profile> profiles;
    QString problem; ///< why there are none; empty: all well
};

/// Reads such a file. Ids and names are made different from those of `existing`.
ImportedProfiles importProfiles(const QByteArray &json, const QList<Profile> &existing);

} // namespace console
