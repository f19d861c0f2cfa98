#include "ui/widgets/mainwindow.h"

#include "ui/models/commandlistmodel.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/colourband.h"
#include "ui/widgets/connectingpage.h"
#include "ui/widgets/connectionbar.h"
#include "ui/widgets/connectionfailedpage.h"
#include "ui/widgets/filedrop.h"
#include "ui/widgets/helpdialogs.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/navigatorpane.h"
#include "ui/widgets/palettecontrol.h"
#include "ui/widgets/palettefield.h"
#include "ui/widgets/sessionactions.h"
#include "ui/widgets/sessionpanes.h"
#include "ui/widgets/singlekeyguard.h"
#include "ui/widgets/statisticspane.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/welcomepage.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QGuiApplication>
#include <QMenuBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

constexpr int narrowBelow = 1180;
constexpr int lowBelow = 760;

MainWindow::MainWindow(const Theme *theme, ActionRegistry *actions, QWidget *parent)
    : QMainWindow(parent), m_theme(theme), m_actions(actions)
{
    setWindowTitle(tr("Event Manager Console"));
    setMinimumSize(960, 600);
    resize(1440, 900);
    makeBars();
    makePages();
    makeDocks();
    connectBar();
    connectActions();
    makePalette();
    connect(new FileDrop(this), &FileDrop::dropped, this, &MainWindow::recordingChosen);
    showSessionFrame(false);
    m_welcome->focusFirst();
}

MainWindow::~MainWindow()
{
    m_palette->setSession(nullptr, nullptr, nullptr);
    m_sessionActions.reset();
    m_panes.reset(); // the views go before the models they look at
}

void MainWindow::makeBars()
{
    m_actions->fill(menuBar());
    addActions(m_actions->windowActions());

    m_bandArea = makeArea(u"band"_s, tr("Colour"), m_band = new ColourBandWidget(m_theme));
    m_bandArea->setVisible(false);
    addToolBarBreak();
    m_bar = new ConnectionBar(m_theme, m_actions);
    m_bar->setObjectName(u"connectionBar"_s);
    addToolBar(m_bar);

    addToolBarBreak();
    m_noticeArea = makeArea(u"notices"_s, tr("Notices"), m_notices = new NoticeBar(m_theme));
    m_notices->installEventFilter(this);
    showNoticeArea();

    m_status = new StatusBar(m_theme);
    setStatusBar(m_status);
    connect(&m_figures, &FigureGatherer::gathered, m_status, &StatusBar::setFigures);
    connect(&m_figures, &FigureGatherer::gathered, m_bar, &ConnectionBar::refresh);
    connect(m_status, &StatusBar::countsRequested, m_actions->action(ActionId::Counts), &QAction::trigger);
    connect(m_status, &StatusBar::unmatchedRequested, this, [this] { showProblems(FindingRule::Unmatched); });
    connect(m_status, &StatusBar::malformedRequested, this, [this] { showProblems(FindingRule::Malformed); });
    setContextMenuPolicy(Qt::NoContextMenu); // no menu that would hide the bars
}

void MainWindow::makePalette()
{
    m_palette = new PaletteControl(m_actions, m_theme, this);
    menuBar()->setCornerWidget(m_palette->makeField(), Qt::TopRightCorner);
    connect(m_palette, &PaletteControl::savedChosen, this, &MainWindow::savedChosen);
    connect(m_palette, &PaletteControl::placeChosen, this, [this] {
        if (m_workspace == Workspace::Statistics)
            setWorkspace(Workspace::Monitor);
    });
    new SingleKeyGuard(m_actions, this);
}

/// A tool bar of one widget in the whole width. It decides itself whether what stands in it directly is seen,
/// hence the holder.
QToolBar *MainWindow::makeArea(const QString &name, const QString &title, QWidget *content)
{
    auto *area = new QToolBar(title);
    area->setObjectName(name);
    area->setMovable(false);
    area->toggleViewAction()->setVisible(false);
    auto *holder = new QWidget;
    holder->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(content);
    area->layout()->setContentsMargins(0, 0, 0, 0);
    area->addWidget(holder);
    addToolBar(area);
    return area;
}

void MainWindow::setMarks(ColourBand band, bool monitorOnly)
{
    m_band->setBand(band, m_bar->targetName());
    m_bandArea->setVisible(band != ColourBand::None);
    m_bar->setMonitorOnly(monitorOnly);
}

void MainWindow::makePages()
{
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_welcome = new WelcomePage(m_theme, m_actions));
    setCentralWidget(m_pages);
    connect(m_welcome, &WelcomePage::savedChosen, this, &MainWindow::savedChosen);
    connect(m_welcome, &WelcomePage::recordingChosen, this, &MainWindow::recordingChosen);
}

