#include "ui/models/rowlist.h"

#include <algorithm>

namespace console {

namespace {

/// Offsets stay below this; beyond it they are counted anew from the front.
constexpr quint64 farthest = 1ull << 31;

} // namespace

size_t RowList::indexAtOrAfter(MessageId id) const
{
    if (id <= m_base)
        return 0;
    const auto first = m_offsets.begin() + qptrdiff(m_head);
    const quint64 offset = id.value - m_base.value;
    return size_t(std::lower_bound(first, m_offsets.end(), offset) - first);
}

void RowList::clear(MessageId base)
{
    m_base = base;
    m_offsets.clear();
    m_head = 0;
}

void RowList::insert(size_t index, const std::vector<MessageId> &ids)
{
    const auto place = m_offsets.begin() + qptrdiff(m_head + index);
    auto to = m_offsets.insert(place, ids.size(), 0);
    for (const MessageId id : ids)
        *to++ = offsetOf(id);
}

/// Moving the rest at each removal would be felt, so the places in front are given back only when they are
/// half of all.
void RowList::removeBefore(MessageId id)
{
    m_head += indexAtOrAfter(id);
    if (isEmpty())
        clear(id);
    else if (m_head > size() || m_offsets[m_head] > farthest)
        compact(id);
}

void RowList::compact(MessageId base)
{
    m_offsets.erase(m_offsets.begin(), m_offsets.begin() + qptrdiff(m_head));
    m_head = 0;
    const quint32 shift = offsetOf(base);
    for (quint32 &offset : m_offsets)
        offset -= shift;
    m_base = base;
}

} // namespace console
