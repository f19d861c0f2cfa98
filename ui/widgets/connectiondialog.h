#pragma once

#include "lib/profile/profilestore.h"
#include "lib/profile/secretstore.h"
#include "ui/models/profiledraft.h"

#include <QDialog>

class QPushButton;

namespace console {

class ConnectionForm;
class ProfileList;
class Theme;
class ThemedLabel;

/// Edits the saved connections: drafts until Save, then the store and the place of each header value. open()
/// it.
class ConnectionDialog : public QDialog
{
    Q_OBJECT
public:
    ConnectionDialog(ProfileStore *profiles, SecretStore *keychain, SecretStore *session, const Theme *theme,
        QWidget *parent = nullptr);

    void select(const QUuid &id);
    void editHeaderValue(); ///< the focus to the value of the selected connection's header
    void startNew();
    /// A new connection that begins with these settings.
    void startNew(const Profile &like);

signals:
    /// Saved, and the user wants to be connected. The header value is where the profile says.
    void connectRequested(const QUuid &id);

private:
    QWidget *side();
    QWidget *foot();
    void add(const ProfileDraft &draft);
    void duplicate();
    void remove();
    void undoRemove();
    void showDraft(int row);
    void adoptEdits();
    void readValue(int row);
    void updateRow(int row);
    void save(bool connectAfterwards);
    bool saveDrafts();
    void writeValues();
    void valueWritten(const QString &problem);
    void finishSaving();
    SecretStore *storeOf(SecretStorage storage) const;
    int rowOf(const QUuid &id) const;
    void say(const QString &text);

    ProfileStore *m_profiles;
    SecretStore *m_keychain;
    SecretStore *m_session;
    const Theme *m_theme;
    QList<ProfileDraft> m_drafts;
    QList<ProfileDraft> m_removed; ///< until Save; the last one can be taken back
    int m_row = -1;
    int m_writing = 0; ///< header values on their way into a store
    bool m_connect = false;
    ProfileList *m_list = nullptr;
    ConnectionForm *m_form = nullptr;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_saveAndConnect = nullptr;
    QPushButton *m_undo = nullptr;
    ThemedLabel *m_message = nullptr;
};

} // namespace console
