#include "lib/profile/profilestore.h"

#include "lib/profile/privatefolder.h"

#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Others hold the lock for as long as it takes to write a few kilobytes.
constexpr int lockTimeout = 500; // milliseconds

/// An editor that writes in place shows half a file for a moment.
constexpr int settleTime = 100; // milliseconds

QString lockName(const QString &file)
{
    return file + u".lock"_s;
}

auto withId(const QUuid &id)
{
    return [id](const Profile &profile) { return profile.id == id; };
}

} // namespace

ProfileStore::ProfileStore(QObject *parent) : ProfileStore(defaultFile(), parent) { }

ProfileStore::ProfileStore(const QString &file, QObject *parent)
    : QObject(parent), m_file(QFileInfo(file).absoluteFilePath())
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(settleTime);
    const auto settle = [this] { m_reload.start(); };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_reload, &QTimer::timeout, this, &ProfileStore::reload);
    makePrivateFolder(m_file);
    m_content = read();
    watch();
}

QString ProfileStore::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + u"/event-manager-console/profiles.json"_s;
}

const Profile *ProfileStore::find(const QString &name) const
{
    const Profile *found = nullptr;
    int similar = 0;
    for (const Profile &profile : m_content.profiles) {
        if (profile.name == name)
            return &profile;
        if (profile.name.compare(name, Qt::CaseInsensitive) == 0) {
            found = &profile;
            ++similar;
        }
    }
    return similar == 1 ? found : nullptr;
}

const Profile *ProfileStore::find(const QUuid &id) const
{
    const auto found = std::find_if(m_content.profiles.begin(), m_content.profiles.end(), withId(id));
    return found == m_content.profiles.end() ? nullptr : &*found;
}

bool ProfileStore::save(const Profile &profile)
{
    return update([&](QList<Profile> &profiles) {
        const auto found = std::find_if(profiles.begin(), profiles.end(), withId(profile.id));
        if (found == profiles.end())
            profiles.append(profile);
        else
            *found = profile;
    });
}

bool ProfileStore::remove(const QUuid &id)
{
    return update([&](QList<Profile> &profiles) { profiles.removeIf(withId(id)); });
}

bool ProfileStore::addPin(const QUuid &id, const Pin &pin)
{
    return update([&](QList<Profile> &profiles) {
        for (Profile &profile : profiles) {
            if (profile.id != id)
                continue;
            profile.pins = {pin};
            profile.trust = TrustRule::Pins;
        }
    });
}

bool ProfileStore::update(const Change &change)
{
    ProfileFileContent content = m_content;
    const bool saved = applyUnderLock(change, content);
    replace(std::move(content));
    return saved;
}

bool ProfileStore::applyUnderLock(const Change &change, ProfileFileContent &content)
{
    if (!makePrivateFolder(m_file)) {
        content.problem =
            u"The folder “%1” cannot be made: nothing was saved."_s.arg(QFileInfo(m_file).path());
        return false;
    }
    QLockFile lock(lockName(m_file));
    if (!lock.tryLock(lockTimeout)) {
        content.problem =
            u"“%1” cannot be changed now: another program holds it, or the folder is read-only. "
            u"Nothing was saved."_s.arg(m_file);
        return false;
    }
    content = contentToChange();
    if (!content.writable)
        return false;
    ProfileFileContent changed = content;
    changed.problem.clear();
    change(changed.profiles);
    content.problem = writeProfileFile(m_file, changed);
    if (!content.problem.isEmpty())
        return false;
    content = std::move(changed);
    return true;
}

// Of a file that broke under our hands the profiles known so far are the best copy there is.
ProfileFileContent ProfileStore::contentToChange() const
{
    ProfileFileContent onDisk = readOrSetAside(m_file);
    const bool wasSetAside = !QFileInfo::exists(m_file) && (onDisk.broken || !m_content.problem.isEmpty());
    return wasSetAside ? m_content : onDisk;
}

// Reading needs no lock, because the file is replaced as a whole; only setting it aside does.
ProfileFileContent ProfileStore::read() const
{
    ProfileFileContent content = readProfileFile(m_file);
    if (!content.broken)
        return content;
    QLockFile lock(lockName(m_file));
    lock.tryLock(lockTimeout);
    return readOrSetAside(m_file);
}

void ProfileStore::reload()
{
    if (!QFileInfo::exists(m_file) && !m_content.problem.isEmpty())
        return; // set aside: what is known and what was said about it still hold
    ProfileFileContent content = read();
    if (content.broken)
        content.profiles = m_content.profiles;
    const bool isSame = content.profiles == m_content.profiles && content.unknownKeys == m_content.unknownKeys
        && content.writable == m_content.writable && content.problem.isEmpty();
    if (isSame)
        watch();
    else
        replace(std::move(content));
}

void ProfileStore::replace(ProfileFileContent content)
{
    watch();
    if (content == m_content)
        return;
    m_content = std::move(content);
    emit changed();
}

// Replacing a file ends the watch on it, the one on its folder stays.
void ProfileStore::watch()
{
    for (const QString &path : {QFileInfo(m_file).path(), m_file}) {
        if (QFileInfo::exists(path) && !m_watcher.files().contains(path)
            && !m_watcher.directories().contains(path))
            m_watcher.addPath(path);
    }
}

} // namespace console

#include "moc_profilestore.cpp"
