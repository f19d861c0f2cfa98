#include "ui/widgets/authorizationtab.h"

#include "ui/widgets/headerrows.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/storagechoice.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int indent = 24;

QString hintOf(SecretStorage storage)
{
    switch (storage) {
    case SecretStorage::Keychain:
        return u"Encrypted by the system, for you alone."_s;
    case SecretStorage::Session:
        return u"Forgotten when the console ends."_s;
    case SecretStorage::AskEveryTime:
        return u"Kept nowhere. What stands here serves Test connection only."_s;
    }
    return {};
}

} // namespace

AuthorizationTab::AuthorizationTab(const Theme *theme, QWidget *parent) : FormPage(theme, parent)
{
    addHeader();
    addFurther();
    addStorage();
    endSections();
    connect(m_sends, &QCheckBox::toggled, m_header, &QWidget::setVisible);
    connect(m_sends, &QCheckBox::clicked, this, &AuthorizationTab::edited);
    connect(m_name, &QLineEdit::textEdited, this, &AuthorizationTab::edited);
    connect(m_value, &SecretField::edited, this, &AuthorizationTab::edited);
    connect(m_further, &HeaderRows::edited, this, &AuthorizationTab::edited);
    connect(m_storage, &StorageChoice::edited, this, &AuthorizationTab::edited);
    connect(m_storage, &QComboBox::currentIndexChanged, this, &AuthorizationTab::arrange);
    m_header->hide();
    setStorageNotice({});
    arrange();
}

void AuthorizationTab::addHeader()
{
    QWidget *section = addSection();
    auto *rows = new QVBoxLayout(section);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    m_sends = new QCheckBox(u"Send a &header"_s, section);
    m_sends->setAccessibleName(u"Send a header"_s);
    m_sends->setFont(Theme::font(TextSize::Body, QFont::DemiBold));
    rows->addWidget(m_sends);
    ThemedLabel *hint = explanation(theme(),
        u"If the server asks for one: its name and value are in the server's imm_websocket_config.json."_s,
        section);
    hint->setContentsMargins(qRound(indent * Theme::scale()), 0, 0, 0);
    rows->addWidget(hint);
    rows->addSpacing(4);
    rows->addWidget(m_header = new QWidget(section));
    FormGrid form(theme(), m_header, indent);
    m_name = form.addEdit(u"Header na&me"_s);
    m_name->setFont(Theme::fixedFont());
    m_nameProblem = form.addProblem(m_name);
    m_value = new SecretField(theme(), u"the header value"_s, m_header);
    form.addField(u"Header &value"_s, m_value, m_value->edit());
    m_valueProblem = form.addProblem(m_value->edit());
}

void AuthorizationTab::addFurther()
{
    QWidget *section = addSection();
    FormGrid form(theme(), section);
    form.addHeading(u"Further headers"_s);
    form.addWide(
        explanation(theme(), u"Sent as well, for example for a gateway in front of the server."_s, section));
    form.addWide(m_further = new HeaderRows(theme(), section));
}

void AuthorizationTab::addStorage()
{
    QWidget *section = addSection();
    FormGrid form(theme(), section);
    m_storage = new StorageChoice(section);
    form.addField(u"&Keep the values"_s, m_storage);
    m_storage->setAccessibleName(u"Where header values are kept"_s);
    m_storageHint = form.addNote({});
    m_notice = form.addNote({});
    m_notice->setRole(&Colours::warn);
}

void AuthorizationTab::arrange()
{
    m_storageHint->setText(hintOf(m_storage->storage()));
}

void AuthorizationTab::setDraft(const ProfileDraft &draft)
{
    m_sends->setChecked(draft.sendsHeader);
    m_name->setText(draft.headerName);
    m_value->setSecret(draft.headerValue);
    m_further->setHeaders(draft.furtherHeaders);
    m_storage->setStorage(draft.profile.storage);
    setStorageNotice({});
}

void AuthorizationTab::setSecrets(const ProfileDraft &draft)
{
    m_value->adopt(draft.headerValue);
    m_further->setSecrets(draft.furtherHeaders);
}

void AuthorizationTab::writeTo(ProfileDraft &draft) const
{
    draft.sendsHeader = m_sends->isChecked();
    draft.headerName = m_name->text();
    draft.headerValue = m_value->secret();
    draft.furtherHeaders = m_further->headers();
    draft.profile.storage = m_storage->storage();
}

void AuthorizationTab::setProblems(const DraftProblems &problems)
{
    m_nameProblem->say(problems.headerName);
    m_valueProblem->say(problems.headerValue);
    m_further->setProblems(problems.furtherHeaders);
}

bool AuthorizationTab::focusProblem()
{
    return m_nameProblem->focusField() || m_valueProblem->focusField() || m_further->focusProblem();
}

void AuthorizationTab::setStorageNotice(const QString &problem)
{
    m_notice->setText(problem);
    m_notice->setVisible(!problem.isEmpty());
}

void AuthorizationTab::focusHeader()
{
    if (!m_sends->isChecked()) {
        m_sends->setChecked(true);
        emit edited();
    }
    QLineEdit *field = m_name->text().isEmpty() ? m_name : m_value->edit();
    field->setFocus(Qt::TabFocusReason);
    field->selectAll();
}

} // namespace console
