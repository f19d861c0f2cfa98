#include "ui/models/numbers.h"
#include "ui/widgets/hatching.h"
#include "ui/widgets/sessionstrip.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

// What the strip looks like.

namespace console {

namespace {

constexpr int barPixels = 3;
constexpr int tickHeight = 4;
constexpr qint64 longestOpening = 30 * 60 * TimeScale::second; // of sessions that tell their beginning

} // namespace

void SessionStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &colours = m_theme->colours();
    painter.fillRect(rect(), colours.panel);
    painter.fillRect(m_labelWidth - 1, 0, 1, height(), colours.line2);
    painter.fillRect(0, height() - 1, width(), 1, colours.line);
    if (m_model->session().isEmpty())
        return;
    paintDays(painter);
    paintDensity(painter);
    paintGaps(painter);
    paintTicks(painter);
    paintOpening(painter);
    paintFrame(painter);
}

void SessionStrip::paintDays(QPainter &painter) const
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    painter.setFont(Theme::font(TextSize::Caption));
    for (const Tick &tick : scale().ticks(160, zone)) {
        if (!tick.startsDay)
            continue;
        const qreal x = std::round(axis(tick.time));
        painter.fillRect(QRectF(x, 2, 1, height() - 4), m_theme->colours().control);
        painter.setPen(m_theme->colours().text3);
        painter.drawText(QPointF(x + 4, 13), tick.label);
    }
}

void SessionStrip::paintDensity(QPainter &painter) const
{
    const QRect area = track();
    const std::vector<double> parts =
        m_model->session().density(scale().range.until, area.width() / barPixels);
    const double peak = parts.empty() ? 0 : *std::ranges::max_element(parts);
    if (peak <= 0)
        return;
    const QColor colour =
        mixed(m_theme->colours().panel, m_theme->hue(EventType::SetParticipantPosition), 0.5);
    const qreal bottom = area.bottom() - tickHeight - 1;
    const qreal tallest = bottom - area.top();
    for (size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] < 0.01)
            continue;
        const qreal height = qMax(1.0, std::round(std::sqrt(parts[i] / peak) * tallest));
        painter.fillRect(QRectF(area.left() + int(i) * barPixels, bottom - height, 2, height), colour);
    }
}

/// Over the density, so that the shortest gap of a busy session is still seen.
void SessionStrip::paintGaps(QPainter &painter) const
{
    const QRectF area = track();
    for (const GapBand &band : bands()) {
        const QRectF place(area.left() + std::round(band.from), 2, std::round(band.width()), height() - 4);
        paintGap(&painter, place, place, m_theme->colours());
    }
}

QString SessionStrip::openingText() const
{
    const QString clock = clockText(m_model->openedAt(), m_model->now()).chopped(4); // without milliseconds
    return tr("Connected at %1, earlier not seen").arg(clock);
}

/// What the server did before the first connection is not known. Said where it hides nothing that matters
/// more, and for as long as people may wonder.
void SessionStrip::paintOpening(QPainter &painter) const
{
    const qint64 opened = m_model->openedAt();
    if (opened == 0)
        return;
    const Colours &colours = m_theme->colours();
    const qreal x = std::round(axis(opened));
    for (int y = 2; y < height() - 2; y += 4)
        painter.fillRect(QRectF(x, y, 1, 2), colours.text3);
    painter.setFont(Theme::font(TextSize::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    const QRectF place(x + 4, 2, metrics.horizontalAdvance(openingText()) + 12, metrics.height() + 2);
    if (m_model->now() - opened > longestOpening || !isFree(place, opened))
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours.line2);
    painter.setBrush(colours.panel);
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(colours.text2);
    painter.drawText(place, Qt::AlignCenter, openingText());
}

/// Of the frame, and of gaps and days that begin after a time.
bool SessionStrip::isFree(const QRectF &place, qint64 after) const
{
    const auto isUnder = [&](qint64 time) { return time > after && axis(time) < place.right(); };
    const std::vector<GapBand> gaps = bands();
    const QRectF box = frame();
    return (box.isNull() || !box.intersects(place))
        && std::ranges::none_of(gaps, [&](const GapBand &band) { return isUnder(band.gap.from); })
        && std::ranges::none_of(scale().ticks(160, QTimeZone::systemTimeZone()),
            [&](const Tick &tick) { return tick.startsDay && isUnder(tick.time); });
}

/// Requests as ticks below the density, failures as crosses over them.
void SessionStrip::paintTicks(QPainter &painter) const
{
    const SessionHistogram &session = m_model->session();
    const QRect area = track();
    const qreal top = area.bottom() - tickHeight + 1;
    const QColor requests = m_theme->hue(Glyph::Request);
    qreal lastCross = -100;
    for (size_t i = 0; i < session.size(); ++i) {
        const SessionHistogram::Bin &bin = session.bin(i);
        if (bin.requests == 0 && bin.failures == 0)
            continue;
        const qreal x =
            std::round(axis(session.start() + qint64(i) * session.binLength() + session.binLength() / 2));
        if (bin.requests > 0)
            painter.fillRect(QRectF(x - 1, top, 2, tickHeight), requests);
        if (bin.failures > 0 && x - lastCross >= 6) {
            m_theme->drawGlyph(&painter, Glyph::Failed, {x, top + 1}, 0.6 * Theme::scale());
            lastCross = x;
        }
    }
}

void SessionStrip::paintFrame(QPainter &painter)
{
    const QRectF box = frame();
    m_paintedFrame = box;
    if (box.isNull())
        return;
    QColor tint = m_theme->colours().accent;
    tint.setAlphaF(0.14f);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->colours().accent, 1.5));
    painter.setBrush(tint);
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace console
