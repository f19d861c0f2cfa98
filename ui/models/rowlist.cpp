#include "ui/models/rowlist.h"

#include <algorithm>
#include <bit>

namespace console {

namespace {

/// The bits of a word below one of them.
constexpr quint64 bitsBelow(quint64 bit)
{
    return (1ull << bit) - 1;
}

/// Which bit is the `index`th that is set. @pre there is one
int setBit(quint64 word, size_t index)
{
    while (index-- > 0)
        word &= word - 1; // the lowest that is set goes
    return std::countr_zero(word);
}

size_t count(quint64 word)
{
    return size_t(std::popcount(word));
}

} // namespace

MessageId RowList::at(size_t index) const
{
    const auto after = std::ranges::upper_bound(m_before, index);
    const size_t block = size_t(after - m_before.begin()) - 1;
    size_t rest = index - m_before[block];
    size_t word = 0;
    for (size_t here = count(m_blocks[block][0]); here <= rest; here = count(m_blocks[block][word])) {
        rest -= here;
        ++word;
    }
    const quint64 bit = quint64(setBit(m_blocks[block][word], rest));
    return MessageId((m_firstBlock + block) * rowsOfBlock + word * 64 + bit);
}

size_t RowList::indexAtOrAfter(MessageId id) const
{
    if (blockOf(id) < m_firstBlock)
        return 0;
    const size_t block = placeOf(id);
    if (block >= m_blocks.size())
        return m_size;
    const quint64 row = id.value % rowsOfBlock;
    size_t index = m_before[block];
    for (size_t word = 0; word < row / 64; ++word)
        index += count(m_blocks[block][word]);
    return index + count(m_blocks[block][row / 64] & bitsBelow(row % 64));
}

void RowList::clear(MessageId base)
{
    m_firstBlock = blockOf(base);
    m_blocks.clear();
    m_before.clear();
    m_size = 0;
}

void RowList::append(MessageId id)
{
    add(id);
    ++m_size;
}

void RowList::insert(const std::vector<MessageId> &ids)
{
    if (ids.empty())
        return;
    for (const MessageId id : ids)
        add(id);
    auto next = ids.begin();
    for (size_t block = placeOf(ids.front()); block < m_blocks.size(); ++block) {
        m_before[block] += quint32(next - ids.begin());
        while (next != ids.end() && placeOf(*next) == block)
            ++next;
    }
    m_size += ids.size();
}

void RowList::removeBefore(MessageId id)
{
    if (blockOf(id) < m_firstBlock)
        return;
    const size_t leaving = indexAtOrAfter(id);
    const size_t blocks = std::min(placeOf(id), m_blocks.size());
    m_blocks.erase(m_blocks.begin(), m_blocks.begin() + qptrdiff(blocks));
    m_before.erase(m_before.begin(), m_before.begin() + qptrdiff(blocks));
    m_firstBlock = blockOf(id);
    m_size -= leaving;
    if (m_blocks.empty())
        return;
    const quint64 row = id.value % rowsOfBlock;
    std::fill_n(m_blocks.front().begin(), row / 64, 0);
    m_blocks.front()[row / 64] &= ~bitsBelow(row % 64);
    for (quint32 &before : m_before)
        before -= std::min(before, quint32(leaving)); // of the first block some may have left
}

void RowList::add(MessageId id)
{
    const size_t place = placeOf(id);
    if (place >= m_blocks.size()) {
        m_blocks.resize(place + 1);
        m_before.resize(place + 1, quint32(m_size));
    }
    m_blocks[place][id.value % rowsOfBlock / 64] |= 1ull << id.value % 64;
}

} // namespace console
