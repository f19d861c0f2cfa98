#include "app/cli/doctorrun.h"

#include "app/cli/doctortext.h"
#include "app/cli/exitcode.h"

#include <algorithm>

namespace console::cli {

namespace {

/// Whatever the saved connection allows: a script waits for the answer.
constexpr std::chrono::milliseconds longestPhase{10'000};

} // namespace

DoctorRun::DoctorRun(const Arguments &arguments, SecretStore *secrets) : Run(arguments, secrets)
{
    connect(&m_probe, &ConnectionProbe::finished, this, &DoctorRun::report);
}

void DoctorRun::open(const ConnectionSettings &settings)
{
    ConnectionSettings bounded = settings;
    bounded.phaseTimeout = std::min(settings.phaseTimeout, longestPhase);
    m_probe.start(bounded);
}

/// A key without its passphrase is a finding like any other; with another secret missing the server would be
/// asked something else than the connection asks it.
void DoctorRun::endWithout(const ProfileSecrets &secrets)
{
    const ConnectionSettings settings = settingsWith(secrets);
    if (!settings.problem)
        return Run::endWithout(secrets);
    m_isIncomplete = true;
    open(settings);
}

void DoctorRun::report(const ProbeReport &report)
{
    print(arguments().printsJson ? doctorJson(report) : doctorText(report));
    finish(m_isIncomplete ? exitcode::notConnected : doctorExitCode(report));
}

void DoctorRun::shutDown()
{
    m_probe.cancel();
    reportEnd();
}

} // namespace console::cli
