#include "lib/connection/probelog.h"

#include "lib/connection/probetext.h"

#include <QDateTime>

namespace console {

namespace {

/// More lines than any server is worth; a bound, not a wish.
constexpr qsizetype mostLines = 400;

} // namespace

ProbeLog::ProbeLog(const ConnectionSettings &settings)
{
    m_clock.start();
    m_begun.fill(-1);
    m_report.startedAt = QDateTime::currentMSecsSinceEpoch() * 1'000;
    m_report.address = settings.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    for (const ProbeStep step : {ProbeStep::Address, ProbeStep::Port, ProbeStep::Certificate, ProbeStep::Tls,
             ProbeStep::WebSocket, ProbeStep::Message})
        m_report.steps.append({step});
    result(ProbeStep::WebSocket).detail = withCapital(headersText(settings));
}

void ProbeLog::begin(ProbeStep step)
{
    result(step).outcome = StepOutcome::Running;
    m_lastBegun = elapsed();
    m_begun[size_t(step)] = m_lastBegun;
}

void ProbeLog::end(ProbeStep step, StepOutcome outcome, const QString &detail)
{
    const qint64 begun = m_begun[size_t(step)];
    StepResult &ended = result(step);
    ended.outcome = outcome;
    ended.duration = elapsed() - (begun < 0 ? m_lastBegun : begun);
    ended.detail = detail;
}

void ProbeLog::putBack(ProbeStep step)
{
    result(step).outcome = StepOutcome::Pending;
}

void ProbeLog::add(const QString &text, ProbeLine::Tone tone)
{
    // Qt says some things twice: as errors of the certificate, and as that of the socket.
    const bool isSaid = !m_report.lines.isEmpty() && m_report.lines.last().text == text;
    if (m_report.lines.size() < mostLines && !isSaid)
        m_report.lines.append({m_report.startedAt + elapsed(), text, tone});
}

void ProbeLog::raise(const QString &text, ProbeLine::Tone tone)
{
    for (ProbeLine &line : m_report.lines) {
        if (line.text == text)
            line.tone = tone;
    }
}

void ProbeLog::fail(ProbeStep step, const Failure &failure, const QString &detail)
{
    end(step, StepOutcome::Failed, detail);
    m_report.failure = failure;
}

void ProbeLog::finish()
{
    m_report.duration = elapsed();
    m_report.finished = true;
}

} // namespace console
