#include "ui/models/timelinescene.h"

#include "lib/filter/filterconditions.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr double tolerance = 7; // pixels around a mark that still hit it
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

TimelineScene::TimelineScene(const TimelineModel *model) : m_model(model) { }

void TimelineScene::setFilter(const FilterExpression &filter)
{
    m_shownGroups = allowedValues(filter, FilterKey::Event);
    m_hiddenGroups = forbiddenValues(filter, FilterKey::Event);
    m_filtersMore = !withValues(filter, FilterKey::Event, {}).isEmpty();
    m_filter.reset();
    if (!filter.isEmpty())
        m_filter.emplace(filter, m_model->log(), m_model->exchanges());
}

void TimelineScene::setPerson(const PersonRef &person)
{
    m_person.reset();
    if (!person)
        return;
    std::vector<FilterTerm> terms;
    if (!person.room.isEmpty())
        terms.push_back(equals(FilterKey::Room, person.room));
    if (!person.participant.isEmpty())
        terms.push_back(equals(FilterKey::Participant, person.participant));
    m_person.emplace(
        FilterExpression(joined(FilterTerm::Kind::And, std::move(terms))), m_model->log(), nullptr);
}

void TimelineScene::arrange(const TimeScale &scale)
{
    m_scale = scale;
    m_edges = scale.binEdges(binPixels);
    m_gaps = gapBands(m_model->gaps(), scale, m_model->now());
    m_lanes.resize(m_model->lanes().size());
    m_requests.clear();
    chooseLevels();
    fillBins();
    const TimeRange range = mergingRange(scale);
    for (int lane = 0; lane < int(m_lanes.size()); ++lane)
        fillMarks(lane, range);
}

/// A lane becomes dense above one event in markPixels, and sparse again below 80 % of that.
void TimelineScene::chooseLevels()
{
    const qint64 from = std::max(m_scale.range.from, m_model->sessionStart());
    const qint64 until = std::min(m_scale.range.until, m_model->now());
    const double covered = std::max(30.0, double(until - from) / m_scale.perPixel());
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        LaneScene &lane = m_lanes[i];
        const double limit = covered / markPixels * (lane.dense ? 0.8 : 1.0);
        lane.dense = double(m_model->count(int(i), m_scale.range)) > limit;
        lane.emphasis = laneEmphasis(m_model->lanes()[i]);
    }
}

void TimelineScene::fillBins()
{
    const bool anyDense = std::ranges::any_of(m_lanes, &LaneScene::dense);
    auto bins = anyDense ? m_model->bins(m_edges) : std::vector<std::vector<quint32>>(m_lanes.size());
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        LaneScene &lane = m_lanes[i];
        lane.bins.clear();
        if (lane.dense)
            lane.bins = std::move(bins[i]);
        lane.peak = lane.bins.empty() ? 0 : *std::ranges::max_element(lane.bins);
    }
}

void TimelineScene::fillMarks(int lane, const TimeRange &range)
{
    LaneScene &scene = m_lanes[size_t(lane)];
    scene.marks.clear();
    if (scene.dense)
        return;
    // What crowds outside the view must not be walked through.
    constexpr quint64 muchOutside = 1000;
    const bool crowded = m_model->count(lane, {range.from, m_scale.range.from}) > muchOutside;
    const TimeRange walked{crowded ? m_scale.range.from : range.from, range.until};
    const qint64 merge = std::llround(markPixels * m_scale.perPixel());
    const auto judged = [this](MessageId id, const MessageRecord &record) { return judge(id, record); };
    if (m_model->lanes()[size_t(lane)].kind == Lane::Kind::Requests)
        m_requests = m_model->requests(walked, merge, judged);
    else
        scene.marks = m_model->marks(lane, walked, merge, judged);
}

int TimelineScene::judge(MessageId id, const MessageRecord &record)
{
    if (m_filter && !m_filter->passes(record, id))
        return FilteredOut;
    return m_person && !m_person->passes(record, id) ? NotLinked : Full;
}

/// Of bars. They are counts of all events; which of them pass a filter for more than event groups is not
/// known, so nothing is shown as if it matched.
int TimelineScene::laneEmphasis(const Lane &lane) const
{
    const bool isOfEvents = lane.kind == Lane::Kind::Events || lane.kind == Lane::Kind::More;
    const bool hidden = isOfEvents && m_hiddenGroups.contains(lane.group);
    const bool notShown = !m_shownGroups.isEmpty() && !(isOfEvents && m_shownGroups.contains(lane.group));
    if (m_filtersMore || hidden || notShown)
        return FilteredOut;
    return m_person ? NotLinked : Full;
}

TimelineScene::Hit TimelineScene::at(int lane, double x) const
{
    if (lane < 0 || lane >= int(m_lanes.size()))
        return {};
    const LaneScene &scene = m_lanes[size_t(lane)];
    if (scene.dense)
        return barAt(lane, x);
    if (m_model->lanes()[size_t(lane)].kind == Lane::Kind::Requests)
        return requestAt(x);
    const auto away = [&](const EventMark &mark) { return std::abs(m_scale.xOf(mark.time) - x); };
    const auto nearest = std::ranges::min_element(scene.marks, {}, away);
    if (nearest == scene.marks.end() || away(*nearest) > tolerance)
        return {};
    return {nearest->first, nearest->time, nearest->count};
}

bool TimelineScene::isFree(int lane, double from, double until) const
{
    const LaneScene &scene = m_lanes[size_t(lane)];
    if (scene.dense)
        return isFreeOfBars(scene, from, until);
    const auto covers = [&](double left, double right, quint64 count) {
        const double end = right + tolerance + (count > 1 ? countWidth : 0);
        return left - tolerance < until && end > from;
    };
    if (m_model->lanes()[size_t(lane)].kind == Lane::Kind::Requests)
        return std::ranges::none_of(m_requests, [&](const RequestMark &mark) {
            const qint64 end = mark.isOpen() ? m_model->now() : std::max(mark.from, mark.until);
            return covers(m_scale.xOf(mark.from), m_scale.xOf(end), mark.count);
        });
    return std::ranges::none_of(scene.marks, [&](const EventMark &mark) {
        return covers(m_scale.xOf(mark.time), m_scale.xOf(mark.time), mark.count);
    });
}

bool TimelineScene::isFreeOfBars(const LaneScene &scene, double from, double until) const
{
    const double first = m_scale.xOf(m_edges.front());
    const auto binAt = [&](double x) {
        return qptrdiff(std::clamp(std::floor((x - first) / binPixels), 0.0, double(scene.bins.size())));
    };
    return std::all_of(scene.bins.begin() + binAt(from), scene.bins.begin() + binAt(until + binPixels),
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
    return std::abs(m_scale.xOf(time) - x) <= tolerance ? Hit{message, time, 1} : Hit{};
}

} // namespace console
