#pragma once

#include "lib/connection/connectionsettings.h"
#include "lib/connection/failure.h"

namespace console {

/// When a lost connection is tried again: pauses that double up to a longest one, scattered by a fifth so
/// that many clients of one server do not return at once (contracts §3, "Retry"). A value.
class RetrySchedule
{
public:
    RetrySchedule() = default;
    explicit RetrySchedule(const ReconnectRule &rule) : m_rule(rule) { }

    /// Can another try help after this? An unreadable message may have been an accident once, not twice.
    bool allows(const Failure &failure) const;
    /// The pause before the next try. @param chance  0 to 1, from a random generator
    std::chrono::milliseconds next(const Failure &failure, double chance);
    int tries() const { return m_tries; } ///< since the connection was lost
    void proven() { m_tries = 0; } ///< a message came: the next loss is a new one

private:
    ReconnectRule m_rule;
    int m_tries = 0;
    int m_unreadable = 0;
};

} // namespace console
