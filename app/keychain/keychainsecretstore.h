#pragma once

#include "lib/profile/secretstore.h"

namespace QKeychain {
class Job;
}

namespace console {

/// Keeps secrets in the system's keychain, under the service "event-manager-console" and the profile's
/// id and the name of the secret. Where there is no keychain, or it says no, a value is kept for the session
/// and the problem says so: nothing is lost, nothing is written in plain text. GUI thread.
class KeychainSecretStore : public SecretStore
{
    Q_OBJECT
public:
    using SecretStore::SecretStore;

    void read(const SecretKey &key, QObject *context, ReadHandler handler) override;
    void write(const SecretKey &key, const Secret &secret, QObject *context, DoneHandler handler) override;
    void remove(const SecretKey &key, QObject *context, DoneHandler handler) override;

private:
    using Finish = std::function<void(QKeychain::Job *)>;
    void start(QKeychain::Job *job, const SecretKey &key, Finish finish);

    QHash<SecretKey, Secret> m_session; ///< what the keychain did not take
};

} // namespace console
