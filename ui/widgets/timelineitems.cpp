#include "ui/models/text.h"
#include "ui/widgets/timelineview.h"

#include <algorithm>

// What is painted in lanes, told one by one.

namespace console {

namespace {

constexpr int itemSize = 14; // pixels around a mark

} // namespace

namespace {

/// Marks that are seen: merging begins some way before.
std::vector<EventMark> seenMarks(const LayerScene &layer, qint64 from)
{
    std::vector<EventMark> seen;
    std::ranges::copy_if(
        layer.marks, std::back_inserter(seen), [from](const EventMark &mark) { return mark.time >= from; });
    return seen;
}

} // namespace

/// Bands, then requests, then facts and positions: each as bars or mark by mark.
template <typename Visit>
void TimelineView::forEachItem(int lane, Visit visit) const
{
    if (lane < 0 || lane >= int(m_scene.lanes().size()) || lane >= int(m_model->lanes().size()))
        return;
    const LaneScene &scene = m_scene.lanes()[size_t(lane)];
    for (const Band &band : scene.bands)
        visit([&] { return itemOf(band, lane); });
    if (m_model->lanes()[size_t(lane)].kind == Lane::Kind::Requests && !scene.facts.dense)
        for (const RequestMark &mark : m_scene.requests())
            visit([&] { return itemOf(TimelineScene::Hit{mark.message, mark.from, mark.count}, lane); });
    for (const LayerScene *layer : {&scene.facts, &scene.moves}) {
        if (layer->dense)
            visit([&] { return barsItem(*layer, lane); });
        for (const EventMark &mark : seenMarks(*layer, m_scene.scale().range.from))
            visit([&] { return itemOf(TimelineScene::Hit{mark.first, mark.time, mark.count}, lane); });
    }
}

int TimelineView::itemCount(int lane) const
{
    int count = 0;
    forEachItem(lane, [&count](const auto &) { ++count; });
    return count;
}

/// Only this one is put into words: reading messages is not free.
TimelineItem TimelineView::itemAt(int lane, int number) const
{
    TimelineItem item;
    int at = 0;
    forEachItem(lane, [&](const auto &make) {
        if (at++ == number)
            item = make();
    });
    return item;
}

TimelineItem TimelineView::itemOf(const TimelineScene::Hit &mark, int lane) const
{
    TimelineItem item;
    item.name = m_sentence ? m_sentence(mark.message) : QString();
    if (mark.count > 1)
        item.name += tr(", and %1 more").arg(shownNumber(QByteArray::number(mark.count - 1)));
    item.value = clockText(mark.time, m_zone);
    item.place = QRect(0, 0, itemSize, itemSize);
    item.place.moveCenter(positionOf(lane, mark.time));
    item.message = mark.message;
    return item;
}

TimelineItem TimelineView::itemOf(const Band &band, int lane) const
{
    const qint64 until = band.until > 0 ? band.until : m_model->now();
    TimelineItem item;
    item.name = bandText(band);
    item.value = tr("from %1 for %2").arg(clockText(band.from, m_zone), durationText(until - band.from));
    const QRect area = geometryOfParts().lane(lane);
    const int left = qMax(area.left(), positionOf(lane, qMax(band.from, m_scene.scale().range.from)).x());
    const int right = qMin(area.right(), positionOf(lane, qMin(until, m_scene.scale().range.until)).x());
    item.place = QRect(left, area.top(), qMax(1, right - left), area.height());
    item.message = band.begin;
    return item;
}

TimelineItem TimelineView::barsItem(const LayerScene &layer, int lane) const
{
    quint64 sum = 0;
    for (const quint32 count : layer.bins)
        sum += count;
    TimelineItem item;
    item.name = tr("%1 events as bars").arg(shownNumber(QByteArray::number(sum)));
    item.value = tr("at most %1 in one bar").arg(shownNumber(QByteArray::number(layer.peak)));
    item.place = geometryOfParts().lane(lane);
    return item;
}

} // namespace console
