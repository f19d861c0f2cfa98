#pragma once

#include "app/cli/run.h"
#include "lib/session.h"

#include <QTimer>

namespace console::cli {

/// A run with a session: connects within --connect-timeout, and ends when the connection does. The session
/// keeps one segment: what is printed need not be kept.
class SessionRun : public Run
{
    Q_OBJECT
public:
    SessionRun(const Arguments &arguments, SecretStore *secrets);

    void start() override;

protected:
    virtual void beginWork() = 0; ///< connected for the first time
    virtual void take(const BatchList &batches) = 0;
    virtual void sessionEnded() { reportEnd(); } ///< nothing more comes
    void open(const ConnectionSettings &settings) override;

    Session &session() { return m_session; }

private:
    void shutDown() override;
    void follow(const ConnectionStatus &status);
    void takeUnlessEnding(const BatchList &batches);
    void tellOfRecovery(const ConnectionStatus &status);
    void complainOfCertificate(const ConnectionStatus &status);

    Session m_session;
    QTimer m_connectTimer;
    bool m_connected = false;
};

} // namespace console::cli
