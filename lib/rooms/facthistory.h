#pragma once

#include "lib/protocol/ids.h"

#include <QList>

namespace console {

/// What can be known of a room or participant. The audio controls have their own numbers, 1 to 14.
enum class Aspect : quint8 {
    Mute = 2,
    Whisper = 13,
    Sidebar = 14,
    Talking,
    Seat,
    Type,
    SamplingRate,
    Channels,
    Present, ///< of a room: that it exists
    Layout,
};

constexpr Aspect aspectOf(int control) ///< @pre one of the audio controls
{
    return Aspect(control);
}

/// A value becoming another, or not known any more.
struct Change
{
    enum class Certainty : quint8 {
        Unknown, ///< what was known ended; `value` says nothing
        Probable, ///< an event whose type is a number said so, or a rule of the protocol
        Certain,
    };

    MessageId by;
    qint64 time = 0; ///< of that message, microseconds UTC
    double value = 0;
    Certainty certainty = Certainty::Unknown;

    bool isKnown() const { return certainty != Certainty::Unknown; }
    bool sameValue(const Change &other) const
    {
        return isKnown() == other.isKnown() && (!isKnown() || value == other.value);
    }
};

/// How one value went: its changes in order, and who said the last one again.
struct Track
{
    Aspect aspect = Aspect::Mute;
    bool cut = false; ///< older changes were given up
    MessageId confirmedBy; ///< the latest message that said the present value
    qint64 confirmedAt = 0; ///< microseconds UTC
    QList<Change> changes; ///< never empty

    /// The last change before a message; null: none, or given up.
    const Change *before(MessageId message) const;
    bool isLast(const Change &change) const { return &change == &changes.constLast(); }
};

/// How everything that is known of one room or participant went. Only what was seen has a track. A value:
/// copies share until one is changed. Any thread.
class FactHistory
{
public:
    const Track *track(Aspect aspect) const; ///< null: never seen
    /// The present value; null: not seen, or not known any more.
    const Change *current(Aspect aspect) const;
    /// Takes a statement. What says the same again only confirms, unless it is the first after a gap: then it
    /// is a change of what is known. True: there is one change more.
    bool tell(Aspect aspect, const Change &change, MessageId lastGap);
    /// Gives up the older half of each track. Answers how many changes are left.
    qsizetype thin();

private:
    Track &trackFor(Aspect aspect);

    QList<Track> m_tracks;
};

} // namespace console
