#include "ui/widgets/timelinepainter.h"

#include <QPainter>

// The measured range: tinted over all lanes, with its figures in the ruler.

namespace console {

void TimelinePainter::paintMeasured()
{
    if (m_state->measured.length() <= 0)
        return;
    const QRectF area = m_geometry.lanes();
    const qreal from = qMax(area.left() - 1, axis(m_state->measured.from));
    const qreal until = qMin(area.right() + 1, axis(m_state->measured.until));
    if (from >= until)
        return;
    m_painter->fillRect(
        QRectF(from, area.top(), until - from, area.height()), mixed(m_colours.base, m_colours.accent, 0.14));
    constexpr qreal period = 5;
    for (const qreal x : {from, until - 1})
        for (qreal y = area.top(); y < area.bottom(); y += period)
            m_painter->fillRect(QRectF(x, y, 1, 3), m_colours.accent);
}

/// As wide as the range, at least as wide as its words.
void TimelinePainter::paintMeasure()
{
    const QRectF ruler = m_geometry.ruler();
    if (m_state->measured.length() <= 0)
        return;
    const qreal from = qMax(ruler.left(), axis(m_state->measured.from));
    const qreal until = qMin(ruler.right(), axis(m_state->measured.until));
    if (from >= until)
        return;
    m_painter->setFont(Theme::font(TextSize::Dense));
    const qreal width =
        qMax(until - from, m_painter->fontMetrics().horizontalAdvance(m_state->measure) + 14.0);
    const qreal left =
        qBound(ruler.left(), (from + until - width) / 2, qMax(ruler.left(), ruler.right() - width));
    const QRectF flag(left, ruler.top() + 2, width, ruler.height() - 4);
    m_painter->fillRect(flag, m_colours.infoBack);
    m_painter->setPen(m_colours.accent);
    m_painter->drawRect(flag.adjusted(0.5, 0.5, -0.5, -0.5));
    m_painter->setPen(m_colours.text);
    m_painter->drawText(flag, Qt::AlignCenter, m_state->measure);
    m_taken.push_back(flag);
}

} // namespace console
