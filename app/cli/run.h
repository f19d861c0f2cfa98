#pragma once

#include "app/cli/target.h"
#include "lib/profile/secretstore.h"

#include <QObject>

namespace console::cli {

/// One run of the program: finds target and secrets, lets the command do its work, and ends in order whatever
/// happens.
class Run : public QObject
{
    Q_OBJECT
public:
    Run(const Arguments &arguments, SecretStore *secrets);

    virtual void start();
    void interrupt(int signal);

signals:
    void ended(int exitCode);

protected:
    virtual void open(const ConnectionSettings &settings) = 0; ///< all is known; begin
    /// Something is missing that only the user knows, and that was said.
    virtual void endWithout(const ProfileSecrets &secrets);
    ConnectionSettings settingsWith(const ProfileSecrets &secrets) const;
    virtual void shutDown() = 0; ///< sooner or later reportEnd() must be called

    const Arguments &arguments() const { return m_arguments; }
    bool isEnding() const { return m_ending; }
    /// Prints to standard output; ends the run where nobody reads.
    void print(const QByteArray &bytes);
    void finish(int exitCode);
    void fail(int exitCode, const QString &sentence);
    void reportEnd() { emit ended(m_exitCode); }

private:
    void findSecrets(const QList<SecretNeed> &needs);
    void complainOfMissing(const QList<SecretNeed> &missing, const QString &problem);

    Arguments m_arguments;
    SecretStore *m_secrets;
    Profile m_profile;
    bool m_ending = false;
    int m_exitCode = 0;
};

} // namespace console::cli
