#pragma once

#include "ui/models/profiledraft.h"
#include "ui/widgets/formnotice.h"

#include <QWidget>

class QGridLayout;
class QLineEdit;
class QStackedWidget;
class QVBoxLayout;

namespace console {

class AuthorizationTab;
class FieldProblem;
class FormTabs;
class ReconnectTab;
class ServerTab;
class Theme;
class TlsTab;

/// One connection: name and address, the rest in tabs. Knows no store.
class ConnectionForm : public QWidget
{
    Q_OBJECT
public:
    enum class Tab { Server, Tls, Authorization, Reconnect };

    explicit ConnectionForm(const Theme *theme, QWidget *parent = nullptr);
    ~ConnectionForm() override;

    void setDraft(const ProfileDraft &draft);
    void setSecrets(const ProfileDraft &draft); ///< they arrived from where they are kept
    void writeTo(ProfileDraft &draft) const;
    /// Marks the tabs that hold one; the first problem gets the focus.
    void setProblems(const DraftProblems &problems);
    /// Why the keychain cannot be used; empty: it can.
    void setStorageNotice(const QString &problem);
    FormNotice *notice() const { return m_notice; }

    void show(Tab tab);
    using QWidget::show;
    void focusAddress();
    void settle(); ///< what is being typed counts as typed
    /// The focus to what the action is about, its tab shown.
    void editFor(FailureAction action);

signals:
    void edited(); ///< by the user

private:
    QWidget *head();
    QLineEdit *addEdit(QGridLayout *grid, const QString &label, int column);
    void addTabs(QVBoxLayout *page);
    void connectTabs();
    void focusFirstProblem();

    const Theme *m_theme;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_address = nullptr;
    FieldProblem *m_nameProblem = nullptr;
    FieldProblem *m_addressProblem = nullptr;
    FormNotice *m_notice = nullptr;
    FormTabs *m_tabs = nullptr;
    QStackedWidget *m_pages = nullptr;
    ServerTab *m_server = nullptr;
    TlsTab *m_tls = nullptr;
    AuthorizationTab *m_authorization = nullptr;
    ReconnectTab *m_reconnect = nullptr;
};

} // namespace console
