#pragma once

#include <QAction>
#include <QActionGroup>
#include <QHash>
#include <QObject>

class QMenu;
class QMenuBar;

namespace console {

class Theme;

enum class ActionId {
    NewWindow,
    NewConnection,
    Connections,
    ImportConfiguration,
    OpenRecording,
    Export,
    DemoServer,
    CloseWindow,
    Quit,
    CopyMessage,
    CopyRow,
    CopyPath,
    ToggleBookmark,
    EditNote,
    FilterText,
    ClearFilter,
    Highlight,
    NextMatch,
    PreviousMatch,
    Monitor,
    Compose,
    Statistics,
    Navigator,
    Inspector,
    FullTimeline,
    ZoomIn,
    ZoomOut,
    ZoomAll,
    TimeAbsolute,
    TimeSincePrevious,
    TimeSinceSelected,
    NextPane,
    PreviousPane,
    AppearanceSystem,
    AppearanceLight,
    AppearanceDark,
    ResetLayout,
    ToggleConnection,
    Diagnose,
    ServerCertificate,
    Record,
    SaveRecording,
    RecordingSettings,
    Counts,
    Follow,
    Back,
    Forward,
    GoToTime,
    PreviousSamePerson,
    NextSamePerson,
    PreviousSameKind,
    NextSameKind,
    PreviousSameValue,
    NextSameValue,
    PreviousBookmark,
    NextBookmark,
    NewRequest,
    Send,
    Reference,
    FilterLanguage,
    Keys,
    About,
};

enum class MenuId { File, Edit, View, Session, Request, Help };

/// Every command of the window, once: text, icon, keys and menu. Menus, bars and the list of keys are made
/// from it, so that no shortcut is given twice. GUI thread.
class ActionRegistry : public QObject
{
    Q_OBJECT
public:
    explicit ActionRegistry(const Theme *theme, QObject *parent = nullptr);

    QAction *action(ActionId id) const { return m_actions.value(id); }
    /// All of them in the order of the menus.
    const QList<QAction *> &actions() const { return m_order; }
    QList<QAction *> actions(MenuId menu) const; ///< in the order of the menu
    static QList<MenuId> menus();
    static QString title(MenuId menu); ///< "&File"
    /// Fills a menu bar with all menus. Zoom acts where the timeline adds it with addAction().
    void fill(QMenuBar *bar) const;
    /// Every action whose keys act in the whole window, for QWidget::addActions() of the window.
    QList<QAction *> windowActions() const;
    /// The keys of an action for people: "Ctrl Shift N"; empty if it has none.
    static QString keysText(const QAction *action);
    static QString keysText(const QKeySequence &keys);

private:
    void addTo(QMenu *menu, MenuId id) const;
    void group(std::initializer_list<ActionId> ids, ActionId checked);

    QHash<ActionId, QAction *> m_actions;
    QList<QAction *> m_order;
};

} // namespace console
