#include "ui/widgets/timelinepainter.h"

#include "ui/models/text.h"
#include "ui/widgets/glyphcache.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace console {

namespace {

qreal opacityOf(int emphasis)
{
    switch (emphasis) {
    case TimelineScene::FilteredOut:
        return 0.25;
    case TimelineScene::NotLinked:
        return 0.4;
    default:
        return 1;
    }
}

} // namespace

std::optional<Glyph> glyphOf(ExchangeState state)
{
    switch (state) {
    case ExchangeState::Waiting:
    case ExchangeState::Overdue:
    case ExchangeState::Lost:
        return Glyph::Waiting;
    case ExchangeState::Answered:
    case ExchangeState::Late:
        return Glyph::Request;
    case ExchangeState::Refused:
        return Glyph::Failed;
    case ExchangeState::Unmatched:
    case ExchangeState::Duplicate:
        break;
    }
    return std::nullopt;
}

TimelinePainter::TimelinePainter(QPainter *painter, const Theme *theme, GlyphCache *glyphs)
    : m_painter(painter), m_theme(theme), m_colours(theme->colours()), m_glyphs(glyphs),
      m_ratio(painter->device()->devicePixelRatioF())
{
}

void TimelinePainter::paint(const TimelineModel &model, const TimelineScene &scene,
    const TimelineGeometry &geometry, const TimelineState &state, const QRect &exposed)
{
    m_model = &model;
    m_scene = &scene;
    m_state = &state;
    m_geometry = geometry;
    m_painter->fillRect(exposed, m_colours.base);
    if (exposed.right() >= geometry.labelWidth)
        paintAxis();
    if (exposed.left() < geometry.labelWidth)
        paintLabels();
    m_painter->fillRect(0, m_geometry.size.height() - 1, m_geometry.size.width(), 1, m_colours.line2);
}

void TimelinePainter::paintAxis()
{
    m_painter->setClipRect(m_geometry.lanes());
    paintFuture();
    paintGrid();
    paintMeasured();
    forEachSeenLane(&TimelinePainter::paintBackground);
    paintGaps();
    forEachSeenLane(&TimelinePainter::paintForeground);
    paintGapLabels();
    paintQuiet();
    paintLive();
    paintHovered();
    paintCurrent();
    m_painter->setClipping(false);
    paintRuler();
}

// Coordinates

qreal TimelinePainter::snapped(qreal x) const
{
    return std::round(x * m_ratio) / m_ratio;
}

qreal TimelinePainter::axis(qint64 time) const
{
    return axisOf(m_scene->scale().xOf(time));
}

QPointF TimelinePainter::centre(int lane, qint64 time) const
{
    return {axis(time), m_geometry.lane(lane).top() + m_geometry.laneHeight / 2.0};
}

void TimelinePainter::line(qreal x, qreal top, qreal bottom, const QColor &colour, qreal width)
{
    m_painter->fillRect(QRectF(x, top, width, bottom - top), colour);
}

std::optional<Glyph> TimelinePainter::glyphOfLane(const Lane &lane) const
{
    switch (lane.kind) {
    case Lane::Kind::Requests:
        return Glyph::Request;
    case Lane::Kind::Malformed:
        return Glyph::Failed;
    case Lane::Kind::Events:
        return glyphOf(lane.type);
    case Lane::Kind::More:
    case Lane::Kind::Room:
    case Lane::Kind::Person:
    case Lane::Kind::Others:
        break;
    }
    return std::nullopt;
}

/// In lanes of people each mark says its type itself.
std::optional<Glyph> TimelinePainter::glyphOfMark(const Lane &lane, EventType type) const
{
    return lane.isOfPeople() ? glyphOf(type) : glyphOfLane(lane);
}

QColor TimelinePainter::hueOfLane(const Lane &lane) const
{
    const std::optional<Glyph> glyph = glyphOfLane(lane);
    return glyph ? m_theme->hue(*glyph) : m_colours.text3;
}

// Lanes

/// Right of now nothing can be.
void TimelinePainter::paintFuture()
{
    const qint64 now = m_model->now();
    if (now == 0)
        return;
    QRectF rest = m_geometry.lanes();
    rest.setLeft(qMax(rest.left(), axis(now)));
    if (rest.isValid())
        m_painter->fillRect(rest, m_colours.hover);
}

