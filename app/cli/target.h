#pragma once

#include "app/cli/arguments.h"
#include "lib/profile/profilesecrets.h"
#include "lib/profile/profilestore.h"

namespace console::cli {

/// What TARGET and the options about the connection stand for.
struct Target
{
    Profile profile;
    QList<SecretNeed> needs; ///< and where they may be looked for
    QString error; ///< a sentence; empty: all well
};

/// The address, or the saved connection of that name, with the options laid over it.
Target resolveTarget(const Arguments &arguments, const ProfileStore &profiles);

/// The secrets that options and environment give; a file outranks its variable, an empty value is a value.
/// Nothing, and a sentence, if a file cannot be read.
std::optional<SecretsByName> givenSecrets(const Arguments &arguments, QString *error);

/// The bytes of a value file, less one LF or CRLF at the end. Nothing, and a sentence, if it cannot be read.
std::optional<Secret> readValueFile(const QString &file, QString *error);

/// What to say where a secret is not known; names the option that would give it.
QString missingSecretSentence(const SecretNeed &need);

} // namespace console::cli
