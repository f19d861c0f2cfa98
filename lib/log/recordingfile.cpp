#include "lib/log/recordingfile.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// Whoever removes a file that is being written leaves it without a name: the disk still takes everything.
bool isGone(const QFile &file)
{
    struct stat facts = {};
    return ::fstat(file.handle(), &facts) == 0 && facts.st_nlink == 0;
}

} // namespace

RecordingFile::RecordingFile(QObject *parent) : QObject(parent), m_due(this)
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, [this] {
        if (m_target)
            follow(m_target->writer.flushIfDue(steady_clock::now()));
    });
}

RecordingFile::~RecordingFile()
{
    end();
}

void RecordingFile::open(const QString &path, const RecordingFacts &facts)
{
    end();
    m_status = {};
    m_status.file = path;
    m_status.since = QDateTime::currentMSecsSinceEpoch() * 1000;
    m_received = 0;
    m_size = 0;
    m_target = std::make_unique<Target>(path);
    if (const QString problem = problemOfOpening(); !problem.isEmpty())
        return fail(problem);
    follow(m_target->writer.begin(facts));
}

QString RecordingFile::problemOfOpening()
{
    m_target->lock.setStaleLockTime(0); // a session lasts for days; a dead owner is noticed anyway
    if (!m_target->lock.tryLock(0)) {
        if (m_target->lock.error() == QLockFile::LockFailedError)
            return u"Another program records to “%1”."_s.arg(m_status.file);
        return u"The folder “%1” cannot be written."_s.arg(QFileInfo(m_status.file).absolutePath());
    }
    // Unbuffered: what is written must outlive this program at once.
    const auto mode = QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered;
    if (m_target->file.open(mode, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        m_target->readable = RecordedFile::open(m_status.file);
        return {};
    }
    if (QFileInfo::exists(m_status.file))
        return u"%1 exists already, and a recording never overwrites a file."_s.arg(name());
    return u"%1 cannot be written: %2."_s.arg(name(), m_target->file.errorString());
}

void RecordingFile::describe(const RecordingFacts &facts)
{
    if (m_target)
        follow(m_target->writer.describe(facts));
}

void RecordingFile::append(const MessageBatch &batch)
{
    m_received += batch.receivedRows();
    if (m_target)
        follow(m_target->writer.append(batch, steady_clock::now()));
    else if (m_status.state == RecorderStatus::State::Failed)
        setState(RecorderStatus::State::Failed);
}

void RecordingFile::flush()
{
    if (m_target)
        follow(m_target->writer.flush());
}

/// Looks at what a write has come to.
void RecordingFile::follow(bool written)
{
    if (!written)
        return fail(u"%1 takes nothing more: %2. What was recorded until then can be read."_s.arg(
            name(), m_target->file.errorString()));
    if (const quint64 size = m_target->writer.size(); size != m_size) {
        m_size = size;
        tellPlaces();
        if (isGone(m_target->file))
            return fail(goneText());
        setState(RecorderStatus::State::Recording);
    }
    schedule();
}

/// Also of a file that is gone: as long as somebody holds it open it can be read.
void RecordingFile::tellPlaces()
{
    TextPlaces places = m_target->writer.takePlaces();
    if (places.empty())
        return;
    m_status.end = places.back().end();
    if (!m_target->readable)
        return;
    for (TextPlace &place : places)
        place.file = m_target->readable;
    emit written(places);
}

void RecordingFile::schedule()
{
    const std::optional<RecordingWriter::Time> due = m_target->writer.due();
    if (!due)
        return m_due.stop();
    if (!m_due.isActive())
        m_due.start(std::max(milliseconds(0), std::chrono::ceil<milliseconds>(*due - steady_clock::now())));
}

void RecordingFile::end()
{
    if (!m_target)
        return;
    if (!m_target->writer.end())
        return follow(false);
    tellPlaces();
    m_status.recorded = m_target->writer.messages();
    if (isGone(m_target->file))
        return fail(goneText());
    if (::fsync(m_target->file.handle()) != 0)
        return fail(u"%1 may not have reached the disk: %2."_s.arg(name(), qt_error_string()));
    m_due.stop();
    setState(RecorderStatus::State::Stopped);
    m_target.reset();
}

void RecordingFile::fail(const QString &reason)
{
    m_due.stop();
    if (m_target->file.isOpen()) {
        m_target->file.resize(qint64(m_target->writer.size())); // half a chunk helps nobody
        const bool isLost = isGone(m_target->file);
        m_status.recorded = isLost ? 0 : m_target->writer.messages();
        m_status.end = isLost ? MessageId() : m_status.end;
    }
    m_target.reset();
    m_status.reason = reason;
    setState(RecorderStatus::State::Failed);
}

void RecordingFile::setState(RecorderStatus::State state)
{
    m_status.state = state;
    if (m_target) {
        m_status.recorded = m_target->writer.messages();
        m_status.size = m_target->writer.size();
        m_status.until = m_target->writer.lastTime();
    }
    m_status.waiting = m_target ? m_target->writer.waiting() : 0;
    m_status.notRecorded = state == RecorderStatus::State::Failed ? m_received - m_status.recorded : 0;
    emit statusChanged(m_status, m_received);
}

QString RecordingFile::goneText() const
{
    return u"%1 is gone: it was removed while it was written."_s.arg(name());
}

QString RecordingFile::name() const
{
    return u"The recording “%1”"_s.arg(m_status.file);
}

} // namespace console

#include "moc_recordingfile.cpp"
