#include "app/terminationsignals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace console {

namespace {

int writeEnd = -1; ///< the handler can reach nothing but a global

void handle(int signal)
{
    const int interrupted = errno;
    const char byte = char(signal);
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
    errno = interrupted;
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent) : QObject(parent)
{
    std::array<int, 2> ends;
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    writeEnd = ends[1];
    auto *notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, readEnd = ends[0]] {
        char byte = 0;
        if (::read(readEnd, &byte, 1) == 1)
            emit received(byte);
    });
    std::signal(SIGINT, handle);
    std::signal(SIGTERM, handle);
}

} // namespace console
