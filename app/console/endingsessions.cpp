#include "app/console/endingsessions.h"

namespace console {

void EndingSessions::add(std::unique_ptr<Session> session)
{
    connect(
        session.get(), &Session::finished, this,
        [this, ending = session.get()] {
            emit ended(ending->recording());
            // Later: it is in the midst of its own signal.
            QMetaObject::invokeMethod(
                this, [this, ending] { remove(ending); }, Qt::QueuedConnection);
        },
        Qt::SingleShotConnection);
    session->shutdown();
    m_sessions.push_back(std::move(session));
}

void EndingSessions::remove(Session *session)
{
    std::erase_if(m_sessions, [session](const auto &ending) { return ending.get() == session; });
    if (m_sessions.empty())
        emit emptied();
}

} // namespace console
