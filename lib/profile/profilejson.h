#pragma once

#include "lib/profile/profile.h"

namespace console {

/// How a profile stands in the profile file; no secret is in it. Keys that are not ours are kept in
/// Profile::unknownKeys and written back; so is a value that only a newer version knows, until it is changed.
QJsonObject toJson(const Profile &profile);
/// Nothing if it has no id: then it is no profile.
std::optional<Profile> profileFromJson(const QJsonObject &json);

} // namespace console