void TimelinePainter::paintGrid()
{
    const QRect area = m_geometry.lanes();
    for (const Tick &tick : m_scene->scale().ticks(tickSpacing, m_state->zone)) {
        const QColor &colour = tick.startsDay ? m_colours.control : m_colours.line;
        line(axis(tick.time), area.top(), area.bottom() + 1, colour);
    }
    for (int lane = m_geometry.firstSeenLane() + 1; lane <= m_geometry.lastSeenLane() + 1; ++lane)
        m_painter->fillRect(area.left(), m_geometry.lane(lane).top() - 1, area.width(), 1, m_colours.line);
}

void TimelinePainter::forEachSeenLane(void (TimelinePainter::*paintLane)(int))
{
    for (int lane = 0; lane < int(m_scene->lanes().size()); ++lane)
        if (m_geometry.lane(lane).intersects(m_geometry.lanes()))
            (this->*paintLane)(lane);
}

void TimelinePainter::paintBackground(int lane)
{
    const LaneScene &scene = m_scene->lanes()[size_t(lane)];
    paintBands(lane);
    paintBars(lane, scene.moves, m_theme->hue(Glyph::Moved));
    paintBars(lane, scene.facts, hueOfLane(m_model->lanes()[size_t(lane)]));
}

void TimelinePainter::paintForeground(int lane)
{
    const LaneScene &scene = m_scene->lanes()[size_t(lane)];
    placeBandWords(lane);
    paintMarks(lane, scene.moves, scene.facts);
    paintBandWords();
    if (m_model->lanes()[size_t(lane)].kind == Lane::Kind::Requests && !scene.facts.dense)
        paintRequests(lane);
    else
        paintMarks(lane, scene.facts, scene.moves);
}

void TimelinePainter::paintBars(int lane, const LayerScene &layer, const QColor &hue)
{
    const QRect area = m_geometry.lane(lane);
    const QColor colour = mixed(m_colours.base, hue, opacityOf(layer.emphasis));
    const qreal tallest = area.height() - 4;
    const qreal first = axis(m_scene->edges().front());
    for (size_t bin = 0; bin < layer.bins.size(); ++bin) {
        if (layer.bins[bin] == 0)
            continue;
        const qreal share = std::sqrt(qreal(layer.bins[bin]) / layer.peak);
        const qreal height = qMax(1.5, snapped(share * tallest));
        const qreal x = first + qreal(bin) * TimelineScene::binPixels;
        m_painter->fillRect(QRectF(x, area.bottom() - height, 2, height), colour);
    }
}

void TimelinePainter::paintMarks(int lane, const LayerScene &layer, const LayerScene &other)
{
    const Lane &data = m_model->lanes()[size_t(lane)];
    for (size_t i = 0; i < layer.marks.size(); ++i) {
        const EventMark &mark = layer.marks[i];
        const QPointF point = centre(lane, mark.time);
        paintMark(mark, data, point);
        const qreal room = qMin(roomBehind(layer, i, other), roomBeforeBandWord(point.x()));
        const bool isMove = data.isOfPeople() && mark.type == EventType::SetParticipantPosition;
        if (mark.count == 1 && !isMove && !isBandWord(mark.first) && hasRoomForWords(room))
            paintWords(mark.first, point + QPointF(9, 0), room - 18, opacityOf(mark.emphasis));
        else
            paintCount(mark.count, point, room, opacityOf(mark.emphasis));
    }
}

qreal TimelinePainter::roomBehind(const LayerScene &layer, size_t mark, const LayerScene &other) const
{
    constexpr double longest = 240; // pixels, of words
    constexpr double step = 12;
    const double from = m_scene->scale().xOf(layer.marks[mark].time);
    double until = qMin(from + longest, endOfWords(from));
    if (mark + 1 < layer.marks.size())
        until = qMin(until, m_scene->scale().xOf(layer.marks[mark + 1].time));
    if (other.marks.empty() && !other.dense)
        return until - from;
    double free = from;
    while (free + step <= until && m_scene->isFree(other, free + step / 2, free + step))
        free += step;
    return free - from;
}

void TimelinePainter::paintMark(const EventMark &mark, const Lane &lane, QPointF centre)
{
    const qreal opacity = opacityOf(mark.emphasis);
    if (const std::optional<Glyph> glyph = glyphOfMark(lane, mark.type))
        m_glyphs->draw(m_painter, *glyph, centre, opacity);
    else
        paintTick({centre.x(), centre.y() + m_geometry.laneHeight / 2.0}, opacity);
}

/// Stands for events of more than one type.
void TimelinePainter::paintTick(QPointF bottom, qreal opacity)
{
    line(bottom.x() - 1, bottom.y() - 7, bottom.y() - 1, mixed(m_colours.base, m_colours.text3, opacity), 2);
}

