#include "lib/profile/profilesecrets.h"

#include "lib/connection/clientidentity.h"

#include <QFile>
#include <QFileInfo>

#include <memory>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Far above any key.
constexpr qint64 maximumFileSize = 4 * 1024 * 1024;

QString headerLabel(const QString &name)
{
    return u"header value of %1"_s.arg(name);
}

/// The file with the client's key; empty: there is none.
QString keyFileOf(const Profile &profile)
{
    return profile.clientCertificateFile.isEmpty() || !profile.clientKeyFile.isEmpty()
        ? profile.clientKeyFile
        : profile.clientCertificateFile;
}

bool isLocked(const QString &keyFile)
{
    QFile file(keyFile);
    return QFileInfo(keyFile).isFile() && file.open(QIODevice::ReadOnly)
        && needsPassphrase(file.read(maximumFileSize));
}

bool needsProxyPassword(const ProfileProxy &proxy)
{
    return proxy.mode == ProxySettings::Mode::Manual && !proxy.user.isEmpty();
}

ProfileSecrets secretsOf(const QList<SecretNeed> &needs, const SecretsByName &known)
{
    ProfileSecrets secrets;
    secrets.headerValue = known.value(QString());
    secrets.passphrase = known.value(passphraseName());
    secrets.proxyPassword = known.value(proxyPasswordName());
    for (const SecretNeed &need : needs) {
        if (!need.key.name.isEmpty() && !need.header.isEmpty())
            secrets.furtherHeaders.insert(need.header, known.value(need.key.name));
    }
    return secrets;
}

/// The way through a list of needs, one store's answer after the other.
struct Reading
{
    QList<SecretNeed> needs;
    SecretStores stores;
    QObject *context;
    SecretsHandler handler;
    SecretsByName known;
    qsizetype next = 0;
    QList<SecretNeed> missing;
    QStringList problems;

    void take(const SecretNeed &need, const SecretStore::Result &result);
};

void Reading::take(const SecretNeed &need, const SecretStore::Result &result)
{
    if (result.secret)
        known.insert(need.key.name, *result.secret);
    else
        missing.append(need);
    if (!result.problem.isEmpty() && !problems.contains(result.problem))
        problems.append(result.problem);
}

void readOn(const std::shared_ptr<Reading> &reading)
{
    while (reading->next < reading->needs.size()) {
        const SecretNeed need = reading->needs.at(reading->next++);
        SecretStore *store = reading->stores.of(need.storage);
        if (reading->known.contains(need.key.name))
            continue;
        if (store) {
            store->read(need.key, reading->context, [reading, need](const SecretStore::Result &result) {
                reading->take(need, result);
                readOn(reading);
            });
            return;
        }
        reading->missing.append(need);
    }
    reading->handler(
        secretsOf(reading->needs, reading->known), reading->missing, reading->problems.join(u' '));
}

/// The way through a list of changes, one store's answer after the other.
struct Changing
{
    using Step = std::function<void(SecretStore::DoneHandler)>;

    SecretStores stores;
    QObject *context;
    SecretStore::DoneHandler handler;
    QList<Step> steps;
    QString problem;

    void add(const SecretChange &change);
    void remove(SecretStore *store, const SecretKey &key);
};

/// That nothing could be taken away from a place nobody uses is not worth a word.
void Changing::remove(SecretStore *store, const SecretKey &key)
{
    if (!store)
        return;
    steps.append([=, receiver = context](const SecretStore::DoneHandler &done) {
        store->remove(key, receiver, [done](const QString &) { done({}); });
    });
}

void Changing::add(const SecretChange &change)
{
    SecretStore *place = change.value ? stores.of(change.storage) : nullptr;
    for (SecretStore *store : {stores.keychain, stores.session}) {
        if (store != place)
            remove(store, change.key);
    }
    if (!place)
        return;
    steps.append([=, receiver = context](SecretStore::DoneHandler done) {
        place->write(change.key, *change.value, receiver, std::move(done));
    });
}

void goOn(const std::shared_ptr<Changing> &changing)
{
    if (changing->steps.isEmpty())
        return changing->handler(changing->problem);
    const Changing::Step step = changing->steps.takeFirst();
    step([changing](const QString &problem) {
        if (changing->problem.isEmpty())
            changing->problem = problem;
        goOn(changing);
    });
}

} // namespace

SecretStore *SecretStores::of(SecretStorage storage) const
{
    switch (storage) {
    case SecretStorage::Keychain:
        return keychain;
    case SecretStorage::Session:
        return session;
    case SecretStorage::AskEveryTime:
        break;
    }
    return nullptr;
}

QList<SecretNeed> secretNeeds(const Profile &profile)
{
    QList<SecretNeed> needs;
    const auto need = [&](const QString &name, const QString &label, const QString &header = {}) {
        needs.append({{profile.id, name}, storageOf(profile, name), label, header});
    };
    if (profile.headerName)
        need({}, headerLabel(*profile.headerName), *profile.headerName);
    for (const QString &header : profile.furtherHeaders)
        need(furtherHeaderName(header), headerLabel(header), header);
    if (const QString file = keyFileOf(profile); !file.isEmpty() && isLocked(file))
        need(passphraseName(), u"passphrase of %1"_s.arg(QFileInfo(file).fileName()));
    if (needsProxyPassword(profile.proxy))
        need(proxyPasswordName(), u"password of the proxy"_s);
    return needs;
}

SecretStorage storageOf(const Profile &profile, const QString &secretName)
{
    if (secretName == passphraseName())
        return profile.passphraseStorage;
    if (secretName == proxyPasswordName())
        return profile.proxyPasswordStorage;
    return profile.storage;
}

void setStorage(Profile &profile, const QString &secretName, SecretStorage storage)
{
    if (secretName == passphraseName())
        profile.passphraseStorage = storage;
    else if (secretName == proxyPasswordName())
        profile.proxyPasswordStorage = storage;
    else
        profile.storage = storage;
}

void readProfileSecrets(const Profile &profile, const SecretStores &stores, QObject *context,
    SecretsHandler handler, const SecretsByName &given)
{
    readSecrets(secretNeeds(profile), stores, context, std::move(handler), given);
}

void readSecrets(const QList<SecretNeed> &needs, const SecretStores &stores, QObject *context,
    SecretsHandler handler, const SecretsByName &given)
{
    auto reading = std::make_shared<Reading>();
    reading->needs = needs;
    reading->stores = stores;
    reading->context = context;
    reading->handler = std::move(handler);
    reading->known = given;
    QMetaObject::invokeMethod(
        context, [reading] { readOn(reading); }, Qt::QueuedConnection);
}

void changeSecrets(const QList<SecretChange> &changes, const SecretStores &stores, QObject *context,
    SecretStore::DoneHandler handler)
{
    auto changing = std::make_shared<Changing>();
    changing->stores = stores;
    changing->context = context;
    changing->handler = std::move(handler);
    for (const SecretChange &change : changes)
        changing->add(change);
    QMetaObject::invokeMethod(
        context, [changing] { goOn(changing); }, Qt::QueuedConnection);
}

void writeProfileSecrets(const Profile &profile, const SecretsByName &secrets, const SecretStores &stores,
    QObject *context, SecretStore::DoneHandler handler)
{
    QList<SecretChange> changes;
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret)
        changes.append({{profile.id, secret.key()}, storageOf(profile, secret.key()), secret.value()});
    changeSecrets(changes, stores, context, std::move(handler));
}

} // namespace console
