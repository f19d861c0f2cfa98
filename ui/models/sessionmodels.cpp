#include "ui/models/sessionmodels.h"

namespace console {

SessionModels::SessionModels(Session *session, QObject *parent)
    : QObject(parent), feed(session->log()), events(&feed, session->rooms()), notes(&feed, session->rooms()),
      exchanges(session->log(), session->exchanges()), rooms(session->rooms()),
      timeline(&feed, session->exchanges()), composer(Catalogue::builtIn(), session->rooms()),
      m_session(session)
{
    notes.setKinds({MessageKind::Note});
    timeline.setLive(session->isConnected());
    connect(session, &Session::statusChanged, this,
        [this](const ConnectionStatus &status) { timeline.setLive(status.isConnected()); });
}

MessageId SessionModels::samePerson(MessageId message, int direction) const
{
    const MessageLog *log = m_session->log();
    if (!log->contains(message))
        return {};
    const MessageRecord &wanted = log->record(message);
    if (!wanted.participant)
        return {};
    MessageId id = message;
    while (true) {
        id = MessageId(id.value + quint64(direction));
        if (!log->contains(id))
            return {};
        const MessageRecord &record = log->record(id);
        if (record.participant == wanted.participant && record.room == wanted.room)
            return id;
    }
}

void RateMeter::sample(quint64 total, qint64 time)
{
    if (!m_samples.empty() && total < m_samples.back().total)
        m_samples.clear(); // another session
    m_samples.push_back({total, time});
    while (m_samples.size() > 2 && m_samples[1].time <= time - 2'000)
        m_samples.pop_front();
}

double RateMeter::perSecond() const
{
    if (m_samples.size() < 2 || m_samples.back().time == m_samples.front().time)
        return 0;
    const double milliseconds = double(m_samples.back().time - m_samples.front().time);
    return double(m_samples.back().total - m_samples.front().total) * 1000 / milliseconds;
}

} // namespace console
