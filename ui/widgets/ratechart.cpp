#include "ui/widgets/ratechart.h"

#include "ui/models/numbers.h"
#include "ui/models/statisticssheets.h"
#include "ui/models/text.h"
#include "ui/widgets/chartaxis.h"
#include "ui/widgets/hatching.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int topMargin = 16;
constexpr int rightMargin = 16;
constexpr int leftMargin = 10;
constexpr int timesHeight = 26;
constexpr int othersHeight = 42;
constexpr int betweenHeight = 34; // free above the others, for their title
constexpr int tickSpacing = 110;
constexpr double headroom = 1.1; // above the highest peak, for words
constexpr qreal fillOpacity = 0.28;
constexpr qreal othersStrength = 0.75; // of text over the background

double most(const std::vector<quint32> &counts)
{
    return counts.empty() ? 0 : double(*std::max_element(counts.begin(), counts.end()));
}

} // namespace

/// Where the parts of the chart stand.
class RateChart::Layout
{
public:
    Layout(const RateSeries &series, const QSize &size)
        : axis(headroom * series.perSecond(1) * most(series.biggest), 3),
          othersAxis(series.perSecond(1) * most(series.others), 1)
    {
        const int left = leftMargin + std::max(axis.labelWidth(), othersAxis.labelWidth());
        const int width = std::max(1, size.width() - left - rightMargin);
        const int othersTop = size.height() - timesHeight - othersHeight;
        area = QRectF(left, topMargin, width, std::max(10, othersTop - betweenHeight - topMargin));
        others = QRectF(left, othersTop, width, othersHeight);
        scale = {series.range, width};
    }

    qreal x(qint64 time) const { return area.left() + scale.xOf(time); }

    ChartAxis axis;
    ChartAxis othersAxis;
    QRectF area;
    QRectF others;
    TimeScale scale;
};

RateChart::RateChart(const TimelineModel *timeline, const Theme *theme, QWidget *parent)
    : ChartView(theme, parent), m_timeline(timeline)
{
    setAccessibleName(tr("Events per second over time"));
}

void RateChart::setSeries(const RateSeries &series)
{
    m_series = series;
    itemsChanged();
}

void RateChart::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void RateChart::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    update();
}

RateChart::Layout RateChart::layOut() const
{
    return {m_series, size()};
}

QString RateChart::timeText(qint64 time) const
{
    const QString text = clockText(time, m_zone);
    return m_series.binLength % TimeScale::second == 0 ? text.chopped(4) : text;
}

QString RateChart::itemName(int item) const
{
    const TimeRange range = m_series.binRange(size_t(item));
    return tr("%1, %2").arg(timeText(range.from), gapLengthText(m_series.binLength));
}

QString RateChart::itemValue(int item) const
{
    const quint32 biggest = m_series.biggest[size_t(item)];
    const quint32 others = m_series.others[size_t(item)];
    return tr("%1 %2 per second, all others %3")
               .arg(m_series.label, rateText(m_series.perSecond(biggest)),
                   rateText(m_series.perSecond(others)))
        + gapText(m_series.binRange(size_t(item)));
}

/// What hatching says to the eye.
QString RateChart::gapText(const TimeRange &range) const
{
    const qint64 now = m_timeline->now();
    const std::vector<Gap> gaps = m_timeline->gaps().within(range, now);
    return gaps.empty() ? QString() : u", "_s + gapLabel(gaps.front(), now, m_zone);
}

QRect RateChart::itemRect(int item) const
{
    const Layout layout = layOut();
    const TimeRange range = m_series.binRange(size_t(item));
    const int left = int(layout.x(range.from));
    const int right = std::max(left + 2, int(layout.x(range.until)));
    return {left, topMargin, right - left, int(layout.others.bottom()) - topMargin};
}

int RateChart::itemAt(QPoint position) const
{
    const Layout layout = layOut();
    if (itemCount() == 0 || position.x() < layout.area.left() || position.x() > layout.area.right()
        || position.y() < topMargin || position.y() > layout.others.bottom())
        return -1;
    const qint64 time = layout.scale.timeAt(position.x() - layout.area.left());
    return int(std::clamp<qint64>((time - m_series.start) / m_series.binLength, 0, itemCount() - 1));
}

/// The hue of its type; of rooms and people none, as hues say types.
QColor RateChart::hue() const
{
    return m_series.type == EventType::Unknown ? theme()->colours().text3 : theme()->hue(m_series.type);
}

