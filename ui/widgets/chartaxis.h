#pragma once

#include <QRectF>

class QPainter;

namespace console {

class Theme;

/// An upright axis from 0 to a round number: lines across the chart with their numbers at the left. A value.
class ChartAxis
{
public:
    /// @param most  the largest value to be shown  @param steps  about how many lines above 0
    /// @param isWhole  no numbers between whole ones
    ChartAxis(double most, int steps, bool isWhole = false);

    double top() const { return m_step * m_steps; }
    qreal yOf(double value, const QRectF &area) const;
    /// The widest number.
    int labelWidth() const;
    void paint(QPainter *painter, const Theme &theme, const QRectF &area) const;

private:
    QString label(int step) const;

    double m_step;
    int m_steps;
};

} // namespace console
