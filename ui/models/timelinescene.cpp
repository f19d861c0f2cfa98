#include "ui/models/timelinescene.h"

#include "lib/filter/filterconditions.h"
#include "ui/models/concern.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr double tolerance = 7; // pixels around a mark that still hit it
constexpr double leastQuiet = 1.0 / 6; // of the width, for a stretch without events to be told
constexpr double countWidth = 24; // pixels behind a mark of several, for its number

/// Where marks begin to be merged: some way to the left of what is seen, in coarse steps, so that panning
/// does not merge others than before.
TimeRange mergingRange(const TimeScale &scale)
{
    constexpr double coarse = 256; // pixels
    const double step = std::max(1.0, coarse * scale.perPixel());
    const double index = std::floor(double(scale.range.from) / step) - 1;
    return {std::llround(index * step), scale.range.until + std::llround(tolerance * scale.perPixel())};
}

double distance(double x, double from, double to)
{
    return x < from ? from - x : std::max(0.0, x - to);
}

} // namespace

TimelineScene::TimelineScene(const TimelineModel *model) : m_model(model), m_kept(model) { }

/// Its conditions about time do not count: the axis itself shows what they let through.
void TimelineScene::setFilter(const FilterExpression &given)
{
    const FilterExpression filter = withTimes(given, {});
    m_shownGroups = allowedValues(filter, FilterKey::Event);
    m_hiddenGroups = forbiddenValues(filter, FilterKey::Event);
    m_shownRooms = allowedValues(filter, FilterKey::Room);
    m_shownPeople = allowedValues(filter, FilterKey::Participant);
    FilterExpression rest = withValues(filter, FilterKey::Event, {});
    rest = withValues(rest, FilterKey::Room, {});
    m_filtersMore = !withValues(rest, FilterKey::Participant, {}).isEmpty();
    m_filter.reset();
    m_kept.forgetMarks();
    if (!filter.isEmpty())
        m_filter.emplace(filter, m_model->log(), m_model->exchanges());
}

void TimelineScene::setPerson(const PersonRef &person)
{
    m_linked = person;
    m_kept.forgetMarks();
}

void TimelineScene::arrange(const TimeScale &scale, int first, int last)
{
    const int count = int(m_model->lanes().size());
    m_scale = scale;
    m_first = std::clamp(first, 0, count);
    m_last = last < 0 ? count : std::clamp(last, m_first, count);
    m_edges = scale.binEdges(binPixels);
    m_gaps = gapBands(m_model->gaps(), scale, m_model->now());
    m_quiet = quietStretches(*m_model, scale, scale.width * leastQuiet);
    m_lanes.resize(size_t(count));
    m_requests.clear();
    m_kept.begin(m_first, m_last);
    const TimeRange merging = mergingRange(scale);
    const std::vector<LaneBins> counts =
        m_model->bins({merging.from, scale.range.from, scale.range.until}, m_first, m_last);
    chooseLevels(counts);
    fillBins();
    fillBands();
    fillMarks(counts, merging);
    fillRequests(merging);
}

/// Above one event in markPixels; below 80 % of that it is no longer.
bool TimelineScene::isCrowded(quint64 count, LaneLayer layer, bool wasDense) const
{
    const qint64 from = std::max(m_scale.range.from, m_model->sessionStart());
    const qint64 until = std::min(m_scale.range.until, m_model->now());
    const double covered = std::max(30.0, double(until - from) / m_scale.perPixel());
    // Positions are drawn under other marks: merged ones with their numbers would be in the way.
    const int pixels = layer == LaneLayer::Moves ? 2 * markPixels : markPixels;
    return double(count) > covered / pixels * (wasDense ? 0.8 : 1.0);
}

/// @param counts  before what is seen, and within
void TimelineScene::chooseLevels(const std::vector<LaneBins> &counts)
{
    for (int i = m_first; i < m_last; ++i) {
        LaneScene &scene = m_lanes[size_t(i)];
        const Lane &lane = m_model->lanes()[size_t(i)];
        const LaneBins &seen = counts[size_t(i - m_first)];
        const quint64 facts =
            lane.kind == Lane::Kind::Requests ? m_model->count(i, m_scale.range) : seen.facts[1];
        scene.facts.dense = isCrowded(facts, LaneLayer::Facts, scene.facts.dense);
        scene.facts.emphasis = emphasisOf(lane, LaneLayer::Facts);
        scene.moves.dense =
            !lane.moves.empty() && isCrowded(seen.moves[1], LaneLayer::Moves, scene.moves.dense);
        scene.moves.emphasis = emphasisOf(lane, LaneLayer::Moves);
    }
}

namespace {

void setBins(LayerScene &layer, const std::vector<quint32> &bins)
{
    layer.bins = bins;
    layer.peak = layer.bins.empty() ? 0 : *std::ranges::max_element(layer.bins);
}

} // namespace

