#pragma once

#include "lib/log/recordedtext.h"
#include "lib/log/recorderstatus.h"
#include "lib/log/recordingfacts.h"
#include "lib/protocol/messagebatch.h"

#include <QThread>
#include <QTimer>

#include <atomic>

namespace console {

class RecordingFile;

/// Records a session's batches to a file on a thread of its own: a slow disk delays nobody. What waits for
/// the disk is bounded; above it messages are counted instead, and the hole is noted in the file. Lives on
/// the thread that made it; its file is held by a lock file beside it.
class Recorder : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 maximumQueue = 64 * 1024 * 1024; ///< bytes of rows and text
    /// Batches wait so long for others, or until they are so large: waking the thread for each would cost as
    /// much as compressing it.
    static constexpr std::chrono::milliseconds handOverInterval{100};
    static constexpr qint64 handOverSize = 1024 * 1024; ///< bytes of rows and text

    /// @param queueLimit  bytes; one batch is always taken
    explicit Recorder(qint64 queueLimit = maximumQueue, QObject *parent = nullptr);
    /// Ends the recording: what was appended is written. Waits for the disk.
    ~Recorder() override;

    /// Begins a new file; never one that exists. The status says whether that worked.
    void start(const QString &file, const RecordingFacts &facts);
    /// What became known later.
    void describe(const RecordingFacts &facts);
    /// @pre all batches since start() come here, in order; after a start in the midst of a session first of
    /// all one without rows that introduces the strings so far.
    void append(const BatchList &batches);
    /// Writes what was appended, and the end; stopped() follows, also where nothing is recorded.
    void stop();
    /// Writes what was appended; flushed() follows.
    void flush();

    const RecorderStatus &status() const { return m_status; }

signals:
    void statusChanged(const console::RecorderStatus &status);
    void written(const console::TextPlaces &places); ///< these rows are in the file and can be read back
    /// To be noted in the session: some rows are not in the file.
    void noteNeeded(const QString &text);
    void stopped();
    void flushed();

private:
    /// What was counted since the recording began, here and not on the other thread.
    struct Counts
    {
        MessageId first; ///< row
        quint64 before = 0; ///< messages that the socket had delivered before
        quint64 arrived = 0; ///< until now, those included
        quint64 dropped = 0; ///< messages without a row
        quint64 handed = 0; ///< received messages
        quint64 skipped = 0; ///< of these, the ones that the queue had no room for
    };
    void count(const MessageBatch &batch);
    void take(const BatchPointer &batch);
    void skip(const MessageBatch &batch);
    void endGap();
    void handOver();
    void takeStatus(const RecorderStatus &status, quint64 taken);
    void announce();
    template <typename Work>
    void post(Work work); ///< to the thread, behind all batches

    QThread m_thread;
    RecordingFile *m_file; ///< on the thread
    qint64 m_queueLimit;
    std::atomic<qint64> m_queued = 0; ///< bytes that wait for the disk
    BatchList m_collected; ///< of these, what the thread has not been given yet
    qint64 m_collectedSize = 0; ///< bytes
    QTimer m_handOver; ///< child
    RecorderStatus m_status;
    RecorderStatus m_written; ///< as the file said last
    quint64 m_taken = 0; ///< received messages that had come to the file by then
    Counts m_counts;
    QString m_path; ///< where the recording goes that was started last
    bool m_isOn = false; ///< between start() and stop()
    quint64 m_gap = 0; ///< messages skipped since the last batch that the queue had room for
};

} // namespace console
