#include "ui/models/text.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/timelineview.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

using namespace Qt::StringLiterals;

// What pointer and keys mean on the timeline.

namespace console {

namespace {

constexpr double wheelStep = 60; // pixels for one notch of a wheel
constexpr double keyZoom = 1.5;
constexpr double closer = 1.0 / 8; // what a double click shows of the range

} // namespace

// Pointer

TimelineScene::Hit TimelineView::hitAt(QPoint position) const
{
    const TimelineGeometry geometry = geometryOfParts();
    if (!geometry.lanes().contains(position))
        return {};
    return m_scene.at(geometry.laneAt(position.y()), position.x() - geometry.labelWidth);
}

const GapBand *TimelineView::gapAt(QPoint position) const
{
    const TimelineGeometry geometry = geometryOfParts();
    if (!geometry.lanes().contains(position))
        return nullptr;
    return bandAt(m_scene.gaps(), position.x() - geometry.labelWidth);
}

void TimelineView::hover(QPoint position)
{
    const bool isOverLanes = geometryOfParts().lanes().contains(position);
    m_pointerX = isOverLanes ? std::optional(position.x()) : std::nullopt;
    const TimelineScene::Hit hit = hitAt(position);
    if (hit == m_hovered)
        return;
    m_hovered = hit;
    m_hoveredLane = hit ? geometryOfParts().laneAt(position.y()) : -1;
    update();
}

void TimelineView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    hover({-1, -1});
}

bool TimelineView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    if (!showToolTip(help->pos(), help->globalPos()))
        event->ignore();
    return true;
}

bool TimelineView::showToolTip(const QPoint &position, const QPoint &global)
{
    const TimelineGeometry geometry = geometryOfParts();
    QString text;
    if (const TimelineScene::Hit hit = hitAt(position)) {
        text = m_sentence ? m_sentence(hit.message) + u'\n' : QString();
        text += clockText(hit.time, m_zone);
        if (hit.count > 1)
            text += tr(", and %1 more").arg(shownNumber(QByteArray::number(hit.count - 1)));
    } else if (const GapBand *band = gapAt(position)) {
        text = sentenceOf(band->gap);
    } else if (geometry.labels().contains(position) && geometry.laneAt(position.y()) >= 0) {
        const Lane &lane = m_model->lanes()[size_t(geometry.laneAt(position.y()))];
        const bool hasBare = lane.group == groupOf(EventType::Custom);
        text = hasBare ? lane.label + u'\n' + eventsExplanation() : lane.label;
    }
    QToolTip::showText(global, plainToolTip(text), this);
    return !text.isEmpty();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const bool isPrecise = !event->pixelDelta().isNull();
    const QPointF notches = QPointF(event->angleDelta()) / 120.0;
    const QPointF moved = isPrecise ? QPointF(event->pixelDelta()) : notches * wheelStep;
    const double x = event->position().x() - m_labelWidth;
    event->accept();
    if (x < 0)
        m_scrollBar->setValue(m_scrollBar->value() - qRound(moved.y()));
    else if (event->modifiers().testFlag(Qt::ControlModifier))
        zoom(x, std::pow(keyZoom, -moved.y() / wheelStep));
    else
        pan(-(std::abs(moved.x()) > std::abs(moved.y()) ? moved.x() : moved.y()));
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressedAt = event->position().toPoint();
    m_draggedFrom = event->position().x();
    m_drag = Drag::None;
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint position = event->position().toPoint();
    if (!m_pressedAt)
        return hover(position);
    const int distance = (position - *m_pressedAt).manhattanLength();
    const bool begins = distance >= QApplication::startDragDistance();
    if (m_pressedAt->x() >= m_labelWidth && (m_drag != Drag::None || begins))
        dragTo(position, event->modifiers());
}

/// What a drag means is decided when it begins: with Shift it measures.
void TimelineView::dragTo(QPoint position, Qt::KeyboardModifiers modifiers)
{
    if (m_drag == Drag::None) {
        m_drag = modifiers.testFlag(Qt::ShiftModifier) ? Drag::Measure : Drag::Pan;
        setCursor(m_drag == Drag::Measure ? Qt::SizeHorCursor : Qt::ClosedHandCursor);
        m_navigator->setFollowing(false);
    }
    if (m_drag == Drag::Measure) {
        const auto timeAt = [this](int x) { return scale().timeAt(qMax(0, x - m_labelWidth)); };
        return m_navigator->setMeasuredRange({timeAt(m_pressedAt->x()), timeAt(position.x())});
    }
    pan(m_draggedFrom - position.x());
    m_draggedFrom = position.x();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressedAt)
        return QWidget::mouseReleaseEvent(event);
    const QPoint position = *m_pressedAt;
    const Drag drag = std::exchange(m_drag, Drag::None);
    m_pressedAt.reset();
    unsetCursor();
    if (drag == Drag::None)
        click(position);
}

