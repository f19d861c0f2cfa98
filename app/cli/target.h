#pragma once

#include "app/cli/arguments.h"
#include "lib/profile/profile.h"
#include "lib/profile/profilestore.h"

namespace console::cli {

/// Where the value of the header comes from.
enum class SecretSource { None, File, Environment, Keychain, Missing };

/// What TARGET and the options about the connection stand for.
struct Target
{
    Profile profile;
    SecretSource secret = SecretSource::None;
    QString error; ///< a sentence; empty: all well
};

/// The address, or the saved connection of that name, with the options laid over it.
/// @param environmentHasValue  EVENT_MANAGER_HEADER_VALUE is set; an empty value is a value
Target resolveTarget(const Arguments &arguments, const ProfileStore &profiles, bool environmentHasValue);

/// The bytes of a value file, less one LF or CRLF at the end. Nothing, and a sentence, if it cannot be read.
std::optional<Secret> readValueFile(const QString &file, QString *error);

/// What to say where no value is known; names the option that would give it.
QString missingSecretSentence(const QString &headerName);

} // namespace console::cli
