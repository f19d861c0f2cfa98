#pragma once

#include "lib/profile/secretstore.h"
#include "ui/models/profiledraft.h"

namespace console {

/// Fetches and keeps the secrets of profiles in the stores that they name. Answers come later.
class DraftSecrets : public QObject
{
    Q_OBJECT
public:
    DraftSecrets(SecretStore *keychain, SecretStore *session, QObject *parent = nullptr);

    void read(const ProfileDraft &draft); ///< those that are not known yet
    /// Any number of changes; written() comes once after finish(), when all are done.
    void write(const QUuid &profile, const QList<SecretChange> &changes);
    void forget(const Profile &profile);
    void finish();

signals:
    void arrived(const QUuid &profile, const QString &name, const console::SecretStore::Result &result);
    void written(const QString &problem); ///< the first thing that a store had to say; empty: all is kept

private:
    SecretStore *storeOf(SecretStorage storage) const;
    void remove(SecretStore *store, const SecretKey &key);
    void done(const QString &problem = {});

    SecretStore *m_keychain;
    SecretStore *m_session;
    QString m_problem;
    int m_writing = 1; ///< one is finish(), so that stores which answer at once do not end it early
};

} // namespace console
