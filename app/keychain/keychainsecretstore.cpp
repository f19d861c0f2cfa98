#include "app/keychain/keychainsecretstore.h"

#include <QPointer>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace console {

namespace {

QString serviceName()
{
    return u"event-manager-console"_s;
}

/// The codes do not tell a missing keychain from a broken one, so all but a refusal count as missing.
QString problemOf(const QKeychain::Job *job)
{
    switch (job->error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return {};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return u"The system keychain refused access"_s;
    default:
        return u"The system keychain is not available (%1)"_s.arg(job->errorString());
    }
}

QString sentence(const QKeychain::Job *job, const QString &consequence)
{
    const QString problem = problemOf(job);
    return problem.isEmpty() ? QString() : problem + consequence;
}

} // namespace

void KeychainSecretStore::start(QKeychain::Job *job, const SecretKey &key, Finish finish)
{
    job->setKey(key.toString());
    connect(job, &QKeychain::Job::finished, this, std::move(finish));
    job->start();
}

void KeychainSecretStore::read(const SecretKey &key, QObject *context, ReadHandler handler)
{
    auto *job = new QKeychain::ReadPasswordJob(serviceName(), this);
    start(job, key, [=, this, guard = QPointer(context)](const QKeychain::Job *) {
        Result result;
        result.problem = sentence(job, u": the secret is not known."_s);
        if (const auto kept = m_session.constFind(key); kept != m_session.cend())
            result = {*kept, sentence(job, u": the secret is kept for this session only."_s)};
        else if (job->error() == QKeychain::NoError)
            result.secret = Secret(job->binaryData());
        if (guard)
            handler(result);
    });
}

void KeychainSecretStore::write(
    const SecretKey &key, const Secret &secret, QObject *context, DoneHandler handler)
{
    auto *job = new QKeychain::WritePasswordJob(serviceName(), this);
    job->setBinaryData(secret.reveal());
    start(job, key, [=, this, guard = QPointer(context)](const QKeychain::Job *) {
        if (job->error() == QKeychain::NoError)
            m_session.remove(key);
        else
            m_session.insert(key, secret);
        if (guard)
            handler(sentence(job, u": the secret is kept for this session only."_s));
    });
}

void KeychainSecretStore::remove(const SecretKey &key, QObject *context, DoneHandler handler)
{
    m_session.remove(key);
    auto *job = new QKeychain::DeletePasswordJob(serviceName(), this);
    start(job, key, [=, guard = QPointer(context)](const QKeychain::Job *) {
        if (guard)
            handler(sentence(job, u": a secret kept there earlier stays."_s));
    });
}

} // namespace console
