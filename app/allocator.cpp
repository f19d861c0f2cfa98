#include "app/allocator.h"

#include <QtGlobal>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace console {

void giveLargeBlocksBack()
{
#ifdef __GLIBC__
    constexpr int large = 1024 * 1024; // bytes; a batch is smaller, a segment's text is not
    mallopt(M_MMAP_THRESHOLD, large);
#endif
}

} // namespace console
