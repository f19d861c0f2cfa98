#include "ui/models/profiledraft.h"

#include "lib/profile/address.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

bool wantsProxy(const Profile &profile)
{
    return profile.proxy.mode == ProxySettings::Mode::Manual;
}

QString nameProblem(const ProfileDraft &draft, const QList<ProfileDraft> &others)
{
    const QString name = draft.shownName();
    const bool taken = std::any_of(others.begin(), others.end(), [&](const ProfileDraft &other) {
        return other.profile.id != draft.profile.id
            && other.shownName().compare(name, Qt::CaseInsensitive) == 0;
    });
    return taken ? u"Another connection has this name."_s : QString();
}

QString proxyProblem(const ProfileProxy &proxy)
{
    if (proxy.host.isEmpty())
        return u"The proxy needs a host."_s;
    QUrl url;
    url.setHost(proxy.host);
    return url.isValid() && !url.host().isEmpty() ? QString() : u"“%1” is no host name."_s.arg(proxy.host);
}

QString furtherHeaderProblem(const ProfileDraft &draft, qsizetype row)
{
    const DraftHeader &header = draft.furtherHeaders.at(row);
    const QString name = header.name.trimmed();
    const auto same = [&](const QString &other) {
        return other.trimmed().compare(name, Qt::CaseInsensitive) == 0;
    };
    if (const QString problem = headerNameProblem(name); !problem.isEmpty())
        return problem;
    const auto end = draft.furtherHeaders.begin() + row;
    if ((draft.sendsHeader && same(draft.headerName))
        || std::any_of(
            draft.furtherHeaders.begin(), end, [&](const DraftHeader &other) { return same(other.name); }))
        return u"The header “%1” is there already."_s.arg(name);
    return headerValueProblem(header.value.value.value_or(Secret()).reveal());
}

QStringList furtherHeaderProblems(const ProfileDraft &draft)
{
    QStringList problems;
    for (qsizetype row = 0; row < draft.furtherHeaders.size(); ++row)
        problems.append(furtherHeaderProblem(draft, row));
    const bool fine = std::all_of(
        problems.begin(), problems.end(), [](const QString &problem) { return problem.isEmpty(); });
    return fine ? QStringList() : problems;
}

Failure failureOf(const ProfileDraft &draft)
{
    return settingsFor(profileOf(draft), secretsOf(draft)).problem;
}

void sortClientProblem(const Failure &failure, DraftProblems &problems)
{
    switch (failure.kind) {
    case FailureKind::None:
    case FailureKind::PassphraseNeeded: // it can be asked for when it is needed
        return;
    case FailureKind::WrongPassphrase:
        problems.passphrase = failure.title + u'.';
        return;
    case FailureKind::ClientKeyMissing:
    case FailureKind::ClientKeyMismatch:
    case FailureKind::UnsupportedKey:
        problems.clientKey = failure.cause;
        return;
    default:
        problems.clientCertificate = failure.cause;
    }
}

/// The only questions that need the files: asked with everything else known to be right.
void checkFiles(ProfileDraft draft, DraftProblems &problems)
{
    const bool showsCertificate = std::exchange(draft.showsCertificate, false);
    problems.authorityFile = failureOf(draft).cause;
    draft.showsCertificate = showsCertificate;
    if (problems.isEmpty() && showsCertificate)
        sortClientProblem(failureOf(draft), problems);
}

Secret valueOf(const DraftSecret &secret)
{
    return secret.value.value_or(Secret());
}

/// A duplicate begins without secrets; they are asked for when it connects.
void forgetSecrets(ProfileDraft &draft)
{
    draft.headerValue = draft.passphrase = draft.proxyPassword = DraftSecret();
    for (DraftHeader &header : draft.furtherHeaders)
        header = {header.name, {}, {}};
}

/// A header value may be empty; an empty passphrase or password is none.
bool mayBeEmpty(const QString &name)
{
    return name != passphraseName() && name != proxyPasswordName();
}

/// A secret as it is now, and the name it was saved under.
struct SecretNow
{
    DraftSecret *secret = nullptr;
    QString savedAs;
};

