#pragma once

#include "lib/session.h"

#include <QObject>

#include <functional>
#include <memory>

namespace console {

class EndingSessions;
class OpenRecordings;

/// Opens a recording as a session that nobody sees until its first rows are here, so that nothing on screen
/// goes for a file that is none. One at a time. GUI thread.
class RecordingOpener : public QObject
{
    Q_OBJECT
public:
    using SessionFactory = std::function<std::unique_ptr<Session>()>;

    /// Both must outlive it.
    RecordingOpener(
        SessionFactory factory, OpenRecordings *opened, EndingSessions *ending, QObject *parent = nullptr);

    /// opened() or failed() follows, unless forget() or another open() comes first.
    void open(const QString &file);
    void forget();
    /// The session of opened(), once.
    std::unique_ptr<Session> take() { return std::move(m_session); }

signals:
    void opened();
    void failed(const QString &problem);

private:
    void look();

    SessionFactory m_factory;
    OpenRecordings *m_opened;
    EndingSessions *m_ending;
    std::unique_ptr<Session> m_session;
};

} // namespace console
