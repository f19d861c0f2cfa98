#pragma once

#include <QObject>
#include <QPointer>

class QStackedWidget;
class QWidget;

namespace console {

struct PersonRef;
class FilterExpression;
class ActionRegistry;
class BookmarksPane;
class CommandListModel;
class CommandsPane;
class ComposerPane;
class ConnectionLogPane;
class EventsPane;
class InspectorPane;
class NavigatorPane;
class PaneTabs;
class ProblemsPane;
class RequestsPane;
class SessionModels;
class SessionStrip;
class StatisticsPane;
class Theme;
struct TimeRange;
class TimelineView;

/// The views of one session, made together and put into the window's frame by it; what one view asks of
/// another goes through the navigator, or through here where it is no question of where to look.
class SessionPanes : public QObject
{
    Q_OBJECT
public:
    /// The models must outlive the panes. The widgets belong to the parents the window gives them.
    SessionPanes(SessionModels *models, CommandListModel *commands, const ActionRegistry *actions,
        const Theme *theme, QObject *parent = nullptr);
    ~SessionPanes() override;

    QWidget *strip() const;
    QWidget *timeline() const;
    QWidget *monitor() const; ///< events above requests
    QWidget *composer() const; ///< composer above requests
    StatisticsPane *statistics() const;
    NavigatorPane *rooms() const;
    QWidget *commands() const;
    InspectorPane *inspector() const;
    BookmarksPane *bookmarks() const;
    ProblemsPane *problems() const;

    void setLabelWidth(int width); ///< of strip and timeline
    void setNarrow(bool narrow);
    void setLow(bool low); ///< the window is
    void startRequest(); ///< puts the focus where a request begins
    void sendRequest();
    /// Into the composer. @param person  whom it is about, as far as known
    void composeCommand(const QString &name, const PersonRef &person);
    void compose(const QByteArray &json);
    void focusFilter();
    void showProblems(); ///< and puts the focus there
    void goToMatch(int direction); ///< +1 next, -1 previous
    void copyMessage();
    void copyRow();
    /// The focus to what a workspace is about.
    void focusMain(bool composing);
    /// What F6 walks through in a workspace, as far as it is visible.
    QList<QWidget *> focusOrder(bool composing) const;

signals:
    void composeRequested(); ///< the composer holds something to look at
    void monitorRequested(); ///< so does the monitor

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum LowerTab { Requests, Problems, Notes, BookmarkList };

    void chooseTables();
    QString rangeText(const TimeRange &range) const;
    void startCommand(const QString &name, const PersonRef &person);
    void makeMonitor();
    void connectLower();
    void showLower(LowerTab tab);
    void showExchanges(const FilterExpression &filter);
    bool copyFocusedRow() const;
    PaneTabs *makeTabs(const QStringList &titles) const;
    void setLowerTitle(int tab, const QString &title);
    void showLowTab(int tab);
    void makeComposer();
    void connectComposer();
    void connectTimeline();
    void connectTimelineActions();
    void showNewest();

    SessionModels *m_models;
    const ActionRegistry *m_actions;
    const Theme *m_theme;
    QPointer<SessionStrip> m_strip;
    QPointer<TimelineView> m_timeline;
    QPointer<EventsPane> m_events;
    QPointer<RequestsPane> m_requests;
    QPointer<RequestsPane> m_sentRequests;
    QPointer<ProblemsPane> m_problems;
    QPointer<ConnectionLogPane> m_notes;
    QPointer<BookmarksPane> m_bookmarks;
    QPointer<PaneTabs> m_lowerTabs; ///< requests, problems, connection log, bookmarks
    QPointer<PaneTabs> m_lowTabs; ///< in a low window: events, and those
    QPointer<QWidget> m_lower;
    bool m_windowIsLow = false;
    QPointer<QWidget> m_monitor;
    QPointer<QWidget> m_composerPage;
    QPointer<ComposerPane> m_composer;
    QPointer<StatisticsPane> m_statistics;
    QPointer<NavigatorPane> m_rooms;
    QPointer<CommandsPane> m_commands;
    QPointer<InspectorPane> m_inspector;
};

} // namespace console
