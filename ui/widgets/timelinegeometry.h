#pragma once

#include <QRect>

namespace console {

/// Alone knows where the parts of the timeline stand: the label column, the ruler, the lanes. A value, in
/// pixels.
struct TimelineGeometry
{
    QSize size;
    int labelWidth = 232;
    int rulerHeight = 24;
    int laneHeight = 20;
    int laneCount = 0;
    int scrolled = 0; ///< how far the lanes are scrolled up
    int scrollBarWidth = 0; ///< what it covers at the right; 0: there is none

    int axisWidth() const { return qMax(1, size.width() - labelWidth); }
    int fullHeight() const { return rulerHeight + laneCount * laneHeight + 1; } ///< with the line below
    QRect header() const { return {0, 0, labelWidth, rulerHeight}; }
    QRect ruler() const { return {labelWidth, 0, axisWidth(), rulerHeight}; }
    QRect lanes() const { return {labelWidth, rulerHeight, axisWidth(), lanesHeight()}; }
    QRect labels() const { return {0, rulerHeight, labelWidth, lanesHeight()}; }
    /// Over the full width; may lie outside of what is seen.
    QRect row(int lane) const { return {0, top(lane), size.width(), laneHeight}; }
    QRect lane(int lane) const { return {labelWidth, top(lane), axisWidth(), laneHeight}; }
    QRect label(int lane) const { return {0, top(lane), labelWidth, laneHeight}; }
    int firstSeenLane() const { return qMin(laneCount, scrolled / laneHeight); }
    int lastSeenLane() const ///< -1: none is there
    {
        return qMin(laneCount - 1, (scrolled + qMax(0, lanesHeight() - 1)) / laneHeight);
    }
    /// The lane at this height; -1 above the lanes and below them.
    int laneAt(int y) const
    {
        const int lane =
            y < rulerHeight || y >= size.height() ? -1 : (y - rulerHeight + scrolled) / laneHeight;
        return lane < laneCount ? lane : -1;
    }

private:
    int lanesHeight() const { return qMax(0, size.height() - rulerHeight - 1); }
    int top(int lane) const { return rulerHeight + lane * laneHeight - scrolled; }
};

} // namespace console
