#pragma once

namespace console {

/// Has the system's fonts listed on another thread. Called before there is a QApplication: while that waits
/// for the display there is time for it, and else the first word on screen would wait for it. Nothing happens
/// where Qt finds its fonts without fontconfig. Main thread.
void prepareFonts();

} // namespace console
