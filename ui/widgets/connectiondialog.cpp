#include "ui/widgets/connectiondialog.h"

#include "ui/widgets/connectionform.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/profilelist.h"
#include "ui/widgets/themedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int sideWidth = 208;
constexpr int dialogWidth = 860;

QPushButton *iconPush(const Theme *theme, const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(theme->icon(icon), {}, parent);
    button->setFlat(true);
    button->setAutoDefault(false);
    button->setFixedWidth(qRound(26 * Theme::scale()));
    setControlHeight(button, 24);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

ConnectionDialog::ConnectionDialog(
    ProfileStore *profiles, SecretStore *keychain, SecretStore *session, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_profiles(profiles), m_keychain(keychain), m_session(session), m_theme(theme)
{
    setWindowTitle(u"Connections"_s);
    setModal(true);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(side());
    middle->addWidget(m_form = new ConnectionForm(theme, this), 1);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(middle, 1);
    page->addWidget(foot());
    connect(m_form, &ConnectionForm::edited, this, &ConnectionDialog::adoptEdits);
    connect(m_list, &QListWidget::currentRowChanged, this, &ConnectionDialog::showDraft);
    for (const Profile &profile : profiles->profiles())
        add(draftOf(profile));
    if (m_drafts.isEmpty())
        startNew();
    else
        m_list->setCurrentRow(0);
    say(profiles->problem());
}

QWidget *ConnectionDialog::side()
{
    auto *box = new Strip(m_theme, &Colours::panel, Qt::RightEdge, this);
    box->setFixedWidth(qRound(sideWidth * Theme::scale()));
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 6, 1, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list = new ProfileList(m_theme, box), 1);
    auto *tools = new Strip(m_theme, &Colours::panel, Qt::TopEdge, box);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(6, 6, 6, 5);
    row->setSpacing(0);
    QPushButton *plus = iconPush(m_theme, u"plus"_s, u"New connection"_s, tools);
    row->addWidget(plus);
    row->addWidget(m_duplicate = iconPush(m_theme, u"copy"_s, u"Duplicate connection"_s, tools));
    row->addWidget(m_remove = iconPush(m_theme, u"trash"_s, u"Delete connection"_s, tools));
    row->addStretch(1);
    layout->addWidget(tools);
    connect(plus, &QPushButton::clicked, this, [this] { startNew(); });
    connect(m_duplicate, &QPushButton::clicked, this, &ConnectionDialog::duplicate);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionDialog::remove);
    return box;
}

QWidget *ConnectionDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(8);
    m_message = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Dense, box);
    m_message->setElided(Qt::ElideRight);
    row->addWidget(m_message);
    row->addWidget(m_undo = new QPushButton(u"Undo"_s, box));
    row->addStretch(1);
    auto *cancel = new QPushButton(u"Cancel"_s, box);
    row->addWidget(cancel);
    row->addWidget(m_save = new QPushButton(u"Save"_s, box));
    row->addWidget(m_saveAndConnect = new QPushButton(u"Save and connect"_s, box));
    makePrimary(m_saveAndConnect);
    for (QPushButton *button : {m_undo, cancel, m_save})
        button->setAutoDefault(false);
    m_saveAndConnect->setDefault(true);
    m_undo->hide();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] { save(false); });
    connect(m_saveAndConnect, &QPushButton::clicked, this, [this] { save(true); });
    connect(m_undo, &QPushButton::clicked, this, &ConnectionDialog::undoRemove);
    return box;
}

SecretStore *ConnectionDialog::storeOf(SecretStorage storage) const
{
    return storage == SecretStorage::Keychain ? m_keychain : m_session;
}

int ConnectionDialog::rowOf(const QUuid &id) const
{
    for (int i = 0; i < m_drafts.size(); ++i)
        if (m_drafts.at(i).profile.id == id)
            return i;
    return -1;
}

void ConnectionDialog::say(const QString &text)
{
    m_message->setText(text);
    m_undo->hide();
}

void ConnectionDialog::add(const ProfileDraft &draft)
{
    m_drafts.append(draft);
    updateRow(int(m_drafts.size()) - 1);
}

void ConnectionDialog::updateRow(int row)
{
    const ProfileDraft &draft = m_drafts.at(row);
    m_list->setEntry(row, draft.shownName(), draft.address);
}

void ConnectionDialog::select(const QUuid &id)
{
    m_list->setCurrentRow(rowOf(id));
}

void ConnectionDialog::editHeaderValue()
{
    m_form->focusHeaderValue();
}

void ConnectionDialog::startNew()
{
    const auto blank = std::ranges::find_if(m_drafts, isBlank);
    const int row = int(blank - m_drafts.begin());
    if (blank == m_drafts.end())
        add(newDraft());
    m_list->setCurrentRow(row);
    m_form->focusAddress();
}

void ConnectionDialog::startNew(const Profile &like)
{
    ProfileDraft draft = draftOf(like);
    if (draft.profile.id.isNull() || rowOf(draft.profile.id) >= 0)
        draft.profile.id = QUuid::createUuid();
    draft.valueKnown = true;
    draft.changed = true;
    add(draft);
    m_list->setCurrentRow(m_list->count() - 1);
}

