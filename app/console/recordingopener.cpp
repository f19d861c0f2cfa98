#include "app/console/recordingopener.h"

#include "app/console/endingsessions.h"
#include "app/console/openrecordings.h"

namespace console {

RecordingOpener::RecordingOpener(
    SessionFactory factory, OpenRecordings *opened, EndingSessions *ending, QObject *parent)
    : QObject(parent), m_factory(std::move(factory)), m_opened(opened), m_ending(ending)
{
}

void RecordingOpener::open(const QString &file)
{
    forget();
    m_session = m_factory();
    m_opened->add(file, m_session.get());
    connect(m_session.get(), &Session::openedChanged, this, &RecordingOpener::look, Qt::SingleShotConnection);
    m_session->openRecording(file);
}

/// Nobody waits until it has stopped reading.
void RecordingOpener::forget()
{
    if (!m_session)
        return;
    m_session->disconnect(this);
    m_ending->add(std::move(m_session));
}

/// The first rows are here, or the reason why there are none.
void RecordingOpener::look()
{
    const QString problem = m_session->opened()->problem;
    if (problem.isEmpty())
        return emit opened();
    forget();
    emit failed(problem);
}

} // namespace console
