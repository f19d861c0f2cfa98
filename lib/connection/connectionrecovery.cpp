// How Connection comes back after a loss, and what it says about the time between.

#include "lib/connection/connection.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <utility>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// "20 ms", "2.1 s", "2 min 14 s", "1 h 3 min".
QByteArray durationText(qint64 microseconds)
{
    const qint64 seconds = microseconds / 1'000'000;
    if (seconds < 1)
        return QByteArray::number(microseconds / 1'000) + " ms";
    if (seconds < 60)
        return QByteArray::number(double(microseconds) / 1e6, 'f', 1) + " s";
    if (seconds < 3'600)
        return QByteArray::number(seconds / 60) + " min " + QByteArray::number(seconds % 60) + " s";
    return QByteArray::number(seconds / 3'600) + " h " + QByteArray::number(seconds / 60 % 60) + " min";
}

} // namespace

void Connection::tryNow()
{
    if (m_status.state == ConnectionState::Retrying)
        tryAgain();
}

void Connection::scheduleTry(const Failure &failure)
{
    const std::chrono::milliseconds pause =
        m_schedule.next(failure, QRandomGenerator::global()->generateDouble());
    m_status.tries = m_schedule.tries();
    m_status.nextTry = m_clock.now() + std::chrono::microseconds(pause).count();
    m_retryTimer.start(pause);
    setState(ConnectionState::Retrying, failure);
}

void Connection::tryAgain()
{
    m_retryTimer.stop();
    startAttempt();
}

/// A peer that fell silent was gone since its last word, not since somebody noticed.
void Connection::beginGap(const Failure &failure, const QString &why)
{
    if (m_clock.now() - m_status.since > std::chrono::microseconds(m_settings.reconnect.longestPause).count())
        m_schedule.proven(); // it held, even if nothing was said
    m_gapReason = why;
    m_status.lostAt = failure.kind == FailureKind::PeerSilent ? m_lastLife : m_clock.now();
}

/// One note a gap, when it ends: "not connected for 2.1 s: The server fell silent". Its length stands in the
/// row too, for timeline and tables.
void Connection::endGap()
{
    if (m_status.lostAt == 0)
        return;
    const qint64 now = m_clock.now();
    const qint64 length = std::max<qint64>(now - std::exchange(m_status.lostAt, 0), 1'000);
    Classification facts;
    facts.kind = MessageKind::Note;
    facts.code = qint32(std::min<qint64>(length / 1'000, std::numeric_limits<qint32>::max()));
    m_writer.append(now, "not connected for " + durationText(length) + ": " + m_gapReason.toUtf8(), facts);
    schedule();
}

void Connection::followWallClock()
{
    const qint64 moved = m_clock.followWallClock();
    if (moved == 0)
        return;
    appendNote(u"The clock moved by %1 s"_s.arg(double(moved) / 1e6, 0, 'f', 1));
    if (m_retryTimer.isActive()) {
        m_status.nextTry =
            m_clock.now() + std::chrono::microseconds(m_retryTimer.remainingTimeAsDuration()).count();
        announce();
    }
    followSleep(moved);
}

/// A computer that slept has probably lost what it had: another try need not wait, and a connection that does
/// not answer a ping now is dead after one interval instead of two.
void Connection::followSleep(qint64 moved)
{
    if (moved < std::chrono::microseconds(m_settings.pingInterval).count())
        return;
    tryNow();
    if (!m_status.isConnected())
        return;
    m_alive = false;
    m_silentIntervals = silentIntervalsOfTheDead - 1;
    m_pingTimer.start(m_settings.pingInterval);
    m_transport->ping();
}

} // namespace console