void ConnectionDialog::duplicate()
{
    if (m_row < 0)
        return;
    add(duplicateOf(m_drafts.at(m_row)));
    m_list->setCurrentRow(m_list->count() - 1);
}

void ConnectionDialog::remove()
{
    if (m_row < 0)
        return;
    const int row = m_row;
    m_removed.append(m_drafts.takeAt(row));
    m_row = -1;
    delete m_list->takeItem(row);
    showDraft(m_list->currentRow());
    say(u"“%1” is deleted when you save."_s.arg(m_removed.last().shownName()));
    m_undo->show();
}

void ConnectionDialog::undoRemove()
{
    say({});
    add(m_removed.takeLast());
    m_list->setCurrentRow(m_list->count() - 1);
}

void ConnectionDialog::showDraft(int row)
{
    m_row = row < m_drafts.size() ? row : -1;
    m_form->setEnabled(m_row >= 0);
    m_duplicate->setEnabled(m_row >= 0);
    m_remove->setEnabled(m_row >= 0);
    m_saveAndConnect->setEnabled(m_row >= 0);
    m_form->setDraft(m_row >= 0 ? m_drafts.at(m_row) : ProfileDraft());
    if (m_row >= 0 && !m_drafts.at(m_row).valueKnown)
        readValue(m_row);
}

/// The answer may come when another connection is shown: it is given to the draft it belongs to.
void ConnectionDialog::readValue(int row)
{
    const Profile &profile = m_drafts.at(row).profile;
    storeOf(profile.storage)
        ->read(profile.id, this, [this, id = profile.id](const SecretStore::Result &result) {
            const int now = rowOf(id);
            if (now < 0 || m_drafts.at(now).valueKnown)
                return;
            m_drafts[now].valueKnown = true;
            m_drafts[now].headerValue = result.secret.value_or(Secret());
            if (now != m_row)
                return;
            m_form->setValue(m_drafts.at(now).headerValue);
            m_form->setStorageNotice(result.problem);
        });
}

void ConnectionDialog::adoptEdits()
{
    if (m_row < 0)
        return;
    m_form->writeTo(m_drafts[m_row]);
    updateRow(m_row);
    m_form->setProblems({});
}

void ConnectionDialog::save(bool connectAfterwards)
{
    m_connect = connectAfterwards;
    for (int row = 0; row < m_drafts.size(); ++row) {
        const DraftProblems problems = problemsOf(m_drafts.at(row), m_drafts);
        // A connection that was begun and left blank stands in nobody's way, unless it is the one to connect
        // to.
        const bool leftBlank = isBlank(m_drafts.at(row)) && !(m_connect && row == m_row);
        if (!m_drafts.at(row).changed || leftBlank || problems.isEmpty())
            continue;
        m_list->setCurrentRow(row);
        m_form->setProblems(problems);
        return;
    }
    if (saveDrafts())
        writeValues();
    else
        say(m_profiles->problem());
}

bool ConnectionDialog::saveDrafts()
{
    for (const ProfileDraft &draft : std::as_const(m_removed))
        if (m_profiles->find(draft.profile.id) && !m_profiles->remove(draft.profile.id))
            return false;
    for (ProfileDraft &draft : m_drafts) {
        if (!draft.changed || isBlank(draft))
            continue;
        const Profile profile = profileOf(draft);
        if (!m_profiles->save(profile))
            return false;
        draft.profile = profile;
    }
    return true;
}

void ConnectionDialog::writeValues()
{
    m_form->setEnabled(false);
    m_writing = 1; // our own, so that stores which answer at once do not finish early
    const auto done = [this](const QString &problem) { valueWritten(problem); };
    const auto forget = [this, &done](SecretStore *store, const QUuid &id) {
        ++m_writing;
        store->remove(id, this, [done](const QString &) { done({}); });
    };
    for (const ProfileDraft &draft : std::as_const(m_removed)) {
        forget(m_keychain, draft.profile.id);
        forget(m_session, draft.profile.id);
    }
    for (ProfileDraft &draft : m_drafts) {
        if (!draft.changed || !draft.valueKnown)
            continue;
        draft.changed = false;
        const bool inKeychain = draft.profile.storage == SecretStorage::Keychain;
        forget(inKeychain ? m_session : m_keychain, draft.profile.id);
        if (draft.sendsHeader) {
            ++m_writing;
            storeOf(draft.profile.storage)->write(draft.profile.id, draft.headerValue, this, done);
        } else {
            forget(storeOf(draft.profile.storage), draft.profile.id);
        }
    }
    m_removed.clear();
    valueWritten({});
}

void ConnectionDialog::valueWritten(const QString &problem)
{
    if (!problem.isEmpty())
        m_form->setStorageNotice(problem);
    if (--m_writing == 0)
        finishSaving();
}

void ConnectionDialog::finishSaving()
{
    const QUuid id = m_row >= 0 ? m_drafts.at(m_row).profile.id : QUuid();
    m_form->setEnabled(true);
    accept();
    if (m_connect && !id.isNull())
        emit connectRequested(id);
}

} // namespace console
