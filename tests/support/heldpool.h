#pragma once

#include "ui/models/workpool.h"

#include <QCoreApplication>
#include <QThread>

#include <future>

namespace console::test {

/// Keeps all that is asked of workPool() waiting, as a costly key would, until it is released.
class HeldPool
{
public:
    HeldPool()
    {
        workPool()->setMaxThreadCount(1);
        workPool()->start([gate = m_gate.get_future().share()] { gate.wait(); });
    }
    ~HeldPool() { release(); }

    /// All that was asked for is answered, and the answers have arrived.
    void release()
    {
        if (std::exchange(m_released, true))
            return;
        m_gate.set_value();
        workPool()->waitForDone();
        workPool()->setMaxThreadCount(QThread::idealThreadCount());
        QCoreApplication::sendPostedEvents();
    }

private:
    std::promise<void> m_gate;
    bool m_released = false;
};

} // namespace console::test
