#pragma once

#include <QCoreApplication>
#include <QThreadPool>

#include <future>

namespace console::test {

/// Keeps all that is asked of the pool waiting, as a costly key would, until it is released.
class HeldPool
{
public:
    HeldPool()
    {
        pool()->setMaxThreadCount(1);
        pool()->start([gate = m_gate.get_future().share()] { gate.wait(); });
    }
    ~HeldPool() { release(); }

    /// All that was asked for is answered, and the answers have arrived.
    void release()
    {
        if (std::exchange(m_released, true))
            return;
        m_gate.set_value();
        pool()->waitForDone();
        pool()->setMaxThreadCount(QThread::idealThreadCount());
        QCoreApplication::sendPostedEvents();
    }

private:
    static QThreadPool *pool() { return QThreadPool::globalInstance(); }

    std::promise<void> m_gate;
    bool m_released = false;
};

} // namespace console::test
