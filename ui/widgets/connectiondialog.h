#pragma once

#include "lib/profile/profilestore.h"
#include "ui/models/poolquestion.h"
#include "ui/models/profiledraft.h"
#include "ui/widgets/draftsecrets.h"

#include <QDialog>

class QPushButton;

namespace console {

class ConnectionForm;
class BackgroundProbe;
class ProfilePane;
class Theme;
class VerdictLine;
struct ServerConfig;
struct Verdict;

/// Edits the saved connections: drafts until Save, then the store and the place of each secret. open() it.
class ConnectionDialog : public QDialog
{
    Q_OBJECT
public:
    ConnectionDialog(ProfileStore *profiles, SecretStore *keychain, SecretStore *session, const Theme *theme,
        QWidget *parent = nullptr);
    ~ConnectionDialog() override;

    void select(const QUuid &id);
    /// The focus to what helps against a failure, in the selected connection.
    void editFor(FailureAction action);
    void startNew();
    /// A new connection that begins with these settings.
    void startNew(const Profile &like);
    /// A new connection with what a server's imm_websocket_config.json tells; the host is left to the user.
    void importServerConfigFile(const QString &file);
    void importConnections(const QString &file);
    void exportConnections(const QString &file);

signals:
    /// Saved, and the user wants to be connected. The secrets are where the profile says.
    void connectRequested(const QUuid &id);
    void secretsProblem(const QString &problem); ///< why a secret was not kept where it should be

private:
    /// Why a draft cannot be saved.
    struct Refusal
    {
        QUuid profile;
        DraftProblems problems;
    };
    /// What a test needs; with problems it cannot begin.
    struct TestPlan
    {
        ConnectionSettings settings;
        DraftProblems problems;
    };
    using Check = DraftProblems (*)(const ProfileDraft &draft, const QList<ProfileDraft> &others);

    QWidget *foot();
    void connectPane();
    void connectSecrets();
    void connectProbe();
    void beginWithFirst();
    void add(const ProfileDraft &draft);
    void duplicate();
    void remove();
    void removeBlank();
    void undoRemove();
    void showDraft(const QUuid &id);
    void adoptEdits();
    void adoptSecret(const QUuid &id, const QString &name, const SecretStore::Result &result);
    void updateEntry(const ProfileDraft &draft);
    void toggleTest();
    void prepareTest(const ProfileDraft &draft);
    void startTest(const TestPlan &plan);
    void endTest();
    void save(bool connectAfterwards);
    static std::optional<Refusal> firstRefusal(
        const QList<ProfileDraft> &drafts, const QUuid &toConnect, Check check);
    void refuse(const Refusal &refusal);
    void saveChecked(const std::optional<Refusal> &refusal);
    bool saveDrafts();
    void finishSaving(const QString &problem);
    void chooseFile(const QString &title, const QStringList &filters, bool toSave,
        void (ConnectionDialog::*use)(const QString &));
    void explainImport(const ServerConfig &config, const QString &certificate);
    void trustImported(const QString &certificate, TrustRule rule);
    ProfileDraft *find(const QUuid &id);
    ProfileDraft *shown() { return find(m_shown); }
    void say(const Verdict &verdict);
    void mention(const Verdict &verdict); ///< unless a deletion can be taken back, which matters more

    ProfileStore *m_profiles;
    const Theme *m_theme;
    DraftSecrets m_secrets;
    QList<ProfileDraft> m_drafts;
    QList<ProfileDraft> m_removed; ///< until Save; the last one can be taken back
    QUuid m_shown; ///< null: none
    bool m_connect = false;
    ProfilePane *m_pane = nullptr;
    ConnectionForm *m_form = nullptr;
    BackgroundProbe *m_probe = nullptr;
    bool m_testing = false; ///< or preparing it
    PoolQuestion<TestPlan> m_plan{[this](const TestPlan &plan) { startTest(plan); }};
    PoolQuestion<std::optional<Refusal>> m_check{
        [this](const std::optional<Refusal> &refusal) { saveChecked(refusal); }};
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_saveAndConnect = nullptr;
    QPushButton *m_undo = nullptr;
    VerdictLine *m_verdict = nullptr;
};

} // namespace console
