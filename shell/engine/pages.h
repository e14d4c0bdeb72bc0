/* Memory that is touched sooner: large arrays in huge pages, where the system has some. */
#ifndef INDSATS_PAGES_H
#define INDSATS_PAGES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

/* Ask for huge pages under what of the array they can hold. Only speed depends on the answer. */
static inline void pages_ask_huge(void *bytes, size_t size) {
  enum { HUGE_PAGE = 2 << 20 };
  uintptr_t from = ((uintptr_t)bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
  uintptr_t to = ((uintptr_t)bytes + size) / HUGE_PAGE * HUGE_PAGE;
  if (to > from)
    madvise((void *)from, to - from, MADV_HUGEPAGE);
}

#endif
