#include "ui/widgets/timelineaccessible.h"

#include "ui/widgets/timelineview.h"

#include <QAccessibleWidget>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// Something on the timeline without children of its own; stands for its number, whatever has it now.
class AccessiblePart : public QAccessibleInterface
{
public:
    AccessiblePart(TimelineView *view, int number) : m_view(view), m_number(number) { }

    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

protected:
    TimelineView *view() const { return m_view; }
    int number() const { return m_number; }
    QRect onScreen(const QRect &place) const { return {m_view->mapToGlobal(place.topLeft()), place.size()}; }

private:
    TimelineView *m_view;
    int m_number;
};

/// A mark or band of a lane.
class AccessibleItem : public AccessiblePart
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

class AccessibleLane : public AccessiblePart
{
public:
    using AccessiblePart::AccessiblePart;
    ~AccessibleLane() override
    {
        for (const QAccessible::Id id : m_items)
            QAccessible::deleteAccessibleInterface(id);
    }

    bool isValid() const override { return number() < int(view()->model()->lanes().size()); }

    int childCount() const override { return view()->itemCount(number()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (int(m_items.size()) <= index)
            m_items.push_back(QAccessible::registerAccessibleInterface(new AccessibleItem(
                view(), const_cast<AccessibleLane *>(this), number(), int(m_items.size()))));
        return QAccessible::accessibleInterface(m_items[size_t(index)]);
    }

    int indexOfChild(const QAccessibleInterface *interface) const override
    {
        for (int i = 0; i < int(m_items.size()); ++i)
            if (QAccessible::accessibleInterface(m_items[size_t(i)]) == interface)
                return i;
        return -1;
    }

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
    mutable std::vector<QAccessible::Id> m_items;
};

/// A stretch without a connection.
class AccessibleGap : public AccessiblePart
{
public:
    using AccessiblePart::AccessiblePart;

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
    ~AccessibleTimeline() override
    {
        for (const std::vector<QAccessible::Id> &children : {m_lanes, m_gaps})
            for (const QAccessible::Id id : children)
                QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return laneCount() + int(m_view->model()->gaps().size()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        return index < laneCount() ? made<AccessibleLane>(m_lanes, index)
                                   : made<AccessibleGap>(m_gaps, index - laneCount());
    }

    int indexOfChild(const QAccessibleInterface *interface) const override
    {
        for (int i = 0; i < int(m_lanes.size()); ++i)
            if (QAccessible::accessibleInterface(m_lanes[size_t(i)]) == interface)
                return i;
        for (int i = 0; i < int(m_gaps.size()); ++i)
            if (QAccessible::accessibleInterface(m_gaps[size_t(i)]) == interface)
                return laneCount() + i;
        return -1;
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
    QAccessibleInterface *made(std::vector<QAccessible::Id> &children, int index) const
    {
        while (int(children.size()) <= index)
            children.push_back(
                QAccessible::registerAccessibleInterface(new Child(m_view, int(children.size()))));
        return QAccessible::accessibleInterface(children[size_t(index)]);
    }

    TimelineView *m_view;
    mutable std::vector<QAccessible::Id> m_lanes;
    mutable std::vector<QAccessible::Id> m_gaps;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    return view != nullptr ? new AccessibleTimeline(view) : nullptr;
}

} // namespace

void installTimelineAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace console
