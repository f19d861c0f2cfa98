#pragma once

#include <QThreadPool>

namespace console {

/// The threads for what takes too long for the GUI thread. Not Qt's own pool: Qt has that one help it to
/// paint large areas, and the GUI thread waits for it there, behind whatever it is busy with. Any thread;
/// ends with the application, after all that it was asked for.
QThreadPool *workPool();

} // namespace console
