#include "ui/widgets/connectiondialog.h"

#include "lib/connection/backgroundprobe.h"
#include "ui/models/profiletext.h"
#include "ui/models/text.h"
#include "ui/widgets/connectionform.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/profilelist.h"
#include "ui/widgets/profilepane.h"
#include "ui/widgets/verdictline.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize dialogSize(940, 700);

/// The value of a header that would be sent, but is not there.
QString missingHeader(const ProfileDraft &draft)
{
    if (draft.sendsHeader && !draft.headerValue.value)
        return draft.headerName.trimmed();
    for (const DraftHeader &header : draft.furtherHeaders)
        if (!header.value.value)
            return header.name.trimmed();
    return {};
}

} // namespace

ConnectionDialog::ConnectionDialog(
    ProfileStore *profiles, SecretStore *keychain, SecretStore *session, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_profiles(profiles), m_theme(theme), m_secrets(keychain, session)
{
    setWindowTitle(u"Connections"_s);
    setModal(true);
    // The tabs scroll, so that it fits the smallest window; a bigger one shows all of a tab.
    resize(
        (QSizeF(dialogSize) * Theme::scale()).toSize().boundedTo(screen()->availableSize() - QSize(0, 32)));
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_pane = new ProfilePane(theme, this));
    middle->addWidget(m_form = new ConnectionForm(theme, this), 1);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(middle, 1);
    page->addWidget(foot());
    connectPane();
    connectSecrets();
    connectProbe();
    for (const Profile &profile : profiles->profiles())
        add(draftOf(profile));
    if (m_drafts.isEmpty())
        startNew();
    else
        beginWithFirst();
    if (!profiles->problem().isEmpty())
        say({Verdict::Tone::Bad, profiles->problem(), {}});
}

ConnectionDialog::~ConnectionDialog() = default;

QWidget *ConnectionDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(8);
    row->addWidget(m_test = new QPushButton(u"&Test connection"_s, box));
    row->addWidget(m_verdict = new VerdictLine(m_theme, box), 1);
    row->addWidget(m_undo = new QPushButton(u"Undo"_s, box));
    row->addStretch();
    auto *cancel = new QPushButton(u"Cancel"_s, box);
    row->addWidget(cancel);
    row->addWidget(m_save = new QPushButton(u"&Save"_s, box));
    row->addWidget(m_saveAndConnect = new QPushButton(u"Save and &connect"_s, box));
    makePrimary(m_saveAndConnect);
    for (QPushButton *button : {m_test, m_save, m_saveAndConnect})
        button->setAccessibleName(button->text().remove(u'&'));
    m_undo->setAccessibleName(u"Undo the deletion"_s);
    m_saveAndConnect->setDefault(true);
    m_undo->hide();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] { save(false); });
    connect(m_saveAndConnect, &QPushButton::clicked, this, [this] { save(true); });
    connect(m_undo, &QPushButton::clicked, this, &ConnectionDialog::undoRemove);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::toggleTest);
    return box;
}

void ConnectionDialog::connectPane()
{
    connect(m_form, &ConnectionForm::edited, this, &ConnectionDialog::adoptEdits);
    connect(m_pane->list(), &ProfileList::chosenChanged, this, &ConnectionDialog::showDraft);
    connect(m_pane, &ProfilePane::newRequested, this, [this] { startNew(); });
    connect(m_pane, &ProfilePane::duplicateRequested, this, &ConnectionDialog::duplicate);
    connect(m_pane, &ProfilePane::removeRequested, this, &ConnectionDialog::remove);
    const QStringList json{u"JSON (*.json)"_s, u"All files (*)"_s};
    connect(m_pane, &ProfilePane::serverConfigRequested, this, [this, json] {
        chooseFile(u"The server's imm_websocket_config.json"_s, json, false,
            &ConnectionDialog::importServerConfigFile);
    });
    connect(m_pane, &ProfilePane::importRequested, this, [this, json] {
        chooseFile(u"Import connections"_s, json, false, &ConnectionDialog::importConnections);
    });
    connect(m_pane, &ProfilePane::exportRequested, this, [this, json] {
        chooseFile(u"Export connections"_s, json, true, &ConnectionDialog::exportConnections);
    });
}

void ConnectionDialog::connectSecrets()
{
    connect(&m_secrets, &DraftSecrets::arrived, this, &ConnectionDialog::adoptSecret);
    connect(&m_secrets, &DraftSecrets::written, this, &ConnectionDialog::finishSaving);
}

void ConnectionDialog::connectProbe()
{
    m_probe = new BackgroundProbe(this);
    const auto show = [this](const ProbeReport &report) {
        if (m_testing)
            m_verdict->say(probeVerdict(report));
    };
    connect(m_probe, &BackgroundProbe::progressed, this, show);
    connect(m_probe, &BackgroundProbe::finished, this, [this, show](const ProbeReport &report) {
        if (!m_testing)
            return;
        ProbeReport whole = report;
        whole.finished = true;
        show(whole);
        m_testing = false;
        m_test->setText(u"&Test connection"_s);
    });
    connect(this, &QDialog::finished, this, &ConnectionDialog::endTest);
    connect(this, &QDialog::finished, this, [this] { m_check.forget(); });
}

