#pragma once

#include "app/cli/arguments.h"

namespace console::cli {

/// The commands that work on a recording instead of a server. Each reads the whole file, tells on standard
/// error what is not as it should be, and answers the program's exit code.

/// Prints what is in a recording, and what is missing.
int showInfo(const Arguments &arguments);
/// Prints the rows in the form of --to, or writes them to --output, which is there in full or not at all.
int convert(const Arguments &arguments);
/// Gives a recording its end: a copy of it, or with --in-place itself.
int repair(const Arguments &arguments);

} // namespace console::cli