/// How many a mark stands for, if there is room before the next one.
void TimelinePainter::paintCount(quint64 count, QPointF centre, qreal room, qreal opacity)
{
    if (count < 2)
        return;
    const QString text = shownNumber(QByteArray::number(count));
    m_painter->setFont(Theme::font(TextSize::Caption));
    const qreal width = m_painter->fontMetrics().horizontalAdvance(text);
    if (8 + width > room - 4)
        return;
    m_painter->setPen(mixed(m_colours.base, m_colours.text3, opacity));
    const QRectF place(centre.x() + 8, centre.y() - 10, width + 1, 20);
    m_painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
}

void TimelinePainter::paintRequests(int lane)
{
    const std::vector<RequestMark> &marks = m_scene->requests();
    for (size_t i = 0; i < marks.size(); ++i) {
        const QPointF point = centre(lane, marks[i].from);
        const qreal end = m_geometry.labelWidth + endOfWords(m_scene->scale().xOf(marks[i].from));
        const qreal next = i + 1 < marks.size() ? qMin(end, axis(marks[i + 1].from)) : end;
        paintRequest(marks[i], point, next - point.x());
    }
}

void TimelinePainter::paintRequest(const RequestMark &mark, QPointF centre, qreal room)
{
    const qreal opacity = opacityOf(mark.emphasis);
    const std::optional<Glyph> glyph = glyphOf(mark.state);
    const qreal until = mark.until > 0 ? axis(mark.until) : centre.x();
    m_painter->setOpacity(opacity);
    if (mark.isOpen())
        paintDashes(centre.x() + 7, axis(m_model->now()), centre.y(), m_theme->hue(Glyph::Waiting));
    if (!glyph)
        m_theme->drawIcon(m_painter, u"unlink"_s, m_colours.warn, centre, 14);
    else if (until - centre.x() >= 12)
        paintSpan(mark, QRectF(centre.x(), centre.y() - 6, until - centre.x(), 12));
    else
        m_glyphs->draw(m_painter, *glyph, centre);
    if (mark.state == ExchangeState::Lost)
        m_glyphs->draw(m_painter, Glyph::Failed, centre + QPointF(11, 0));
    m_painter->setOpacity(1);
    const qreal end = qMax(until, centre.x());
    const qreal left = room - (end - centre.x());
    if (mark.count == 1 && !mark.isOpen() && hasRoomForWords(left))
        paintWords(mark.message, {end + (until - centre.x() >= 12 ? 19 : 9), centre.y()}, left - 28, opacity);
    else if (mark.count > 1)
        paintCount(mark.count, {qMax(until, centre.x()), centre.y()}, room - (until - centre.x()), opacity);
}

void TimelinePainter::paintSpan(const RequestMark &mark, const QRectF &span)
{
    const bool failed = mark.state == ExchangeState::Refused;
    const QColor hue = m_theme->hue(failed ? Glyph::Failed : Glyph::Request);
    m_painter->fillRect(span, hue);
    m_painter->fillRect(span.adjusted(3, 1, -1, -1), mixed(m_colours.base, hue, 0.25));
    if (failed)
        m_glyphs->draw(m_painter, Glyph::Failed, {span.right() + 9, span.center().y()});
}

void TimelinePainter::paintDashes(qreal from, qreal to, qreal y, const QColor &colour)
{
    constexpr qreal period = 5;
    const qreal left = m_geometry.labelWidth - period;
    if (from < left)
        from += std::ceil((left - from) / period) * period;
    for (qreal x = from; x < qMin<qreal>(to, m_geometry.size.width()); x += period)
        m_painter->fillRect(QRectF(x, y - 1, qMin(3.0, to - x), 2), colour);
}

// What is chosen

void TimelinePainter::paintLive()
{
    const QRect area = m_geometry.lanes();
    if (m_model->isLive() && m_model->now() > 0)
        line(axis(m_model->now()), area.top(), area.bottom() + 1, m_colours.ok, 2);
}

void TimelinePainter::paintHovered()
{
    const bool isCurrent = m_state->hovered.message == m_state->current.message;
    if (!m_state->hovered || m_state->hoveredLane < 0 || isCurrent)
        return;
    m_painter->setRenderHint(QPainter::Antialiasing);
    m_painter->setPen(QPen(m_colours.control, 1));
    m_painter->setBrush(Qt::NoBrush);
    const qreal radius = m_geometry.laneHeight / 2.0 - 1.5;
    m_painter->drawEllipse(centre(m_state->hoveredLane, m_state->hovered.time), radius, radius);
    m_painter->setRenderHint(QPainter::Antialiasing, false);
}

