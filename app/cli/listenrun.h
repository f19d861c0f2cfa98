#pragma once

#include "app/cli/lines.h"
#include "app/cli/sessionrun.h"

namespace console::cli {

/// Prints what the server sends, batch by batch, until enough came, time is up or the connection ends.
class ListenRun : public SessionRun
{
    Q_OBJECT
public:
    ListenRun(const Arguments &arguments, SecretStore *secrets);

protected:
    void beginWork() override;
    void take(const BatchList &batches) override;

private:
    LineWriter m_writer;
    QTimer m_duration;
};

} // namespace console::cli
