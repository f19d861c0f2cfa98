#include "lib/connection/probereport.h"

#include "lib/connection/plaintext.h"

#include <QDateTime>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 2'000; ///< characters; names in a certificate have no bound of their own

qint64 milliseconds(qint64 microseconds)
{
    return (microseconds + 500) / 1'000;
}

QString withoutSpacesAtEnd(const QString &line)
{
    qsizetype size = line.size();
    while (size > 0 && line[size - 1] == u' ')
        --size;
    return line.first(size);
}

QString timeText(qint64 microseconds, const QString &format)
{
    return QDateTime::fromMSecsSinceEpoch(microseconds / 1'000, Qt::UTC).toString(format);
}

} // namespace

QString toText(ProbeStep step)
{
    switch (step) {
    case ProbeStep::Address:
        return u"Find the address"_s;
    case ProbeStep::Port:
        return u"Reach the port"_s;
    case ProbeStep::Certificate:
        return u"Check the server certificate"_s;
    case ProbeStep::Tls:
        return u"Finish the TLS handshake"_s;
    case ProbeStep::WebSocket:
        return u"Open the WebSocket"_s;
    case ProbeStep::Message:
        return u"First message"_s;
    }
    return {};
}

QString stepName(ProbeStep step)
{
    switch (step) {
    case ProbeStep::Address:
        return u"name"_s;
    case ProbeStep::Port:
        return u"port"_s;
    case ProbeStep::Certificate:
        return u"certificate"_s;
    case ProbeStep::Tls:
        return u"tls"_s;
    case ProbeStep::WebSocket:
        return u"websocket"_s;
    case ProbeStep::Message:
        return u"message"_s;
    }
    return {};
}

QString toText(StepOutcome outcome)
{
    switch (outcome) {
    case StepOutcome::Pending:
        return u"pending"_s;
    case StepOutcome::Running:
        return u"running"_s;
    case StepOutcome::Done:
        return u"done"_s;
    case StepOutcome::Failed:
        return u"failed"_s;
    case StepOutcome::Remark:
        return u"remark"_s;
    }
    return {};
}

std::optional<ProbeStep> failedStep(const ProbeReport &report)
{
    for (const StepResult &result : report.steps) {
        if (result.outcome == StepOutcome::Failed)
            return result.step;
    }
    return std::nullopt;
}

QStringList ladderText(const ProbeReport &report)
{
    QStringList lines;
    for (const StepResult &result : report.steps) {
        const bool ended = result.outcome != StepOutcome::Pending && result.outcome != StepOutcome::Running;
        const QString time = ended ? u"%1 ms"_s.arg(milliseconds(result.duration)) : QString();
        const QString line = u"%1  %2  %3  %4"_s.arg(toText(result.outcome), -7)
                                 .arg(toText(result.step), -28)
                                 .arg(time, 8)
                                 .arg(plainText(result.detail, longestText));
        lines.append(withoutSpacesAtEnd(line));
    }
    return lines;
}

QStringList failureText(const Failure &failure)
{
    if (!failure)
        return {};
    QStringList lines{plainText(failure.title, longestText), plainText(failure.cause, longestText)};
    for (qsizetype i = 0; i < failure.advice.size(); ++i)
        lines.append(u"%1. %2"_s.arg(i + 1).arg(plainText(failure.advice[i], longestText)));
    return lines;
}

QString reportText(const ProbeReport &report, const QString &title)
{
    QStringList lines{title,
        u"%1, %2 UTC"_s.arg(report.address, timeText(report.startedAt, u"yyyy-MM-dd HH:mm:ss"_s)), QString(),
        u"How far it got, in %1 ms"_s.arg(milliseconds(report.duration))};
    lines += ladderText(report);
    lines.append(QString());
    if (report.failure) {
        lines += failureText(report.failure);
        if (!report.failure.detail.isEmpty())
            lines.append(u"Detail: "_s + plainText(report.failure.detail, longestText));
        lines.append(QString());
    }
    for (const ProbeLine &line : report.lines)
        lines.append(timeText(line.time, u"HH:mm:ss.zzz"_s) + u"  "_s + line.text);
    return lines.join(u'\n') + u'\n';
}

} // namespace console
