// Where the parts of the window stand, what outlives it, and how the focus walks through them.
#include "ui/models/sessionmodels.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/colourband.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/navigatorpane.h"
#include "ui/widgets/palettecontrol.h"
#include "ui/widgets/problemspane.h"
#include "ui/widgets/sessionpanes.h"
#include "ui/widgets/statisticspane.h"

#include <QAbstractItemView>
#include <QDockWidget>
#include <QKeyEvent>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>

namespace console {

using namespace Qt::StringLiterals;

constexpr int inspectorWidthOfNarrow = 304;

/// Where F6 puts the focus in a pane: its table or tree, else whatever takes it. Null: nothing there does.
static QWidget *focusableIn(QWidget *pane)
{
    const auto takesFocus = [](const QWidget *widget) {
        return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0;
    };
    if (takesFocus(pane))
        return pane;
    for (auto *view : pane->findChildren<QAbstractItemView *>())
        if (takesFocus(view))
            return view;
    const auto children = pane->findChildren<QWidget *>();
    const auto found = std::find_if(children.begin(), children.end(), takesFocus);
    return found == children.end() ? nullptr : *found;
}

static ActionId actionOf(Workspace workspace)
{
    switch (workspace) {
    case Workspace::Monitor:
        return ActionId::Monitor;
    case Workspace::Compose:
        return ActionId::Compose;
    case Workspace::Statistics:
        break;
    }
    return ActionId::Statistics;
}

void MainWindow::setWorkspace(Workspace workspace)
{
    m_actions->action(actionOf(workspace))->setChecked(true);
    m_palette->dismiss(); // the focus goes on from where it was before
    if (workspace == m_workspace)
        return;
    QWidget *focused = focusWidget();
    const Workspace left = m_workspace;
    keepLayout();
    m_workspace = workspace;
    fitDocks();
    applyLayout(m_layouts.value(workspace));
    if (focused && focused->isVisible()) // what all workspaces have keeps it
        return;
    m_focused.insert(left, focused);
    if (m_framed)
        restoreFocus();
}

/// Else the focus would go from what is no longer seen to whatever comes next in the window.
void MainWindow::restoreFocus()
{
    QWidget *last = m_focused.value(m_workspace);
    if (last && last->isVisible())
        last->setFocus(Qt::OtherFocusReason);
    else
        focusMain();
}

void MainWindow::focusMain()
{
    if (m_workspace == Workspace::Statistics)
        m_panes->statistics()->focusMain();
    else
        m_panes->focusMain(m_workspace == Workspace::Compose);
}

static bool isKeyOf(const QAction *action, const QKeyEvent &event)
{
    return action->isEnabled() && !event.isAutoRepeat()
        && action->shortcuts().contains(QKeySequence(event.keyCombination()));
}

/// Single keys never act in text fields, also where those have no use for them.
static bool isTyping(const QWidget *focused)
{
    return focused && focused->testAttribute(Qt::WA_InputMethodEnabled);
}

/// What the timeline's keys stop and clear concerns all views, so they act wherever nobody else has a use for
/// them.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (isTyping(focusWidget()))
        return QMainWindow::keyPressEvent(event);
    QAction *pause = m_actions->action(ActionId::Pause);
    QAction *clear = m_actions->action(ActionId::ClearMeasure);
    if (m_models && isKeyOf(pause, *event))
        return pause->trigger();
    if (m_models && m_models->navigator.measuredRange().length() > 0 && isKeyOf(clear, *event))
        return clear->trigger();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::showSessionFrame(bool shown)
{
    const bool appears = shown && !m_framed;
    const bool composing = m_workspace == Workspace::Compose;
    const bool counting = m_workspace == Workspace::Statistics;
    const bool full =
        shown && m_workspace == Workspace::Monitor && m_actions->action(ActionId::FullTimeline)->isChecked();
    m_framed = shown;
    m_figures.setShown(shown);
    m_palette->setSessionShown(shown);
    enableSessionActions(shown);
    m_pages->setVisible(!full);
    m_stripDock->setVisible(shown);
    m_timelineDock->setVisible(shown && m_workspace == Workspace::Monitor);
    m_navigatorDock->setVisible(
        shown && !full && !counting && m_actions->action(ActionId::Navigator)->isChecked());
    m_inspectorDock->setVisible(
        shown && !full && !counting && m_actions->action(ActionId::Inspector)->isChecked());
    if (!shown)
        return;
    m_pages->setCurrentWidget(composing ? m_panes->composer()
            : counting                  ? m_panes->statistics()
                                        : m_panes->monitor());
    m_navigatorStack->setCurrentWidget(composing ? m_panes->commands() : m_panes->rooms());
    if (counting)
        m_panes->setLabelWidth(labelWidth);
    fitTimeline();
    if (appears)
        focusMain();
}

void MainWindow::moveFocus(int direction)
{
    if (!m_panes || !m_framed)
        return;
    QList<QWidget *> order = m_workspace == Workspace::Statistics
        ? m_panes->statistics()->focusOrder()
        : m_panes->focusOrder(m_workspace == Workspace::Compose);
    order.removeIf([](QWidget *pane) { return !pane->isVisible() || !focusableIn(pane); });
    if (order.isEmpty())
        return;
    qsizetype current = -1;
    for (qsizetype i = 0; i < order.size(); ++i) {
        if (order[i] == focusWidget() || order[i]->isAncestorOf(focusWidget()))
            current = i;
    }
    const qsizetype next = current < 0 ? 0 : (current + direction + order.size()) % order.size();
    focusableIn(order[next])->setFocus(Qt::TabFocusReason);
}

/// A timeline at full height hides them.
void MainWindow::showTables()
{
    setWorkspace(Workspace::Monitor);
    m_actions->action(ActionId::FullTimeline)->setChecked(false);
}

void MainWindow::showProblems(FindingRule rule)
{
    if (!m_panes)
        return;
    showTables();
    m_panes->showProblems();
    m_panes->problems()->selectRule(rule);
}

/// The panes go with the session they show; the sizes of their parts stay, and how the rooms are listed.
void MainWindow::keepPanes()
{
    for (const QString &name : {u"monitor"_s, u"compose"_s, u"statistics"_s})
        if (const auto *splitter = m_pages->findChild<QSplitter *>(name))
            m_splitters.insert(name, splitter->saveState());
    if (m_panes)
        m_roomList = m_panes->rooms()->settings();
}

void MainWindow::applyPanes()
{
    for (auto state = m_splitters.cbegin(); state != m_splitters.cend(); ++state)
        if (auto *splitter = m_pages->findChild<QSplitter *>(state.key()))
            splitter->restoreState(state.value());
    if (m_panes)
        m_panes->rooms()->apply(m_roomList);
}

/// What the column of times can show, by names that outlive this version.
static const std::array timeColumns{std::pair("time"_L1, ActionId::TimeAbsolute),
    std::pair("previous"_L1, ActionId::TimeSincePrevious),
    std::pair("selected"_L1, ActionId::TimeSinceSelected)};

void MainWindow::saveLayout(QSettings *settings)
{
    for (const auto &[name, id] : timeColumns)
        if (m_actions->action(id)->isChecked())
            settings->setValue("shown/timeColumn"_L1, QString(name));
    keepPanes();
    keepLayout();
    settings->setValue("geometry"_L1, saveGeometry());
    settings->setValue("layout/monitor"_L1, m_layouts.value(Workspace::Monitor));
    settings->setValue("layout/compose"_L1, m_layouts.value(Workspace::Compose));
    settings->setValue("layout/statistics"_L1, m_layouts.value(Workspace::Statistics));
    for (auto state = m_splitters.cbegin(); state != m_splitters.cend(); ++state)
        settings->setValue(u"splitter/"_s + state.key(), state.value());
    m_roomList.write(settings);
    settings->setValue("palette/recent"_L1, m_palette->recent());
    settings->setValue(
        "shown/inspector"_L1, m_inspectorGaveWay || m_actions->action(ActionId::Inspector)->isChecked());
    if (!m_narrow) // else the window's width decided it, not the user
        settings->setValue("shown/navigator"_L1, m_actions->action(ActionId::Navigator)->isChecked());
}

void MainWindow::restoreLayout(QSettings *settings)
{
    for (const auto &[name, id] : timeColumns)
        if (settings->value("shown/timeColumn"_L1).toString() == name)
            m_actions->action(id)->setChecked(true);
    m_actions->action(ActionId::Inspector)->setChecked(settings->value("shown/inspector"_L1, true).toBool());
    m_actions->action(ActionId::Navigator)->setChecked(settings->value("shown/navigator"_L1, true).toBool());
    m_palette->setRecent(settings->value("palette/recent"_L1).toStringList());
    restoreGeometry(settings->value("geometry"_L1).toByteArray());
    m_layouts[Workspace::Monitor] = settings->value("layout/monitor"_L1).toByteArray();
    m_layouts[Workspace::Compose] = settings->value("layout/compose"_L1).toByteArray();
    m_layouts[Workspace::Statistics] = settings->value("layout/statistics"_L1).toByteArray();
    for (const QString &name : {u"monitor"_s, u"compose"_s, u"statistics"_s})
        m_splitters.insert(name, settings->value(u"splitter/"_s + name).toByteArray());
    m_roomList = RoomListSettings::read(*settings);
    applyPanes();
    applyLayout(m_layouts.value(m_workspace));
}

void MainWindow::keepLayout()
{
    if (m_models)
        m_layouts[m_workspace] = saveState(layoutVersion);
}

void MainWindow::resetLayout()
{
    m_timelineDragged = false;
    m_navigatorWidth = labelWidth;
    m_inspectorWidth = inspectorWidth;
    m_layouts.clear();
    for (const ActionId id : {ActionId::Navigator, ActionId::Inspector})
        m_actions->action(id)->setChecked(true);
    m_actions->action(ActionId::FullTimeline)->setChecked(false);
    applyLayout({});
}

/// Sizes as saved, or those of the design; which parts are seen follows from the state, not from the layout.
void MainWindow::applyLayout(const QByteArray &layout)
{
    if (!m_models) // the docks are empty until the first session, which applies it
        return;
    if (!restoreState(layout, layoutVersion))
        resizeDocks({m_navigatorDock, m_inspectorDock},
            {labelWidth, m_narrow ? inspectorWidthOfNarrow : inspectorWidth}, Qt::Horizontal);
    showNoticeArea(); // what is said and what marks the server are no matter of layout
    m_bandArea->setVisible(m_band->band() != ColourBand::None);
    showPage();
}

/// What gives way to a narrow window comes back with the room for it, as wide as it was.
void MainWindow::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    QAction *navigator = m_actions->action(ActionId::Navigator);
    if (narrow) {
        m_navigatorGaveWay = navigator->isChecked();
        navigator->setChecked(false);
    }
    fitDocks();
    if (!narrow && std::exchange(m_navigatorGaveWay, false))
        navigator->setChecked(true);
    restoreWidths();
    if (m_panes)
        m_panes->setNarrow(narrow);
}

