#include "ui/models/keptlook.h"

#include <algorithm>

namespace console {

namespace {

/// Leaves those of [from, until) and puts others behind them.
void replaceRest(std::vector<quint32> &bins, size_t from, size_t until, const std::vector<quint32> &rest)
{
    bins.resize(std::min(bins.size(), until));
    bins.erase(bins.begin(), bins.begin() + qptrdiff(std::min(bins.size(), from)));
    bins.insert(bins.end(), rest.begin(), rest.end());
}

} // namespace

bool KeptLook::isSame(int first, int last) const
{
    const auto begin = m_model->lanes().begin();
    return m_first == first && m_firstRow == m_model->log()->first()
        && std::ranges::equal(std::ranges::subrange(begin + first, begin + last), m_lanes, &Lane::isLike);
}

void KeptLook::begin(int first, int last)
{
    if (isSame(first, last))
        return;
    const auto begin = m_model->lanes().begin();
    m_first = first;
    m_lanes.assign(begin + first, begin + last);
    m_firstRow = m_model->log()->first();
    m_edges.clear();
    m_bins.assign(m_lanes.size(), {});
    forgetMarks();
}

const std::vector<LaneBins> &KeptLook::bins(const std::vector<qint64> &edges)
{
    const auto same = std::ranges::lower_bound(m_edges, edges.front());
    const size_t from = size_t(same - m_edges.begin());
    const size_t shared =
        size_t(std::ranges::mismatch(same, m_edges.end(), edges.begin(), edges.end()).in1 - same);
    const size_t known = shared > 0 ? shared - 1 : 0; // bins
    const std::vector<qint64> rest(edges.begin() + qptrdiff(known), edges.end());
    const std::vector<LaneBins> counted = m_model->bins(rest, m_first, m_first + int(m_lanes.size()));
    for (size_t lane = 0; lane < m_bins.size(); ++lane) {
        replaceRest(m_bins[lane].facts, from, from + known, counted[lane].facts);
        replaceRest(m_bins[lane].moves, from, from + known, counted[lane].moves);
    }
    m_edges.assign(edges.begin(), std::ranges::upper_bound(edges, m_model->settledUntil()));
    return m_bins;
}

const std::vector<std::vector<EventMark>> &KeptLook::marks(const std::vector<MarkQuery> &queries,
    qint64 until, qint64 mergeWithin, const TimelineModel::Judge &judge)
{
    if (m_queries != queries || m_mergeWithin != mergeWithin || until < m_until) {
        m_queries = queries;
        m_mergeWithin = mergeWithin;
        m_marks.assign(queries.size(), {});
        m_end = m_firstRow;
    }
    m_until = until;
    m_end = m_model->addMarks(m_marks, queries, m_end, until, mergeWithin, judge);
    return m_marks;
}

} // namespace console
