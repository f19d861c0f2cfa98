#include "app/cli/doctortext.h"

#include "app/cli/exitcode.h"
#include "lib/connection/pin.h"
#include "lib/connection/plaintext.h"
#include "lib/protocol/jsonlexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

constexpr qsizetype longestText = 2'000;

/// In the order of their exit codes (contracts §5), which is not quite the order in which they end.
constexpr ProbeStep stepsByCode[]{ProbeStep::Address, ProbeStep::Port, ProbeStep::Tls, ProbeStep::Certificate,
    ProbeStep::WebSocket, ProbeStep::Message};

QByteArray member(const char *name, const QString &text)
{
    return '"' + QByteArray(name) + "\":" + encodedString(plainText(text, longestText).toUtf8());
}

QByteArray stepJson(const StepResult &result)
{
    return '{' + member("name", stepName(result.step)) + ',' + member("outcome", toText(result.outcome))
        + ",\"ms\":" + QByteArray::number((result.duration + 500) / 1'000) + ','
        + member("detail", result.detail) + '}';
}

QString actionOf(const Failure &failure)
{
    if (!failure.advice.isEmpty())
        return failure.advice.first();
    return failure.actions.isEmpty() ? QString() : toText(failure.actions.first());
}

bool maybeTrusted(FailureKind kind)
{
    return kind == FailureKind::UntrustedCertificate || kind == FailureKind::WrongName;
}

QStringList certificateLines(const ProbeReport &report)
{
    QStringList lines;
    if (failedStep(report) != ProbeStep::Certificate || report.peer.chain.isEmpty())
        return lines;
    const QByteArray sha256 = report.peer.sha256();
    lines.append(u"The server shows the certificate with the SHA-256 %1."_s.arg(formatSha256(sha256)));
    if (maybeTrusted(report.failure.kind))
        lines.append(
            u"If that is what the operator says, add --pin %1"_s.arg(QString::fromLatin1(sha256.toHex())));
    return lines;
}

} // namespace

QByteArray doctorJson(const ProbeReport &report)
{
    const std::optional<ProbeStep> failed = failedStep(report);
    QByteArrayList steps;
    for (const ProbeStep step : stepsByCode)
        steps.append(stepJson(report.steps.value(int(step))));
    return '{' + member("step", failed ? stepName(*failed) : QString()) + ','
        + member("title", report.failure.title) + ',' + member("cause", report.failure.cause) + ','
        + member("action", actionOf(report.failure)) + ",\"steps\":[" + steps.join(',') + "]}\n";
}

QByteArray doctorText(const ProbeReport &report)
{
    QStringList lines{plainText(report.address, longestText), QString()};
    lines += ladderText(report);
    lines.append(QString());
    if (!report.failure)
        lines.append(u"All is well."_s);
    lines += failureText(report.failure);
    if (!report.failure.detail.isEmpty())
        lines.append(u"Detail: "_s + plainText(report.failure.detail, longestText));
    lines += certificateLines(report);
    return lines.join(u'\n').toUtf8() + '\n';
}

int doctorExitCode(const ProbeReport &report)
{
    const std::optional<ProbeStep> failed = failedStep(report);
    if (!failed)
        return exitcode::done;
    const auto found = std::find(std::begin(stepsByCode), std::end(stepsByCode), *failed);
    return exitcode::firstStep + int(found - std::begin(stepsByCode));
}

} // namespace console::cli
