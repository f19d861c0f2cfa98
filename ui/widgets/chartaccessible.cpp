#include "ui/widgets/chartaccessible.h"

#include "ui/widgets/accessiblechildren.h"
#include "ui/widgets/accessiblepart.h"
#include "ui/widgets/chartview.h"
#include "ui/widgets/installaccessibility.h"

#include <QAccessibleWidget>

namespace console {

namespace {

/// One item of a chart.
class AccessibleItem : public AccessiblePart<ChartView>
{
public:
    using AccessiblePart::AccessiblePart;

    bool isValid() const override { return number() < view()->itemCount(); }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return view()->itemName(number());
        return kind == QAccessible::Value ? view()->itemValue(number()) : QString();
    }

    QRect rect() const override { return onScreen(isValid() ? view()->itemRect(number()) : QRect()); }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = view()->hasFocus() && view()->currentItem() == number();
        state.readOnly = true;
        return state;
    }
};

/// A chart as a list of its items.
class AccessibleChart : public QAccessibleWidget
{
public:
    explicit AccessibleChart(ChartView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view) { }

    int childCount() const override { return m_view->itemCount(); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        return m_items.at(index, [this](int number) { return new AccessibleItem(m_view, number); });
    }

    int indexOfChild(const QAccessibleInterface *child) const override { return m_items.indexOf(child); }

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
    mutable AccessibleChildren m_items;
};

} // namespace

void installChartAccessibility()
{
    installAccessibility<ChartView, AccessibleChart>();
}

} // namespace console
