#pragma once

#include "lib/connection/connectionstatus.h"

namespace console {

// What people read about a connection. Plain texts.

/// "Connected", "Checking certificate".
QString stateText(ConnectionState state);
/// The same, with the countdown where there is one: "Connection lost, next try in 4 s". @param now  µs UTC
QString stateText(const ConnectionStatus &status, qint64 now);
/// Why the connection was lost, when, and how often it was tried again since.
QString lossText(const ConnectionStatus &status);

/// How the server's certificate came to be accepted: "Pinned", "Trusted once", "Verified". Empty before it
/// was seen.
QString trustText(const ConnectionStatus &status);
/// The same in a sentence.
QString trustExplanation(const ConnectionStatus &status);

/// The steps of an attempt in their order, for a list: "Find the address".
struct ConnectionStep
{
    ConnectionState state;
    QString text;
};
QList<ConnectionStep> connectionSteps();

/// "4 ms", "1.2 s": how long a step took.
QString stepDurationText(qint64 microseconds);

/// "12 s", "5 min", "2 h 12 min", "3 d 4 h": in whole units, whatever else it lasts.
QString coarseDurationText(qint64 microseconds);
/// "00:41:52" of microseconds.
QString elapsedText(qint64 microseconds);
/// "now" below 1 s, then "12 s ago", "5 min ago", "2 h 12 min ago", "3 d 4 h ago".
QString agoText(qint64 microseconds);
/// An age whose agoText() is as long as any of the next minutes, or the next hours, or the next days.
qint64 longestAge(qint64 microseconds);

} // namespace console
