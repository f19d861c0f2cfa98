#include "ui/models/text.h"
#include "ui/widgets/timelineview.h"

// What is painted in lanes, told one by one.

namespace console {

namespace {

constexpr int itemSize = 14; // pixels around a mark

} // namespace

QList<TimelineItem> TimelineView::itemsOf(int lane) const
{
    QList<TimelineItem> items;
    if (lane < 0 || lane >= int(m_scene.lanes().size()) || lane >= int(m_model->lanes().size()))
        return items;
    const LaneScene &scene = m_scene.lanes()[size_t(lane)];
    for (const Band &band : scene.bands)
        items.append(itemOf(band, lane));
    if (m_model->lanes()[size_t(lane)].kind == Lane::Kind::Requests && !scene.facts.dense)
        for (const RequestMark &mark : m_scene.requests())
            items.append(itemOf({mark.message, mark.from, mark.count}, lane));
    for (const LayerScene *layer : {&scene.facts, &scene.moves}) {
        if (layer->dense)
            items.append(barsItem(*layer, lane));
        for (const EventMark &mark : layer->marks)
            if (mark.time >= m_scene.scale().range.from)
                items.append(itemOf({mark.first, mark.time, mark.count}, lane));
    }
    return items;
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
