#include "ui/widgets/connectionform.h"

#include "lib/profile/address.h"
#include "ui/widgets/authorizationtab.h"
#include "ui/widgets/formtabs.h"
#include "ui/widgets/reconnecttab.h"
#include "ui/widgets/servertab.h"
#include "ui/widgets/tlstab.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QStackedWidget>

namespace console {

using namespace Qt::StringLiterals;

ConnectionForm::ConnectionForm(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(head());
    addTabs(page);
    connectTabs();
}

/// A field that loses the focus because everything ends has nothing to say any more.
ConnectionForm::~ConnectionForm()
{
    for (QLineEdit *edit : findChildren<QLineEdit *>())
        edit->disconnect(this);
}

QWidget *ConnectionForm::head()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::Edge(), this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(20, 14, 20, 6);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(0, 5);
    grid->setColumnStretch(1, 7);
    m_name = addEdit(grid, u"&Name"_s, 0);
    m_name->setPlaceholderText(u"Else its host name"_s);
    m_address = addEdit(grid, u"&Address"_s, 1);
    m_address->setPlaceholderText(u"wss://host:9002"_s);
    m_address->setFont(Theme::fixedFont());
    grid->addWidget(m_nameProblem = new FieldProblem(m_theme, m_name, box), 2, 0, Qt::AlignTop);
    grid->addWidget(m_addressProblem = new FieldProblem(m_theme, m_address, box), 2, 1, Qt::AlignTop);
    connect(m_address, &QLineEdit::editingFinished, this, &ConnectionForm::settle);
    return box;
}

QLineEdit *ConnectionForm::addEdit(QGridLayout *grid, const QString &label, int column)
{
    auto *edit = new QLineEdit(this);
    edit->setAccessibleName(withoutMnemonic(label));
    auto *caption = new ThemedLabel(m_theme, label, &Colours::text2, TextSize::Dense, this);
    caption->setBuddy(edit);
    grid->addWidget(caption, 0, column);
    grid->addWidget(edit, 1, column);
    connect(edit, &QLineEdit::textEdited, this, &ConnectionForm::edited);
    return edit;
}

void ConnectionForm::addTabs(QVBoxLayout *page)
{
    auto *strip = new Strip(m_theme, &Colours::window, Qt::BottomEdge, this);
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(qRound(8 * Theme::scale()), 0, 8, 1);
    row->addWidget(m_tabs = new FormTabs(m_theme, strip));
    row->addStretch(1);
    m_tabs->setAccessibleName(u"Settings"_s);
    page->addWidget(strip);
    page->addWidget(m_notice = new FormNotice(m_theme, this));
    page->addWidget(m_pages = new QStackedWidget(this), 1);
    const auto add = [this](const QString &text, QWidget *tab) {
        m_tabs->setAccessibleTabName(m_tabs->addTab(text), withoutMnemonic(text));
        m_pages->addWidget(tab);
    };
    add(u"Se&rver"_s, m_server = new ServerTab(m_theme, m_pages));
    add(u"T&LS"_s, m_tls = new TlsTab(m_theme, m_pages));
    add(u"A&uthorization"_s, m_authorization = new AuthorizationTab(m_theme, m_pages));
    add(u"Rec&onnect"_s, m_reconnect = new ReconnectTab(m_theme, m_pages));
}

void ConnectionForm::connectTabs()
{
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_server, &ServerTab::edited, this, &ConnectionForm::edited);
    connect(m_tls, &TlsTab::edited, this, &ConnectionForm::edited);
    connect(m_authorization, &AuthorizationTab::edited, this, &ConnectionForm::edited);
    connect(m_reconnect, &ReconnectTab::edited, this, &ConnectionForm::edited);
}

void ConnectionForm::setDraft(const ProfileDraft &draft)
{
    m_name->setText(draft.name);
    m_address->setText(draft.address);
    m_server->setDraft(draft);
    m_tls->setDraft(draft);
    m_authorization->setDraft(draft);
    m_reconnect->setDraft(draft);
    m_notice->say({});
    setProblems({});
}

void ConnectionForm::setSecrets(const ProfileDraft &draft)
{
    m_server->setSecrets(draft);
    m_tls->setSecrets(draft);
    m_authorization->setSecrets(draft);
}

void ConnectionForm::writeTo(ProfileDraft &draft) const
{
    draft.changed = true;
    draft.name = m_name->text();
    draft.address = m_address->text().trimmed();
    m_server->writeTo(draft);
    m_tls->writeTo(draft);
    m_authorization->writeTo(draft);
    m_reconnect->writeTo(draft);
}

/// A pasted URL falls into its parts: what is shown is what will be used, with the port it will use.
void ConnectionForm::settle()
{
    const QString typed = m_address->text().trimmed();
    if (typed.isEmpty())
        return;
    m_addressProblem->say(addressProblem(typed));
    const Address parts = parseAddress(typed);
    const QString whole = parts.error.isEmpty() ? parts.url().toString() : typed;
    if (whole == m_address->text())
        return;
    m_address->setText(whole);
    emit edited();
}

void ConnectionForm::setProblems(const DraftProblems &problems)
{
    m_nameProblem->say(problems.name);
    m_addressProblem->say(problems.address);
    m_server->setProblems(problems);
    m_tls->setProblems(problems);
    m_authorization->setProblems(problems);
    m_tabs->setProblem(int(Tab::Server), problems.ofServer());
    m_tabs->setProblem(int(Tab::Tls), problems.ofTls());
    m_tabs->setProblem(int(Tab::Authorization), problems.ofAuthorization());
    if (!problems.isEmpty())
        focusFirstProblem();
}

void ConnectionForm::focusFirstProblem()
{
    if (m_nameProblem->focusField() || m_addressProblem->focusField())
        return;
    for (const Tab tab : {Tab::Server, Tab::Tls, Tab::Authorization})
        if (m_tabs->hasProblem(int(tab))) {
            show(tab);
            break;
        }
    if (!m_server->focusProblem() && !m_tls->focusProblem())
        m_authorization->focusProblem();
}

void ConnectionForm::setStorageNotice(const QString &problem)
{
    m_server->setStorageNotice(problem);
    m_tls->setStorageNotice(problem);
    m_authorization->setStorageNotice(problem);
}

void ConnectionForm::show(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

/// Of an address that has only its port yet the host is what is to be typed.
void ConnectionForm::focusAddress()
{
    const QString scheme = u"wss://"_s;
    m_address->setFocus(Qt::TabFocusReason);
    if (!m_address->text().startsWith(scheme + u':'))
        return;
    m_address->deselect();
    m_address->setCursorPosition(int(scheme.size()));
}

void ConnectionForm::editFor(FailureAction action)
{
    switch (action) {
    case FailureAction::EditHeader:
        show(Tab::Authorization);
        return m_authorization->focusHeader();
    case FailureAction::EditTrust:
    case FailureAction::CompareCertificates:
    case FailureAction::ShowCertificate:
        show(Tab::Tls);
        return m_tls->focusTrust();
    case FailureAction::AddClientCertificate:
    case FailureAction::ChooseClientCertificate:
        show(Tab::Tls);
        return m_tls->focusClientCertificate();
    case FailureAction::EnterPassphrase:
        show(Tab::Tls);
        return m_tls->focusPassphrase();
    case FailureAction::EditProxy:
        show(Tab::Server);
        return m_server->focusProxy();
    case FailureAction::EditLimits:
        show(Tab::Server);
        return m_server->focusLimits();
    case FailureAction::TryAgain:
    case FailureAction::EditAddress:
        break;
    }
    focusAddress();
}

} // namespace console
