#pragma once

#include "lib/connection/secret.h"

#include <QHash>
#include <QObject>
#include <QUuid>

#include <functional>
#include <optional>

namespace console {

/// Names one secret of a profile. A header value alone is the profile's first secret and has no name.
struct SecretKey
{
    SecretKey(const QUuid &owner, QString secretName = {}) : profile(owner), name(std::move(secretName)) { }

    QUuid profile;
    QString name; ///< one of the names below

    QString toString() const; ///< as keychains know it: "<id>" or "<id>/<name>"
    friend bool operator==(const SecretKey &, const SecretKey &) = default;
};
size_t qHash(const SecretKey &key, size_t seed = 0);

/// Where secrets rest between sessions. Answers arrive later, on the caller's thread.
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

    virtual void read(const SecretKey &key, QObject *context, ReadHandler handler) = 0;
    virtual void write(const SecretKey &key, const Secret &secret, QObject *context, DoneHandler handler) = 0;
    virtual void remove(const SecretKey &key, QObject *context, DoneHandler handler) = 0;
};

/// For the session only: forgets everything at its end.
class MemorySecretStore : public SecretStore
{
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    void read(const SecretKey &key, QObject *context, ReadHandler handler) override;
    void write(const SecretKey &key, const Secret &secret, QObject *context, DoneHandler handler) override;
    void remove(const SecretKey &key, QObject *context, DoneHandler handler) override;

private:
    QHash<SecretKey, Secret> m_secrets;
};

} // namespace console
