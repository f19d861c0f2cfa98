#include "app/cli/doctorrun.h"

#include "app/cli/doctortext.h"

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

void DoctorRun::report(const ProbeReport &report)
{
    print(arguments().printsJson ? doctorJson(report) : doctorText(report));
    finish(doctorExitCode(report));
}

void DoctorRun::shutDown()
{
    m_probe.cancel();
    reportEnd();
}

} // namespace console::cli
