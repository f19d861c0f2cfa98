#pragma once

#include "lib/profile/secretstore.h"

namespace QKeychain {
class Job;
}

namespace console {

/// Keeps header values in the system's keychain, under the service "event-manager-console" and the profile's
/// id. Where there is no keychain, or it says no, a value is kept for the session and the problem says so:
/// nothing is lost, nothing is written in plain text. GUI thread.
class KeychainSecretStore : public SecretStore
{
    Q_OBJECT
public:
    using SecretStore::SecretStore;

    void read(const QUuid &profile, QObject *context, ReadHandler handler) override;
    void write(const QUuid &profile, const Secret &secret, QObject *context, DoneHandler handler) override;
    void remove(const QUuid &profile, QObject *context, DoneHandler handler) override;

private:
    using Finish = std::function<void(QKeychain::Job *)>;
    void start(QKeychain::Job *job, const QUuid &profile, Finish finish);

    QHash<QUuid, Secret> m_session; ///< what the keychain did not take
};

} // namespace console
