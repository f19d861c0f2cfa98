#include "lib/log/mcap.h"

#include <zlib.h>

#include <array>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#define CONSOLE_MULTIPLIES_POLYNOMIALS
#include <wmmintrin.h>
#endif

namespace console::mcap {

namespace {

quint32 plainCrc32(QByteArrayView bytes, quint32 before)
{
    return quint32(::crc32_z(before, reinterpret_cast<const Bytef *>(bytes.data()), size_t(bytes.size())));
}

#ifdef CONSOLE_MULTIPLIES_POLYNOMIALS

// A checksum is the remainder of the bytes, taken as one long polynomial, by that of CRC-32. It stays the
// same where the first bytes are not kept but moved on to later ones, multiplied by the remainder of the
// power of x between them. In all of this the highest bit stands for the lowest power.

constexpr int laneCount = 4;
constexpr qsizetype laneSize = sizeof(__m128i);
constexpr qsizetype blockSize = laneCount * laneSize;
constexpr int blockBits = 8 * blockSize;

/// The remainder, one bit on: that is where multiplying leaves its product.
constexpr qint64 powerOfX(int power)
{
    quint32 remainder = 0x80000000;
    for (; power > 0; --power)
        remainder = remainder >> 1 ^ (remainder & 1 ? 0xEDB88320 : 0);
    return qint64(remainder) << 1;
}

__m128i laneAt(const char *at)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
}

[[gnu::target("pclmul")]] __m128i movedByABlock(__m128i lane)
{
    constexpr qint64 ofLowerHalf = powerOfX(blockBits + 32);
    constexpr qint64 ofUpperHalf = powerOfX(blockBits - 32);
    const __m128i powers = _mm_set_epi64x(ofUpperHalf, ofLowerHalf);
    return _mm_xor_si128(_mm_clmulepi64_si128(lane, powers, 0x00), _mm_clmulepi64_si128(lane, powers, 0x11));
}

/// The one block that all of them come down to. @pre whole blocks, at least one
[[gnu::target("pclmul")]] std::array<char, blockSize> folded(QByteArrayView blocks, quint32 state)
{
    __m128i lanes[laneCount];
    for (int i = 0; i < laneCount; ++i)
        lanes[i] = laneAt(blocks.data() + i * laneSize);
    lanes[0] = _mm_xor_si128(lanes[0], _mm_cvtsi32_si128(int(state)));
    for (const char *at = blocks.data() + blockSize; at != blocks.end(); at += blockSize) {
        for (int i = 0; i < laneCount; ++i)
            lanes[i] = _mm_xor_si128(movedByABlock(lanes[i]), laneAt(at + i * laneSize));
    }
    std::array<char, blockSize> block;
    std::memcpy(block.data(), lanes, blockSize);
    return block;
}

#endif

} // namespace

quint32 crc32(QByteArrayView bytes, quint32 before)
{
#ifdef CONSOLE_MULTIPLIES_POLYNOMIALS
    static const bool canMultiply = __builtin_cpu_supports("pclmul");
    const qsizetype whole = bytes.size() / blockSize * blockSize;
    if (canMultiply && whole > blockSize) {
        const std::array<char, blockSize> block = folded(bytes.first(whole), ~before);
        // zlib turns all bits around, before and after; what is before is in the block already.
        return plainCrc32(bytes.sliced(whole), plainCrc32(block, 0xFFFFFFFF));
    }
#endif
    return plainCrc32(bytes, before);
}

} // namespace console::mcap
