#pragma once

namespace console::cli {

/// What the program ends with; scripts rely on it. A signal adds its number to 128.
namespace exitcode {
constexpr int done = 0;
constexpr int otherAnswer = 1; ///< answered, but not with Status "OK"
constexpr int wrongUsage = 2;
constexpr int notConnected = 3; ///< or the connection ended early
constexpr int noAnswer = 4;
constexpr int fileTrouble = 5; ///< a file cannot be read or written
constexpr int firstStep = 10; ///< doctor: the first of its steps failed; 11 to 15 for the others
constexpr int signalled = 128;
} // namespace exitcode

} // namespace console::cli
