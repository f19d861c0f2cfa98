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

quint64 bitOf(quint64 mark)
{
    return quint64(1) << folded(mark, 6);
}

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
    m_objects.clear();
    if (m_keys.capacity() > usualKeys)
        m_keys.shrink_to_fit();
    if (m_objects.capacity() > usualKeys)
        m_objects.shrink_to_fit();
}

void DuplicateKeys::beginObject()
{
    m_objects.push_back({m_keys.size()});
}

void DuplicateKeys::addKey(ByteSpan token, bool escaped)
{
    if (m_found)
        return;
    const QByteArrayView bytes = token.in(m_text);
    const quint64 mark = escaped ? markOf(comparableString(bytes)) : markOf(withoutQuotes(bytes));
    m_keys.push_back({mark, token});
    Object &object = m_objects.back();
    object.isCrowded |= (object.bits & bitOf(mark)) != 0;
    object.bits |= bitOf(mark);
}

void DuplicateKeys::endObject()
{
    const Object object = m_objects.back();
    m_objects.pop_back();
    if (m_found)
        return;
    const auto first = m_keys.begin() + std::ptrdiff_t(object.firstKey);
    m_found = object.isCrowded && repeats(first);
    m_keys.erase(first, m_keys.end());
}

bool DuplicateKeys::hasEqualMarks(std::vector<Key>::iterator first) const
{
    for (auto key = first; key != m_keys.end(); ++key) {
        if (std::any_of(first, key, [key](const Key &other) { return other.mark == key->mark; }))
            return true;
    }
    return false;
}

/// The thorough way: by a hash that nobody outside can foresee. Where few keys only chose the same bit, a
/// look at their marks is enough.
bool DuplicateKeys::repeats(std::vector<Key>::iterator first)
{
    if (m_keys.end() - first <= fewKeys && !hasEqualMarks(first))
        return false;
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
