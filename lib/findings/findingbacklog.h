#pragma once

#include "lib/log/messagelog.h"

#include <optional>

namespace console {

/// Some rows of a session to be judged, with all that is needed for it in another thread.
struct FindingPortion
{
    BatchList batches; ///< each with its text; or, where there are none:
    std::vector<SegmentSnapshot> segments; ///< that hold the rows [from, to); the text may be in a recording
    MessageId from;
    MessageId to;
    std::vector<MessageId> holes; ///< rows of `segments` or later ones, before which messages were dropped
    BatchPointer facts; ///< strings, matches and lost requests of those rows; it has none itself
};

/// What of a log is yet to be judged, in order. What comes faster than it is judged is not kept a second
/// time: beyond `maximumMemory` only where it is, to be looked up in the log again. GUI thread.
class FindingBacklog
{
public:
    static constexpr qsizetype maximumMemory = 32 * 1024 * 1024; ///< bytes, of text and rows
    static constexpr quint64 portionRows = 4 * Segment::maximumRows;

    void add(const BatchPointer &batch);
    bool isEmpty() const { return m_batches.isEmpty() && !m_later; }
    /// More waits than is kept: it has to be looked up.
    bool isBehind() const { return m_later != nullptr; }
    /// The next rows; it is the caller's to come for more. @pre !isEmpty()
    FindingPortion take(const MessageLog &log);
    quint64 missed() const { return m_missed; } ///< rows that left the log before they were looked up

private:
    FindingPortion takeLater(const MessageLog &log);
    BatchPointer takeFacts();

    BatchList m_batches;
    qsizetype m_memory = 0; ///< bytes of them
    std::shared_ptr<MessageBatch> m_later; ///< strings, matches and lost requests of the rows that follow
    std::vector<MessageId> m_holes; ///< that no portion has told yet
    MessageId m_from; ///< rows [m_from, m_to) that follow the batches
    MessageId m_to;
    quint64 m_missed = 0;
};

} // namespace console
