#include "lib/protocol/duplicatekeys.h"

#include "lib/protocol/textmark.h"

#include <QHashSeed>

#include <algorithm>

namespace console {

namespace {

/// Wider objects are sorted.
constexpr std::ptrdiff_t fewKeys = 16;

/// More scratch memory than usual messages need is given back.
constexpr size_t usualKeys = 65536;

QByteArrayView withoutQuotes(QByteArrayView token)
{
    return token.sliced(1, token.size() - 2);
}

} // namespace

void DuplicateKeys::reset(QByteArrayView text)
{
    m_text = text;
    m_found = false;
    m_keys.clear();
    m_firstKeys.clear();
    if (m_keys.capacity() > usualKeys)
        m_keys.shrink_to_fit();
    if (m_firstKeys.capacity() > usualKeys)
        m_firstKeys.shrink_to_fit();
}

void DuplicateKeys::beginObject()
{
    m_firstKeys.push_back(m_keys.size());
}

void DuplicateKeys::addKey(ByteSpan token, bool escaped)
{
    if (m_found)
        return;
    const QByteArrayView bytes = token.in(m_text);
    m_keys.push_back({escaped ? markOf(comparableString(bytes)) : markOf(withoutQuotes(bytes)), token});
}

void DuplicateKeys::endObject()
{
    const auto first = m_keys.begin() + std::ptrdiff_t(m_firstKeys.back());
    m_firstKeys.pop_back();
    if (m_found)
        return;
    bool suspicious = m_keys.end() - first > fewKeys;
    for (auto key = first; !suspicious && key != m_keys.end(); ++key)
        suspicious = std::any_of(first, key, [key](const Key &other) { return other.mark == key->mark; });
    m_found = suspicious && repeats(first);
    m_keys.erase(first, m_keys.end());
}

/// The thorough way: by a hash that nobody outside can foresee.
bool DuplicateKeys::repeats(std::vector<Key>::iterator first)
{
    for (auto key = first; key != m_keys.end(); ++key)
        key->mark = qHash(decoded(*key), QHashSeed::globalSeed());
    std::sort(first, m_keys.end(), [](const Key &a, const Key &b) { return a.mark < b.mark; });
    return std::adjacent_find(first, m_keys.end(), [this](const Key &a, const Key &b) { return equal(a, b); })
        != m_keys.end();
}

bool DuplicateKeys::equal(const Key &a, const Key &b) const
{
    return a.mark == b.mark && decoded(a) == decoded(b);
}

QByteArray DuplicateKeys::decoded(const Key &key) const
{
    const QByteArrayView token = key.token.in(m_text);
    if (token.contains('\\'))
        return comparableString(token);
    return QByteArray::fromRawData(token.data() + 1, token.size() - 2);
}

} // namespace console
