#include "ui/models/text.h"
#include "ui/widgets/hatching.h"
#include "ui/widgets/timelinepainter.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

// Lanes of people: what holds for them over a stretch of time, and words beside their marks.

namespace console {

namespace {

constexpr int lowestWithWords = 24; // pixels of a lane
constexpr qreal narrowestWithWords = 60; // pixels to the next mark
constexpr qreal besideGlyph = 10; // between the middle of a mark and a band's word
constexpr qreal besideChosen = 15; // and with the ring of a chosen one

QString iconOf(const Band &band)
{
    switch (band.kind) {
    case Band::Kind::Talking:
        return u"speaking"_s;
    case Band::Kind::Muted:
        return u"mic-off"_s;
    case Band::Kind::Whisper:
        return u"whisper"_s;
    case Band::Kind::Sidebar:
        return u"sidebar-room"_s;
    }
    return {};
}

/// As many words as there is room for; half of one says nothing.
QString wholeWords(const QString &text, const QFontMetrics &metrics, qreal room)
{
    if (metrics.horizontalAdvance(text) <= room)
        return text;
    for (qsizetype end = text.lastIndexOf(u' '); end > 0; end = text.lastIndexOf(u' ', end - 1)) {
        const QString shorter = text.first(end) + u" …"_s;
        if (metrics.horizontalAdvance(shorter) <= room)
            return shorter;
    }
    return {};
}

} // namespace

// Bands

QRectF TimelinePainter::placeOf(const Band &band, int lane) const
{
    const QRectF area = m_geometry.lane(lane);
    const qreal from = qMax(area.left() - 2, axis(band.from));
    const qreal until = qMin(area.right() + 2, axis(band.until > 0 ? band.until : m_model->now()));
    return {from, area.top() + 3, qMax<qreal>(1, until - from), area.height() - 7};
}

void TimelinePainter::paintBands(int lane)
{
    for (const Band &band : m_scene->lanes()[size_t(lane)].bands)
        paintBand(band, placeOf(band, lane));
}

/// Side by side where bands begin together; a band without the room has no word.
void TimelinePainter::placeBandWords(int lane)
{
    m_bandWords.clear();
    m_painter->setFont(Theme::font(TextSize::Caption));
    const QFontMetrics metrics = m_painter->fontMetrics();
    qreal free = qMax<qreal>(m_geometry.lane(lane).left(), m_geometry.labelWidth) + 6;
    for (const Band &band : m_scene->lanes()[size_t(lane)].bands) {
        const QRectF place = placeOf(band, lane);
        const qreal width = metrics.horizontalAdvance(bandText(band)) + 7;
        const qreal left = besideMarks(band, lane, qMax(place.left() + besideGlyph, free), width);
        const QRectF ground(left - 3, place.top() + 1, width, place.height() - 2);
        const qreal end = m_geometry.labelWidth + m_geometry.axisWidth() - m_geometry.scrollBarWidth;
        if (ground.right() + 1 > qMin(place.right(), end))
            continue;
        m_bandWords.push_back({&band, ground});
        free = ground.right() + 6;
    }
}

/// Where a band's word may begin, so that it lies under none of the marks that came after the band's begin.
qreal TimelinePainter::besideMarks(const Band &band, int lane, qreal left, qreal width) const
{
    const std::vector<EventMark> &marks = m_scene->lanes()[size_t(lane)].facts.marks; // by rising times
    auto mark = std::ranges::upper_bound(marks, band.from, {}, &EventMark::time);
    for (; mark != marks.end() && axis(mark->time) < left + width; ++mark)
        if (axis(mark->time) > left - besideGlyph)
            left = axis(mark->time) + besideChosen;
    return left;
}

/// On a ground of its own, so that hatching does not run through it.
void TimelinePainter::paintBandWords()
{
    m_painter->setFont(Theme::font(TextSize::Caption));
    for (const auto &[band, ground] : m_bandWords) {
        m_painter->fillRect(ground,
            band->kind == Band::Kind::Talking ? mixed(m_colours.base, m_theme->hue(Glyph::Custom), 0.25)
                                              : m_colours.base);
        m_painter->setPen(m_colours.text);
        m_painter->drawText(ground, Qt::AlignCenter, bandText(*band));
    }
}

/// Whether a band says it already.
bool TimelinePainter::isBandWord(MessageId message) const
{
    return std::ranges::any_of(m_bandWords, [message](const auto &it) { return it.band->begin == message; });
}

/// Pixels from a place up to the next word of a band.
qreal TimelinePainter::roomBeforeBandWord(qreal from) const
{
    for (const BandWord &word : m_bandWords)
        if (word.ground.right() > from)
            return qMax<qreal>(0, word.ground.left() - from);
    return m_geometry.size.width();
}

/// Tinted while somebody talks, hatched while muted, framed while apart from the others.
void TimelinePainter::paintBand(const Band &band, const QRectF &place)
{
    const bool isMuted = band.kind == Band::Kind::Muted;
    const QColor hue = isMuted             ? m_colours.warn
        : band.kind == Band::Kind::Talking ? m_theme->hue(Glyph::Custom)
                                           : m_colours.text3;
    if (band.kind == Band::Kind::Talking)
        m_painter->fillRect(place, mixed(m_colours.base, hue, 0.25));
    if (isMuted)
        paintHatching(m_painter, place, mixed(m_colours.base, hue, 0.5), {axis(band.from), place.top()});
    const QColor edge = mixed(m_colours.base, hue, 0.6);
    for (const qreal y : {place.top(), place.bottom() - 1})
        if (band.kind == Band::Kind::Whisper)
            paintDashes(place.left(), place.right(), y, edge);
        else
            m_painter->fillRect(QRectF(place.left(), y, place.width(), 1), edge);
    line(place.left(), place.top(), place.bottom(), edge);
    line(place.right() - 1, place.top(), place.bottom(), edge);
}

/// What holds now as icons before the text at the right end. Answers where they begin.
qreal TimelinePainter::paintStates(int lane, const QRectF &row)
{
    const Lane &data = m_model->lanes()[size_t(lane)];
    m_painter->setFont(Theme::font(TextSize::Dense));
    m_painter->setPen(m_colours.text3);
    const QString text = rightText(data);
    m_painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, text);
    qreal right = row.right() - m_painter->fontMetrics().horizontalAdvance(text);
    for (const Band &band : m_scene->lanes()[size_t(lane)].bands) {
        if (band.until > 0)
            continue;
        right -= 20;
        const QColor &colour = band.kind == Band::Kind::Muted ? m_colours.warn : m_colours.text2;
        m_theme->drawIcon(m_painter, iconOf(band), colour, {right + 8, row.center().y()}, 14);
    }
    return right;
}

