#include "app/cli/recordrun.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"
#include "lib/export/rowtext.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace console::cli {

RecordRun::RecordRun(const Arguments &arguments, SecretStore *secrets) : SessionRun(arguments, secrets)
{
    m_duration.setSingleShot(true);
    m_duration.setTimerType(Qt::PreciseTimer);
    connect(&m_duration, &QTimer::timeout, this, [this] { finish(exitcode::done); });
    // Also what comes while the session ends belongs to the recording.
    connect(&session(), &Session::taken, &m_recorder, qOverload<const BatchList &>(&Recorder::append));
    connect(&session(), &Session::statusChanged, this, &RecordRun::describe);
    connect(&m_recorder, &Recorder::noteNeeded, &session(), &Session::note);
    connect(&m_recorder, &Recorder::statusChanged, this, &RecordRun::followRecorder);
    connect(&m_recorder, &Recorder::stopped, this, &RecordRun::tellResult);
}

void RecordRun::open(const ConnectionSettings &settings)
{
    m_facts.server = addressWithoutSecrets(settings.url);
    m_facts.start = rfc3339(QDateTime::currentMSecsSinceEpoch() * 1000);
    m_facts.software = "event-manager-cli " CONSOLE_VERSION;
    m_recorder.start(arguments().file, m_facts);
    SessionRun::open(settings);
}

/// Each connection may show another certificate.
void RecordRun::describe(const ConnectionStatus &status)
{
    const QByteArray sha256 = status.peer.sha256().toHex();
    if (!status.isConnected() || (m_facts.certificateSha256 == sha256 && !m_facts.tlsVersion.isEmpty()))
        return;
    m_facts.tlsVersion = status.tlsVersion.toUtf8();
    m_facts.certificateSha256 = sha256;
    m_recorder.describe(m_facts);
}

void RecordRun::beginWork()
{
    if (arguments().duration)
        m_duration.start(*arguments().duration);
}

void RecordRun::take(const BatchList &batches)
{
    for (const BatchPointer &batch : batches) {
        for (const MessageRecord &row : batch->rows)
            m_received += row.isReceived();
    }
    if (arguments().count && m_received >= *arguments().count)
        finish(exitcode::done);
}

void RecordRun::followRecorder(const RecorderStatus &status)
{
    if (status.state == RecorderStatus::State::Failed)
        fail(exitcode::fileTrouble, status.reason);
}

void RecordRun::sessionEnded()
{
    m_recorder.stop();
}

void RecordRun::tellResult()
{
    const RecorderStatus &status = m_recorder.status();
    if (status.recorded > 0 || (status.state == RecorderStatus::State::Stopped && !status.file.isEmpty()))
        complain(u"%1 messages are recorded in “%2”."_s.arg(status.recorded).arg(status.file));
    if (status.notRecorded > 0)
        complain(u"%1 messages came that are not in it."_s.arg(status.notRecorded));
    reportEnd();
}

} // namespace console::cli
