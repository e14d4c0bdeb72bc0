#include "extents.h"

/* After the first rows of a group nearly no row goes further: the processor foresees that. */
#define ADD(name, stored_word)                                                                     \
  static void name(struct extent *extents, const uint32_t *group, const void *stored, size_t from, \
                   size_t to) {                                                                    \
    const stored_word *value = stored;                                                             \
    for (size_t i = from; i < to; i++) {                                                           \
      struct extent *extent = &extents[group[i]];                                                  \
      uint32_t up = (uint32_t)value[i] + 1;                                                        \
      uint32_t down = UINT32_MAX - value[i];                                                       \
      if (up > extent->up)                                                                         \
        extent->up = up;                                                                           \
      if (down > extent->down)                                                                     \
        extent->down = down;                                                                       \
    }                                                                                              \
  }
ADD(add_1, uint8_t)
ADD(add_2, uint16_t)

void extents_add(struct extent *extents, const uint32_t *group, size_t count, const void *stored,
                 unsigned width, const struct gap *gap, size_t gaps) {
  size_t from = 0;
  for (size_t i = 0; i <= gaps; i++) {
    size_t to = i < gaps ? gap[i].at : count;
    (width == 1 ? add_1 : add_2)(extents, group, stored, from, to);
    from = to + 1;
  }
}