void TimelineScene::fillBins()
{
    const bool anyDense = std::any_of(m_lanes.begin() + m_first, m_lanes.begin() + m_last,
        [](const LaneScene &lane) { return lane.isDense(); });
    const std::vector<LaneBins> *bins = anyDense ? &m_kept.bins(m_edges) : nullptr;
    for (int i = m_first; i < m_last; ++i) {
        for (const LaneLayer layer : {LaneLayer::Facts, LaneLayer::Moves}) {
            LayerScene &scene = m_lanes[size_t(i)].of(layer);
            setBins(scene, scene.dense ? (*bins)[size_t(i - m_first)].of(layer) : std::vector<quint32>());
        }
    }
}

void TimelineScene::fillBands()
{
    for (int i = m_first; i < m_last; ++i) {
        const Lane &lane = m_model->lanes()[size_t(i)];
        m_lanes[size_t(i)].bands.clear();
        if (lane.kind == Lane::Kind::Person && m_bandSource)
            m_lanes[size_t(i)].bands = bandsUntilNow(lane);
    }
}

/// What is known goes on during a pause; what is shown does not. Where the connection was lost, nobody
/// listened any more, though no row says so yet.
std::vector<Band> TimelineScene::bandsUntilNow(const Lane &lane) const
{
    const qint64 now = m_model->now();
    const bool isLost = m_model->gaps().isOpen() && m_model->gaps().openSince() <= now;
    std::vector<Band> bands =
        m_bandSource(lane, {m_scale.range.from, std::min(m_scale.range.until, now + 1)});
    for (Band &band : bands) {
        if (band.until > now) {
            band.until = 0;
            band.end = {};
        }
        if (band.until == 0 && isLost)
            band.until = std::max(band.from, m_model->gaps().openSince());
    }
    return bands;
}

/// Of all layers that are not dense. What crowds before the view is not walked through.
void TimelineScene::fillMarks(const std::vector<LaneBins> &counts, const TimeRange &merging)
{
    constexpr quint32 muchOutside = 1000;
    std::vector<MarkQuery> queries;
    for (int i = m_first; i < m_last; ++i) {
        const Lane &lane = m_model->lanes()[size_t(i)];
        for (const LaneLayer layer : {LaneLayer::Facts, LaneLayer::Moves}) {
            m_lanes[size_t(i)].of(layer).marks.clear();
            const bool isEmpty = layer == LaneLayer::Moves && lane.moves.empty();
            if (isEmpty || lane.kind == Lane::Kind::Requests || m_lanes[size_t(i)].of(layer).dense)
                continue;
            const bool crowded = counts[size_t(i - m_first)].of(layer)[0] > muchOutside;
            queries.push_back({i, layer, crowded ? m_scale.range.from : merging.from});
        }
    }
    if (m_filter || m_linked)
        m_kept.forgetMarks(); // a text or an answer that came late may make another verdict of it
    const std::vector<std::vector<EventMark>> &marks = m_kept.marks(queries, merging.until, mergeWithin(),
        [this](MessageId id, const MessageRecord &record) { return judge(id, record); });
    for (size_t i = 0; i < queries.size(); ++i)
        m_lanes[size_t(queries[i].lane)].of(queries[i].layer).marks = marks[i];
}

void TimelineScene::fillRequests(const TimeRange &merging)
{
    const bool isSeen = m_first == 0 && m_last > 0;
    if (isSeen && m_model->lanes()[0].kind == Lane::Kind::Requests && !m_lanes[0].facts.dense)
        m_requests = m_model->requests(merging, mergeWithin(),
            [this](MessageId id, const MessageRecord &record) { return judge(id, record); });
}

qint64 TimelineScene::mergeWithin() const
{
    return std::llround(markPixels * m_scale.perPixel());
}

int TimelineScene::judge(MessageId id, const MessageRecord &record)
{
    if (m_filter && !m_filter->passes(record, id))
        return FilteredOut;
    return m_linked && !concerns(*m_model->log(), record, m_linked) ? NotLinked : Full;
}

/// Of bars. They are counts of all events; where it is not known which of them pass the filter, nothing is
/// shown as if it matched.
int TimelineScene::emphasisOf(const Lane &lane, LaneLayer layer) const
{
    if (m_filtersMore || !passesByIds(lane) || !passesByGroup(lane, layer))
        return FilteredOut;
    const bool isLinked = lane.kind == Lane::Kind::Person && lane.participant == m_linked.participant
        && (m_linked.room.isEmpty() || lane.room == m_linked.room);
    const bool isRoom =
        lane.kind == Lane::Kind::Room && m_linked.participant.isEmpty() && lane.room == m_linked.room;
    return m_linked && !isLinked && !isRoom ? NotLinked : Full;
}