void TimelinePainter::paintCurrent()
{
    if (!m_state->current)
        return;
    const QRect area = m_geometry.lanes();
    const qreal x = axis(m_state->current.time);
    line(x, area.top(), area.bottom() + 1, m_colours.accent);
    if (m_state->currentLane < 0)
        return;
    const Lane &lane = m_model->lanes()[size_t(m_state->currentLane)];
    const QPointF point = centre(m_state->currentLane, m_state->current.time);
    const qreal radius = m_geometry.laneHeight / 2.0 - 1;
    m_painter->setRenderHint(QPainter::Antialiasing);
    m_painter->setPen(QPen(m_colours.accent, 2));
    m_painter->setBrush(m_colours.base);
    m_painter->drawEllipse(point, radius, radius);
    m_painter->setRenderHint(QPainter::Antialiasing, false);
    const std::optional<Glyph> glyph =
        lane.kind == Lane::Kind::Requests ? m_state->currentGlyph : glyphOfMark(lane, m_state->current.type);
    if (glyph)
        m_glyphs->draw(m_painter, *glyph, point);
}

// Label column

void TimelinePainter::paintLabels()
{
    const QRect header = m_geometry.header();
    m_painter->fillRect(header, m_colours.panel);
    m_painter->setClipRect(m_geometry.labels());
    m_painter->fillRect(m_geometry.labels(), m_colours.panel);
    for (int lane = 0; lane < m_geometry.laneCount; ++lane)
        if (m_geometry.label(lane).intersects(m_geometry.labels()))
            paintLabel(lane);
    m_painter->setClipping(false);
    m_painter->fillRect(0, header.bottom(), header.width(), 1, m_colours.line);
    line(header.right(), 0, m_geometry.size.height(), m_colours.line2);
}

void TimelinePainter::paintLabelIcon(const Lane &lane, QPointF centre)
{
    if (const auto glyph = glyphOfLane(lane))
        m_glyphs->draw(m_painter, *glyph, centre);
    else if (lane.canOpen)
        m_theme->drawIcon(
            m_painter, lane.isOpen ? u"chevron-down"_s : u"chevron-right"_s, m_colours.text2, centre, 14);
    else if (lane.kind == Lane::Kind::Room)
        m_theme->drawIcon(m_painter, u"room"_s, m_colours.text2, centre, 14);
}

/// Of a person the id, of a room how many are in it, else how many events there were.
QString TimelinePainter::rightText(const Lane &lane) const
{
    if (lane.kind == Lane::Kind::Person)
        return idBesideName(lane.participant);
    if (lane.kind == Lane::Kind::Room && lane.people > 0)
        return lane.people == 1 ? QObject::tr("1 person")
                                : QObject::tr("%1 people").arg(shownNumber(QByteArray::number(lane.people)));
    return lane.count > 0 || !lane.canOpen ? shownNumber(QByteArray::number(lane.count)) : QString();
}

void TimelinePainter::paintLabel(int lane)
{
    const Lane &data = m_model->lanes()[size_t(lane)];
    const QRect area = m_geometry.label(lane);
    paintLabelIcon(data, {16, area.top() + area.height() / 2.0});
    const bool isHeading = data.kind == Lane::Kind::Room;
    const QRectF row = area.adjusted(30, 0, -10, 0);
    const qreal right = paintStates(lane, row);
    m_painter->setFont(Theme::font(TextSize::Dense, isHeading ? QFont::DemiBold : QFont::Normal));
    m_painter->setPen(data.kind == Lane::Kind::More ? m_colours.text2 : m_colours.text);
    const int width = int(right - row.left()) - 8;
    m_painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft,
        m_painter->fontMetrics().elidedText(data.label, Qt::ElideRight, width));
    if (lane == m_state->focusLane)
        paintFocus(lane);
}

void TimelinePainter::paintFocus(int lane)
{
    const QRect ring = m_geometry.label(lane).adjusted(1, 0, -2, -1);
    m_painter->fillRect(ring.left(), ring.top(), ring.width(), 2, m_colours.accent);
    m_painter->fillRect(ring.left(), ring.bottom() - 1, ring.width(), 2, m_colours.accent);
    m_painter->fillRect(ring.left(), ring.top(), 2, ring.height(), m_colours.accent);
    m_painter->fillRect(ring.right() - 1, ring.top(), 2, ring.height(), m_colours.accent);
}

} // namespace console
