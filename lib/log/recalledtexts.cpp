#include "lib/log/recalledtexts.h"

#include <algorithm>

namespace console {

void RecalledTexts::want(MessageId id)
{
    if (std::ranges::find(m_wanted, id) != m_wanted.end())
        return;
    m_wanted.push_back(id);
    if (m_wanted.size() > size_t(maximumRows))
        m_wanted.pop_front();
}

void RecalledTexts::take(const Segment &segment)
{
    const auto isHere = [&segment](MessageId id) { return id >= segment.first && id < segment.end(); };
    for (const MessageId id : m_wanted) {
        if (isHere(id))
            keep(segment, size_t(id.value - segment.first.value));
    }
    std::erase_if(m_wanted, isHere);
}

void RecalledTexts::keep(const Segment &segment, size_t row)
{
    const quint32 size = segment.sizeOf(row);
    if (size > maximumLength)
        return;
    // Small rows cost their share of the store too, which bounds their number.
    m_texts.insert((segment.first + row).value, new QByteArray(segment.textOf(row).toByteArray()),
        std::max<qsizetype>(size, maximumMemory / maximumRows));
}

} // namespace console
