#include "ui/widgets/figuregatherer.h"

namespace console {

using namespace std::chrono_literals;

FigureGatherer::FigureGatherer(QObject *parent) : QObject(parent), m_timer(this)
{
    m_steady.start();
    m_timer.setInterval(500ms);
    connect(&m_timer, &QTimer::timeout, this, &FigureGatherer::gather);
}

void FigureGatherer::setModels(SessionModels *models)
{
    m_models = models;
}

void FigureGatherer::setShown(bool shown)
{
    m_shown = shown;
}

void FigureGatherer::gather()
{
    if (!m_models)
        return m_timer.stop();
    m_rate.sample(m_models->session()->events(), m_steady.elapsed());
    emit gathered(figures());
    if (!m_timer.isActive())
        m_timer.start();
}

SessionFigures FigureGatherer::figures() const
{
    Session *session = m_models->session();
    const ExchangeLog &exchanges = *session->exchanges();
    SessionFigures figures;
    figures.hasSession = m_shown;
    figures.lastEvent = session->lastEventTime();
    figures.eventsPerSecond = m_rate.perSecond();
    figures.requests = quint64(exchanges.requests());
    figures.waiting = quint64(exchanges.waiting());
    figures.unmatched = quint64(exchanges.unmatched());
    figures.malformed = session->malformed();
    figures.dropped = session->dropped() + session->log()->droppedRows();
    figures.recording = m_recording;
    figures.events = session->events();
    figures.span = session->log()->lastTime() - session->log()->firstTime();
    if (const OpenedRecording *opened = session->opened())
        figures.opened = opened->progress;
    return figures;
}

} // namespace console
