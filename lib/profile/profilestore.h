#pragma once

#include "lib/profile/profilefile.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <functional>

namespace console {

/// The saved profiles: one versioned JSON file, shared by window and command line (contracts §4). GUI thread.
/// Every change re-reads the file under a lock, applies itself and is written atomically. Changes by others
/// are noticed.
class ProfileStore : public QObject
{
    Q_OBJECT
public:
    explicit ProfileStore(QObject *parent = nullptr); ///< the user's file
    explicit ProfileStore(const QString &file, QObject *parent = nullptr);
    static QString defaultFile();

    const QList<Profile> &profiles() const { return m_content.profiles; }
    /// By name; without regard to case if that is unique.
    const Profile *find(const QString &name) const;
    const Profile *find(const QUuid &id) const;
    /// What there is to say about the file: broken and set aside, from a newer version, cannot be written.
    /// Empty: all well.
    QString problem() const { return m_content.problem; }
    bool isReadOnly() const { return !m_content.writable; }

    /// Adds, or replaces the one with the same id. False: not written; problem() says why.
    bool save(const Profile &profile);
    bool remove(const QUuid &id);
    bool addPin(const QUuid &id, const Pin &pin); ///< replaces the pins, which count from now on

signals:
    void changed(); ///< profiles, problem or both

private:
    using Change = std::function<void(QList<Profile> &)>;

    ProfileFileContent read() const;
    void reload();
    bool update(const Change &change);
    bool applyUnderLock(const Change &change, ProfileFileContent &content);
    ProfileFileContent contentToChange() const;
    void replace(ProfileFileContent content);
    void watch();

    QString m_file;
    ProfileFileContent m_content;
    QFileSystemWatcher m_watcher;
    QTimer m_reload; ///< lets a change by others come to rest
};

} // namespace console
