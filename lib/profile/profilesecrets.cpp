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

/// Changes to stores, one after the other.
struct Changes
{
    using Change = std::function<void(SecretStore::DoneHandler)>;

    QObject *context;
    SecretStore::DoneHandler handler;
    QList<Change> changes;
    QString problem;

    void write(SecretStore *store, const SecretKey &key, const Secret &secret);
    void remove(SecretStore *store, const SecretKey &key);
};

void Changes::write(SecretStore *store, const SecretKey &key, const Secret &secret)
{
    changes.append([=, receiver = context](SecretStore::DoneHandler done) {
        store->write(key, secret, receiver, std::move(done));
    });
}

/// That nothing could be taken away from a place nobody uses is not worth a word.
void Changes::remove(SecretStore *store, const SecretKey &key)
{
    if (!store)
        return;
    changes.append([=, receiver = context](const SecretStore::DoneHandler &done) {
        store->remove(key, receiver, [done](const QString &) { done({}); });
    });
}

void goOn(const std::shared_ptr<Changes> &changes)
{
    if (changes->changes.isEmpty())
        return changes->handler(changes->problem);
    const Changes::Change change = changes->changes.takeFirst();
    change([changes](const QString &problem) {
        if (changes->problem.isEmpty())
            changes->problem = problem;
        goOn(changes);
    });
}

std::shared_ptr<Changes> changesFor(QObject *context, SecretStore::DoneHandler handler)
{
    auto changes = std::make_shared<Changes>();
    changes->context = context;
    changes->handler = std::move(handler);
    return changes;
}

void begin(const std::shared_ptr<Changes> &changes)
{
    QMetaObject::invokeMethod(
        changes->context, [changes] { goOn(changes); }, Qt::QueuedConnection);
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

QList<SecretKey> secretKeys(const Profile &profile)
{
    QList<SecretKey> keys{{profile.id}, {profile.id, passphraseName()}, {profile.id, proxyPasswordName()}};
    for (const QString &header : profile.furtherHeaders)
        keys.append({profile.id, furtherHeaderName(header)});
    return keys;
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

void writeProfileSecrets(const Profile &profile, const SecretsByName &secrets, const SecretStores &stores,
    QObject *context, SecretStore::DoneHandler handler)
{
    const auto changes = changesFor(context, std::move(handler));
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret) {
        const SecretKey key(profile.id, secret.key());
        SecretStore *place = stores.of(storageOf(profile, secret.key()));
        for (SecretStore *store : {stores.keychain, stores.session}) {
            if (store != place)
                changes->remove(store, key);
        }
        if (place)
            changes->write(place, key, secret.value());
    }
    begin(changes);
}

void forgetSecrets(const QList<SecretKey> &keys, const SecretStores &stores, QObject *context,
    SecretStore::DoneHandler handler)
{
    const auto changes = changesFor(context, std::move(handler));
    for (const SecretKey &key : keys) {
        changes->remove(stores.keychain, key);
        changes->remove(stores.session, key);
    }
    begin(changes);
}

} // namespace console
