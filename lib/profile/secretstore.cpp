#include "lib/profile/secretstore.h"

namespace console {

namespace {

void later(QObject *context, std::function<void()> answer)
{
    QMetaObject::invokeMethod(context, std::move(answer), Qt::QueuedConnection);
}

} // namespace

void MemorySecretStore::read(const QUuid &profile, QObject *context, ReadHandler handler)
{
    Result result;
    if (const auto found = m_secrets.constFind(profile); found != m_secrets.cend())
        result.secret = *found;
    later(context, [handler = std::move(handler), result] { handler(result); });
}

void MemorySecretStore::write(
    const QUuid &profile, const Secret &secret, QObject *context, DoneHandler handler)
{
    m_secrets.insert(profile, secret);
    later(context, [handler = std::move(handler)] { handler({}); });
}

void MemorySecretStore::remove(const QUuid &profile, QObject *context, DoneHandler handler)
{
    m_secrets.remove(profile);
    later(context, [handler = std::move(handler)] { handler({}); });
}

} // namespace console

#include "moc_secretstore.cpp"
