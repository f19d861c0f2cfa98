#include "ui/models/logfeed.h"

#include <algorithm>

namespace console {

LogFeed::LogFeed(MessageLog *log, QObject *parent)
    : QObject(parent), m_log(log), m_end(log->end()), m_pacer(interval)
{
    connect(log, &MessageLog::appended, &m_pacer, &Pacer::request);
    connect(log, &MessageLog::removedFromFront, this, &LogFeed::drop);
    connect(&m_pacer, &Pacer::due, this, &LogFeed::announce);
}

void LogFeed::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    emit pausedChanged(paused);
    if (!paused)
        announce();
}

void LogFeed::announce()
{
    if (m_paused || m_end == m_log->end())
        return;
    const MessageId from = m_end;
    m_end = m_log->end();
    emit advanced(from, m_end);
}

/// What leaves before it was announced was never there for the models.
void LogFeed::drop(MessageId newFirst)
{
    m_end = std::max(m_end, newFirst);
    emit removedFromFront(newFirst);
}

} // namespace console
