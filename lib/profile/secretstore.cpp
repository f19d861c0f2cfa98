#include "lib/profile/secretstore.h"

namespace console {

namespace {

void later(QObject *context, std::function<void()> answer)
{
    QMetaObject::invokeMethod(context, std::move(answer), Qt::QueuedConnection);
}

} // namespace

QString SecretKey::toString() const
{
    const QString id = profile.toString(QUuid::WithoutBraces);
    return name.isEmpty() ? id : id + u'/' + name;
}

size_t qHash(const SecretKey &key, size_t seed)
{
    return qHashMulti(seed, key.profile, key.name);
}

void MemorySecretStore::read(const SecretKey &key, QObject *context, ReadHandler handler)
{
    Result result;
    if (const auto found = m_secrets.constFind(key); found != m_secrets.cend())
        result.secret = *found;
    later(context, [handler = std::move(handler), result] { handler(result); });
}

void MemorySecretStore::write(
    const SecretKey &key, const Secret &secret, QObject *context, DoneHandler handler)
{
    m_secrets.insert(key, secret);
    later(context, [handler = std::move(handler)] { handler({}); });
}

void MemorySecretStore::remove(const SecretKey &key, QObject *context, DoneHandler handler)
{
    m_secrets.remove(key);
    later(context, [handler = std::move(handler)] { handler({}); });
}

} // namespace console

#include "moc_secretstore.cpp"
