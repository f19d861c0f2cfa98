#pragma once

#include "lib/profile/profile.h"

namespace console {

/// How a profile stands in the profile file. Keys that are not ours are kept in Profile::unknownKeys and
/// written back.
QJsonObject toJson(const Profile &profile);
/// Nothing if it has no id: then it is no profile.
std::optional<Profile> profileFromJson(const QJsonObject &json);

} // namespace console
