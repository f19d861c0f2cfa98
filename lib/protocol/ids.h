#pragma once

#include <QtGlobal>

#include <compare>
#include <functional>

namespace console {

/// A number that cannot be mistaken for a number of another kind. 0 means "none".
template <typename Tag, typename Number>
struct StrongIndex
{
    Number value = 0;

    constexpr StrongIndex() = default;
    constexpr explicit StrongIndex(Number number) : value(number) { }
    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(StrongIndex, StrongIndex) = default;
};

/// The number of a row in its session: counts from 1 over all rows, notes included, and is never reused.
using MessageId = StrongIndex<struct MessageTag, quint64>;

/// A string of the session's pool (names, room ids, participant ids).
using StringId = StrongIndex<struct StringTag, quint32>;

constexpr MessageId operator+(MessageId id, quint64 count)
{
    return MessageId(id.value + count);
}

template <typename Tag, typename Number>
size_t qHash(StrongIndex<Tag, Number> index, size_t seed = 0)
{
    return std::hash<Number>{}(index.value) ^ seed;
}

} // namespace console

template <typename Tag, typename Number>
struct std::hash<console::StrongIndex<Tag, Number>>
{
    size_t operator()(console::StrongIndex<Tag, Number> index) const
    {
        return std::hash<Number>{}(index.value);
    }
};