// Words

/// Of words from here on, in pixels of the axis: they run neither into what is yet to come nor into a gap,
/// nor under the scroll bar.
qreal TimelinePainter::endOfWords(qreal from) const
{
    qreal end = m_geometry.axisWidth() - m_geometry.scrollBarWidth;
    if (m_model->timeGoesOn())
        end = qMin(end, m_scene->scale().xOf(m_model->now()));
    const auto gap = std::ranges::upper_bound(m_scene->gaps(), from, {}, &GapBand::from);
    return gap == m_scene->gaps().end() ? end : qMin(end, gap->from);
}

bool TimelinePainter::hasRoomForWords(qreal room) const
{
    return m_state->label && m_geometry.laneHeight >= lowestWithWords && room >= narrowestWithWords;
}

void TimelinePainter::paintWords(MessageId message, QPointF left, qreal room, qreal opacity)
{
    m_painter->setFont(Theme::font(TextSize::Caption));
    const QString text = wholeWords(m_state->label(message), m_painter->fontMetrics(), room);
    if (text.isEmpty())
        return;
    m_painter->setPen(mixed(m_colours.base, m_colours.text, opacity));
    m_painter->drawText(
        QRectF(left.x(), left.y() - 10, room + 1, 20), Qt::AlignVCenter | Qt::AlignLeft, text);
    m_words.emplace_back(left.x(), left.y() - 10, m_painter->fontMetrics().horizontalAdvance(text), 20);
}

} // namespace console
