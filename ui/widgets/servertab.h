#pragma once

#include "ui/models/profiledraft.h"
#include "ui/widgets/formpage.h"

class QCheckBox;

namespace console {

class SecretField;
class StorageChoice;

/// Limits of a connection, the way to the server, and what marks it.
class ServerTab : public FormPage
{
    Q_OBJECT
public:
    explicit ServerTab(const Theme *theme, QWidget *parent = nullptr);

    void setDraft(const ProfileDraft &draft);
    void setSecrets(const ProfileDraft &draft);
    void writeTo(ProfileDraft &draft) const;
    void setProblems(const DraftProblems &problems);
    bool focusProblem();
    void setStorageNotice(const QString &problem);
    void focusLimits();
    void focusProxy();

signals:
    void edited(); ///< by the user

private:
    void addLimits();
    void addProxy();
    void addManualProxy(QWidget *box);
    void addMarks();
    void arrange();

    QSpinBox *m_largestMessage = nullptr;
    QSpinBox *m_phase = nullptr;
    QSpinBox *m_ping = nullptr;
    QComboBox *m_proxy = nullptr;
    QWidget *m_manual = nullptr;
    QComboBox *m_proxyType = nullptr;
    QLineEdit *m_proxyHost = nullptr;
    QSpinBox *m_proxyPort = nullptr;
    QLineEdit *m_proxyUser = nullptr;
    SecretField *m_proxyPassword = nullptr;
    StorageChoice *m_storage = nullptr;
    ThemedLabel *m_notice = nullptr;
    FieldProblem *m_proxyProblem = nullptr;
    QComboBox *m_colour = nullptr;
    QCheckBox *m_monitorOnly = nullptr;
};

} // namespace console
