#include "ui/widgets/latencychart.h"

#include "ui/models/numbers.h"
#include "ui/models/text.h"
#include "ui/widgets/chartaxis.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int topMargin = 16;
constexpr int rightMargin = 16;
constexpr int leftMargin = 10;
constexpr int ticksHeight = 26;
constexpr double headroom = 1.2; // above the highest bar, for words
constexpr qreal barStrength = 0.6; // of the hue of requests over the background

/// "2 ms", "0.5 ms", "10 s"
QString tickText(double microseconds)
{
    if (microseconds >= 999'999)
        return u"%1 s"_s.arg(microseconds / 1'000'000);
    return u"%1 ms"_s.arg(microseconds / 1000);
}

ChartAxis axisOf(const LatencyHistogram &histogram)
{
    return {headroom * double(histogram.most()), 4, true};
}

} // namespace

LatencyChart::LatencyChart(const Theme *theme, QWidget *parent)
    : ChartView(theme, parent), m_histogram(Latencies())
{
    setAccessibleName(tr("Latency of requests"));
}

void LatencyChart::setLatencies(const Latencies &latencies)
{
    m_histogram = LatencyHistogram(latencies);
    m_median = latencies.median();
    m_high = latencies.percentile(95);
    m_bars.clear();
    for (size_t bin = 0; bin < m_histogram.counts().size(); ++bin)
        if (m_histogram.counts()[bin] > 0)
            m_bars.push_back(int(bin));
    itemsChanged();
}

void LatencyChart::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

QString LatencyChart::itemName(int item) const
{
    const int bin = m_bars[size_t(item)];
    return tr("%1 to %2")
        .arg(durationText(qint64(m_histogram.edge(bin))), durationText(qint64(m_histogram.edge(bin + 1))));
}

QString LatencyChart::itemValue(int item) const
{
    const quint64 count = m_histogram.counts()[size_t(m_bars[size_t(item)])];
    return count == 1 ? tr("1 request") : tr("%1 requests").arg(groupedNumber(qint64(count)));
}

QRectF LatencyChart::area() const
{
    const int left = leftMargin + axisOf(m_histogram).labelWidth();
    return QRectF(left, topMargin, std::max(1, width() - left - rightMargin),
        std::max(10, height() - topMargin - ticksHeight));
}

QRectF LatencyChart::barRect(int bin) const
{
    const QRectF all = area();
    const auto bins = qreal(m_histogram.counts().size());
    const qreal left = std::round(all.left() + all.width() * bin / bins);
    const qreal right = std::round(all.left() + all.width() * (bin + 1) / bins);
    const qreal top = axisOf(m_histogram).yOf(double(m_histogram.counts()[size_t(bin)]), all);
    return {left, top, std::max(1.0, right - left - 1), all.bottom() - top};
}

QRect LatencyChart::itemRect(int item) const
{
    const QRectF bar = barRect(m_bars[size_t(item)]);
    return QRectF(bar.left(), topMargin, bar.width(), area().height()).toRect();
}

int LatencyChart::itemAt(QPoint position) const
{
    for (int item = 0; item < itemCount(); ++item)
        if (itemRect(item).contains(position))
            return item;
    return -1;
}

void LatencyChart::paintChart(QPainter *painter)
{
    if (itemCount() == 0) {
        painter->setPen(theme()->colours().text2);
        painter->setFont(Theme::font());
        painter->drawText(rect().adjusted(20, 0, -20, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    paintItemMark(painter, hoveredItem());
    paintItemMark(painter, hasFocus() ? currentItem() : -1);
    axisOf(m_histogram).paint(painter, *theme(), area());
    paintBars(painter);
    paintTicks(painter);
    paintLines(painter);
}

void LatencyChart::paintBars(QPainter *painter) const
{
    const QColor colour = mixed(theme()->colours().base, theme()->hue(Glyph::Request), barStrength);
    for (const int bin : m_bars)
        painter->fillRect(barRect(bin), colour);
}

void LatencyChart::paintTicks(QPainter *painter) const
{
    const QRectF all = area();
    painter->setFont(Theme::font(TextSize::Caption));
    qreal free = 0;
    for (double power = 1; power < 1e10; power *= 10) {
        for (const double factor : std::array{1.0, 2.0, 5.0}) {
            const double place = m_histogram.place(factor * power);
            const QString text = tickText(factor * power);
            const int width = painter->fontMetrics().horizontalAdvance(text);
            const qreal x = all.left() + place * all.width();
            if (place < -1e-9 || place > 1 || x - width / 2.0 < free || x + width / 2.0 > this->width())
                continue;
            painter->fillRect(QRectF(std::round(x), all.bottom(), 1, 4), theme()->colours().line2);
            painter->setPen(theme()->colours().text3);
            painter->drawText(QPointF(x - width / 2.0, all.bottom() + 17), text);
            free = x + width / 2.0 + 10;
        }
    }
}

/// The words of the second line stand below those of the first where both do not fit side by side.
void LatencyChart::paintLines(QPainter *painter) const
{
    painter->setFont(Theme::font(TextSize::Caption));
    const qreal free = paintLine(painter, m_median, tr("median %1").arg(durationText(m_median)), 0);
    paintLine(painter, m_high, tr("95 % under %1").arg(durationText(m_high)), free);
}

qreal LatencyChart::paintLine(QPainter *painter, qint64 latency, const QString &words, qreal free) const
{
    const QRectF all = area();
    const qreal x = std::floor(all.left() + m_histogram.place(double(latency)) * all.width()) + 0.5;
    painter->setPen(QPen(theme()->colours().accent, 1, Qt::DashLine));
    painter->drawLine(QPointF(x, all.top()), QPointF(x, all.bottom()));
    const int width = painter->fontMetrics().horizontalAdvance(words);
    const qreal left = x + 6 + width > this->width() - 4 ? x - 6 - width : x + 6;
    const qreal baseline = all.top() + (left < free ? 28 : 12);
    painter->fillRect(QRectF(left - 2, baseline - 11, width + 4, 14), theme()->colours().base);
    painter->setPen(theme()->colours().text);
    painter->drawText(QPointF(left, baseline), words);
    return left + width + 8;
}

} // namespace console
