#pragma once

#include "app/cli/run.h"
#include "lib/connection/connectionprobe.h"

namespace console::cli {

/// Asks the connection doctor once and prints what it found. It needs no session: the probe lives here.
class DoctorRun : public Run
{
    Q_OBJECT
public:
    DoctorRun(const Arguments &arguments, SecretStore *secrets);

private:
    void open(const ConnectionSettings &settings) override;
    void endWithout(const ProfileSecrets &secrets) override;
    void shutDown() override;
    void report(const ProbeReport &report);

    ConnectionProbe m_probe;
    bool m_isIncomplete = false; ///< a secret is missing
};

} // namespace console::cli
