#pragma once

#include "lib/connection/connectionstatus.h"

#include <QList>

#include <optional>

namespace console {

/// The steps from nothing to the first message, in their order.
enum class ProbeStep { Address, Port, Certificate, Tls, WebSocket, Message };

enum class StepOutcome {
    Pending, ///< not reached
    Running,
    Done,
    Failed,
    Remark, ///< done, with something to say: nobody answered the first message
};

struct StepResult
{
    ProbeStep step = ProbeStep::Address;
    StepOutcome outcome = StepOutcome::Pending;
    qint64 duration = 0; ///< microseconds
    QString detail; ///< "192.0.2.14 and one IPv6 address"
};

/// A line of the report: what was observed when.
struct ProbeLine
{
    enum class Tone { Plain, Warning, Error };

    qint64 time = 0; ///< microseconds UTC
    QString text; ///< plain text, without a secret
    Tone tone = Tone::Plain;
};

/// What the connection doctor found; a value.
struct ProbeReport
{
    QString address; ///< "wss://host:9002/path", without a query
    qint64 startedAt = 0; ///< microseconds UTC
    qint64 duration = 0; ///< microseconds, of all steps
    QList<StepResult> steps; ///< always six
    QList<ProbeLine> lines;
    Failure failure; ///< of the step that failed; none: all is well
    PeerCertificate peer;
    QString tlsVersion;
    bool finished = false;
};

/// "Find the address", "Reach the port" …
QString toText(ProbeStep step);
/// "name", "port", "tls", "certificate", "websocket", "message" (contracts §5).
QString stepName(ProbeStep step);
/// "pending", "done", "failed", "remark".
QString toText(StepOutcome outcome);

/// The step that failed; none: all is well, or not yet known.
std::optional<ProbeStep> failedStep(const ProbeReport &report);

/// One line for each step: outcome, name, milliseconds, detail.
QStringList ladderText(const ProbeReport &report);
/// Title, cause and numbered advice; empty without a failure.
QStringList failureText(const Failure &failure);

/// The whole report as text, to be copied or saved. Holds no secret.
QString reportText(const ProbeReport &report, const QString &title);

} // namespace console

Q_DECLARE_METATYPE(console::ProbeReport)
