#include "tests/fuzz/coverage.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace {

constexpr size_t ways = size_t(1) << 20; // many more than there are, so that few share a place
bool seen[ways]; // no std::array: the function below must call nothing
thread_local uintptr_t before = 0;
bool hasNew = false;

} // namespace

/// The compiler puts a call of it at each branch. A way is a branch and the one before it.
extern "C" __attribute__((no_sanitize_coverage, no_sanitize_address, no_sanitize_undefined)) void
__sanitizer_cov_trace_pc()
{
    const auto base = reinterpret_cast<uintptr_t>(&__sanitizer_cov_trace_pc); // the same in each run
    const uintptr_t here = reinterpret_cast<uintptr_t>(__builtin_return_address(0)) - base;
    bool &place = seen[(here ^ before) % ways];
    before = here >> 1;
    if (!place)
        place = hasNew = true;
}

bool console::fuzz::tookNewWay()
{
    return std::exchange(hasNew, false);
}
