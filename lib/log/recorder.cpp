#include "lib/log/recorder.h"

#include "lib/log/recordingfile.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace console {

namespace {

qint64 sizeOf(const MessageBatch &batch)
{
    return qint64(batch.rows.size() * sizeof(MessageRecord)) + batch.text.size();
}

/// What later rows need to know of rows that are not recorded.
MessageBatch withoutRows(const MessageBatch &batch)
{
    MessageBatch rest;
    rest.first = batch.first + batch.rows.size();
    rest.firstString = batch.firstString;
    rest.strings = batch.strings;
    rest.lost = batch.lost;
    rest.dropped = batch.dropped;
    return rest;
}

} // namespace

Recorder::Recorder(qint64 queueLimit, QObject *parent)
    : QObject(parent), m_file(new RecordingFile), m_queueLimit(queueLimit), m_handOver(this)
{
    m_file->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_file, &QObject::deleteLater);
    m_handOver.setSingleShot(true);
    m_handOver.setInterval(handOverInterval);
    connect(&m_handOver, &QTimer::timeout, this, &Recorder::handOver);
    connect(m_file, &RecordingFile::statusChanged, this, &Recorder::takeStatus, Qt::QueuedConnection);
    connect(m_file, &RecordingFile::written, this, &Recorder::written, Qt::QueuedConnection);
    m_thread.setObjectName(u"recorder"_s);
    m_thread.start();
}

Recorder::~Recorder()
{
    // Behind all that was appended.
    post([this] { m_thread.quit(); });
    m_thread.wait();
}

template <typename Work>
void Recorder::post(Work work)
{
    handOver();
    QMetaObject::invokeMethod(m_file, std::move(work), Qt::QueuedConnection);
}

void Recorder::handOver()
{
    m_handOver.stop();
    if (m_collected.isEmpty())
        return;
    m_collectedSize = 0;
    const auto write = [this, batches = std::exchange(m_collected, {})] {
        for (const BatchPointer &batch : batches) {
            m_file->append(*batch);
            m_queued -= sizeOf(*batch);
        }
    };
    QMetaObject::invokeMethod(m_file, write, Qt::QueuedConnection);
}

void Recorder::start(const QString &file, const RecordingFacts &facts)
{
    m_isOn = true;
    m_path = file;
    m_counts = {};
    m_gap = 0;
    post([this, file, facts] { m_file->open(file, facts); });
}

void Recorder::describe(const RecordingFacts &facts)
{
    if (m_isOn)
        post([this, facts] { m_file->describe(facts); });
}

void Recorder::append(const BatchList &batches)
{
    for (const BatchPointer &batch : batches) {
        if (!m_isOn)
            continue;
        count(*batch);
        take(batch);
    }
}

void Recorder::count(const MessageBatch &batch)
{
    if (!m_counts.first)
        m_counts.first = batch.first;
    if (batch.rows.empty()) // introduces what was before
        m_counts.before = batch.arrived;
    m_counts.arrived = batch.arrived;
    m_counts.dropped += batch.dropped;
    m_counts.handed += batch.receivedRows();
}

void Recorder::take(const BatchPointer &batch)
{
    const qint64 size = sizeOf(*batch);
    const qint64 queued = m_queued;
    if (queued > 0 && queued + size > m_queueLimit)
        return skip(*batch);
    endGap();
    m_queued += size;
    m_collected.append(batch);
    m_collectedSize += size;
    if (m_collectedSize >= handOverSize)
        handOver();
    else if (!m_handOver.isActive())
        m_handOver.start();
}

void Recorder::skip(const MessageBatch &batch)
{
    const quint64 count = batch.receivedRows();
    m_counts.skipped += count;
    m_gap += count;
    post([this, rest = withoutRows(batch)] { m_file->append(rest); });
    announce();
}

void Recorder::endGap()
{
    if (const quint64 gap = std::exchange(m_gap, 0); gap > 0)
        emit noteNeeded(u"The disk is too slow: %1 messages were not recorded"_s.arg(gap));
}

void Recorder::stop()
{
    m_isOn = false;
    post([this] {
        m_file->end();
        QMetaObject::invokeMethod(this, &Recorder::stopped, Qt::QueuedConnection);
    });
}

void Recorder::flush()
{
    post([this] {
        m_file->flush();
        QMetaObject::invokeMethod(this, &Recorder::flushed, Qt::QueuedConnection);
    });
}

void Recorder::takeStatus(const RecorderStatus &status, quint64 taken)
{
    m_written = status;
    m_taken = taken;
    announce();
}

void Recorder::announce()
{
    m_status = m_written;
    if (m_written.file == m_path) { // else the recording before has come to its end
        m_status.first = m_counts.first;
        m_status.notRecorded += m_counts.skipped;
        m_status.waiting += m_counts.handed - m_counts.skipped - m_taken;
        m_status.before = m_counts.before;
        m_status.received = m_counts.arrived - m_counts.before;
        m_status.dropped = m_counts.dropped;
    }
    emit statusChanged(m_status);
}

} // namespace console

#include "moc_recorder.cpp"
