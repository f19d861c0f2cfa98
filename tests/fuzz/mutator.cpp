#include "tests/fuzz/mutator.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace console::fuzz {

QByteArray Mutator::mutated(QByteArray bytes, const QByteArray &other)
{
    for (int changes = 1 + below(6); changes > 0; --changes)
        change(bytes, other);
    bytes.truncate(largest);
    return bytes;
}

void Mutator::change(QByteArray &bytes, const QByteArray &other)
{
    const int size = int(bytes.size());
    const int at = below(size + 1);
    switch (below(9)) {
    case 0:
        return bytes.truncate(at);
    case 1:
        bytes.insert(at, noise());
        return;
    case 2:
        bytes.remove(at, length(size));
        return;
    case 3:
        bytes.insert(at, bytes.sliced(at, std::min(length(size), size - at)));
        return;
    case 4:
        return splice(bytes, other);
    case 5:
    case 6:
        return writeNumber(bytes);
    default:
        if (at < size)
            bytes[at] = char(bytes[at] ^ (1 << below(8)));
    }
}

/// Where a length or an offset may stand: what is nearly right, and what is much too big.
void Mutator::writeNumber(QByteArray &bytes)
{
    static constexpr std::array<quint64, 12> numbers{0, 1, 2, 0x7f, 0xff, 0xffff, 0x7fffffff, 0xffffffff,
        quint64(1) << 32, quint64(1) << 40, quint64(1) << 63, ~quint64(0)};
    const int width = 1 << below(4);
    if (bytes.size() < width)
        return;
    char *const at = bytes.data() + below(int(bytes.size()) - width + 1);
    std::array<char, sizeof(quint64)> number{};
    std::copy_n(at, width, number.begin());
    quint64 value = qFromLittleEndian<quint64>(number.data());
    value = below(2) == 0 ? numbers[size_t(below(int(numbers.size())))] : value + quint64(below(33)) - 16;
    qToLittleEndian(value, number.data());
    std::copy_n(number.begin(), width, at);
}

/// A part of the other takes the place of a part.
void Mutator::splice(QByteArray &bytes, const QByteArray &other)
{
    if (other.isEmpty())
        return;
    const int from = below(int(other.size()));
    const QByteArray part = other.sliced(from, std::min(length(int(other.size())), int(other.size()) - from));
    const int at = below(int(bytes.size()) + 1);
    bytes.replace(at, below(2) == 0 ? 0 : part.size(), part);
}

QByteArray Mutator::noise()
{
    QByteArray bytes(1 + below(16), Qt::Uninitialized);
    std::generate(bytes.begin(), bytes.end(), [this] { return char(below(256)); });
    return bytes;
}

/// Short ones come often. At least 1.
int Mutator::length(int limit)
{
    const int most = below(2) == 0 ? 16 : std::max(limit, 1);
    return 1 + below(most);
}

} // namespace console::fuzz
