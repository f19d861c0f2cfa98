#include "ui/widgets/singlekeyguard.h"

#include "ui/widgets/actionregistry.h"
#include "ui/widgets/fixedkeys.h"
#include "ui/widgets/keybindings.h"
#include "ui/widgets/timelineview.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace console {

namespace {

/// What is written in takes every character.
bool isWrittenIn(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget)
        || qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget);
}

} // namespace

SingleKeyGuard::SingleKeyGuard(const ActionRegistry *actions, QWidget *window)
    : QObject(window), m_actions(actions), m_window(window)
{
    connect(actions, &ActionRegistry::keysChanged, this, &SingleKeyGuard::adopt);
    adopt();
}

/// Asked for events only while there is something to keep.
void SingleKeyGuard::adopt()
{
    m_keys.clear();
    qApp->removeEventFilter(this);
    const KeyBindings *bindings = m_actions->bindings();
    if (!bindings || bindings->hasSingleKeys())
        return;
    for (const MenuId menu : ActionRegistry::menus())
        for (const ActionId id : ActionRegistry::ids(menu))
            keep(bindings->chosen(ActionRegistry::name(id), m_actions->usualKeys(id)));
    for (const FixedKeysOfPane &pane : fixedKeys())
        for (const FixedKeys &line : pane.lines)
            keep(line.keys);
    qApp->installEventFilter(this);
}

void SingleKeyGuard::keep(const QList<QKeySequence> &sequences)
{
    for (const QKeySequence &keys : sequences)
        if (KeyBindings::isSingleKey(keys))
            m_keys.insert(keys[0].key());
}

/// Space presses buttons and ticks boxes wherever it has no meaning of its own.
bool SingleKeyGuard::isKept(const QWidget *widget, const QKeyEvent &event) const
{
    const bool plain = (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    const bool isUsual = event.key() == Qt::Key_Space && !qobject_cast<const TimelineView *>(widget);
    return plain && !isUsual && m_keys.contains(event.key());
}

bool SingleKeyGuard::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isKey || !watched->isWidgetType())
        return false;
    auto *widget = static_cast<QWidget *>(watched);
    if (widget->window() != m_window || isWrittenIn(widget)
        || !isKept(widget, *static_cast<QKeyEvent *>(event)))
        return false;
    event->accept(); // an override that is taken is no shortcut
    return true;
}

} // namespace console
