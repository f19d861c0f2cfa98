#include "ui/widgets/sessionpanes.h"

#include "ui/models/commandlistmodel.h"
#include "ui/models/sessionmodels.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/bookmarkspane.h"
#include "ui/widgets/closedpanebutton.h"
#include "ui/widgets/commandspane.h"
#include "ui/widgets/comparisonpane.h"
#include "ui/widgets/composerpane.h"
#include "ui/widgets/connectionlogpane.h"
#include "ui/widgets/differenceview.h"
#include "ui/widgets/eventspane.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/navigatorpane.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/panetabs.h"
#include "ui/widgets/problemspane.h"
#include "ui/widgets/requestspane.h"
#include "ui/widgets/sessionstrip.h"
#include "ui/widgets/splitter.h"
#include "ui/widgets/statisticspane.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timelineview.h"

#include <QApplication>
#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int lowestWithTwoTables = 320; // pixels

} // namespace

SessionPanes::SessionPanes(SessionModels *models, CommandListModel *commands, const ActionRegistry *actions,
    const Theme *theme, QObject *parent)
    : QObject(parent), m_models(models), m_actions(actions), m_theme(theme),
      m_strip(new SessionStrip(&models->timeline, &models->navigator, theme)),
      m_timeline(new TimelineView(&models->timeline, &models->navigator, theme)),
      m_statistics(new StatisticsPane(&models->statistics, theme)),
      m_rooms(new NavigatorPane(&models->rooms, &models->navigator, theme)),
      m_commands(new CommandsPane(commands, theme)),
      m_inspector(new InspectorPane(models->session()->log(), models->session()->exchanges(),
          models->session()->rooms(), &models->navigator, theme))
{
    makeMonitor();
    makeComposer();
    connectComposer();
    connectTimeline();
    connect(m_statistics, &StatisticsPane::monitorRequested, this, &SessionPanes::monitorRequested);
}

SessionPanes::~SessionPanes()
{
    const QList<QWidget *> widgets{
        m_strip, m_timeline, m_monitor, m_composerPage, m_statistics, m_rooms, m_commands, m_inspector};
    qDeleteAll(widgets);
}

QWidget *SessionPanes::strip() const
{
    return m_strip;
}

QWidget *SessionPanes::timeline() const
{
    return m_timeline;
}

QWidget *SessionPanes::monitor() const
{
    return m_monitor;
}

QWidget *SessionPanes::composer() const
{
    return m_composerPage;
}

StatisticsPane *SessionPanes::statistics() const
{
    return m_statistics;
}

NavigatorPane *SessionPanes::rooms() const
{
    return m_rooms;
}

QWidget *SessionPanes::commands() const
{
    return m_commands;
}

InspectorPane *SessionPanes::inspector() const
{
    return m_inspector;
}

BookmarksPane *SessionPanes::bookmarks() const
{
    return m_bookmarks;
}

ProblemsPane *SessionPanes::problems() const
{
    return m_problems;
}

static RequestsPane *makeRequestsPane(SessionModels *models, ExchangeModel *model, const Theme *theme)
{
    return new RequestsPane(
        model, models->session()->exchanges(), models->session()->log(), &models->navigator, theme);
}

