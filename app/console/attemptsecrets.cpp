#include "app/console/attemptsecrets.h"

namespace console {

AttemptSecrets::AttemptSecrets(
    const Theme *theme, ProfileStore *profiles, const SecretStores &stores, QWidget *window)
    : m_theme(theme), m_profiles(profiles), m_stores(stores), m_window(window)
{
}

void AttemptSecrets::forget()
{
    m_awaited.reset();
    m_given.clear();
}

void AttemptSecrets::read(const Profile &profile)
{
    m_awaited = profile.id;
    const auto handler = [this, profile](const ProfileSecrets &secrets, const QList<SecretNeed> &missing,
                             const QString &problem) {
        if (m_awaited != profile.id)
            return;
        if (!problem.isEmpty())
            emit keychainTold(problem);
        if (missing.isEmpty())
            emit ready(secrets);
        else
            ask(profile, missing, {});
    };
    readProfileSecrets(profile, m_stores, this, handler, m_given);
}

SecretPrompt *AttemptSecrets::ask(
    const Profile &profile, const QList<SecretNeed> &needs, const QString &problem)
{
    if (needs.isEmpty())
        return nullptr;
    m_awaited = profile.id;
    QList<SecretQuestion> questions;
    for (const SecretNeed &need : needs)
        questions.append({.label = need.label,
            .key = need.key,
            .storage = need.storage,
            .mayBeEmpty = !need.header.isEmpty()});
    auto *prompt = new SecretPrompt(profile.name, questions, m_theme, problem, m_window);
    prompt->setAttribute(Qt::WA_DeleteOnClose);
    connect(prompt, &SecretPrompt::given, this,
        [this, profile](const QHash<QString, GivenSecret> &given) { keep(profile, given); });
    prompt->open();
    return prompt;
}

SecretPrompt *AttemptSecrets::askPassphrase(const Profile &profile, const Failure &why)
{
    QList<SecretNeed> needs = secretNeeds(profile);
    needs.removeIf([](const SecretNeed &need) { return need.key.name != passphraseName(); });
    return ask(profile, needs, why.title + u'.');
}

/// What was given counts for this attempt, wherever it is kept.
void AttemptSecrets::keep(const Profile &profile, const QHash<QString, GivenSecret> &given)
{
    if (m_awaited != profile.id)
        return; // the question has outlived what it was asked for
    const Profile *saved = m_profiles->find(profile.id);
    Profile changed = saved ? *saved : profile; // another window may have changed it meanwhile
    SecretsByName secrets;
    for (auto secret = given.begin(); secret != given.end(); ++secret) {
        secrets.insert(secret.key(), secret->value);
        setStorage(changed, secret.key(), secret->storage);
    }
    // All header values have one place; the one that lets in decides.
    if (given.contains(QString()))
        changed.storage = given.value(QString()).storage;
    if (saved && changed != *saved && !m_profiles->save(changed))
        emit savingFailed();
    SecretsByName all = m_given;
    all.insert(secrets);
    emit profileChanged(changed);
    m_given = all;
    writeProfileSecrets(
        changed, secrets, m_stores, this, [this](const QString &problem) { emit keychainTold(problem); });
    read(changed);
}

} // namespace console
