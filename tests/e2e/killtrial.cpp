#include "tests/e2e/killtrial.h"

#include "lib/log/recordingreader.h"
#include "tests/e2e/program.h"

#include <QDeadlineTimer>
#include <QFileInfo>

#include <chrono>

using namespace Qt::StringLiterals;

namespace console::test {

namespace {

constexpr int patience = 20'000; ///< milliseconds
constexpr int soonest = 1'000; ///< likewise, of recording, before the kill
constexpr int latest = 2'500;

qint64 now()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

/// False where the listener prints too little in time.
bool waitForOutput(Program &listener, qsizetype bytes)
{
    const QDeadlineTimer deadline(patience);
    while (listener.output().size() < bytes && !deadline.hasExpired())
        listener.waitForReadyRead(int(deadline.remainingTime()));
    return listener.output().size() >= bytes;
}

/// The listener's output goes on being read meanwhile.
bool waitForFile(const QString &path, Program &listener)
{
    const QDeadlineTimer deadline(patience);
    while (QFileInfo(path).size() == 0 && !deadline.hasExpired())
        listener.waitForReadyRead(100);
    return QFileInfo(path).size() > 0;
}

} // namespace

QString KillTrial::run()
{
    const QString path = m_folder.filePath(u"killed.mcap"_s);
    QFile::remove(path);
    Program listener;
    start(listener, {u"listen"_s}, {u"--raw"_s});
    if (!waitForOutput(listener, 1))
        return u"The listener hears nothing: "_s + QString::fromUtf8(listener.complaints());
    if (!recordUntilKilled(path, listener))
        return u"Nothing is recorded."_s;
    if (const QString problem = read(path); !problem.isEmpty())
        return problem;
    if (m_missing >= mostMissing)
        return u"The last %1 µs before the kill are missing."_s.arg(m_missing);
    return listenerReceivedTheSame(listener) ? QString() : u"The listener received something else."_s;
}

void KillTrial::start(Program &program, const QStringList &command, const QStringList &rest) const
{
    const QUrl url = m_simulator.settings().url;
    program.setProcessEnvironment(bareEnvironment(m_folder.path()));
    program.start(QStringLiteral(CLI_PROGRAM),
        command + QStringList{url.toString(), u"--ca"_s, m_simulator.certificateFile()} + rest);
}

/// The moment is counted in what the other client received: it knows nothing of when chunks are written.
bool KillTrial::recordUntilKilled(const QString &path, Program &listener)
{
    Program recording;
    start(recording, {u"record"_s}, {path});
    if (!waitForFile(path, listener)
        || !waitForOutput(listener, listener.output().size() + bytesIn(m_random.bounded(soonest, latest))))
        return false;
    m_killed = now();
    recording.kill();
    return recording.waitForFinished();
}

QString KillTrial::read(const QString &path)
{
    RecordingReader reader(path);
    if (!reader.problem().isEmpty())
        return reader.problem();
    m_recorded.clear();
    m_messages = 0;
    m_missing = mostMissing;
    MessageId next(1);
    while (const BatchPointer batch = reader.next()) {
        if (batch->first != next)
            return u"Row %1 follows row %2."_s.arg(batch->first.value).arg(next.value - 1);
        for (size_t row = 0; row < batch->rows.size(); ++row) {
            if (!batch->rows[row].isReceived())
                continue;
            m_recorded += batch->textOf(row).toByteArray() + '\n';
            ++m_messages;
        }
        m_missing = m_killed - batch->rows.back().time;
        next = batch->first + batch->rows.size();
    }
    return m_messages > 0 ? QString() : u"The file holds no message."_s;
}

/// Whether all that is recorded came to the listener as one piece; it may be behind.
bool KillTrial::listenerReceivedTheSame(Program &listener) const
{
    for (int second = 0; second < 5; ++second) {
        if (listener.output().contains(m_recorded))
            return true;
        waitForOutput(listener, listener.output().size() + bytesIn(1'000));
    }
    return false;
}

/// What the listener prints in this time, about.
qsizetype KillTrial::bytesIn(int milliseconds) const
{
    constexpr qsizetype eventSize = 180;
    return eventSize * m_rate / 1'000 * milliseconds;
}

} // namespace console::test
