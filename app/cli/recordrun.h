#pragma once

#include "app/cli/sessionrun.h"

namespace console::cli {

/// Records a session, from its first message to its last note, until enough came, time is up or the
/// connection ends.
class RecordRun : public SessionRun
{
    Q_OBJECT
public:
    RecordRun(const Arguments &arguments, SecretStore *secrets);

protected:
    void open(const ConnectionSettings &settings) override;
    void beginWork() override;
    void take(const BatchList &batches) override;
    void sessionEnded() override;

private:
    void followRecording(const RecorderStatus &status);

    QTimer m_duration;
    quint64 m_received = 0;
};

} // namespace console::cli
