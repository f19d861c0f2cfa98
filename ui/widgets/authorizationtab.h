#pragma once

#include "ui/models/profiledraft.h"
#include "ui/widgets/formpage.h"

class QCheckBox;

namespace console {

class HeaderRows;
class SecretField;
class StorageChoice;

/// The headers a connection sends in its handshake, and where their values are kept.
class AuthorizationTab : public FormPage
{
    Q_OBJECT
public:
    explicit AuthorizationTab(const Theme *theme, QWidget *parent = nullptr);

    void setDraft(const ProfileDraft &draft);
    void setSecrets(const ProfileDraft &draft);
    void writeTo(ProfileDraft &draft) const;
    void setProblems(const DraftProblems &problems);
    bool focusProblem();
    /// Why the keychain cannot be used; empty: it can.
    void setStorageNotice(const QString &problem);
    void focusHeader(); ///< the value, all of it selected, to be typed over; ticks the box first

signals:
    void edited(); ///< by the user

private:
    void addHeader();
    void addFurther();
    void addStorage();
    void arrange();

    QCheckBox *m_sends = nullptr;
    QWidget *m_header = nullptr;
    QLineEdit *m_name = nullptr;
    SecretField *m_value = nullptr;
    FieldProblem *m_nameProblem = nullptr;
    FieldProblem *m_valueProblem = nullptr;
    HeaderRows *m_further = nullptr;
    StorageChoice *m_storage = nullptr;
    ThemedLabel *m_storageHint = nullptr;
    ThemedLabel *m_notice = nullptr;
};

} // namespace console
