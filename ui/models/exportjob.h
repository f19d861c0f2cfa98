#pragma once

#include "ui/models/exportsnapshot.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace console {

/// Writes a snapshot into a file in a thread of the pool. One export at a time. GUI thread.
class ExportJob : public QObject
{
    Q_OBJECT
public:
    static constexpr int progressInterval = 100; ///< milliseconds

    explicit ExportJob(QObject *parent = nullptr);
    ~ExportJob() override; ///< cancels; waits at most as long as one segment takes

    /// @pre !isRunning()
    void start(const QString &file, std::unique_ptr<ExportSnapshot> snapshot, const ExportOptions &options,
        const RecordingFacts &facts);
    bool isRunning() const { return m_work != nullptr; }
    /// ended() follows; the file is as it was before.
    void cancel();

signals:
    void progressed(double share); ///< 0 to 1
    void ended(const console::ExportResult &result);

private:
    /// What both threads know.
    struct Work
    {
        std::atomic<bool> cancelled = false;
        std::atomic<quint64> done = 0; ///< rows
        quint64 rows = 0;
    };
    void end(const ExportResult &result);
    void tellProgress();

    std::shared_ptr<Work> m_work; ///< null: nothing runs
    QTimer m_timer;
    QThreadPool m_pool;
};

} // namespace console
