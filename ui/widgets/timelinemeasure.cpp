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

/// Upon the flag of the selected time nobody could read either: the box ends before it, or stands beside it.
static QRectF besideFlag(const QRectF &box, const QRectF &flag, const QRectF &ruler, qreal words)
{
    if (!flag.intersects(box)) // a null one does not
        return box;
    constexpr qreal gap = 4;
    const qreal left = flag.left() - gap - box.left();
    const qreal right = box.right() - flag.right() - gap;
    const auto at = [&box](qreal x, qreal width) { return QRectF(x, box.top(), width, box.height()); };
    if (qMax(left, right) >= words)
        return left >= right ? at(box.left(), left) : at(flag.right() + gap, right);
    const bool fitsBehind = flag.right() + gap + words <= ruler.right();
    return at(fitsBehind ? flag.right() + gap : flag.left() - gap - words, words);
}

/// As wide as the range, at least as wide as its words. Null: nothing is measured here.
QRectF TimelinePainter::measurePlace(const QRectF &flag) const
{
    const QRectF ruler = m_geometry.ruler();
    if (m_state->measured.length() <= 0)
        return {};
    const qreal from = qMax(ruler.left(), axis(m_state->measured.from));
    const qreal until = qMin(ruler.right(), axis(m_state->measured.until));
    if (from >= until)
        return {};
    const QFontMetrics metrics(Theme::font(TextSize::Dense));
    const qreal words = metrics.horizontalAdvance(m_state->measure) + 14.0;
    const qreal width = qMax(until - from, words);
    const qreal left =
        qBound(ruler.left(), (from + until - width) / 2, qMax(ruler.left(), ruler.right() - width));
    return besideFlag(QRectF(left, ruler.top() + 2, width, ruler.height() - 4), flag, ruler, words);
}

void TimelinePainter::paintMeasure(const QRectF &box)
{
    m_painter->setFont(Theme::font(TextSize::Dense));
    m_painter->fillRect(box, m_colours.infoBack);
    m_painter->setPen(m_colours.accent);
    m_painter->drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    m_painter->setPen(m_colours.text);
    m_painter->drawText(box, Qt::AlignCenter, m_state->measure);
}

} // namespace console
