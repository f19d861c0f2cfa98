#pragma once

#include <QCoreApplication>
#include <QTimer>

namespace console {

/// Leaves exec(). Not QCoreApplication::quit(), which closes all windows first: what is measured after it
/// would be a window that paints nothing.
inline void leaveLoop()
{
    QCoreApplication::exit();
}

inline void runFor(int milliseconds)
{
    QTimer::singleShot(milliseconds, qApp, &leaveLoop);
    QCoreApplication::exec();
}

/// Until the signal comes.
template <typename Sender, typename Signal>
void runUntil(const Sender *sender, Signal signal)
{
    QObject::connect(sender, signal, qApp, &leaveLoop, Qt::SingleShotConnection);
    QCoreApplication::exec();
}

} // namespace console
