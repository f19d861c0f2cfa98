#include "ui/widgets/timelineview.h"

#include <QTimerEvent>

#include <algorithm>

// Which stretch of time is shown, and when it is painted again.

namespace console {

namespace {

constexpr qint64 firstLength = 30 * TimeScale::second; // shown before anyone has zoomed
constexpr double zoomStep = 1.5;
constexpr int slowestInterval = 1000; // milliseconds
constexpr int labelInterval = 500;

} // namespace

TimeScale TimelineView::scale() const
{
    return {m_navigator->visibleRange(), geometryOfParts().axisWidth()};
}

bool TimelineView::hasRange() const
{
    return m_navigator->visibleRange().length() > 0 && m_model->now() > 0;
}

/// A range to begin with, as long as nobody has chosen one.
void TimelineView::ensureRange()
{
    const TimeRange visible = m_navigator->visibleRange();
    if (visible.length() > 0 || m_model->now() == 0)
        return;
    m_navigator->setVisibleRange(followed({0, firstLength}, m_model->now()));
}

/// Shows a range that the user chose; some of the session stays in view.
void TimelineView::showRange(const TimeRange &range)
{
    const qint64 edge = range.length() / 10;
    const qint64 earliest = m_model->sessionStart() + edge - range.length();
    const qint64 latest = qMax(earliest, m_model->now() - edge);
    const qint64 from = qBound(earliest, range.from, latest);
    m_navigator->setVisibleRange({from, from + range.length()});
}

/// While following, the right end stays at now.
void TimelineView::zoom(double x, double factor)
{
    if (!hasRange())
        return;
    const TimeRange zoomed = scale().zoomedAt(x, factor);
    if (m_navigator->isFollowing())
        m_navigator->setVisibleRange(followed(zoomed, m_model->now()));
    else
        showRange(zoomed);
}

void TimelineView::zoomIn()
{
    zoom(scale().width / 2.0, 1 / zoomStep);
}

void TimelineView::zoomOut()
{
    zoom(scale().width / 2.0, zoomStep);
}

void TimelineView::showWholeSession()
{
    if (!hasRange())
        return;
    const qint64 length = qMax(m_model->now() - m_model->sessionStart(), firstLength / 10);
    const qint64 margin = length / 14; // as much as following leaves on the right, and a little on the left
    m_navigator->setVisibleRange({m_model->sessionStart() - margin / 4, m_model->now() + margin});
}

void TimelineView::pan(double pixels)
{
    if (!hasRange())
        return;
    m_navigator->setFollowing(false);
    showRange(scale().panned(pixels));
}

/// New messages, or time went on: moves the axis if it follows.
void TimelineView::keepUp()
{
    ensureRange();
    const TimeRange visible = m_navigator->visibleRange();
    if (m_navigator->isFollowing() && visible.length() > 0) {
        const TimeRange range = followed(visible, m_model->now());
        const double moved = double(range.until - visible.until) / scale().perPixel();
        if (std::abs(moved) * devicePixelRatioF() >= 0.5)
            m_navigator->setVisibleRange(range);
    }
    showMoved();
    updateTimer();
}

/// At once what the user did. While following, the clock, new rows and the strip below all move the axis: one
/// picture for all of them.
void TimelineView::showMoved()
{
    if (m_navigator->isFollowing())
        m_followed.request();
    else
        updateAxis();
}

/// Numbers that change at every look cannot be read: they are renewed twice a second.
void TimelineView::advance()
{
    keepUp();
    if (!m_labelTimer.isActive())
        m_labelTimer.start(labelInterval, this);
}

void TimelineView::updateAxis()
{
    update(m_labelWidth, 0, width() - m_labelWidth, height());
}

/// Runs only while something moves by itself, and no faster than it moves by a pixel.
void TimelineView::updateTimer()
{
    const TimeRange visible = m_navigator->visibleRange();
    const qint64 now = m_model->now();
    const bool nowIsSeen = now >= visible.from && now < visible.until;
    if (!isVisible() || m_model->isPaused() || !m_model->timeGoesOn() || visible.length() <= 0
        || !(m_navigator->isFollowing() || nowIsSeen)) {
        m_timer.stop();
        return;
    }
    const double perPixel = scale().perPixel() / 1000 / devicePixelRatioF();
    const int interval = int(std::clamp<double>(perPixel, followInterval, slowestInterval));
    m_timer.start(interval, Qt::PreciseTimer, this);
}

void TimelineView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        return keepUp();
    if (event->timerId() != m_labelTimer.timerId())
        return QWidget::timerEvent(event);
    m_labelTimer.stop();
    update(0, 0, m_labelWidth, height());
}

} // namespace console
