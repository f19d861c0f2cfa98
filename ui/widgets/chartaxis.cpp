#include "ui/widgets/chartaxis.h"

#include "ui/models/numbers.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace console {

namespace {

constexpr int labelGap = 7;

/// The smallest of 1, 2, 5, 10, 20 … (or 0.1, 0.2 …) that is not below `step`.
double roundStep(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : std::array{1.0, 2.0, 5.0})
        if (factor * power >= step * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

} // namespace

ChartAxis::ChartAxis(double most, int steps, bool isWhole)
    : m_step(roundStep(std::max(most, 1e-3) / steps)), m_steps(0)
{
    if (isWhole)
        m_step = std::max(m_step, 1.0);
    m_steps = std::max(1, int(std::ceil(most / m_step - 1e-9)));
}

qreal ChartAxis::yOf(double value, const QRectF &area) const
{
    return area.bottom() - value / top() * area.height();
}

QString ChartAxis::label(int step) const
{
    const double value = step * m_step;
    return m_step >= 1 ? groupedNumber(qRound64(value)) : QString::number(value, 'g', 3);
}

int ChartAxis::labelWidth() const
{
    const QFontMetrics metrics(Theme::font(TextSize::Caption));
    int widest = 0;
    for (int step = 0; step <= m_steps; ++step)
        widest = std::max(widest, metrics.horizontalAdvance(label(step)));
    return widest + labelGap;
}

void ChartAxis::paint(QPainter *painter, const Theme &theme, const QRectF &area) const
{
    painter->setFont(Theme::font(TextSize::Caption));
    for (int step = 0; step <= m_steps; ++step) {
        const int y = qRound(yOf(step * m_step, area));
        painter->fillRect(QRectF(area.left(), y, area.width(), 1),
            step == 0 ? theme.colours().line2 : theme.colours().line);
        painter->setPen(theme.colours().text3);
        painter->drawText(QRectF(0, y - 10, area.left() - labelGap, 20),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, label(step));
    }
}

} // namespace console
