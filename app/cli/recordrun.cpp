#include "app/cli/recordrun.h"

#include "app/cli/exitcode.h"
#include "app/cli/output.h"

using namespace Qt::StringLiterals;

namespace console::cli {

RecordRun::RecordRun(const Arguments &arguments, SecretStore *secrets) : SessionRun(arguments, secrets)
{
    m_duration.setSingleShot(true);
    m_duration.setTimerType(Qt::PreciseTimer);
    connect(&m_duration, &QTimer::timeout, this, [this] { finish(exitcode::done); });
    connect(&session(), &Session::recordingChanged, this, &RecordRun::followRecording);
}

void RecordRun::open(const ConnectionSettings &settings)
{
    session().startRecording(arguments().file);
    SessionRun::open(settings);
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

void RecordRun::followRecording(const RecorderStatus &status)
{
    if (status.state == RecorderStatus::State::Failed)
        fail(exitcode::fileTrouble, status.reason);
}

void RecordRun::sessionEnded()
{
    const RecorderStatus &status = session().recording();
    if (status.recorded > 0 || (status.state == RecorderStatus::State::Stopped && !status.file.isEmpty()))
        complain(u"%1 messages are recorded in “%2”."_s.arg(status.recorded).arg(status.file));
    if (status.notRecorded > 0)
        complain(u"%1 messages came that are not in it."_s.arg(status.notRecorded));
    reportEnd();
}

} // namespace console::cli
