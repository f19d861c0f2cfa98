#pragma once

#include <algorithm>
#include <iterator>

namespace console {

/// std::partition_point for those who have a guess: a good one costs two looks, a bad one twice those of a
/// search without. Over rows each look may be memory that was not touched for long. Pure.
/// @pre begin <= guess <= end
template <typename Iterator, typename IsBefore>
Iterator partitionPointNear(Iterator begin, Iterator end, Iterator guess, IsBefore isBefore)
{
    typename std::iterator_traits<Iterator>::difference_type step = 1;
    if (guess != end && isBefore(*guess)) {
        for (begin = guess + 1; end - begin > step && isBefore(begin[step]); step *= 2)
            begin += step + 1;
        return std::partition_point(begin, end - begin > step ? begin + step : end, isBefore);
    }
    for (end = guess; end - begin > step && !isBefore(*(end - step)); step *= 2)
        end -= step;
    return std::partition_point(end - begin > step ? end - step + 1 : begin, end, isBefore);
}

} // namespace console
