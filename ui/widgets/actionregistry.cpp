#include "ui/widgets/actionregistry.h"

#include "ui/widgets/keybindings.h"
#include "ui/widgets/theme.h"

#include <QMenu>
#include <QMenuBar>
#include <QMetaEnum>

namespace console {

using namespace Qt::StringLiterals;

namespace {

enum Trait {
    None = 0,
    Checkable = 1,
    EndsGroup = 2, ///< a separator follows in the menu
    InTimeline = 4, ///< the keys act only while a view that the action was added to has the focus
    Appearance = 8, ///< in the submenu of that name
    GoTo = 16, ///< likewise
    TimeColumn = 32, ///< likewise
};

struct Entry
{
    ActionId id;
    MenuId menu;
    QString text;
    QString icon;
    QList<QKeySequence> keys;
    int traits = None;
};

QList<QKeySequence> keys(const QString &portable)
{
    return {QKeySequence(portable, QKeySequence::PortableText)};
}

QList<Entry> fileEntries()
{
    return {
        {ActionId::NewWindow, MenuId::File, u"New &window"_s, {}, keys(u"Ctrl+Alt+N"_s)},
        {ActionId::NewConnection, MenuId::File, u"&New connection…"_s, u"plug"_s, keys(u"Ctrl+Shift+N"_s)},
        {ActionId::Connections, MenuId::File, u"&Connections…"_s, u"server"_s, {}},
        {ActionId::ImportConfiguration, MenuId::File, u"&Import imm_websocket_config.json…"_s, u"import"_s,
            keys(u"Ctrl+Shift+I"_s)},
        {ActionId::OpenRecording, MenuId::File, u"&Open recording…"_s, u"folder-open"_s, keys(u"Ctrl+O"_s)},
        {ActionId::Export, MenuId::File, u"&Export…"_s, u"export"_s, keys(u"Ctrl+E"_s)},
        {ActionId::DemoServer, MenuId::File, u"Try the &demo server"_s, u"play"_s, keys(u"Ctrl+D"_s),
            EndsGroup},
        {ActionId::CloseWindow, MenuId::File, u"C&lose window"_s, {}, keys(u"Ctrl+W"_s)},
        {ActionId::Quit, MenuId::File, u"&Quit"_s, {}, keys(u"Ctrl+Q"_s)},
    };
}

QList<Entry> editEntries()
{
    return {
        {ActionId::CopyMessage, MenuId::Edit, u"&Copy message as received"_s, u"copy"_s, keys(u"Ctrl+C"_s)},
        {ActionId::CopyRow, MenuId::Edit, u"Copy as table &row"_s, {}, keys(u"Ctrl+Shift+C"_s)},
        {ActionId::CopyPath, MenuId::Edit, u"Copy the value's &path"_s, {}, keys(u"Ctrl+Alt+C"_s), EndsGroup},
        {ActionId::ToggleBookmark, MenuId::Edit, u"&Bookmark"_s, u"bookmark"_s, keys(u"B"_s)},
        {ActionId::EditNote, MenuId::Edit, u"Edit &note…"_s, {}, keys(u"Shift+B"_s), EndsGroup},
        {ActionId::Palette, MenuId::Edit, u"&Search or run a command…"_s, u"search"_s, keys(u"Ctrl+K"_s)},
        {ActionId::FilterText, MenuId::Edit, u"&Filter text"_s, u"filter"_s, keys(u"/"_s)},
        {ActionId::ClearFilter, MenuId::Edit, u"C&lear filters"_s, {}, {}},
        {ActionId::Highlight, MenuId::Edit, u"&Highlight instead of hiding"_s, {}, {}, Checkable},
        {ActionId::NextMatch, MenuId::Edit, u"Ne&xt match"_s, {}, keys(u"F3"_s)},
        {ActionId::PreviousMatch, MenuId::Edit, u"Pre&vious match"_s, {}, keys(u"Shift+F3"_s)},
    };
}

QList<Entry> viewEntries()
{
    return {
        {ActionId::Monitor, MenuId::View, u"&Monitor"_s, u"timeline"_s, keys(u"Ctrl+1"_s), Checkable},
        {ActionId::Compose, MenuId::View, u"&Compose"_s, u"braces"_s, keys(u"Ctrl+2"_s), Checkable},
        {ActionId::Statistics, MenuId::View, u"&Statistics"_s, u"statistics"_s, keys(u"Ctrl+4"_s),
            Checkable | EndsGroup},
        {ActionId::Navigator, MenuId::View, u"&Navigator"_s, u"dock-left"_s, keys(u"Ctrl+B"_s), Checkable},
        {ActionId::Inspector, MenuId::View, u"&Inspector"_s, u"dock-right"_s, keys(u"Ctrl+I"_s), Checkable},
        {ActionId::PinInspector, MenuId::View, u"Pin the insp&ector"_s, u"pin"_s, {}, Checkable},
        {ActionId::ComparePinned, MenuId::View, u"Compare with the pinne&d message"_s, {}, {}},
        {ActionId::FullTimeline, MenuId::View, u"Timeline at &full height"_s, {}, keys(u"Ctrl+T"_s),
            Checkable | EndsGroup},
        {ActionId::ZoomIn, MenuId::View, u"&Zoom in"_s, u"zoom-in"_s, keys(u"+"_s) + keys(u"="_s),
            InTimeline},
        {ActionId::ZoomOut, MenuId::View, u"Zoom &out"_s, u"zoom-out"_s, keys(u"-"_s), InTimeline},
        {ActionId::ZoomAll, MenuId::View, u"&Whole session"_s, u"fit"_s, keys(u"0"_s),
            InTimeline | EndsGroup},
        {ActionId::TimeAbsolute, MenuId::View, u"&Time of day"_s, {}, {}, Checkable | TimeColumn},
        {ActionId::TimeSincePrevious, MenuId::View, u"Since the &previous row"_s, {}, {},
            Checkable | TimeColumn},
        {ActionId::TimeSinceSelected, MenuId::View, u"Since the &selected message"_s, {}, {},
            Checkable | TimeColumn | EndsGroup},
        {ActionId::NextPane, MenuId::View, u"Ne&xt pane"_s, {}, keys(u"F6"_s)},
        {ActionId::PreviousPane, MenuId::View, u"&Previous pane"_s, {}, keys(u"Shift+F6"_s), EndsGroup},
        {ActionId::AppearanceSystem, MenuId::View, u"As the &system"_s, {}, {}, Checkable | Appearance},
        {ActionId::AppearanceLight, MenuId::View, u"&Light"_s, {}, {}, Checkable | Appearance},
        {ActionId::AppearanceDark, MenuId::View, u"&Dark"_s, {}, {}, Checkable | Appearance},
        {ActionId::AppearanceHighContrast, MenuId::View, u"High &contrast"_s, {}, {}, Checkable | Appearance},
        {ActionId::ResetLayout, MenuId::View, u"&Reset layout"_s, {}, {}},
    };
}

QList<Entry> sessionEntries()
{
    return {
        {ActionId::ToggleConnection, MenuId::Session, u"&Connect or disconnect"_s, u"plug"_s,
            keys(u"Ctrl+Shift+D"_s)},
        {ActionId::Diagnose, MenuId::Session, u"D&iagnose the connection"_s, u"search"_s, {}},
        {ActionId::ServerCertificate, MenuId::Session, u"Server c&ertificate"_s, u"certificate"_s, {},
            EndsGroup},
        {ActionId::Record, MenuId::Session, u"Start &recording"_s, u"record"_s, keys(u"Ctrl+R"_s)},
        {ActionId::SaveRecording, MenuId::Session, u"S&ave recording as…"_s, {}, keys(u"Ctrl+Shift+S"_s)},
        {ActionId::RecordingSettings, MenuId::Session, u"Recordin&g settings…"_s, u"sliders"_s, {}},
        {ActionId::Counts, MenuId::Session, u"Cou&nts…"_s, u"statistics"_s, keys(u"Ctrl+Shift+R"_s)},
        {ActionId::Dialect, MenuId::Session, u"Server dia&lect…"_s, {}, {}, EndsGroup},
        {ActionId::Follow, MenuId::Session, u"&Follow"_s, u"follow"_s, keys(u"F"_s), Checkable},
        {ActionId::Pause, MenuId::Session, u"Pa&use the display"_s, u"pause"_s, keys(u"Space"_s),
            Checkable | InTimeline},
        {ActionId::MeasureFrom, MenuId::Session, u"Start of the range"_s, {}, keys(u"["_s), InTimeline},
        {ActionId::MeasureUntil, MenuId::Session, u"End of the range"_s, {}, keys(u"]"_s), InTimeline},
        {ActionId::ClearMeasure, MenuId::Session, u"Clear the range"_s, {}, keys(u"Esc"_s),
            InTimeline | EndsGroup},
        {ActionId::Back, MenuId::Session, u"&Back"_s, {}, keys(u"Alt+Left"_s)},
        {ActionId::Forward, MenuId::Session, u"F&orward"_s, {}, keys(u"Alt+Right"_s), EndsGroup},
        {ActionId::GoToTime, MenuId::Session, u"&Time…"_s, u"history"_s, keys(u"Ctrl+G"_s), GoTo},
        {ActionId::PreviousSamePerson, MenuId::Session, u"&Previous of the same participant"_s, {},
            keys(u"Ctrl+Left"_s), GoTo},
        {ActionId::NextSamePerson, MenuId::Session, u"&Next of the same participant"_s, {},
            keys(u"Ctrl+Right"_s), GoTo},
        {ActionId::PreviousSameKind, MenuId::Session, u"P&revious of the same kind"_s, {}, keys(u"Ctrl+Up"_s),
            GoTo},
        {ActionId::NextSameKind, MenuId::Session, u"Ne&xt of the same kind"_s, {}, keys(u"Ctrl+Down"_s),
            GoTo},
        {ActionId::PreviousSameValue, MenuId::Session, u"Previous with the same &value"_s, {},
            keys(u"Ctrl+Shift+Up"_s), GoTo},
        {ActionId::NextSameValue, MenuId::Session, u"Next with the same va&lue"_s, {},
            keys(u"Ctrl+Shift+Down"_s), GoTo},
        {ActionId::PreviousBookmark, MenuId::Session, u"Previous &bookmark"_s, {}, keys(u"Alt+Up"_s), GoTo},
        {ActionId::NextBookmark, MenuId::Session, u"Next boo&kmark"_s, {}, keys(u"Alt+Down"_s), GoTo},
    };
}

QList<Entry> otherEntries()
{
    // Both Enter keys send, wherever the composer is typed in.
    const QList<QKeySequence> enter = {
        QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)};
    return {
        {ActionId::NewRequest, MenuId::Request, u"&New request"_s, u"plus"_s, keys(u"Ctrl+N"_s)},
        {ActionId::Send, MenuId::Request, u"&Send"_s, u"send"_s, enter},
        {ActionId::Reference, MenuId::Help, u"&Commands, events and errors"_s, u"info"_s, {}},
        {ActionId::FilterLanguage, MenuId::Help, u"&Filter language"_s, u"filter"_s, {}},
        {ActionId::Keys, MenuId::Help, u"&Keys"_s, u"command"_s, keys(u"F1"_s)},
        {ActionId::Shortcuts, MenuId::Help, u"Keyboard &shortcuts…"_s, {}, {}, EndsGroup},
        {ActionId::About, MenuId::Help, u"&About"_s, {}, {}},
    };
}

const QList<Entry> &entries()
{
    static const QList<Entry> all =
        fileEntries() + editEntries() + viewEntries() + sessionEntries() + otherEntries();
    return all;
}

/// The title of the submenu that holds an entry; empty: none does.
QString submenuOf(const Entry &entry)
{
    if ((entry.traits & Appearance) != 0)
        return u"&Appearance"_s;
    if ((entry.traits & TimeColumn) != 0)
        return u"&Time column"_s;
    return (entry.traits & GoTo) != 0 ? u"Go &to"_s : QString();
}

QAction *makeAction(const Entry &entry, const Theme *theme, QObject *parent)
{
    auto *action = new QAction(entry.text, parent);
    if (!entry.icon.isEmpty())
        action->setIcon(theme->icon(entry.icon, &Colours::text2));
    action->setCheckable((entry.traits & Checkable) != 0);
    if ((entry.traits & InTimeline) != 0)
        action->setShortcutContext(Qt::WidgetShortcut);
    // The platform must not move actions between menus by guessing from their texts.
    action->setMenuRole(entry.id == ActionId::Quit ? QAction::QuitRole
            : entry.id == ActionId::About          ? QAction::AboutRole
                                                   : QAction::NoRole);
    return action;
}

void setKeys(QAction *action, const QList<QKeySequence> &keys)
{
    action->setShortcuts(keys);
    const QString keysInWords = ActionRegistry::keysText(action);
    const QString plain = action->text().remove(u'&');
    action->setToolTip(keysInWords.isEmpty() ? plain : u"%1 (%2)"_s.arg(plain, keysInWords));
}

} // namespace

