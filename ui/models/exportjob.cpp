#include "ui/models/exportjob.h"

namespace console {

ExportJob::ExportJob(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(progressInterval);
    connect(&m_timer, &QTimer::timeout, this, &ExportJob::tellProgress);
}

ExportJob::~ExportJob()
{
    cancel();
    m_pool.waitForDone();
}

void ExportJob::start(const QString &file, std::unique_ptr<ExportSnapshot> snapshot,
    const ExportOptions &options, const RecordingFacts &facts)
{
    m_work = std::make_shared<Work>();
    m_work->rows = snapshot->rows();
    m_timer.start();
    const std::shared_ptr<ExportSnapshot> rows = std::move(snapshot);
    m_pool.start([this, work = m_work, rows, file, options, facts] {
        const ExportResult result = exportToFile(file, rows->source(), options, facts, work->cancelled,
            [&work](quint64 done) { work->done = done; });
        // The destructor waits for this thread, so there is still somebody to tell.
        QMetaObject::invokeMethod(
            this, [this, result] { end(result); }, Qt::QueuedConnection);
    });
}

void ExportJob::cancel()
{
    if (m_work)
        m_work->cancelled = true;
}

void ExportJob::tellProgress()
{
    if (m_work && m_work->rows > 0)
        emit progressed(double(m_work->done) / double(m_work->rows));
}

void ExportJob::end(const ExportResult &result)
{
    m_timer.stop();
    m_work.reset();
    emit ended(result);
}

} // namespace console
