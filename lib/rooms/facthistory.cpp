#include "lib/rooms/facthistory.h"

#include <algorithm>

namespace console {

const Change *Track::before(MessageId message) const
{
    const auto after = std::lower_bound(changes.begin(), changes.end(), message,
        [](const Change &change, MessageId id) { return change.by < id; });
    return after == changes.begin() ? nullptr : &*(after - 1);
}

const Track *FactHistory::track(Aspect aspect) const
{
    for (const Track &track : m_tracks) {
        if (track.aspect == aspect)
            return &track;
    }
    return nullptr;
}

const Change *FactHistory::current(Aspect aspect) const
{
    const Track *known = track(aspect);
    return known && known->changes.constLast().isKnown() ? &known->changes.constLast() : nullptr;
}

Track &FactHistory::trackFor(Aspect aspect)
{
    for (Track &track : m_tracks) {
        if (track.aspect == aspect)
            return track;
    }
    m_tracks.append(Track{aspect, false, {}, 0, {}});
    return m_tracks.last();
}

bool FactHistory::tell(Aspect aspect, const Change &change, MessageId lastGap)
{
    const Track *known = track(aspect);
    if (!known && !change.isKnown())
        return false;
    Track &track = trackFor(aspect);
    const bool isSame = !track.changes.isEmpty() && track.changes.constLast().sameValue(change);
    const bool isAfterGap = change.isKnown() && track.confirmedBy < lastGap;
    track.confirmedBy = change.by;
    track.confirmedAt = change.time;
    if (isSame && !isAfterGap) {
        Change &last = track.changes.last();
        last.certainty = std::max(last.certainty, change.certainty);
        return false;
    }
    track.changes.append(change);
    return true;
}

qsizetype FactHistory::thin()
{
    qsizetype left = 0;
    for (Track &track : m_tracks) {
        const qsizetype surplus = track.changes.size() / 2;
        track.changes.remove(0, surplus);
        track.changes.squeeze();
        track.cut = track.cut || surplus > 0;
        left += track.changes.size();
    }
    return left;
}

} // namespace console
