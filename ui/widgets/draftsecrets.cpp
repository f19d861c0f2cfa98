#include "ui/widgets/draftsecrets.h"

#include <QPointer>

#include <utility>

namespace console {

DraftSecrets::DraftSecrets(SecretStore *keychain, SecretStore *session, QObject *parent)
    : QObject(parent), m_stores{keychain, session}
{
}

DraftSecrets::~DraftSecrets()
{
    if (!m_changes.isEmpty())
        changeSecrets(m_changes, m_stores, m_stores.session, [](const QString &) {});
}

void DraftSecrets::read(const ProfileDraft &draft)
{
    ProfileDraft copy = draft;
    const QUuid id = draft.profile.id;
    for (const SecretPlace &place : secretPlaces(draft.profile)) {
        const DraftSecret *secret = findSecret(copy, place.name);
        SecretStore *store = m_stores.of(place.storage);
        if (!store || !secret || secret->known)
            continue;
        store->read({id, place.name}, this, [this, id, name = place.name](const SecretStore::Result &result) {
            emit arrived(id, name, result);
        });
    }
}

void DraftSecrets::forget(const Profile &profile)
{
    for (const SecretPlace &place : secretPlaces(profile))
        m_changes.append({{profile.id, place.name}, place.storage, std::nullopt});
}

/// The session's store lives on when the dialog is closed before a slow keychain has taken everything.
void DraftSecrets::finish()
{
    changeSecrets(std::exchange(m_changes, {}), m_stores, m_stores.session,
        [self = QPointer(this)](const QString &problem) {
            if (self)
                emit self->written(problem);
        });
}

} // namespace console
