#pragma once

#include "ui/models/profiledraft.h"

namespace console {

/// Fetches and keeps the secrets of profiles in the stores that they name. Answers come later.
class DraftSecrets : public QObject
{
    Q_OBJECT
public:
    DraftSecrets(SecretStore *keychain, SecretStore *session, QObject *parent = nullptr);
    /// Makes what is still to be made: the profiles that it belongs to may be saved already.
    ~DraftSecrets() override;

    void read(const ProfileDraft &draft); ///< those that are not known yet
    /// Any number of changes; made at finish(), and written() comes once when all are done.
    void change(const QList<SecretChange> &changes) { m_changes += changes; }
    void forget(const Profile &profile);
    void finish();

signals:
    void arrived(const QUuid &profile, const QString &name, const console::SecretStore::Result &result);
    void written(const QString &problem); ///< the first thing that a store had to say; empty: all is kept

private:
    SecretStores m_stores;
    QList<SecretChange> m_changes;
};

} // namespace console