ActionRegistry::ActionRegistry(const Theme *theme, QObject *parent) : QObject(parent)
{
    for (const Entry &entry : entries()) {
        QAction *action = makeAction(entry, theme, this);
        m_actions.insert(entry.id, action);
        m_usual.insert(entry.id, entry.keys);
        m_order.append(action);
    }
    applyKeys();
    group({ActionId::Monitor, ActionId::Compose, ActionId::Statistics}, ActionId::Monitor);
    group({ActionId::AppearanceSystem, ActionId::AppearanceLight, ActionId::AppearanceDark,
              ActionId::AppearanceHighContrast},
        ActionId::AppearanceSystem);
    group({ActionId::TimeAbsolute, ActionId::TimeSincePrevious, ActionId::TimeSinceSelected},
        ActionId::TimeAbsolute);
    for (const ActionId id : {ActionId::Navigator, ActionId::Inspector, ActionId::Follow})
        action(id)->setChecked(true);
}

void ActionRegistry::setBindings(KeyBindings *bindings)
{
    m_bindings = bindings;
    connect(bindings, &KeyBindings::changed, this, &ActionRegistry::applyKeys);
    applyKeys();
}

void ActionRegistry::applyKeys()
{
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it) {
        const QList<QKeySequence> usual = m_usual.value(it.key());
        setKeys(it.value(), m_bindings ? m_bindings->effective(name(it.key()), usual) : usual);
    }
    emit keysChanged();
}

