#pragma once

#include "lib/profile/profilesecrets.h"

namespace console {

/// A secret as it stands in the dialog.
struct DraftSecret
{
    std::optional<Secret> value; ///< none: neither typed nor found where it is kept
    bool known = true; ///< it was looked for, or there is no place to look
    bool edited = false; ///< typed, or brought by an import
};

/// A header of the handshake beside the one that lets in.
struct DraftHeader
{
    QString name;
    DraftSecret value;
    QString savedAs; ///< the name its value is kept under; empty: it is new
};

/// A connection as it stands in the dialog: texts as typed, checked only when asked.
struct ProfileDraft
{
    Profile profile; ///< all that has no field of its own, and what was saved
    QString name;
    QString address;
    bool sendsHeader = false;
    QString headerName;
    DraftSecret headerValue;
    QList<DraftHeader> furtherHeaders;
    bool showsCertificate = false; ///< else the files in `profile` are typed but not used
    DraftSecret passphrase;
    DraftSecret proxyPassword;
    bool changed = false;

    QString shownName() const; ///< the name, else the host, else "New connection"
};

/// A sentence for each field that cannot be saved as it is; empty: fine.
struct DraftProblems
{
    QString name;
    QString address;
    QString proxyHost;
    QString authorityFile;
    QString clientCertificate;
    QString clientKey;
    QString passphrase;
    QString headerName;
    QString headerValue;
    QStringList furtherHeaders; ///< for each of them; empty if all are fine

    bool ofServer() const { return !proxyHost.isEmpty(); }
    bool ofTls() const;
    bool ofAuthorization() const;
    bool isEmpty() const;
};

/// A new connection that nobody has typed anything into.
bool isBlank(const ProfileDraft &draft);
ProfileDraft newDraft();
ProfileDraft draftOf(const Profile &profile);
/// The same settings under another name, as a new profile. Pins go along, secrets do not.
ProfileDraft duplicateOf(const ProfileDraft &draft);
/// The profile a draft without problems stands for. Without a name it is named after its host.
Profile profileOf(const ProfileDraft &draft);
ProfileSecrets secretsOf(const ProfileDraft &draft);
/// Why the address, as typed or as an import left it, cannot be used; empty: it can.
QString addressProblem(const QString &address);
/// What can be told at once. `others`: names are unique, without regard to case.
DraftProblems fieldProblemsOf(const ProfileDraft &draft, const QList<ProfileDraft> &others);
/// The same, and where the fields are right what is wrong with the files they name. Opens locked keys, which
/// may take its time: for a thread of the pool.
DraftProblems problemsOf(const ProfileDraft &draft, const QList<ProfileDraft> &others);

/// A secret that a profile has, by its name in a store, and where it is kept.
struct SecretPlace
{
    QString name;
    SecretStorage storage = SecretStorage::Keychain;
};
QList<SecretPlace> secretPlaces(const Profile &profile);
/// The secret of that name in the draft of a saved profile; null if it has none any more.
DraftSecret *findSecret(ProfileDraft &draft, const QString &name);
/// Is a secret of the draft still on its way here?
bool isReadingSecrets(const ProfileDraft &draft);

/// What becomes of the secrets when the draft is saved. `before`: as it was saved last; null: never. Secrets
/// that stay as they are do not occur.
QList<SecretChange> secretChanges(const ProfileDraft &draft, const Profile *before);

} // namespace console
