#include "slab.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "figures.h"

enum { ALIGNED = 64, HUGE_PAGE = 2 << 20 };

static size_t round_up(size_t size, size_t step) {
  return (size + step - 1) / step * step;
}

/* Zeroed or not, as it comes. Large ones stand in pages of their own, huge where there are some:
** touched sooner, and given back at once. */
static void *take_pages(size_t bytes) {
  if (bytes < HUGE_PAGE)
    return malloc(bytes);
  char *all =
      mmap(NULL, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED)
    return NULL;
  size_t before = round_up((uintptr_t)all, HUGE_PAGE) - (uintptr_t)all;
  if (before > 0)
    munmap(all, before);
  if (before < HUGE_PAGE)
    munmap(all + before + bytes, HUGE_PAGE - before);
  madvise(all + before, bytes, MADV_HUGEPAGE);
  return all + before;
}

struct slab *slab_new(size_t columns, const uint8_t *width, size_t bytes, size_t least) {
  size_t row = 0;
  for (size_t i = 0; i < columns; i++)
    row += width[i];
  size_t head = round_up(sizeof(struct slab) + columns * (sizeof(void *) + 1), ALIGNED);
  size_t slack = head + columns * ALIGNED;
  size_t room = bytes > slack ? (bytes - slack) / row : 0;
  room = room < least ? least : room;
  size_t needed = slack + room * row;
  bytes = needed < HUGE_PAGE ? needed : round_up(needed, HUGE_PAGE);
  struct slab *slab = take_pages(bytes);
  if (slab == NULL)
    return NULL;
  *slab = (struct slab){.bytes = bytes, .room = room};
  slab->cells = (void **)(void *)(slab + 1);
  slab->width = (uint8_t *)(slab->cells + columns);
  char *at = (char *)slab + head;
  for (size_t i = 0; i < columns; i++) {
    slab->width[i] = width[i];
    slab->cells[i] = at;
    at += round_up(room * width[i], ALIGNED);
  }
  return slab;
}

void slab_free(struct slab *slab) {
  if (slab == NULL)
    return;
  if (slab->bytes < HUGE_PAGE)
    free(slab);
  else
    munmap(slab, slab->bytes);
}

/* Copies in steps of a fixed number, which the compiler makes into wide instructions. */
enum { STEP = 16 };

#define PACK(name, from_type, to_type, narrow)                                                     \
  static void name(to_type *to, const from_type *from, size_t count) {                             \
    size_t i = 0;                                                                                  \
    for (; i + STEP <= count; i += STEP)                                                           \
      for (size_t k = i; k < i + STEP; k++)                                                        \
        to[k] = narrow(from[k]);                                                                   \
    for (; i < count; i++)                                                                         \
      to[i] = narrow(from[i]);                                                                     \
  }

static inline int32_t narrow_figure(int64_t value) {
  return figures_is_code(value) ? INT32_MIN + (int32_t)figures_code(value) : (int32_t)value;
}

PACK(pack_1, uint32_t, uint8_t, (uint8_t))
PACK(pack_2, uint32_t, uint16_t, (uint16_t))
PACK(pack_figures, int64_t, int32_t, narrow_figure)

void slab_put_codes(struct slab *slab, size_t column, const uint32_t *codes, size_t count) {
  void *cells = slab->cells[column];
  if (slab->width[column] == 1)
    pack_1((uint8_t *)cells + slab->rows, codes, count);
  else if (slab->width[column] == 2)
    pack_2((uint16_t *)cells + slab->rows, codes, count);
  else
    memcpy((uint32_t *)cells + slab->rows, codes, count * sizeof *codes);
}

void slab_put_figures(struct slab *slab, size_t column, const int64_t *values, size_t count) {
  void *cells = slab->cells[column];
  if (slab->width[column] == 4)
    pack_figures((int32_t *)cells + slab->rows, values, count);
  else
    memcpy((int64_t *)cells + slab->rows, values, count * sizeof *values);
}

uint32_t slab_code(const struct slab *slab, size_t column, size_t row, bool figures) {
  const void *cells = slab->cells[column];
  if (figures && slab->width[column] == 4) {
    int32_t value = ((const int32_t *)cells)[row];
    return figures_is_code32(value) ? figures_code32(value) : UINT32_MAX;
  }
  if (figures) {
    int64_t value = ((const int64_t *)cells)[row];
    return figures_is_code(value) ? figures_code(value) : UINT32_MAX;
  }
  return slab->width[column] == 1   ? ((const uint8_t *)cells)[row]
         : slab->width[column] == 2 ? ((const uint16_t *)cells)[row]
                                    : ((const uint32_t *)cells)[row];
}
