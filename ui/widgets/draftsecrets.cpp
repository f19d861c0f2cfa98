#include "ui/widgets/draftsecrets.h"

#include <utility>

namespace console {

DraftSecrets::DraftSecrets(SecretStore *keychain, SecretStore *session, QObject *parent)
    : QObject(parent), m_keychain(keychain), m_session(session)
{
}

SecretStore *DraftSecrets::storeOf(SecretStorage storage) const
{
    return storage == SecretStorage::Keychain ? m_keychain : m_session;
}

void DraftSecrets::read(const ProfileDraft &draft)
{
    ProfileDraft copy = draft;
    const QUuid id = draft.profile.id;
    for (const SecretPlace &place : secretPlaces(draft.profile)) {
        const DraftSecret *secret = findSecret(copy, place.name);
        if (!secret || secret->known)
            continue;
        storeOf(place.storage)
            ->read({id, place.name}, this, [this, id, name = place.name](const SecretStore::Result &result) {
                emit arrived(id, name, result);
            });
    }
}

void DraftSecrets::remove(SecretStore *store, const SecretKey &key)
{
    ++m_writing;
    store->remove(key, this, [this](const QString &) { done(); });
}

void DraftSecrets::write(const QUuid &profile, const QList<SecretChange> &changes)
{
    for (const SecretChange &change : changes) {
        const SecretKey key(profile, change.place.name);
        SecretStore *store = storeOf(change.place.storage);
        remove(store == m_keychain ? m_session : m_keychain, key);
        if (!change.value) {
            remove(store, key);
            continue;
        }
        ++m_writing;
        store->write(key, *change.value, this, [this](const QString &problem) { done(problem); });
    }
}

void DraftSecrets::forget(const Profile &profile)
{
    for (const SecretPlace &place : secretPlaces(profile)) {
        remove(m_keychain, {profile.id, place.name});
        remove(m_session, {profile.id, place.name});
    }
}

void DraftSecrets::finish()
{
    done();
}

void DraftSecrets::done(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
    if (--m_writing > 0)
        return;
    m_writing = 1;
    emit written(std::exchange(m_problem, {}));
}

} // namespace console
