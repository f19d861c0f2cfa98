#pragma once

#include <QByteArrayView>

#include <bit>
#include <cstring>

namespace console {

template <typename Word>
quint64 loadWord(const char *at)
{
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// A number that equal texts share and usual different names and ids do not; cheap, and no safeguard against
/// made-up ones.
inline quint64 markOf(QByteArrayView text)
{
    const char *data = text.data();
    const qsizetype size = text.size();
    const quint64 length = quint64(size) << 56;
    if (size >= 8)
        return loadWord<quint64>(data) ^ std::rotl(loadWord<quint64>(data + size - 8), 5) ^ length;
    if (size >= 4)
        return (loadWord<quint32>(data) | loadWord<quint32>(data + size - 4) << 32) ^ length;
    if (size == 0)
        return 0;
    return (loadWord<uchar>(data) | loadWord<uchar>(data + size / 2) << 8
               | loadWord<uchar>(data + size - 1) << 16)
        ^ length;
}

/// The mark brought down to `bits` bits, evenly.
inline quint64 folded(quint64 mark, int bits)
{
    return mark * 0xC4CEB9FE1A85EC53u >> (64 - bits);
}

} // namespace console
