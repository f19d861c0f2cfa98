#include "lib/protocol/duplicatekeys.h"

#include <QHashSeed>

#include <algorithm>
#include <bit>
#include <cstring>

namespace console {

namespace {

/// Wider objects are sorted.
constexpr std::ptrdiff_t fewKeys = 16;

/// More scratch memory than usual messages need is given back.
constexpr size_t usualKeys = 65536;

template <typename Word>
quint64 load(const char *at)
{
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// A number that equal keys share and usual different keys do not; cheap, and no safeguard against made-up
/// keys.
quint64 markOf(QByteArrayView key)
{
    const char *data = key.data();
    const qsizetype size = key.size();
    const quint64 length = quint64(size) << 56;
    if (size >= 8)
        return load<quint64>(data) ^ std::rotl(load<quint64>(data + size - 8), 5) ^ length;
    if (size >= 4)
        return (load<quint32>(data) | load<quint32>(data + size - 4) << 32) ^ length;
    if (size == 0)
        return 0;
    return (load<uchar>(data) | load<uchar>(data + size / 2) << 8 | load<uchar>(data + size - 1) << 16)
        ^ length;
}

/// One bit of 64 for a mark. The factor gives the keys of the protocol's events different ones.
quint64 bitOf(quint64 mark)
{
    return quint64(1) << (mark * 0xC4CEB9FE1A85EC53u >> 58);
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
