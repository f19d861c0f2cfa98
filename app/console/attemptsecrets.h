#pragma once

#include "lib/connection/failure.h"
#include "lib/profile/profilesecrets.h"
#include "lib/profile/profilestore.h"
#include "ui/widgets/secretprompt.h"

#include <optional>

namespace console {

/// Alone knows the secrets with which a connection is being begun: reads what is kept, asks the user for the
/// rest, and keeps that where the user says. GUI thread.
class AttemptSecrets : public QObject
{
    Q_OBJECT
public:
    /// @param window  over which it asks; all of them must outlive this
    AttemptSecrets(const Theme *theme, ProfileStore *profiles, const SecretStores &stores, QWidget *window);

    /// ready() follows, perhaps after a question, unless the user gives up or forget() is called.
    void read(const Profile &profile);
    /// For a passphrase that opened nothing. read() follows of what is given.
    /// @return  null: the profile needs none
    SecretPrompt *askPassphrase(const Profile &profile, const Failure &why);
    /// Was a passphrase typed for this attempt? It does not count any more.
    bool takeBackPassphrase() { return m_given.remove(passphraseName()); }
    /// Another connection is meant from now on: what was typed was for this attempt, nothing is awaited.
    void forget();

signals:
    void ready(const console::ProfileSecrets &secrets);
    /// The user wants secrets to be kept elsewhere, or another window changed the saved connection meanwhile.
    void profileChanged(const console::Profile &profile);
    void keychainTold(const QString &problem); ///< empty: all is well
    void savingFailed();

private:
    /// @return  null: nothing is needed
    SecretPrompt *ask(const Profile &profile, const QList<SecretNeed> &needs, const QString &problem);
    void keep(const Profile &profile, const QHash<QString, GivenSecret> &given);

    const Theme *m_theme;
    ProfileStore *m_profiles;
    const SecretStores m_stores;
    QWidget *m_window;
    std::optional<QUuid> m_awaited; ///< whose secrets are being read
    SecretsByName m_given; ///< typed for this attempt
};

} // namespace console
