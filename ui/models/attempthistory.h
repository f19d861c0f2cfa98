#pragma once

#include "lib/connection/connectionstatus.h"

#include <QList>
#include <QSet>
#include <QUuid>

namespace console {

/// How an earlier attempt to connect ended.
struct PastAttempt
{
    qint64 time = 0; ///< microseconds UTC of its begin
    qint64 connectedFor = 0; ///< microseconds; 0: it never was connected
    QString failure; ///< title; empty: it ended well
    friend bool operator==(const PastAttempt &, const PastAttempt &) = default;
};

/// Remembers, for each saved connection, how the latest attempts ended; a file of its own, so that "it worked
/// yesterday" is known after a restart. Holds no secret and no message. GUI thread.
class AttemptHistory
{
public:
    static constexpr int kept = 20; ///< for each connection

    explicit AttemptHistory(const QString &file = defaultFile());
    static QString defaultFile();

    /// Newest first.
    QList<PastAttempt> of(const QUuid &profile) const { return m_attempts.value(profile); }
    void add(const QUuid &profile, const PastAttempt &attempt);
    void keepOnly(const QSet<QUuid> &profiles); ///< the others were deleted

private:
    void load();
    void save() const; ///< what cannot be written is only forgotten at the next start

    QString m_file;
    QHash<QUuid, QList<PastAttempt>> m_attempts;
};

/// Turns the states of a connection into attempts, one by one.
class AttemptRecorder
{
public:
    /// The attempt that ended with this status, if one did.
    std::optional<PastAttempt> follow(const ConnectionStatus &status, qint64 now);

private:
    bool m_running = false;
    qint64 m_begun = 0;
    qint64 m_connectedAt = 0;
};

/// "Today 14:03:10", "Yesterday 16:20", "12 Mar 09:02". Local time. @param now  microseconds UTC
QString attemptTimeText(qint64 time, qint64 now);
/// "Client certificate required", "Connected for 2 h 14 min".
QString attemptText(const PastAttempt &attempt);
/// What the history tells about a failure: "It worked yesterday …"; empty: nothing.
QString historyHint(const QList<PastAttempt> &attempts, qint64 now);

} // namespace console
