#pragma once

#include "app/cli/arguments.h"

class QCommandLineParser;

namespace console::cli {

/// Tells the parser, and whoever reads the help, which commands and options there are.
/// @param mode  decides what --json takes
void describeCommandLine(QCommandLineParser &parser, Mode mode);

/// All that only a connection needs.
QStringList connectionOptions();
/// All that only a recording that is read has.
QStringList recordingOptions();

/// "number, time, direction": the columns of CSV.
QString columnNames();

} // namespace console::cli
