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
    const quint64 offset = id.value - m_base.value;
    return size_t(std::lower_bound(m_offsets.begin(), m_offsets.end(), offset) - m_offsets.begin());
}

void RowList::clear(MessageId base)
{
    m_base = base;
    m_offsets.clear();
}

void RowList::insert(size_t index, const std::vector<MessageId> &ids)
{
    auto to = m_offsets.insert(m_offsets.begin() + qptrdiff(index), ids.size(), 0);
    for (const MessageId id : ids)
        *to++ = offsetOf(id);
}

void RowList::removeBefore(MessageId id)
{
    m_offsets.erase(m_offsets.begin(), m_offsets.begin() + qptrdiff(indexAtOrAfter(id)));
    if (isEmpty())
        clear(id);
    else if (m_offsets.front() > farthest)
        countFrom(id);
}

void RowList::countFrom(MessageId base)
{
    const quint32 shift = offsetOf(base);
    for (quint32 &offset : m_offsets)
        offset -= shift;
    m_base = base;
}

} // namespace console
