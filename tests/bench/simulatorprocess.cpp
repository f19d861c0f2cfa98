#include "tests/bench/simulatorprocess.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <cstdlib>

namespace console {

using namespace Qt::StringLiterals;

SimulatorProcess::SimulatorProcess(const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.path());
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(SIMULATOR_PROGRAM), QStringList{u"--port"_s, u"0"_s} + arguments);
    while (!m_process.canReadLine() && m_process.waitForReadyRead(10'000)) { }
    const QJsonObject ready = QJsonDocument::fromJson(m_process.readLine()).object();
    if (ready.isEmpty()) {
        std::fprintf(stderr, "The simulator did not start: %s\n", qPrintable(m_process.errorString()));
        std::exit(2);
    }
    m_certificateFile = ready.value("certificate"_L1).toString();
    m_settings.url = QUrl(ready.value("url"_L1).toString());
    m_settings.pins = {{.sha256 = parseSha256(ready.value("sha256"_L1).toString()), .fromCommandLine = true}};
}

SimulatorProcess::~SimulatorProcess()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5'000))
        m_process.kill();
}

} // namespace console