void ConnectionDialog::beginWithFirst()
{
    m_pane->list()->setCurrentRow(0);
    m_pane->list()->setFocus(Qt::OtherFocusReason);
}

ProfileDraft *ConnectionDialog::find(const QUuid &id)
{
    const auto found =
        std::ranges::find_if(m_drafts, [&id](const ProfileDraft &draft) { return draft.profile.id == id; });
    return found == m_drafts.end() || id.isNull() ? nullptr : &*found;
}

void ConnectionDialog::say(const Verdict &verdict)
{
    m_verdict->say(verdict);
    m_undo->setVisible(false);
}

void ConnectionDialog::mention(const Verdict &verdict)
{
    if (m_undo->isHidden())
        m_verdict->say(verdict);
}

void ConnectionDialog::add(const ProfileDraft &draft)
{
    m_drafts.append(draft);
    updateEntry(draft);
}

void ConnectionDialog::updateEntry(const ProfileDraft &draft)
{
    m_pane->list()->setEntry({draft.profile.id, draft.shownName(), draft.address, draft.profile.colour,
        draft.profile.monitorOnly});
}

void ConnectionDialog::select(const QUuid &id)
{
    m_pane->showAll();
    m_pane->list()->choose(id);
}

void ConnectionDialog::editFor(FailureAction action)
{
    m_form->editFor(action);
}

void ConnectionDialog::startNew()
{
    if (std::ranges::none_of(m_drafts, isBlank))
        add(newDraft());
    select(std::ranges::find_if(m_drafts, isBlank)->profile.id);
    m_form->focusAddress();
}

void ConnectionDialog::startNew(const Profile &like)
{
    ProfileDraft draft = draftOf(like);
    if (draft.profile.id.isNull() || find(draft.profile.id))
        draft = duplicateOf(draft);
    // An address that was only typed has a name that nobody chose.
    if (!fieldProblemsOf(draft, m_drafts).name.isEmpty())
        draft.name = like.address().remove(u"wss://"_s);
    draft.changed = true;
    add(draft);
    select(draft.profile.id);
}

void ConnectionDialog::duplicate()
{
    if (!shown())
        return;
    const ProfileDraft copy = duplicateOf(*shown());
    add(copy);
    select(copy.profile.id);
}

void ConnectionDialog::remove()
{
    const ProfileDraft *draft = shown();
    if (!draft)
        return;
    m_removed.append(*draft);
    const QUuid id = draft->profile.id;
    m_drafts.removeIf([&id](const ProfileDraft &other) { return other.profile.id == id; });
    m_pane->list()->removeEntry(id);
    if (m_pane->list()->count() == 0)
        showDraft({});
    say({Verdict::Tone::Doubtful,
        u"“%1” is deleted when you save."_s.arg(visibleText(m_removed.last().shownName())), {}});
    m_undo->show();
}

/// What was begun and left blank gives way to what is imported.
void ConnectionDialog::removeBlank()
{
    const QList<ProfileDraft> drafts = m_drafts;
    m_drafts.removeIf(isBlank);
    for (const ProfileDraft &draft : drafts)
        if (isBlank(draft))
            m_pane->list()->removeEntry(draft.profile.id);
}

void ConnectionDialog::undoRemove()
{
    say({});
    const ProfileDraft draft = m_removed.takeLast();
    add(draft);
    select(draft.profile.id);
}

void ConnectionDialog::showDraft(const QUuid &id)
{
    endTest();
    const ProfileDraft *draft = find(id);
    m_shown = draft ? id : QUuid();
    m_form->setEnabled(draft);
    m_pane->setHasChosen(draft);
    m_saveAndConnect->setEnabled(draft);
    m_test->setEnabled(draft);
    m_form->setDraft(draft ? *draft : ProfileDraft());
    if (draft)
        m_secrets.read(*draft);
}

/// The answer may come when another connection is shown: it is given to the draft it belongs to.
void ConnectionDialog::adoptSecret(const QUuid &id, const QString &name, const SecretStore::Result &result)
{
    ProfileDraft *draft = find(id);
    DraftSecret *secret = draft ? findSecret(*draft, name) : nullptr;
    if (!secret || secret->known)
        return;
    *secret = {result.secret, true, false};
    if (id != m_shown)
        return;
    m_form->setSecrets(*draft);
    if (!result.problem.isEmpty())
        m_form->setStorageNotice(result.problem);
}

void ConnectionDialog::adoptEdits()
{
    ProfileDraft *draft = shown();
    if (!draft)
        return;
    endTest();
    m_form->writeTo(*draft);
    updateEntry(*draft);
    m_form->setProblems({});
}

