#include "large_pages.h"

#include <stdint.h>
#include <sys/mman.h>

/* From here on malloc takes a block from the system for itself. */
enum { LARGE = 1 << 22, PAGE = 1 << 12 };

void *large_pages(void *block, size_t bytes) {
  if (block == NULL || bytes < LARGE)
    return block;
  uintptr_t from = ((uintptr_t)block + PAGE - 1) / PAGE * PAGE;
  uintptr_t to = ((uintptr_t)block + bytes) / PAGE * PAGE;
  (void)madvise((void *)from, to - from, MADV_HUGEPAGE);
  return block;
}
