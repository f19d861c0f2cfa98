#include "ui/widgets/timelinepainter.h"

#include <QPainter>

#include <algorithm>

// The ruler: what stands above the lanes. Words that matter more push ticks aside.

namespace console {

void TimelinePainter::paintRuler()
{
    const QRect ruler = m_geometry.ruler();
    m_painter->setClipRect(ruler);
    m_painter->fillRect(ruler, m_colours.panel);
    m_painter->setFont(Theme::font(TextSize::Dense));
    const QString date = dateAndZone(m_scene->scale().range.from, m_state->zone);
    const QRectF datePlace = QRectF(ruler).adjusted(6, 0, 0, 0);
    m_taken = {datePlace};
    m_taken.back().setWidth(m_painter->fontMetrics().horizontalAdvance(date) + 10);
    if (m_model->isLive() && m_model->now() > 0)
        m_taken.push_back(QRectF(axis(m_model->now()) - 48, ruler.top(), 96, ruler.height()));
    const QRectF flag = flagPlace();
    const QRectF measure = measurePlace(flag);
    const bool showsDate = !flag.intersects(m_taken.front()) && !measure.intersects(m_taken.front());
    m_taken.insert(m_taken.end(), {flag, measure});
    paintTicks();
    m_painter->setFont(Theme::font(TextSize::Dense));
    m_painter->setPen(m_colours.text2);
    if (showsDate)
        m_painter->drawText(datePlace, Qt::AlignVCenter | Qt::AlignLeft, date);
    if (!measure.isNull())
        paintMeasure(measure);
    m_painter->fillRect(ruler.left(), ruler.bottom(), ruler.width(), 1, m_colours.line);
    paintLiveWord(flag);
    if (!flag.isNull())
        paintFlag(flag);
    m_painter->setClipping(false);
}

void TimelinePainter::paintTicks()
{
    const QRect ruler = m_geometry.ruler();
    for (const qint64 time : m_scene->scale().minorTicks(tickSpacing, m_state->zone))
        line(axis(time), ruler.bottom() - 3, ruler.bottom(), m_colours.line2);
    for (const Tick &tick : m_scene->scale().ticks(tickSpacing, m_state->zone)) {
        const qreal x = axis(tick.time);
        const QColor &colour = tick.startsDay ? m_colours.control : m_colours.line2;
        line(x, tick.startsDay ? ruler.top() : ruler.bottom() - 8, ruler.bottom(), colour);
        m_painter->setFont(Theme::font(TextSize::Dense, tick.startsDay ? QFont::DemiBold : QFont::Normal));
        const int width = m_painter->fontMetrics().horizontalAdvance(tick.label) + 1;
        const QRectF place(x + 5, ruler.top(), width, ruler.height());
        // Half a word beside a flag reads as another time.
        if (std::ranges::any_of(m_taken, [&](const QRectF &taken) { return taken.intersects(place); }))
            continue;
        m_painter->setPen(tick.startsDay ? m_colours.text : m_colours.text3);
        m_painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, tick.label);
    }
}

/// Left out where the flag or the end of the ruler would leave half of it.
void TimelinePainter::paintLiveWord(const QRectF &flag)
{
    if (!m_model->isLive() || m_model->now() == 0)
        return;
    const QRect ruler = m_geometry.ruler();
    const qreal x = axis(m_model->now());
    line(x, ruler.center().y() - 4, ruler.bottom() + 1, m_colours.ok, 2);
    m_painter->setPen(m_colours.ok);
    m_painter->setFont(Theme::font(TextSize::Caption, QFont::DemiBold));
    const bool fits = x + 60 <= ruler.right();
    const QRectF place(fits ? x + 6 : x - 66, ruler.top(), 60, ruler.height());
    const auto alignment = Qt::AlignVCenter | (fits ? Qt::AlignLeft : Qt::AlignRight);
    const QString word = m_model->isPaused() ? QObject::tr("Paused") : QObject::tr("Live");
    if (x <= ruler.right() && !m_painter->boundingRect(place, int(alignment), word).intersects(flag))
        m_painter->drawText(place, alignment, word);
}

/// Of the selected time; stays within the ruler as long as its line is there. Null: there is none.
QRectF TimelinePainter::flagPlace() const
{
    const QRect ruler = m_geometry.ruler();
    const qreal x = m_state->current ? axis(m_state->current.time) : -1;
    if (x < ruler.left() || x > ruler.right())
        return {};
    const QFontMetrics metrics(Theme::font(TextSize::Dense, QFont::Medium));
    const qreal width = metrics.horizontalAdvance(clockText(m_state->current.time, m_state->zone)) + 10;
    const qreal left = qBound<qreal>(ruler.left(), x - width / 2, ruler.right() + 1 - width);
    return {left, ruler.top() + 3.0, width, ruler.height() - 6.0};
}

void TimelinePainter::paintFlag(const QRectF &flag)
{
    const qreal bottom = m_geometry.ruler().bottom() + 1;
    line(axis(m_state->current.time), flag.bottom(), bottom, m_colours.accent);
    m_painter->setRenderHint(QPainter::Antialiasing);
    m_painter->setPen(Qt::NoPen);
    m_painter->setBrush(m_colours.primary);
    m_painter->drawRoundedRect(flag, 3, 3);
    m_painter->setRenderHint(QPainter::Antialiasing, false);
    m_painter->setFont(Theme::font(TextSize::Dense, QFont::Medium));
    m_painter->setPen(m_colours.onPrimary);
    m_painter->drawText(flag, Qt::AlignCenter, clockText(m_state->current.time, m_state->zone));
}

} // namespace console
