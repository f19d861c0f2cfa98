#pragma once

#include "ui/models/workpool.h"

#include <QFutureWatcher>
#include <QPromise>

#include <functional>
#include <memory>

namespace console {

/// Asks a thread of the pool what takes too long for the GUI thread. Only the answer to the latest question
/// is used, and none once this is gone; nobody waits for it. GUI thread.
template <typename Answer>
class PoolQuestion
{
public:
    explicit PoolQuestion(std::function<void(const Answer &)> use)
    {
        QObject::connect(&m_watcher, &QFutureWatcher<Answer>::finished, &m_watcher, [this, use] {
            if (!m_watcher.isCanceled())
                use(m_watcher.result());
        });
    }

    /// `find` runs in the pool, so it knows all it needs by value.
    void ask(std::function<Answer()> find)
    {
        forget();
        const auto promise = std::make_shared<QPromise<Answer>>();
        m_watcher.setFuture(promise->future());
        workPool()->start([promise, find = std::move(find)] {
            promise->start();
            if (!promise->isCanceled())
                promise->addResult(find());
            promise->finish();
        });
    }

    /// A question that no thread has taken up yet is never asked.
    void forget()
    {
        m_watcher.cancel();
        m_watcher.setFuture({});
    }

private:
    QFutureWatcher<Answer> m_watcher;
};

} // namespace console
