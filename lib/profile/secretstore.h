#pragma once

#include "lib/connection/secret.h"

#include <QHash>
#include <QObject>
#include <QUuid>

#include <functional>
#include <optional>

namespace console {

/// Where header values rest between sessions. Answers arrive later, on the caller's thread.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    struct Result
    {
        std::optional<Secret> secret; ///< none: there is none
        QString problem; ///< why the store could not be used; empty: it could
    };
    using ReadHandler = std::function<void(const Result &)>;
    using DoneHandler = std::function<void(const QString &problem)>;

    virtual void read(const QUuid &profile, QObject *context, ReadHandler handler) = 0;
    virtual void write(const QUuid &profile, const Secret &secret, QObject *context, DoneHandler handler) = 0;
    virtual void remove(const QUuid &profile, QObject *context, DoneHandler handler) = 0;
};

/// For the session only: forgets everything at its end.
class MemorySecretStore : public SecretStore
{
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    void read(const QUuid &profile, QObject *context, ReadHandler handler) override;
    void write(const QUuid &profile, const Secret &secret, QObject *context, DoneHandler handler) override;
    void remove(const QUuid &profile, QObject *context, DoneHandler handler) override;

private:
    QHash<QUuid, Secret> m_secrets;
};

} // namespace console
