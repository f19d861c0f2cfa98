#include "ui/widgets/hatching.h"
#include "ui/widgets/timelinepainter.h"

#include <QPainter>

#include <algorithm>

// Where the session was not connected: hatched over all lanes, with its length where there is room.

namespace console {

namespace {

constexpr qreal labelDistance = 8; // between a gap and its label
constexpr qreal labelSpace = 4; // between a label and what it must not touch
constexpr size_t mostLabels = 40;

} // namespace

void TimelinePainter::paintGaps()
{
    const QRectF area = m_geometry.lanes();
    for (const GapBand &band : m_scene->gaps()) {
        const qreal left = axisOf(band.from);
        const qreal right = axisOf(band.until);
        paintGap(m_painter, QRectF(left, area.top(), right - left, area.height()), area, m_colours);
    }
}

void TimelinePainter::paintGapLabels()
{
    m_labels.clear();
    m_painter->setFont(Theme::font(TextSize::Caption));
    const QFontMetrics metrics = m_painter->fontMetrics();
    for (const GapBand &band : m_scene->gaps()) {
        if (m_labels.size() >= mostLabels)
            return;
        const QString text = gapLabel(band.gap, m_model->now(), m_state->zone);
        const QRectF place = placeOfLabel(band, metrics.horizontalAdvance(text) + 16);
        if (place.isNull())
            continue;
        m_labels.push_back(place);
        m_painter->setRenderHint(QPainter::Antialiasing);
        m_painter->setPen(m_colours.line2);
        m_painter->setBrush(m_colours.panel);
        m_painter->drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        m_painter->setRenderHint(QPainter::Antialiasing, false);
        m_painter->setPen(m_colours.text);
        m_painter->drawText(place, Qt::AlignCenter, text);
    }
}

/// Within the gap if it is wide enough, else before it, where nothing changes any more, else behind it. Null:
/// there is no room.
QRectF TimelinePainter::placeOfLabel(const GapBand &band, qreal width) const
{
    const QRectF area = m_geometry.lanes();
    const qreal left = qMax(area.left(), axisOf(band.from));
    const qreal right = qMin(area.right(), axisOf(band.until));
    std::vector<qreal> lefts{left - labelDistance - width, right + labelDistance};
    if (right - left >= width + 2 * labelDistance)
        lefts.insert(lefts.begin(), snapped((left + right - width) / 2));
    for (const qreal x : lefts) {
        const QRectF column(x, area.top(), width, area.height());
        if (!area.contains(column) || isCrossed(column, band))
            continue;
        for (int i = 1; i <= m_geometry.laneCount; ++i) {
            const int lane = i % m_geometry.laneCount; // requests, above, only where no other is free
            const QRectF row = m_geometry.lane(lane);
            const QRectF place(x, row.top() + 1, width, row.height() - 3);
            if (area.contains(place) && isFree(place, lane))
                return place;
        }
    }
    return {};
}

/// By what runs through all lanes: other gaps, the selected time, now.
bool TimelinePainter::isCrossed(const QRectF &column, const GapBand &band) const
{
    const auto crosses = [&](double from, double until) {
        return axisOf(from) - labelSpace < column.right() && axisOf(until) + labelSpace > column.left();
    };
    const auto crossesAt = [&](qint64 time) {
        const double x = m_scene->scale().xOf(time);
        return crosses(x, x);
    };
    const auto isOther = [&](const GapBand &other) {
        return other.from != band.from && crosses(other.from, other.until);
    };
    return (m_state->current && crossesAt(m_state->current.time))
        || (m_model->isLive() && crossesAt(m_model->now())) || std::ranges::any_of(m_scene->gaps(), isOther);
}

bool TimelinePainter::isFree(const QRectF &place, int lane) const
{
    const QRectF room = place.adjusted(-labelSpace, 0, labelSpace, 0);
    return isFreeOfWords(room) && isFreeOfBands(room, lane)
        && m_scene->isFree(lane, place.left() - m_geometry.labelWidth, place.right() - m_geometry.labelWidth);
}

/// Of labels of gaps, and of what is said beside marks.
bool TimelinePainter::isFreeOfWords(const QRectF &place) const
{
    const auto overlaps = [&](const QRectF &words) { return words.intersects(place); };
    return std::ranges::none_of(m_labels, overlaps) && std::ranges::none_of(m_words, overlaps);
}

bool TimelinePainter::isFreeOfBands(const QRectF &place, int lane) const
{
    return std::ranges::none_of(m_scene->lanes()[size_t(lane)].bands,
        [&](const Band &band) { return placeOf(band, lane).intersects(place); });
}

} // namespace console