void TimelineView::click(QPoint position)
{
    const TimelineGeometry geometry = geometryOfParts();
    const int lane = geometry.laneAt(position.y());
    if (lane < 0)
        return;
    setFocusLane(lane);
    if (position.x() < geometry.labelWidth)
        activateLane();
    else if (const TimelineScene::Hit hit = hitAt(position))
        m_navigator->select(hit.message);
    else if (const GapBand *band = gapAt(position); band && m_model->log()->contains(band->gap.note))
        m_navigator->select(band->gap.note);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const TimelineScene::Hit hit = hitAt(event->position().toPoint());
    if (!hit)
        return QWidget::mouseDoubleClickEvent(event);
    m_pressedAt.reset();
    m_navigator->select(hit.message);
    const double x = scale().xOf(hit.time);
    const TimeRange near = scale().zoomedAt(x, closer);
    const qint64 from = hit.time - near.length() / 2;
    showRange({from, from + near.length()});
}

// Keys

void TimelineView::setFocusLane(int lane)
{
    const int bounded = qBound(0, lane, int(m_model->lanes().size()) - 1);
    const bool changes = bounded != m_focusLane;
    m_focusLane = bounded;
    m_focused = m_model->lanes()[size_t(bounded)];
    const QRect label = geometryOfParts().label(bounded);
    if (label.top() < geometryOfParts().rulerHeight)
        m_scrollBar->setValue(m_scrollBar->value() + label.top() - geometryOfParts().rulerHeight);
    else if (label.bottom() >= height())
        m_scrollBar->setValue(m_scrollBar->value() + label.bottom() + 2 - height());
    update();
    if (changes)
        emit focusLaneChanged(bounded);
    if (changes && hasFocus()) {
        QAccessibleEvent moved(this, QAccessible::Focus);
        moved.setChild(bounded);
        QAccessible::updateAccessibility(&moved);
    }
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const int key = event->key();
    if (!plain || !(moveByKey(key) || viewByKey(key)))
        QWidget::keyPressEvent(event);
}

bool TimelineView::moveByKey(int key)
{
    switch (key) {
    case Qt::Key_Left:
        selectNeighbour(-1);
        return true;
    case Qt::Key_Right:
        selectNeighbour(1);
        return true;
    case Qt::Key_Up:
        setFocusLane(m_focusLane - 1);
        return true;
    case Qt::Key_Down:
        setFocusLane(m_focusLane + 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activateLane();
        return true;
    default:
        return false;
    }
}

bool TimelineView::viewByKey(int key)
{
    switch (key) {
    case Qt::Key_Home:
        showStart();
        return true;
    case Qt::Key_End:
        m_navigator->setFollowing(true);
        keepUp();
        return true;
    default:
        return false;
    }
}

/// Of the selected event if it is in view, else under the pointer, else the middle of what is seen.
qint64 TimelineView::measuringTime() const
{
    const TimeRange visible = m_navigator->visibleRange();
    const TimelineScene::Hit current = currentHit();
    if (current && current.time >= visible.from && current.time < visible.until)
        return current.time;
    return m_pointerX ? scale().timeAt(*m_pointerX - m_labelWidth) : visible.from + visible.length() / 2;
}

/// Up to the end there is, else to the right end of what is seen.
void TimelineView::measureFrom()
{
    if (!hasRange())
        return;
    const qint64 from = measuringTime();
    const TimeRange measured = m_navigator->measuredRange();
    const qint64 end =
        measured.until > from ? measured.until : qMin(m_navigator->visibleRange().until, m_model->now());
    m_navigator->setMeasuredRange({from, qMax(from + 1, end)});
}

/// An event that ends it is part of it.
void TimelineView::measureUntil()
{
    if (!hasRange())
        return;
    const qint64 until = measuringTime() + 1;
    const TimeRange measured = m_navigator->measuredRange();
    const bool hasStart = measured.length() > 0 && measured.from < until;
    const qint64 from =
        hasStart ? measured.from : qMax(m_navigator->visibleRange().from, m_model->sessionStart());
    m_navigator->setMeasuredRange({qMin(from, until - 1), until});
}

void TimelineView::clearMeasure()
{
    m_navigator->setMeasuredRange({});
}

void TimelineView::showStart()
{
    if (!hasRange())
        return;
    const qint64 length = m_navigator->visibleRange().length();
    const qint64 from = m_model->sessionStart() - length / 20;
    m_navigator->setFollowing(false);
    showRange({from, from + length});
}

/// From the selected event if it is in the lane, else from the middle of what is seen.
void TimelineView::selectNeighbour(int direction)
{
    const MessageId current = m_navigator->current();
    const TimeRange visible = m_navigator->visibleRange();
    MessageId next;
    if (m_model->laneOf(current) == m_focusLane)
        next = m_model->neighbour(m_focusLane, current, direction);
    else
        next = m_model->nearest(
            m_focusLane, currentHit() ? currentHit().time : visible.from + visible.length() / 2);
    if (next)
        m_navigator->select(next);
}

/// Opens or closes a lane, or selects whom it stands for.
void TimelineView::activateLane()
{
    const Lane &lane = m_model->lanes()[size_t(m_focusLane)];
    if (lane.canOpen)
        m_model->toggle(m_focusLane);
    else if (lane.kind == Lane::Kind::Person || lane.kind == Lane::Kind::Room)
        m_navigator->showOnly({lane.room, lane.participant});
}

} // namespace console
