#pragma once

#include "ui/models/inspection.h"
#include "ui/models/navigator.h"

namespace console {

class RoomDirectory;

/// One of the latest messages about somebody, for a list.
struct SummaryLine
{
    MessageId message;
    MessageKind kind = MessageKind::Event;
    EventType type = EventType::Unknown;
    QString time; ///< "14:32:07"
    QString text; ///< a sentence

    friend bool operator==(const SummaryLine &, const SummaryLine &) = default;
};

/// All that is known of a room or participant at this moment, each value with where it comes from. A value.
struct PersonSummary
{
    PersonRef person; ///< nobody: nothing is shown
    QString title; ///< the name, else "Person 104"; "Room 1"
    QString subtitle; ///< "104 in room 1"
    QList<Fact> facts; ///< who, where
    QList<Fact> controls; ///< of a participant: all audio controls; "not seen yet" where nothing was
    QList<SummaryLine> latest; ///< newest first; of positions the last one alone

    static constexpr int maximumLatest = 8;
    static constexpr quint64 maximumRowsSearched = 200'000; ///< backwards, for the latest
};

/// @param now  microseconds UTC, to say how old values are
PersonSummary summarize(
    const MessageLog &log, const RoomDirectory &directory, const PersonRef &person, qint64 now);

} // namespace console