void ConnectionDialog::toggleTest()
{
    if (m_testing)
        return endTest();
    m_form->settle();
    const ProfileDraft *draft = shown();
    const DraftProblems problems = draft ? fieldProblemsOf(*draft, m_drafts) : DraftProblems();
    m_form->setProblems(problems);
    if (draft && problems.isEmpty())
        prepareTest(*draft);
}

void ConnectionDialog::prepareTest(const ProfileDraft &draft)
{
    if (isReadingSecrets(draft))
        return say({Verdict::Tone::Doubtful, u"The keychain has not answered yet. Try again."_s, {}});
    if (const QString header = missingHeader(draft); !header.isEmpty()) {
        m_form->show(ConnectionForm::Tab::Authorization);
        return say({Verdict::Tone::Doubtful, u"Type the value of %1 to test."_s.arg(header), {}});
    }
    m_testing = true;
    m_test->setText(u"S&top the test"_s);
    say(probeVerdict({}));
    m_plan.ask([draft, drafts = m_drafts] {
        TestPlan plan;
        plan.settings = settingsFor(profileOf(draft), secretsOf(draft));
        if (plan.settings.problem)
            plan.problems = problemsOf(draft, drafts);
        return plan;
    });
}

void ConnectionDialog::startTest(const TestPlan &plan)
{
    const Failure &problem = plan.settings.problem;
    if (!problem)
        return m_probe->start(plan.settings);
    endTest();
    m_form->setProblems(plan.problems);
    if (plan.problems.isEmpty())
        say({Verdict::Tone::Bad, problem.title, problem.cause});
}

/// What was found out about other settings says nothing about these.
void ConnectionDialog::endTest()
{
    m_plan.forget();
    m_probe->cancel();
    m_testing = false;
    m_test->setText(u"&Test connection"_s);
    mention({});
}

void ConnectionDialog::save(bool connectAfterwards)
{
    if (m_testing)
        endTest();
    m_connect = connectAfterwards;
    m_form->settle();
    const QUuid toConnect = m_connect ? m_shown : QUuid();
    if (const auto refusal = firstRefusal(m_drafts, toConnect, fieldProblemsOf))
        return refuse(*refusal);
    // A locked key takes its time, and a keychain may ask its user first; a second Save meanwhile would end
    // this one early.
    setEnabled(false);
    mention({Verdict::Tone::Busy, u"Checking…"_s, {}});
    m_check.ask([drafts = m_drafts, toConnect] { return firstRefusal(drafts, toConnect, problemsOf); });
}

/// A connection that was begun and left blank stands in nobody's way, unless it is the one to connect to.
std::optional<ConnectionDialog::Refusal> ConnectionDialog::firstRefusal(
    const QList<ProfileDraft> &drafts, const QUuid &toConnect, Check check)
{
    for (const ProfileDraft &draft : drafts) {
        const bool leftBlank = isBlank(draft) && draft.profile.id != toConnect;
        if (!draft.changed || leftBlank)
            continue;
        if (const DraftProblems problems = check(draft, drafts); !problems.isEmpty())
            return Refusal{draft.profile.id, problems};
    }
    return {};
}

void ConnectionDialog::refuse(const Refusal &refusal)
{
    select(refusal.profile);
    m_form->setProblems(refusal.problems);
}

void ConnectionDialog::saveChecked(const std::optional<Refusal> &refusal)
{
    if (!refusal && saveDrafts()) {
        mention({Verdict::Tone::Busy, u"Saving…"_s, {}});
        return m_secrets.finish();
    }
    setEnabled(true);
    mention({});
    if (refusal)
        refuse(*refusal);
    else
        say({Verdict::Tone::Bad, m_profiles->problem(), {}});
}

bool ConnectionDialog::saveDrafts()
{
    for (const ProfileDraft &draft : std::as_const(m_removed)) {
        const Profile *saved = m_profiles->find(draft.profile.id);
        if (!saved)
            continue;
        const Profile gone = *saved;
        if (!m_profiles->remove(gone.id))
            return false;
        m_secrets.forget(gone);
    }
    m_removed.clear();
    for (ProfileDraft &draft : m_drafts) {
        if (!draft.changed || isBlank(draft))
            continue;
        Profile profile = profileOf(draft);
        const Profile *saved = m_profiles->find(profile.id);
        const QList<SecretChange> changes = secretChanges(draft, saved);
        if (saved) { // learnt while the dialog was open
            profile.dialect = saved->dialect;
            profile.ignoredFindings = saved->ignoredFindings;
        }
        if (!m_profiles->save(profile))
            return false;
        m_secrets.change(changes);
        draft.profile = profile;
        draft.changed = false;
    }
    return true;
}

void ConnectionDialog::finishSaving(const QString &problem)
{
    const QUuid id = m_shown;
    setEnabled(true);
    accept();
    if (!problem.isEmpty())
        emit secretsProblem(problem);
    if (m_connect && !id.isNull())
        emit connectRequested(id);
}

} // namespace console
