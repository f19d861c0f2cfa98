#pragma once

#include "lib/log/messagelog.h"
#include "ui/models/pacer.h"

namespace console {

/// Tells models that the log has grown, at most 20 times a second, however fast it grows. Models announce
/// rows only here, so all views of one log move together. GUI thread.
class LogFeed : public QObject
{
    Q_OBJECT
public:
    static constexpr int interval = 50; ///< milliseconds

    explicit LogFeed(MessageLog *log, QObject *parent = nullptr);

    MessageLog *log() const { return m_log; }
    MessageId end() const { return m_end; } ///< what has been announced; models must not look beyond
    bool isPaused() const { return m_paused; }
    /// Rows that wait for the end of a pause.
    quint64 heldBack() const { return m_log->end().value - m_end.value; }

public slots:
    /// While paused nothing is announced but what leaves at the front; receiving goes on. Resuming announces
    /// all at once.
    void setPaused(bool paused);

signals:
    void advanced(
        MessageId from, MessageId to); ///< rows [from, to) are new; rows before log()->first() are gone
    void removedFromFront(MessageId newFirst); ///< at once, not coalesced: rows are about to be unreadable
    void pausedChanged(bool paused);

private:
    void announce();
    void drop(MessageId newFirst);

    MessageLog *m_log;
    MessageId m_end;
    Pacer m_pacer;
    bool m_paused = false;
};

} // namespace console
