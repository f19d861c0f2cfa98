#pragma once

#include "lib/profile/profilestore.h"
#include "lib/session.h"

#include <QObject>

namespace console {

class FindingsModel;

/// What is learnt of a server while it is watched, kept in its saved profile: how it writes what the protocol
/// leaves open, and which of its problems the user does not want to see. Of a connection that is not saved
/// both last as long as its session. GUI thread.
class ProfileMemory : public QObject
{
    Q_OBJECT
public:
    /// @param profiles  must outlive it
    explicit ProfileMemory(ProfileStore *profiles, QObject *parent = nullptr);

    /// Another session, of no profile yet. Both must live until the next call.
    void setSession(Session *session, FindingsModel *findings);
    /// Whose server the session is connected to from now on: what is known of it is told to the session.
    void setProfile(const Profile &profile);
    void forgetProfile();

private:
    void keepDialect();
    void keepIgnored();
    template <typename Change>
    void keep(Change change);

    ProfileStore *m_profiles;
    QStringList m_ignored; ///< as of the last change here or in the profile
    bool m_isTelling = false; ///< what is saved, which is not to be saved again
    Session *m_session = nullptr;
    FindingsModel *m_findings = nullptr;
    QUuid m_profile; ///< null: none
};

} // namespace console
