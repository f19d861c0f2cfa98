#pragma once

#include "lib/profile/profile.h"

#include <QObject>

namespace console {

/// The saved profiles: one versioned JSON file, shared by window and command line (contracts §4). GUI thread.
/// Every change re-reads the file under a lock, applies itself and is written atomically.
class ProfileStore : public QObject
{
    Q_OBJECT
public:
    explicit ProfileStore(QObject *parent = nullptr); ///< the user's file
    explicit ProfileStore(const QString &file, QObject *parent = nullptr);
    static QString defaultFile();

    const QList<Profile> &profiles() const { return m_profiles; }
    const Profile *find(const QString &name) const; ///< by name, case-insensitive if that is unique
    const Profile *find(const QUuid &id) const;
    /// What there is to say about the file: broken and set aside, from a newer version, cannot be written. Empty: all well.
    QString problem() const { return m_problem; }
    bool isReadOnly() const { return m_readOnly; }

    /// Adds, or replaces the one with the same id. False: not written; problem() says why.
    bool save(const Profile &profile);
    bool remove(const QUuid &id);
    bool addPin(const QUuid &id, const Pin &pin); ///< replaces the pins

signals:
    void changed();

private:
    void load();
    bool update(const std::function<void(QList<Profile> &)> &change);

    QString m_file;
    QList<Profile> m_profiles;
    QJsonObject m_unknownKeys;
    QString m_problem;
    bool m_readOnly = false;
};

} // namespace console
