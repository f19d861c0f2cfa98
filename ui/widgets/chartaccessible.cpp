#include "ui/widgets/chartaccessible.h"

#include "ui/widgets/chartview.h"

#include <QAccessibleWidget>

#include <vector>

namespace console {

namespace {

/// One item of a chart; stands for its number, whatever has it now.
class AccessibleItem : public QAccessibleInterface
{
public:
    AccessibleItem(ChartView *view, int number) : m_view(view), m_number(number) { }

    bool isValid() const override { return m_number < m_view->itemCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return m_view->itemName(m_number);
        return kind == QAccessible::Value ? m_view->itemValue(m_number) : QString();
    }

    QRect rect() const override
    {
        const QRect place = isValid() ? m_view->itemRect(m_number) : QRect();
        return {m_view->mapToGlobal(place.topLeft()), place.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = m_view->hasFocus() && m_view->currentItem() == m_number;
        state.readOnly = true;
        return state;
    }

private:
    ChartView *m_view;
    int m_number;
};

/// A chart as a list of its items.
class AccessibleChart : public QAccessibleWidget
{
public:
    explicit AccessibleChart(ChartView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view) { }
    ~AccessibleChart() override
    {
        for (const QAccessible::Id id : m_items)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return m_view->itemCount(); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (int(m_items.size()) <= index)
            m_items.push_back(
                QAccessible::registerAccessibleInterface(new AccessibleItem(m_view, int(m_items.size()))));
        return QAccessible::accessibleInterface(m_items[size_t(index)]);
    }

    int indexOfChild(const QAccessibleInterface *interface) const override
    {
        for (int i = 0; i < int(m_items.size()); ++i)
            if (QAccessible::accessibleInterface(m_items[size_t(i)]) == interface)
                return i;
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint position = m_view->mapFromGlobal(QPoint(x, y));
        for (int item = 0; item < childCount(); ++item)
            if (m_view->itemRect(item).contains(position))
                return child(item);
        return nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        return m_view->hasFocus() ? child(m_view->currentItem()) : nullptr;
    }

private:
    ChartView *m_view;
    mutable std::vector<QAccessible::Id> m_items;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<ChartView *>(object);
    return view != nullptr ? new AccessibleChart(view) : nullptr;
}

} // namespace

void installChartAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace console
