#pragma once

#include <QAccessible>
#include <QWidget>

namespace console {

/// Something painted on a widget, without children of its own; stands for its number, whatever has it now.
/// GUI thread.
template <typename View>
class AccessiblePart : public QAccessibleInterface
{
public:
    /// @param view  must outlive it
    AccessiblePart(View *view, int number) : m_view(view), m_number(number) { }

    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

protected:
    View *view() const { return m_view; }
    int number() const { return m_number; }
    QRect onScreen(const QRect &place) const { return {m_view->mapToGlobal(place.topLeft()), place.size()}; }

private:
    View *m_view;
    int m_number;
};

} // namespace console
