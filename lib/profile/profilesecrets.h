#pragma once

#include "lib/profile/profile.h"
#include "lib/profile/secretstore.h"

namespace console {

/// A secret that a profile needs to connect.
struct SecretNeed
{
    SecretKey key;
    SecretStorage storage = SecretStorage::Keychain;
    QString label; ///< for people: "header value of X-Engage-Key"
    QString header; ///< the header whose value it is; empty: it is none
};

/// Secrets of one profile, by SecretKey::name; the header value's is empty.
using SecretsByName = QHash<QString, Secret>;

/// The secrets without which the profile cannot connect, in the order in which they are asked for. Looks into
/// the file of the client key: a passphrase is needed only where the key is encrypted.
QList<SecretNeed> secretNeeds(const Profile &profile);

/// Where a profile wants one of its secrets to be kept.
SecretStorage storageOf(const Profile &profile, const QString &secretName);

void setStorage(Profile &profile, const QString &secretName, SecretStorage storage);

/// The two places where secrets are kept; both must outlive what is begun with them. None: nothing is there.
struct SecretStores
{
    SecretStore *keychain = nullptr;
    SecretStore *session = nullptr;

    /// None for what is asked for every time.
    SecretStore *of(SecretStorage storage) const;
};

/// @param missing  what has to be asked for; empty: complete
/// @param problem  why a store could not be used; a sentence, may come with a complete answer
using SecretsHandler =
    std::function<void(const ProfileSecrets &, const QList<SecretNeed> &missing, const QString &problem)>;

/// Finds the secrets of a profile where they are kept, one after the other, as a keychain may ask its user
/// something. What is given counts for this attempt and is kept nowhere; what is asked for every time is
/// missing unless it is given. The answer arrives later, on the caller's thread.
void readProfileSecrets(const Profile &profile, const SecretStores &stores, QObject *context,
    SecretsHandler handler, const SecretsByName &given = {});
/// The same for needs of which the caller knows better where to look.
void readSecrets(const QList<SecretNeed> &needs, const SecretStores &stores, QObject *context,
    SecretsHandler handler, const SecretsByName &given = {});

/// What becomes of one secret: it stands in `storage` alone, or nowhere.
struct SecretChange
{
    SecretKey key;
    SecretStorage storage = SecretStorage::Keychain;
    std::optional<Secret> value; ///< none: it is removed wherever it is
};

/// Makes changes one after the other, as a keychain may ask its user something. The handler hears the first
/// problem of writing.
void changeSecrets(const QList<SecretChange> &changes, const SecretStores &stores, QObject *context,
    SecretStore::DoneHandler handler);
/// Puts secrets where the profile wants them and takes them away elsewhere.
void writeProfileSecrets(const Profile &profile, const SecretsByName &secrets, const SecretStores &stores,
    QObject *context, SecretStore::DoneHandler handler);

} // namespace console
