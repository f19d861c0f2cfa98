#pragma once

#include "lib/filter/logfilter.h"
#include "lib/rooms/roomstate.h"
#include "ui/models/keptlook.h"
#include "ui/models/quiet.h"

#include <functional>
#include <optional>

namespace console {

/// Bars where events crowd, else marks.
struct LayerScene
{
    bool dense = false;
    int emphasis = 0; ///< of the bars
    std::vector<quint32> bins; ///< with dense: one for each pair of edges
    quint32 peak = 0;
    std::vector<EventMark> marks; ///< empty for requests, which have their own
};

/// What is drawn in one lane: bands, then positions, then the rest.
struct LaneScene
{
    LayerScene facts;
    LayerScene moves;
    std::vector<Band> bands;
    bool isDense() const { return facts.dense || moves.dense; }
    LayerScene &of(LaneLayer layer) { return layer == LaneLayer::Facts ? facts : moves; }
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
        EventType type = EventType::Unknown; ///< of a mark of events
        explicit operator bool() const { return bool(message); }
        friend bool operator==(const Hit &, const Hit &) = default;
    };

    /// What holds for a participant within a range, by begin.
    using BandSource = std::function<std::vector<Band>(const Lane &, const TimeRange &)>;

    explicit TimelineScene(const TimelineModel *model);

    void setBands(BandSource source) { m_bandSource = std::move(source); }

    void setFilter(const FilterExpression &given);
    void setPerson(const PersonRef &person);
    /// Forgets which lanes were dense: the lanes are others now.
    void reset() { m_lanes.clear(); }
    /// Works out what the range of `scale` shows. Cost does not depend on its length.
    /// @param first, last  the lanes [first, last) are seen; the others stay empty. last < 0: all
    void arrange(const TimeScale &scale, int first = 0, int last = -1);

    const TimeScale &scale() const { return m_scale; }
    const std::vector<qint64> &edges() const { return m_edges; }
    const std::vector<LaneScene> &lanes() const { return m_lanes; }
    const std::vector<RequestMark> &requests() const { return m_requests; } ///< while lane 0 is not dense
    const std::vector<GapBand> &gaps() const { return m_gaps; }
    /// Those that are long beside what is seen, but for the one that is not over.
    const std::vector<QuietStretch> &quiet() const { return m_quiet; }
    /// Does nothing of a lane stand between two pixels, so that a label may?
    bool isFree(int lane, double from, double until) const;
    bool isFree(const LayerScene &layer, double from, double until) const;
    Hit at(int lane, double x) const;

private:
    void chooseLevels(const std::vector<LaneBins> &counts);
    bool isCrowded(quint64 count, LaneLayer layer, bool wasDense) const;
    void fillBins();
    void fillBands();
    std::vector<Band> bandsUntilNow(const Lane &lane) const;
    void fillMarks(const std::vector<LaneBins> &counts, const TimeRange &merging);
    void fillRequests(const TimeRange &merging);
    qint64 mergeWithin() const;
    int judge(MessageId id, const MessageRecord &record);
    int emphasisOf(const Lane &lane, LaneLayer layer) const;
    bool passesByIds(const Lane &lane) const;
    bool passesByGroup(const Lane &lane, LaneLayer layer) const;
    bool isFreeOfBars(const LayerScene &layer, double from, double until) const;
    Hit markAt(const LaneScene &lane, double x) const;
    Hit requestAt(double x) const;
    Hit barAt(int lane, double x) const;

    const TimelineModel *m_model;
    KeptLook m_kept;
    QSet<QByteArray> m_shownGroups; ///< event groups that the filter allows; empty: all
    QSet<QByteArray> m_hiddenGroups;
    QSet<QByteArray> m_shownRooms; ///< likewise
    QSet<QByteArray> m_shownPeople;
    bool m_filtersMore = false; ///< by more than these, so that counts cannot tell what passes
    std::optional<LogFilter> m_filter; ///< null: all pass
    PersonRef m_linked;
    BandSource m_bandSource;
    TimeScale m_scale;
    int m_first = 0; ///< of the lanes that are seen
    int m_last = 0;
    std::vector<qint64> m_edges;
    std::vector<LaneScene> m_lanes;
    std::vector<RequestMark> m_requests;
    std::vector<GapBand> m_gaps;
    std::vector<QuietStretch> m_quiet;
};

} // namespace console
