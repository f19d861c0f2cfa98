#pragma once

#include "ui/models/timelinemodel.h"

namespace console {

/// Keeps what the last look at the lanes found, so that the next one reads only the rows that may have come
/// since: while following, time moves on by a pixel, and all but the newest rows are the same. GUI thread.
class KeptLook
{
public:
    /// @param model  must outlive this
    explicit KeptLook(const TimelineModel *model) : m_model(model) { }

    /// A new look, at the lanes [first, last).
    void begin(int first, int last);
    /// Of these lanes, as TimelineModel::bins(). Valid until the next call.
    const std::vector<LaneBins> &bins(const std::vector<qint64> &edges);
    /// As TimelineModel::marks(). Valid until the next call. @pre unless forgetMarks() was called, `judge`
    /// says of each row what it said before
    const std::vector<std::vector<EventMark>> &marks(const std::vector<MarkQuery> &queries, qint64 until,
        qint64 mergeWithin, const TimelineModel::Judge &judge);
    void forgetMarks() { m_queries.clear(); }

private:
    bool isSame(int first, int last) const;

    const TimelineModel *m_model;
    int m_first = 0;
    std::vector<Lane> m_lanes;
    MessageId m_firstRow;

    std::vector<qint64> m_edges; ///< of the bins that are settled: no row can come into them any more
    std::vector<LaneBins> m_bins;

    std::vector<MarkQuery> m_queries; ///< empty: no marks are kept
    qint64 m_mergeWithin = 0;
    qint64 m_until = 0;
    MessageId m_end; ///< rows before it are in the marks
    std::vector<std::vector<EventMark>> m_marks;
};

} // namespace console
