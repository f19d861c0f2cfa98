#include "lib/log/recordedstrings.h"

#include <algorithm>

namespace console {

void RecordedStrings::introduce(StringId first, const std::vector<QByteArray> &strings)
{
    const size_t offset = first.value - 1;
    m_ids.resize(std::max(m_ids.size(), offset + strings.size()));
    for (size_t i = 0; i < strings.size(); ++i)
        m_ids[offset + i] = m_pool.intern(strings[i]);
}

bool RecordedStrings::translate(MessageRecord &row) const
{
    return translate(row.name) && translate(row.room) && translate(row.participant);
}

bool RecordedStrings::translate(StringId &id) const
{
    if (!id)
        return true;
    if (id.value > m_ids.size())
        return false;
    id = m_ids[id.value - 1];
    return bool(id);
}

} // namespace console