/// As the user or a layout made them, not as a window that gets narrower presses them.
void MainWindow::noteWidths()
{
    if (m_narrow || width() != m_settledWidth)
        return;
    if (m_navigatorDock->isVisible())
        m_navigatorWidth = m_navigatorDock->width();
    if (m_inspectorDock->isVisible())
        m_inspectorWidth = m_inspectorDock->width();
}

/// In a narrow window the navigator takes its width from the views between, not from the inspector.
void MainWindow::restoreWidths()
{
    if (!m_framed)
        return;
    resizeDocks({m_navigatorDock, m_inspectorDock},
        {m_narrow ? labelWidth : m_navigatorWidth, m_narrow ? inspectorWidthOfNarrow : m_inspectorWidth},
        Qt::Horizontal);
    if (!m_navigatorDock->isVisible())
        m_panes->setLabelWidth(qMin(labelWidth, m_navigatorWidth));
}

/// A narrow window has room for one of the two: the commands to compose from, else the inspector.
void MainWindow::fitDocks()
{
    QAction *inspector = m_actions->action(ActionId::Inspector);
    const bool choosing = m_narrow && m_workspace == Workspace::Compose;
    QAction *navigator = m_actions->action(ActionId::Navigator);
    if (choosing && !navigator->isChecked()) {
        m_navigatorCame = true;
        navigator->setChecked(true);
    } else if (!choosing && std::exchange(m_navigatorCame, false)) {
        navigator->setChecked(false);
    }
    if (choosing && inspector->isChecked()) {
        m_inspectorGaveWay = true;
        inspector->setChecked(false);
    } else if (!choosing && std::exchange(m_inspectorGaveWay, false)) {
        inspector->setChecked(true);
    }
}

void MainWindow::showNavigator()
{
    showSessionFrame(m_framed);
    restoreWidths();
}

/// The timeline is as high as its lanes, until the user drags its edge.
void MainWindow::fitTimeline()
{
    if (m_timelineDragged || !m_panes || !m_timelineDock->isVisible())
        return;
    const int wanted = m_panes->timeline()->sizeHint().height();
    if (wanted != m_timelineDock->height())
        resizeDocks({m_timelineDock}, {wanted}, Qt::Vertical);
}

} // namespace console