/// Events above; below them one of requests, problems, connection log and bookmarks.
void SessionPanes::makeMonitor()
{
    Session *session = m_models->session();
    m_events =
        new EventsPane(&m_models->events, session->log(), session->rooms(), &m_models->navigator, m_theme);
    m_events->setLibrary(&m_models->filters);
    m_events->setTimeline(&m_models->timeline);
    m_events->header()->content()->insertWidget(0,
        new ClosedPaneButton(
            m_theme, m_actions->action(ActionId::Navigator), tr("Rooms"), m_events->header()));
    connect(m_events, &EventsPane::secondChosen, m_inspector, &InspectorPane::compareWith);
    m_requests = makeRequestsPane(m_models, &m_models->exchanges, m_theme);
    m_events->setRowActions(
        {m_actions->action(ActionId::ToggleBookmark), m_actions->action(ActionId::EditNote),
            m_actions->action(ActionId::PinInspector), m_actions->action(ActionId::ComparePinned)});
    m_problems = new ProblemsPane(&m_models->findings, session->log(), &m_models->navigator, m_theme);
    m_notes = new ConnectionLogPane(&m_models->notes, &m_models->navigator, m_theme);
    m_bookmarks = new BookmarksPane(&m_models->bookmarkList, session->log(), &m_models->navigator, m_theme);

    m_requests->setHeaderShown(false);
    auto *pages = new QStackedWidget;
    for (QWidget *page : std::initializer_list<QWidget *>{m_requests, m_problems, m_notes, m_bookmarks})
        pages->addWidget(page);
    const QStringList titles{
        m_requests->title(), m_problems->title(), tr("Connection log"), m_bookmarks->title()};
    m_lowerTabs = makeTabs(titles);
    connect(m_lowerTabs, &PaneTabs::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    m_lower = new QWidget;
    auto *lower = new QVBoxLayout(m_lower);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(0);
    lower->addWidget(m_lowerTabs);
    lower->addWidget(pages, 1);

    auto *split = new Splitter(Qt::Vertical);
    split->setObjectName(u"monitor"_s);
    split->addWidget(m_events);
    split->addWidget(m_lower);
    split->setStretchFactor(0, 1);
    split->setSizes({360, 176});

    m_lowTabs = makeTabs(QStringList{tr("Events")} + titles);
    connectLower();
    m_monitor = new QWidget;
    auto *column = new QVBoxLayout(m_monitor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_lowTabs);
    column->addWidget(split, 1);
    m_lowTabs->hide();
    m_monitor->installEventFilter(this);
}

void SessionPanes::connectLower()
{
    connect(m_lowTabs, &PaneTabs::currentChanged, this, &SessionPanes::showLowTab);
    connect(m_requests, &RequestsPane::titleChanged, this,
        [this](const QString &title) { setLowerTitle(Requests, title); });
    connect(m_problems, &ProblemsPane::titleChanged, this,
        [this](const QString &title) { setLowerTitle(Problems, title); });
    connect(m_bookmarks, &BookmarksPane::titleChanged, this,
        [this](const QString &title) { setLowerTitle(BookmarkList, title); });
    connect(m_problems, &ProblemsPane::exchangesRequested, this, &SessionPanes::showExchanges);
    connect(m_statistics, &StatisticsPane::exchangesRequested, this, &SessionPanes::showExchanges);
}

void SessionPanes::showExchanges(const FilterExpression &filter)
{
    m_requests->showOnly(filter);
    showLower(Requests);
}

PaneTabs *SessionPanes::makeTabs(const QStringList &titles) const
{
    auto *tabs = new PaneTabs(m_theme);
    for (const QString &title : titles)
        tabs->addTab(title);
    return tabs;
}

void SessionPanes::setLowerTitle(int tab, const QString &title)
{
    m_lowerTabs->setTabText(tab, title);
    m_lowTabs->setTabText(tab + 1, title);
}

void SessionPanes::setLow(bool low)
{
    m_windowIsLow = low;
    chooseTables();
}

bool SessionPanes::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_monitor && event->type() == QEvent::Resize)
        chooseTables();
    return QObject::eventFilter(watched, event);
}

/// Where a low window or a tall timeline leaves no room for two tables: one at a time, chosen by tabs above.
void SessionPanes::chooseTables()
{
    const bool low = m_windowIsLow || m_monitor->height() < lowestWithTwoTables;
    if (low != m_lowerTabs->isHidden()) {
        m_lowTabs->setVisible(low);
        m_lowerTabs->setVisible(!low);
        m_events->setVisible(true);
        m_lower->setVisible(true);
    }
    if (low)
        showLowTab(m_lowTabs->currentIndex());
}

void SessionPanes::showLowTab(int tab)
{
    m_events->setVisible(tab == 0);
    m_lower->setVisible(tab != 0);
    if (tab > 0)
        m_lowerTabs->setCurrentIndex(tab - 1);
}

void SessionPanes::showLower(LowerTab tab)
{
    m_lowerTabs->setCurrentIndex(tab);
    m_lowTabs->setCurrentIndex(tab + 1);
}

void SessionPanes::showProblems()
{
    showLower(Problems);
    m_problems->table()->setFocus(Qt::OtherFocusReason);
}

void SessionPanes::makeComposer()
{
    m_composer = new ComposerPane(&m_models->composer, m_theme);
    m_sentRequests = makeRequestsPane(m_models, &m_models->foundExchanges, m_theme);
    auto *page = new Splitter(Qt::Vertical);
    page->setObjectName(u"compose"_s);
    page->addWidget(m_composer);
    page->addWidget(m_sentRequests);
    page->setStretchFactor(1, 1);
    page->setSizes({430, 300});
    m_composerPage = page;
}

