#pragma once

#include "lib/protocol/ids.h"

#include <array>
#include <deque>
#include <vector>

namespace console {

/// An ascending list of message numbers, what a filter lets through: a bit for each message of the session,
/// listed or not, and a count for every 512 of them. So it costs the same whatever the filter, growing never
/// copies all of it, and it is cheap to shorten at the front.
class RowList
{
public:
    size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    MessageId at(size_t index) const; ///< @pre index < size()
    MessageId back() const { return at(m_size - 1); } ///< @pre not empty

    /// Index of the first number that is not before `id`; size() if there is none.
    size_t indexAtOrAfter(MessageId id) const;

    void clear(MessageId base); ///< numbers to come are at or after `base`
    void append(MessageId id); ///< @pre after back()
    void insert(const std::vector<MessageId> &ids); ///< @param ids  ascending, none of them listed yet
    void removeBefore(MessageId id); ///< numbers to come are at or after `id`

private:
    static constexpr quint64 wordsOfBlock = 8;
    static constexpr quint64 rowsOfBlock = 64 * wordsOfBlock;
    using Block =
        std::array<quint64, wordsOfBlock>; ///< the lowest bit of the first word is its first message

    static quint64 blockOf(MessageId id) { return id.value / rowsOfBlock; }
    size_t placeOf(MessageId id) const { return size_t(blockOf(id) - m_firstBlock); } ///< among m_blocks
    void add(MessageId id);

    quint64 m_firstBlock = 0; ///< number of m_blocks.front(), of all blocks since the first message
    std::deque<Block> m_blocks;
    std::vector<quint32> m_before; ///< by block: how many are listed before it
    size_t m_size = 0;
};

} // namespace console
