#pragma once

#include "ui/models/rateseries.h"
#include "ui/widgets/chartview.h"

#include <QTimeZone>

namespace console {

/// Events per second over time: the biggest part of them as an area, all others as bars below. Each bin is an
/// item. GUI thread.
class RateChart : public ChartView
{
    Q_OBJECT
public:
    /// @param timeline  tells when there was no connection; must outlive the chart
    RateChart(const TimelineModel *timeline, const Theme *theme, QWidget *parent = nullptr);

    void setSeries(const RateSeries &series);
    const RateSeries &series() const { return m_series; }
    void setEmptyText(const QString &text);
    void setZone(const QTimeZone &zone);

    int itemCount() const override { return int(m_series.biggest.size()); }
    QString itemName(int item) const override;
    QString itemValue(int item) const override;
    QRect itemRect(int item) const override;

    QSize minimumSizeHint() const override { return {280, 190}; }
    QSize sizeHint() const override { return {600, 320}; }

protected:
    void paintChart(QPainter *painter) override;
    int itemAt(QPoint position) const override;

private:
    class Layout;
    Layout layOut() const;
    QColor hue() const;
    QString timeText(qint64 time) const;
    QString gapText(const TimeRange &range) const;
    void paintArea(QPainter *painter, const Layout &layout) const;
    void paintBars(QPainter *painter, const Layout &layout) const;
    void paintGaps(QPainter *painter, const Layout &layout) const;
    qreal paintTitles(QPainter *painter, const Layout &layout) const;
    void paintQuiet(QPainter *painter, const Layout &layout, qreal free) const;
    void paintTimes(QPainter *painter, const Layout &layout) const;

    const TimelineModel *m_timeline;
    RateSeries m_series;
    QString m_emptyText;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

} // namespace console