KeyPlace ActionRegistry::placeOf(ActionId id) const
{
    return action(id)->shortcutContext() == Qt::WindowShortcut ? KeyPlace::Everywhere : KeyPlace::Timeline;
}

/// What acts everywhere meets what acts in one place. Keys that are switched off have an owner, too.
std::optional<ActionId> ActionRegistry::ownerOf(const QKeySequence &keys, ActionId id) const
{
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it) {
        const QList<QKeySequence> usual = m_usual.value(it.key());
        const QList<QKeySequence> chosen = m_bindings ? m_bindings->chosen(name(it.key()), usual) : usual;
        const bool meets = placeOf(it.key()) == placeOf(id) || placeOf(it.key()) == KeyPlace::Everywhere
            || placeOf(id) == KeyPlace::Everywhere;
        if (it.key() != id && meets && chosen.contains(keys))
            return it.key();
    }
    return std::nullopt;
}

QString ActionRegistry::name(ActionId id)
{
    return QString::fromLatin1(QMetaEnum::fromType<ActionId>().valueToKey(int(id)));
}

QString ActionRegistry::icon(ActionId id)
{
    const QList<Entry> all = entries();
    const auto entry =
        std::find_if(all.begin(), all.end(), [id](const Entry &candidate) { return candidate.id == id; });
    return entry == all.end() ? QString() : entry->icon;
}