void SessionPanes::connectComposer()
{
    Session *session = m_models->session();
    connect(m_commands, &CommandsPane::commandChosen, this,
        [this](const QString &name) { startCommand(name, m_models->navigator.person()); });
    connect(&m_models->composer, &ComposerModel::fieldsChanged, m_commands,
        [this] { m_commands->setCurrent(m_models->composer.commandName()); });
    connect(m_composer, &ComposerPane::sendRequested, session, &Session::send);
    connect(m_rooms, &NavigatorPane::askRequested, session, &Session::send);
    connect(m_inspector, &InspectorPane::askRequested, session, &Session::send);
    connect(m_events, &EventsPane::askRequested, session, &Session::send);
    const auto showAskable = [this, session] {
        m_rooms->setAskable(session->isConnected());
        m_inspector->setAskable(session->isConnected());
        m_events->setAskable(session->isConnected());
    };
    connect(session, &Session::statusChanged, m_rooms, showAskable);
    showAskable();
    connect(m_rooms, &NavigatorPane::composeRequested, this,
        [this](const PersonRef &person) { composeCommand(u"set_participant_state"_s, person); });
    connect(session->exchanges(), &ExchangeLog::appended, this, &SessionPanes::showNewest);
    m_composer->setSendCheck([session](const QByteArray &json) { return session->sendProblem(json); });
    connect(session, &Session::statusChanged, m_composer, &ComposerPane::checkAgain);
    connect(m_inspector, &InspectorPane::composeRequested, this, &SessionPanes::compose);
    m_composer->startCommand(u"get_version"_s);
}

void SessionPanes::startCommand(const QString &name, const PersonRef &person)
{
    QHash<ParameterRole, QString> known;
    if (!person.room.isEmpty())
        known.insert(ParameterRole::Room, QString::fromUtf8(person.room));
    if (!person.participant.isEmpty())
        known.insert(ParameterRole::Participant, QString::fromUtf8(person.participant));
    m_composer->startCommand(name, known);
}

void SessionPanes::composeCommand(const QString &name, const PersonRef &person)
{
    startCommand(name, person);
    emit composeRequested();
}

void SessionPanes::compose(const QByteArray &json)
{
    m_composer->setJson(json);
    emit composeRequested();
}

/// Who composes wants to see what becomes of the request just sent, and who follows goes on following.
void SessionPanes::showNewest()
{
    const Exchange &newest = m_models->session()->exchanges()->exchanges().back();
    if (!m_composer->isVisible() || !newest.request)
        return;
    const bool following = m_models->navigator.isFollowing();
    m_models->navigator.select(newest.request);
    m_models->navigator.setFollowing(following);
}

void SessionPanes::setLabelWidth(int width)
{
    m_strip->setLabelWidth(width);
    m_timeline->setLabelWidth(width);
}

void SessionPanes::setNarrow(bool narrow)
{
    m_events->setNarrow(narrow);
}

void SessionPanes::startRequest()
{
    m_commands->searchField()->setFocus(Qt::ShortcutFocusReason);
    m_commands->searchField()->selectAll();
}

void SessionPanes::sendRequest()
{
    m_composer->send();
}

void SessionPanes::focusFilter()
{
    if (m_events->isVisible())
        m_events->focusFilter();
    else if (m_sentRequests->isVisible())
        m_sentRequests->focusFilter();
}

void SessionPanes::goToMatch(int direction)
{
    m_events->goToMatch(direction);
}

void SessionPanes::copyMessage()
{
    if (m_statistics->isVisible())
        return m_statistics->copy();
    if (!copyFocusedRow())
        m_inspector->copyMessage();
}

/// Of what holds no messages as they were received.
bool SessionPanes::copyFocusedRow() const
{
    const QWidget *focus = QApplication::focusWidget();
    const DifferenceView *differences = m_inspector->comparison()->view();
    if (focus == differences)
        differences->copyCurrent();
    else if (m_problems->isAncestorOf(focus))
        m_problems->copyRow();
    else if (m_notes->isAncestorOf(focus))
        m_notes->copyRow();
    else
        return false;
    return true;
}

/// The row of the table that has the focus, else of the one that the workspace is about.
void SessionPanes::copyRow()
{
    if (m_bookmarks->isAncestorOf(QApplication::focusWidget()))
        return m_bookmarks->copyRow();
    if (copyFocusedRow())
        return;
    for (const RequestsPane *pane : {m_requests.data(), m_sentRequests.data()})
        if (pane->isVisible() && (!m_events->isVisible() || pane->isAncestorOf(QApplication::focusWidget())))
            return pane->copyRow();
    if (m_events->isVisible())
        m_events->copyRow();
}

void SessionPanes::focusMain(bool composing)
{
    if (composing)
        m_commands->searchField()->setFocus();
    else
        m_events->table()->setFocus();
}

QList<QWidget *> SessionPanes::focusOrder(bool composing) const
{
    if (composing)
        return {m_commands->searchField(), m_composer->editor(), m_sentRequests, m_inspector};
    return {m_timeline, m_rooms, m_events, m_requests, m_problems, m_notes, m_bookmarks, m_inspector};
}

} // namespace console