SecretNow findNow(ProfileDraft &draft, const QString &name)
{
    for (DraftHeader &header : draft.furtherHeaders)
        if (furtherHeaderName(header.name.trimmed()) == name)
            return {&header.value, header.savedAs.isEmpty() ? QString() : furtherHeaderName(header.savedAs)};
    return {findSecret(draft, name), name};
}

/// Does the secret stand already where it belongs? One of a header that was renamed does not, even where
/// another header had the name before.
bool isInPlace(const SecretPlace &place, const SecretNow &now, const Profile *before)
{
    if (now.secret->edited || !before || now.savedAs != place.name)
        return false;
    const QList<SecretPlace> places = secretPlaces(*before);
    return std::any_of(places.begin(), places.end(),
        [&](const SecretPlace &other) { return other.name == place.name && other.storage == place.storage; });
}

} // namespace

QString ProfileDraft::shownName() const
{
    if (!name.trimmed().isEmpty())
        return name.trimmed();
    const Address parts = parseAddress(address);
    return parts.error.isEmpty() ? parts.host : u"New connection"_s;
}

/// An import brings the port but no host.
QString addressProblem(const QString &address)
{
    const QString rest = QString(address).remove(u"wss://"_s);
    if (rest.startsWith(u':') && rest.count(u':') == 1)
        return u"Type the host of the server before %1."_s.arg(rest);
    return parseAddress(address).error;
}

bool DraftProblems::ofTls() const
{
    return !authorityFile.isEmpty() || !clientCertificate.isEmpty() || !clientKey.isEmpty()
        || !passphrase.isEmpty();
}

bool DraftProblems::ofAuthorization() const
{
    return !headerName.isEmpty() || !headerValue.isEmpty() || !furtherHeaders.isEmpty();
}

bool DraftProblems::isEmpty() const
{
    return name.isEmpty() && address.isEmpty() && !ofServer() && !ofTls() && !ofAuthorization();
}

bool isBlank(const ProfileDraft &draft)
{
    return draft.profile.host.isEmpty() && draft.name.isEmpty() && draft.address.isEmpty()
        && !draft.sendsHeader && draft.furtherHeaders.isEmpty();
}

ProfileDraft newDraft()
{
    ProfileDraft draft;
    draft.profile.id = QUuid::createUuid();
    draft.changed = true;
    return draft;
}

ProfileDraft draftOf(const Profile &profile)
{
    ProfileDraft draft;
    draft.profile = profile;
    draft.name = profile.name;
    draft.address = profile.address();
    draft.sendsHeader = profile.headerName.has_value();
    draft.headerName = profile.headerName.value_or(QString());
    draft.showsCertificate = !profile.clientCertificateFile.isEmpty();
    for (const QString &name : profile.furtherHeaders)
        draft.furtherHeaders.append({name, {}, name});
    for (const SecretPlace &place : secretPlaces(profile))
        if (DraftSecret *secret = findSecret(draft, place.name))
            secret->known = place.storage == SecretStorage::AskEveryTime;
    return draft;
}

ProfileDraft duplicateOf(const ProfileDraft &draft)
{
    ProfileDraft copy = draft;
    copy.profile.id = QUuid::createUuid();
    copy.name = draft.shownName() + u" copy"_s;
    forgetSecrets(copy);
    copy.changed = true;
    return copy;
}

Profile profileOf(const ProfileDraft &draft)
{
    Profile profile = draft.profile;
    const Address address = parseAddress(draft.address);
    profile.name = draft.shownName();
    profile.host = address.host;
    profile.port = address.port;
    profile.path = address.path;
    profile.headerName = draft.sendsHeader ? std::optional(draft.headerName.trimmed()) : std::nullopt;
    profile.furtherHeaders.clear();
    for (const DraftHeader &header : draft.furtherHeaders)
        profile.furtherHeaders.append(header.name.trimmed());
    if (!draft.showsCertificate) {
        profile.clientCertificateFile.clear();
        profile.clientKeyFile.clear();
    }
    return profile;
}

