#pragma once

namespace console::fuzz {

/// Whether the program took a way, since the last call, that it never took before. Always false where it was
/// not compiled with -fsanitize-coverage=trace-pc. One thread's ways alone are meant.
bool tookNewWay();

} // namespace console::fuzz
