#include "ui/models/workpool.h"

#include <QCoreApplication>

namespace console {

namespace {

class WorkPool : public QThreadPool
{
public:
    WorkPool()
    {
        qAddPostRoutine([] { workPool()->waitForDone(); });
    }
};

} // namespace

QThreadPool *workPool()
{
    static WorkPool pool;
    return &pool;
}

} // namespace console