ProfileSecrets secretsOf(const ProfileDraft &draft)
{
    ProfileSecrets secrets;
    secrets.headerValue = valueOf(draft.headerValue);
    for (const DraftHeader &header : draft.furtherHeaders)
        secrets.furtherHeaders.insert(header.name.trimmed(), valueOf(header.value));
    secrets.passphrase = valueOf(draft.passphrase);
    secrets.proxyPassword = valueOf(draft.proxyPassword);
    return secrets;
}

DraftProblems fieldProblemsOf(const ProfileDraft &draft, const QList<ProfileDraft> &others)
{
    DraftProblems problems;
    problems.name = nameProblem(draft, others);
    problems.address = addressProblem(draft.address);
    if (draft.sendsHeader) {
        problems.headerName = headerNameProblem(draft.headerName.trimmed());
        problems.headerValue = headerValueProblem(valueOf(draft.headerValue).reveal());
    }
    problems.furtherHeaders = furtherHeaderProblems(draft);
    if (wantsProxy(draft.profile))
        problems.proxyHost = proxyProblem(draft.profile.proxy);
    if (draft.profile.trust == TrustRule::AuthorityFile && draft.profile.authorityFile.isEmpty())
        problems.authorityFile = u"Choose the file with the certificates of the authority."_s;
    if (draft.showsCertificate && draft.profile.clientCertificateFile.isEmpty())
        problems.clientCertificate = u"Choose the file with the client certificate."_s;
    return problems;
}

DraftProblems problemsOf(const ProfileDraft &draft, const QList<ProfileDraft> &others)
{
    DraftProblems problems = fieldProblemsOf(draft, others);
    if (problems.isEmpty())
        checkFiles(draft, problems);
    return problems;
}

QList<SecretPlace> secretPlaces(const Profile &profile)
{
    QList<SecretPlace> places;
    if (profile.headerName)
        places.append({{}, profile.storage});
    for (const QString &name : profile.furtherHeaders)
        places.append({furtherHeaderName(name), profile.storage});
    if (!profile.clientCertificateFile.isEmpty())
        places.append({passphraseName(), profile.passphraseStorage});
    if (wantsProxy(profile) && !profile.proxy.user.isEmpty())
        places.append({proxyPasswordName(), profile.proxyPasswordStorage});
    return places;
}

DraftSecret *findSecret(ProfileDraft &draft, const QString &name)
{
    if (name.isEmpty())
        return &draft.headerValue;
    if (name == passphraseName())
        return &draft.passphrase;
    if (name == proxyPasswordName())
        return &draft.proxyPassword;
    for (DraftHeader &header : draft.furtherHeaders)
        if (!header.savedAs.isEmpty() && furtherHeaderName(header.savedAs) == name)
            return &header.value;
    return nullptr;
}

bool isReadingSecrets(const ProfileDraft &draft)
{
    return !draft.headerValue.known || !draft.passphrase.known || !draft.proxyPassword.known
        || std::any_of(draft.furtherHeaders.begin(), draft.furtherHeaders.end(),
            [](const DraftHeader &header) { return !header.value.known; });
}

QList<SecretChange> secretChanges(const ProfileDraft &draft, const Profile *before)
{
    QList<SecretChange> changes;
    QStringList wanted;
    ProfileDraft copy = draft;
    for (const SecretPlace &place : secretPlaces(profileOf(draft))) {
        wanted.append(place.name);
        const SecretNow now = findNow(copy, place.name);
        if (!now.secret || isInPlace(place, now, before))
            continue;
        const DraftSecret &secret = *now.secret;
        if (!secret.value)
            wanted.append(now.savedAs); // could not be read, so it is not given up where it stands
        const bool none = place.storage == SecretStorage::AskEveryTime
            || (secret.value && secret.value->reveal().isEmpty() && !mayBeEmpty(place.name));
        const SecretKey key(draft.profile.id, place.name);
        if (none)
            changes.append({key, place.storage, std::nullopt});
        else if (secret.value)
            changes.append({key, place.storage, secret.value});
    }
    for (const SecretPlace &place : before ? secretPlaces(*before) : QList<SecretPlace>())
        if (!wanted.contains(place.name))
            changes.append({{draft.profile.id, place.name}, place.storage, std::nullopt});
    return changes;
}

} // namespace console
