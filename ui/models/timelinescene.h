#pragma once

#include "lib/filter/logfilter.h"
#include "ui/models/timelinemodel.h"

#include <optional>

namespace console {

/// What is drawn in one lane: bars where events crowd, else marks.
struct LaneScene
{
    bool dense = false;
    int emphasis = 0; ///< of the bars
    std::vector<quint32> bins; ///< with dense: one for each pair of edges
    quint32 peak = 0;
    std::vector<EventMark> marks; ///< empty for requests, which have their own
};

/// Alone knows in which detail the visible range is shown: bars or marks for each lane, and how strongly by
/// filter and linked person. Pixels, but no painting. GUI thread.
class TimelineScene
{
public:
    enum Emphasis { FilteredOut, NotLinked, Full };
    static constexpr int binPixels = 3;
    static constexpr int markPixels = 6; ///< closer marks merge; more events than one in this much make bars

    /// Something under a pixel.
    struct Hit
    {
        MessageId message; ///< none: nothing is there
        qint64 time = 0;
        quint64 count = 1;
        explicit operator bool() const { return bool(message); }
        friend bool operator==(const Hit &, const Hit &) = default;
    };

    explicit TimelineScene(const TimelineModel *model);

    void setFilter(const FilterExpression &filter);
    void setPerson(const PersonRef &person);
    /// Forgets which lanes were dense: the lanes are others now.
    void reset() { m_lanes.clear(); }
    /// Works out what the range of `scale` shows. Cost does not depend on its length.
    void arrange(const TimeScale &scale);

    const TimeScale &scale() const { return m_scale; }
    const std::vector<qint64> &edges() const { return m_edges; }
    const std::vector<LaneScene> &lanes() const { return m_lanes; }
    const std::vector<RequestMark> &requests() const { return m_requests; } ///< while lane 0 is not dense
    const std::vector<GapBand> &gaps() const { return m_gaps; }
    /// Does nothing of a lane stand between two pixels, so that a label may?
    bool isFree(int lane, double from, double until) const;
    Hit at(int lane, double x) const;

private:
    void chooseLevels();
    void fillBins();
    void fillMarks(int lane, const TimeRange &range);
    int judge(MessageId id, const MessageRecord &record);
    int laneEmphasis(const Lane &lane) const;
    bool isFreeOfBars(const LaneScene &scene, double from, double until) const;
    Hit requestAt(double x) const;
    Hit barAt(int lane, double x) const;

    const TimelineModel *m_model;
    QSet<QByteArray> m_shownGroups; ///< event groups that the filter allows; empty: all
    QSet<QByteArray> m_hiddenGroups;
    bool m_filtersMore = false; ///< by more than event groups, so that counts cannot tell what passes
    std::optional<LogFilter> m_filter; ///< null: all pass
    std::optional<LogFilter> m_person;
    TimeScale m_scale;
    std::vector<qint64> m_edges;
    std::vector<LaneScene> m_lanes;
    std::vector<RequestMark> m_requests;
    std::vector<GapBand> m_gaps;
};

} // namespace console
