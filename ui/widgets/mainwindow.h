#pragma once

#include "lib/connection/probereport.h"
#include "lib/profile/profile.h"
#include "ui/models/attempthistory.h"
#include "ui/models/recentrecordings.h"
#include "ui/models/roomlistsettings.h"
#include "ui/models/sessionmodels.h"
#include "ui/widgets/connectionfield.h"
#include "ui/widgets/figuregatherer.h"
#include "ui/widgets/noticebar.h"

#include <QHash>
#include <QMainWindow>
#include <QPointer>

class QSettings;
class QStackedWidget;

namespace console {

class ActionRegistry;
class ColourBandWidget;
class CommandListModel;
class ConnectingPage;
class ConnectionBar;
class ConnectionFailedPage;
class PaletteControl;
class SessionActions;
class SessionPanes;
class StatusBar;
class Theme;
class WelcomePage;

enum class Workspace { Monitor, Compose, Statistics };

/// The frame of the window: bars, docks, pages and which of them is seen. Knows no server and decides nothing
/// about connections; what the user wants of them leaves as signals.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(const Theme *theme, ActionRegistry *actions, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows another session; all views are made new. It must outlive the window or the next call.
    void setSession(Session *session);
    SessionModels *models() const { return m_models.get(); } ///< null before the first session

    /// These three say something of a session: there must be one.
    void setTarget(const QString &name, const QString &address);
    void setAttempts(const QList<PastAttempt> &attempts);
    void setReport(const ProbeReport &report); ///< of the connection that failed
    /// What tells this server from others: a band in its colour, and whether nothing may be changed.
    void setMarks(ColourBand band, bool monitorOnly);
    void setSaved(const QList<SavedConnection> &saved);
    void setRecording(const RecorderStatus &status); ///< of the session
    void setRecordings(const QList<RecentRecording> &recordings); ///< newest first
    NoticeBar *notices() const { return m_notices; }
    PaletteControl *palette() const { return m_palette; }
    Workspace workspace() const { return m_workspace; }

    void saveLayout(QSettings *settings);
    void restoreLayout(QSettings *settings);

public slots:
    void setWorkspace(console::Workspace workspace);
    void editAddress();
    void showTables();
    void showProblems(console::FindingRule rule); ///< with the first of that rule chosen

signals:
    void addressEntered(const QString &address);
    void savedChosen(const QUuid &profile);
    void reconnectRequested();
    void disconnectRequested(); ///< or not to be tried again
    void tryNowRequested();
    void diagnosisRequested();
    void certificateRequested(); ///< the server's, to be shown
    void importRequested(); ///< of a server's configuration
    void newConnectionRequested();
    void connectionsRequested(); ///< edit the saved ones
    void failureActionRequested(console::FailureAction action); ///< what helps the one that failed
    void openRecordingRequested(); ///< one to be chosen
    void recordingChosen(const QString &file);
    void recordingSettingsRequested();
    void exportRequested(); ///< of the session on screen
    void demoRequested();
    void windowRequested(); ///< another one
    void closeRequested(); ///< the window is hidden; the program may end when it has tidied up

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static constexpr int layoutVersion = 2;
    static constexpr int labelWidth = 232; ///< of strip and timeline, and so of the navigator
    static constexpr int inspectorWidth = 340;

    void makeBars();
    void makePalette();
    QToolBar *makeArea(const QString &name, const QString &title, QWidget *content);
    void makePages();
    void makeSessionParts();
    void makeDocks();
    QDockWidget *makeDock(const QString &name, const QString &title, Qt::DockWidgetArea area);
    void connectActions();
    void enableSessionActions(bool enabled);
    void connectBar();
    void showStatus(const ConnectionStatus &status);
    bool hasMessages() const;
    void showPage();
    void showSessionFrame(bool shown);
    void showNotice(const ConnectionStatus &status);
    void actOnNotice(const QString &id, int action);
    void setNarrow(bool narrow);
    void noteWidths();
    void restoreWidths();
    void fitDocks();
    void showNavigator();
    void focusMain();
    void restoreFocus();
    void resetLayout();
    void applyLayout(const QByteArray &layout);
    void showNoticeArea();
    void fitTimeline();
    void moveFocus(int direction);
    void keepPanes();
    void keepLayout();
    void applyPanes();

    const Theme *m_theme;
    ActionRegistry *m_actions;
    std::unique_ptr<CommandListModel> m_commands;
    std::unique_ptr<SessionModels> m_models;
    std::unique_ptr<SessionPanes> m_panes;
    std::unique_ptr<SessionActions> m_sessionActions; ///< of the panes and models
    PaletteControl *m_palette = nullptr;
    ConnectionBar *m_bar = nullptr;
    ColourBandWidget *m_band = nullptr;
    QToolBar *m_bandArea = nullptr;
    NoticeBar *m_notices = nullptr;
    QToolBar *m_noticeArea = nullptr;
    StatusBar *m_status = nullptr;
    QStackedWidget *m_pages = nullptr;
    WelcomePage *m_welcome = nullptr;
    ConnectingPage *m_connecting = nullptr;
    ConnectionFailedPage *m_failed = nullptr;
    QDockWidget *m_stripDock = nullptr;
    QDockWidget *m_timelineDock = nullptr;
    QDockWidget *m_navigatorDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QStackedWidget *m_navigatorStack = nullptr;
    Workspace m_workspace = Workspace::Monitor;
    QHash<Workspace, QByteArray> m_layouts;
    QHash<QString, QByteArray> m_splitters; ///< states by name
    RoomListSettings m_roomList;
    FigureGatherer m_figures;
    QHash<Workspace, QPointer<QWidget>> m_focused; ///< where the focus was when a workspace was left
    int m_navigatorWidth = labelWidth; ///< in a wide window
    int m_inspectorWidth = inspectorWidth; ///< likewise
    int m_settledWidth = 0; ///< the window's, for which the docks have been laid out
    bool m_inspectorGaveWay = false; ///< it comes back where there is room
    bool m_navigatorGaveWay = false; ///< likewise
    bool m_navigatorCame = false; ///< by itself, to compose from; it goes again
    bool m_timelineDragged = false; ///< its height is the user's
    bool m_narrow = false;
    bool m_framed = false; ///< docks of a session are on screen
};

} // namespace console