/// What only a session needs: without it the window is on screen in half the time.
void MainWindow::makeSessionParts()
{
    m_commands = std::make_unique<CommandListModel>(Catalogue::builtIn());
    m_pages->addWidget(m_connecting = new ConnectingPage(m_theme));
    m_pages->addWidget(m_failed = new ConnectionFailedPage(m_theme));
    connect(m_connecting, &ConnectingPage::cancelRequested, this, &MainWindow::disconnectRequested);
    connect(m_failed, &ConnectionFailedPage::actionRequested, this, &MainWindow::failureActionRequested);
}

/// A dock without a title bar: it has its place, and only its edge can be moved.
QDockWidget *MainWindow::makeDock(const QString &name, const QString &title, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    auto *noTitle = new QWidget(dock);
    (new QVBoxLayout(noTitle))->setContentsMargins({}); // no height: without a layout it would ask for less
    dock->setTitleBarWidget(noTitle);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::makeDocks()
{
    setDockNestingEnabled(false);
    setCorner(Qt::TopLeftCorner, Qt::TopDockWidgetArea);
    setCorner(Qt::TopRightCorner, Qt::TopDockWidgetArea);
    m_stripDock = makeDock(u"strip"_s, tr("Session"), Qt::TopDockWidgetArea);
    m_timelineDock = makeDock(u"timeline"_s, tr("Timeline"), Qt::TopDockWidgetArea);
    splitDockWidget(m_stripDock, m_timelineDock, Qt::Vertical);
    m_navigatorDock = makeDock(u"navigator"_s, tr("Navigator"), Qt::LeftDockWidgetArea);
    m_inspectorDock = makeDock(u"inspector"_s, tr("Inspector"), Qt::RightDockWidgetArea);
    m_navigatorStack = new QStackedWidget;
    m_navigatorStack->setMinimumWidth(180);
    m_navigatorStack->setMaximumWidth(400);
    m_navigatorDock->setWidget(m_navigatorStack);
    m_inspectorDock->setMinimumWidth(280);
    m_inspectorDock->setMaximumWidth(520);
    m_navigatorDock->installEventFilter(this);
    m_inspectorDock->installEventFilter(this);
    m_timelineDock->installEventFilter(this);
}

void MainWindow::connectBar()
{
    connect(m_bar, &ConnectionBar::addressEntered, this, &MainWindow::addressEntered);
    connect(m_bar, &ConnectionBar::reconnectRequested, this, &MainWindow::reconnectRequested);
    connect(m_bar, &ConnectionBar::disconnectRequested, this, &MainWindow::disconnectRequested);
    connect(m_bar, &ConnectionBar::savedChosen, this, &MainWindow::savedChosen);
    connect(m_bar, &ConnectionBar::connectionsRequested, this, &MainWindow::connectionsRequested);
    connect(m_bar, &ConnectionBar::newConnectionRequested, this, &MainWindow::newConnectionRequested);
    connect(m_bar, &ConnectionBar::tryNowRequested, this, &MainWindow::tryNowRequested);
    connect(m_notices, &NoticeBar::actionRequested, this, &MainWindow::actOnNotice);
}

void MainWindow::connectActions()
{
    const auto on = [this](ActionId id, auto slot) {
        connect(m_actions->action(id), &QAction::triggered, this, slot);
    };
    on(ActionId::NewConnection, &MainWindow::newConnectionRequested);
    on(ActionId::Connections, &MainWindow::connectionsRequested);
    on(ActionId::OpenRecording, &MainWindow::openRecordingRequested);
    on(ActionId::RecordingSettings, &MainWindow::recordingSettingsRequested);
    on(ActionId::Export, &MainWindow::exportRequested);
    on(ActionId::DemoServer, &MainWindow::demoRequested);
    on(ActionId::NewWindow, &MainWindow::windowRequested);
    on(ActionId::CloseWindow, &MainWindow::close);
    on(ActionId::ImportConfiguration, &MainWindow::importRequested);
    on(ActionId::Diagnose, &MainWindow::diagnosisRequested);
    on(ActionId::ServerCertificate, &MainWindow::certificateRequested);
    on(ActionId::ToggleConnection, [this] { m_bar->toggleConnection(); });
    on(ActionId::Monitor, [this] { setWorkspace(Workspace::Monitor); });
    on(ActionId::Compose, [this] { setWorkspace(Workspace::Compose); });
    on(ActionId::Statistics, [this] { setWorkspace(Workspace::Statistics); });
    on(ActionId::ResetLayout, &MainWindow::resetLayout);
    on(ActionId::NextPane, [this] { moveFocus(+1); });
    on(ActionId::PreviousPane, [this] { moveFocus(-1); });
    on(ActionId::Reference, [this] { showReference(m_theme, this); });
    on(ActionId::FilterLanguage, [this] { showFilterLanguage(this); });
    on(ActionId::Keys, [this] { showKeys(m_actions, m_theme, this); });
    on(ActionId::Shortcuts, [this] { showShortcuts(m_actions, m_theme, this); });
    on(ActionId::About, [this] { showAbout(this); });
    for (const ActionId id : {ActionId::ServerCertificate, ActionId::Diagnose})
        m_actions->action(id)->setEnabled(false); // there is no server yet
    enableSessionActions(false);
    connect(m_actions->action(ActionId::Navigator), &QAction::toggled, this, &MainWindow::showNavigator);
    for (const ActionId id : {ActionId::Inspector, ActionId::FullTimeline})
        connect(m_actions->action(id), &QAction::toggled, this, [this] { showSessionFrame(m_framed); });

    // What needs a session is answered by the one on screen.
    const auto onSession = [this](ActionId id, auto slot) {
        connect(m_actions->action(id), &QAction::triggered, this, [this, slot] {
            if (m_panes)
                slot();
        });
    };
    onSession(ActionId::NewRequest, [this] {
        setWorkspace(Workspace::Compose);
        m_actions->action(ActionId::Navigator)->setChecked(true); // the commands to choose from stand there
        fitDocks();
        m_panes->startRequest();
    });
    onSession(ActionId::Send, [this] {
        if (m_workspace == Workspace::Compose)
            m_panes->sendRequest();
    });
    onSession(ActionId::FilterText, [this] { m_panes->focusFilter(); });
    onSession(ActionId::ClearFilter, [this] { m_models->navigator.clearFilter(); });
    onSession(ActionId::CopyMessage, [this] { m_panes->copyMessage(); });
    onSession(ActionId::CopyRow, [this] { m_panes->copyRow(); });
    onSession(ActionId::Back, [this] { m_models->navigator.goBack(); });
    onSession(ActionId::Forward, [this] { m_models->navigator.goForward(); });
    onSession(ActionId::Follow,
        [this] { m_models->navigator.setFollowing(m_actions->action(ActionId::Follow)->isChecked()); });
}

/// What would act on views that nobody sees does not act at all.
void MainWindow::enableSessionActions(bool enabled)
{
    for (const ActionId id : {ActionId::Export, ActionId::CopyMessage, ActionId::CopyRow,
             ActionId::FilterText, ActionId::ClearFilter, ActionId::Highlight, ActionId::NextMatch,
             ActionId::PreviousMatch, ActionId::Navigator, ActionId::Inspector, ActionId::FullTimeline,
             ActionId::ZoomIn, ActionId::ZoomOut, ActionId::ZoomAll, ActionId::NextPane,
             ActionId::PreviousPane, ActionId::ResetLayout, ActionId::Follow, ActionId::Pause,
             ActionId::MeasureFrom, ActionId::MeasureUntil, ActionId::ClearMeasure, ActionId::Back,
             ActionId::Forward, ActionId::NewRequest, ActionId::Send})
        m_actions->action(id)->setEnabled(enabled);
    for (const ActionId id : SessionActions::ids())
        m_actions->action(id)->setEnabled(enabled);
}

void MainWindow::setSession(Session *session)
{
    const bool isFirst = !m_models;
    if (isFirst)
        makeSessionParts();
    keepPanes();
    m_palette->setSession(nullptr, nullptr, nullptr);
    m_sessionActions.reset();
    m_panes.reset();
    m_models = std::make_unique<SessionModels>(session);
    m_figures.setModels(m_models.get());
    m_panes = std::make_unique<SessionPanes>(m_models.get(), m_commands.get(), m_actions, m_theme);
    m_sessionActions =
        std::make_unique<SessionActions>(m_models.get(), m_panes.get(), m_actions, m_notices, m_theme, this);
    m_palette->setSession(m_models.get(), m_panes.get(), m_sessionActions.get());
    m_stripDock->setWidget(m_panes->strip());
    m_timelineDock->setWidget(m_panes->timeline());
    m_inspectorDock->setWidget(m_panes->inspector());
    m_navigatorStack->addWidget(m_panes->rooms());
    m_navigatorStack->addWidget(m_panes->commands());
    m_pages->addWidget(m_panes->monitor());
    m_pages->addWidget(m_panes->composer());
    m_pages->addWidget(m_panes->statistics());
    m_panes->setNarrow(m_narrow);
    m_panes->setLow(height() < lowBelow);
    m_panes->setLabelWidth(m_navigatorDock->isVisible() ? m_navigatorDock->width() : labelWidth);
    applyPanes();

    connect(
        m_panes.get(), &SessionPanes::composeRequested, this, [this] { setWorkspace(Workspace::Compose); });
    connect(m_panes.get(), &SessionPanes::monitorRequested, this, &MainWindow::showTables);
    connect(
        session, &Session::statusChanged, m_models.get(), [this](const auto &status) { showStatus(status); });
    QAction *follow = m_actions->action(ActionId::Follow);
    connect(&m_models->navigator, &Navigator::followingChanged, follow, &QAction::setChecked);
    follow->setChecked(m_models->navigator.isFollowing());
    showStatus(session->status());
    if (isFirst)
        applyLayout(m_layouts.value(m_workspace));
}

void MainWindow::setTarget(const QString &name, const QString &address)
{
    m_bar->setTarget(name, address);
    m_connecting->setTarget(name, address);
    m_failed->setTarget(name, address);
    setWindowTitle(name.isEmpty() ? tr("Event Manager Console") : name);
}

void MainWindow::setSaved(const QList<SavedConnection> &saved)
{
    m_bar->setSaved(saved);
    m_welcome->setSaved(saved);
    m_palette->setSaved(saved);
    if (!m_framed && m_pages->currentWidget() == m_welcome && !QApplication::activeModalWidget())
        m_welcome->focusFirst();
    const qsizetype count = saved.size();
    m_status->setIdleText(count == 0 ? tr("No saved connections yet")
            : count == 1             ? tr("1 saved connection")
                                     : tr("%1 saved connections").arg(count));
}

void MainWindow::setRecording(const RecorderStatus &status)
{
    m_figures.setRecording(status);
    m_bar->setRecording(status);
}

void MainWindow::setRecordings(const QList<RecentRecording> &recordings)
{
    m_welcome->setRecordings(recordings);
}

void MainWindow::setAttempts(const QList<PastAttempt> &attempts)
{
    m_failed->setAttempts(attempts);
}

void MainWindow::setReport(const ProbeReport &report)
{
    m_failed->setReport(report);
}

void MainWindow::editAddress()
{
    m_bar->editAddress();
}

void MainWindow::showStatus(const ConnectionStatus &status)
{
    m_bar->setStatus(status);
    m_actions->action(ActionId::ServerCertificate)->setEnabled(!status.peer.chain.isEmpty());
    m_actions->action(ActionId::Diagnose)->setEnabled(!m_models->session()->settings().url.isEmpty());
    m_status->setStatus(status);
    m_connecting->setStatus(status);
    m_failed->setFailure(status.failure);
    showNotice(status);
    showPage();
    m_figures.gather();
}

bool MainWindow::hasMessages() const
{
    Session *session = m_models->session();
    return session->received() > 0 || !session->exchanges()->exchanges().empty();
}

/// A session that has something to show stays on screen whatever happens to its connection; one that was lost
/// before says why on the page.
void MainWindow::showPage()
{
    const ConnectionStatus &status = m_models->session()->status();
    const bool isRecorded = status.state == ConnectionState::RecordingOpen;
    if (hasMessages() || status.isConnected() || status.isRecovering() || isRecorded) {
        showSessionFrame(true);
        return;
    }
    showSessionFrame(false);
    QWidget *before = m_pages->currentWidget();
    if (status.isEndedAgainstWill())
        m_pages->setCurrentWidget(m_failed);
    else if (status.isBusy() || status.state == ConnectionState::WaitingForDecision)
        m_pages->setCurrentWidget(m_connecting);
    else
        m_pages->setCurrentWidget(m_welcome);
    if (m_pages->currentWidget() == before)
        return;
    if (m_pages->currentWidget() == m_failed)
        m_failed->focusMain();
    else if (m_pages->currentWidget() == m_welcome)
        m_welcome->focusFirst();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    setNarrow(width() < narrowBelow);
    m_settledWidth = width();
    if (m_panes)
        m_panes->setLow(height() < lowBelow);
}

/// Strip and timeline keep one left edge with the navigator; without notices their area takes no room.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_notices
        && (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent))
        showNoticeArea();
    if (watched == m_timelineDock && event->type() == QEvent::LayoutRequest)
        fitTimeline();
    if (watched == m_timelineDock && event->type() == QEvent::Resize)
        m_timelineDragged = m_timelineDragged || QGuiApplication::mouseButtons().testFlag(Qt::LeftButton);
    if ((watched == m_navigatorDock || watched == m_inspectorDock) && event->type() == QEvent::Resize)
        noteWidths();
    if (watched == m_navigatorDock && m_panes && m_workspace != Workspace::Statistics
        && (event->type() == QEvent::Resize || event->type() == QEvent::Show))
        m_panes->setLabelWidth(m_navigatorDock->width());
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    emit closeRequested();
}

} // namespace console
