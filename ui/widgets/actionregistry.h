#pragma once

#include <QAction>
#include <QActionGroup>
#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <optional>

class QMenu;
class QMenuBar;

namespace console {

class KeyBindings;
class Theme;

Q_NAMESPACE

/// The names are kept in the user's settings.
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
    Palette,
    Highlight,
    NextMatch,
    PreviousMatch,
    Monitor,
    Compose,
    Statistics,
    Navigator,
    Inspector,
    FullTimeline,
    PinInspector,
    ComparePinned,
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
    AppearanceHighContrast,
    ResetLayout,
    ToggleConnection,
    Diagnose,
    ServerCertificate,
    Record,
    SaveRecording,
    RecordingSettings,
    Counts,
    Dialect,
    Follow,
    Pause,
    MeasureFrom,
    MeasureUntil,
    ClearMeasure,
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
    Shortcuts,
    About,
};

Q_ENUM_NS(ActionId)

enum class MenuId { File, Edit, View, Session, Request, Help };

/// Where keys act: the same keys may mean different things in two places, but not in a place and everywhere.
enum class KeyPlace { Everywhere, Timeline };

/// Every command of the window, once: text, icon, keys and menu. Menus, bars, the palette and the list of
/// keys are made from it, so that no shortcut is given twice. GUI thread.
class ActionRegistry : public QObject
{
    Q_OBJECT
public:
    explicit ActionRegistry(const Theme *theme, QObject *parent = nullptr);

    /// What the user chose for keys, now and whenever that changes; must outlive the registry. Without it the
    /// usual keys hold.
    void setBindings(KeyBindings *bindings);
    KeyBindings *bindings() const { return m_bindings; } ///< may be null
    /// Keys before the user changed anything.
    QList<QKeySequence> usualKeys(ActionId id) const { return m_usual.value(id); }
    /// The action that has the keys in a place that `id` acts in; none: nobody has.
    std::optional<ActionId> ownerOf(const QKeySequence &keys, ActionId id) const;
    KeyPlace placeOf(ActionId id) const;
    static QString name(ActionId id); ///< "NewWindow", for settings
    static QString icon(ActionId id); ///< resources/icons/NAME.svg; empty: none
    /// The text as it is read: without mark of a mnemonic and dots.
    static QString plainText(const QAction *action);

    QAction *action(ActionId id) const { return m_actions.value(id); }
    /// All of them in the order of the menus.
    const QList<QAction *> &actions() const { return m_order; }
    QList<QAction *> actions(MenuId menu) const; ///< in the order of the menu
    static QList<ActionId> ids(MenuId menu); ///< likewise
    static QList<MenuId> menus();
    static QString title(MenuId menu); ///< "&File"
    /// Fills a menu bar with all menus. Zoom acts where the timeline adds it with addAction().
    void fill(QMenuBar *bar) const;
    /// Every action whose keys act in the whole window, for QWidget::addActions() of the window.
    QList<QAction *> windowActions() const;
    /// The keys of an action for people: "Ctrl Shift N"; empty if it has none.
    static QString keysText(const QAction *action);
    static QString keysText(const QKeySequence &keys);

signals:
    void keysChanged();

private:
    void addTo(QMenu *menu, MenuId id) const;
    void applyKeys();
    void group(std::initializer_list<ActionId> ids, ActionId checked);

    KeyBindings *m_bindings = nullptr;
    QHash<ActionId, QAction *> m_actions;
    QHash<ActionId, QList<QKeySequence>> m_usual;
    QList<QAction *> m_order;
};

} // namespace console
