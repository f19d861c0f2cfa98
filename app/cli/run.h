#pragma once

#include "app/cli/target.h"
#include "lib/profile/secretstore.h"
#include "lib/session.h"

#include <QTimer>

namespace console::cli {

/// One run of the program: finds target and secrets, connects, lets the command do its work, and ends the
/// session in order whatever happens. The session keeps one segment: what is printed need not be kept.
class Run : public QObject
{
    Q_OBJECT
public:
    Run(const Arguments &arguments, SecretStore *secrets);

    void start();
    void interrupt(int signal);

signals:
    void ended(int exitCode);

protected:
    virtual void beginWork() = 0; ///< connected for the first time
    virtual void take(const BatchList &batches) = 0;

    const Arguments &arguments() const { return m_arguments; }
    Session &session() { return m_session; }
    /// Prints to standard output; ends the run where nobody reads.
    void print(const QByteArray &bytes);
    void finish(int exitCode);
    void fail(int exitCode, const QString &sentence);

private:
    void findSecrets(const QList<SecretNeed> &needs);
    void complainOfMissing(const QList<SecretNeed> &missing, const QString &problem);
    void open(const ProfileSecrets &secrets);
    void follow(const ConnectionStatus &status);
    void takeUnlessEnding(const BatchList &batches);
    void complainOfCertificate(const ConnectionStatus &status);

    Arguments m_arguments;
    SecretStore *m_secrets;
    Profile m_profile;
    Session m_session;
    QTimer m_connectTimer;
    bool m_connected = false;
    bool m_ending = false;
    int m_exitCode = 0;
};

} // namespace console::cli
