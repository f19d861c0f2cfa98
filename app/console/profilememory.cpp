#include "app/console/profilememory.h"

#include "ui/models/findingsmodel.h"

namespace console {

ProfileMemory::ProfileMemory(ProfileStore *profiles, QObject *parent) : QObject(parent), m_profiles(profiles)
{
}

void ProfileMemory::setSession(Session *session, FindingsModel *findings)
{
    if (m_session)
        m_session->findings()->disconnect(this);
    m_session = session;
    m_findings = findings;
    m_ignored = findings->ignored();
    forgetProfile();
    connect(session->findings(), &FindingLog::dialectChanged, this, &ProfileMemory::keepDialect);
    connect(findings, &FindingsModel::ignoredChanged, this, &ProfileMemory::keepIgnored);
}

/// A connection that is not saved brings nothing, and what its session has learnt goes on.
void ProfileMemory::setProfile(const Profile &profile)
{
    const bool goesOn = m_profile == profile.id && !m_profiles->find(profile.id);
    m_profile = profile.id;
    if (!m_session || goesOn)
        return;
    m_isTelling = true;
    m_session->findings()->setSavedDialect(profile.dialect);
    m_findings->setIgnored(profile.ignoredFindings);
    m_ignored = m_findings->ignored();
    m_isTelling = false;
}

void ProfileMemory::forgetProfile()
{
    m_profile = {};
}

/// Another window may have changed the profile meanwhile: only what was learnt here is changed.
template <typename Change>
void ProfileMemory::keep(Change change)
{
    const Profile *saved = m_isTelling ? nullptr : m_profiles->find(m_profile);
    if (!saved)
        return;
    Profile changed = *saved;
    change(changed);
    if (changed != *saved)
        m_profiles->save(changed); // a problem is shown by those who watch the store
}

void ProfileMemory::keepDialect()
{
    keep([this](Profile &profile) {
        profile.dialect = m_session->findings()->dialect().toJson(profile.dialect);
    });
}

void ProfileMemory::keepIgnored()
{
    const QStringList before = std::exchange(m_ignored, m_findings->ignored());
    keep([this, &before](Profile &profile) {
        QStringList &ids = profile.ignoredFindings;
        ids.removeIf([&](const QString &id) { return before.contains(id) && !m_ignored.contains(id); });
        for (const QString &id : std::as_const(m_ignored)) {
            if (!before.contains(id) && !ids.contains(id))
                ids += id;
        }
        ids.sort(); // the same set is saved as the same text
    });
}

} // namespace console