void RateChart::paintChart(QPainter *painter)
{
    if (itemCount() == 0) {
        painter->setPen(theme()->colours().text2);
        painter->setFont(Theme::font());
        painter->drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const Layout layout = layOut();
    paintItemMark(painter, hoveredItem());
    paintItemMark(painter, hasFocus() ? currentItem() : -1);
    layout.axis.paint(painter, *theme(), layout.area);
    layout.othersAxis.paint(painter, *theme(), layout.others);
    paintArea(painter, layout);
    paintBars(painter, layout);
    paintGaps(painter, layout);
    paintQuiet(painter, layout, paintTitles(painter, layout));
    paintTimes(painter, layout);
}

void RateChart::paintArea(QPainter *painter, const Layout &layout) const
{
    QPolygonF line;
    for (size_t bin = 0; bin < m_series.biggest.size(); ++bin) {
        const TimeRange range = m_series.binRange(bin);
        line.append({layout.x(range.from + range.length() / 2),
            layout.axis.yOf(m_series.perSecond(m_series.biggest[bin]), layout.area)});
    }
    QPolygonF area = line;
    area.append({line.back().x(), layout.area.bottom()});
    area.prepend({line.front().x(), layout.area.bottom()});
    QColor fill = hue();
    fill.setAlphaF(float(fillOpacity));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawPolygon(area);
    painter->setPen(QPen(hue(), 1.5, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    painter->drawPolyline(line);
    painter->restore();
}

void RateChart::paintBars(QPainter *painter, const Layout &layout) const
{
    const QColor colour = mixed(theme()->colours().base, theme()->colours().text3, othersStrength);
    for (size_t bin = 0; bin < m_series.others.size(); ++bin) {
        if (m_series.others[bin] == 0)
            continue;
        const TimeRange range = m_series.binRange(bin);
        const qreal left = std::floor(layout.x(range.from));
        const qreal width = std::max(1.0, std::floor(layout.x(range.until)) - left - 1);
        const qreal top = std::min(layout.others.bottom() - 1,
            layout.othersAxis.yOf(m_series.perSecond(m_series.others[bin]), layout.others));
        painter->fillRect(QRectF(left, top, width, layout.others.bottom() - top), colour);
    }
}

void RateChart::paintGaps(QPainter *painter, const Layout &layout) const
{
    const QRectF all(layout.area.topLeft(), layout.others.bottomRight());
    for (const GapBand &band : gapBands(m_timeline->gaps(), layout.scale, m_timeline->now())) {
        const QRectF place(all.left() + band.from, all.top(), band.width(), all.height());
        painter->fillRect(place & all, theme()->colours().base);
        paintGap(painter, place, all, theme()->colours());
    }
}

/// @returns where the first line of words is free
qreal RateChart::paintTitles(QPainter *painter, const Layout &layout) const
{
    painter->setFont(Theme::font(TextSize::Caption));
    const auto write = [&](const QString &text, qreal baseline) {
        const QString shown =
            painter->fontMetrics().elidedText(text, Qt::ElideRight, int(layout.area.width() / 2));
        const int width = painter->fontMetrics().horizontalAdvance(shown);
        painter->setPen(theme()->colours().text);
        painter->drawText(QPointF(layout.area.left() + 6, baseline), shown);
        return layout.area.left() + 6 + width + 12;
    };
    write(tr("All others"), layout.others.top() - 8);
    return write(m_series.label, layout.area.top() + 12);
}

/// Each quiet time says when it began and how long it was, unless its words would stand on others.
void RateChart::paintQuiet(QPainter *painter, const Layout &layout, qreal free) const
{
    painter->setFont(Theme::font(TextSize::Caption));
    for (const QuietTime &quiet : m_series.quiet) {
        const qreal x = std::floor(layout.x(quiet.from)) + 0.5;
        painter->setPen(QPen(theme()->colours().text2, 1, Qt::DashLine));
        painter->drawLine(QPointF(x, layout.area.top()), QPointF(x, layout.others.bottom()));
        const QString words =
            tr("%1 quiet for %2")
                .arg(clockText(quiet.from, m_zone).chopped(4), gapLengthText(quiet.length()));
        const int width = painter->fontMetrics().horizontalAdvance(words);
        const bool fitsRight = x + 6 + width <= layout.area.right();
        const qreal left = fitsRight ? x + 6 : x - 6 - width;
        if (left < free)
            continue;
        painter->fillRect(QRectF(left - 3, layout.area.top() + 1, width + 6, 15), theme()->colours().base);
        painter->setPen(theme()->colours().text2);
        painter->drawText(QPointF(left, layout.area.top() + 12), words);
        free = left + width + 12;
    }
}

void RateChart::paintTimes(QPainter *painter, const Layout &layout) const
{
    painter->setFont(Theme::font(TextSize::Caption));
    painter->setPen(theme()->colours().text3);
    for (const Tick &tick : layout.scale.ticks(tickSpacing, m_zone)) {
        const int width = painter->fontMetrics().horizontalAdvance(tick.label);
        const qreal x = layout.x(tick.time) - width / 2.0;
        const qreal kept =
            std::clamp(x, layout.area.left() - 6, std::max(layout.area.left(), this->width() - width - 4.0));
        painter->drawText(QPointF(kept, layout.others.bottom() + 16), tick.label);
    }
}

} // namespace console
