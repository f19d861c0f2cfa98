#include "lib/log/stringpool.h"

#include "lib/protocol/textmark.h"

#include <algorithm>
#include <utility>

namespace console {

StringId StringPool::intern(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > maximumLength)
        return StringId();
    Known &recent = m_recent[folded(markOf(text), recentBits)];
    if (std::ranges::equal(std::as_const(recent.text), text))
        return recent.id;
    // Looking up must not copy: most names and ids have been seen before.
    const auto known = m_ids.constFind(QByteArray::fromRawData(text.data(), text.size()));
    if (known != m_ids.constEnd()) {
        recent = {known.key(), *known};
        return *known;
    }
    // The last place is kept for the word that stands for all that no longer fits.
    if (m_count >= quint32(maximumCount) - 1)
        return m_count < quint32(maximumCount) ? add("other") : StringId(m_count);
    return add(text.toByteArray());
}

StringId StringPool::add(const QByteArray &text)
{
    const StringId id(++m_count);
    m_ids.insert(text, id);
    m_introduced.push_back(text);
    return id;
}

std::vector<QByteArray> StringPool::takeIntroduced(StringId *first)
{
    *first = StringId(m_count - quint32(m_introduced.size()) + 1);
    return std::exchange(m_introduced, {});
}

std::vector<QByteArray> StringPool::strings() const
{
    std::vector<QByteArray> strings(m_count);
    for (auto id = m_ids.begin(); id != m_ids.end(); ++id)
        strings[id->value - 1] = id.key();
    return strings;
}

} // namespace console
