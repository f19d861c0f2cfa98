#include "lib/log/stringpool.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace console {

namespace {

/// A number that is quickly made of a text's ends and its length.
quint64 markOf(QByteArrayView text)
{
    quint64 first = 0;
    quint64 last = 0;
    const auto size = std::min<size_t>(size_t(text.size()), sizeof first);
    std::memcpy(&first, text.data(), size);
    std::memcpy(&last, text.end() - size, size);
    return (first ^ std::rotl(last, 5)) + quint64(text.size());
}

} // namespace

StringId StringPool::intern(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > maximumLength)
        return StringId();
    Known &recent = m_recent[markOf(text) * 0xC4CEB9FE1A85EC53u >> (64 - recentBits)];
    if (QByteArrayView(recent.text) == text)
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
