#pragma once

#include "lib/session.h"

#include <QObject>

#include <memory>
#include <vector>

namespace console {

/// Sessions that are no longer on screen: each gets its end and is let go then. Nobody waits for a peer's
/// close or for the disk. GUI thread.
class EndingSessions : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void add(std::unique_ptr<Session> session);
    bool isEmpty() const { return m_sessions.empty(); }

signals:
    void ended(const console::RecorderStatus &recording); ///< one of them
    void emptied();

private:
    void remove(Session *session);

    std::vector<std::unique_ptr<Session>> m_sessions;
};

} // namespace console
