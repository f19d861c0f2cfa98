#include "ui/widgets/timelineaccessible.h"

#include "ui/widgets/timelineview.h"

#include <QAccessibleWidget>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace console {

namespace {

/// One lane; stands for its number, whatever lane has it now.
class AccessibleLane : public QAccessibleInterface
{
public:
    AccessibleLane(TimelineView *view, int lane) : m_view(view), m_lane(lane) { }

    bool isValid() const override { return m_lane < int(m_view->model()->lanes().size()); }
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
        const Lane &lane = m_view->model()->lanes()[size_t(m_lane)];
        if (kind == QAccessible::Name)
            return lane.label;
        return kind == QAccessible::Value ? QString::number(lane.count) : QString();
    }

    QRect rect() const override
    {
        const QRect row = m_view->geometryOfParts().row(m_lane);
        return {m_view->mapToGlobal(row.topLeft()), row.size()};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = m_view->hasFocus() && m_view->focusLane() == m_lane;
        state.readOnly = true;
        return state;
    }

private:
    TimelineView *m_view;
    int m_lane;
};

/// The timeline as a list of lanes.
class AccessibleTimeline : public QAccessibleWidget
{
public:
    explicit AccessibleTimeline(TimelineView *view) : QAccessibleWidget(view, QAccessible::List), m_view(view)
    {
    }
    ~AccessibleTimeline() override
    {
        for (const QAccessible::Id id : m_lanes)
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return int(m_view->model()->lanes().size()); }

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (int(m_lanes.size()) <= index) {
            auto *lane = new AccessibleLane(m_view, int(m_lanes.size()));
            m_lanes.push_back(QAccessible::registerAccessibleInterface(lane));
        }
        return QAccessible::accessibleInterface(m_lanes[size_t(index)]);
    }

    int indexOfChild(const QAccessibleInterface *interface) const override
    {
        for (int i = 0; i < int(m_lanes.size()); ++i)
            if (QAccessible::accessibleInterface(m_lanes[size_t(i)]) == interface)
                return i;
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
    TimelineView *m_view;
    mutable std::vector<QAccessible::Id> m_lanes;
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
