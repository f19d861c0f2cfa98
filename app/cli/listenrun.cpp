#include "app/cli/listenrun.h"

#include "app/cli/exitcode.h"

namespace console::cli {

ListenRun::ListenRun(const Arguments &arguments, SecretStore *secrets)
    : SessionRun(arguments, secrets), m_writer(arguments.raw, arguments.count, arguments.filter)
{
    m_duration.setSingleShot(true);
    m_duration.setTimerType(Qt::PreciseTimer);
    connect(&m_duration, &QTimer::timeout, this, [this] { finish(exitcode::done); });
}

void ListenRun::beginWork()
{
    if (arguments().duration)
        m_duration.start(*arguments().duration);
}

void ListenRun::take(const BatchList &batches)
{
    print(m_writer.lines(batches));
    if (m_writer.isComplete())
        finish(exitcode::done);
}

} // namespace console::cli
