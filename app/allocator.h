#pragma once

namespace console {

/// Makes the C library give large blocks back to the system when they are freed. By itself it stops doing so
/// with the first one, and text that has left the log would leave holes between the rows that stay: 46 MB of
/// them after ten million messages. To be called before other threads start.
void giveLargeBlocksBack();

} // namespace console
