#pragma once

#include "lib/protocol/ids.h"

#include <deque>
#include <vector>

namespace console {

/// An ascending list of message numbers in four bytes each, cheap to shorten at the front, and never copied
/// as a whole when it grows: what a filter lets through.
class RowList
{
public:
    size_t size() const { return m_offsets.size(); }
    bool isEmpty() const { return size() == 0; }
    MessageId at(size_t index) const { return m_base + m_offsets[index]; }
    MessageId back() const { return m_base + m_offsets.back(); }

    /// Index of the first number that is not before `id`; size() if there is none.
    size_t indexAtOrAfter(MessageId id) const;

    void clear(MessageId base); ///< numbers to come are at or after `base`
    void append(MessageId id) { m_offsets.push_back(offsetOf(id)); } ///< @pre after back()
    void insert(size_t index, const std::vector<MessageId> &ids);
    void removeBefore(MessageId id); ///< numbers to come are at or after `id`

private:
    quint32 offsetOf(MessageId id) const { return quint32(id.value - m_base.value); }
    void countFrom(MessageId base);

    MessageId m_base = MessageId(1); ///< what offset 0 means
    std::deque<quint32> m_offsets;
};

} // namespace console
