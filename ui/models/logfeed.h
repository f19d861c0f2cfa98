#pragma once

#include "lib/log/messagelog.h"

#include <QTimer>

namespace console {

/// Tells models that the log has grown, at most 20 times a second, however fast it grows. Models announce rows only here, so
/// all views of one log move together. GUI thread.
class LogFeed : public QObject
{
    Q_OBJECT
public:
    static constexpr int interval = 50; ///< milliseconds

    explicit LogFeed(MessageLog *log, QObject *parent = nullptr);

    MessageLog *log() const { return m_log; }
    MessageId end() const { return m_end; } ///< what has been announced; models must not look beyond

signals:
    void advanced(MessageId from, MessageId to); ///< rows [from, to) are new; rows before log()->first() are gone
    void removedFromFront(MessageId newFirst); ///< at once, not coalesced: rows are about to be unreadable

private:
    void announce();

    MessageLog *m_log;
    MessageId m_end;
    QTimer m_timer;
};

} // namespace console