QString ActionRegistry::plainText(const QAction *action)
{
    QString text = action->text().remove(u'&');
    if (text.endsWith(u'…'))
        text.chop(1);
    return text;
}

void ActionRegistry::group(std::initializer_list<ActionId> ids, ActionId checked)
{
    auto *together = new QActionGroup(this);
    for (const ActionId id : ids)
        together->addAction(action(id));
    action(checked)->setChecked(true);
}

void ActionRegistry::addTo(QMenu *menu, MenuId id) const
{
    QHash<QString, QMenu *> submenus;
    for (const Entry &entry : entries()) {
        if (entry.menu != id)
            continue;
        const QString title = submenuOf(entry);
        if (!title.isEmpty() && !submenus.contains(title))
            submenus.insert(title, menu->addMenu(title));
        submenus.value(title, menu)->addAction(action(entry.id));
        if ((entry.traits & EndsGroup) != 0)
            menu->addSeparator();
    }
}

QList<ActionId> ActionRegistry::ids(MenuId menu)
{
    QList<ActionId> list;
    for (const Entry &entry : entries())
        if (entry.menu == menu)
            list.append(entry.id);
    return list;
}

QList<QAction *> ActionRegistry::actions(MenuId menu) const
{
    QList<QAction *> list;
    for (const ActionId id : ids(menu))
        list.append(action(id));
    return list;
}

QList<MenuId> ActionRegistry::menus()
{
    return {MenuId::File, MenuId::Edit, MenuId::View, MenuId::Session, MenuId::Request, MenuId::Help};
}

QString ActionRegistry::title(MenuId menu)
{
    switch (menu) {
    case MenuId::File:
        return u"&File"_s;
    case MenuId::Edit:
        return u"&Edit"_s;
    case MenuId::View:
        return u"&View"_s;
    case MenuId::Session:
        return u"&Session"_s;
    case MenuId::Request:
        return u"&Request"_s;
    case MenuId::Help:
        break;
    }
    return u"&Help"_s;
}

void ActionRegistry::fill(QMenuBar *bar) const
{
    for (const MenuId id : menus())
        addTo(bar->addMenu(title(id)), id);
}

QList<QAction *> ActionRegistry::windowActions() const
{
    QList<QAction *> list;
    for (QAction *action : m_order)
        if (action->shortcutContext() == Qt::WindowShortcut)
            list.append(action);
    return list;
}

QString ActionRegistry::keysText(const QAction *action)
{
    return keysText(action->shortcut());
}

QString ActionRegistry::keysText(const QKeySequence &keys)
{
    const QString text = keys.toString(QKeySequence::NativeText);
    // "Ctrl++" is the key plus: only a plus between two keys becomes a space.
    QString spaced = text;
    for (qsizetype i = spaced.size() - 2; i > 0; --i)
        if (spaced.at(i) == u'+' && spaced.at(i - 1) != u'+')
            spaced[i] = u' ';
    return spaced;
}

} // namespace console