bool TimelineScene::passesByIds(const Lane &lane) const
{
    const bool room = m_shownRooms.isEmpty() || (lane.isOfPeople() && m_shownRooms.contains(lane.room));
    const bool person = m_shownPeople.isEmpty()
        || (lane.kind == Lane::Kind::Person && m_shownPeople.contains(lane.participant));
    return room && person;
}

bool TimelineScene::passesByGroup(const Lane &lane, LaneLayer layer) const
{
    if (m_shownGroups.isEmpty() && m_hiddenGroups.isEmpty())
        return true;
    const QByteArray moved = groupOf(EventType::SetParticipantPosition).toByteArray();
    if (lane.isOfPeople() && layer == LaneLayer::Facts) // of many groups, but never of positions
        return m_shownGroups.isEmpty() && m_hiddenGroups == QSet<QByteArray>{moved};
    const QByteArray group = lane.isOfPeople() ? moved : lane.group;
    const bool isOfEvents = lane.kind != Lane::Kind::Requests && lane.kind != Lane::Kind::Malformed;
    const bool hidden = isOfEvents && m_hiddenGroups.contains(group);
    const bool shown = m_shownGroups.isEmpty() || (isOfEvents && m_shownGroups.contains(group));
    return shown && !hidden;
}

TimelineScene::Hit TimelineScene::at(int lane, double x) const
{
    if (lane < 0 || lane >= int(m_lanes.size()))
        return {};
    const LaneScene &scene = m_lanes[size_t(lane)];
    if (m_model->lanes()[size_t(lane)].kind == Lane::Kind::Requests && !scene.facts.dense)
        return requestAt(x);
    const Hit hit = markAt(scene, x);
    return !hit && scene.isDense() ? barAt(lane, x) : hit;
}

/// Marks of facts stand upon those of positions.
TimelineScene::Hit TimelineScene::markAt(const LaneScene &lane, double x) const
{
    const auto away = [&](const EventMark &mark) { return std::abs(m_scale.xOf(mark.time) - x); };
    for (const LayerScene *layer : {&lane.facts, &lane.moves}) {
        const auto nearest = std::ranges::min_element(layer->marks, {}, away);
        if (nearest != layer->marks.end() && away(*nearest) <= tolerance)
            return {nearest->first, nearest->time, nearest->count, nearest->type};
    }
    return {};
}

namespace {

bool covers(double left, double right, quint64 count, double from, double until)
{
    return left - tolerance < until && right + tolerance + (count > 1 ? countWidth : 0) > from;
}

} // namespace

bool TimelineScene::isFree(int lane, double from, double until) const
{
    const LaneScene &scene = m_lanes[size_t(lane)];
    if (m_model->lanes()[size_t(lane)].kind == Lane::Kind::Requests && !scene.facts.dense)
        return std::ranges::none_of(m_requests, [&](const RequestMark &mark) {
            const qint64 end = mark.isOpen() ? m_model->now() : std::max(mark.from, mark.until);
            return covers(m_scale.xOf(mark.from), m_scale.xOf(end), mark.count, from, until);
        });
    return isFree(scene.facts, from, until) && isFree(scene.moves, from, until);
}

bool TimelineScene::isFree(const LayerScene &layer, double from, double until) const
{
    if (layer.dense)
        return isFreeOfBars(layer, from, until);
    return std::ranges::none_of(layer.marks, [&](const EventMark &mark) {
        return covers(m_scale.xOf(mark.time), m_scale.xOf(mark.time), mark.count, from, until);
    });
}

bool TimelineScene::isFreeOfBars(const LayerScene &layer, double from, double until) const
{
    const double first = m_scale.xOf(m_edges.front());
    const auto binAt = [&](double x) {
        return qptrdiff(std::clamp(std::floor((x - first) / binPixels), 0.0, double(layer.bins.size())));
    };
    return std::all_of(layer.bins.begin() + binAt(from), layer.bins.begin() + binAt(until + binPixels),
        [](quint32 count) { return count == 0; });
}

TimelineScene::Hit TimelineScene::requestAt(double x) const
{
    const auto away = [&](const RequestMark &mark) {
        const double from = m_scale.xOf(mark.from);
        return distance(x, from, std::max(from, m_scale.xOf(mark.until)));
    };
    const auto nearest = std::ranges::min_element(m_requests, {}, away);
    if (nearest == m_requests.end() || away(*nearest) > tolerance)
        return {};
    return {nearest->message, nearest->from, nearest->count};
}

TimelineScene::Hit TimelineScene::barAt(int lane, double x) const
{
    const MessageId message = m_model->nearest(lane, m_scale.timeAt(x));
    if (!message)
        return {};
    const qint64 time = m_model->log()->record(message).time;
    return std::abs(m_scale.xOf(time) - x) <= tolerance ? Hit{message, time, 1, m_model->typeOf(message)}
                                                        : Hit{};
}

} // namespace console
