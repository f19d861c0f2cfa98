#pragma once

#include "ui/models/latencyhistogram.h"
#include "ui/widgets/chartview.h"

namespace console {

/// How long answers took: how many in each stretch of a logarithmic axis, with median and 95th percentile in
/// words. The bars that are not empty are its items. GUI thread.
class LatencyChart : public ChartView
{
    Q_OBJECT
public:
    explicit LatencyChart(const Theme *theme, QWidget *parent = nullptr);

    void setLatencies(const Latencies &latencies);
    const LatencyHistogram &histogram() const { return m_histogram; }
    void setEmptyText(const QString &text);

    int itemCount() const override { return int(m_bars.size()); }
    QString itemName(int item) const override;
    QString itemValue(int item) const override;
    QRect itemRect(int item) const override;

    QSize minimumSizeHint() const override { return {280, 190}; }
    QSize sizeHint() const override { return {600, 320}; }

protected:
    void paintChart(QPainter *painter) override;
    int itemAt(QPoint position) const override;

private:
    QRectF area() const;
    QRectF barRect(int bin) const;
    void paintBars(QPainter *painter) const;
    void paintTicks(QPainter *painter) const;
    void paintLines(QPainter *painter) const;
    /// @returns where words on the same line may go on
    qreal paintLine(QPainter *painter, qint64 latency, const QString &words, qreal free) const;

    LatencyHistogram m_histogram;
    qint64 m_median = -1; ///< microseconds
    qint64 m_high = -1; ///< 95th percentile, microseconds
    std::vector<int> m_bars; ///< bins that are not empty
    QString m_emptyText;
};

} // namespace console
