#include "ui/widgets/timelineaccessible.h"

#include "ui/widgets/accessiblechildren.h"
#include "ui/widgets/accessiblepart.h"
#include "ui/widgets/installaccessibility.h"
#include "ui/widgets/timelineview.h"

#include <QAccessibleWidget>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using TimelinePart = AccessiblePart<TimelineView>;

/// A mark or band of a lane.
class AccessibleItem : public TimelinePart
{
public:
    AccessibleItem(TimelineView *view, QAccessibleInterface *lane, int laneNumber, int number)
        : AccessiblePart(view, number), m_lane(lane), m_laneNumber(laneNumber)
    {
    }

    QAccessibleInterface *parent() const override { return m_lane; }
    bool isValid() const override { return number() < view()->itemCount(m_laneNumber); }
    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Name)
            return item().name;
        return kind == QAccessible::Value ? item().value : QString();
    }
    QRect rect() const override { return onScreen(item().place); }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        const MessageId message = item().message;
        state.selectable = bool(message);
        state.selected = view()->isCurrent(message);
        state.focused = state.selected && view()->hasFocus();
        return state;
    }

private:
    TimelineItem item() const { return view()->itemAt(m_laneNumber, number()); }

    QAccessibleInterface *m_lane;
    int m_laneNumber;
};

class AccessibleLane : public TimelinePart
{
public:
    using TimelinePart::TimelinePart;

    bool isValid() const override { return number() < int(view()->model()->lanes().size()); }

    int childCount() const override { return view()->itemCount(number()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        auto *lane = const_cast<AccessibleLane *>(this);
        return m_items.at(
            index, [this, lane](int item) { return new AccessibleItem(view(), lane, number(), item); });
    }

    int indexOfChild(const QAccessibleInterface *child) const override { return m_items.indexOf(child); }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const Lane &lane = view()->model()->lanes()[size_t(number())];
        if (kind == QAccessible::Name)
            return lane.label;
        return kind == QAccessible::Value ? QString::number(lane.count) : QString();
    }

    QRect rect() const override { return onScreen(view()->geometryOfParts().row(number())); }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = view()->hasFocus() && view()->focusLane() == number();
        state.readOnly = true;
        const bool isThere = isValid();
        state.expandable = isThere && view()->model()->lanes()[size_t(number())].canOpen;
        state.expanded = state.expandable && view()->model()->lanes()[size_t(number())].isOpen;
        return state;
    }

private:
    mutable AccessibleChildren m_items;
};

/// A stretch without a connection.
class AccessibleGap : public TimelinePart
{
public:
    using TimelinePart::TimelinePart;

    bool isValid() const override { return size_t(number()) < view()->model()->gaps().size(); }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? view()->sentenceOf(gap()) : QString();
    }

    QRect rect() const override { return isValid() ? onScreen(view()->placeOf(gap())) : QRect(); }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.offscreen = isValid() && !view()->placeOf(gap()).intersects(view()->geometryOfParts().lanes());
        return state;
    }

private:
    Gap gap() const { return view()->model()->gaps().at(size_t(number()), view()->model()->now()); }
};

/// The timeline as a list of lanes, and of gaps behind them.
class AccessibleTimeline : public QAccessibleWidget
{
public:
    explicit AccessibleTimeline(TimelineView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view)
    {
    }

    int childCount() const override { return laneCount() + int(m_view->model()->gaps().size()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        return index < laneCount() ? made<AccessibleLane>(m_lanes, index)
                                   : made<AccessibleGap>(m_gaps, index - laneCount());
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const int lane = m_lanes.indexOf(child);
        const int gap = m_gaps.indexOf(child);
        return gap < 0 ? lane : laneCount() + gap;
    }

    QAccessibleInterface *childAt(int, int y) const override
    {
        return child(m_view->geometryOfParts().laneAt(m_view->mapFromGlobal(QPoint(0, y)).y()));
    }

    QAccessibleInterface *focusChild() const override
    {
        return m_view->hasFocus() ? child(m_view->focusLane()) : nullptr;
    }

private:
    int laneCount() const { return int(m_view->model()->lanes().size()); }

    template <typename Child>
    QAccessibleInterface *made(AccessibleChildren &children, int index) const
    {
        return children.at(index, [this](int number) { return new Child(m_view, number); });
    }

    TimelineView *m_view;
    mutable AccessibleChildren m_lanes;
    mutable AccessibleChildren m_gaps;
};

} // namespace

void installTimelineAccessibility()
{
    installAccessibility<TimelineView, AccessibleTimeline>();
}

} // namespace console
