#pragma once

#include <QAccessible>

namespace console {

/// From now on widgets of the class `View` tell assistive technology what they show, each by an `Interface`
/// of its own. Once is enough. GUI thread.
template <typename View, typename Interface>
void installAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory([](const QString &, QObject *object) -> QAccessibleInterface * {
            auto *view = qobject_cast<View *>(object);
            return view ? new Interface(view) : nullptr;
        });
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace console
