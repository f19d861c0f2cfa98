#include "ui/models/quiet.h"
#include "ui/widgets/timelinepainter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

// Where nothing has happened for long: a line that says so, in one lane where nothing else stands.

namespace console {

namespace {

constexpr qreal shortestLine = 90; // pixels
constexpr qreal besideMark = 9; // between the line and an event before or after it
constexpr qreal besideNow = 4; // between the line and now, or a gap
constexpr qreal besideWords = 12;
constexpr qreal leastLine = 12; // on both sides of the words
constexpr qreal tickReach = 3; // above the line and below it

} // namespace

void TimelinePainter::paintQuiet()
{
    for (const QuietStretch &stretch : m_scene->quiet())
        paintStretch(stretch, besideMark);
    paintStretch({m_model->quiet(), m_model->newestEvent()}, besideNow);
}

void TimelinePainter::paintStretch(const QuietStretch &stretch, qreal besideEnd)
{
    const TimeRange quiet = stretch.range;
    const QRectF area = m_geometry.lanes();
    const qreal left = qMax(area.left(), axis(quiet.from) + besideMark);
    const qreal right = qMin(area.right(), axis(quiet.until) - besideEnd);
    if (quiet.length() < shortestQuiet || right - left < shortestLine)
        return;
    m_painter->setFont(Theme::font(TextSize::Caption));
    const QString text = quietLabel(quiet.length());
    const qreal width = m_painter->fontMetrics().horizontalAdvance(text) + 2 * besideWords;
    if (right - left < width + 2 * leastLine)
        return;
    const QRectF place = placeOfQuiet({left, area.top(), right - left, area.height()}, stretch.after);
    if (!place.isNull())
        paintQuietLine(text, place, width);
}

/// Its ends are marked where they are seen.
void TimelinePainter::paintQuietLine(const QString &text, const QRectF &place, qreal width)
{
    const QRectF area = m_geometry.lanes();
    const QRectF words(snapped(place.center().x() - width / 2), place.top(), width, place.height());
    const qreal y = std::floor(place.center().y());
    const QColor &colour = m_colours.line2;
    m_painter->fillRect(QRectF(place.left(), y, words.left() - place.left(), 1), colour);
    m_painter->fillRect(QRectF(words.right(), y, place.right() - words.right(), 1), colour);
    if (place.left() > area.left())
        line(place.left(), y - tickReach, y + tickReach + 1, colour);
    if (place.right() < area.right())
        line(place.right() - 1, y - tickReach, y + tickReach + 1, colour);
    m_painter->setPen(m_colours.text3);
    m_painter->drawText(words, Qt::AlignCenter, text);
}

/// In the lane of the event before it, else in the nearest one that is free. Null: none is.
QRectF TimelinePainter::placeOfQuiet(const QRectF &column, MessageId after) const
{
    const int lane = m_model->laneOf(after);
    const int middle = lane >= 0 ? lane : m_geometry.laneCount / 2;
    for (int i = 0; i < 2 * m_geometry.laneCount; ++i) {
        const int near = middle + (i % 2 == 0 ? -i / 2 : i / 2 + 1);
        if (near < 0 || near >= m_geometry.laneCount)
            continue;
        const QRectF row = m_geometry.lane(near);
        const QRectF place(column.left(), row.top(), column.width(), row.height() - 1);
        if (column.contains(place) && isFree(place, near))
            return place;
    }
    return {};
}

} // namespace console
