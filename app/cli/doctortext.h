#pragma once

#include "lib/connection/probereport.h"

namespace console::cli {

/// What doctor prints; pure.

/// One line: {"step","title","cause","action","steps":[{"name","outcome","ms","detail"}…]}. The first four
/// are empty where all is well.
QByteArray doctorJson(const ProbeReport &report);

/// The ladder, then what failed, why, and numbered what to do.
QByteArray doctorText(const ProbeReport &report);

/// 0, or 10 to 15 for the step that failed.
int doctorExitCode(const ProbeReport &report);

} // namespace console::cli
